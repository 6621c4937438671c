// A query as a tree of values: what the parser makes of a reader's text and the compiler turns into
// Xapian's terms.
//
//   query   := and { OR and }
//   and     := not { [AND] not }      plain words stand side by side: all of them are wanted
//   not     := [ "+" | "-" | NOT ] near
//   near    := unit { NEAR[/n] unit }
//   unit    := [atleastN ":"] [field ":"] ( word | word"*" | "a phrase" | "(" query ")" | a..b )
//
// The whole language, with examples: docs/QUERY.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

struct QueryNode {
  enum class Type {
    All,       // everything
    Word,      // text; in `field` if that is "headline" or "byline"
    Wildcard,  // text*
    Phrase,    // words one after the other
    Near,      // children (words, phrases) within `distance` words
    And,       // all children
    Or,        // any child
    Not,       // the one child must not match
    Filter     // field:text, exact
  };

  Type type = Type::All;
  std::string field;      // empty: headline and body
  std::string text;       // of Word, Wildcard, Phrase, Filter: as typed
  unsigned distance = 0;  // of Near
  unsigned at_least = 1;  // of Word, Phrase: occurrences in an article
  bool implicit = false;  // And of words that merely stand side by side: the best partial match
                          // will do if none has all
  bool required = false;  // "+word"
  std::vector<QueryNode> children;

  bool operator==(const QueryNode&) const = default;
};

/// The query in the query language again, for "searched instead" and for tests.
std::string to_string(const QueryNode& node);

struct ParsedQuery {
  QueryNode root;
  std::vector<std::string> mistakes;  // sentences: what was wrong, and what was made of it

  bool operator==(const ParsedQuery&) const = default;
};

/// Never fails: what cannot be understood is named in `mistakes` and searched as words. `text` is
/// UTF-8 of at most kMaxQueryBytes.
ParsedQuery parse_query(std::string_view text);

/// The words of a text and nothing else, any of them: what a TREC query means.
QueryNode plain_words(std::string_view text);

}  // namespace morgue
