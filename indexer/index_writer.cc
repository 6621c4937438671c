#include "indexer/index_writer.h"

#include <utility>

#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"
#include "indexer/schema/token_files.h"
#include "indexer/token_rewriting.h"

namespace morgue {
namespace {

// Xapian keeps uncommitted postings in memory, some 10 bytes for each byte of text.
constexpr std::size_t kCommitBytes = 8u << 20;

// New articles are many when there are this many in a run for each that the archive had: adding
// them to a large database then costs more than writing it anew.
constexpr double kBulkShare = 0.25;

// Words of one article are mostly misspelt or names; in a small archive any may be wanted.
constexpr Xapian::termcount kSuggestedFrom = 2;
constexpr Xapian::docid kSmallArchive = 1000;
constexpr std::size_t kMaxPendingWords = 200'000;  // some 16 MB

}  // namespace

IndexWriter::IndexWriter(const std::filesystem::path& archive, unsigned builders,
                         WriterBounds bounds)
    : bounds_(bounds), lock_(archive), shards_(lock_.shards(), builders, bounds.shard_bytes) {
  open();
  last_document_ = database_.get_lastdocid();
}

void IndexWriter::open() {
  database_ = schema::open_for_writing(lock_);
  streams_.emplace(schema::database_directory(lock_.archive()),
                   database_.get_metadata(std::string{schema::kTokensKey}));
  if (streams_->started_anew()) rewrite_token_streams(database_, *streams_);
  database_.begin_transaction();
  articles_ = database_.get_doccount();
}

void IndexWriter::mark_seen(Xapian::docid document) {
  if (document >= seen_.size()) seen_.resize(document + 1 + seen_.size() / 2, false);
  seen_[document] = true;
}

void IndexWriter::write(Xapian::Document document, const schema::DocumentTokens& tokens,
                        Xapian::docid replaces, std::size_t text_bytes,
                        const std::vector<std::string>& words) {
  document.add_value(schema::kTokensSlot,
                     streams_->append(tokens, document.get_value(schema::kContentHashSlot)));
  stories_.file(document, database_, replaces);
  for (const std::string& word : words) ++pending_words_[word];
  if (replaces != 0) {
    mark_seen(replaces);
    database_.replace_document(replaces, document);
    commit_if_large(text_bytes);
  } else {
    mark_seen(++last_document_);
    add(std::move(document), text_bytes);
  }
}

/// As document last_document_.
void IndexWriter::add(Xapian::Document document, std::size_t text_bytes) {
  if (!by_the_bulk_) by_the_bulk_ = static_cast<double>(added_directly_) >= kBulkShare * articles_;
  if (!by_the_bulk_) {
    ++added_directly_;
    database_.replace_document(last_document_, document);
    commit_if_large(text_bytes);
    return;
  }
  shards_.add(last_document_, std::move(document), text_bytes);
  if (shards_.text_bytes() >= bounds_.first_merge_bytes && shards_.articles() >= articles_)
    merge();
  else if (pending_words_.size() > kMaxPendingWords)
    add_words_to_shards();
}

void IndexWriter::keep(Xapian::docid document) { mark_seen(document); }

void IndexWriter::file_done(const schema::FileRecord& record) {
  if (!by_the_bulk_) {
    schema::put_file(database_, record);
    return;
  }
  // With the last of its articles. An older record goes now, so that no merge has to choose.
  if (schema::find_file(database_, record.path)) schema::remove_file(database_, record.path);
  shards_.file_done(record);
}

std::size_t IndexWriter::remove_unseen_of_file(std::string_view path) {
  merge_shards();
  const std::string term = schema::term_for(schema::kFile, path);
  std::vector<Xapian::docid> gone;
  for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term);
       ++posting)
    if (*posting >= seen_.size() || !seen_[*posting]) gone.push_back(*posting);
  for (const Xapian::docid document : gone) database_.delete_document(document);
  return gone.size();
}

std::size_t IndexWriter::remove_file(std::string_view path) {
  merge_shards();
  const std::string term = schema::term_for(schema::kFile, path);
  const std::size_t articles = database_.get_termfreq(term);
  if (articles > 0) database_.delete_document(term);
  schema::remove_file(database_, path);
  return articles;
}

bool IndexWriter::remove_article(std::string_view id) {
  merge_shards();
  const std::string term = schema::term_for(schema::kId, id);
  if (!database_.term_exists(term)) return false;
  database_.delete_document(term);
  return true;
}

std::vector<std::string> IndexWriter::files() {
  merge_shards();
  std::vector<std::string> paths;
  schema::for_each_file(database_,
                        [&](const schema::FileRecord& record) { paths.push_back(record.path); });
  return paths;
}

void IndexWriter::commit_if_large(std::size_t text_bytes) {
  pending_bytes_ += text_bytes;
  if (pending_bytes_ >= kCommitBytes) commit_directly();
}

void IndexWriter::commit() {
  merge_shards();
  commit_directly();
}

void IndexWriter::commit_directly() {
  for (const auto& [word, articles] : std::exchange(pending_words_, {}))
    if (is_suggested(word, articles)) database_.add_spelling(word, articles);
  database_.set_metadata(std::string{schema::kTokensKey}, streams_->sync());
  database_.commit_transaction();
  database_.begin_transaction();
  pending_bytes_ = 0;
}

/// Does the spelling dictionary need the word? Wildcards do, if its stem does not tell how it
/// began.
bool IndexWriter::is_suggested(const std::string& word, Xapian::termcount articles) {
  if (articles >= kSuggestedFrom || last_document_ <= kSmallArchive) return true;
  const std::string stem{stemmer_(word)};
  return !stem.starts_with(word) || database_.get_termfreq(stem) >= kSuggestedFrom;
}

void IndexWriter::add_words_to_shards() {
  std::erase_if(pending_words_,
                [&](const auto& word) { return !is_suggested(word.first, word.second); });
  shards_.add_words(std::exchange(pending_words_, {}));
}

void IndexWriter::merge_shards() {
  if (!shards_.empty()) merge();
}

/// The current generation and the shards become the next generation.
void IndexWriter::merge() {
  add_words_to_shards();
  commit_directly();
  database_.close();
  const std::filesystem::path current = schema::database_directory(lock_.archive());
  shards_.merge(current, lock_.building());
  schema::share_token_files(current, lock_.building());
  lock_.publish();
  open();
}

}  // namespace morgue
