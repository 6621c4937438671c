#include "corpus/container.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace morgue {
namespace {

constexpr std::size_t kPiece = 128u << 10;

// A bomb unfolds a thousandfold and more; text compresses five to tenfold, a log of one repeated
// line a hundredfold.
constexpr std::int64_t kSuspicious = 256ll << 20;
constexpr std::int64_t kMostTimesLarger = 200;

}  // namespace

class Container::State {
 public:
  explicit State(std::streambuf& source)
      : source_(source), bytes_(*this), archive_(archive_read_new()) {
    archive_read_support_filter_gzip(archive_);
    archive_read_support_filter_xz(archive_);
    archive_read_support_filter_zstd(archive_);
    archive_read_support_filter_bzip2(archive_);
    archive_read_support_format_zip_streamable(archive_);
    archive_read_support_format_tar(archive_);
    archive_read_support_format_raw(archive_);
    archive_read_support_format_empty(archive_);
    if (archive_read_open(archive_, this, nullptr, &State::read_source, nullptr) != ARCHIVE_OK)
      set_broken();
  }
  ~State() { archive_read_free(archive_); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  std::optional<Member> next() {
    while (broken_.empty()) {
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(archive_, &entry);
      if (status == ARCHIVE_EOF) return std::nullopt;
      if (status < ARCHIVE_WARN) {
        set_broken();
        return std::nullopt;
      }
      if (archive_format(archive_) == ARCHIVE_FORMAT_RAW && archive_filter_count(archive_) < 2) {
        broken_ = "not what its first bytes say it is";
        return std::nullopt;
      }
      if (archive_entry_filetype(entry) != AE_IFREG) continue;
      bytes_.restart();
      Member member;
      if (archive_format(archive_) != ARCHIVE_FORMAT_RAW) {
        // Names that are no valid text in the container's charset come as stored bytes.
        const char* name = archive_entry_pathname_utf8(entry);
        if (name == nullptr) name = archive_entry_pathname(entry);
        member.name = name == nullptr ? "unnamed" : name;
        member.encrypted = archive_entry_is_data_encrypted(entry) != 0;
      }
      return member;
    }
    return std::nullopt;
  }

  std::streambuf& bytes() { return bytes_; }
  const std::string& broken() const { return broken_; }

 private:
  /// The bytes of one member, as a stream.
  class MemberBuffer : public std::streambuf {
   public:
    explicit MemberBuffer(State& state) : state_(state) {}
    void restart() { setg(nullptr, nullptr, nullptr); }

   protected:
    int_type underflow() override {
      const std::size_t count = state_.read_member(piece_.data(), piece_.size());
      if (count == 0) return traits_type::eof();
      setg(piece_.data(), piece_.data(), piece_.data() + count);
      return traits_type::to_int_type(*gptr());
    }

   private:
    State& state_;
    std::array<char, kPiece> piece_{};
  };

  static la_ssize_t read_source(archive* /*archive*/, void* state, const void** buffer) {
    State& self = *static_cast<State*>(state);
    *buffer = self.input_.data();
    return static_cast<la_ssize_t>(
        self.source_.sgetn(self.input_.data(), static_cast<std::streamsize>(self.input_.size())));
  }

  std::size_t read_member(char* out, std::size_t count) {
    if (!broken_.empty()) return 0;
    const la_ssize_t got = archive_read_data(archive_, out, count);
    if (got < 0) {
      set_broken();
      return 0;
    }
    unpacked_ += got;
    if (unpacked_ > kSuspicious &&
        unpacked_ / kMostTimesLarger > archive_filter_bytes(archive_, -1)) {
      broken_ = "unpacks to more than 200 times its size, as no text does";
      return 0;
    }
    return static_cast<std::size_t>(got);
  }

  void set_broken() {
    const char* why = archive_error_string(archive_);
    broken_ = why == nullptr ? "broken" : why;
  }

  std::streambuf& source_;
  std::array<char, kPiece> input_{};
  MemberBuffer bytes_;
  archive* archive_;
  std::string broken_;
  std::int64_t unpacked_ = 0;
};

Container::Container(std::streambuf& bytes) : state_(std::make_unique<State>(bytes)) {}
Container::~Container() = default;
std::optional<Container::Member> Container::next() { return state_->next(); }
std::streambuf& Container::bytes() { return state_->bytes(); }
const std::string& Container::broken() const { return state_->broken(); }

PeekBuffer::PeekBuffer(std::streambuf& source, std::size_t head_bytes)
    : source_(source), head_(head_bytes, '\0') {
  std::size_t filled = 0;
  // A pipe gives what it has; only nothing at all is its end.
  while (filled < head_.size()) {
    const std::streamsize got =
        source_.sgetn(head_.data() + filled, static_cast<std::streamsize>(head_.size() - filled));
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  head_.resize(filled);
  setg(head_.data(), head_.data(), head_.data() + head_.size());
}

PeekBuffer::int_type PeekBuffer::underflow() {
  if (piece_.empty()) piece_.resize(kPiece);
  const std::streamsize got =
      source_.sgetn(piece_.data(), static_cast<std::streamsize>(piece_.size()));
  if (got <= 0) return traits_type::eof();
  setg(piece_.data(), piece_.data(), piece_.data() + got);
  return traits_type::to_int_type(*gptr());
}

}  // namespace morgue
