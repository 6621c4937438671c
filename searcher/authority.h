// The archive's authority files: what its users say about names, in two tables beside the database.
// Read when the columns are loaded, so that a change applies without indexing again.
//
//   aliases.tsv   kind <tab> name <tab> the name to file it under
//                 person	Kadhafi	Muammar Gaddafi
//                 person	George Bush	George Bush          (itself: never merged by rule)
//   stop.tsv      kind <tab> name                             in no facet, on no page
//                 organisation	Reuter
//
// Kinds are person, organisation, source and section. Names are compared without case and accents.
// Empty lines and lines that begin with # are passed over.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "searcher/request.h"

namespace morgue {

struct Authority {
  struct Alias {
    Facet facet = Facet::Person;
    std::string name;
    std::string filed_under;
  };
  struct Stop {
    Facet facet = Facet::Person;
    std::string name;
  };
  std::vector<Alias> aliases;  // in the order of the file; of two for one name the later one holds
  std::vector<Stop> stops;
  std::vector<std::string> mistakes;  // "aliases.tsv, line 3: …", a sentence each; those lines say
                                      // nothing
};

/// A file that does not exist says nothing.
Authority read_authority(const std::filesystem::path& archive);

/// Changes whenever one of the files does; empty if there is none. O(1), two stat() calls.
std::string authority_stamp(const std::filesystem::path& archive);

}  // namespace morgue
