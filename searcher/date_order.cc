#include "searcher/date_order.h"

#include <algorithm>
#include <limits>

namespace morgue {

DateOrder::Key DateOrder::key(std::size_t document) const {
  constexpr std::uint32_t kLast = std::numeric_limits<std::uint32_t>::max();
  const std::uint32_t rank = columns_->date_rank[document];
  return {rank == 0       ? kLast
          : oldest_first_ ? rank
                          : kLast - rank,
          static_cast<Xapian::docid>(document)};
}

std::vector<Xapian::docid> DateOrder::first_of(const Bitmap& documents, std::size_t count,
                                               std::optional<Key> behind) const {
  // More than are asked for are kept, and the later ones dropped at once: where documents come in
  // order of date, each would displace another one otherwise.
  constexpr std::size_t kRoom = 256;
  std::vector<Key> foremost;
  foremost.reserve(2 * count + kRoom);
  std::optional<Key> first_left_out;
  const auto drop_later = [&] {
    if (foremost.size() <= count) return;
    const auto end = foremost.begin() + static_cast<std::ptrdiff_t>(count);
    std::nth_element(foremost.begin(), end, foremost.end());
    first_left_out = *end;
    foremost.erase(end, foremost.end());
  };
  documents.for_each([&](std::size_t document) {
    const Key its = key(document);
    if (behind && !(*behind < its)) return;
    if (first_left_out && *first_left_out < its) return;
    foremost.push_back(its);
    if (foremost.size() == foremost.capacity()) drop_later();
  });
  drop_later();
  std::sort(foremost.begin(), foremost.end());
  std::vector<Xapian::docid> order;
  order.reserve(foremost.size());
  for (const auto& [when, document] : foremost) order.push_back(document);
  return order;
}

}  // namespace morgue
