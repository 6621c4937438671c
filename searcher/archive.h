// Inside of the searcher: what an Archive keeps for its searchers. Not for other rooms.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "indexer/schema/token_streams.h"
#include "searcher/columns.h"
#include "searcher/searcher.h"

namespace morgue {

struct Archive::State {
  explicit State(std::filesystem::path path);

  /// The columns of the database's revision, loaded if it is a new one. Safe to call from many
  /// threads.
  std::shared_ptr<const Columns> columns_of(const Xapian::Database& database);

  /// The token streams of the database's revision, likewise.
  std::shared_ptr<const schema::TokenStreams> streams_of(const Xapian::Database& database);

  std::filesystem::path directory;
  std::mutex columns_mutex;
  std::shared_ptr<const Columns> columns;
  std::mutex streams_mutex;
  std::shared_ptr<const schema::TokenStreams> streams;
  std::string streams_revision;
  std::mutex pool_mutex;
  std::vector<std::unique_ptr<Searcher>> pool;
};

}  // namespace morgue
