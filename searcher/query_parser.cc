// The parser of the query language: see searcher/query.h for the grammar. Recursive descent over
// the tokens of query_lexer.h, with a bound on nesting. It never gives up: a mistake is noted and
// the rest is searched.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "corpus/text/text.h"
#include "indexer/schema/words.h"
#include "searcher/query.h"
#include "searcher/query_lexer.h"

namespace morgue {
namespace {

constexpr int kMaxNesting = 20;
constexpr unsigned kDefaultNear = 10;
constexpr unsigned kMaxNear = 100;
constexpr unsigned kMaxAtLeast = 100;
constexpr std::size_t kMinWildcardLetters = 3;

constexpr std::array<std::string_view, 2> kTextFields{"headline", "byline"};
constexpr std::array<std::string_view, 10> kFilterFields{
    "country", "region",  "person",   "org",  "organisation",
    "source",  "section", "language", "date", "about"};

std::size_t count_words(std::string_view text) {
  schema::WordScanner scanner{text};
  schema::Word word;
  std::size_t words = 0;
  while (scanner.next(word)) ++words;
  return words;
}

bool has_words(std::string_view text) { return count_words(text) > 0; }

/// Characters of UTF-8.
std::size_t count_letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Nothing if it is none; what is too large to count is more than anything.
std::optional<unsigned> number_in(std::string_view digits) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
  return error == std::errc{} ? number : std::numeric_limits<unsigned>::max();
}

/// What the brackets around a unit say of it, or its own prefixes.
struct Scope {
  std::string field;  // "?colour" if there is no such field
  unsigned at_least = 1;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text) { advance(); }

