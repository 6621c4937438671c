#include "searcher/document_source.h"

#include <utility>

namespace morgue {
namespace {

class DocumentSource : public Xapian::PostingSource {
 public:
  explicit DocumentSource(std::shared_ptr<const Bitmap> documents)
      : documents_(std::move(documents)),
        count_(static_cast<Xapian::doccount>(documents_->count())) {}

  void init(const Xapian::Database& /*database*/) override { at_ = 0; }
  Xapian::doccount get_termfreq_min() const override { return count_; }
  Xapian::doccount get_termfreq_est() const override { return count_; }
  Xapian::doccount get_termfreq_max() const override { return count_; }

  void next(double /*min_weight*/) override { at_ = documents_->next(at_ + 1); }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    if (document > at_) at_ = documents_->next(document);
  }
  bool at_end() const override { return at_ >= documents_->size(); }
  Xapian::docid get_docid() const override { return static_cast<Xapian::docid>(at_); }

  DocumentSource* clone() const override { return new DocumentSource(documents_); }

 private:
  std::shared_ptr<const Bitmap> documents_;
  Xapian::doccount count_;
  std::size_t at_ = 0;  // documents count from 1
};

}  // namespace

Xapian::Query documents_query(std::shared_ptr<const Bitmap> documents) {
  auto* const source = new DocumentSource(std::move(documents));
  return Xapian::Query{source->release()};
}

}  // namespace morgue
