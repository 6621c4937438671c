#include "indexer/schema/token_dictionary.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace morgue::schema {
namespace {

std::uint32_t hash_of(std::string_view term) {
  return static_cast<std::uint32_t>(XXH3_64bits(term.data(), term.size()));
}

}  // namespace

std::string_view TokenDictionary::term(TokenId id) const {
  if (id >= starts_.size()) return {};
  const std::uint32_t start = starts_[id];
  return std::string_view{bytes_}.substr(start + 1, static_cast<unsigned char>(bytes_[start]));
}

std::size_t TokenDictionary::slot_of(std::string_view term, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0 &&
         (slots_[at].hash != hash || this->term(slots_[at].number - 1) != term))
    at = (at + 1) & mask;
  return at;
}

void TokenDictionary::grow() {
  std::vector<Slot> old(std::max<std::size_t>(1024, slots_.size() * 2));
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::optional<TokenId> TokenDictionary::find(std::string_view term) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t number = slots_[slot_of(term, hash_of(term))].number;
  if (number == 0) return std::nullopt;
  return number - 1;
}

TokenId TokenDictionary::add(std::string_view term) {
  if ((starts_.size() + 1) * 2 > slots_.size()) grow();
  const std::uint32_t hash = hash_of(term);
  Slot& slot = slots_[slot_of(term, hash)];
  if (slot.number == 0) {
    starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    bytes_ += static_cast<char>(term.size());
    bytes_ += term;
    slot = {static_cast<std::uint32_t>(starts_.size()), hash};
  }
  return slot.number - 1;
}

bool TokenDictionary::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t length = static_cast<unsigned char>(bytes[0]);
    if (length >= bytes.size()) return false;
    add(bytes.substr(1, length));
    bytes.remove_prefix(1 + length);
  }
  return true;
}

}  // namespace morgue::schema
