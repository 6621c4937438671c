#include "tests/fuzz/promises.h"

#include <string_view>

#include "corpus/text/text.h"

namespace morgue {
namespace {

/// Empty if `text` is valid UTF-8 without control characters, a newline apart where one is allowed.
std::string fault_in(std::string_view name, std::string_view text, bool may_have_lines = false) {
  if (!is_valid_utf8(text)) return std::string(name) + " is not UTF-8";
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    if (control && !(may_have_lines && c == '\n'))
      return std::string(name) + " has the control character " +
             std::to_string(static_cast<unsigned>(c));
  }
  return {};
}

std::string fault_in(const Article& article) {
  const struct {
    std::string_view name;
    std::string_view text;
  } lines[] = {{"id", article.id},         {"source_path", article.source_path},
               {"url", article.url},       {"headline", article.headline},
               {"byline", article.byline}, {"language", article.language},
               {"source", article.source}, {"section", article.section}};
  for (const auto& [name, text] : lines)
    if (std::string fault = fault_in(name, text); !fault.empty()) return fault;
  if (std::string fault = fault_in("body", article.body, true); !fault.empty()) return fault;
  if (article.dateline) {
    for (const std::string_view text :
         {std::string_view(article.dateline->place), std::string_view(article.dateline->agency)})
      if (std::string fault = fault_in("dateline", text); !fault.empty()) return fault;
    if (article.dateline->day && !article.dateline->day->ok())
      return "the dateline has no real day";
  }
  if (article.id.empty()) return "id is empty";
  if (article.headline.empty() && article.body.empty()) return "there is no text";
  if (article.body.find("\n\n\n") != std::string::npos) return "body has empty paragraphs";
  if (article.published.has_value() != (article.published_from != PublishedFrom::None))
    return "published and published_from disagree";
  if (article.published && !article.published->day.ok()) return "published on no real day";
  if (article.modified && !article.modified->day.ok()) return "modified on no real day";
  for (const DateStatement& statement : article.also_dated)
    if (!statement.date.day.ok()) return "dated on no real day";
  return {};
}

std::string fault_in(const Skipped& skipped) {
  if (skipped.detail.empty()) return "skipped without a reason";
  if (std::string fault = fault_in("detail", skipped.detail); !fault.empty()) return fault;
  return fault_in("path", skipped.path);
}

}  // namespace

std::string broken_promise(const Record& record) {
  return std::visit([](const auto& one) { return fault_in(one); }, record);
}

}  // namespace morgue
