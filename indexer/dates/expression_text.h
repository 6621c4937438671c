// An article's words as the rules for date expressions look at them: the words of one paragraph,
// and beyond its ends none.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/text/ascii.h"
#include "indexer/dates/expressions.h"

namespace morgue {

/// What a rule reads: nothing if it does not fit.
using ReadExpression = std::optional<DateExpression>;

/// What the rules share. A reader of expressions derives from it and adds rules.
class ExpressionText {
 protected:
  using Form = DateExpression::Form;

  ExpressionText(const TokenisedText& text, const std::vector<DateWord>& words)
      : text_(text), words_(words) {}

  void enter_paragraph(std::uint16_t paragraph) { paragraph_ = paragraph; }

  /// Words of other paragraphs are none.
  const DateWord& word(std::uint32_t i) const {
    static const DateWord none;
    return i < words_.size() && text_.tokens[i].paragraph == paragraph_ ? words_[i] : none;
  }
  DateClass type(std::uint32_t i) const { return word(i).type; }
  bool is(std::uint32_t i, DateClass wanted) const { return type(i) == wanted; }
  bool is_unit(std::uint32_t i, TimeUnit wanted) const {
    return is(i, DateClass::Unit) && unit(i) == wanted;
  }
  TimeUnit unit(std::uint32_t i) const { return static_cast<TimeUnit>(word(i).value); }
  std::string_view printed(std::uint32_t i) const {
    return i < words_.size() && text_.tokens[i].paragraph == paragraph_ ? text_.of(text_.tokens[i])
                                                                        : std::string_view{};
  }
  bool reads(std::uint32_t i, std::string_view lower) const {
    const std::string_view actual = printed(i);
    return actual.size() == lower.size() &&
           std::equal(actual.begin(), actual.end(), lower.begin(),
                      [](char a, char b) { return ascii_lower(a) == b; });
  }
  bool ends_clause(std::uint32_t i) const {
    return printed(i).empty() || text_.tokens[i].kind == TokenKind::Punctuation;
  }
  bool touches_next(std::uint32_t i) const {
    return i + 1 < text_.tokens.size() && text_.tokens[i].end == text_.tokens[i + 1].start;
  }
  /// Past a comma, if there is one.
  std::uint32_t past_comma(std::uint32_t i) const { return printed(i) == "," ? i + 1 : i; }
  std::uint32_t past_fiscal(std::uint32_t i) const {
    return reads(i, "fiscal") || reads(i, "calendar") ? i + 1 : i;
  }
  /// What stands between two dates of a row or a range.
  bool is_joint(std::uint32_t i) const {
    return is_any(printed(i), {"and", "or", "to", "through", "-", "\u2013"});
  }
  bool is_day_number(std::uint32_t i) const {
    const DateWord& number = word(i);
    const bool figures = number.type == DateClass::Count && number.digits > 0 && number.digits <= 2;
    return (figures || number.type == DateClass::Ordinal) && number.value >= 1 &&
           number.value <= 31;
  }
  bool is_year_number(std::uint32_t i) const {
    const DateWord& number = word(i);
    return number.type == DateClass::Count && number.digits == 4 && number.value >= 1000;
  }

  static DateExpression make(Form form, std::uint32_t first, std::uint32_t last) {
    DateExpression expression;
    expression.form = form;
    expression.first = first;
    expression.last = last;
    return expression;
  }
  static DateExpression nothing(std::uint32_t first, std::uint32_t last) {
    return make(Form::None, first, last);
  }
  static DateExpression counted(Form form, TimeUnit unit, int count, std::uint32_t first,
                                std::uint32_t last) {
    DateExpression expression = make(form, first, last);
    expression.unit = unit;
    expression.count = count;
    return expression;
  }
  static DateExpression year(int value, std::uint32_t first, std::uint32_t last) {
    DateExpression expression = make(Form::Calendar, first, last);
    expression.unit = TimeUnit::Year;
    expression.year = value;
    return expression;
  }

  const TokenisedText& text_;
  const std::vector<DateWord>& words_;

 private:
  std::uint16_t paragraph_ = 0;
};

}  // namespace morgue
