#include "searcher/document_stream.h"

#include <utility>

#include "corpus/error.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/stored_article.h"
#include "indexer/schema/story_value.h"
#include "indexer/schema/term.h"
#include "searcher/date_order.h"

namespace morgue {
namespace {

// Sorting all of the rest would take memory for all of it, so it is put into order by as many at a
// time. Each time walks the rest once, which is little beside reading so many articles.
constexpr std::size_t kOrderedAtOnce = 4096;
constexpr int kAttempts = 20;  // when commits overtake the reading of one article

class DocumentStream : public ArticleStream {
 public:
  DocumentStream(schema::ArchiveReader reader, std::shared_ptr<const Columns> columns,
                 StreamedDocuments documents, Content content)
      : reader_(std::move(reader)),
        generation_(reader_.database().get_uuid()),
        articles_(reader_.database()),
        columns_(std::move(columns)),
        content_(content),
        rest_(std::move(documents.rest)),
        order_(*columns_, documents.oldest_first),
        ordered_(std::move(documents.first)) {}

  std::optional<ArticleView> next() override {
    while (const auto document = next_document())
      if (auto article = read(*document)) return article;
    return std::nullopt;
  }

 private:
  std::optional<Xapian::docid> next_document() {
    if (at_ == ordered_.size()) {
      ordered_ = order_.first_of(rest_, kOrderedAtOnce, behind_);
      at_ = 0;
      if (ordered_.empty()) return std::nullopt;
      behind_ = order_.key(ordered_.back());
    }
    return ordered_[at_++];
  }

  std::optional<ArticleView> read(Xapian::docid document) {
    for (int attempt = 1;; ++attempt) {
      try {
        const Xapian::Document found = reader_.database().get_document(document);
        schema::StoredArticle stored = articles_.summary(document);
        if (content_ == Content::Whole) articles_.complete(stored, document);
        StoryCopies copies;
        if (const auto story = schema::decode_story(found.get_value(schema::kStorySlot)))
          copies.story = schema::to_hex(schema::encode_story(*story));
        return ArticleView{std::move(stored.article),
                           columns_->canonical(stored.annotations, document), std::move(copies)};
      } catch (const Xapian::DocNotFoundError&) {
        return std::nullopt;
      } catch (const Xapian::DatabaseError& error) {
        if (attempt == kAttempts || !reader_.overtaken(error)) throw;
        catch_up();
      }
    }
  }

  /// Numbers of documents hold within a generation and not beyond.
  void catch_up() {
    reader_.refresh();
    if (reader_.database().get_uuid() != generation_)
      throw Error{"the archive was packed or built anew while its articles were read; start again"};
    articles_ = schema::ArticleReader{reader_.database()};
  }

  schema::ArchiveReader reader_;
  std::string generation_;
  schema::ArticleReader articles_;
  std::shared_ptr<const Columns> columns_;
  Content content_;
  Bitmap rest_;
  DateOrder order_;
  std::vector<Xapian::docid> ordered_;  // the next ones
  std::size_t at_ = 0;
  std::optional<DateOrder::Key> behind_;  // of the last of the rest that was put into order
};

}  // namespace

std::unique_ptr<ArticleStream> stream_documents(schema::ArchiveReader reader,
                                                std::shared_ptr<const Columns> columns,
                                                StreamedDocuments documents, Content content) {
  return std::make_unique<DocumentStream>(std::move(reader), std::move(columns),
                                          std::move(documents), content);
}

}  // namespace morgue
