#include "searcher/word_order.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

namespace morgue {
namespace {

using schema::TokenId;

constexpr std::size_t kAhead = 24;  // documents that memory is asked for while one is looked at

/// Where a run of codes begins next, at or behind `from`; npos if nowhere. The byte to look for is
/// the one of `run` at `anchor`: a rare one.
std::size_t find_run(std::string_view section, std::string_view run, std::size_t anchor,
                     std::size_t from) {
  while (from + run.size() <= section.size()) {
    const void* const hit = std::memchr(section.data() + from + anchor, run[anchor],
                                        section.size() - run.size() - from + 1);
    if (hit == nullptr) return std::string_view::npos;
    const std::size_t start =
        static_cast<std::size_t>(static_cast<const char*>(hit) - section.data()) - anchor;
    const bool at_boundary = start == 0 || schema::ends_code(section[start - 1]);
    if (at_boundary && section.compare(start, run.size(), run) == 0) return start;
    from = start + 1;
  }
  return std::string_view::npos;
}

/// Words that end in these bytes.
unsigned words_in(std::string_view codes) {
  constexpr std::uint64_t kTopBits = 0x8080808080808080U;
  int words = 0;
  while (codes.size() >= sizeof(std::uint64_t)) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, codes.data(), sizeof eight);
    words += std::popcount(eight & kTopBits);
    codes.remove_prefix(sizeof eight);
  }
  for (const char byte : codes) words += schema::ends_code(byte) ? 1 : 0;
  return static_cast<unsigned>(words);
}

/// How much of a stream is such a byte, more or less and in no unit: by Zipf's law the n-th word
/// makes up 1 / n of a text, and codes are numbered so (token_codes.h). What leads a code stands
/// for 127 words, of those with three bytes for 128 times as many.
double share_of(char byte) {
  constexpr double kLast = 0.06;    // of the codes of two bytes and more
  constexpr double kMiddle = 0.02;  // of those of three
  const auto number = static_cast<unsigned char>(byte);
  return schema::ends_code(byte) ? 1.0 / (number - 0x80) + kLast
                                 : 2 * std::log1p(1.0 / (number + 1)) + kMiddle;
}

/// The codes of a row of words, and where in them the rarest byte is.
struct Run {
  std::string codes;
  std::size_t anchor = 0;

  explicit Run(const std::vector<TokenId>& words) {
    for (const TokenId word : words) schema::put_code(codes, word);
    for (std::size_t i = 1; i < codes.size(); ++i)
      if (share_of(codes[i]) < share_of(codes[anchor])) anchor = i;
  }
};

std::size_t count_run(std::string_view section, const Run& run, std::size_t enough) {
  std::size_t count = 0;
  for (std::size_t at = 0; count < enough; ++count) {
    at = find_run(section, run.codes, run.anchor, at);
    if (at == std::string_view::npos) break;
    at += run.codes.size();
  }
  return count;
}

/// Looks for words within a window: walks through their occurrences in the order of the text, and
/// is done at the first one that has all the others close behind it.
class NearSearch {
 public:
  NearSearch(std::vector<TokenId> words, unsigned window) : window_(window) {
    std::sort(words.rbegin(), words.rend());  // the rarest first: it is most often missing
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i == 0 || words[i] != words[i - 1]) wanted_.push_back({Run{{words[i]}}, {}, 0, 0});
      wanted_.back().latest.push_back(0);
    }
  }

  bool operator()(std::string_view section) {
    for (Wanted& word : wanted_) {
      word.found = 0;
      word.next = word.find(section, 0);
      if (word.next == kNowhere) return false;
    }
    std::size_t counted_to = 0;
    unsigned position = 0;
    for (;;) {
      std::size_t missing_at = 0;
      bool all = true;
      for (const Wanted& word : wanted_) {
        if (word.within(position, window_)) continue;
        if (word.next == kNowhere) return false;  // and never will be again
        missing_at = std::max(missing_at, word.next);
        all = false;
      }
      if (all) return true;
      pass_over(section, missing_at);
      Wanted& nearest =
          *std::min_element(wanted_.begin(), wanted_.end(),
                            [](const Wanted& a, const Wanted& b) { return a.next < b.next; });
      position += words_in(section.substr(counted_to, nearest.next - counted_to));
      counted_to = nearest.next;
      nearest.latest[nearest.found++ % nearest.latest.size()] = position;
      nearest.next = nearest.find(section, nearest.next + nearest.run.codes.size());
    }
  }

 private:
  static constexpr std::size_t kNowhere = std::string_view::npos;

  struct Wanted {
    Run run;
    std::vector<unsigned> latest;  // positions of the last ones, as many as are wanted, in a ring
    std::size_t found;
    std::size_t next;  // byte

    std::size_t find(std::string_view section, std::size_t from) const {
      return find_run(section, run.codes, run.anchor, from);
    }
    bool within(unsigned position, unsigned window) const {
      return found >= latest.size() && position - latest[found % latest.size()] < window;
    }
  };

  /// No window is whole before the word that is missing comes: what stands too far before it to
  /// share one with it is not looked at.
  void pass_over(std::string_view section, std::size_t missing_at) {
    const std::size_t reach = std::size_t{window_} * schema::kMaxCodeBytes;
    if (missing_at < reach) return;
    for (Wanted& word : wanted_)
      if (word.next < missing_at - reach) word.next = word.find(section, missing_at - reach);
  }

  std::vector<Wanted> wanted_;
  unsigned window_;
};

