// Whom a family name alone means when its bearer holds an office: "President Reagan" in 1987, "the
// Treasury's Baker". The table is data/office_holders.tsv.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/names/marked_text.h"

namespace morgue {

/// What can be told of a name depends on the day it was printed.
using DayPrinted = std::optional<std::chrono::year_month_day>;

/// Full name of the one person of this short name whose office is told by a word before it, and who
/// held it then, or was about to, or had in the fifteen years before. Of several the nearest in
/// time; nothing if two are as near.
/// @param name  a name as it is printed without given names: mostly one word
std::optional<std::string> office_holder_by_title(const MarkedText& text, TokenSpan name,
                                                  const DayPrinted& day);

/// The same without such a word, for names so well known that they need none (kPublicSurname), and
/// within a year of the time in office.
std::optional<std::string> office_holder_by_name(const MarkedText& text, TokenSpan name,
                                                 const DayPrinted& day);

/// Such names among the words that are free and not known, one word each: "Prime Minister May". In
/// text order. Lines in capitals are the business of persons.h.
std::vector<TokenSpan> find_office_holders(const MarkedText& text,
                                           const std::vector<TokenSpan>& known,
                                           const DayPrinted& day);

/// "assad" of "al-assad": Arabic names go with and without the article.
std::string_view without_arabic_article(std::string_view folded_surname);

}  // namespace morgue
