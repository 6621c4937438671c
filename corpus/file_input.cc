// File and its stream buffer: read(2) for exact errors.
#include "corpus/file_input.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace morgue {
namespace {

constexpr std::size_t kPiece = 128u << 10;

}  // namespace

File::File(const std::string& path)
    : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
  if (descriptor_ < 0) error_ = errno;
}

File::~File() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::size_t File::read(char* out, std::size_t count) {
  while (error_ == 0) {
    const ssize_t got = ::read(descriptor_, out, count);
    if (got >= 0) {
      position_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    if (errno != EINTR) error_ = errno;
  }
  return 0;
}

void File::rewind() {
  if (error_ == 0 && lseek(descriptor_, 0, SEEK_SET) < 0) error_ = errno;
  position_ = 0;
}

FileBuffer::FileBuffer(File& file) : file_(file), buffer_(kPiece) {}

FileBuffer::int_type FileBuffer::underflow() {
  const std::size_t count = file_.read(buffer_.data(), buffer_.size());
  if (count == 0) return traits_type::eof();
  setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
  return traits_type::to_int_type(*gptr());
}

}  // namespace morgue
