// A name as its articles draw it: the words that are unusual in them, what else they call it, and
// the titles they give it. Read from a sample of bounded size, spread evenly over the articles, so
// that a name in a hundred thousand of them costs what one in two hundred does.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/annotations.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/token_reader.h"
#include "indexer/schema/words.h"
#include "searcher/bitmap.h"
#include "searcher/columns.h"

namespace morgue {

struct UnusualWord {
  std::string word;         // as it is mostly written; a search for it finds its other forms too
  std::uint64_t count = 0;  // of the name's articles that have it; exact
  double significance = 0;  // beside the whole archive (significance.h)
};

struct Portrait {
  std::vector<UnusualWord> words;   // the most unusual first; no names, and none of the name itself
  std::vector<std::string> names;   // other names, the commonest first
  std::vector<std::string> titles;  // of a person: "President", "chief executive of BP"
};

/// Who or what is drawn, in which articles.
struct Sitter {
  EntityKind kind = EntityKind::Person;
  std::string key;  // as the archive files it
  const Bitmap& documents;
};

/// In how many articles of a portrait each word of the dictionary was met; kept for the next one,
/// because to make it anew costs more than to fill it.
struct PortraitCounts {
  struct Count {
    std::uint16_t articles = 0;
    std::uint16_t last = 0;  // of the articles that had it, counted from 1
  };
  std::vector<Count> of_word;        // by number
  std::vector<schema::TokenId> met;  // those that are not zero
};

/// What an archive is read with, all of one revision.
struct PortraitReaders {
  const Xapian::Database& database;
  const Columns& columns;
  schema::ArticleReader& articles;
  schema::TokenReader& tokens;
  schema::Stemmer& stemmer;
  PortraitCounts& counts;  // of one thread
};

Portrait draw(const Sitter& sitter, const PortraitReaders& readers);

}  // namespace morgue
