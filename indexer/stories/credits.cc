#include "indexer/stories/credits.h"

#include <algorithm>
#include <array>

namespace morgue {
namespace {

/// Credits are short. What goes on for longer is text that happens to speak of reporting.
constexpr std::size_t kMostWords = 60;

constexpr std::array<std::string_view, 6> kWork{"reporting", "editing",  "writing",
                                                "compiled",  "produced", "translated"};

bool opens_credits(std::string_view first, std::string_view second) {
  if (second == "by") return std::find(kWork.begin(), kWork.end(), first) != kWork.end();
  if (first == "rights") return second == "reserved";
  const bool year = second.size() == 4 && (second.starts_with("19") || second.starts_with("20"));
  return first == "copyright" && (year || second == "c");
}

}  // namespace

void CreditsFinder::add(std::string_view folded) {
  if (first_ && words_ - *first_ >= kMostWords) first_.reset();
  if (!first_ && words_ > 0 && opens_credits(before_, folded)) first_ = words_ - 1;
  before_ = folded;
  ++words_;
}

std::size_t CreditsFinder::begin() const {
  // A body of which half would be credits is a short one that speaks of such things.
  const bool ends_it = first_ && words_ - *first_ <= kMostWords && *first_ * 2 >= words_;
  return ends_it ? *first_ : words_;
}

}  // namespace morgue
