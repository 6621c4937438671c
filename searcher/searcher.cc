#include "searcher/searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <queue>
#include <set>

#include "corpus/text/text.h"
#include "indexer/places/places.h"
#include "indexer/places/regions.h"
#include "indexer/schema/database.h"
#include "indexer/schema/frequency.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/stored_article.h"
#include "indexer/schema/term.h"
#include "indexer/schema/token_reader.h"
#include "searcher/archive.h"
#include "searcher/column_builder.h"
#include "searcher/document_source.h"
#include "searcher/evidence.h"
#include "searcher/facets.h"
#include "searcher/matching.h"
#include "searcher/query.h"
#include "searcher/query_compiler.h"

namespace morgue {
namespace {

constexpr int kAttempts = 5;  // when commits overtake a search
constexpr std::size_t kMaxNamesShown = 8;
constexpr std::size_t kMaxEvidence = kEntityKinds * kMaxNamesShown;  // names of a result

// BM25: Robertson & Zaragoza 2009. k1 as measured on news (docs/MEASUREMENTS.md), on the scale of
// the stored frequencies, which have the normalisation by length in them: b is 0 here.
const Xapian::BM25Weight& bm25() {
  thread_local const Xapian::BM25Weight weight{1.2 * schema::kFrequencyScale, 0, 1, 0, 0};
  return weight;
}

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
  Bitmap documents;  // of the text alone
};

class XapianSearcher : public Searcher {
 public:
  explicit XapianSearcher(Archive::State& state) : state_(state) {}

  Answer search(const SearchRequest& request) override {
    const auto start = std::chrono::steady_clock::now();
    check_bounds(request);
    const SearchRequest normalised = with_canonical_places(request);
    Answer answer = on_newest([&] { return answer_for(normalised); });
    answer.took_ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    return answer;
  }

