// Arrays of numbers and characters one behind the other in one run of bytes, which is read where it
// lies: in memory, or in a file mapped into it. For what is derived and can be made again: bytes
// that are not whole are refused, not repaired.
//
//   "morgue flat\n" + version and byte order · length of all · XXH3-128 of what follows
//   key: whatever the bytes belong to; read back and compared by who opens them
//   per array: length in bytes (64 bits) · the elements · zeros up to a multiple of 8
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace morgue {

/// Bytes that nobody changes: a string, or a mapped file. Aligned to 8 at least.
class FlatBytes {
 public:
  explicit FlatBytes(std::string bytes) : memory_(std::move(bytes)) {}
  /// Nothing if the file cannot be read. What was mapped stays readable when the name is given to
  /// another file; nobody may write into it.
  static std::optional<FlatBytes> map(const std::filesystem::path& path);
  FlatBytes(FlatBytes&& other) noexcept;
  FlatBytes& operator=(FlatBytes&&) = delete;
  ~FlatBytes();

  std::string_view view() const { return mapped_ != nullptr ? view_ : std::string_view{memory_}; }
  bool is_mapped() const { return mapped_ != nullptr; }

 private:
  FlatBytes() = default;

  std::string memory_;
  void* mapped_ = nullptr;
  std::string_view view_;  // of what is mapped
};

class FlatWriter {
 public:
  explicit FlatWriter(std::string_view key);

  template <typename T>
  void put(std::span<const T> elements) {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= 8);
    put_bytes(elements.data(), elements.size_bytes());
  }
  /// Of a std::vector or std::string.
  template <typename Elements>
  void put(const Elements& elements) {
    put(std::span<const typename Elements::value_type>{elements.data(), elements.size()});
  }

  /// The whole, with its head.
  std::string finish() &&;

 private:
  void put_bytes(const void* data, std::size_t size);

  std::string bytes_;
};

/// Are they as they were written, whatever they belong to?
bool is_whole(std::string_view bytes);

class FlatReader {
 public:
  /// Checks the head and the hash over everything: about 10 GB/s.
  FlatReader(std::string_view bytes, std::string_view key);

  /// False if the bytes are not whole or belong to something else, or once more was taken than is
  /// there.
  bool good() const { return good_; }

  /// The next array, in the order in which they were put; empty when no longer good().
  template <typename T>
  std::span<const T> take() {
    const std::string_view bytes = take_bytes();
    if (bytes.size() % sizeof(T) != 0) {
      good_ = false;
      return {};
    }
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }

 private:
  std::string_view take_bytes();

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace morgue
