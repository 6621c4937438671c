// From a query to its answer: which articles, in what order, what they are about. Knows Xapian and
// the schema; does not know HTTP or how an archive is written, and never writes.
//
//   Archive     one per process: the directory, and the facet columns shared by all searchers of
//   one revision Searcher    one per thread at a time: borrows nothing, owns its Xapian handle.
//   Archive::borrow() lends one from a pool.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "searcher/answer.h"
#include "searcher/article_stream.h"
#include "searcher/comparison.h"
#include "searcher/highlight.h"
#include "searcher/portrait.h"
#include "searcher/request.h"
#include "searcher/ties.h"

namespace morgue {

/// The reader asked for something that is out of bounds or makes no sense; what() is a sentence for
/// the reader (HTTP 400).
class RequestError : public Error {
 public:
  using Error::Error;
};

/// What a reader may mean who began to type.
struct Suggestion {
  std::string value;  // country code or name; else the text with its last word completed
  std::string label;
  std::optional<Facet> facet;  // nothing: words, to be searched
  std::uint64_t count = 0;     // articles about it; of words: that have the last one
};

class Searcher {
 public:
  virtual ~Searcher() = default;

  /// Answers a request. Sees the newest committed state of the archive. O(postings of the query's
  /// terms + matches).
  /// @throws RequestError
  virtual Answer search(const SearchRequest& request) = 0;

  /// Some values of one facet of the answer to a request, counted as the answer counts them. O(the
  /// same, + bytes of the facet's names if some are typed).
  /// @throws RequestError
  virtual FacetAnswer list_facet(const SearchRequest& request, const FacetListing& listing) = 0;

  /// Every article that a request finds, not only those of a page, in the order it asks for. By
  /// relevance the best kMaxResultDepth are ranked, and the others follow, newest first. O(as
  /// search(), + what is taken from the stream).
  /// @throws RequestError
  virtual Listing every_match(const SearchRequest& request, Content content) = 0;

  /// The archive in parts of at most `size` articles, which stay what they are while others come:
  /// how many parts, and the summaries of one of them (from 0), newest first; none beyond the last.
  virtual std::size_t parts(std::size_t size) = 0;
  virtual std::unique_ptr<ArticleStream> part(std::size_t index, std::size_t size) = 0;

  virtual std::optional<ArticleView> article(std::string_view id) = 0;

  /// The articles most like one, best first, with their similarity (0 to 1) as score; nothing if
  /// there is no article of that id. Those that share no word with it are never among them.
  /// @param limit  1 to kMaxRelated; at most so many
  /// @throws RequestError
  virtual std::optional<std::vector<Result>> related(std::string_view id, std::size_t limit) = 0;

  /// The words a query asks for, to mark them in an article; empty for a query without words.
  virtual HighlightTerms highlight_terms(std::string_view query) = 0;

  virtual ArchiveSummary summary() = 0;

  /// ArchiveSummary::revision alone. O(1) unless it has changed.
  virtual std::string revision() = 0;

  /// Facet values (countries, persons, organisations) with a word that begins with `prefix`, most
  /// frequent first, up to `limit`; behind them up to half as many completions of its last word.
  virtual std::vector<Suggestion> suggest(std::string_view prefix, std::size_t limit) = 0;

  /// The canonical spelling under which the archive files a name ("hassan rouhani" → "Hassan
  /// Rouhani"); nothing if it has none.
  virtual std::optional<std::string> canonical(Facet facet, std::string_view name) = 0;

  /// What articles on a country, person or organisation say of it; empty if there are none. Reads a
  /// sample of bounded size.
  /// @param subject  under its canonical name
  virtual Portrait portrait(const Subject& subject, EntityScope scope) = 0;

  /// How many articles some names of one facet share, in pairs. @param names  canonical
  virtual Ties ties(Facet facet, const std::vector<std::string>& names, EntityScope scope) = 0;

  /// Two searches side by side; articles are counted, not stories. Names count as the scope of the
  /// first says. O(both searches)
  /// @param limit  names of a facet and side
  /// @throws RequestError
  virtual Comparison compare(const SearchRequest& first, const SearchRequest& second,
                             std::size_t limit) = 0;
};

class Archive {
 public:
  /// @throws Error  if it does not exist, is no archive, or was written by another format, stemmer
  /// or Xapian series;
  ///                the message says what to do
  explicit Archive(const std::filesystem::path& directory);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// A searcher for the use of one thread; goes back to the pool when the handle dies. Safe to call
  /// from many threads.
  class Lease {
   public:
    Lease(Archive& archive, std::unique_ptr<Searcher> searcher);
    ~Lease();
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Searcher& operator*() const { return *searcher_; }
    Searcher* operator->() const { return searcher_.get(); }

   private:
    Archive* archive_;
    std::unique_ptr<Searcher> searcher_;
  };
  Lease borrow();

  struct State;  // searcher/archive.h

 private:
  static std::unique_ptr<Searcher> make_searcher(State& state);

  std::unique_ptr<State> state_;
};

}  // namespace morgue
