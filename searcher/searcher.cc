#include "searcher/searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "corpus/text/text.h"
#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/database.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/story_value.h"
#include "indexer/schema/term.h"
#include "indexer/schema/token_reader.h"
#include "searcher/archive.h"
#include "searcher/best_articles.h"
#include "searcher/column_builder.h"
#include "searcher/comparison.h"
#include "searcher/completion.h"
#include "searcher/date_order.h"
#include "searcher/document_stream.h"
#include "searcher/evidence.h"
#include "searcher/explain.h"
#include "searcher/facets.h"
#include "searcher/matching.h"
#include "searcher/peaks.h"
#include "searcher/portrait.h"
#include "searcher/query.h"
#include "searcher/query_compiler.h"
#include "searcher/recency.h"
#include "searcher/related.h"
#include "searcher/rerank.h"
#include "searcher/scoring.h"
#include "searcher/spelling.h"
#include "searcher/ties.h"
#include "searcher/value_names.h"

namespace morgue {
namespace {

constexpr int kAttempts = 20;            // when commits overtake a search
constexpr std::size_t kFewArticles = 3;  // so few may be those that share a slip
constexpr std::size_t kMaxNamesShown = 8;
constexpr std::size_t kMaxEvidence = kEntityKinds * kMaxNamesShown;  // names of a result

std::chrono::year_month_day today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

void check_bounds(const SearchRequest& request) {
  if (request.query.size() > kMaxQueryBytes)
    throw RequestError{
        fmt::format("The query is longer than {} bytes; shorten it.", kMaxQueryBytes)};
  if (request.per_page < 1 || request.per_page > 100)
    throw RequestError{"A page holds between 1 and 100 results."};
  if (request.page < 1 || request.page > kMaxResultDepth / request.per_page)
    throw RequestError{
        fmt::format("Results can be paged up to number {}; narrow the search by a date or a facet.",
                    kMaxResultDepth)};
  std::size_t choices = 0;
  for (const FacetChoice& choice : request.choices)
    choices += choice.include.size() + choice.exclude.size();
  if (choices > kMaxChoices)
    throw RequestError{
        fmt::format("More than {} facet values are chosen; leave some out.", kMaxChoices)};
  if (request.from && request.to && *request.from > *request.to)
    throw RequestError{"The date range ends before it begins; swap the two days."};
  if (request.about_from && request.about_to && *request.about_from > *request.about_to)
    throw RequestError{
        "The range of dates written about ends before it begins; swap the two days."};
}

void check_bounds(const FacetListing& listing) {
  if (listing.limit < 1 || listing.limit > kMaxListedValues)
    throw RequestError{
        fmt::format("Between 1 and {} values of a facet can be listed.", kMaxListedValues)};
  if (listing.like.size() > kMaxLikeBytes)
    throw RequestError{fmt::format("A name to look for has at most {} bytes.", kMaxLikeBytes)};
}

/// A country or region may be given by any name; filters and columns know codes and one name.
SearchRequest with_canonical_places(SearchRequest request) {
  FacetChoice& countries = request.choice(Facet::Country);
  for (std::vector<std::string>* values : {&countries.include, &countries.exclude})
    for (std::string& value : *values)
      if (const auto code = country_code(value)) value = *code;
  FacetChoice& areas = request.choice(Facet::Region);
  for (std::vector<std::string>* values : {&areas.include, &areas.exclude})
    for (std::string& value : *values)
      if (const Region* const region = find_region(value)) value = region->name;
  return request;
}

struct Match {
  CompiledQuery compiled;
  Bitmap documents;                // of the text alone
  std::optional<Bitmap> complete;  // those that have all the words, where any of them will do
};

struct Understood {
  ParsedQuery parsed;
  Match match;
};

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

class XapianSearcher : public Searcher {
 public:
  explicit XapianSearcher(Archive::State& state) : state_(state), reader_(state.directory) {}

