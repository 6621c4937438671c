// What the archive stores as the frequency of a word in a document: not a count, but the count
// already weighed by field and normalised by length, so that ranking reads no document length.
//
//   stored = max(1, round(16 · tf')),   tf' = (tf_body + 2 · tf_headline) / (1 - b + b · words /
//   average)
//
// Searched with k1 scaled alike and b = 0 this is BM25 (Robertson & Zaragoza 2009) within rounding.
// All of it is on disk, so the rule is recorded in the archive (kFrequencyKey), and an archive with
// another rule is refused.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace morgue::schema {

/// Steps between two frequencies: 1 / 16 of an occurrence is not heard in a ranking. 128 and more
/// take a second byte in a posting list.
inline constexpr double kFrequencyScale = 16;
inline constexpr double kLengthWeight = 0.75;  // b of BM25
/// A word in the headline counts as this many in the body.
inline constexpr double kHeadlineWeight = 2;
/// Words of an article of average length, fixed for all archives: documents are written before the
/// average is known, and parts of an archive must agree. News is near it (docs/MEASUREMENTS.md). A
/// wrong one hardly matters: if the truth is r times this, the ranking is exactly that of BM25
/// with other parameters, k1 · (1 - b + b·r) and b·r / (1 - b + b·r): for articles half as long k1
/// 0.75 and b 0.6, for articles half as long again k1 1.65 and b 0.82. BM25 is flat there.
inline constexpr double kAverageWords = 400;

/// The rule as the archive records it.
inline constexpr std::string_view kFrequencyRule = "ntf 16, b 0.75, headline 2, average 400";

/// @param in_headline, in_body  how often the word occurs there
/// @param words                 of headline and body together
inline Xapian::termcount stored_frequency(std::size_t in_headline, std::size_t in_body,
                                          std::size_t words) {
  const double count =
      static_cast<double>(in_body) + kHeadlineWeight * static_cast<double>(in_headline);
  const double length =
      1 - kLengthWeight + kLengthWeight * static_cast<double>(words) / kAverageWords;
  return static_cast<Xapian::termcount>(
      std::max(1.0, std::round(kFrequencyScale * count / length)));
}

/// Of a field that is short and of much the same length everywhere: only scaled, so that a word
/// asked for in the headline weighs as much as one asked for anywhere.
inline Xapian::termcount stored_frequency(std::size_t count) {
  return static_cast<Xapian::termcount>(kFrequencyScale) * static_cast<Xapian::termcount>(count);
}

}  // namespace morgue::schema
