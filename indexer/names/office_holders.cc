#include "indexer/names/office_holders.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "names_data.h"

namespace morgue {
namespace {

namespace wc = word_class;

/// Months since the year 0.
using Month = int;

constexpr Month kStillInOffice = 100000;
constexpr Month kYear = 12;

struct Holder {
  std::string name;                // in full
  std::vector<std::string> words;  // folded, that tell the office
  Month from = 0;
  Month to = 0;
};

using Holders = WordMap<std::vector<Holder>>;  // by folded short names

Month month_of(const std::chrono::year_month_day& day) {
  return static_cast<int>(day.year()) * kYear + static_cast<int>(unsigned{day.month()});
}

std::string_view take_until(std::string_view& rest, std::string_view separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + separator.size(), rest.size()));
  return piece;
}

/// "1987-02", or nothing for one who is in office still.
Month read_month(std::string_view text) {
  if (text.empty()) return kStillInOffice;
  int year = 0;
  int month = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + text.size(), month);
  return year * kYear + month;
}

std::string folded(std::string_view words) {
  std::string result;
  append_folded(words, result);
  return result;
}

/// "Hafez al-Assad (Assad) 1971-03/2000-06"
void add_holder(Holders& holders, std::string_view text, const std::vector<std::string>& words) {
  std::string_view term = text.substr(text.rfind(' ') + 1);
  std::string_view name = text.substr(0, text.rfind(' '));
  std::string_view short_name = name.substr(name.rfind(' ') + 1);
  if (name.ends_with(')')) {
    const std::size_t bracket = name.find(" (");
    short_name = name.substr(bracket + 2, name.size() - bracket - 3);
    name = name.substr(0, bracket);
  }
  const Month from = read_month(take_until(term, "/"));
  holders[std::string(without_arabic_article(folded(short_name)))].push_back(
      {std::string(name), words, from, read_month(term)});
}

Holders read_holders() {
  Holders holders;
  std::string_view file = names_data::file("data/office_holders.tsv");
  while (!file.empty()) {
    std::string_view line = take_until(file, "\n");
    if (line.empty() || line.front() == '#') continue;
    take_until(line, "\t");
    std::string_view titles = take_until(line, "\t");
    std::vector<std::string> words;
    while (!titles.empty()) words.push_back(folded(take_until(titles, " ")));
    while (!line.empty()) add_holder(holders, take_until(line, "; "), words);
  }
  return holders;
}

const std::vector<Holder>& holders_named(const MarkedText& text, TokenSpan name) {
  static const Holders holders = read_holders();
  static const std::vector<Holder> nobody;
  std::string key(without_arabic_article(text.folded(name.first)));
  for (std::uint32_t i = name.first + 1; i < name.last; ++i) key.append(" ").append(text.folded(i));
  const auto found = holders.find(key);
  return found == holders.end() ? nobody : found->second;
}

/// What tells the office stands in the sentence, not far before the name.
bool tells_office(const MarkedText& text, std::uint32_t i, const Holder& holder) {
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t j = i;
       j > 0 && i - j < kReach && text.same_paragraph(j - 1, i) && !text.token(j).sentence_start;
       --j)
    if (std::find(holder.words.begin(), holder.words.end(), text.folded(j - 1)) !=
        holder.words.end())
      return true;
  return false;
}

/// Right behind a title or an owner, and not part of a longer name or of a date ("May 3").
bool stands_alone(const MarkedText& text, std::uint32_t i) {
  const bool behind = text.is(i - 1, wc::kTitle | wc::kTitlePart | wc::kHonorific) ||
                      text.token(i - 1).possessive || text.printed(i - 1) == "'s";
  const bool goes_on = text.same_paragraph(i, i + 1) &&
                       (text.is_name_word(i + 1) || text.token(i + 1).kind == TokenKind::Number);
  return text.use(i) == Use::Free && text.is_name_word(i) && !text.in_capitals(i) &&
         text.same_paragraph(i - 1, i) && behind && !goes_on;
}

/// The one whose time in office is nearest to the month.
class Nearest {
 public:
  Nearest(Month month, int years_after) : month_(month), after_(years_after * kYear) {}

  void offer(const Holder& holder) {
    const Month early = holder.from - month_;
    const Month late = month_ - holder.to;
    const Month distance = std::max({early, late, 0});
    if (early > kYear || late > after_ || distance > distance_) return;
    clear_ = distance < distance_ || best_->name == holder.name;
    distance_ = distance;
    best_ = &holder;
  }

  std::optional<std::string> name() const {
    return best_ != nullptr && clear_ ? std::optional(best_->name) : std::nullopt;
  }

 private:
  Month month_;
  Month after_;
  const Holder* best_ = nullptr;
  Month distance_ = kStillInOffice;
  bool clear_ = false;
};

}  // namespace

std::optional<std::string> office_holder_by_title(const MarkedText& text, TokenSpan name,
                                                  const DayPrinted& day) {
  constexpr int kYearsRemembered = 15;
  if (!day) return std::nullopt;
  Nearest nearest(month_of(*day), kYearsRemembered);
  for (const Holder& holder : holders_named(text, name))
    if (tells_office(text, name.first, holder)) nearest.offer(holder);
  return nearest.name();
}

std::optional<std::string> office_holder_by_name(const MarkedText& text, TokenSpan name,
                                                 const DayPrinted& day) {
  if (!day || !text.is(name.last - 1, wc::kPublicSurname)) return std::nullopt;
  Nearest nearest(month_of(*day), 1);
  for (const Holder& holder : holders_named(text, name)) nearest.offer(holder);
  return nearest.name();
}

std::vector<TokenSpan> find_office_holders(const MarkedText& text,
                                           const std::vector<TokenSpan>& known,
                                           const DayPrinted& day) {
  std::vector<TokenSpan> found;
  auto next_known = known.begin();
  for (std::uint32_t i = 1; i < text.size(); ++i) {
    while (next_known != known.end() && next_known->last <= i) ++next_known;
    const bool is_known = next_known != known.end() && next_known->first <= i;
    if (!is_known && stands_alone(text, i) && office_holder_by_title(text, {i, i + 1}, day))
      found.push_back({i, i + 1});
  }
  return found;
}

std::string_view without_arabic_article(std::string_view folded_surname) {
  if (folded_surname.size() > 5 &&
      (folded_surname.starts_with("al-") || folded_surname.starts_with("el-")))
    folded_surname.remove_prefix(3);
  return folded_surname;
}

}  // namespace morgue
