#include "searcher/portrait.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

#include "indexer/names/titles.h"
#include "indexer/places/places.h"
#include "indexer/schema/article_store.h"
#include "indexer/schema/term.h"
#include "indexer/schema/token_codes.h"
#include "searcher/matching.h"
#include "searcher/significance.h"

namespace morgue {
namespace {

constexpr std::size_t kWalked = 256;     // articles whose words are counted
constexpr std::size_t kRead = 20;        // of these, articles whose text is read
constexpr std::size_t kCandidates = 60;  // words that are looked for in the texts
constexpr std::size_t kCounted = 24;     // words that are counted in all articles
constexpr std::size_t kWords = 16;
constexpr std::size_t kNames = 8;
constexpr std::size_t kTitles = 6;
constexpr std::size_t kTitleBytes = 80;  // before a name, and behind it
constexpr std::size_t kTitleWords = 8;
constexpr double kTelling = 10.8;  // G² of one chance in a thousand, as in comparison.cc

/// At most so many of them, evenly spread.
std::vector<Xapian::docid> sample(const Bitmap& documents, std::size_t most) {
  std::vector<Xapian::docid> all;
  documents.for_each(
      [&](std::size_t document) { all.push_back(static_cast<Xapian::docid>(document)); });
  if (all.size() <= most) return all;
  std::vector<Xapian::docid> some;
  for (std::size_t i = 0; i < most; ++i) some.push_back(all[i * all.size() / most]);
  return some;
}

/// What is written in several ways: how often each, in how many articles all of them.
class Spellings {
 public:
  void add(const std::string& surface) { ++written_[surface]; }
  void end_article() { ++articles_; }
  std::size_t articles() const { return articles_; }
  /// The commonest.
  std::string surface() const {
    const auto most =
        std::max_element(written_.begin(), written_.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == written_.end() ? std::string{} : most->first;
  }

 private:
  std::map<std::string, std::size_t> written_;
  std::size_t articles_ = 0;
};

/// By folded text, each counted once an article.
class SpellingsByName {
 public:
  void add(std::string_view text) {
    std::string folded = schema::fold_name(text);
    if (folded.empty()) return;
    known_[folded].add(std::string{text});
    here_.insert(std::move(folded));
  }
  void end_article() {
    for (const std::string& folded : here_) known_[folded].end_article();
    here_.clear();
  }
  void leave_out(std::string_view name) { known_.erase(schema::fold_name(name)); }
  bool holds(std::string_view name) const { return known_.contains(schema::fold_name(name)); }

  std::vector<std::string> commonest(std::size_t limit, std::size_t least) const {
    std::vector<const Spellings*> list;
    for (const auto& [folded, spellings] : known_)
      if (spellings.articles() >= least) list.push_back(&spellings);
    std::stable_sort(list.begin(), list.end(), [](const Spellings* a, const Spellings* b) {
      return a->articles() > b->articles();
    });
    if (list.size() > limit) list.resize(limit);
    std::vector<std::string> names;
    names.reserve(list.size());
    for (const Spellings* each : list) names.push_back(each->surface());
    return names;
  }

 private:
  std::map<std::string, Spellings> known_;
  std::set<std::string> here_;
};

/// "Prime Minister" of "… Prime Minister " that ends where a name begins; empty if there is none.
std::string_view title_before(std::string_view text, std::size_t name) {
  const std::size_t from = name - std::min(name, kTitleBytes);
  const std::string_view before = text.substr(from, name - from);
  struct Piece {
    std::size_t start, end;
    TitleWord role;
  };
  std::vector<Piece> pieces;
  schema::WordScanner scanner{before};
  for (schema::Word word; scanner.next(word);)
    pieces.push_back({word.start, word.end, title_word(word.folded)});
  std::size_t start = before.size();
  std::size_t end = 0;
  bool whole = false;
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    const std::string_view gap = before.substr(piece->end, start - piece->end);
    const bool joined = gap == " " || gap == "-" || gap == ". ";
    if (piece->role == TitleWord::None || !joined) break;
    if (end == 0) end = piece->end + (gap == ". " ? 1 : 0);
    start = piece->start;
    whole = whole || piece->role == TitleWord::Whole;
  }
  return whole ? before.substr(start, end - start) : std::string_view{};
}

/// "chief executive of BP" of ", chief executive of BP, …" behind a name; empty if there is none.
std::string_view title_behind(std::string_view text, std::size_t name_end) {
  std::string_view behind = text.substr(name_end, kTitleBytes);
  if (!behind.starts_with(", ")) return {};
  behind.remove_prefix(2);
  if (behind.starts_with("the ")) behind.remove_prefix(4);
  const std::size_t stop = behind.find_first_of(",.;:()\n\"");
  if (stop == std::string_view::npos) return {};
  behind = behind.substr(0, stop);
  std::size_t words = 0;
  bool whole = false;
  schema::WordScanner scanner{behind};
  for (schema::Word word; scanner.next(word); ++words) {
    const TitleWord role = title_word(word.folded);
    if (!whole && role == TitleWord::None) return {};
    whole = whole || role == TitleWord::Whole;
  }
  return whole && words <= kTitleWords ? behind : std::string_view{};
}

/// A word of which it is not known yet how it is written, or whether it is a name.
struct Candidate {
  std::string stem;
  double significance = 0;
  Spellings spellings;
  std::size_t written = 0;
  std::size_t as_name = 0;  // with a capital, or in a span that names something
};

class Drawing {
 public:
  Drawing(const Sitter& sitter, const PortraitReaders& readers)
      : sitter_(sitter), readers_(readers), walked_(sample(sitter.documents, kWalked)) {}

