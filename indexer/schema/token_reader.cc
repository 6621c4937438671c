#include "indexer/schema/token_reader.h"

#include <utility>

#include "indexer/schema/stored_article.h"

namespace morgue::schema {

TokenReader::TokenReader(std::shared_ptr<const TokenStreams> streams, Xapian::Database database,
                         Stemmer& stemmer)
    : streams_(std::move(streams)),
      database_(std::move(database)),
      documents_(std::size_t{database_.get_lastdocid()} + 1),
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
  std::string data;
  try {
    data = database_.get_document(document).get_data();
  } catch (const Xapian::DocNotFoundError&) {
    return {};
  }
  const DocumentTokens tokens = tokens_of(decode_article(data).article, stemmer_);
  codes_ = encode_tokens(tokens, [this](std::string_view term) { return id(term); });
  return codes_;
}

}  // namespace morgue::schema
