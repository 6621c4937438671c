#include "searcher/query_compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "corpus/text/text.h"
#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "indexer/schema/period.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"
#include "searcher/date_expression.h"
#include "searcher/searcher.h"
#include "searcher/word_order.h"

namespace morgue {
namespace {

constexpr std::size_t kMaxNamesOfAWord = 100;
/// Articles of these days, from the columns: undated ones never match.
Condition in_days(const DayRange& range, const Columns& columns) {
  const DayNumbers days = day_numbers(range);
  return Condition::in(columns.documents_between(days.first, days.last, columns.documents));
}

std::string iso_day(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string in_words(const DayRange& range) {
  if (range.from && range.from == range.to) return "on " + iso_day(*range.from);
  if (range.from && range.to)
    return fmt::format("from {} to {}", iso_day(*range.from), iso_day(*range.to));
  return range.from ? "from " + iso_day(*range.from)
         : range.to ? "up to " + iso_day(*range.to)
                    : "at any time";
}

/// Articles that mention something within these days.
Condition about_days(const DayRange& range) {
  const DayNumbers days = day_numbers(range);
  std::vector<std::string> terms;
  for (const schema::Period& period : schema::periods_between(days.first, days.last))
    terms.push_back(schema::term_for(period));
  return Condition::any_term(Condition::Type::Any, std::move(terms));
}

class Compiler {
 public:
  Compiler(const CompileContext& context, bool partial) : context_(context), partial_(partial) {}

  CompiledQuery compile(const QueryNode& root) {
    result_.condition = compile_node(root);
    return std::move(result_);
  }

 private:
  using Type = QueryNode::Type;

  Condition compile_node(const QueryNode& node) {
    switch (node.type) {
      case Type::All:
        return Condition::everything();
      case Type::Word:
      case Type::Phrase:
        return phrase(words_of(node), node.at_least);
      case Type::Wildcard:
        return wildcard(node);
      case Type::Near:
        return near(node);
      case Type::And:
        return conjunction(node);
      case Type::Or:
        return any_of(node.children);
      case Type::Not:
        return negation(node);
      case Type::Filter:
        return filter(node);
    }
    return Condition::everything();
  }

  static const schema::Field& text_field(const QueryNode& node) {
    if (node.field == schema::kHeadline.name) return schema::kHeadline;
    return node.field == schema::kByline.name ? schema::kByline : schema::kText;
  }

  void count_terms(std::size_t terms) {
    terms_ += terms;
    if (terms_ > kMaxQueryTerms)
      throw RequestError{
          fmt::format("The query has more than {} words; leave some out.", kMaxQueryTerms)};
  }

  std::vector<OrderedWord> words_of(const QueryNode& node) {
    const schema::Field& field = text_field(node);
    std::vector<OrderedWord> words;
    schema::WordScanner scanner{node.text};
    schema::Word word;
    while (scanner.next(word)) {
      words.push_back({&field, field.kind == schema::Kind::Text ? context_.stemmer(word.folded)
                                                                : std::string{word.folded}});
      if (positive_) result_.words.push_back({words.back().word, &field, {words.back().word}});
    }
    count_terms(words.size());
    result_.has_words = result_.has_words || positive_;
    return words;
  }

  /// Says that words are to be marked where they stand together.
  /// @param window  0 for a phrase
  void highlight(const std::vector<OrderedWord>& words, unsigned window) {
    if (!positive_ || words.empty()) return;
    std::vector<std::pair<std::string, HighlightTerms::Rarity>> stems;
    stems.reserve(words.size());
    for (const OrderedWord& word : words)
      stems.emplace_back(
          word.field->kind == schema::Kind::Text ? word.word : context_.stemmer(word.word),
          rarity(context_.database.get_termfreq(word.term())));
    result_.highlight.add_group(stems, window);
  }

  HighlightTerms::Rarity rarity(Xapian::doccount documents_with) const {
    return HighlightTerms::rarity(documents_with, context_.database.get_doccount());
  }

  Condition phrase(std::vector<OrderedWord> words, unsigned at_least = 1) {
    highlight(words, 0);
    return Condition::in_order(std::move(words), 0, at_least);
  }

  Condition near(const QueryNode& node) {
    std::vector<OrderedWord> words;
    for (const QueryNode& child : node.children)
      for (OrderedWord& word : words_of(child)) words.push_back(std::move(word));
    const auto window = static_cast<unsigned>(node.distance + words.size() - 1);
    highlight(words, window);
    return Condition::in_order(std::move(words), window);
  }

  Condition any_of(const std::vector<QueryNode>& children) {
    std::vector<Condition> parts;
    parts.reserve(children.size());
    for (const QueryNode& child : children) parts.push_back(compile_node(child));
    return Condition::combined(Condition::Type::Any, std::move(parts));
  }

  static bool is_soft(const QueryNode& node) {
    return !node.required && node.at_least == 1 &&
           (node.type == Type::Word || node.type == Type::Wildcard || node.type == Type::Phrase);
  }

  Condition conjunction(const QueryNode& node) {
    std::vector<Condition> wanted, soft, unwanted;
    for (const QueryNode& child : node.children) {
      if (child.type == Type::Not)
        unwanted.push_back(inverse(child));
      else
        (node.implicit && is_soft(child) ? soft : wanted).push_back(compile_node(child));
    }
    if (soft.size() > 1) result_.has_alternatives = true;
    using Is = Condition::Type;
    if (!soft.empty())
      wanted.push_back(Condition::combined(partial_ ? Is::Any : Is::All, std::move(soft)));
    Condition all = wanted.empty() ? Condition::everything().as_filter()
                                   : Condition::combined(Is::All, std::move(wanted));
    if (unwanted.empty()) return all;
    return Condition::without(std::move(all), Condition::combined(Is::Any, std::move(unwanted)));
  }

  /// What must not match.
  Condition inverse(const QueryNode& node) {
    const bool outer = positive_;
    positive_ = !positive_;
    Condition condition = compile_node(node.children.front());
    positive_ = outer;
    return condition;
  }

  Condition negation(const QueryNode& node) {
    return Condition::without(Condition::everything().as_filter(), inverse(node));
  }

  /// The archive keeps stems, so the words that begin so are looked up among the words it has seen,
  /// then stemmed; terms that begin so are added (numbers, short words). The commonest are taken if
  /// there are too many.
  Condition wildcard(const QueryNode& node) {
    schema::WordScanner scanner{node.text};
    schema::Word word;
    if (!scanner.next(word)) return {};
    const std::string prefix{word.folded};
    const schema::Field& field = text_field(node);
    std::set<std::string> terms;
    if (field.kind == schema::Kind::Text) add_stems_of_words(prefix, field, terms);
    const std::string start = std::string{field.prefix} + prefix;
    for (auto term = context_.database.allterms_begin(start);
         term != context_.database.allterms_end(start); ++term)
      terms.insert(*term);
    result_.has_words = result_.has_words || positive_;
    count_terms(1);
    std::vector<std::pair<Xapian::doccount, std::string>> by_frequency;
    by_frequency.reserve(terms.size());
    for (const std::string& term : terms)
      by_frequency.emplace_back(context_.database.get_termfreq(term), term);
    std::sort(by_frequency.rbegin(), by_frequency.rend());
    if (positive_)
      result_.highlight.prefixes[prefix] =
          rarity(by_frequency.empty() ? 0 : by_frequency.front().first);
    if (by_frequency.size() > kMaxWildcardTerms) {
      by_frequency.resize(kMaxWildcardTerms);
      result_.mistakes.push_back(
          fmt::format("more than {0} words begin with '{1}'; searched for the {0} commonest",
                      kMaxWildcardTerms, prefix));
    }
    std::vector<std::string> chosen;
    for (auto& [frequency, term] : by_frequency)
      if (frequency > 0) chosen.push_back(std::move(term));
    if (positive_) add_word_with_star(prefix, field, chosen);
    return Condition::any_term(Condition::Type::OneWord, std::move(chosen));
  }

  void add_word_with_star(const std::string& prefix, const schema::Field& field,
                          const std::vector<std::string>& terms) {
    std::vector<std::string> forms;
    forms.reserve(terms.size());
    for (const std::string& term : terms) forms.push_back(term.substr(field.prefix.size()));
    result_.words.push_back({prefix + "*", &field, std::move(forms)});
  }

  void add_stems_of_words(const std::string& prefix, const schema::Field& field,
                          std::set<std::string>& terms) {
    auto word = context_.database.spellings_begin();
    const auto end = context_.database.spellings_end();
    if (word == end) return;
    word.skip_to(prefix);
    for (; word != end && (*word).starts_with(prefix); ++word)
      terms.insert(std::string{field.prefix} + context_.stemmer(*word));
  }

  Condition filter(const QueryNode& node) {
    if (node.field == "date" || node.field == "about") return date_filter(node);
    if (node.field == "country") return country_filter(node);
    if (node.field == "region") return region_filter(node);
    if (node.field == "person") return name_filter(node, Facet::Person);
    if (node.field == "org") return name_filter(node, Facet::Organisation);
    if (node.field == "source") return name_filter(node, Facet::Source);
    if (node.field == "section") return name_filter(node, Facet::Section);
    result_.stands_for.push_back(node.text);
    return Condition::of_term(schema::term_for(schema::kLanguage, node.text)).as_filter();
  }

  /// What could not be looked up is searched as words.
  Condition as_words(const QueryNode& node, std::string mistake) {
    result_.mistakes.push_back(std::move(mistake));
    QueryNode words = node;
    words.field.clear();
    return phrase(words_of(words));
  }

  Condition date_filter(const QueryNode& node) {
    const bool about = node.field == "about";
    const auto range = about ? parse_about_expression(node.text, context_.today)
                             : parse_date_expression(node.text, context_.today);
    if (range) {
      result_.stands_for.push_back(in_words(*range));
      return (about ? about_days(*range) : in_days(*range, context_.columns)).as_filter();
    }
    return as_words(node,
                    fmt::format("'{}' is no date; write 2016, 2016-12, 2016-12-19, "
                                "2016-12-01..2016-12-31 or \"last week\"; searched for it as words",
                                node.text));
  }

  Condition country_filter(const QueryNode& node) {
    const auto code = country_code(node.text);
    if (!code)
      return as_words(
          node, fmt::format("no country is called '{}'; searched for it as words", node.text));
    const schema::Field& field =
        schema::entity_field(EntityKind::Country, context_.scope == EntityScope::Focus);
    if (positive_) result_.names.add(EntityKind::Country, *code);
    result_.stands_for.push_back(fmt::format("{} ({})", country_name(*code), *code));
    return Condition::of_term(schema::term_for(field, *code)).as_filter();
  }

  /// Any of the countries of a region.
  Condition region_filter(const QueryNode& node) {
    const Region* const region = find_region(node.text);
    if (region == nullptr)
      return as_words(node,
                      fmt::format("no region is called '{}'; searched for it as words", node.text));
    const schema::Field& field =
        schema::entity_field(EntityKind::Country, context_.scope == EntityScope::Focus);
    result_.stands_for.push_back(region->name);
    std::vector<std::string> terms;
    terms.reserve(region->countries.size());
    for (const std::string& code : region->countries) {
      terms.push_back(schema::term_for(field, code));
      if (positive_) result_.names.add(EntityKind::Country, code);
    }
    return Condition::any_term(Condition::Type::Any, std::move(terms)).as_filter();
  }

  /// A name in full, else every name of the archive that has all these words: person:rouhani finds
  /// Hassan Rouhani.
  Condition name_filter(const QueryNode& node, Facet facet) {
    const FacetColumn column = context_.columns.facet(facet);
    const std::string wanted = schema::fold_name(node.text);
    const bool one_word = wanted.find(' ') == std::string::npos;
    std::vector<ValueId> names;
    if (const auto exact = column.find(node.text)) names.push_back(*exact);
    // "UN" is one organisation and no word of other names.
    const bool acronym = facet == Facet::Organisation && !names.empty() &&
                         !has_all_words(column.folded(names.front()), wanted);
    if (names.empty() || (one_word && facet != Facet::Section && !acronym)) {
      for (const ValueId value : column.values()) {
        if (names.size() == kMaxNamesOfAWord) break;
        if (!has_all_words(column.folded(value), wanted)) continue;
        if (const auto filed = column.filed_under(value)) names.push_back(*filed);
      }
    }
    if (names.empty())
      return as_words(node,
                      fmt::format("the archive has no {} called '{}'; searched for it as words",
                                  node.field == "org" ? "organisation" : node.field, node.text));
    for (const std::uint32_t name : names) result_.stands_for.emplace_back(column.label(name));
    if (positive_ && (facet == Facet::Person || facet == Facet::Organisation))
      for (const ValueId name : names)
        result_.names.add(facet == Facet::Person ? EntityKind::Person : EntityKind::Organisation,
                          std::string{column.label(name)});
    const Columns& columns = context_.columns;
    return Condition::in(columns.documents_with(names, context_.scope, columns.documents))
        .as_filter();
  }

  static bool has_all_words(std::string_view name, std::string_view wanted) {
    while (!wanted.empty()) {
      const std::size_t blank = wanted.find(' ');
      if (!has_word(name, wanted.substr(0, blank))) return false;
      wanted = blank == std::string_view::npos ? std::string_view{} : wanted.substr(blank + 1);
    }
    return true;
  }

  static bool has_word(std::string_view name, std::string_view word) {
    for (std::size_t at = name.find(word); at != std::string_view::npos;
         at = name.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if ((at == 0 || name[at - 1] == ' ') && (end == name.size() || name[end] == ' ')) return true;
    }
    return false;
  }

  const CompileContext& context_;
  bool partial_;
  bool positive_ = true;
  std::size_t terms_ = 0;
  CompiledQuery result_;
};

}  // namespace

CompiledQuery compile_query(const QueryNode& root, const CompileContext& context, bool partial) {
  return Compiler{context, partial}.compile(root);
}

}  // namespace morgue
