#include "indexer/index_writer.h"

#include "indexer/schema/schema.h"
#include "indexer/schema/stored_article.h"
#include "indexer/schema/term.h"

namespace morgue {
namespace {

// Xapian keeps uncommitted postings in memory, some 10 bytes for each byte of text.
constexpr std::size_t kCommitBytes = 8u << 20;

}  // namespace

IndexWriter::IndexWriter(const std::filesystem::path& archive)
    : database_(schema::open_for_writing(archive)),
      streams_(archive, database_.get_metadata(std::string{schema::kTokensKey})) {
  database_.begin_transaction();
  if (streams_.started_anew()) rewrite_token_streams();
}

/// The files were lost or damaged; the stored texts have all that was in them.
void IndexWriter::rewrite_token_streams() {
  const std::vector<Xapian::docid> all{database_.postlist_begin(std::string{}),
                                       database_.postlist_end(std::string{})};
  schema::Stemmer stemmer;
  for (const Xapian::docid each : all) {
    Xapian::Document document = database_.get_document(each);
    const Article article = schema::decode_article(document.get_data()).article;
    document.add_value(schema::kTokensSlot,
                       streams_.append(schema::tokens_of(article, stemmer),
                                       document.get_value(schema::kContentHashSlot)));
    database_.replace_document(each, document);
  }
  commit();
}

void IndexWriter::mark_seen(Xapian::docid document) {
  if (document >= seen_.size()) seen_.resize(document + 1 + seen_.size() / 2, false);
  seen_[document] = true;
}

void IndexWriter::write(Xapian::Document document, const schema::DocumentTokens& tokens,
                        Xapian::docid replaces, std::size_t text_bytes,
                        const std::vector<std::string>& words) {
  document.add_value(schema::kTokensSlot,
                     streams_.append(tokens, document.get_value(schema::kContentHashSlot)));
  stories_.file(document, database_, replaces);
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
  database_.set_metadata(std::string{schema::kTokensKey}, streams_.sync());
  database_.commit_transaction();
  database_.begin_transaction();
  pending_bytes_ = 0;
}

}  // namespace morgue
