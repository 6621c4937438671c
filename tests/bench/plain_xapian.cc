// What Xapian does by itself, to compare our ranking with: articles indexed by its TermGenerator,
// queries parsed by its QueryParser, any of their words, ranked by its BM25 as it comes.
//
//   plain_xapian ARTICLES.jsonl QUERIES.tsv [LIMIT] > RUN
//
// The articles have id, title and body; a line of the queries is an id, a tab and words. The run is
// in TREC's format.
#include <fmt/format.h>
#include <xapian.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

namespace {

Xapian::WritableDatabase index(const std::string& path, const Xapian::Stem& stem) {
  Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
  Xapian::TermGenerator generator;
  generator.set_stemmer(stem);
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) {
    const nlohmann::json article = nlohmann::json::parse(line);
    Xapian::Document document;
    generator.set_document(document);
    generator.index_text(article.value("title", ""));
    generator.increase_termpos();
    generator.index_text(article.value("body", ""));
    document.set_data(article.at("id").get<std::string>());
    database.add_document(document);
  }
  return database;
}

void print_run(const Xapian::Database& database, const std::string& path, const Xapian::Stem& stem,
               Xapian::doccount limit) {
  Xapian::QueryParser parser;
  parser.set_stemmer(stem);
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    // Xapian's parser does not stem words in capitals: it takes them for names.
    std::string words = line.substr(tab + 1);
    for (char& c : words)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    Xapian::Enquire enquire{database};
    enquire.set_query(parser.parse_query(words, 0));
    const Xapian::MSet matches = enquire.get_mset(0, limit);
    for (auto match = matches.begin(); match != matches.end(); ++match)
      std::cout << fmt::format("{} Q0 {} {} {:.6f} xapian\n", line.substr(0, tab),
                               match.get_document().get_data(), match.get_rank() + 1,
                               match.get_weight());
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: plain_xapian ARTICLES.jsonl QUERIES.tsv [LIMIT]\n";
    return 2;
  }
  const Xapian::Stem stem{"english"};
  const auto limit = static_cast<Xapian::doccount>(argc > 3 ? std::stoul(argv[3]) : 1000);
  print_run(index(argv[1], stem), argv[2], stem, limit);
}
