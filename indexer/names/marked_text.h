// An article's tokens with what the lexicon knows of each and, as names are found, what each token
// turned out to be part of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/names/lexicon.h"
#include "indexer/tokens/tokeniser.h"

namespace morgue {

/// Tokens [first, last).
struct TokenSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  std::uint32_t size() const { return last - first; }
};

enum class Use : std::uint8_t { Free, Organisation, Place, Other, Person };

class MarkedText {
 public:
  explicit MarkedText(const TokenisedText& text);

  const TokenisedText& text() const { return text_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.tokens.size()); }
  const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
  std::string_view printed(std::uint32_t i) const { return text_.of(text_.tokens[i]); }
  std::string_view folded(std::uint32_t i) const {
    return std::string_view(folded_).substr(marks_[i].start, marks_[i].size);
  }
  /// Past the ends no token is of any class.
  bool is(std::uint32_t i, WordClasses classes) const {
    return i < marks_.size() && (marks_[i].classes & classes) != 0;
  }

  /// A capitalised word, or one that a name may begin with in small letters ("al-Assad").
  bool is_name_word(std::uint32_t i) const { return i < marks_.size() && marks_[i].name_word; }
  bool is_initial(std::uint32_t i) const { return i < marks_.size() && marks_[i].initial; }
  bool same_paragraph(std::uint32_t i, std::uint32_t j) const {
    return i < size() && j < size() && token(i).paragraph == token(j).paragraph;
  }
  bool reads(std::uint32_t i, std::string_view folded_word) const {
    return i < size() && folded(i) == folded_word;
  }

  Use use(std::uint32_t i) const { return i < marks_.size() ? marks_[i].use : Use::Other; }
  bool is_free(TokenSpan span) const;
  void set_use(TokenSpan span, Use use);

  /// In a line where capitals say nothing: one that is all in capitals, or a headline With Every
  /// Word Capitalised.
  bool in_capitals(std::uint32_t i) const {
    return token(i).caps_line || (headline_capitalised_ && token(i).in_headline);
  }

 private:
  struct Mark {
    std::uint32_t start = 0;  // the folded word, in folded_
    std::uint32_t size = 0;
    WordClasses classes = 0;
    Use use = Use::Free;
    bool name_word = false;
    bool initial = false;
  };

  /// Of words that no table has.
  WordClasses classes_by_shape(std::uint32_t i) const;
  void find_out_headline_style();

  const TokenisedText& text_;
  std::string folded_;
  std::vector<Mark> marks_;
  bool headline_capitalised_ = false;
};

/// "MSFT.O", "0005.HK": what a stock exchange calls a company.
bool is_stock_sign(std::string_view printed);

/// Without such signs behind it; empty if it was nothing else.
TokenSpan without_stock_signs(const MarkedText& text, TokenSpan span);

}  // namespace morgue
