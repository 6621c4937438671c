#include "searcher/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "indexer/schema/schema.h"

namespace morgue {
namespace {

using Type = QueryNode::Type;

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::string place_of(std::string_view field) {
  if (field.empty()) return "in headline or body";
  return field == schema::kByline.name ? "in the byline" : "in the headline";
}

std::string times(const QueryNode& node) {
  return node.at_least > 1 ? fmt::format(", {} times or more", node.at_least) : "";
}

std::string words_in_words(const QueryNode& node, const std::vector<QueryWord>& words) {
  std::vector<std::string> stems;
  stems.reserve(words.size());
  for (const QueryWord& word : words) stems.push_back(word.word);
  const std::string forms = node.field == schema::kByline.name ? "as it is"
                            : stems.size() == 1
                                ? fmt::format("in all its forms (stem {})", joined(stems))
                                : fmt::format("in all forms (stems {})", joined(stems));
  return fmt::format("the {} \"{}\" {}, {}{}", node.type == Type::Phrase ? "phrase" : "word",
                     node.text, forms, place_of(node.field), times(node));
}

std::string filter_in_words(const QueryNode& node, const CompiledQuery& compiled) {
  if (!compiled.words.empty())
    return fmt::format("the words \"{}\": nothing is known as {}:\"{}\"", node.text, node.field,
                       node.text);
  const std::string what = joined(compiled.stands_for);
  if (node.field == "date") return "published " + what;
  if (node.field == "about") return "mentioning a date " + what;
  if (node.field == "language") return "in the language " + what;
  if (node.field == "source") return "from the source " + what;
  if (node.field == "section") return "in the section " + what;
  const std::string kind = node.field == "org" ? "organisation" : node.field;
  return fmt::format("about the {} {}", kind, what);
}

class QueryExplainer {
 public:
  QueryExplainer(bool partial, const Xapian::Database& database, const LookUp& look_up)
      : partial_(partial), database_(database), look_up_(look_up) {}

  ExplainedPart explain(const QueryNode& node) const {
    const LookedUp found = look_up_(node);
    ExplainedPart part;
    part.articles = found.articles;
    part.means = meaning(node, found.compiled);
    const bool joins = node.type == Type::And || node.type == Type::Or || node.type == Type::Not;
    if (joins)
      for (const QueryNode& child : node.children) part.parts.push_back(explain(child));
    else
      for (const QueryWord& word : found.compiled.words) part.words.push_back(explain(word));
    return part;
  }

 private:
  std::string meaning(const QueryNode& node, const CompiledQuery& compiled) const {
    switch (node.type) {
      case Type::All:
        return "every article";
      case Type::Word:
      case Type::Phrase:
        return words_in_words(node, compiled.words);
      case Type::Wildcard:
        return fmt::format("words that begin with \"{}\", {}", node.text, place_of(node.field));
      case Type::Near:
        return fmt::format("words at most {} apart, in either order", node.distance);
      case Type::And:
        return node.implicit && partial_ ? "the best partial matches of" : "all of";
      case Type::Or:
        return "any of";
      case Type::Not:
        return "not";
      case Type::Filter:
        return filter_in_words(node, compiled);
    }
    return {};
  }

  ExplainedWord explain(const QueryWord& word) const {
    ExplainedWord explained{word.word, std::string{word.field->name}, {}, 0};
    std::set<Xapian::docid> articles;  // of several forms
    for (const std::string& form : word.forms) {
      const std::string term = std::string{word.field->prefix} + form;
      if (word.forms.size() == 1) {
        explained.articles = database_.get_termfreq(term);
      } else {
        articles.insert(database_.postlist_begin(term), database_.postlist_end(term));
        explained.articles = articles.size();
      }
    }
    if (word.word.ends_with('*')) explained.forms = word.forms;
    return explained;
  }

  bool partial_;
  const Xapian::Database& database_;
  const LookUp& look_up_;
};

class Among : public Xapian::MatchDecider {
 public:
  explicit Among(const std::vector<Xapian::docid>& documents)
      : documents_(documents.begin(), documents.end()) {}
  bool operator()(const Xapian::Document& document) const override {
    return documents_.count(document.get_docid()) > 0;
  }

 private:
  std::set<Xapian::docid> documents_;
};

unsigned count_in(std::string_view section, const std::set<schema::TokenId>& wanted) {
  unsigned count = 0;
  schema::TokenId id = 0;
  for (schema::TokenWalk walk{section}; walk.next(id);) count += wanted.count(id) > 0 ? 1 : 0;
  return count;
}

Contribution counted(const QueryWord& word, std::string_view codes, schema::TokenReader& tokens) {
  Contribution contribution{word.word, std::string{word.field->name}, 0, 0, 0, 0};
  const bool byline = *word.field == schema::kByline;
  std::set<schema::TokenId> wanted;
  for (const std::string& form : word.forms)
    wanted.insert(tokens.id(byline ? std::string{word.field->prefix} + form : form));
  const schema::TokenSections text = schema::split_sections(codes);
  if (byline) {
    contribution.byline = count_in(text.byline, wanted);
    return contribution;
  }
  contribution.headline = count_in(text.headline, wanted);
  if (*word.field == schema::kText) contribution.body = count_in(text.body, wanted);
  return contribution;
}

}  // namespace

ExplainedPart explain_query(const QueryNode& root, bool partial, const Xapian::Database& database,
                            const LookUp& look_up) {
  return QueryExplainer{partial, database, look_up}.explain(root);
}

std::vector<std::vector<Contribution>> explain_scores(const std::vector<QueryWord>& words,
                                                      const std::vector<Xapian::docid>& documents,
                                                      const Xapian::Database& database,
                                                      const Xapian::Weight& weighting,
                                                      schema::TokenReader& tokens) {
  std::map<Xapian::docid, std::vector<Contribution>> by_document;
  const Among among{documents};
  std::set<std::string> seen;  // a word that is asked for twice
  for (const QueryWord& word : words) {
    if (word.forms.empty() || !seen.insert(std::string{word.field->prefix} + word.word).second)
      continue;
    std::vector<std::string> terms;
    terms.reserve(word.forms.size());
    for (const std::string& form : word.forms)
      terms.push_back(std::string{word.field->prefix} + form);
    Xapian::Enquire enquire{database};
    enquire.set_weighting_scheme(weighting);
    enquire.set_query({Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()});
    const Xapian::MSet matches =
        enquire.get_mset(0, static_cast<Xapian::doccount>(documents.size()), 0, nullptr, &among);
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      Contribution contribution = counted(word, tokens.codes(*match), tokens);
      contribution.score = match.get_weight();
      by_document[*match].push_back(std::move(contribution));
    }
  }
  std::vector<std::vector<Contribution>> explained;
  for (const Xapian::docid document : documents) {
    std::vector<Contribution>& of_document = explained.emplace_back(by_document[document]);
    std::stable_sort(
        of_document.begin(), of_document.end(),
        [](const Contribution& a, const Contribution& b) { return a.score > b.score; });
  }
  return explained;
}

}  // namespace morgue
