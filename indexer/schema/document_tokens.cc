#include "indexer/schema/document_tokens.h"

#include <unordered_map>

#include "indexer/schema/appearances.h"
#include "indexer/schema/schema.h"

namespace morgue::schema {
namespace {

constexpr std::size_t kBytesPerWord = 6;  // about, in news

class Collector {
 public:
  Collector(DocumentTokens& tokens, Stemmer& stemmer, const OnWord& on_word)
      : tokens_(tokens), stemmer_(stemmer), on_word_(on_word) {}

  void add_stems(std::string_view text, std::vector<std::uint32_t>& section, bool in_body) {
    section.reserve(text.size() / kBytesPerWord);
    WordScanner scanner{text};
    Word word;
    while (scanner.next(word)) {
      const Stemmer::Known& known = stemmer_.look_up(word.folded);
      const std::uint32_t index = stems_.place_of(known.stem);
      if (index == tokens_.terms.size()) tokens_.terms.push_back(stemmer_.stem(known.stem));
      section.push_back(index);
      if (on_word_) on_word_(word.folded, known, in_body);
    }
  }

  /// Behind the last stem.
  void add_byline(std::string_view text, std::vector<std::uint32_t>& section) {
    std::unordered_map<std::string, std::uint32_t> indexes;
    WordScanner scanner{text};
    Word word;
    while (scanner.next(word)) {
      std::string term{kByline.prefix};
      term += word.folded;
      const auto [entry, fresh] =
          indexes.try_emplace(std::move(term), static_cast<std::uint32_t>(tokens_.terms.size()));
      if (fresh) tokens_.terms.push_back(entry->first);
      section.push_back(entry->second);
    }
  }

 private:
  DocumentTokens& tokens_;
  Stemmer& stemmer_;
  const OnWord& on_word_;
  Appearances stems_;
};

}  // namespace

DocumentTokens tokens_of(const Article& article, Stemmer& stemmer, const OnWord& on_word) {
  stemmer.make_room();
  DocumentTokens tokens;
  Collector collector{tokens, stemmer, on_word};
  collector.add_stems(article.headline, tokens.headline, false);
  collector.add_stems(article.body, tokens.body, true);
  collector.add_byline(article.byline, tokens.byline);
  return tokens;
}

}  // namespace morgue::schema
