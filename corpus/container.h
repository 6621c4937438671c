// Files that hold files: zip and tar archives, and single streams compressed by gzip, xz, zstd or
// bzip2 (a compressed tar is a tar). Read from beginning to end, without seeking and without a copy
// on disk, so that memory does not grow with their size.
#pragma once

#include <memory>
#include <optional>
#include <streambuf>
#include <string>

namespace morgue {

class Container {
 public:
  /// @param bytes  at the container's beginning; must outlive the container
  explicit Container(std::streambuf& bytes);
  ~Container();
  Container(const Container&) = delete;
  Container& operator=(const Container&) = delete;

  /// The next regular file inside. Whatever was not read of the last one is passed over.
  struct Member {
    std::string name;        // its path inside, as stored; empty for a compressed stream
    bool encrypted = false;  // cannot be read
  };
  std::optional<Member> next();

  /// The bytes of the member that next() gave last.
  std::streambuf& bytes();

  /// What is wrong with the container, in a few words; empty if nothing has been met so far. What
  /// came before it was good.
  const std::string& broken() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// Reads ahead, so that the first bytes of a stream can be looked at before it is read.
class PeekBuffer : public std::streambuf {
 public:
  /// @param source  must outlive this
  PeekBuffer(std::streambuf& source, std::size_t head_bytes);

  /// Up to head_bytes, less only if the stream is shorter.
  std::string_view head() const { return head_; }

 protected:
  int_type underflow() override;

 private:
  std::streambuf& source_;
  std::string head_;
  std::string piece_;
};

}  // namespace morgue