  Answer search(const SearchRequest& request) override {
    const auto start = std::chrono::steady_clock::now();
    check_bounds(request);
    const SearchRequest normalised = with_canonical_places(request);
    Answer answer = on_newest([&] { return answer_for(normalised); });
    answer.took_ms = milliseconds_since(start);
    return answer;
  }

  FacetAnswer list_facet(const SearchRequest& request, const FacetListing& listing) override {
    const auto start = std::chrono::steady_clock::now();
    check_bounds(request);
    check_bounds(listing);
    const SearchRequest normalised = with_canonical_places(request);
    FacetAnswer answer = on_newest([&] {
      FacetAnswer found;
      const Understood understood = understand(found.search, normalised);
      FacetCounter counter{*columns_, normalised, understood.match.documents, scratch_};
      describe(found.search, understood, counter);
      found.counts = counter.list(listing);
      return found;
    });
    answer.search.took_ms = milliseconds_since(start);
    return answer;
  }

  Listing every_match(const SearchRequest& request, Content content) override {
    check_bounds(request);
    SearchRequest all = with_canonical_places(request);
    all.page = 1;
    all.per_page = kMaxResultDepth;
    return on_newest([&] {
      Listing listing;
      const Understood understood = understand(listing.answer, all);
      const FacetCounter counter{*columns_, all, understood.match.documents, scratch_};
      describe(listing.answer, understood, counter);
      listing.articles = stream(in_order(all, understood.match, counter.results()), content);
      return listing;
    });
  }

  std::size_t parts(std::size_t size) override {
    return on_newest([&] { return (database_.get_lastdocid() + size - 1) / size; });
  }

  std::unique_ptr<ArticleStream> part(std::size_t index, std::size_t size) override {
    return on_newest([&] {
      StreamedDocuments documents;
      documents.rest = Bitmap{columns_->documents.size()};
      if (index < columns_->documents.size() / size + 1) {
        const std::size_t first = index * size + 1;
        for (std::size_t document = columns_->documents.next(first);
             document < std::min(first + size, columns_->documents.size());
             document = columns_->documents.next(document + 1))
          documents.rest.insert(document);
      }
      return stream(std::move(documents), Content::Summary);
    });
  }

  std::optional<ArticleView> article(std::string_view id) override {
    return on_newest([&]() -> std::optional<ArticleView> {
      const std::optional<Xapian::docid> document = document_of(id);
      if (!document) return std::nullopt;
      schema::StoredArticle stored = articles().article(*document);
      StoryCopies copies = copies_of(*document);
      return ArticleView{std::move(stored.article),
                         columns_->canonical(stored.annotations, *document), std::move(copies)};
    });
  }

  std::optional<std::vector<Result>> related(std::string_view id, std::size_t limit) override {
    if (limit < 1 || limit > kMaxRelated)
      throw RequestError{
          fmt::format("Between 1 and {} related articles can be asked for.", kMaxRelated)};
    return on_newest([&]() -> std::optional<std::vector<Result>> {
      const std::optional<Xapian::docid> document = document_of(id);
      if (!document) return std::nullopt;
      std::vector<Result> results;
      for (const RelatedDocument& each :
           related_documents(database_, tokens(), *columns_->term_frequencies, *document,
                             columns_->stories.told_by(*document), limit, bm25()))
        results.push_back(result(each.document, each.similarity, {}, {}));
      return results;
    });
  }

  HighlightTerms highlight_terms(std::string_view query) override {
    if (query.size() > kMaxQueryBytes) return {};
    try {
      return on_newest(
          [&] { return compile(parse_query(query).root, EntityScope::Focus, false).highlight; });
    } catch (const RequestError&) {
      return {};  // an article can be read whatever was asked before
    }
  }

