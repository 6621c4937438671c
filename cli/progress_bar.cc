#include "cli/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <string>

#include "cli/command_line.h"

namespace morgue::cli {
namespace {

constexpr std::chrono::milliseconds kInterval{200};
constexpr std::size_t kWidth = 30;

std::string time_left(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                      : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

void ProgressBar::update(const IndexProgress& progress) {
  if (!visible_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kInterval) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::max(0.001, std::chrono::duration<double>(now - start_).count());
  const double rate = static_cast<double>(progress.articles) / seconds;
  if (progress.total_bytes == 0) {
    std::cerr << fmt::format("\r\033[K{} articles, {:.0f}/s", with_thousands(progress.articles),
                             rate)
              << std::flush;
    return;
  }
  const double part = std::min(
      1.0, static_cast<double>(progress.bytes) / static_cast<double>(progress.total_bytes));
  const auto filled = static_cast<std::size_t>(part * static_cast<double>(kWidth));
  const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
  const std::string left =
      part > 0.01 ? ", " + time_left(seconds * (1 - part) / part) + " left" : "";
  std::cerr << fmt::format("\r\033[K[{}] {:3.0f} %  {} articles, {:.0f}/s{}", bar, part * 100,
                           with_thousands(progress.articles), rate, left)
            << std::flush;
}

void ProgressBar::clear() {
  if (!drawn_) return;
  std::cerr << "\r\033[K" << std::flush;
  drawn_ = false;
}

}  // namespace morgue::cli
