// Reading in pieces.
#include "corpus/readers/piecewise.h"

#include <algorithm>

namespace morgue {
namespace {

constexpr std::size_t kPiece = 256u << 10;

}  // namespace

Piecewise::Piecewise(std::istream& in, std::function<void(std::uint64_t)> consumed)
    : in_(in), consumed_(std::move(consumed)), buffer_(kPiece) {}

bool Piecewise::fill() {
  if (!in_.good()) return false;
  in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  next_ = 0;
  end_ = static_cast<std::size_t>(in_.gcount());
  if (end_ > 0 && consumed_) consumed_(end_);
  return end_ > 0;
}

bool Piecewise::read_line(std::string& text, std::uint64_t limit) {
  text.clear();
  bool whole = true;
  while (!at_end()) {
    const std::string_view rest(buffer_.data() + next_, end_ - next_);
    const std::size_t newline = rest.find('\n');
    const std::size_t length = std::min(newline, rest.size());
    if (text.size() + length > limit) whole = false;
    if (whole) text += rest.substr(0, length);
    next_ += length;
    if (newline == std::string_view::npos) continue;
    ++next_;
    ++line_;
    break;
  }
  if (!whole) text.clear();
  return whole;
}

void Piecewise::append_until(char stop, std::string& text) {
  if (at_end()) return;
  const std::string_view rest(buffer_.data() + next_, end_ - next_);
  const std::size_t found = rest.find(stop);
  const std::string_view piece =
      rest.substr(0, found == std::string_view::npos ? rest.size() : found + 1);
  text += piece;
  next_ += piece.size();
  line_ += static_cast<std::uint64_t>(std::ranges::count(piece, '\n'));
}

void Piecewise::skip_utf8_mark() {
  if (at_end()) return;
  if (std::string_view(buffer_.data() + next_, end_ - next_).starts_with("\xEF\xBB\xBF"))
    next_ += 3;
}

}  // namespace morgue
