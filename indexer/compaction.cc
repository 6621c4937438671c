#include "indexer/compaction.h"

#include <xapian.h>

#include <chrono>

#include "indexer/schema/database.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/token_files.h"
#include "indexer/schema/token_streams.h"
#include "indexer/schema/writing.h"
#include "indexer/token_rewriting.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

// The token streams are made anew when this part of them belongs to no document any more.
constexpr double kMostGarbage = 0.1;
constexpr std::uint64_t kRecordOverhead = 6;  // length and check word, about

std::uint64_t bytes_of(const fs::path& directory) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::directory_iterator{directory}) bytes += entry.file_size();
  return bytes;
}

double garbage_in(const fs::path& directory, const Xapian::Database& database) {
  const schema::TokenStreams streams{directory, database};
  if (!streams.usable()) return 1;
  std::uint64_t used = schema::kStreamMark.size();
  for (auto posting = database.postlist_begin(std::string{});
       posting != database.postlist_end(std::string{}); ++posting)
    if (const auto codes = streams.codes(*posting)) used += codes->size() + kRecordOverhead;
  const auto size = static_cast<double>(fs::file_size(directory / schema::kStreamFile));
  return 1 - static_cast<double>(used) / size;
}

class Progress : public Xapian::Compactor {
 public:
  explicit Progress(const std::function<void(const std::string&)>& on_table)
      : on_table_(on_table) {}

  void set_status(const std::string& table, const std::string& status) override {
    if (status.empty()) on_table_(table);
  }

 private:
  const std::function<void(const std::string&)>& on_table_;
};

void pack(const fs::path& from, const fs::path& to, Progress& progress) {
  Xapian::Database{from.string()}.compact(to.string(), Xapian::DBCOMPACT_NO_RENUMBER, 0, progress);
}

/// Gives a database that nobody else reads token streams without garbage.
void renew_token_streams(const fs::path& directory) {
  Xapian::WritableDatabase database{directory.string(), Xapian::DB_OPEN};
  schema::TokenStreamWriter streams{directory, {}};
  rewrite_token_streams(database, streams);
}

}  // namespace

CompactionSummary compact_archive(const fs::path& archive,
                                  const std::function<void(const std::string&)>& on_table) {
  const auto start = std::chrono::steady_clock::now();
  schema::open_for_reading(archive);  // that there is none is told, and none made
  return schema::writing(archive, [&] {
    const schema::WriteLock lock{archive};
    const fs::path current = schema::database_directory(archive);
    const Xapian::Database database = schema::open_for_reading(archive);
    CompactionSummary summary;
    summary.articles = database.get_doccount();
    summary.bytes_before = bytes_of(current);
    Progress progress{on_table};
    fs::path source = current;
    if (garbage_in(current, database) > kMostGarbage) {
      // The documents say where their records are, so they change too, and are packed behind that.
      source = lock.shards();
      pack(current, source, progress);
      on_table("token streams");
      renew_token_streams(source);
    }
    pack(source, lock.building(), progress);
    schema::share_token_files(source, lock.building());
    lock.publish();
    summary.bytes_after = bytes_of(schema::database_directory(archive));
    summary.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return summary;
  });
}

}  // namespace morgue
