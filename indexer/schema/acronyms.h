// Which acronyms an article spells out: "Islamic Revolutionary Guard Corps (IRGC)". A slot, so that
// articles that print the acronym alone can be filed under the name.
//
//   repeat { string acronym · string name of the organisation }
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/annotations.h"

namespace morgue::schema {

struct SpeltOut {
  std::string acronym;  // as printed, "IRGC"
  std::string name;     // the organisation's key

  bool operator==(const SpeltOut&) const = default;
};

/// Two to eight capitals that are initials of the name in their order. Words that begin small have
/// none; one other word may be left out.
bool is_acronym_of(std::string_view acronym, std::string_view name);

/// Each organisation with a mention that is printed as its acronym, once for each acronym.
/// @param text  text_of(article)
std::vector<SpeltOut> spelt_out_acronyms(std::string_view text, const Annotations& annotations);

std::string encode_spelt_out(const std::vector<SpeltOut>& pairs);
/// @throws Error if damaged
std::vector<SpeltOut> decode_spelt_out(std::string_view bytes);

}  // namespace morgue::schema
