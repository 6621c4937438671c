#include "cli/explanation_text.h"

#include <fmt/format.h>

namespace morgue::cli {
namespace {

constexpr std::size_t kMaxForms = 10;

std::string articles_text(std::uint64_t articles) {
  return fmt::format("{} {}", articles, articles == 1 ? "article" : "articles");
}

std::string forms_text(const std::vector<std::string>& forms) {
  std::string text;
  for (std::size_t i = 0; i < forms.size() && i < kMaxForms; ++i)
    text += (i == 0 ? " (" : ", ") + forms[i];
  if (forms.size() > kMaxForms) text += fmt::format(" and {} more", forms.size() - kMaxForms);
  return text.empty() ? text : text + ")";
}

std::string places_text(const Contribution& part) {
  std::string text;
  const auto add = [&](unsigned times, std::string_view place) {
    if (times > 0) text += fmt::format("{}{} in the {}", text.empty() ? "" : ", ", times, place);
  };
  add(part.headline, "headline");
  add(part.body, "body");
  add(part.byline, "byline");
  return text;
}

}  // namespace

std::string explanation_text(const ExplainedPart& part, int depth) {
  std::string text =
      fmt::format("{:{}}{}: {}\n", "", 2 * depth, part.means, articles_text(part.articles));
  const bool obvious = part.words.size() == 1 && part.words.front().forms.empty() &&
                       part.words.front().articles == part.articles;
  if (!obvious)
    for (const ExplainedWord& word : part.words)
      text += fmt::format("{:{}}{}{}: {}\n", "", 2 * depth + 2, word.word, forms_text(word.forms),
                          articles_text(word.articles));
  for (const ExplainedPart& inner : part.parts) text += explanation_text(inner, depth + 1);
  return text;
}

std::string score_text(const Result& result) {
  if (result.score <= 0) return {};
  std::string text = fmt::format("   score {:.3f}\n", result.score);
  double rest = result.score;
  for (const Contribution& part : result.contributions) {
    rest -= part.score;
    const std::string word = part.field.empty() ? part.word : part.field + ":" + part.word;
    text += fmt::format("   {:>7.3f} {:>3.0f}%  {}: {}\n", part.score,
                        100 * part.score / result.score, word, places_text(part));
  }
  if (result.recency) {
    rest -= result.recency->score;
    text += fmt::format("   {:>7.3f} {:>3.0f}%  recency: {} days before the newest article\n",
                        result.recency->score, 100 * result.recency->score / result.score,
                        result.recency->days);
  }
  if (rest > 0.0005 || rest < -0.0005)
    text += fmt::format("   {:>7.3f} {:>3.0f}%  other than by words\n", rest,
                        100 * rest / result.score);
  return text;
}

}  // namespace morgue::cli
