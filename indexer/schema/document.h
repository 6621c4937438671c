// From an article and its annotations to the document that Xapian stores. The one place that says
// which term, value and data an article becomes.
#pragma once

#include <xapian.h>

#include <string>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/document_tokens.h"

namespace morgue::schema {

/// The value of kPublishedSlot: "YYYYMMDD", with a known time "YYYYMMDDHHMMSS", both in the
/// publication's own zone, so that the day here is the day it was printed.
/// Articles of one day from different zones may so be ordered some hours off.
std::string published_value(const Published& published);

/// 16 bytes over everything that goes into the document, the versions of schema and understanding
/// included: equal hash, equal document (but for the line of its file).
std::string article_hash(const Article& article, int understanding_version);

/// All but the article itself (article_store.h) and the value of kTokensSlot, which the writer adds
/// when it has appended the record.
/// @param tokens  of the article
Xapian::Document make_document(const Article& article, const Annotations& annotations,
                               const std::string& hash, const DocumentTokens& tokens);

/// The same in two steps. Xapian keeps terms in a tree, which is several times as large as the
/// tokens and best made just before it is read: what waits to be written has no words yet.
Xapian::Document make_document_without_words(const Article& article, const Annotations& annotations,
                                             const std::string& hash);
void add_words(Xapian::Document& document, const DocumentTokens& tokens);

/// An article on its way into an archive.
struct NewDocument {
  Xapian::Document document;  // without words
  DocumentTokens words;
  StoredBytes article;
};

}  // namespace morgue::schema