  ArchiveSummary summary() override {
    return on_newest([&] {
      ArchiveSummary summary;
      summary.articles = database_.get_doccount();
      summary.revision = columns_->revision;
      std::int32_t first = 0, last = 0;
      columns_->documents.for_each([&](std::size_t document) {
        const std::int32_t day = columns_->day(document);
        if (day == 0) return;
        ++summary.dated;
        first = first == 0 ? day : std::min(first, day);
        last = std::max(last, day);
      });
      summary.first_day = iso_day(first);
      summary.last_day = iso_day(last);
      summary.countries = values_in_focus(Facet::Country);
      summary.people = values_in_focus(Facet::Person);
      summary.organisations = values_in_focus(Facet::Organisation);
      summary.sources = values_in_focus(Facet::Source);
      return summary;
    });
  }

  std::string revision() override {
    return on_newest([&] { return columns_->revision; });
  }

  std::vector<Suggestion> suggest(std::string_view prefix, std::size_t limit) override {
    const TypedName typed{prefix};
    std::vector<Suggestion> suggestions;
    if (typed.empty()) return suggestions;
    return on_newest([&] {
      suggestions.clear();
      for (const Facet facet : {Facet::Country, Facet::Person, Facet::Organisation})
        suggest_from(facet, typed, suggestions);
      std::sort(suggestions.begin(), suggestions.end(),
                [](const Suggestion& a, const Suggestion& b) {
                  return a.count != b.count ? a.count > b.count : a.label < b.label;
                });
      if (suggestions.size() > limit) suggestions.resize(limit);
      for (CompletedWord& word : complete_word(database_, prefix, limit / 2))
        suggestions.push_back({word.text, word.text, std::nullopt, word.articles});
      return suggestions;
    });
  }

  std::optional<std::string> canonical(Facet facet, std::string_view name) override {
    return on_newest([&]() -> std::optional<std::string> {
      std::string wanted{name};
      if (facet == Facet::Country)
        if (const auto code = country_code(name)) wanted = *code;
      const FacetColumn column = columns_->facet(facet);
      const auto value = column.find(wanted);
      if (!value) return std::nullopt;
      return std::string{column.label(*value)};
    });
  }

  Portrait portrait(const Subject& subject, EntityScope scope) override {
    return on_newest([&] {
      const Bitmap documents = documents_on(subject, scope);
      return draw({entity_kind(subject.facet), subject.value, documents},
                  {database_, *columns_, articles(), tokens(), stemmer_, counts_});
    });
  }

  Ties ties(Facet facet, const std::vector<std::string>& names, EntityScope scope) override {
    return on_newest([&] { return ties_between(*columns_, facet, names, scope); });
  }

  Comparison compare(const SearchRequest& first, const SearchRequest& second,
                     std::size_t limit) override {
    check_bounds(first);
    check_bounds(second);
    const std::array<SearchRequest, kSides> requests{with_canonical_places(first),
                                                     with_canonical_places(second)};
    return on_newest([&] {
      std::array<Answer, kSides> answers;
      std::array<Bitmap, kSides> documents;
      for (std::size_t side = 0; side < kSides; ++side) {
        const Understood understood = understand(answers[side], requests[side]);
        const FacetCounter counter{*columns_, requests[side], understood.match.documents, scratch_};
        describe(answers[side], understood, counter);
        documents[side] = counter.results();
      }
      Comparison comparison =
          compare_documents(*columns_, documents, first.scope, limit, compared_);
      comparison.answers = std::move(answers);
      return comparison;
    });
  }

 private:
  static EntityKind entity_kind(Facet facet) {
    return facet == Facet::Country  ? EntityKind::Country
           : facet == Facet::Person ? EntityKind::Person
                                    : EntityKind::Organisation;
  }

  Bitmap documents_on(const Subject& subject, EntityScope scope) const {
    std::vector<ValueId> wanted;
    if (const auto value = columns_->facet(subject.facet).find(subject.value))
      wanted.push_back(*value);
    return columns_->documents_with(wanted, scope, columns_->documents);
  }

