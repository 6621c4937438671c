// A set of documents as a part of a Xapian query, for filters that are answered from the columns.
#pragma once

#include <xapian.h>

#include <memory>

#include "searcher/bitmap.h"

namespace morgue {

/// Matches these documents and weighs nothing. The query keeps the set alive.
Xapian::Query documents_query(std::shared_ptr<const Bitmap> documents);

}  // namespace morgue
