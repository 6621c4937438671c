#include "indexer/dates/dates.h"

#include "indexer/dates/date_words.h"
#include "indexer/dates/expressions.h"
#include "indexer/dates/resolution.h"

namespace morgue {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// The day the story was filed, if that is known and not long before publication.
std::optional<sys_days> today_of(const Article& article) {
  if (!article.published) return std::nullopt;
  constexpr days kLongestDelay{7};
  const sys_days published{article.published->day};
  if (!article.dateline || !article.dateline->day) return published;
  for (const int years : {0, -1}) {
    const std::chrono::year_month_day filed =
        (article.published->day.year() + std::chrono::years{years}) / *article.dateline->day;
    if (!filed.ok()) continue;
    const days delay = published - sys_days{filed};
    if (delay >= days{0} && delay <= kLongestDelay) return sys_days{filed};
  }
  return published;
}

}  // namespace

std::vector<DateMention> find_dates(const Article& article, const TokenisedText& text,
                                    const std::vector<bool>& person_tokens) {
  const std::vector<DateWord> words = date_words(text, person_tokens);
  DateResolver resolver{text, words, today_of(article)};
  std::vector<DateMention> dates;
  for (const DateExpression& expression : find_date_expressions(text, words))
    if (const auto value = resolver.resolve(expression))
      dates.push_back({text.tokens[expression.first].start, text.tokens[expression.last - 1].end,
                       to_string(*value)});
  return dates;
}

}  // namespace morgue
