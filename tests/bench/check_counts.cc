// The promise of the facets on any archive: a count shown equals the results after the click, and
// equals a count by brute force. Random queries, of words of the archive's own articles, with
// random choices of the values that facets show; for each one value is clicked. Every hundredth
// answer is also counted by hand, article by article, from what the archive stores of each.
//
//   check_counts ARCHIVE [PAIRS [SEED]]    exit status 0 if every count is right
//
// By hand means: by Xapian's own matcher for a word, from the stored value slots, through nothing
// that the columns are packed into but the names that they are filed under.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "indexer/schema/article_store.h"
#include "indexer/schema/database.h"
#include "indexer/schema/facet_values.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/words.h"
#include "searcher/searcher.h"

namespace {

using namespace morgue;

class Check {
 public:
  Check(const std::string& archive, unsigned seed)
      : archive_(archive), database_(schema::open_for_reading(archive)), random_(seed) {}

  bool run(int pairs) {
    const Archive::Lease searcher = archive_.borrow();
    for (int pair = 0; pair < pairs && wrong_ < kMostShown; ++pair) {
      SearchRequest request = random_request();
      const Answer answer = searcher->search(request);
      clicks(*searcher, request, answer);
      if (pair % 100 == 0) by_hand(*searcher);
    }
    fmt::print("{} clicks and {} counts by hand, {} wrong\n", clicks_, compared_ - clicks_, wrong_);
    return wrong_ == 0;
  }

 private:
  static constexpr int kMostShown = 20;

  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string random_word() {
    for (;;) {
      const auto document = static_cast<Xapian::docid>(1 + below(database_.get_lastdocid()));
      try {
        const std::string body = articles_.article(document).article.body;
        std::vector<std::string> words;
        schema::WordScanner scanner{body};
        for (schema::Word word; scanner.next(word);) words.emplace_back(word.folded);
        if (words.size() < 3) continue;
        const std::size_t at = below(words.size() - 1);
        if (below(5) == 0) return fmt::format("\"{} {}\"", words[at], words[at + 1]);
        return words[at];
      } catch (const Xapian::DocNotFoundError&) {
      }
    }
  }

  SearchRequest random_request() {
    SearchRequest request;
    switch (below(6)) {
      case 0:
        break;
      case 1:
        request.query = random_word() + " OR " + random_word();
        break;
      case 2:
        request.query = random_word() + " " + random_word();
        break;
      case 3:
        request.query = random_word() + " -" + random_word();
        break;
      default:
        request.query = random_word();
    }
    request.scope = below(4) == 0 ? EntityScope::AnyMention : EntityScope::Focus;
    request.per_page = 1;
    request.snippets = false;
    // Values that a reader would be shown, and may have clicked on.
    if (!seen_.empty())
      for (std::size_t choices = below(4); choices > 0; --choices) {
        const auto& [facet, value] = seen_[below(seen_.size())];
        FacetChoice& choice = request.choice(facet);
        (below(4) == 0 ? choice.exclude : choice.include).push_back(value);
      }
    return request;
  }

  void clicks(Searcher& searcher, const SearchRequest& request, const Answer& answer) {
    std::vector<std::pair<Facet, FacetValue>> shown;
    for (const Facet facet : kAllFacets)
      for (const FacetValue& value : answer.facets[static_cast<std::size_t>(facet)].values)
        shown.emplace_back(facet, value);
    if (shown.empty()) return;
    const auto& [facet, value] = shown[below(shown.size())];
    if (seen_.size() < 10'000) seen_.emplace_back(facet, value.value);
    SearchRequest click = request;
    click.choice(facet).include = {value.value};
    // What is excluded is shown with what would come back.
    if (value.excluded) click.choice(facet).exclude.clear();
    click.facets = false;
    ++clicks_;
    expect(searcher.search(click).total, value.count,
           fmt::format("'{}': {} {} after the click", request.query, morgue::to_string(facet),
                       value.value));
  }

  /// All articles with a word: countries from the slot, persons and organisations by what the
  /// article's own view calls them.
  void by_hand(Searcher& searcher) {
    const std::string word = random_word();
    if (word.front() == '"') return;
    const std::string term = stemmer_(word);
    std::map<std::pair<Facet, std::string>, std::uint64_t> counts;
    std::uint64_t total = 0;
    for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term);
         ++posting) {
      if (++total > kMostByHand) return;
      const Xapian::Document document = database_.get_document(*posting);
      const std::string countries = document.get_value(schema::kCountrySlot);
      for (const schema::FacetEntry& entry : schema::decode_facet_values(countries))
        if (entry.focus) ++counts[{Facet::Country, std::string{entry.name}}];
      const std::string id = articles_.summary(*posting).article.id;
      const auto view = searcher.article(id);
      for (const Entity& entity : view->annotations.entities)
        if (entity.focus && entity.kind != EntityKind::Country)
          ++counts[{entity.kind == EntityKind::Person ? Facet::Person : Facet::Organisation,
                    entity.key}];
      const std::string published = document.get_value(schema::kPublishedSlot);
      ++counts[{Facet::Year, published.empty() ? "undated" : published.substr(0, 4)}];
      if (const std::string source = document.get_value(schema::kSourceSlot); !source.empty())
        ++counts[{Facet::Source, source}];
    }
    SearchRequest request;
    request.query = "+" + word;
    request.facet_limit = 100'000;
    const Answer answer = searcher.search(request);
    expect(answer.total, total, word + ": articles");
    for (const Facet facet :
         {Facet::Country, Facet::Person, Facet::Organisation, Facet::Year, Facet::Source}) {
      const auto& values = answer.facets[static_cast<std::size_t>(facet)].values;
      std::size_t distinct = 0;
      for (const auto& [value, count] : counts) distinct += value.first == facet ? 1 : 0;
      expect(values.size(), distinct,
             fmt::format("{}: values of {}", word, morgue::to_string(facet)));
      for (const FacetValue& value : values)
        expect(value.count, counts[{facet, value.value}],
               fmt::format("{}: {} {}", word, morgue::to_string(facet), value.value));
    }
  }

  void expect(std::uint64_t shown, std::uint64_t right, const std::string& what) {
    ++compared_;
    if (shown == right || ++wrong_ > kMostShown) return;
    fmt::print("{}: {} instead of {}\n", what, shown, right);
  }

  static constexpr std::uint64_t kMostByHand = 2'000;

  Archive archive_;
  Xapian::Database database_;
  schema::ArticleReader articles_{database_};
  schema::Stemmer stemmer_;
  std::mt19937 random_;
  std::vector<std::pair<Facet, std::string>> seen_;
  std::uint64_t clicks_ = 0, compared_ = 0;
  int wrong_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "usage: check_counts ARCHIVE [PAIRS [SEED]]\n";
    return 2;
  }
  try {
    Check check{arguments[1], count > 3 ? static_cast<unsigned>(std::atoi(arguments[3])) : 1};
    return check.run(count > 2 ? std::atoi(arguments[2]) : 10'000) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
