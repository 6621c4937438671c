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
#include "searcher/document_source.h"
#include "searcher/searcher.h"
#include "searcher/word_order.h"

namespace morgue {
namespace {

using Xapian::Query;

constexpr std::size_t kMaxNamesOfAWord = 100;
constexpr char kAfterAllTimes =
    '~';  // sorts behind every digit, so "20161231~" is behind every time of that day

// Query::MatchAll is shared between threads and its reference count is not atomic; this one is
// ours.
Query everything() { return Query{std::string{}}; }
Query weightless(const Query& query) { return {Query::OP_SCALE_WEIGHT, query, 0.0}; }

Query combine(Query::op op, const std::vector<Query>& parts) {
  if (parts.size() == 1) return parts.front();
  return {op, parts.begin(), parts.end()};
}

Query in_days(const DayRange& range) {
  const std::string from = range.from ? day_value(*range.from) : "0";
  const std::string to =
      range.to ? day_value(*range.to) + kAfterAllTimes : std::string(1, kAfterAllTimes);
  return {Query::OP_VALUE_RANGE, schema::kPublishedSlot, from, to};
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
Query about_days(const DayRange& range) {
  const DayNumbers days = day_numbers(range);
  std::vector<std::string> terms;
  for (const schema::Period& period : schema::periods_between(days.first, days.last))
    terms.push_back(schema::term_for(period));
  return {Query::OP_OR, terms.begin(), terms.end()};
}

class Compiler {
 public:
  Compiler(const CompileContext& context, bool partial) : context_(context), partial_(partial) {}

  CompiledQuery compile(const QueryNode& root) {
    result_.query = root.type == QueryNode::Type::All ? everything() : compile_node(root);
    return std::move(result_);
  }

 private:
  using Type = QueryNode::Type;

  Query compile_node(const QueryNode& node) {
    switch (node.type) {
      case Type::All:
        return everything();
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
    return everything();
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
      const std::string stem = context_.stemmer(word.folded);
      if (positive_) result_.highlight.stems.insert(stem);
      words.push_back({&field, field.kind == schema::Kind::Text ? stem : std::string{word.folded}});
      if (positive_) result_.words.push_back({words.back().word, &field, {words.back().word}});
    }
    count_terms(words.size());
    result_.has_words = result_.has_words || positive_;
    return words;
  }

  Query phrase(const std::vector<OrderedWord>& words, unsigned at_least = 1) {
    if (words.empty()) return {};
    if (words.size() == 1 && at_least == 1) return Query{words.front().term()};
    return phrase_query(words, context_.tokens(), at_least);
  }

  Query near(const QueryNode& node) {
    std::vector<OrderedWord> words;
    for (const QueryNode& child : node.children)
      for (OrderedWord& word : words_of(child)) words.push_back(std::move(word));
    if (words.size() < 2) return phrase(words);
    const auto window = static_cast<unsigned>(node.distance + words.size() - 1);
    return near_query(words, window, context_.tokens());
  }

  Query any_of(const std::vector<QueryNode>& children) {
    std::vector<Query> parts;
    parts.reserve(children.size());
    for (const QueryNode& child : children) parts.push_back(compile_node(child));
    return combine(Query::OP_OR, parts);
  }

  static bool is_soft(const QueryNode& node) {
    return !node.required && node.at_least == 1 &&
           (node.type == Type::Word || node.type == Type::Wildcard || node.type == Type::Phrase);
  }

  Query conjunction(const QueryNode& node) {
    std::vector<Query> wanted, soft, unwanted;
    for (const QueryNode& child : node.children) {
      if (child.type == Type::Not)
        unwanted.push_back(inverse(child));
      else
        (node.implicit && is_soft(child) ? soft : wanted).push_back(compile_node(child));
    }
    if (soft.size() > 1) result_.has_alternatives = true;
    if (!soft.empty()) wanted.push_back(combine(partial_ ? Query::OP_OR : Query::OP_AND, soft));
    const Query all = wanted.empty() ? weightless(everything()) : combine(Query::OP_AND, wanted);
    return unwanted.empty() ? all : Query{Query::OP_AND_NOT, all, combine(Query::OP_OR, unwanted)};
  }

  /// What must not match.
  Query inverse(const QueryNode& node) {
    const bool outer = positive_;
    positive_ = !positive_;
    Query query = compile_node(node.children.front());
    positive_ = outer;
    return query;
  }

  Query negation(const QueryNode& node) {
    return {Query::OP_AND_NOT, weightless(everything()), inverse(node)};
  }

  /// The archive keeps stems, so the words that begin so are looked up among the words it has seen,
  /// then stemmed; terms that begin so are added (numbers, short words). The commonest are taken if
  /// there are too many.
  Query wildcard(const QueryNode& node) {
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
    if (positive_) result_.highlight.prefixes.insert(prefix);
    result_.has_words = result_.has_words || positive_;
    count_terms(1);
    std::vector<std::pair<Xapian::doccount, std::string>> by_frequency;
    by_frequency.reserve(terms.size());
    for (const std::string& term : terms)
      by_frequency.emplace_back(context_.database.get_termfreq(term), term);
    std::sort(by_frequency.rbegin(), by_frequency.rend());
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
    return {Query::OP_SYNONYM, chosen.begin(), chosen.end()};
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

  Query filter(const QueryNode& node) {
    if (node.field == "date" || node.field == "about") return date_filter(node);
    if (node.field == "country") return country_filter(node);
    if (node.field == "region") return region_filter(node);
    if (node.field == "person") return name_filter(node, Facet::Person);
    if (node.field == "org") return name_filter(node, Facet::Organisation);
    if (node.field == "source") return name_filter(node, Facet::Source);
    if (node.field == "section") return name_filter(node, Facet::Section);
    result_.stands_for.push_back(node.text);
    return weightless(Query{schema::term_for(schema::kLanguage, node.text)});
  }

  /// What could not be looked up is searched as words.
  Query as_words(const QueryNode& node, std::string mistake) {
    result_.mistakes.push_back(std::move(mistake));
    QueryNode words = node;
    words.field.clear();
    return phrase(words_of(words));
  }

  Query date_filter(const QueryNode& node) {
    const bool about = node.field == "about";
    const auto range = about ? parse_about_expression(node.text, context_.today)
                             : parse_date_expression(node.text, context_.today);
    if (range) {
      result_.stands_for.push_back(in_words(*range));
      return weightless(about ? about_days(*range) : in_days(*range));
    }
    return as_words(node,
                    fmt::format("'{}' is no date; write 2016, 2016-12, 2016-12-19, "
                                "2016-12-01..2016-12-31 or \"last week\"; searched for it as words",
                                node.text));
  }

  Query country_filter(const QueryNode& node) {
    const auto code = country_code(node.text);
    if (!code)
      return as_words(
          node, fmt::format("no country is called '{}'; searched for it as words", node.text));
    const schema::Field& field =
        schema::entity_field(EntityKind::Country, context_.scope == EntityScope::Focus);
    if (positive_) result_.names.add(EntityKind::Country, *code);
    result_.stands_for.push_back(fmt::format("{} ({})", country_name(*code), *code));
    return weightless(Query{schema::term_for(field, *code)});
  }

  /// Any of the countries of a region.
  Query region_filter(const QueryNode& node) {
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
    return weightless({Query::OP_OR, terms.begin(), terms.end()});
  }

  /// A name in full, else every name of the archive that has all these words: person:rouhani finds
  /// Hassan Rouhani.
  Query name_filter(const QueryNode& node, Facet facet) {
    const FacetColumn& column = context_.columns.facet(facet);
    const std::string wanted = schema::fold_name(node.text);
    const bool one_word = wanted.find(' ') == std::string::npos;
    std::vector<std::uint32_t> names;
    if (const auto exact = column.find(node.text)) names.push_back(*exact);
    // "UN" is one organisation and no word of other names.
    const bool acronym = facet == Facet::Organisation && !names.empty() &&
                         !has_all_words(column.folded(names.front()), wanted);
    if (names.empty() || (one_word && facet != Facet::Section && !acronym)) {
      for (std::uint32_t ordinal = 0; ordinal < column.values() && names.size() < kMaxNamesOfAWord;
           ++ordinal)
        if (const std::uint32_t filed = column.filed_under(ordinal);
            filed != FacetColumn::kNowhere && has_all_words(column.folded(ordinal), wanted))
          names.push_back(filed);
    }
    if (names.empty())
      return as_words(node,
                      fmt::format("the archive has no {} called '{}'; searched for it as words",
                                  node.field == "org" ? "organisation" : node.field, node.text));
    for (const std::uint32_t name : names) result_.stands_for.emplace_back(column.label(name));
    if (positive_ && (facet == Facet::Person || facet == Facet::Organisation))
      for (const std::uint32_t name : names)
        result_.names.add(facet == Facet::Person ? EntityKind::Person : EntityKind::Organisation,
                          column.label(name));
    return weightless(documents_query(column.documents_with(names, context_.scope)));
  }

  static bool has_all_words(std::string_view name, std::string_view wanted) {
    const std::string padded = fmt::format(" {} ", name);
    while (!wanted.empty()) {
      const std::size_t blank = wanted.find(' ');
      if (padded.find(fmt::format(" {} ", wanted.substr(0, blank))) == std::string::npos)
        return false;
      wanted = blank == std::string_view::npos ? std::string_view{} : wanted.substr(blank + 1);
    }
    return true;
  }

  const CompileContext& context_;
  bool partial_;
  bool positive_ = true;
  std::size_t terms_ = 0;
  CompiledQuery result_;
};

}  // namespace

std::string day_value(std::chrono::year_month_day day) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

CompiledQuery compile_query(const QueryNode& root, const CompileContext& context, bool partial) {
  return Compiler{context, partial}.compile(root);
}

}  // namespace morgue
