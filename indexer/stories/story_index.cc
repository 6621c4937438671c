#include "indexer/stories/story_index.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace morgue {
namespace {

// Where stories end was decided by reading pairs of news of 2006 to 2010; see docs/MEASUREMENTS.md.
constexpr unsigned kDaysOfUpdates = 2;
constexpr double kUpdate = 0.55;
constexpr double kPartOfUpdate = 0.45;  // if one is nearly all within the other
constexpr double kNearlyAll = 0.85;
constexpr double kCopyOfUnknownDay = 0.8;
constexpr double kCopy = 0.95;
// Dividend notices and flashes of a line or two are all frame, and of short articles much is.
constexpr int kLightest = 60;
constexpr int kLight = 200;
constexpr double kUpdateOfLightest = 0.7;

constexpr unsigned kCycle = 65'535;  // days
constexpr std::size_t kEntriesEach = 2;
/// A shingle that so many articles are found by is boilerplate: it finds no more.
constexpr std::size_t kCrowd = 32;
constexpr std::size_t kSmallestTable = 64;

std::uint16_t day_in_cycle(PublicationDay day) {
  if (!day) return 0;
  const auto days = day->time_since_epoch().count() % static_cast<int>(kCycle);
  return static_cast<std::uint16_t>((days < 0 ? days + static_cast<int>(kCycle) : days) + 1);
}

std::optional<unsigned> days_between(std::uint16_t a, std::uint16_t b) {
  if (a == 0 || b == 0) return std::nullopt;
  const unsigned days = a > b ? unsigned{a} - b : unsigned{b} - a;
  return std::min(days, kCycle - days);
}

double required_of_update(int weight) {
  if (weight >= kLight) return kUpdate;
  return kUpdate + (kUpdateOfLightest - kUpdate) * (kLight - weight) / (kLight - kLightest);
}

/// Equal for equal sketches. Articles whose every probe is crowded are found by it.
std::uint32_t key_of(const Sketch& sketch) {
  std::uint32_t key = 0;
  for (const std::uint32_t word : sketch) key = (key ^ word) * 0x9E3779B1U + 1;
  return key;
}

}  // namespace

bool tell_same_story(double resemblance, std::uint16_t weight_a, std::uint16_t weight_b,
                     std::optional<unsigned> days) {
  if (resemblance == 1) return true;
  const int lighter = std::min(weight_a, weight_b);
  if (lighter < kLightest) return false;
  if (!days) return resemblance >= kCopyOfUnknownDay;
  if (*days > kDaysOfUpdates) return resemblance >= kCopy;
  if (resemblance >= required_of_update(lighter)) return true;
  return lighter >= kLight && resemblance >= kPartOfUpdate &&
         containment(resemblance, weight_a, weight_b) >= kNearlyAll;
}

template <typename Visit>
void StoryIndex::for_each(std::uint32_t key, Visit visit) const {
  if (entries_.empty()) return;
  for (std::size_t place = place_of(key); entries_[place].article != 0;
       place = place + 1 == entries_.size() ? 0 : place + 1)
    if (entries_[place].key == key) visit(entries_[place].article);
}

std::optional<StoryId> StoryIndex::find(const StorySignature& signature, PublicationDay day) const {
  if (signature.weight == 0) return std::nullopt;
  const std::uint16_t own_day = day_in_cycle(day);
  double best = -1;
  std::uint32_t found = 0;
  const auto compare = [&](std::uint32_t number) {
    const KnownArticle& other = articles_[number - 1];
    const double similar = resemblance(signature.sketch, other.sketch);
    if (similar < best || (similar == best && number >= found)) return;
    if (!tell_same_story(similar, signature.weight, other.weight, days_between(own_day, other.day)))
      return;
    best = similar;
    found = number;
  };
  for (const std::uint32_t probe : signature.probes) for_each(probe, compare);
  for_each(key_of(signature.sketch), compare);
  if (found == 0) return std::nullopt;
  const KnownArticle& article = articles_[found - 1];
  return StoryId{article.story_high} << 32 | article.story_low;
}

void StoryIndex::add(const StorySignature& signature, PublicationDay day, StoryId story) {
  if (signature.weight == 0) return;
  const auto number = static_cast<std::uint32_t>(articles_.size() + 1);
  std::size_t inserted = 0;
  for (const std::uint32_t probe : signature.probes)
    if (inserted < kEntriesEach && insert_unless_crowded(probe, number)) ++inserted;
  // Else it is still found by its equals. If it has a crowd of them already, they stand for it.
  if (inserted == 0 && !insert_unless_crowded(key_of(signature.sketch), number)) return;
  articles_.push_back({signature.sketch, static_cast<std::uint32_t>(story),
                       static_cast<std::uint32_t>(story >> 32), signature.weight,
                       day_in_cycle(day)});
}

StoryId StoryIndex::assign(const StorySignature& signature, PublicationDay day, StoryId own) {
  const StoryId story = find(signature, day).value_or(own);
  add(signature, day, story);
  return story;
}

std::size_t StoryIndex::memory_bytes() const {
  return articles_.size() * sizeof(KnownArticle) + entries_.capacity() * sizeof(Entry);
}

std::size_t StoryIndex::place_of(std::uint32_t key) const {
  // Probes are minima, so all are small: spread them, then take the high bits.
  const std::uint32_t spread = key * 0x9E3779B1U;
  return static_cast<std::size_t>(std::uint64_t{spread} * entries_.size() >> 32);
}

bool StoryIndex::insert_unless_crowded(std::uint32_t key, std::uint32_t article) {
  std::size_t crowd = 0;
  for_each(key, [&](std::uint32_t /*other*/) { ++crowd; });
  if (crowd >= kCrowd) return false;
  if ((used_ + 1) * 8 > entries_.size() * 7) grow();
  insert({key, article});
  ++used_;
  return true;
}

void StoryIndex::insert(Entry entry) {
  std::size_t place = place_of(entry.key);
  while (entries_[place].article != 0) place = place + 1 == entries_.size() ? 0 : place + 1;
  entries_[place] = entry;
}

void StoryIndex::grow() {
  std::vector<Entry> old(std::max(kSmallestTable, entries_.size() + entries_.size() / 4));
  old.swap(entries_);
  for (const Entry& entry : old)
    if (entry.article != 0) insert(entry);
}

StoryId story_founded_by(std::string_view article_id, const StorySignature& signature) {
  std::string founder{article_id};
  founder += '\0';
  founder += encode_signature(signature);
  return XXH3_64bits(founder.data(), founder.size());
}

std::string story_name(StoryId story) { return fmt::format("{:016x}", story); }

}  // namespace morgue