/// Which sections the words of a field stand in.
struct Sections {
  bool headline = true, body = true, byline = true;
};

Sections sections_of(const std::vector<OrderedWord>& words) {
  Sections sections;
  for (const OrderedWord& word : words) {
    const bool byline = *word.field == schema::kByline;
    sections.headline = sections.headline && !byline;
    sections.body = sections.body && *word.field == schema::kText;
    sections.byline = sections.byline && byline;
  }
  return sections;
}

}  // namespace

class WordOrder::Test {
 public:
  Test(const std::vector<OrderedWord>& words, unsigned window, std::size_t at_least,
       schema::TokenReader& tokens)
      : tokens_(tokens),
        sections_(sections_of(words)),
        run_(ids(words, tokens)),
        at_least_(at_least) {
    if (window != 0) near_.emplace(ids(words, tokens), window);
  }

  void expect(Xapian::docid document) const { tokens_.expect(document); }

  bool operator()(Xapian::docid document) {
    const std::string_view codes = tokens_.codes(document);
    // No run of codes goes beyond a break, so headline and body are walked as one.
    if (!near_ && sections_.headline && sections_.body)
      return count_run(codes.substr(0, codes.rfind(schema::kBreak)), run_, at_least_) == at_least_;
    const schema::TokenSections text = schema::split_sections(codes);
    std::size_t missing = at_least_;
    if (sections_.headline) missing -= count(text.headline, missing);
    if (sections_.body) missing -= count(text.body, missing);
    if (sections_.byline) missing -= count(text.byline, missing);
    return missing == 0;
  }

 private:
  static std::vector<TokenId> ids(const std::vector<OrderedWord>& words,
                                  schema::TokenReader& tokens) {
    std::vector<TokenId> ids;
    ids.reserve(words.size());
    for (const OrderedWord& word : words)
      ids.push_back(tokens.id(*word.field == schema::kByline ? word.term() : word.word));
    return ids;
  }

  /// No further than `enough`.
  std::size_t count(std::string_view section, std::size_t enough) {
    if (enough == 0) return 0;
    if (near_) return (*near_)(section) ? 1 : 0;
    return count_run(section, run_, enough);
  }

  schema::TokenReader& tokens_;
  Sections sections_;
  Run run_;
  std::size_t at_least_;            // 1 with near_
  std::optional<NearSearch> near_;  // else a phrase
};

WordOrder::WordOrder(const std::vector<OrderedWord>& words, unsigned window,
                     schema::TokenReader& tokens, std::size_t at_least)
    : test_(std::make_unique<Test>(words, window, at_least, tokens)) {}

WordOrder::~WordOrder() = default;

Bitmap WordOrder::holding(const Bitmap& among) {
  std::vector<Xapian::docid> documents;
  documents.reserve(among.count());
  among.for_each(
      [&](std::size_t document) { documents.push_back(static_cast<Xapian::docid>(document)); });
  Bitmap found{among.size()};
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i + kAhead < documents.size()) test_->expect(documents[i + kAhead]);
    if ((*test_)(documents[i])) found.insert(documents[i]);
  }
  return found;
}

std::size_t count_phrase(std::string_view section, const std::vector<TokenId>& words,
                         std::size_t enough) {
  return count_run(section, Run{words}, enough);
}

bool has_near(std::string_view section, const std::vector<TokenId>& words, unsigned window) {
  return NearSearch{words, window}(section);
}

}  // namespace morgue
