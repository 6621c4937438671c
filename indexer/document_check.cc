#include "indexer/document_check.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <map>
#include <optional>

#include "indexer/schema/document.h"
#include "indexer/schema/document_tokens.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/story_value.h"
#include "indexer/schema/term.h"
#include "indexer/stories/signature.h"
#include "indexer/understanding.h"

namespace morgue {
namespace {

using Terms = std::map<std::string, Xapian::termcount>;
using Values = std::map<Xapian::valueno, std::string>;

Terms terms_of(const Xapian::Document& document) {
  Terms terms;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
    terms.emplace(*term, term.get_wdf());
  return terms;
}

/// What follows from the text. Where its words lie in the token streams does not, nor how its story
/// came about.
Values values_of(const Xapian::Document& document) {
  Values values;
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    if (value.get_valueno() != schema::kTokensSlot && value.get_valueno() != schema::kStorySlot)
      values.emplace(value.get_valueno(), *value);
  return values;
}

/// The understanding that an article was indexed with; nothing if its hash is not that of its text.
std::optional<int> understanding_of(const Article& article, const std::string& hash) {
  for (int version = kUnderstandingVersion; version >= kNotUnderstood; --version)
    if (schema::article_hash(article, version) == hash) return version;
  return std::nullopt;
}

std::string problem_of_id(const Xapian::Database& database, Xapian::docid id,
                          const std::string& article) {
  const std::string own_term = schema::term_for(schema::kId, article);
  const Xapian::doccount documents = database.get_termfreq(own_term);
  if (documents != 1)
    return fmt::format("the id '{}' has {} documents instead of one", article, documents);
  if (*database.postlist_begin(own_term) != id)
    return fmt::format("the id '{}' leads to another document", article);
  return {};
}

std::string problem_of_story(const Xapian::Document& document) {
  if (!schema::decode_story(document.get_value(schema::kStorySlot)))
    return fmt::format("its story (slot {}) is missing or damaged", schema::kStorySlot);
  return {};
}

/// What was made by other rules of understanding may differ in more than is checked here.
std::string problem_of_values(const Values& actual, const Values& expected, bool by_these_rules) {
  const auto value_in = [](const Values& values, Xapian::valueno slot) {
    const auto found = values.find(slot);
    return found == values.end() ? std::string{} : found->second;
  };
  for (Xapian::valueno slot = 0; slot <= schema::kStorySignatureSlot; ++slot) {
    const bool fixed = slot <= schema::kOrganisationSlot || slot == schema::kStorySignatureSlot;
    if ((by_these_rules || fixed) && value_in(actual, slot) != value_in(expected, slot))
      return fmt::format("its value slot {} and its text disagree", slot);
  }
  if (by_these_rules && actual.size() != expected.size())
    return "it has value slots that its text does not give";
  return {};
}

}  // namespace

std::string problem_of_document(const Xapian::Database& database, Xapian::docid id,
                                schema::ArticleReader& articles, schema::Stemmer& stemmer) {
  const Xapian::Document document = database.get_document(id);
  const schema::StoredArticle stored = articles.article(id);
  const Article& article = stored.article;
  if (std::string problem = problem_of_id(database, id, article.id); !problem.empty())
    return problem;
  const auto said = [&](const std::string& problem) {
    return problem.empty() ? problem : fmt::format("article '{}': {}", article.id, problem);
  };
  const std::string hash = document.get_value(schema::kContentHashSlot);
  const auto understanding = understanding_of(article, hash);
  if (!understanding)
    return said(fmt::format("its text is not that of its content hash (slot {})",
                            schema::kContentHashSlot));
  const bool by_these_rules =
      *understanding == kUnderstandingVersion || *understanding == kNotUnderstood;
  Xapian::Document expected =
      schema::make_document(article, stored.annotations, hash, schema::tokens_of(article, stemmer));
  expected.add_value(schema::kStorySignatureSlot, encode_signature(signature_of(article.body)));
  if (by_these_rules && terms_of(document) != terms_of(expected))
    return said("its terms and its text disagree");
  if (std::string problem =
          problem_of_values(values_of(document), values_of(expected), by_these_rules);
      !problem.empty())
    return said(problem);
  return said(problem_of_story(document));
}

void PostingSum::add(const std::string& term, Xapian::docid document, Xapian::termcount frequency) {
  const std::uint64_t where = static_cast<std::uint64_t>(document) << 32 | frequency;
  sum_ += XXH3_64bits_withSeed(term.data(), term.size(), where);
}

void add_term_list(PostingSum& sum, const Xapian::Database& database, Xapian::docid document) {
  for (auto term = database.termlist_begin(document); term != database.termlist_end(document);
       ++term)
    sum.add(*term, document, term.get_wdf());
}

PostingSum sum_of_posting_lists(const Xapian::Database& database) {
  PostingSum sum;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string name = *term;
    for (auto posting = database.postlist_begin(name); posting != database.postlist_end(name);
         ++posting)
      sum.add(name, *posting, posting.get_wdf());
  }
  return sum;
}

}  // namespace morgue
