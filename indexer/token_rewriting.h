// Token streams made anew from the stored texts: when their files are lost, or mostly garbage.
#pragma once

#include <xapian.h>

#include "indexer/schema/token_stream_writer.h"

namespace morgue {

/// Appends a record for every document and notes in it where that is, in one transaction: half of
/// it would never be completed. O(bytes of text).
void rewrite_token_streams(Xapian::WritableDatabase& database, schema::TokenStreamWriter& streams);

}  // namespace morgue
