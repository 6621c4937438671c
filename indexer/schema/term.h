// The only code that turns a name into a filter term. Xapian does not fold the case of an exact
// filter, so the writer and the query side must share it, or person:Thatcher quietly finds nothing.
#pragma once

#include <string>
#include <string_view>

#include "indexer/schema/schema.h"

namespace morgue::schema {

/// A name as it is compared: without case and accents, blanks collapsed, typographic apostrophes
/// and hyphens plain.
std::string fold_name(std::string_view name);

/// The filter term of a value. Ids, files, days and country codes are taken to the letter,
/// everything else by fold_name(). A value that would make the term longer than 200 bytes keeps its
/// beginning and ends in a hash, so that terms stay unique and below Xapian's 245.
std::string term_for(const Field& field, std::string_view value);

/// XXH3-128 of the bytes, 16 raw bytes.
std::string content_hash(std::string_view bytes);
std::string to_hex(std::string_view bytes);

}  // namespace morgue::schema
