// Which spans name a person. Evidence is gathered for every run of capitalised words, from what it
// is made of and what stands around it, and summed over all places where the same words occur;
// enough of it makes a person.
#pragma once

#include <vector>

#include "indexer/names/marked_text.h"

namespace morgue {

struct PersonSpan {
  TokenSpan span;
  bool sure = false;  // a person by itself; otherwise only if the word is another person's surname
                      // in the article
  bool surname_first = false;  // "Xi Jinping"
  bool kept_title =
      false;  // the token before it is a title that belongs to the name: "Pope Francis"
};

/// In text order, not overlapping, none in lines of capitals.
std::vector<PersonSpan> find_persons(MarkedText& text);

/// In lines where capitals say nothing (see MarkedText::in_capitals): a title or a given name and
/// what follows. Words of persons known from the rest of the article are the business of chains.h.
std::vector<PersonSpan> find_persons_in_capitals(const MarkedText& text);

}  // namespace morgue
