// From an article and its annotations to the document that Xapian stores. The one place that says
// which term, value and data an article becomes.
#pragma once

#include <xapian.h>

#include <string>

#include "corpus/annotations.h"
#include "corpus/article.h"
#include "indexer/schema/document_tokens.h"

namespace morgue::schema {

/// The value of kPublishedSlot: "YYYYMMDD", with a known time "YYYYMMDDHHMMSS", both in the
/// publication's own zone, so that the day here is the day it was printed.
/// Articles of one day from different zones may so be ordered some hours off.
std::string published_value(const Published& published);

/// 16 bytes over everything that goes into the document, the versions of schema and understanding
/// included: equal hash, equal document (but for the line of its file).
std::string article_hash(const Article& article, int understanding_version);

/// All but the value of kTokensSlot, which the writer adds when it has appended the record.
/// @param tokens  of the article
Xapian::Document make_document(const Article& article, const Annotations& annotations,
                               const std::string& hash, const DocumentTokens& tokens);

}  // namespace morgue::schema
