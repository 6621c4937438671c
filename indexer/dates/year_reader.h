// Years and decades that stand alone. Most numbers of four figures in the news count something: a
// year is told by the words around it.
#pragma once

#include "indexer/dates/expression_text.h"

namespace morgue {

class YearReader : protected ExpressionText {
 protected:
  using ExpressionText::ExpressionText;

  /// "1980s", "the '80s"; not "in his 30s".
  ReadExpression decade(std::uint32_t i) const;
  /// "1999", "1988-90", "1980's". What counts things, money or hours is no year.
  ReadExpression bare_year(std::uint32_t i) const;
  /// "in '98", "the summer of '69"
  ReadExpression short_year(std::uint32_t i) const;
  /// "nineteen ninety-one", "the year two thousand": how broadcasters write.
  ReadExpression spelled_year(std::uint32_t i) const;

 private:
  bool year_is_asked_for(std::uint32_t i) const;
  bool counts_something(std::uint32_t i) const;
  bool before_plural(std::uint32_t i) const;
};

}  // namespace morgue
