#include "indexer/schema/document_tokens.h"

#include <string_view>
#include <unordered_map>

#include "indexer/schema/schema.h"

namespace morgue::schema {
namespace {

class Collector {
 public:
  Collector(DocumentTokens& tokens, Stemmer& stemmer) : tokens_(tokens), stemmer_(stemmer) {}

  void add_stems(std::string_view text, std::vector<std::uint32_t>& section) {
    WordScanner scanner{text};
    Word word;
    while (scanner.next(word)) section.push_back(index_of(stemmer_(word.folded)));
  }

  void add_byline(std::string_view text, std::vector<std::uint32_t>& section) {
    WordScanner scanner{text};
    Word word;
    while (scanner.next(word)) {
      std::string term{kByline.prefix};
      term += word.folded;
      section.push_back(index_of(term));
    }
  }

 private:
  std::uint32_t index_of(const std::string& term) {
    const auto [entry, fresh] =
        indexes_.try_emplace(term, static_cast<std::uint32_t>(tokens_.terms.size()));
    if (fresh) tokens_.terms.push_back(term);
    return entry->second;
  }

  DocumentTokens& tokens_;
  Stemmer& stemmer_;
  std::unordered_map<std::string, std::uint32_t> indexes_;
};

}  // namespace

DocumentTokens tokens_of(const Article& article, Stemmer& stemmer) {
  DocumentTokens tokens;
  Collector collector{tokens, stemmer};
  collector.add_stems(article.headline, tokens.headline);
  collector.add_stems(article.body, tokens.body);
  collector.add_byline(article.byline, tokens.byline);
  return tokens;
}

}  // namespace morgue::schema
