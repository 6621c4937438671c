#include "searcher/best_articles.h"

#include <algorithm>
#include <unordered_set>

#include "searcher/document_source.h"
#include "searcher/scoring.h"

namespace morgue {
namespace {

constexpr std::size_t kFewCopies = 4;  // among the best that a page shows, mostly

Ranking best_of(Xapian::Enquire& enquire, std::size_t most) {
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(most));
  Ranking order;
  for (auto match = matches.begin(); match != matches.end(); ++match)
    order.emplace_back(*match, match.get_weight());
  return order;
}

/// The best article of each story. From the column, as Xapian's own collapsing reads a value of
/// each candidate.
/// @param best_articles  called with how many are wanted
template <typename BestArticles>
Ranking best_of_stories(const StoryColumn& stories, BestArticles best_articles, std::size_t most) {
  for (std::size_t asked = most + most / 4 + kFewCopies;; asked *= 2) {
    const Ranking all = best_articles(asked);
    Ranking order;
    std::unordered_set<std::size_t> told;
    for (const auto& [document, score] : all) {
      const auto story = stories.number(document);
      if (story && !told.insert(*story).second) continue;
      order.emplace_back(document, score);
      if (order.size() == most) return order;
    }
    if (all.size() < asked) return order;
  }
}

}  // namespace

Ranking best_by_rank(const Xapian::Database& database, const Columns& columns,
                     const SearchRequest& request, const Condition& condition,
                     const Bitmap& results, std::size_t most,
                     const std::shared_ptr<const Recency>& recency) {
  const auto best_where = [&](auto best) {
    return request.stories == Stories::Collapse ? best_of_stories(columns.stories, best, most)
                                                : best(most);
  };
  if (const auto terms = summed_terms(condition)) {
    const Scorer scorer{database, *columns.frequent_terms, *terms, kBm25K1};
    return best_where([&](std::size_t n) { return scorer.best(results, n, recency.get()); });
  }
  Xapian::Enquire enquire{database};
  enquire.set_weighting_scheme(bm25());
  Xapian::Query query = ranking_query(condition);
  if (recency) query = with_recency(query, recency);
  enquire.set_query(request.has_filters()
                        ? Xapian::Query{Xapian::Query::OP_FILTER, query,
                                        documents_query(std::make_shared<const Bitmap>(results))}
                        : query);
  return best_where([&](std::size_t n) { return best_of(enquire, n); });
}

DateOrder date_order(const Columns& columns, const SearchRequest& request) {
  return {columns, request.sort == Sort::Oldest};
}

Ranking page_by_date(const Columns& columns, const SearchRequest& request, Bitmap results) {
  const DateOrder by_day = date_order(columns, request);
  if (request.stories == Stories::Collapse) keep_first_of_stories(columns, results, by_day);
  const std::vector<Xapian::docid> first =
      by_day.first_of(results, request.page * request.per_page);
  Ranking order;
  for (std::size_t i = (request.page - 1) * request.per_page; i < first.size(); ++i)
    order.emplace_back(first[i], 0.0);
  return order;
}

void keep_first_of_stories(const Columns& columns, Bitmap& results, const DateOrder& order) {
  Bitmap later{results.size()};
  for (const auto& story : columns.stories.repeated(results)) {
    const auto first = std::min_element(
        story.begin(), story.end(),
        [&](Xapian::docid a, Xapian::docid b) { return order.key(a) < order.key(b); });
    for (const Xapian::docid document : story)
      if (document != *first) later.insert(document);
  }
  results.subtract(later);
}

}  // namespace morgue
