// The parser of the query language: see searcher/query.h for the grammar. Recursive descent over
// tokens, with a bound on nesting. It never gives up: a mistake is noted and the rest is searched.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "corpus/text/text.h"
#include "indexer/schema/words.h"
#include "searcher/query.h"

namespace morgue {
namespace {

constexpr int kMaxNesting = 20;
constexpr unsigned kDefaultNear = 10;
constexpr unsigned kMaxNear = 100;
constexpr std::size_t kMinWildcardLetters = 3;

constexpr std::array<std::string_view, 2> kTextFields{"headline", "byline"};
constexpr std::array<std::string_view, 10> kFilterFields{
    "country", "region",  "person",   "org",  "organisation",
    "source",  "section", "language", "date", "about"};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct LexToken {
  enum class Type { Open, Close, Quoted, Bare, End };
  Type type = Type::End;
  std::string field;         // "person" of person:…
  std::string text;          // of Quoted and Bare
  char sign = 0;             // '+' or '-' in front
  bool closed = true;        // the quotation mark was closed
  bool opens_group = false;  // field:( …
  std::size_t position = 0;
};

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

bool has_words(std::string_view text) {
  schema::WordScanner scanner{text};
  schema::Word word;
  return scanner.next(word);
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  LexToken next() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    LexToken token;
    token.position = at_;
    if (at_ == text_.size()) return token;
    if (text_[at_] == ')') return ++at_, token.type = LexToken::Type::Close, token;
    if ((text_[at_] == '+' || text_[at_] == '-') && at_ + 1 < text_.size() &&
        !is_blank(text_[at_ + 1]))
      token.sign = text_[at_++];
    if (text_[at_] == '(') return ++at_, token.type = LexToken::Type::Open, token;
    read_field(token);
    if (at_ < text_.size() && text_[at_] == '(' && !token.field.empty()) {
      ++at_;
      token.type = LexToken::Type::Open;
    } else if (at_ < text_.size() && text_[at_] == '"') {
      read_quoted(token);
    } else {
      read_bare(token);
    }
    return token;
  }

 private:
  void read_field(LexToken& token) {
    std::size_t end = at_;
    while (end < text_.size() &&
           ((text_[end] >= 'a' && text_[end] <= 'z') || (text_[end] >= 'A' && text_[end] <= 'Z') ||
            (end > at_ && text_[end] >= '0' && text_[end] <= '9') || text_[end] == '_'))
      ++end;
    if (end == at_ || end == text_.size() || text_[end] != ':') return;
    if (text_.substr(end).starts_with("://")) return;  // an address, not a field
    token.field = fold(text_.substr(at_, end - at_));
    at_ = end + 1;
  }

  void read_quoted(LexToken& token) {
    token.type = LexToken::Type::Quoted;
    const std::size_t start = ++at_;
    const std::size_t end = text_.find('"', start);
    token.closed = end != std::string_view::npos;
    token.text =
        collapse_space(text_.substr(start, token.closed ? end - start : std::string_view::npos));
    at_ = token.closed ? end + 1 : text_.size();
  }

  void read_bare(LexToken& token) {
    token.type = LexToken::Type::Bare;
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '(' && text_[at_] != ')' &&
           text_[at_] != '"')
      ++at_;
    token.text = std::string{text_.substr(start, at_ - start)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<unsigned> near_distance(std::string_view word) {
  if (word == "NEAR") return kDefaultNear;
  if (!word.starts_with("NEAR/")) return std::nullopt;
  unsigned distance = 0;
  const std::string_view number = word.substr(5);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), distance);
  if (error != std::errc{} || end != number.data() + number.size() || distance == 0)
    return std::nullopt;
  return std::min(distance, kMaxNear);
}

class Parser {
 public:
  explicit Parser(std::string text) : text_(std::move(text)), lexer_(text_) { advance(); }

  ParsedQuery parse() {
    ParsedQuery parsed;
    std::vector<QueryNode> parts;
    for (;;) {
      QueryNode node = parse_or("", 0);
      if (node.type != QueryNode::Type::All) parts.push_back(std::move(node));
      if (token_.type != LexToken::Type::Close) break;
      mistake(
          fmt::format("the closing bracket at position {} was never opened; searched without it",
                      token_.position + 1));
      advance();
    }
    parsed.root = conjunction(std::move(parts), true);
    parsed.mistakes = std::move(mistakes_);
    return parsed;
  }

