// The dates that an article mentions, with the day, month, year or decade each of them means.
#pragma once

#include <vector>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

/// English only. "Today" is the day of the dateline, else that of publication; in an article
/// without a date only full dates are found, and what the text counts from them. Durations ("two
/// years"), sets ("every Monday"), weeks, quarters, seasons and vague times ("recently") are no
/// dates; a year that is printed with them is one.
///
/// @param person_tokens  one flag a token: it is part of a person's name ("May" in "Theresa May");
///                       may be empty
/// @return               in text order, not overlapping
std::vector<DateMention> find_dates(const Article& article, const TokenisedText& text,
                                    const std::vector<bool>& person_tokens);

}  // namespace morgue
