// A query explained: how it was understood, in how many articles each part of it is, and which of
// its words made which part of a result's score. Plain data; made by explain.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace morgue {

/// A word that is searched, or what one with a star stands for.
struct ExplainedWord {
  std::string word;                // stem; folded word of a byline; "sanction*"
  std::string field;               // empty: headline and body; "headline", "byline"
  std::vector<std::string> forms;  // stems that a word with a star stands for; else empty
  std::uint64_t articles = 0;      // that have it
};

/// A part of a query with what it is made of.
struct ExplainedPart {
  std::string means;           // "the phrase \"oil prices\", in headline or body"
  std::uint64_t articles = 0;  // that it alone finds
  std::vector<ExplainedWord> words;
  std::vector<ExplainedPart> parts;
};

/// What one word adds to the score of one article, and how often it stands where.
struct Contribution {
  std::string word;
  std::string field;
  unsigned headline = 0, body = 0, byline = 0;
  double score = 0;
};

/// What its age adds to the score of a dated article.
struct RecencyPart {
  double score = 0;
  int days = 0;  // older than the newest article of the archive
};

}  // namespace morgue
