// Which spans name a person: what the tagger found, without titles, and with what the chains have
// to know of the name.
#pragma once

#include <vector>

#include "indexer/names/marked_text.h"
#include "indexer/names/office_holders.h"

namespace morgue {

struct PersonSpan {
  TokenSpan span;
  bool surname_first = false;  // "Xi Jinping"
  bool kept_title =
      false;  // the token before it is a title that belongs to the name: "Pope Francis"
};

/// In text order, not overlapping. Marks as used who wrote the article.
/// @param tagged  in text order
std::vector<PersonSpan> find_persons(MarkedText& text, const std::vector<TokenSpan>& tagged);

/// Others in lines where capitals say nothing (see MarkedText::in_capitals): a title or a given
/// name and what follows. Words of persons known from the rest of the article are the business of
/// chains.h.
/// @param known  are not found again
/// @param day    of publication
std::vector<PersonSpan> find_persons_in_capitals(const MarkedText& text,
                                                 const std::vector<PersonSpan>& known,
                                                 const DayPrinted& day);

}  // namespace morgue