  ParsedQuery parse() {
    ParsedQuery parsed;
    std::vector<QueryNode> parts;
    for (;;) {
      QueryNode node = parse_or({}, 0);
      if (node.type != QueryNode::Type::All) parts.push_back(std::move(node));
      if (token_.type != QueryToken::Type::Close) break;
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

  bool at_operator(std::string_view name) const { return is_bare() && token_.text == name; }
  bool at_end() const {
    return token_.type == QueryToken::Type::End || token_.type == QueryToken::Type::Close;
  }
  bool at_near() const {
    return is_bare() && (token_.text == "NEAR" || token_.text.starts_with("NEAR/"));
  }
  /// A word that may be an operator.
  bool is_bare() const {
    return token_.type == QueryToken::Type::Bare && token_.field.empty() && token_.count.empty() &&
           token_.sign == 0;
  }

  /// Of the NEAR that the parser is at.
  unsigned near_distance() {
    if (token_.text == "NEAR") return kDefaultNear;
    const auto distance = number_in(std::string_view{token_.text}.substr(5));
    if (distance && *distance >= 1 && *distance <= kMaxNear) return *distance;
    const unsigned taken = distance.value_or(0) > kMaxNear ? kMaxNear : kDefaultNear;
    mistake(fmt::format("'{}' needs a number from 1 to {}; took {}", token_.text, kMaxNear, taken));
    return taken;
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

  QueryNode parse_or(const Scope& scope, int depth) {
    std::vector<QueryNode> alternatives;
    bool dangling = false;
    bool joined = false;
    for (;;) {
      QueryNode node = parse_and(scope, depth);
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

  QueryNode parse_and(const Scope& scope, int depth) {
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
      QueryNode node = parse_not(scope, depth);
      if (node.type != Type::All) parts.push_back(std::move(node));
    }
    return conjunction(std::move(parts), implicit);
  }

  QueryNode parse_not(const Scope& scope, int depth) {
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
    QueryNode node = parse_near(scope, depth);
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

  QueryNode parse_near(const Scope& scope, int depth) {
    QueryNode first = parse_unit(scope, depth);
    std::vector<QueryNode> units;
    unsigned distance = 0;
    while (at_near()) {
      distance = std::max(distance, near_distance());
      advance();
      if (at_end() || at_operator("OR") || at_operator("AND")) {
        mistake("NEAR needs a word on both sides; searched without it");
        break;
      }
      units.push_back(parse_unit(scope, depth));
    }
    if (units.empty()) return first;
    units.insert(units.begin(), std::move(first));
    const bool usable = std::all_of(units.begin(), units.end(), [](const QueryNode& unit) {
      return (unit.type == Type::Word || unit.type == Type::Phrase) && unit.at_least == 1;
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

  QueryNode parse_unit(const Scope& outer, int depth) {
    const QueryToken token = token_;
    if (at_end()) return {};
    advance();
    const Scope scope{known_field(token, outer.field), at_least(token, outer.at_least)};
    switch (token.type) {
      case QueryToken::Type::Open:
        return parse_group(scope, token.position, depth + 1);
      case QueryToken::Type::Quoted:
        if (!token.closed)
          mistake(
              fmt::format("the quotation mark at position {} is never closed; took everything "
                          "behind it as a phrase",
                          token.position + 1));
        return leaf(scope, token, true);
      case QueryToken::Type::Bare:
        return leaf(scope, token, false);
      default:
        return {};
    }
  }

  QueryNode parse_group(const Scope& scope, std::size_t position, int depth) {
    if (depth > kMaxNesting) {
      if (depth == kMaxNesting + 1)
        mistake(fmt::format("brackets are nested more than {} deep; the innermost were left out",
                            kMaxNesting));
      for (int open = 1; open > 0 && token_.type != QueryToken::Type::End; advance()) {
        if (token_.type == QueryToken::Type::Open) ++open;
        if (token_.type == QueryToken::Type::Close) --open;
      }
      return {};
    }
    QueryNode node = parse_or(scope, depth);
    if (token_.type == QueryToken::Type::Close)
      advance();
    else
      mistake(fmt::format("the bracket at position {} is never closed; closed it at the end",
                          position + 1));
    return node;
  }

  /// The field of a token: its own, else that of the group around it. An unknown one is a mistake.
  std::string known_field(const QueryToken& token, const std::string& outer) {
    if (token.field.empty()) return outer;
    const auto is = [&](std::string_view name) { return token.field == name; };
    if (std::any_of(kTextFields.begin(), kTextFields.end(), is)) return token.field;
    if (std::any_of(kFilterFields.begin(), kFilterFields.end(), is))
      return is("organisation") ? "org" : token.field;
    if (is("organization")) return "org";
    mistake(fmt::format("there is no field '{}:'; searched for it as words", token.field));
    return outer.empty() ? "?" + token.field : outer;
  }

  unsigned at_least(const QueryToken& token, unsigned outer) {
    if (token.count.empty()) return outer;
    const auto number = number_in(std::string_view{token.count}.substr(kAtLeast.size()));
    if (number && *number >= 1 && *number <= kMaxAtLeast) return *number;
    const unsigned taken = number.value_or(0) > kMaxAtLeast ? kMaxAtLeast : 1;
    mistake(fmt::format("'{}:' needs a number from 1 to {}, as in atleast3:iran; took {}",
                        token.count, kMaxAtLeast, taken));
    return taken;
  }

  QueryNode leaf(const Scope& scope, const QueryToken& token, bool quoted) {
    QueryNode node;
    node.field = scope.field;
    std::string text = token.text;
    if (node.field.starts_with('?')) {
      text = std::string{trim(node.field.substr(1) + " " + text)};
      node.field.clear();
      quoted = false;
    }
    if (std::find(kFilterFields.begin(), kFilterFields.end(), node.field) != kFilterFields.end())
      return filter(std::move(node), text, scope.at_least);
    const bool star = !quoted && text.size() > 1 && text.ends_with('*');
    while (!quoted && (text.ends_with('*') || text.ends_with(' '))) text.pop_back();
    const std::size_t words = count_words(text);
    if (words == 0) {
      const std::string& prefix = token.field.empty() ? token.count : token.field;
      if (!prefix.empty())
        mistake(fmt::format("'{}:' needs a word behind it; searched without it", prefix));
      return {};
    }
    node.text = std::move(text);
    node.type = quoted || words > 1 ? Type::Phrase : Type::Word;
    node.at_least = scope.at_least;
    if (star)
      make_wildcard(node, words);
    else if (node.text.find('*') != std::string::npos)
      mistake("a star can only end a word that stands alone; searched without it");
    return node;
  }

  QueryNode filter(QueryNode node, std::string_view text, unsigned at_least) {
    node.type = Type::Filter;
    node.text = std::string{trim(text)};
    if (!has_words(node.text)) {
      mistake(fmt::format("'{}:' needs a value behind it; searched without it", node.field));
      return {};
    }
    if (at_least > 1)
      mistake(fmt::format("'{}{}:' counts words and phrases, not '{}:'; searched without it",
                          kAtLeast, at_least, node.field));
    return node;
  }

  void make_wildcard(QueryNode& node, std::size_t words) {
    if (words > 1 || node.text.find('*') != std::string::npos) {
      mistake("a star can only end a word that stands alone; searched without it");
      return;
    }
    if (count_letters(node.text) < kMinWildcardLetters) {
      mistake(fmt::format("'{}*' needs {} letters or more before the star; searched for '{}'",
                          node.text, kMinWildcardLetters, node.text));
      return;
    }
    node.type = Type::Wildcard;
    if (node.at_least > 1)
      mistake(
          fmt::format("'{}{}:' counts words and phrases, not words with a star; searched "
                      "without it",
                      kAtLeast, std::exchange(node.at_least, 1)));
  }

  QueryLexer lexer_;
  QueryToken token_;
  std::vector<std::string> mistakes_;
};

}  // namespace

ParsedQuery parse_query(std::string_view text) { return Parser{text}.parse(); }

}  // namespace morgue
