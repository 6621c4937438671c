// Citations as BibTeX, in UTF-8. An article of a newspaper is an @article with the newspaper as its
// journal, @misc if the source is not known.
#pragma once

#include <string>
#include <string_view>

#include "searcher/export/citation.h"

namespace morgue {

/// An entry, line end included.
std::string bibtex_entry(const Citation& citation);

/// Text as TeX prints it. Braces are spelt out, because BibTeX counts them whatever is before them.
std::string bibtex_text(std::string_view text);

/// A key of ASCII letters, digits and "-_.:/". An id that has others gets a checksum, so that no
/// two articles share a key.
std::string bibtex_key(std::string_view id);

}  // namespace morgue
