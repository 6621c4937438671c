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
  codec_ = schema::text_codec_of(database_);
  if (codec_->has_dictionary()) return;
  // Grown by a few articles at a time, it may have become large enough.
  const auto made = std::make_shared<const schema::TextCodec>(
      schema::make_dictionary(schema::sample_articles(database_)));
  if (!made->has_dictionary()) return;
  set_dictionary(*made);
  codec_ = made;
}

void IndexWriter::set_dictionary(const schema::TextCodec& codec) {
  schema::put_dictionary(database_, codec);
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

void IndexWriter::write(schema::NewDocument made, Xapian::docid replaces, std::size_t text_bytes,
                        const std::vector<std::string>& words) {
  changed_ = true;
  const std::string hash = made.document.get_value(schema::kContentHashSlot);
  made.document.add_value(schema::kTokensSlot, streams_->append(made.words, hash));
  stories_.file(made.document, database_, replaces);
  for (const std::string& word : words) pending_words_.add(word);
  mark_seen(replaces != 0 ? replaces : ++last_document_);
  if (replaces != 0)
    put(replaces, std::move(made), text_bytes);
  else
    add(std::move(made), text_bytes);
}

/// Into the current generation.
void IndexWriter::put(Xapian::docid id, schema::NewDocument made, std::size_t text_bytes) {
  schema::add_words(made.document, made.words);
  database_.replace_document(id, made.document);
  schema::put_article(database_, id, made.article);
  commit_if_large(text_bytes);
}

/// As document last_document_.
void IndexWriter::add(schema::NewDocument made, std::size_t text_bytes) {
  if (!by_the_bulk_) by_the_bulk_ = static_cast<double>(added_directly_) >= kBulkShare * articles_;
  if (!by_the_bulk_) {
    ++added_directly_;
    put(last_document_, std::move(made), text_bytes);
    return;
  }
  shards_.add(last_document_, std::move(made), text_bytes);
  if (shards_.text_bytes() >= bounds_.first_merge_bytes && shards_.articles() >= articles_)
    merge();
  else if (pending_words_.size() > kMaxPendingWords)
    add_words_to_shards();
}

void IndexWriter::keep(Xapian::docid document) { mark_seen(document); }

void IndexWriter::file_done(const schema::FileRecord& record) {
  if (schema::find_file(database_, record.path) == record) return;
  changed_ = true;
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
  std::vector<Xapian::docid> gone = documents_with(schema::term_for(schema::kFile, path));
  std::erase_if(gone, [&](Xapian::docid each) { return each < seen_.size() && seen_[each]; });
  remove(gone);
  return gone.size();
}

void IndexWriter::remove(const std::vector<Xapian::docid>& documents) {
  for (const Xapian::docid document : documents) schema::remove_article(database_, document);
  changed_ |= !documents.empty();
}

std::vector<Xapian::docid> IndexWriter::documents_with(const std::string& term) const {
  return {database_.postlist_begin(term), database_.postlist_end(term)};
}

std::size_t IndexWriter::remove_file(std::string_view path) {
  merge_shards();
  changed_ = true;
  const std::vector<Xapian::docid> gone = documents_with(schema::term_for(schema::kFile, path));
  remove(gone);
  schema::remove_file(database_, path);
  return gone.size();
}

bool IndexWriter::remove_article(std::string_view id) {
  merge_shards();
  const std::vector<Xapian::docid> gone = documents_with(schema::term_for(schema::kId, id));
  remove(gone);
  return !gone.empty();
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
  if (changed_) commit_directly();
}

void IndexWriter::commit_directly() {
  for (const auto& [word, articles] : take_suggested_words())
    database_.add_spelling(word, articles);
  database_.set_metadata(std::string{schema::kTokensKey}, streams_->sync());
  database_.commit_transaction();
  database_.begin_transaction();
  pending_bytes_ = 0;
}

/// Does the spelling dictionary need the word? Wildcards do, if its stem does not tell how it
/// began.
bool IndexWriter::is_suggested(std::string_view word, Xapian::termcount articles) {
  if (articles >= kSuggestedFrom || last_document_ <= kSmallArchive) return true;
  const std::string stem = stem_(std::string{word});
  return !stem.starts_with(word) || database_.get_termfreq(stem) >= kSuggestedFrom;
}

std::vector<SpellingWord> IndexWriter::take_suggested_words() {
  std::vector<SpellingWord> suggested;
  pending_words_.for_each([&](std::string_view word, Xapian::termcount articles) {
    if (is_suggested(word, articles)) suggested.emplace_back(word, articles);
  });
  pending_words_ = {};
  return suggested;
}

void IndexWriter::add_words_to_shards() { shards_.add_words(take_suggested_words()); }

void IndexWriter::merge_shards() {
  if (!shards_.empty()) merge();
}

/// The current generation and the shards become the next generation.
void IndexWriter::merge() {
  add_words_to_shards();
  commit_directly();
  database_.close();
  streams_.reset();  // its words are read again; a merge wants the room
  const std::filesystem::path current = schema::database_directory(lock_.archive());
  shards_.merge(current, lock_.building());
  schema::share_token_files(current, lock_.building());
  lock_.publish();
  open();
}

}  // namespace morgue
