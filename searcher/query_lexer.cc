#include "searcher/query_lexer.h"

#include <algorithm>
#include <utility>

#include "corpus/text/text.h"

namespace morgue {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "atleast", "atleast3": how often something must stand in an article.
bool is_count(std::string_view field) {
  return field.starts_with(kAtLeast) &&
         std::all_of(field.begin() + kAtLeast.size(), field.end(), is_digit);
}

/// Typographic quotation marks are quotation marks: people paste from articles.
std::string with_plain_quotes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\u201C") || rest.starts_with("\u201D") || rest.starts_with("\u201E")) {
      plain += '"';
      i += 3;
    } else {
      plain += text[i++];
    }
  }
  return plain;
}

}  // namespace

QueryLexer::QueryLexer(std::string_view text) : text_(with_plain_quotes(clean_text(text))) {}

QueryToken QueryLexer::next() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  QueryToken token;
  token.position = at_;
  if (at_ == text_.size()) return token;
  if (text_[at_] == ')') return ++at_, token.type = QueryToken::Type::Close, token;
  if ((text_[at_] == '+' || text_[at_] == '-') && at_ + 1 < text_.size() &&
      !is_blank(text_[at_ + 1]))
    token.sign = text_[at_++];
  if (text_[at_] == '(') return ++at_, token.type = QueryToken::Type::Open, token;
  token.field = read_field();
  if (is_count(token.field)) {
    token.count = std::exchange(token.field, {});
    token.field = read_field();
  }
  const bool has_field = !token.field.empty() || !token.count.empty();
  if (at_ < text_.size() && text_[at_] == '(' && has_field) {
    ++at_;
    token.type = QueryToken::Type::Open;
  } else if (at_ < text_.size() && text_[at_] == '"') {
    read_quoted(token);
  } else {
    read_bare(token);
  }
  return token;
}

std::string QueryLexer::read_field() {
  const std::string_view text{text_};
  std::size_t end = at_;
  while (end < text.size() &&
         ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z') ||
          (end > at_ && is_digit(text[end])) || text[end] == '_'))
    ++end;
  if (end == at_ || end == text.size() || text[end] != ':') return {};
  if (text.substr(end).starts_with("://")) return {};  // an address, not a field
  std::string field = fold(text.substr(at_, end - at_));
  at_ = end + 1;
  return field;
}

void QueryLexer::read_quoted(QueryToken& token) {
  token.type = QueryToken::Type::Quoted;
  const std::size_t start = ++at_;
  const std::size_t end = text_.find('"', start);
  token.closed = end != std::string::npos;
  token.text = collapse_space(text_.substr(start, token.closed ? end - start : std::string::npos));
  at_ = token.closed ? end + 1 : text_.size();
}

void QueryLexer::read_bare(QueryToken& token) {
  token.type = QueryToken::Type::Bare;
  const std::size_t start = at_;
  while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' &&
         text_[at_] != '"')
    ++at_;
  token.text = text_.substr(start, at_ - start);
}

}  // namespace morgue
