// Which spans name the same person, and what the person is called.
#pragma once

#include <string>
#include <vector>

#include "indexer/names/marked_text.h"
#include "indexer/names/office_holders.h"
#include "indexer/names/persons.h"

namespace morgue {

struct PersonFound {
  std::string name;                 // canonical: the fullest form in the article
  std::vector<TokenSpan> mentions;  // in text order
};

/// Joins a surname to the full name it belongs to ("Rouhani" → "Hassan Rouhani"), in headlines in
/// capitals too, and says who it is by the office if the article has no full name ("President
/// Bush"); marks the tokens used.
/// @param day  of publication
std::vector<PersonFound> chain_persons(MarkedText& text, const std::vector<PersonSpan>& spans,
                                       const DayPrinted& day);

}  // namespace morgue
