// Plain Xapian as its documentation uses it, to measure beside morgue: TermGenerator with
// positions, a value slot per facet, ValueCountMatchSpy, MSet::snippet.
//
//   xapian_peer index DATABASE ARTICLES.tsv   the columns are those of peers.py
//   xapian_peer query DATABASE QUERIES        takes modes from standard input (query_rounds.h)
#include <xapian.h>

#include <algorithm>
#include <array>
#include <deque>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/query_rounds.h"

namespace {

using morgue::bench::BenchQuery;

enum Column { kId, kMonth, kFirstFacet, kYear = kFirstFacet, kHeadline = 8, kBody, kColumns };
constexpr Column kCountries = static_cast<Column>(kFirstFacet + 3);
constexpr Xapian::valueno kFacets = kHeadline - kFirstFacet;
constexpr std::size_t kShown = 20;  // values of a facet
constexpr std::size_t kSnippetBytes = 240;

std::array<std::string, kColumns> columns_of(const std::string& line) {
  std::array<std::string, kColumns> columns;
  std::size_t start = 0;
  for (std::string& column : columns) {
    const std::size_t end = std::min(line.find('\t', start), line.size());
    column = line.substr(start, end - start);
    start = std::min(end + 1, line.size());
  }
  return columns;
}

void add_values(Xapian::Document& document, const std::string& prefix, const std::string& list) {
  for (std::size_t start = 0; start < list.size();) {
    const std::size_t end = std::min(list.find(';', start), list.size());
    document.add_boolean_term(prefix + list.substr(start, end - start));
    start = end + 1;
  }
}

void index(const std::string& directory, const std::string& articles) {
  std::ifstream in{articles};
  if (!in) throw std::runtime_error{"cannot read '" + articles + "'"};
  Xapian::WritableDatabase database{directory, Xapian::DB_CREATE_OR_OVERWRITE};
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem{"en"});
  for (std::string line; std::getline(in, line);) {
    const auto columns = columns_of(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(columns[kHeadline]);
    generator.increase_termpos();
    generator.index_text(columns[kBody]);
    document.add_boolean_term("Q" + columns[kId]);
    document.add_boolean_term("XM" + columns[kMonth]);
    add_values(document, "XC", columns[kCountries]);
    for (Xapian::valueno facet = 0; facet < kFacets; ++facet)
      document.add_value(facet, columns[kFirstFacet + facet]);
    document.set_data(columns[kHeadline] + '\n' + columns[kBody]);
    database.add_document(document);
  }
  database.commit();
}

class Asker {
 public:
  explicit Asker(const std::string& directory) : database_(directory) {}

  std::uint64_t operator()(const BenchQuery& query, std::string_view mode) {
    Xapian::Enquire enquire{database_};
    enquire.set_query(query_for(query));
    std::deque<Xapian::ValueCountMatchSpy> spies;  // they cannot be moved
    if (mode == "facets")
      for (Xapian::valueno facet = 0; facet < kFacets; ++facet) spies.emplace_back(facet);
    for (Xapian::ValueCountMatchSpy& spy : spies) enquire.add_matchspy(&spy);
    const Xapian::MSet page = enquire.get_mset(0, 10, spies.empty() ? 0 : database_.get_doccount());
    for (auto match = page.begin(); match != page.end(); ++match) {
      const std::string data = match.get_document().get_data();
      const std::size_t end_of_headline = data.find('\n');
      shown_ += data.substr(0, end_of_headline).size();
      if (mode == "snippets")
        shown_ += page.snippet(data.substr(end_of_headline + 1), kSnippetBytes, stemmer_).size();
    }
    for (const Xapian::ValueCountMatchSpy& spy : spies)
      for (auto value = spy.top_values_begin(kShown); value != spy.top_values_end(kShown); ++value)
        shown_ += (*value).size();
    return page.get_matches_estimated();
  }

 private:
  Xapian::Query query_for(const BenchQuery& query) const {
    std::vector<Xapian::Query> words;
    for (const std::string& word : query.words)
      words.emplace_back(query.op == "phrase" ? word : 'Z' + stemmer_(word));
    const Xapian::Query::op op = query.op == "phrase" ? Xapian::Query::OP_PHRASE
                                 : query.op == "and"  ? Xapian::Query::OP_AND
                                                      : Xapian::Query::OP_OR;
    const Xapian::Query text{op, words.begin(), words.end()};
    if (query.field.empty()) return text;
    const std::string prefix = query.field == "country" ? "XC" : "XM";
    return {Xapian::Query::OP_FILTER, text, Xapian::Query{prefix + query.value}};
  }

  Xapian::Database database_;
  Xapian::Stem stemmer_{"en"};
  std::size_t shown_ = 0;  // so that nothing is left out as unused
};

}  // namespace

int main(int argc, char** argv) {
  const std::string_view command = argc == 4 ? argv[1] : "";
  try {
    if (command == "index") {
      index(argv[2], argv[3]);
    } else if (command == "query") {
      morgue::bench::serve_rounds(morgue::bench::read_queries(argv[3]), Asker{argv[2]});
    } else {
      std::cerr << "usage: xapian_peer index DATABASE ARTICLES.tsv | query DATABASE QUERIES\n";
      return 2;
    }
  } catch (const Xapian::Error& error) {
    std::cerr << "xapian_peer: " << error.get_description() << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "xapian_peer: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
