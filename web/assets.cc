#include "web/assets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "web_files.h"

namespace morgue::web {
namespace {

struct Asset {
  std::string_view name;
  std::string_view content_type;
};
constexpr std::array<Asset, 3> kAssets{{{"style.css", "text/css; charset=utf-8"},
                                        {"keys.js", "text/javascript; charset=utf-8"},
                                        {"favicon.svg", "image/svg+xml"}}};

std::string_view bytes_of(std::string_view name) {
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
  return fmt::format("/assets/{}?v={:08x}", name, checksum(bytes_of(name)));
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