 private:
  using Type = QueryNode::Type;

  void advance() { token_ = lexer_.next(); }
  void mistake(std::string sentence) {
    if (mistakes_.size() < 5) mistakes_.push_back(std::move(sentence));
  }

  bool at_operator(std::string_view name) const {
    return token_.type == LexToken::Type::Bare && token_.field.empty() && token_.sign == 0 &&
           token_.text == name;
  }
  bool at_end() const {
    return token_.type == LexToken::Type::End || token_.type == LexToken::Type::Close;
  }
  std::optional<unsigned> at_near() const {
    if (token_.type != LexToken::Type::Bare || !token_.field.empty() || token_.sign != 0)
      return std::nullopt;
    return near_distance(token_.text);
  }

  static QueryNode conjunction(std::vector<QueryNode> parts, bool implicit) {
    if (parts.empty()) return {};
    if (parts.size() == 1) return std::move(parts.front());
    QueryNode node;
    node.type = Type::And;
    node.implicit = implicit;
    node.children = std::move(parts);
    return node;
  }

  QueryNode parse_or(const std::string& field, int depth) {
    std::vector<QueryNode> alternatives;
    bool dangling = false;
    bool joined = false;
    for (;;) {
      QueryNode node = parse_and(field, depth);
      if (node.type != Type::All)
        alternatives.push_back(std::move(node));
      else
        dangling = true;
      if (!at_operator("OR")) break;
      joined = true;
      advance();
    }
    if (dangling && joined) mistake("OR needs a word on both sides; searched without it");
    if (alternatives.empty()) return {};
    if (alternatives.size() == 1) return std::move(alternatives.front());
    QueryNode node;
    node.type = Type::Or;
    node.children = std::move(alternatives);
    return node;
  }

  QueryNode parse_and(const std::string& field, int depth) {
    std::vector<QueryNode> parts;
    bool implicit = true;
    while (!at_end() && !at_operator("OR")) {
      if (at_operator("AND")) {
        advance();
        if (parts.empty() || at_end() || at_operator("OR") || at_operator("AND"))
          mistake("AND needs a word on both sides; searched without it");
        else
          implicit = false;
        continue;
      }
      QueryNode node = parse_not(field, depth);
      if (node.type != Type::All) parts.push_back(std::move(node));
    }
    return conjunction(std::move(parts), implicit);
  }

  QueryNode parse_not(const std::string& field, int depth) {
    bool negated = false;
    while (at_operator("NOT")) {
      negated = !negated;
      advance();
    }
    if (negated && (at_end() || at_operator("OR") || at_operator("AND"))) {
      mistake("NOT needs a word behind it; searched without it");
      return {};
    }
    const char sign = token_.sign;
    QueryNode node = parse_near(field, depth);
    if (node.type == Type::All) return node;
    if (sign == '+') node.required = true;
    if (sign == '-') negated = !negated;
    if (!negated) return node;
    if (node.type == Type::Not) return std::move(node.children.front());
    node.required = false;
    QueryNode inverse;
    inverse.type = Type::Not;
    inverse.children.push_back(std::move(node));
    return inverse;
  }

  QueryNode parse_near(const std::string& field, int depth) {
    QueryNode first = parse_unit(field, depth);
    std::vector<QueryNode> units;
    unsigned distance = 0;
    while (const auto near = at_near()) {
      advance();
      distance = std::max(distance, *near);
      if (at_end() || at_operator("OR") || at_operator("AND")) {
        mistake("NEAR needs a word on both sides; searched without it");
        break;
      }
      units.push_back(parse_unit(field, depth));
    }
    if (units.empty()) return first;
    units.insert(units.begin(), std::move(first));
    const bool usable = std::all_of(units.begin(), units.end(), [](const QueryNode& unit) {
      return unit.type == Type::Word || unit.type == Type::Phrase;
    });
    if (!usable) {
      mistake("NEAR works between words and phrases only; searched for all of them instead");
      units.erase(std::remove_if(units.begin(), units.end(),
                                 [](const QueryNode& unit) { return unit.type == Type::All; }),
                  units.end());
      return conjunction(std::move(units), false);
    }
    QueryNode node;
    node.type = Type::Near;
    node.distance = distance;
    node.children = std::move(units);
    return node;
  }