  /// The whole of an answer from one revision: that of database and columns alike. A commit that
  /// overtakes it, or a new generation, restarts it: never half of one and half of another.
  template <typename Ask>
  auto on_newest(Ask ask) -> decltype(ask()) {
    for (int attempt = 1;; ++attempt) {
      try {
        catch_up(attempt > 1);
        return ask();
      } catch (const Xapian::DatabaseError& error) {
        if (attempt == kAttempts || !reader_.overtaken(error)) throw;
      }
    }
  }

  /// Moves on to the newest columns and the database they belong to; together or not at all.
  void catch_up(bool wait) {
    for (int attempt = 1; attempt <= kAttempts; ++attempt) {
      const std::shared_ptr<const Columns> newest = state_.newest_columns(wait);
      if (columns_ && columns_->revision == newest->revision) return;
      schema::ArchiveReader reader{state_.directory};
      if (revision_of(reader.database(), state_.directory) == newest->revision) {
        reader_ = std::move(reader);
        columns_ = newest;
        tokens_.reset();
        articles_.reset();
        recency_.reset();
        return;
      }
      // A commit came between. What is open here may be older than what others have answered from.
      wait = true;
    }
    throw Xapian::DatabaseModifiedError{"commits come faster than columns are made"};
  }

  std::optional<Xapian::docid> document_of(std::string_view id) const {
    const std::string term = schema::term_for(schema::kId, id);
    const auto posting = database_.postlist_begin(term);
    if (posting == database_.postlist_end(term)) return std::nullopt;
    return *posting;
  }

  CompiledQuery compile(const QueryNode& root, EntityScope scope, bool partial) {
    return compile_query(root, {database_, *columns_, stemmer_, scope, today()}, partial);
  }

  schema::TokenReader& tokens() {
    if (!tokens_) tokens_.emplace(state_.streams_of(reader_), database_, stemmer_);
    return *tokens_;
  }

  schema::ArticleReader& articles() {
    if (!articles_) articles_.emplace(database_);
    return *articles_;
  }

  Match match(const QueryNode& root, const SearchRequest& request, bool partial) {
    Match match;
    match.compiled = compile(root, request.scope, partial);
    const Matcher matcher{database_, *columns_,
                          [this]() -> schema::TokenReader& { return tokens(); }};
    match.documents = matcher.documents_of(match.compiled.condition);
    return match;
  }

  Answer answer_for(const SearchRequest& request) {
    Answer answer;
    Understood understood = understand(answer, request);
    FacetCounter counter{*columns_, request, understood.match.documents, scratch_};
    describe(answer, understood, counter);
    fill(answer, request, understood.parsed, understood.match, counter);
    return answer;
  }

  /// What the text of a request means and finds, be it in a better spelling or in part, and what
  /// the answer says of that.
  Understood understand(Answer& answer, const SearchRequest& request) {
    ParsedQuery parsed;
    if (request.plain_words)
      parsed.root = plain_words(request.query);
    else
      parsed = parse_query(request.query);

    answer.page = request.page;
    answer.per_page = request.per_page;
    Match found = match(parsed.root, request, false);
    // Only the text decides these, not the clicks: a facet's count must hold after the click.
    if (found.documents.count() <= kFewArticles) respell(answer, request, parsed, found);
    if (found.compiled.has_alternatives && found.documents.count() == 0) {
      Match partial = match(parsed.root, request, true);
      answer.partial = partial.documents.count() > 0;
      if (answer.partial) {
        found = std::move(partial);
        found.complete.emplace(columns_->documents.size());
      }
    }
    if (request.plain_words && !parsed.root.children.empty()) {
      parsed.root.type = QueryNode::Type::And;
      found.complete = match(parsed.root, request, false).documents;
    }
    return {std::move(parsed), std::move(found)};
  }

  /// How many there are, and what was wrong with the text.
  static void describe(Answer& answer, const Understood& understood, const FacetCounter& counter) {
    answer.total = counter.total();
    answer.articles = counter.results().count();
    describe_mistakes(answer, understood.parsed, understood.match.compiled);
  }

