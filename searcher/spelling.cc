#include "searcher/spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <utility>

#include "indexer/schema/schema.h"

namespace morgue {
namespace {

constexpr std::size_t kShortest = 4;     // the dictionary has no shorter words
constexpr std::size_t kLongest = 24;     // nor longer ones
constexpr std::size_t kTwoSlips = 8;     // letters of a word that may have two
constexpr std::size_t kMaxDoubtful = 8;  // words of a query
constexpr Xapian::doccount kRare = 3;    // articles: a word that may be a slip all the same
constexpr Xapian::doccount kMuchMore = 100;
// A word a hundred times as frequent is as likely as one that is a slip closer; so is one ten times
// as frequent as one that begins alike.
constexpr double kSlipPenalty = 2;
constexpr double kOtherInitialPenalty = 1;

/// The letters that occur, one bit each; others share bits.
std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) letters |= 1U << (static_cast<unsigned char>(c) & 31U);
  return letters;
}

/// Optimal string alignment: insertions, deletions, substitutions and exchanges of neighbours.
/// Above `most` when it is more than that.
std::size_t slips_between(std::string_view a, std::string_view b, std::size_t most) {
  using Row = std::array<std::size_t, kLongest + 1>;
  Row before{}, last{}, row{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return least;
    before = std::exchange(last, row);
  }
  return last[b.size()];
}

/// Looks for the likeliest word instead of one.
class Search {
 public:
  explicit Search(DoubtfulWord& doubtful)
      : doubtful_(doubtful),
        letters_(letters_of(doubtful.word)),
        most_(doubtful.articles == 0 && doubtful.word.size() >= kTwoSlips ? 2 : 1) {}

  /// Length and letters allow it; few words pass. @param letters  of the candidate
  bool may_mean(std::string_view candidate, std::uint32_t letters) const {
    const auto longer = static_cast<std::ptrdiff_t>(candidate.size() - doubtful_.word.size());
    return std::abs(longer) <= static_cast<std::ptrdiff_t>(most_) &&
           std::popcount(letters ^ letters_) <= static_cast<int>(2 * most_);
  }

  void consider(const std::string& candidate, Xapian::doccount articles) {
    const std::string& word = doubtful_.word;
    if (articles <= kMuchMore * doubtful_.articles || candidate == word) return;
    const bool other_initial = candidate.front() != word.front();
    const std::size_t most = other_initial ? 1 : most_;
    const std::size_t slips = slips_between(word, candidate, most);
    if (slips > most) return;
    const double likelihood = std::log10(articles) - kSlipPenalty * static_cast<double>(slips) -
                              (other_initial ? kOtherInitialPenalty : 0);
    if (likelihood <= best_) return;
    best_ = likelihood;
    doubtful_.better = candidate;
  }

 private:
  DoubtfulWord& doubtful_;
  std::uint32_t letters_;
  std::size_t most_;
  double best_ = -std::numeric_limits<double>::infinity();
};

bool is_doubtful_at_all(std::string_view word) {
  return word.size() >= kShortest && word.size() <= kLongest &&
         std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Words of headlines and bodies, and of names: what a dictionary of the text can know.
void collect_words(const QueryNode& node, std::vector<std::string>& words) {
  using Type = QueryNode::Type;
  if (node.type == Type::Not || node.field == schema::kByline.name) return;
  const bool name = node.type == Type::Filter && (node.field == "person" || node.field == "org");
  if (node.type == Type::Word || node.type == Type::Phrase || name) {
    schema::WordScanner scanner{node.text};
    schema::Word word;
    while (scanner.next(word)) words.emplace_back(word.folded);
  }
  for (const QueryNode& child : node.children) collect_words(child, words);
}

std::vector<DoubtfulWord> doubtful_words(const QueryNode& root, const Xapian::Database& database,
                                         schema::Stemmer& stemmer) {
  std::vector<std::string> words;
  collect_words(root, words);
  std::vector<DoubtfulWord> doubtful;
  for (std::string& word : words) {
    if (!is_doubtful_at_all(word) || doubtful.size() == kMaxDoubtful) continue;
    const Xapian::doccount articles = database.get_termfreq(stemmer(word));
    if (articles <= kRare) doubtful.push_back({std::move(word), articles, {}});
  }
  return doubtful;
}

/// With the capital that the other has.
std::string spelt_like(std::string word, char initial) {
  if (initial >= 'A' && initial <= 'Z' && word.front() >= 'a' && word.front() <= 'z')
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
  return word;
}

}  // namespace

void find_better_words(const Xapian::Database& database, std::vector<DoubtfulWord>& words) {
  std::vector<Search> searches;
  searches.reserve(words.size());
  for (DoubtfulWord& word : words) searches.emplace_back(word);
  const auto end = database.spellings_end();
  for (auto word = database.spellings_begin(); word != end; ++word) {
    const std::string candidate = *word;
    if (candidate.size() > kLongest) continue;
    const std::uint32_t letters = letters_of(candidate);
    // How frequent a word is, is looked up for those alone that may be meant: it costs more than
    // the rest of the walk.
    for (Search& search : searches)
      if (search.may_mean(candidate, letters)) search.consider(candidate, word.get_termfreq());
  }
}

std::string better_spelling(std::string_view text, const QueryNode& root,
                            const Xapian::Database& database, schema::Stemmer& stemmer) {
  std::vector<DoubtfulWord> doubtful = doubtful_words(root, database, stemmer);
  if (doubtful.empty()) return {};
  find_better_words(database, doubtful);
  std::string better;
  std::size_t copied = 0;
  schema::WordScanner scanner{text};
  schema::Word word;
  while (scanner.next(word)) {
    const bool field = word.end < text.size() && text[word.end] == ':';
    const auto found = std::find_if(
        doubtful.begin(), doubtful.end(),
        [&](const DoubtfulWord& each) { return each.word == word.folded && !each.better.empty(); });
    if (field || found == doubtful.end()) continue;
    better += text.substr(copied, word.start - copied);
    better += spelt_like(found->better, text[word.start]);
    copied = word.end;
  }
  if (copied == 0) return {};
  return better += text.substr(copied);
}

}  // namespace morgue
