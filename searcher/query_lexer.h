// The tokens of a query: brackets, quotations and bare words, each with what is written before it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace morgue {

inline constexpr std::string_view kAtLeast = "atleast";

struct QueryToken {
  enum class Type { Open, Close, Quoted, Bare, End };
  Type type = Type::End;
  std::string count;         // "atleast3" of atleast3:…, "atleast" of atleast:…
  std::string field;         // "person" of person:…, folded
  std::string text;          // of Quoted and Bare
  char sign = 0;             // '+' or '-' in front
  bool closed = true;        // the quotation mark was closed
  std::size_t position = 0;  // bytes of the cleaned text
};

class QueryLexer {
 public:
  /// Typographic quotation marks are quotation marks: people paste from articles.
  explicit QueryLexer(std::string_view text);

  /// End again and again at the end.
  QueryToken next();

 private:
  std::string read_field();
  void read_quoted(QueryToken& token);
  void read_bare(QueryToken& token);

  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace morgue
