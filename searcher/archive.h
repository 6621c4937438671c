// Inside of the searcher: what an Archive keeps for its searchers. Not for other rooms.
#pragma once

#include <xapian.h>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "indexer/schema/database.h"
#include "indexer/schema/token_streams.h"
#include "searcher/columns.h"
#include "searcher/searcher.h"

namespace morgue {

struct Archive::State {
  explicit State(std::filesystem::path path);

  /// The newest columns. If the archive has changed, a thread begins to make new ones, and they
  /// are waited for: all the time if `wait`, else until they have been under way for kPatience;
  /// then those from before come back once more. Safe to call from many threads.
  std::shared_ptr<const Columns> newest_columns(bool wait);

  /// The token streams of the revision that a reader has open, likewise.
  std::shared_ptr<const schema::TokenStreams> streams_of(schema::ArchiveReader& reader);

  std::filesystem::path directory;
  std::mutex columns_mutex;
  std::condition_variable columns_made;
  schema::ArchiveReader newest;  // asked for its revision only
  std::shared_ptr<const Columns> columns;
  bool making_columns = false;
  std::chrono::steady_clock::time_point making_since;
  std::exception_ptr making_failed;
  std::mutex streams_mutex;
  std::shared_ptr<const schema::TokenStreams> streams;
  std::string streams_revision;
  std::mutex pool_mutex;
  std::vector<std::unique_ptr<Searcher>> pool;
  std::jthread maker;  // last: it uses the others until it has ended

 private:
  void make_columns();
};

}  // namespace morgue
