#include "web/assets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "web/charts/world.h"
#include "web_files.h"

namespace morgue::web {
namespace {

struct Asset {
  std::string_view name;
  std::string_view content_type;
};
constexpr std::array<Asset, 4> kAssets{{{"style.css", "text/css; charset=utf-8"},
                                        {"keys.js", "text/javascript; charset=utf-8"},
                                        {"world.svg", "image/svg+xml"},
                                        {"favicon.svg", "image/svg+xml"}}};

std::string_view bytes_of(std::string_view name) {
  if (name == "world.svg") return world_shapes();
  return web_files::file("assets/" + std::string{name});
}

std::uint32_t checksum(std::string_view bytes) {
  // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
  std::uint32_t sum = 2166136261U;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  return sum;
}

}  // namespace

std::string asset_url(std::string_view name) {
  static const auto urls = [] {
    std::map<std::string_view, std::string> all;
    for (const Asset& each : kAssets)
      all[each.name] = fmt::format("/assets/{}?v={:08x}", each.name, checksum(bytes_of(each.name)));
    return all;
  }();
  return urls.at(name);
}

std::optional<Reply> asset_reply(std::string_view name) {
  const auto* asset = std::find_if(kAssets.begin(), kAssets.end(),
                                   [&](const Asset& each) { return each.name == name; });
  if (asset == kAssets.end()) return std::nullopt;
  return Reply{200,
               std::string{asset->content_type},
               std::string{bytes_of(name)},
               {{"Cache-Control", "public, max-age=31536000, immutable"}}};
}

}  // namespace morgue::web
