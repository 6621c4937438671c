// A stream read in pieces of constant size, with line numbers and a count of what was consumed.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

class Piecewise {
 public:
  /// @param consumed  may be empty
  Piecewise(std::istream& in, std::function<void(std::uint64_t)> consumed);

  bool at_end() { return next_ == end_ && !fill(); }
  int peek() { return at_end() ? -1 : static_cast<unsigned char>(buffer_[next_]); }
  int get() {
    if (at_end()) return -1;
    const char c = buffer_[next_++];
    if (c == '\n') ++line_;
    return static_cast<unsigned char>(c);
  }
  /// Number of the line that the next byte is on, from 1.
  std::uint64_t line() const { return line_; }

  /// Up to and without the next newline. False if the line is longer than `limit`: then it is
  /// passed over, and text is empty.
  bool read_line(std::string& text, std::uint64_t limit);

  /// Appends up to the next `stop` character, and it, but no more than one piece.
  void append_until(char stop, std::string& text);

  void skip_utf8_mark();

 private:
  bool fill();

  std::istream& in_;
  std::function<void(std::uint64_t)> consumed_;
  std::vector<char> buffer_;
  std::size_t next_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
};

}  // namespace morgue
