#include "indexer/known_articles.h"

#include <bit>

#include "corpus/error.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/codec.h"
#include "indexer/schema/term.h"

namespace morgue {

std::uint64_t hash64(std::string_view bytes) {
  const std::string hash = schema::content_hash(bytes);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i)
    value = value << 8 | static_cast<unsigned char>(hash[i]);
  return value == 0 ? 1 : value;
}

std::size_t HashSet::slot_of(std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != 0 && slots_[slot] != hash) slot = (slot + 1) & mask;
  return slot;
}

void HashSet::grow() {
  std::vector<std::uint64_t> old(std::max<std::size_t>(1024, slots_.size() * 2), 0);
  old.swap(slots_);
  for (const std::uint64_t hash : old)
    if (hash != 0) slots_[slot_of(hash)] = hash;
}

bool HashSet::insert(std::uint64_t hash) {
  if ((size_ + 1) * 2 > slots_.size()) grow();
  std::uint64_t& slot = slots_[slot_of(hash)];
  if (slot == hash) return false;
  slot = hash;
  ++size_;
  return true;
}

bool HashSet::contains(std::uint64_t hash) const {
  return !slots_.empty() && slots_[slot_of(hash)] == hash;
}

KnownArticles::KnownArticles(const std::filesystem::path& archive) : reader_(archive) {}

template <typename Ask>
auto KnownArticles::ask(Ask question) {
  for (int attempt = 0;; ++attempt) {
    try {
      return question(reader_.database());
    } catch (const Xapian::DatabaseError& error) {
      if (!reader_.overtaken(error)) throw;
      if (attempt == 10)
        throw Error{
            "the archive is being written faster than it can be read; is another writer at work?"};
      reader_.refresh();
    }
  }
}

std::optional<KnownArticle> KnownArticles::find(std::string_view id) {
  const std::string term = schema::term_for(schema::kId, id);
  return ask([&](const Xapian::Database& database) -> std::optional<KnownArticle> {
    const auto posting = database.postlist_begin(term);
    if (posting == database.postlist_end(term)) return std::nullopt;
    return KnownArticle{*posting,
                        database.get_document(*posting).get_value(schema::kContentHashSlot)};
  });
}

std::optional<schema::FileRecord> KnownArticles::find_file(std::string_view path) {
  return ask([&](const Xapian::Database& database) { return schema::find_file(database, path); });
}

std::string KnownArticles::source_path(Xapian::docid document) {
  return ask([&](const Xapian::Database& database) {
    return schema::ArticleReader{database}.summary(document).article.source_path;
  });
}

}  // namespace morgue
