#include "indexer/schema/token_dictionary.h"

#include <algorithm>
#include <functional>

namespace morgue::schema {

std::string_view TokenDictionary::term(TokenId id) const {
  if (id >= starts_.size()) return {};
  const std::uint32_t start = starts_[id];
  return std::string_view{bytes_}.substr(start + 1, static_cast<unsigned char>(bytes_[start]));
}

std::size_t TokenDictionary::slot_of(std::string_view term) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(term)&mask;
  while (slots_[slot] != 0 && this->term(slots_[slot] - 1) != term) slot = (slot + 1) & mask;
  return slot;
}

void TokenDictionary::grow() {
  slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), 0);
  for (std::uint32_t id = 0; id < starts_.size(); ++id) slots_[slot_of(term(id))] = id + 1;
}

std::optional<TokenId> TokenDictionary::find(std::string_view term) const {
  if (slots_.empty()) return std::nullopt;
  const std::uint32_t number = slots_[slot_of(term)];
  if (number == 0) return std::nullopt;
  return number - 1;
}

TokenId TokenDictionary::add(std::string_view term) {
  if (const auto known = find(term)) return *known;
  if ((starts_.size() + 1) * 2 > slots_.size()) grow();
  const std::size_t slot = slot_of(term);
  starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  bytes_ += static_cast<char>(term.size());
  bytes_ += term;
  slots_[slot] = static_cast<std::uint32_t>(starts_.size());
  return slots_[slot] - 1;
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
