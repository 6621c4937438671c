// The words of any document, in order: from the token stream if that can be used, else from the
// stored text. Phrases, NEAR, snippets and related articles read documents through this. Belongs to
// one thread and one revision.
//
//   TokenReader reader{streams, database, stemmer};
//   const TokenId oil = reader.id("oil");            // once for a query
//   const TokenSections words = split_sections(reader.codes(document));
//   TokenId id;
//   unsigned position = 0;
//   for (TokenWalk walk{words.body}; walk.next(id); ++position)
//     if (id == oil) …                               // or reader.term(id)
//
// A look costs some 100 ns a document and a nanosecond or two a word walked; without a usable
// record some 50 µs.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>

#include "indexer/schema/article_store.h"
#include "indexer/schema/document_tokens.h"
#include "indexer/schema/token_streams.h"

namespace morgue::schema {

class TokenReader {
 public:
  /// @param stemmer  must outlive the reader
  TokenReader(std::shared_ptr<const TokenStreams> streams, const Xapian::Database& database,
              Stemmer& stemmer);

  /// Every docid is below.
  std::size_t documents() const { return documents_; }

  /// The number of a term of DocumentTokens: a stem, or a word of a byline behind its prefix. Equal
  /// terms have equal numbers for the life of the reader; one that the archive's dictionary lacks
  /// gets one of its own.
  TokenId id(std::string_view term);
  std::string_view term(TokenId id) const;

  /// The codes of a document, empty if there is no such document. Valid until the next call.
  /// @throws Xapian::DatabaseModifiedError, and Error if the stored text is needed and damaged
  std::string_view codes(Xapian::docid document);

  /// The same from the stored text alone.
  std::string_view codes_of_text(Xapian::docid document);

  /// Asks memory for the codes of a document that is looked at soon.
  void expect(Xapian::docid document) const { streams_->expect(document); }

 private:
  std::shared_ptr<const TokenStreams> streams_;
  ArticleReader articles_;
  std::size_t documents_;
  Stemmer& stemmer_;
  TokenDictionary own_;  // what the archive's dictionary lacks, numbered behind it
  std::string codes_;
};

}  // namespace morgue::schema
