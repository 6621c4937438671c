#include "indexer/schema/token_reader.h"

#include <utility>

namespace morgue::schema {

TokenReader::TokenReader(std::shared_ptr<const TokenStreams> streams,
                         const Xapian::Database& database, Stemmer& stemmer)
    : streams_(std::move(streams)),
      articles_(database),
      documents_(std::size_t{database.get_lastdocid()} + 1),
      stemmer_(stemmer) {}

TokenId TokenReader::id(std::string_view term) {
  if (const auto known = streams_->dictionary().find(term)) return *known;
  return static_cast<TokenId>(streams_->dictionary().size()) + own_.add(term);
}

std::string_view TokenReader::term(TokenId id) const {
  const auto shared = static_cast<TokenId>(streams_->dictionary().size());
  return id < shared ? streams_->dictionary().term(id) : own_.term(id - shared);
}

std::string_view TokenReader::codes(Xapian::docid document) {
  if (const auto codes = streams_->codes(document)) return *codes;
  return codes_of_text(document);
}

std::string_view TokenReader::codes_of_text(Xapian::docid document) {
  DocumentTokens tokens;
  try {
    tokens = tokens_of(articles_.article(document).article, stemmer_);
  } catch (const Xapian::DocNotFoundError&) {
    return {};
  }
  codes_ = encode_tokens(tokens, [this](std::string_view term) { return id(term); });
  return codes_;
}

}  // namespace morgue::schema
