// File and its stream buffer: read(2) for exact errors, zlib for gzip.
#include "corpus/file_input.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

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

struct FileBuffer::Inflater {
  Inflater() : input(kPiece) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    ready = inflateInit2(&stream, kGzipOnly) == Z_OK;
  }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  z_stream stream{};
  std::vector<char> input;
  bool ready = false;
  bool in_member = false;  // between the header and the trailer of a gzip member
};

FileBuffer::FileBuffer(File& file, bool gzip)
    : file_(file), inflater_(gzip ? std::make_unique<Inflater>() : nullptr), buffer_(kPiece) {}

FileBuffer::~FileBuffer() = default;

FileBuffer::int_type FileBuffer::underflow() {
  const std::size_t count =
      inflater_ ? inflate_piece() : file_.read(buffer_.data(), buffer_.size());
  if (count == 0) return traits_type::eof();
  setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
  return traits_type::to_int_type(*gptr());
}

std::size_t FileBuffer::inflate_piece() {
  z_stream& stream = inflater_->stream;
  stream.next_out = reinterpret_cast<Bytef*>(buffer_.data());
  stream.avail_out = static_cast<uInt>(buffer_.size());
  while (stream.avail_out == buffer_.size() && inflater_->ready) {
    if (stream.avail_in == 0) {
      const std::size_t got = file_.read(inflater_->input.data(), inflater_->input.size());
      if (got == 0) {
        broken_ = inflater_->in_member;
        break;
      }
      stream.next_in = reinterpret_cast<Bytef*>(inflater_->input.data());
      stream.avail_in = static_cast<uInt>(got);
    }
    inflater_->in_member = true;
    const int status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      inflater_->in_member = false;
      inflateReset(&stream);
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      broken_ = true;
      inflater_->ready = false;
    }
  }
  return buffer_.size() - stream.avail_out;
}

}  // namespace morgue