  /// Offers a better spelling; where nothing has all the words as they are spelt, takes it.
  void respell(Answer& answer, const SearchRequest& request, ParsedQuery& parsed, Match& found) {
    answer.did_you_mean = better_spelling(request.query, parsed.root, database_, stemmer_);
    if (answer.did_you_mean.empty() || request.plain_words || found.documents.count() > 0) return;
    ParsedQuery better = parse_query(answer.did_you_mean);
    Match other = match(better.root, request, false);
    if (other.documents.count() == 0) return;
    answer.respelt = true;
    parsed = std::move(better);
    found = std::move(other);
  }

  void fill(Answer& answer, const SearchRequest& request, const ParsedQuery& parsed, Match& found,
            FacetCounter& counter) {
    found.compiled.names.add_choices(request, *columns_);
    const Ranking order = is_by_rank(request, found)
                              ? ranked(request, found, counter.results())
                              : page_by_date(*columns_, request, counter.results());
    for (const auto& [document, score] : order)
      answer.results.push_back(result(document, score, found.compiled, request));
    if (request.explain) explain(answer, request, parsed.root, found.compiled, order);
    if (!request.facets) return;
    for (const Facet facet : kAllFacets)
      answer.facets[static_cast<std::size_t>(facet)] = counter.count(facet);
    if (request.every_country) answer.countries = counter.count_countries();
    if (request.unusual)
      for (const Facet facet : {Facet::Country, Facet::Person, Facet::Organisation})
        answer.unusual[static_cast<std::size_t>(facet)] =
            counter.count(facet, FacetOrder::Significance);
    answer.histogram = counter.histogram();
    answer.written_about = counter.about_histogram();
    if (request.peaks) answer.peaks = peaks_of(answer.histogram, request, found);
  }

  /// Each with what a click on its bar would show first.
  std::vector<Peak> peaks_of(const DateHistogram& histogram, const SearchRequest& request,
                             const Match& found) {
    std::vector<Peak> peaks;
    for (const std::size_t index : unusual_bars(histogram)) {
      const DateBar& bar = histogram.bars[index];
      SearchRequest of_bar = request;
      of_bar.choice(Facet::Year).include = {bar.value};
      of_bar.page = of_bar.per_page = 1;
      const FacetCounter counter{*columns_, of_bar, found.documents, scratch_};
      const Ranking best = found.compiled.has_words
                               ? ranked(of_bar, found, counter.results())
                               : page_by_date(*columns_, of_bar, counter.results());
      if (best.empty()) continue;
      Article article = articles().summary(best.front().first).article;
      peaks.push_back({bar.value, bar.count, expected_count(histogram, bar), std::move(article.id),
                       std::move(article.headline)});
    }
    return peaks;
  }

  void explain(Answer& answer, const SearchRequest& request, const QueryNode& root,
               const CompiledQuery& asked, const Ranking& order) {
    answer.explanation =
        explain_query(root, answer.partial, database_, [&](const QueryNode& node) -> LookedUp {
          Match alone = match(node, request, answer.partial);
          const std::size_t articles = alone.documents.count();
          return {std::move(alone.compiled), articles};
        });
    std::vector<Xapian::docid> documents;
    for (const auto& [document, score] : order)
      if (score > 0) documents.push_back(document);
    const auto scores = explain_scores(asked.words, documents, database_, bm25(), tokens());
    for (std::size_t i = 0; i < scores.size(); ++i) answer.results[i].contributions = scores[i];
    if (request.sort != Sort::Recent) return;
    for (std::size_t i = 0; i < documents.size(); ++i)
      if (columns_->day(documents[i]) != 0)
        answer.results[i].recency =
            RecencyPart{recency()->of(documents[i]), recency()->age_in_days(documents[i])};
  }

