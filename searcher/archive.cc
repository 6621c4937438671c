// The pool of searchers and the columns they share.
#include "searcher/archive.h"

#include <fmt/format.h>

#include <utility>

#include "indexer/schema/database.h"
#include "searcher/column_builder.h"

namespace morgue {

Archive::State::State(std::filesystem::path path) : directory(std::move(path)) {}

std::shared_ptr<const Columns> Archive::State::columns_of(const Xapian::Database& database) {
  const std::string revision = revision_of(database, directory);
  // One thread loads, the others wait for it: loading twice would cost twice the memory.
  const std::lock_guard lock{columns_mutex};
  if (!columns || columns->revision != revision)
    columns = build_columns(database, directory, revision);
  return columns;
}

std::shared_ptr<const schema::TokenStreams> Archive::State::streams_of(
    const Xapian::Database& database) {
  const std::string revision = fmt::format("{}-{}", database.get_uuid(), database.get_revision());
  const std::lock_guard lock{streams_mutex};
  if (streams_revision != revision) {
    streams = std::make_shared<const schema::TokenStreams>(directory, database);
    streams_revision = revision;
  }
  return streams;
}

Archive::Archive(const std::filesystem::path& directory)
    : state_(std::make_unique<State>(directory)) {
  const Xapian::Database database = schema::open_for_reading(directory);
  state_->columns_of(database);
}

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
