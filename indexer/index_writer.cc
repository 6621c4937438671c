#include "indexer/index_writer.h"

#include "indexer/schema/schema.h"
#include "indexer/schema/term.h"

namespace morgue {
namespace {

// Xapian keeps uncommitted postings and positions in memory, some 15 bytes for each byte of text.
constexpr std::size_t kCommitBytes = 8u << 20;

}  // namespace

IndexWriter::IndexWriter(const std::filesystem::path& archive)
    : database_(schema::open_for_writing(archive)) {}

void IndexWriter::mark_seen(Xapian::docid document) {
  if (document >= seen_.size()) seen_.resize(document + 1 + seen_.size() / 2, false);
  seen_[document] = true;
}

void IndexWriter::write(const Xapian::Document& document, Xapian::docid replaces,
                        std::size_t text_bytes, const std::vector<std::string>& words) {
  if (replaces != 0) {
    database_.replace_document(replaces, document);
    mark_seen(replaces);
  } else {
    mark_seen(database_.add_document(document));
  }
  for (const std::string& word : words) ++pending_words_[word];
  commit_if_large(text_bytes);
}

void IndexWriter::keep(Xapian::docid document) { mark_seen(document); }

void IndexWriter::file_done(const schema::FileRecord& record) {
  schema::put_file(database_, record);
}

std::size_t IndexWriter::remove_unseen_of_file(std::string_view path) {
  const std::string term = schema::term_for(schema::kFile, path);
  std::vector<Xapian::docid> gone;
  for (auto posting = database_.postlist_begin(term); posting != database_.postlist_end(term);
       ++posting)
    if (*posting >= seen_.size() || !seen_[*posting]) gone.push_back(*posting);
  for (const Xapian::docid document : gone) database_.delete_document(document);
  return gone.size();
}

std::size_t IndexWriter::remove_file(std::string_view path) {
  const std::string term = schema::term_for(schema::kFile, path);
  const std::size_t articles = database_.get_termfreq(term);
  if (articles > 0) database_.delete_document(term);
  schema::remove_file(database_, path);
  return articles;
}

bool IndexWriter::remove_article(std::string_view id) {
  const std::string term = schema::term_for(schema::kId, id);
  if (!database_.term_exists(term)) return false;
  database_.delete_document(term);
  return true;
}

std::vector<std::string> IndexWriter::files() {
  std::vector<std::string> paths;
  schema::for_each_file(database_,
                        [&](const schema::FileRecord& record) { paths.push_back(record.path); });
  return paths;
}

void IndexWriter::commit_if_large(std::size_t text_bytes) {
  pending_bytes_ += text_bytes;
  if (pending_bytes_ >= kCommitBytes) commit();
}

void IndexWriter::commit() {
  for (const auto& [word, frequency] : pending_words_) database_.add_spelling(word, frequency);
  pending_words_.clear();
  database_.commit();
  pending_bytes_ = 0;
}

}  // namespace morgue