  Portrait draw() {
    find_candidates();
    for (std::size_t i = 0; i < std::min(kRead, walked_.size()); ++i)
      read(walked_[i * walked_.size() / std::min(kRead, walked_.size())]);
    Portrait portrait;
    portrait.words = unusual_words();
    portrait.names = other_names();
    const std::size_t least = walked_.size() < 6 ? 1 : 2;
    portrait.titles = titles_.commonest(kTitles, least);
    return portrait;
  }

 private:
  /// Stems that more of the articles walked have than their share of the archive.
  void find_candidates() {
    const auto least = std::max<std::size_t>(2, walked_.size() / 32);
    std::vector<std::string> stems;
    std::vector<std::uint32_t> articles;
    count_words(readers_.counts);
    for (const schema::TokenId id : readers_.counts.met)
      if (const std::uint32_t count = readers_.counts.of_word[id].articles; count >= least) {
        stems.emplace_back(readers_.tokens.term(id));
        articles.push_back(count);
      }
    const std::vector<Xapian::doccount> anywhere =
        readers_.columns.term_frequencies->of(readers_.database, stems);
    for (std::size_t i = 0; i < stems.size(); ++i) {
      const double telling =
          significance({articles[i], walked_.size(), std::max(anywhere[i], articles[i]),
                        readers_.database.get_doccount()});
      if (telling >= kTelling && tells(stems[i]))
        candidates_.push_back({std::move(stems[i]), telling, {}, 0, 0});
    }
    std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
      return a.significance != b.significance ? a.significance > b.significance : a.stem < b.stem;
    });
    if (candidates_.size() > kCandidates) candidates_.resize(kCandidates);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      by_stem_.emplace(candidates_[i].stem, i);
      initials_.set(static_cast<unsigned char>(candidates_[i].stem[0]));
    }
  }

  /// In how many of the articles walked each word is.
  void count_words(PortraitCounts& counts) {
    static_assert(kWalked <= std::numeric_limits<std::uint16_t>::max());
    for (const schema::TokenId id : counts.met) counts.of_word[id] = {};
    counts.met.clear();
    std::uint16_t article = 0;
    for (const Xapian::docid document : walked_) {
      ++article;
      const schema::TokenSections text = schema::split_sections(readers_.tokens.codes(document));
      for (const std::string_view section : {text.headline, text.body}) {
        schema::TokenId id = 0;
        for (schema::TokenWalk walk{section}; walk.next(id);) {
          if (id >= counts.of_word.size())
            counts.of_word.resize(id + std::size_t{1} + counts.of_word.size() / 2);
          PortraitCounts::Count& count = counts.of_word[id];
          if (count.last == article) continue;
          count.last = article;
          if (count.articles++ == 0) counts.met.push_back(id);
        }
      }
    }
  }

  /// Numbers and pronouns can be unusual, and tell nothing.
  static bool tells(const std::string& stem) {
    static const std::set<std::string> pronouns{
        "he", "her", "hers", "herself", "him",  "himself", "his", "i",  "it",
        "my", "our", "she",  "their",   "they", "we",      "who", "you"};
    return stem.find_first_not_of("0123456789.") != std::string::npos && !pronouns.contains(stem);
  }

  void read(Xapian::docid document) {
    const schema::StoredArticle stored = readers_.articles.article(document);
    const Annotations filed = readers_.columns.canonical(stored.annotations, document);
    const std::string text = text_of(stored.article);
    for (const Mention& mention : filed.mentions) {
      const Entity& entity = filed.entities[mention.entity];
      if (entity.kind != sitter_.kind || entity.key != sitter_.key) continue;
      const std::string_view name =
          std::string_view{text}.substr(mention.start, mention.end - mention.start);
      if (name.find('\n') == std::string_view::npos) names_.add(name);
      if (sitter_.kind != EntityKind::Person) continue;
      titles_.add(title_before(text, mention.start));
      titles_.add(title_behind(text, mention.end));
    }
    names_.end_article();
    titles_.end_article();
    find_words(text, filed.mentions);
  }

  void find_words(const std::string& text, const std::vector<Mention>& mentions) {
    if (candidates_.empty()) return;
    readers_.stemmer.make_room();
    auto mention = mentions.begin();
    schema::WordScanner scanner{text};
    for (schema::Word word; scanner.next(word, initials_);) {
      if (word.folded.empty()) continue;
      const auto found = by_stem_.find(readers_.stemmer(word.folded));
      if (found == by_stem_.end()) continue;
      while (mention != mentions.end() && mention->end <= word.start) ++mention;
      const bool named = mention != mentions.end() && mention->start < word.end;
      const bool capital = text[word.start] >= 'A' && text[word.start] <= 'Z';
      Candidate& candidate = candidates_[found->second];
      candidate.spellings.add(std::string{word.folded});
      ++candidate.written;
      if (named || capital) ++candidate.as_name;
    }
  }

  /// Those of the candidates that are words, with their counts over all articles.
  std::vector<UnusualWord> unusual_words() {
    const Matcher matcher{readers_.database, readers_.columns,
                          [this]() -> schema::TokenReader& { return readers_.tokens; }};
    const std::uint64_t here = sitter_.documents.count();
    const std::uint64_t anywhere = readers_.database.get_doccount();
    std::vector<UnusualWord> words;
    std::size_t counted = 0;
    for (const Candidate& candidate : candidates_) {
      if (counted == kCounted) break;
      if (candidate.written == 0 || 2 * candidate.as_name > candidate.written) continue;
      ++counted;
      Condition condition = Condition::of_term(candidate.stem);
      Bitmap documents = matcher.documents_of(condition);
      const std::uint64_t with_word = documents.count();
      documents.intersect(sitter_.documents);
      const std::uint64_t count = documents.count();
      const double telling = significance({count, here, with_word, anywhere});
      if (telling >= kTelling) words.push_back({candidate.spellings.surface(), count, telling});
    }
    std::sort(words.begin(), words.end(), [](const UnusualWord& a, const UnusualWord& b) {
      return a.significance != b.significance ? a.significance > b.significance : a.word < b.word;
    });
    if (words.size() > kWords) words.resize(kWords);
    return words;
  }

  /// As the articles read call it, then what else the archive files under it.
  std::vector<std::string> other_names() {
    names_.leave_out(sitter_.key);
    if (sitter_.kind == EntityKind::Country) {
      names_.leave_out(country_name(sitter_.key));
      return names_.commonest(kNames, 1);
    }
    std::vector<std::string> names = names_.commonest(kNames, 1);
    const FacetColumn column = readers_.columns.facet(
        sitter_.kind == EntityKind::Person ? Facet::Person : Facet::Organisation);
    const auto own = column.find(sitter_.key);
    if (!own) return names;
    for (const ValueId value : column.values()) {
      if (names.size() >= kNames) break;
      if (value != *own && column.filed_under(value) == own && !names_.holds(column.label(value)))
        names.emplace_back(column.label(value));
    }
    return names;
  }

  const Sitter& sitter_;
  const PortraitReaders& readers_;
  std::vector<Xapian::docid> walked_;
  std::vector<Candidate> candidates_;
  std::unordered_map<std::string, std::size_t> by_stem_;
  schema::Initials initials_;
  SpellingsByName names_, titles_;
};

}  // namespace

Portrait draw(const Sitter& sitter, const PortraitReaders& readers) {
  return Drawing{sitter, readers}.draw();
}

}  // namespace morgue
