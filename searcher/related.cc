#include "searcher/related.h"

#include <algorithm>
#include <string>

#include "searcher/neighbourhood.h"
#include "searcher/term_vectors.h"

namespace morgue {
namespace {

constexpr std::size_t kQueryTerms = 25;
constexpr std::size_t kCandidates = 50;

}  // namespace

std::vector<RelatedDocument> related_documents(const Xapian::Database& database,
                                               schema::TokenReader& tokens,
                                               TermFrequencies& frequencies, Xapian::docid document,
                                               const std::vector<Xapian::docid>& left_out,
                                               std::size_t limit, const Xapian::Weight& weight) {
  TermVectors vectors{database, tokens, frequencies};
  const std::vector<std::string> terms =
      vectors.significant_terms(document, std::max(kQueryTerms, limit));
  Xapian::Enquire enquire{database};
  enquire.set_weighting_scheme(weight);
  enquire.set_query(Xapian::Query{Xapian::Query::OP_OR, terms.begin(), terms.end()});
  const std::size_t wanted = std::max(kCandidates, limit) + left_out.size() + 1;
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(wanted));
  std::vector<Xapian::docid> compared{document};
  for (auto match = matches.begin(); match != matches.end(); ++match)
    if (*match != document && std::ranges::find(left_out, *match) == left_out.end())
      compared.push_back(*match);

  const Cosines cosines{vectors.of(compared)};
  const std::vector<double> similarities = smoothed_similarities(cosines, kNeighbours);
  std::vector<RelatedDocument> related;
  for (std::size_t i = 1; i < compared.size(); ++i)
    related.push_back({compared[i], similarities[i]});
  std::ranges::sort(related, [](const RelatedDocument& a, const RelatedDocument& b) {
    return std::pair{-a.similarity, a.document} < std::pair{-b.similarity, b.document};
  });
  if (related.size() > limit) related.resize(limit);
  return related;
}

}  // namespace morgue
