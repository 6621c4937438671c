#include "web/freshness.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "corpus/text/text.h"
#include "indexer/schema/term.h"

namespace morgue::web {
namespace {

std::string_view opaque_part(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

std::string entity_tag(const Visit& visit, std::string_view revision) {
  using std::chrono::system_clock;
  static const auto started = system_clock::now().time_since_epoch().count();
  const auto day = std::chrono::floor<std::chrono::days>(system_clock::now());
  std::string what = fmt::format("{}\n{}\n{}\n{}\n{}", started, day.time_since_epoch().count(),
                                 revision, visit.origin, visit.path);
  for (const auto& [name, value] : visit.query) what += fmt::format("\n{}={}", name, value);
  return "W/\"" + schema::to_hex(schema::content_hash(what)).substr(0, 16) + "\"";
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    const std::string_view each = trim(if_none_match.substr(0, comma));
    if (each == "*" || opaque_part(each) == opaque_part(tag)) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

}  // namespace morgue::web
