// Days are compared, not instants: most witnesses know no more.
#include "corpus/date_doubt.h"

#include <algorithm>
#include <vector>

#include "corpus/readers/fields.h"

namespace morgue {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr days kZones{1};
constexpr days kCopyWaits{7};

std::string_view in_words(PublishedFrom from) {
  switch (from) {
    case PublishedFrom::Metadata:
      return "the metadata";
    case PublishedFrom::JsonLd:
      return "JSON-LD";
    case PublishedFrom::Url:
      return "the address";
    case PublishedFrom::Dateline:
      return "the dateline";
    case PublishedFrom::Text:
      return "the text";
    case PublishedFrom::Path:
      return "the path";
    case PublishedFrom::None:
      break;
  }
  return "the source";
}

bool is_near(sys_days a, sys_days b) { return a - b <= kZones && b - a <= kZones; }

/// The year of a dateline is not printed: it is the one that brings its day closest.
std::optional<Published> dateline_near(std::chrono::month_day day, sys_days published) {
  const std::chrono::year year = std::chrono::year_month_day(published).year();
  std::optional<sys_days> closest;
  for (const int apart : {-1, 0, 1}) {
    const std::chrono::year_month_day read =
        (year + std::chrono::years(apart)) / day.month() / day.day();
    if (!read.ok()) continue;
    const sys_days candidate(read);
    if (!closest || abs(candidate - published) < abs(*closest - published)) closest = candidate;
  }
  if (!closest) return std::nullopt;
  return Published{*closest, std::nullopt, std::nullopt};
}

class Contradictions {
 public:
  explicit Contradictions(const Article& article)
      : article_(article), published_(article.published->day) {}

  std::vector<DateStatement> find() {
    for (const DateStatement& statement : article_.also_dated) hear(statement);
    if (const auto day = find_day_in_path(article_.url.substr(0, article_.url.find('?')));
        day && article_.published_from != PublishedFrom::Url)
      hear({PublishedFrom::Url, {*day, std::nullopt, std::nullopt}});
    if (article_.dateline && article_.dateline->day &&
        article_.published_from != PublishedFrom::Dateline) {
      if (const auto near = dateline_near(*article_.dateline->day, published_))
        hear({PublishedFrom::Dateline, *near});
    }
    return std::move(found_);
  }

 private:
  void hear(const DateStatement& statement) {
    const sys_days day(statement.date.day);
    if (is_near(day, published_) || is_excused(statement.from, day)) return;
    const bool repeated = std::ranges::any_of(found_, [&statement](const DateStatement& other) {
      return other.from == statement.from && other.date.day == statement.date.day;
    });
    if (!repeated) found_.push_back(statement);
  }

  bool is_excused(PublishedFrom from, sys_days day) const {
    const PublishedFrom trusted = article_.published_from;
    switch (from) {
      case PublishedFrom::Metadata:
      case PublishedFrom::Text:
        return article_.modified && is_near(day, article_.modified->day);
      case PublishedFrom::Dateline:
        return day < published_ && published_ - day <= kCopyWaits;
      case PublishedFrom::Path:
        return day > published_ &&
               (trusted == PublishedFrom::JsonLd || trusted == PublishedFrom::Metadata ||
                trusted == PublishedFrom::Url);
      default:
        return false;
    }
  }

  const Article& article_;
  sys_days published_;
  std::vector<DateStatement> found_;
};

std::string day_of(const Published& date) { return to_iso({date.day, std::nullopt, std::nullopt}); }

}  // namespace

std::optional<std::string> doubt_about_date(const Article& article,
                                            std::optional<std::chrono::sys_seconds> now) {
  if (!article.published) return std::nullopt;
  const std::vector<DateStatement> others = Contradictions(article).find();
  const bool is_to_come = now && instant(*article.published) > *now + kZones;
  if (others.empty() && !is_to_come) return std::nullopt;
  std::string detail = "published " + day_of(*article.published) + " as ";
  detail += in_words(article.published_from);
  detail += " says";
  if (is_to_come)
    detail += ", a day that is yet to come (today is " +
              day_of({std::chrono::floor<days>(*now), std::nullopt, std::nullopt}) + ")";
  if (others.empty()) return detail;
  detail += is_to_come ? "" : ", which is trusted more";
  for (const DateStatement& other : others) {
    detail += &other == &others.front() ? "; " : ", ";
    detail += in_words(other.from);
    detail += " says " + day_of(other.date);
  }
  return detail;
}

}  // namespace morgue