  static void describe_mistakes(Answer& answer, const ParsedQuery& parsed,
                                const CompiledQuery& compiled) {
    std::vector<std::string> mistakes = parsed.mistakes;
    mistakes.insert(mistakes.end(), compiled.mistakes.begin(), compiled.mistakes.end());
    if (mistakes.empty()) return;
    for (std::string& sentence : mistakes)
      if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z')
        sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
    answer.mistake = mistakes.front() + ".";
    for (std::size_t i = 1; i < mistakes.size(); ++i) answer.notices.push_back(mistakes[i] + ".");
    answer.corrected = to_string(parsed.root);
  }

  const std::shared_ptr<const Recency>& recency() {
    // A word that every article has weighs its logarithm of odds so many times.
    constexpr double kScale = kBm25K1 + 1;
    if (!recency_)
      recency_ = std::make_shared<const Recency>(columns_, kScale * std::log(kMostOdds));
    return recency_;
  }

  Ranking ranked(const SearchRequest& request, const Match& found, const Bitmap& results) {
    const std::size_t first = (request.page - 1) * request.per_page;
    const std::size_t last = first + request.per_page;
    const bool rerank = found.complete && first < kReranked &&
                        found.compiled.highlight.stems.size() >= kLongQueryWords;
    const std::size_t to = rerank ? std::max(last, kReranked) : last;
    Ranking order = best_by_rank(database_, *columns_, request, found.compiled.condition, results,
                                 to, request.sort == Sort::Recent ? recency() : nullptr);
    if (rerank)
      rerank_by_neighbours(database_, tokens(), *columns_->term_frequencies, *found.complete,
                           order);
    const auto at = [&](std::size_t place) {
      return order.begin() + static_cast<std::ptrdiff_t>(std::min(place, order.size()));
    };
    return {at(first), at(last)};
  }

  static bool is_by_rank(const SearchRequest& request, const Match& found) {
    return found.compiled.has_words &&
           (request.sort == Sort::Relevance || request.sort == Sort::Recent);
  }

  /// All results, ranked as far as a page of results can reach.
  StreamedDocuments in_order(const SearchRequest& request, const Match& found,
                             const Bitmap& results) {
    StreamedDocuments documents{{}, results, request.sort == Sort::Oldest};
    const bool collapsed = request.stories == Stories::Collapse;
    if (is_by_rank(request, found)) {
      Bitmap told{results.size()};
      for (const auto& [document, score] : ranked(request, found, results)) {
        documents.first.push_back(document);
        told.insert(document);
        if (!collapsed) continue;
        for (const Xapian::docid copy : columns_->stories.told_by(document)) told.insert(copy);
      }
      documents.rest.subtract(told);
    }
    if (collapsed) keep_first_of_stories(*columns_, documents.rest, date_order(*columns_, request));
    return documents;
  }

  /// With a reader of its own: a stream outlives the loan of its searcher.
  std::unique_ptr<ArticleStream> stream(StreamedDocuments documents, Content content) {
    schema::ArchiveReader reader{state_.directory};
    if (reader.database().get_uuid() != database_.get_uuid())
      throw Xapian::DatabaseModifiedError{"another generation took over"};
    return stream_documents(std::move(reader), columns_, std::move(documents), content);
  }

  /// Where else the story of a document was published.
  StoryCopies copies_of(Xapian::docid document) {
    StoryCopies copies;
    const auto story = columns_->stories.id(document);
    if (story) copies.story = schema::to_hex(schema::encode_story(*story));
    std::vector<Xapian::docid> others = columns_->stories.told_by(document);
    std::erase(others, document);
    const DateOrder oldest_first{*columns_, true};
    std::sort(others.begin(), others.end(), [&](Xapian::docid a, Xapian::docid b) {
      return oldest_first.key(a) < oldest_first.key(b);
    });
    copies.others = others.size();
    const std::uint32_t rank = columns_->date_rank[document];
    for (const Xapian::docid other : others) {
      const std::uint32_t before = columns_->date_rank[other];
      if (before != 0 && (rank == 0 || before < rank)) copies.is_first = false;
      if (copies.earliest.size() < kMaxCopiesListed) copies.earliest.push_back(copy(other));
    }
    return copies;
  }

