#include "searcher/query.h"

#include <fmt/format.h>

#include "indexer/schema/words.h"

namespace morgue {
namespace {

/// Would it be read as something else than a word if it stood there bare?
bool needs_quotes(std::string_view text) {
  if (text == "AND" || text == "OR" || text == "NOT" || text.starts_with("NEAR")) return true;
  return text.starts_with('+') || text.starts_with('-') || text.ends_with('*') ||
         text.find_first_of(" \t():") != std::string_view::npos;
}

std::string unit_text(const QueryNode& node) {
  const std::string count = node.at_least > 1 ? fmt::format("atleast{}:", node.at_least) : "";
  const std::string field = count + (node.field.empty() ? "" : node.field + ":");
  const bool bare = node.type == QueryNode::Type::Wildcard ||
                    (node.type != QueryNode::Type::Phrase && !needs_quotes(node.text));
  const bool quoted = !bare;
  return field + (quoted ? "\"" + node.text + "\"" : node.text) +
         (node.type == QueryNode::Type::Wildcard ? "*" : "");
}

std::string joined(const QueryNode& node, std::string_view separator) {
  std::string text;
  for (const QueryNode& child : node.children) {
    if (!text.empty()) text += separator;
    const bool group = child.children.size() > 1 && child.type != QueryNode::Type::Near;
    text += group ? "(" + to_string(child) + ")" : to_string(child);
  }
  return text;
}

}  // namespace

std::string to_string(const QueryNode& node) {
  const std::string sign = node.required ? "+" : "";
  switch (node.type) {
    case QueryNode::Type::All:
      return "";
    case QueryNode::Type::Near:
      return sign + joined(node, fmt::format(" NEAR/{} ", node.distance));
    case QueryNode::Type::And:
      return joined(node, node.implicit ? " " : " AND ");
    case QueryNode::Type::Or:
      return joined(node, " OR ");
    case QueryNode::Type::Not: {
      const bool group = node.children.front().children.size() > 1;
      return "-" + (group ? "(" + to_string(node.children.front()) + ")"
                          : to_string(node.children.front()));
    }
    default:
      return sign + unit_text(node);
  }
}

QueryNode plain_words(std::string_view text) {
  QueryNode root;
  schema::WordScanner scanner{text};
  schema::Word word;
  while (scanner.next(word)) {
    QueryNode node;
    node.type = QueryNode::Type::Word;
    node.text = std::string{text.substr(word.start, word.end - word.start)};
    root.children.push_back(std::move(node));
  }
  if (!root.children.empty()) root.type = QueryNode::Type::Or;
  return root;
}

}  // namespace morgue
