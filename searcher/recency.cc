#include "searcher/recency.h"

#include <chrono>
#include <cmath>
#include <utility>

namespace morgue {
namespace {

std::chrono::sys_days day_of(std::int32_t number) {
  return std::chrono::year{number / 10'000} /
         std::chrono::month{static_cast<unsigned>(number / 100 % 100)} /
         std::chrono::day{static_cast<unsigned>(number % 100)};
}

class RecencySource : public Xapian::PostingSource {
 public:
  explicit RecencySource(std::shared_ptr<const Recency> recency) : recency_(std::move(recency)) {}

  void init(const Xapian::Database& /*database*/) override {
    at_ = 0;
    set_maxweight(recency_->most());
  }
  Xapian::doccount get_termfreq_min() const override { return count(); }
  Xapian::doccount get_termfreq_est() const override { return count(); }
  Xapian::doccount get_termfreq_max() const override { return count(); }
  double get_weight() const override { return recency_->of(at_); }

  void next(double /*min_weight*/) override { at_ = documents().next(at_ + 1); }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    if (document > at_) at_ = documents().next(document);
  }
  bool at_end() const override { return at_ >= documents().size(); }
  Xapian::docid get_docid() const override { return static_cast<Xapian::docid>(at_); }

  RecencySource* clone() const override { return new RecencySource(recency_); }

 private:
  const Bitmap& documents() const { return recency_->columns().documents; }
  Xapian::doccount count() const { return static_cast<Xapian::doccount>(documents().count()); }

  std::shared_ptr<const Recency> recency_;
  std::size_t at_ = 0;  // documents count from 1
};

}  // namespace

Recency::Recency(std::shared_ptr<const Columns> columns, double most)
    : columns_(std::move(columns)), most_(most) {
  for (const std::int32_t day : columns_->days) {
    const int age =
        day == 0 ? 0 : static_cast<int>((day_of(columns_->days.back()) - day_of(day)).count());
    ages_.push_back(age);
    recencies_.push_back(day == 0 ? 0 : most * std::exp2(-age / kHalfLifeDays));
  }
}

double Recency::of(std::size_t document) const {
  return recencies_[columns_->records[document].day()];
}

int Recency::age_in_days(std::size_t document) const {
  return ages_[columns_->records[document].day()];
}

Xapian::Query with_recency(const Xapian::Query& query, std::shared_ptr<const Recency> recency) {
  auto* const source = new RecencySource(std::move(recency));
  return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query{source->release()}};
}

}  // namespace morgue
