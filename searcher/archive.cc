// The pool of searchers and the columns they share.
#include "searcher/archive.h"

#include <fmt/format.h>

#include <utility>

#include "indexer/schema/database.h"
#include "searcher/column_builder.h"
#include "searcher/column_cache.h"

namespace morgue {

namespace {

constexpr std::chrono::milliseconds kPatience{200};
constexpr int kAttempts = 20;  // when commits overtake the making of columns

}  // namespace

Archive::State::State(std::filesystem::path path)
    : directory(std::move(path)),
      newest(directory),
      columns(open_columns(newest.database(), directory)) {}

std::shared_ptr<const Columns> Archive::State::newest_columns(bool wait) {
  std::unique_lock lock{columns_mutex};
  newest.refresh();
  const std::string revision = revision_of(newest.database(), directory);
  const auto done = [&] { return columns->revision == revision || !making_columns; };
  if (columns->revision == revision) return columns;
  if (!making_columns) {
    making_columns = true;
    making_since = std::chrono::steady_clock::now();
    making_failed = nullptr;
    maker = std::jthread{[this] { make_columns(); }};
  }
  if (wait)
    columns_made.wait(lock, done);
  else
    columns_made.wait_until(lock, making_since + kPatience, done);
  if (making_failed) std::rethrow_exception(making_failed);
  return columns;
}

void Archive::State::make_columns() {
  std::shared_ptr<const Columns> made;
  std::exception_ptr failed;
  for (int attempt = 1; !made && !failed; ++attempt) {
    try {
      schema::ArchiveReader reader{directory};
      try {
        made = open_columns(reader.database(), directory);
      } catch (const Xapian::DatabaseError& error) {
        if (attempt == kAttempts || !reader.overtaken(error)) throw;
      }
    } catch (...) {
      failed = std::current_exception();
    }
  }
  const std::lock_guard lock{columns_mutex};
  if (made) columns = std::move(made);
  making_failed = failed;
  making_columns = false;
  columns_made.notify_all();
}

std::shared_ptr<const schema::TokenStreams> Archive::State::streams_of(
    schema::ArchiveReader& reader) {
  const Xapian::Database& database = reader.database();
  const std::string revision = fmt::format("{}-{}", database.get_uuid(), database.get_revision());
  const std::lock_guard lock{streams_mutex};
  if (streams_revision != revision) {
    streams = std::make_shared<const schema::TokenStreams>(reader.directory(), database);
    streams_revision = revision;
  }
  return streams;
}

Archive::Archive(const std::filesystem::path& directory)
    : state_(std::make_unique<State>(directory)) {}

Archive::~Archive() = default;

Archive::Lease Archive::borrow() {
  {
    const std::lock_guard lock{state_->pool_mutex};
    if (!state_->pool.empty()) {
      std::unique_ptr<Searcher> searcher = std::move(state_->pool.back());
      state_->pool.pop_back();
      return {*this, std::move(searcher)};
    }
  }
  return {*this, make_searcher(*state_)};
}

Archive::Lease::Lease(Archive& archive, std::unique_ptr<Searcher> searcher)
    : archive_(&archive), searcher_(std::move(searcher)) {}

Archive::Lease::~Lease() {
  if (!searcher_) return;  // moved from
  const std::lock_guard lock{archive_->state_->pool_mutex};
  archive_->state_->pool.push_back(std::move(searcher_));
}

}  // namespace morgue
