// Which day, month or year a printed expression means: reckoned from the day of publication, from
// the dates spoken of before, and from whether the sentence looks back or ahead.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "indexer/dates/date_value.h"
#include "indexer/dates/expressions.h"

namespace morgue {

/// Resolves the expressions of one article, in text order: later ones may lean on earlier ones.
class DateResolver {
 public:
  /// @param today  the day that "today" means; without one only full dates are resolved, and what
  ///               is counted from them
  DateResolver(const TokenisedText& text, const std::vector<DateWord>& words,
               std::optional<std::chrono::sys_days> today)
      : text_(text), words_(words), today_(today) {}

  std::optional<DateValue> resolve(const DateExpression& expression);

 private:
  std::optional<DateValue> calendar(const DateExpression& expression) const;
  std::optional<DateValue> without_year(const DateExpression& expression) const;
  std::optional<DateValue> weekday(const DateExpression& expression) const;
  std::optional<DateValue> from_anchor(const DateExpression& expression) const;

  std::chrono::sys_days today_of(const DateExpression& expression);
  bool is_quoted(std::uint32_t token);
  std::optional<DateValue> anchor_for(const DateExpression& expression) const;
  Tense tense_at(const DateExpression& expression) const;
  Tense tense_before(const DateExpression& expression) const;
  Tense tense_behind(const DateExpression& expression) const;
  void remember(const DateExpression& expression, const DateValue& value);

  const TokenisedText& text_;
  const std::vector<DateWord>& words_;
  std::optional<std::chrono::sys_days> today_;
  std::optional<DateValue> last_;                   // the date spoken of before
  std::uint32_t last_token_ = 0;                    // where it ended
  std::optional<std::chrono::sys_days> last_past_;  // the last day spoken of that is not ahead
  std::vector<bool> quoted_;                        // by token; made when it is first asked for
};

}  // namespace morgue
