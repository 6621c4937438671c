// The bytes of a file as a stream; with the reason when there are none.
#pragma once

#include <cstdint>
#include <istream>
#include <streambuf>
#include <string>
#include <vector>

namespace morgue {

/// An open file. Reading stops at the first error, which is kept.
class File {
 public:
  explicit File(const std::string& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// 0 at the end of the file, and after an error.
  std::size_t read(char* out, std::size_t count);
  void rewind();
  /// 0, or the errno of what went wrong in opening or reading.
  int error() const { return error_; }
  std::uint64_t position() const { return position_; }

 private:
  int descriptor_ = -1;
  int error_ = 0;
  std::uint64_t position_ = 0;
};

/// Reads a File from where it is.
class FileBuffer : public std::streambuf {
 public:
  explicit FileBuffer(File& file);

 protected:
  int_type underflow() override;

 private:
  File& file_;
  std::vector<char> buffer_;
};

}  // namespace morgue