  Copy copy(Xapian::docid document) {
    Article article = articles().summary(document).article;
    Copy copy{std::move(article.id),
              std::move(article.headline),
              std::move(article.source),
              {},
              article.published};
    if (article.dateline && !same_name(article.dateline->agency, copy.source))
      copy.agency = std::move(article.dateline->agency);
    return copy;
  }

  Result result(Xapian::docid document, double score, const CompiledQuery& asked,
                const SearchRequest& request) {
    schema::StoredArticle stored = articles().summary(document);
    if (request.snippets || request.evidence != EvidenceScope::None)
      articles().complete(stored, document);
    Article& article = stored.article;
    Result result;
    if (request.snippets) {
      result.headline_html = highlight_line(article.headline, asked.highlight);
      result.snippet_html = snippet(article.body, asked.highlight);
    }
    const Annotations filed = columns_->canonical(stored.annotations, document);
    std::vector<std::size_t> proven;
    for (std::size_t i = 0; i < filed.entities.size(); ++i) {
      const Entity& entity = filed.entities[i];
      if (!entity.focus && request.scope == EntityScope::Focus) continue;
      std::vector<std::string>& names = entity.kind == EntityKind::Country  ? result.countries
                                        : entity.kind == EntityKind::Person ? result.people
                                                                            : result.organisations;
      const bool listed = names.size() < kMaxNamesShown;
      if (listed) names.push_back(entity.key);
      const bool wanted =
          request.evidence == EvidenceScope::Filters ? asked.names.holds(entity) : listed;
      if (wanted && proven.size() < kMaxEvidence) proven.push_back(i);
    }
    if (request.evidence != EvidenceScope::None)
      result.evidence = evidence_for(article, filed, proven);
    result.id = std::move(article.id);
    result.headline = std::move(article.headline);
    result.url = std::move(article.url);
    result.source = std::move(article.source);
    result.section = std::move(article.section);
    result.language = std::move(article.language);
    result.byline = std::move(article.byline);
    result.published = article.published;
    result.score = score;
    result.copies = copies_of(document);
    return result;
  }

  std::uint64_t values_in_focus(Facet facet) const {
    const auto values = columns_->facet(facet).values();
    return static_cast<std::uint64_t>(
        std::count_if(values.begin(), values.end(),
                      [&](ValueId value) { return columns_->in_focus[value] > 0; }));
  }

  void suggest_from(Facet facet, const TypedName& typed,
                    std::vector<Suggestion>& suggestions) const {
    const FacetColumn column = columns_->facet(facet);
    for (const ValueId value : values_named(*columns_, facet, typed)) {
      if (column.in_focus(value) == 0) continue;
      const std::string key{column.label(value)};
      suggestions.push_back({key, label_of(facet, key), facet, column.in_focus(value)});
    }
  }

  static std::string iso_day(std::int32_t day) {
    return day == 0 ? std::string{}
                    : fmt::format("{:04}-{:02}-{:02}", day / 10'000, day / 100 % 100, day % 100);
  }

  Archive::State& state_;
  schema::ArchiveReader reader_;
  Xapian::Database& database_ = reader_.database();
  std::shared_ptr<const Columns> columns_;
  schema::Stemmer stemmer_;
  std::optional<schema::TokenReader> tokens_;      // of the revision that is open,
  std::optional<schema::ArticleReader> articles_;  // and this too
  std::shared_ptr<const Recency> recency_;         // likewise
  FacetScratch scratch_;
  PortraitCounts counts_;
  std::array<Tally, kSides> compared_;
};

}  // namespace

std::unique_ptr<Searcher> Archive::make_searcher(State& state) {
  return std::make_unique<XapianSearcher>(state);
}

}  // namespace morgue
