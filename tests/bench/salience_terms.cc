// What scripts/train-salience learns from: salience_terms FILE.jsonl... reads articles as `morgue
// index` does and prints, tab separated, a line of names, then a line for each country of each
// article: the article's id, the country's code and its terms (indexer/places/salience.h).
#include <cstdio>
#include <string>
#include <vector>

#include "corpus/source.h"
#include "indexer/names/names.h"
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

class Printer : public morgue::SourceVisitor {
 public:
  bool wants(const morgue::SourceFile& /*file*/) override { return true; }
  void file_begun(const morgue::SourceFile& /*file*/) override {}
  void skipped(morgue::Skipped /*skipped*/) override {}
  void file_done(const morgue::SourceFile& /*file*/) override {}
  void consumed(std::uint64_t /*bytes*/) override {}

  void article(morgue::Article article) override {
    const morgue::TokenisedText text = morgue::tokenise(article.headline, article.body);
    std::vector<morgue::CountryId> dateline;
    if (article.dateline)
      dateline = morgue::countries_of_dateline(article.dateline->place, article.published);
    const std::vector<morgue::PlaceMatch> matches =
        morgue::match_places(text, tokens_of_persons(article, text), dateline, article.published);
    for (const morgue::CountryTerms& row : morgue::salience_terms(text, matches, dateline)) {
      std::printf("%s\t%s", article.id.c_str(),
                  morgue::gazetteer().countries[row.country].code.c_str());
      for (const morgue::SalienceTerm& term : morgue::kSalienceTerms)
        std::printf("\t%.6g", row.terms.*term.value);
      std::printf("\n");
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  std::printf("id\tcountry");
  for (const morgue::SalienceTerm& term : morgue::kSalienceTerms)
    std::printf("\t%.*s", static_cast<int>(term.name.size()), term.name.data());
  std::printf("\n");
  Printer printer;
  const std::vector<std::string> sources(argv + 1, argv + argc);
  morgue::read_sources(sources, {}, printer);
  return 0;
}
