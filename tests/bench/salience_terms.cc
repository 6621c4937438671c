// What scripts/train-salience learns from: salience_terms countries|persons FILE.jsonl... reads
// articles as `morgue index` does and prints, tab separated, a line of names, then a line for each
// country or person of each article: the article's id, the country's code or the person's name, and
// its terms (indexer/places/salience.h, indexer/names/salience.h).
#include <array>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/source.h"
#include "indexer/names/names.h"
#include "indexer/names/salience.h"
#include "indexer/places/salience.h"

namespace {

/// Which tokens name persons: as understand() has it.
std::vector<bool> tokens_of_persons(const morgue::Article& article,
                                    const morgue::TokenisedText& text) {
  const morgue::NamesFound names = morgue::find_names(article, text);
  std::vector<bool> flags(text.tokens.size(), false);
  for (const morgue::NameMention& mention : names.mentions) {
    if (names.entities[mention.entity].kind != morgue::EntityKind::Person) continue;
    for (std::uint32_t token = mention.first_token; token < mention.last_token; ++token)
      flags[token] = true;
  }
  return flags;
}

template <typename Terms, std::size_t Size, typename Term>
void print_row(const std::string& id, const std::string& key, const Terms& terms,
               const std::array<Term, Size>& all) {
  std::printf("%s\t%s", id.c_str(), key.c_str());
  for (const Term& term : all) std::printf("\t%.6g", terms.*term.value);
  std::printf("\n");
}

template <std::size_t Size, typename Term>
void print_names(const std::array<Term, Size>& all) {
  std::printf("id\tkey");
  for (const Term& term : all)
    std::printf("\t%.*s", static_cast<int>(term.name.size()), term.name.data());
  std::printf("\n");
}

void print_countries(const morgue::Article& article, const morgue::TokenisedText& text) {
  std::vector<morgue::CountryId> dateline;
  if (article.dateline)
    dateline = morgue::countries_of_dateline(article.dateline->place, article.published);
  const std::vector<morgue::PlaceMatch> matches =
      morgue::match_places(text, tokens_of_persons(article, text), dateline, article.published);
  for (const morgue::CountryTerms& row : morgue::salience_terms(text, matches, dateline))
    print_row(article.id, morgue::gazetteer().countries[row.country].code, row.terms,
              morgue::kSalienceTerms);
}

void print_persons(const morgue::Article& article, const morgue::TokenisedText& text) {
  const morgue::NamesFound names = morgue::find_names(article, text);
  std::vector<std::vector<morgue::TokenSpan>> mentions(names.entities.size());
  std::size_t all = 0;
  for (const morgue::NameMention& mention : names.mentions) {
    mentions[mention.entity].push_back({mention.first_token, mention.last_token});
    if (names.entities[mention.entity].kind == morgue::EntityKind::Person) ++all;
  }
  for (std::size_t i = 0; i < names.entities.size(); ++i)
    if (names.entities[i].kind == morgue::EntityKind::Person)
      print_row(article.id, names.entities[i].key, morgue::person_terms(text, mentions[i], all),
                morgue::kPersonTerms);
}

class Printer : public morgue::SourceVisitor {
 public:
  explicit Printer(bool persons) : persons_(persons) {}

  bool wants(const morgue::SourceFile& /*file*/) override { return true; }
  void file_begun(const morgue::SourceFile& /*file*/) override {}
  void skipped(morgue::Skipped /*skipped*/) override {}
  void file_done(const morgue::SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}

  void article(morgue::Article article) override {
    const morgue::TokenisedText text = morgue::tokenise(article.headline, article.body);
    persons_ ? print_persons(article, text) : print_countries(article, text);
  }

 private:
  bool persons_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string_view kind = argc > 1 ? argv[1] : "";
  if (kind != "countries" && kind != "persons") {
    std::fputs("usage: salience_terms countries|persons FILE.jsonl...\n", stderr);
    return 2;
  }
  const bool persons = kind == "persons";
  persons ? print_names(morgue::kPersonTerms) : print_names(morgue::kSalienceTerms);
  Printer printer(persons);
  const std::vector<std::string> sources(argv + 2, argv + argc);
  morgue::read_sources(sources, {}, printer);
  return 0;
}