  QueryNode parse_unit(const std::string& outer_field, int depth) {
    const LexToken token = token_;
    if (at_end()) return {};
    advance();
    const std::string field = known_field(token, outer_field);
    switch (token.type) {
      case LexToken::Type::Open:
        return parse_group(field, token.position, depth + 1);
      case LexToken::Type::Quoted:
        if (!token.closed)
          mistake(
              fmt::format("the quotation mark at position {} is never closed; took everything "
                          "behind it as a phrase",
                          token.position + 1));
        return leaf(field, token, true);
      case LexToken::Type::Bare:
        return leaf(field, token, false);
      default:
        return {};
    }
  }

  QueryNode parse_group(const std::string& field, std::size_t position, int depth) {
    if (depth > kMaxNesting) {
      if (depth == kMaxNesting + 1)
        mistake(fmt::format("brackets are nested more than {} deep; the innermost were left out",
                            kMaxNesting));
      for (int open = 1; open > 0 && token_.type != LexToken::Type::End; advance()) {
        if (token_.type == LexToken::Type::Open) ++open;
        if (token_.type == LexToken::Type::Close) --open;
      }
      return {};
    }
    QueryNode node = parse_or(field, depth);
    if (token_.type == LexToken::Type::Close)
      advance();
    else
      mistake(fmt::format("the bracket at position {} is never closed; closed it at the end",
                          position + 1));
    return node;
  }

  /// The field of a token: its own, else that of the group around it. An unknown one is a mistake.
  std::string known_field(const LexToken& token, const std::string& outer) {
    if (token.field.empty()) return outer;
    const auto is = [&](std::string_view name) { return token.field == name; };
    if (std::any_of(kTextFields.begin(), kTextFields.end(), is)) return token.field;
    if (std::any_of(kFilterFields.begin(), kFilterFields.end(), is))
      return is("organisation") ? "org" : token.field;
    if (is("organization")) return "org";
    if (token.field.starts_with("atleast"))
      mistake(fmt::format(
          "'{}:' is not available in this version; searched for the words behind it", token.field));
    else
      mistake(fmt::format("there is no field '{}:'; searched for it as words", token.field));
    return outer.empty() ? "?" + token.field : outer;
  }

  QueryNode leaf(std::string field, const LexToken& token, bool quoted) {
    QueryNode node;
    std::string text = token.text;
    if (field.starts_with('?')) {
      const bool reserved = field.starts_with("?atleast");
      if (!reserved) text = std::string{trim(field.substr(1) + " " + text)};
      field.clear();
      quoted = false;
    }
    const bool filter =
        std::find(kFilterFields.begin(), kFilterFields.end(), field) != kFilterFields.end();
    node.field = std::move(field);
    if (filter) {
      node.type = Type::Filter;
      node.text = std::string{trim(text)};
      if (has_words(node.text)) return node;
      mistake(fmt::format("'{}:' needs a value behind it; searched without it", node.field));
      return {};
    }
    const bool star = !quoted && text.size() > 1 && text.ends_with('*');
    while (!quoted && (text.ends_with('*') || text.ends_with(' '))) text.pop_back();
    if (!has_words(text)) return {};
    const std::size_t words = count_words(text);
    node.text = std::move(text);
    node.type = quoted || words > 1 ? Type::Phrase : Type::Word;
    if (star) make_wildcard(node, words);
    return node;
  }

  void make_wildcard(QueryNode& node, std::size_t words) {
    if (words == 1 && node.text.size() >= kMinWildcardLetters)
      node.type = Type::Wildcard;
    else
      mistake(fmt::format("'{}*' needs {} letters or more before the star; searched for '{}'",
                          node.text, kMinWildcardLetters, node.text));
  }

  static std::size_t count_words(std::string_view text) {
    schema::WordScanner scanner{text};
    schema::Word word;
    std::size_t words = 0;
    while (scanner.next(word)) ++words;
    return words;
  }

  std::string text_;
  Lexer lexer_;
  LexToken token_;
  std::vector<std::string> mistakes_;
};

}  // namespace

ParsedQuery parse_query(std::string_view text) {
  return Parser{with_plain_quotes(clean_text(text))}.parse();
}

}  // namespace morgue
