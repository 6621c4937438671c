// A progress bar on standard error, drawn some five times a second and only on a terminal.
#pragma once

#include <chrono>

#include "indexer/index_run.h"

namespace morgue::cli {

class ProgressBar {
 public:
  explicit ProgressBar(bool visible) : visible_(visible) {}
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void update(const IndexProgress& progress);
  /// Wipes the line, so that something else can be printed.
  void clear();

 private:
  bool visible_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace morgue::cli
