// Inside of the searcher: documents of an archive as a stream of articles. Not for other rooms.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "indexer/schema/database.h"
#include "searcher/article_stream.h"
#include "searcher/bitmap.h"
#include "searcher/columns.h"

namespace morgue {

struct StreamedDocuments {
  std::vector<Xapian::docid> first;  // these in this order, a bounded number
  Bitmap rest;                       // then these, by date
  bool oldest_first = false;
};

/// @param reader  of the generation that the columns belong to, for this stream alone
std::unique_ptr<ArticleStream> stream_documents(schema::ArchiveReader reader,
                                                std::shared_ptr<const Columns> columns,
                                                StreamedDocuments documents, Content content);

}  // namespace morgue