  std::optional<ArticleView> article(std::string_view id) override {
    const std::string term = schema::term_for(schema::kId, id);
    return on_newest([&]() -> std::optional<ArticleView> {
      const auto posting = database_.postlist_begin(term);
      if (posting == database_.postlist_end(term)) return std::nullopt;
      schema::StoredArticle stored =
          schema::decode_article(database_.get_document(*posting).get_data());
      return ArticleView{std::move(stored.article),
                         columns_->canonical(stored.annotations, *posting)};
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

  std::vector<Suggestion> suggest(std::string_view prefix, std::size_t limit) override {
    const std::string folded = schema::fold_name(prefix);
    std::vector<Suggestion> suggestions;
    if (folded.empty()) return suggestions;
    return on_newest([&] {
      suggestions.clear();
      for (const Facet facet : {Facet::Country, Facet::Person, Facet::Organisation})
        suggest_from(facet, folded, suggestions);
      std::sort(suggestions.begin(), suggestions.end(),
                [](const Suggestion& a, const Suggestion& b) {
                  return a.count != b.count ? a.count > b.count : a.label < b.label;
                });
      if (suggestions.size() > limit) suggestions.resize(limit);
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

 private:
  /// The whole of an answer from one revision: that of database and columns alike. A commit that
  /// overtakes it restarts it: never half of one and half of another.
  template <typename Ask>
  auto on_newest(Ask ask) -> decltype(ask()) {
    for (int attempt = 1;; ++attempt) {
      try {
        catch_up(attempt > 1);
        return ask();
      } catch (const Xapian::DatabaseModifiedError&) {
        if (attempt == kAttempts) throw;
      }
    }
  }

  /// Moves on to the newest columns and the database they belong to; together or not at all.
  void catch_up(bool wait) {
    for (int attempt = 1; attempt <= kAttempts; ++attempt) {
      const std::shared_ptr<const Columns> newest = state_.newest_columns(wait);
      if (columns_ && columns_->revision == newest->revision) return;
      Xapian::Database database = schema::open_for_reading(state_.directory);
      if (revision_of(database, state_.directory) == newest->revision) {
        database_ = database;
        columns_ = newest;
        tokens_.reset();
        return;
      }
      // A commit came between. What is open here may be older than what others have answered from.
      wait = true;
    }
    throw Xapian::DatabaseModifiedError{"commits come faster than columns are made"};
  }

  CompiledQuery compile(const QueryNode& root, EntityScope scope, bool partial) {
    return compile_query(root, {database_, *columns_, stemmer_, scope, today()}, partial);
  }

  schema::TokenReader& tokens() {
    if (!tokens_) tokens_.emplace(state_.streams_of(database_), database_, stemmer_);
    return *tokens_;
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
    ParsedQuery parsed;
    if (request.plain_words)
      parsed.root = plain_words(request.query);
    else
      parsed = parse_query(request.query);

    Answer answer;
    answer.page = request.page;
    answer.per_page = request.per_page;
    Match found = match(parsed.root, request, false);
    // Only the text decides this, not the clicks: a facet's count must hold after the click.
    if (found.compiled.has_alternatives && found.documents.count() == 0) {
      Match partial = match(parsed.root, request, true);
      answer.partial = partial.documents.count() > 0;
      if (answer.partial) found = std::move(partial);
    }
    FacetCounter counter{*columns_, request, found.documents, scratch_};
    fill(answer, request, parsed, found, counter);
    return answer;
  }

  void fill(Answer& answer, const SearchRequest& request, const ParsedQuery& parsed, Match& found,
            FacetCounter& counter) {
    answer.total = counter.results().count();
    describe_mistakes(answer, parsed, found.compiled);
    if (answer.total == 0 || answer.partial)
      answer.did_you_mean = better_spelling(request, parsed.root);
    found.compiled.names.add_choices(request, *columns_);
    const bool by_rank = request.sort == Sort::Relevance && found.compiled.has_words;
    for (const auto& [document, score] :
         by_rank ? ranked(request, found.compiled.condition, counter.results())
                 : by_date(request, counter.results()))
      answer.results.push_back(result(document, score, found.compiled, request));
    if (!request.facets) return;
    for (const Facet facet : kAllFacets)
      answer.facets[static_cast<std::size_t>(facet)] = counter.count(facet);
    answer.histogram = counter.histogram();
    answer.written_about = counter.about_histogram();
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

  using Ranked = std::vector<std::pair<Xapian::docid, double>>;

  Ranked ranked(const SearchRequest& request, const Condition& condition, const Bitmap& results) {
    const Xapian::Query query = ranking_query(condition);
    Xapian::Enquire enquire{database_};
    enquire.set_weighting_scheme(bm25());
    enquire.set_query(request.has_filters()
                          ? Xapian::Query{Xapian::Query::OP_FILTER, query,
                                          documents_query(std::make_shared<const Bitmap>(results))}
                          : query);
    const auto first = static_cast<Xapian::doccount>((request.page - 1) * request.per_page);
    const Xapian::MSet matches =
        enquire.get_mset(first, static_cast<Xapian::doccount>(request.per_page));
    Ranked order;
    for (auto match = matches.begin(); match != matches.end(); ++match)
      order.emplace_back(*match, match.get_weight());
    return order;
  }

  /// Newest or oldest first; undated articles come last either way.
  Ranked by_date(const SearchRequest& request, const Bitmap& results) {
    const bool oldest = request.sort == Sort::Oldest;
    const std::size_t last = request.page * request.per_page;
    using Keyed = std::pair<std::uint32_t, Xapian::docid>;
    constexpr std::uint32_t kLast = std::numeric_limits<std::uint32_t>::max();
    std::priority_queue<Keyed> foremost;  // the last of them on top
    results.for_each([&](std::size_t document) {
      const std::uint32_t rank = columns_->date_rank[document];
      const std::uint32_t key = rank == 0 ? kLast : oldest ? rank : kLast - rank;
      const Keyed keyed{key, static_cast<Xapian::docid>(document)};
      if (foremost.size() == last && !(keyed < foremost.top())) return;
      foremost.push(keyed);
      if (foremost.size() > last) foremost.pop();
    });
    Ranked order;
    for (; !foremost.empty(); foremost.pop()) order.emplace_back(foremost.top().second, 0.0);
    std::reverse(order.begin(), order.end());
    order.erase(order.begin(),
                order.begin() + static_cast<std::ptrdiff_t>(
                                    std::min((request.page - 1) * request.per_page, order.size())));
    return order;
  }

  Result result(Xapian::docid document, double score, const CompiledQuery& asked,
                const SearchRequest& request) {
    schema::StoredArticle stored =
        schema::decode_article(database_.get_document(document).get_data());
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
    return result;
  }

  /// The query with words that the archive does not have replaced by the closest that it has; empty
  /// if there is nothing better.
  std::string better_spelling(const SearchRequest& request, const QueryNode& root) {
    std::vector<std::string> words;
    collect_words(root, words);
    std::string corrected = request.query;
    bool changed = false;
    for (const std::string& text : words) {
      schema::WordScanner scanner{text};
      schema::Word word;
      while (scanner.next(word)) {
        const std::string folded{word.folded};
        if (database_.term_exists(stemmer_(folded))) continue;
        const std::string better = database_.get_spelling_suggestion(folded, 2);
        const std::size_t at = better.empty()
                                   ? std::string::npos
                                   : corrected.find(text.substr(word.start, word.end - word.start));
        if (at == std::string::npos) continue;
        corrected.replace(at, word.end - word.start, better);
        changed = true;
      }
    }
    return changed ? corrected : std::string{};
  }

  static void collect_words(const QueryNode& node, std::vector<std::string>& words) {
    if (node.type == QueryNode::Type::Not) return;
    if (node.type == QueryNode::Type::Word || node.type == QueryNode::Type::Phrase)
      words.push_back(node.text);
    for (const QueryNode& child : node.children) collect_words(child, words);
  }

  std::uint64_t values_in_focus(Facet facet) const {
    const auto values = columns_->facet(facet).values();
    return static_cast<std::uint64_t>(
        std::count_if(values.begin(), values.end(),
                      [&](ValueId value) { return columns_->in_focus[value] > 0; }));
  }

  /// Values of one facet in which some word begins with `folded`.
  void suggest_from(Facet facet, const std::string& folded,
                    std::vector<Suggestion>& suggestions) const {
    const FacetColumn column = columns_->facet(facet);
    std::set<ValueId> suggested;  // a name may be found by several spellings
    for (const ValueId value : column.values()) {
      const auto filed = column.filed_under(value);
      if (!filed || column.in_focus(*filed) == 0) continue;
      const std::string key{column.label(*filed)};
      const std::string label = facet == Facet::Country ? std::string{country_name(key)} : key;
      const std::string name =
          facet == Facet::Country ? schema::fold_name(label) : std::string{column.folded(value)};
      if (has_word_from(name, folded) && suggested.insert(*filed).second)
        suggestions.push_back({key, label, facet, column.in_focus(*filed)});
    }
  }

  static bool has_word_from(std::string_view name, std::string_view beginning) {
    for (std::size_t at = name.find(beginning); at != std::string_view::npos;
         at = name.find(beginning, at + 1))
      if (at == 0 || name[at - 1] == ' ') return true;
    return false;
  }

  static std::string iso_day(std::int32_t day) {
    return day == 0 ? std::string{}
                    : fmt::format("{:04}-{:02}-{:02}", day / 10'000, day / 100 % 100, day % 100);
  }

  Archive::State& state_;
  Xapian::Database database_;
  std::shared_ptr<const Columns> columns_;
  schema::Stemmer stemmer_;
  std::optional<schema::TokenReader> tokens_;  // of the revision that is open
  FacetScratch scratch_;
};

}  // namespace

std::unique_ptr<Searcher> Archive::make_searcher(State& state) {
  return std::make_unique<XapianSearcher>(state);
}

}  // namespace morgue
