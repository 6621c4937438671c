// The features follow L. Ratinov and D. Roth, Design Challenges and Misconceptions in Named Entity
// Recognition, 2009: window, affixes, shapes, clusters, and what the document says elsewhere.
#include "indexer/tagger/features.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "corpus/text/text.h"

namespace morgue {
namespace {

namespace word_feature {
enum Kind : Feature {
  Lower = 100,
  Case,
  Cluster0,
  Cluster1,
  Cluster2,
  Cluster3,
  Class,
  Form,
  Shape,
  Prefix,
  Suffix,
  LongShape,
  ClusterCase,
  Hyphen,
  ClassCase
};
}  // namespace word_feature

namespace document_feature {
enum Kind : Feature {
  SmallTwin = 200,
  OnlyCapital,
  LeftWord,
  RightWord,
  LeftCluster,
  RightCluster,
  LeftCase,
  RightCase,
  RunFirst,
  RunLast,
  RunFirstCluster,
  RunLastCluster,
  Acronym,
  AcronymHead,
  AcronymHeadCluster,
  SpeltOut,
  LeftClass,
  RightClass,
  LeftCoarse,
  RightCoarse
};
}  // namespace document_feature

std::string lower_case(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 128) {
      lower += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : text[i];
      ++i;
    } else {
      const char32_t code = next_code_point(text, i);
      append_utf8(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code))));
    }
  }
  return lower;
}

struct Letters {
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t digits = 0;
  std::size_t others = 0;
  bool first_upper = false;
};

Letters count_letters(std::string_view text, std::string* shape = nullptr) {
  Letters letters;
  bool first = true;
  for (std::size_t i = 0; i < text.size(); first = false) {
    const auto byte = static_cast<unsigned char>(text[i]);
    char kind = '.';
    if (byte < 128) {
      if (byte >= 'a' && byte <= 'z')
        kind = 'x';
      else if (byte >= 'A' && byte <= 'Z')
        kind = 'X';
      else if (byte >= '0' && byte <= '9')
        kind = '0';
      else
        kind = static_cast<char>(byte);
      ++i;
    } else {
      const auto code = static_cast<UChar32>(next_code_point(text, i));
      if (u_isupper(code))
        kind = 'X';
      else if (u_isalpha(code))
        kind = 'x';
    }
    if (kind == 'X')
      ++letters.upper, letters.first_upper |= first;
    else if (kind == 'x')
      ++letters.lower;
    else if (kind == '0')
      ++letters.digits;
    else
      ++letters.others;
    if (shape != nullptr) *shape += kind;
  }
  return letters;
}

LetterCase case_of(std::string_view text, const Letters& letters) {
  if (letters.upper + letters.lower == 0) return LetterCase::None;
  if (letters.upper == 0) return LetterCase::Lower;
  if (letters.lower == 0)
    return letters.upper == 1 && text.size() <= 2 ? LetterCase::Initial : LetterCase::Capitals;
  return letters.first_upper && letters.upper == 1 ? LetterCase::Capitalised : LetterCase::Mixed;
}

/// "Xxxxx" to "Xx": runs to one.
std::string without_runs(std::string_view shape) {
  std::string brief;
  for (const char c : shape)
    if (brief.empty() || brief.back() != c) brief += c;
  return brief;
}

/// Whole characters only matter to readers: bytes do for telling words apart.
std::string_view head(std::string_view text, std::size_t size) { return text.substr(0, size); }
std::string_view tail(std::string_view text, std::size_t size) {
  return text.size() <= size ? text : text.substr(text.size() - size);
}

std::string digits_as_zero(std::string_view text) {
  std::string zeros(text);
  for (char& c : zeros)
    if (c >= '0' && c <= '9') c = '0';
  return zeros;
}

/// Of the word; else of it without accents; else of what stands behind its last hyphen.
ClusterIds clusters_of(const std::string& lower, const WordClusters& clusters) {
  ClusterIds ids = clusters.of(feature_of(lower));
  if (ids[0] != 0) return ids;
  std::string plain = fold(lower);
  if (plain != lower) ids = clusters.of(feature_of(plain));
  if (ids[0] != 0) return ids;
  const std::size_t hyphen = plain.rfind('-');
  if (hyphen != std::string::npos && hyphen + 1 < plain.size())
    ids = clusters.of(feature_of(std::string_view(plain).substr(hyphen + 1)));
  return ids;
}

}  // namespace

WordFeatures word_features(const TaggerToken& token, bool shouted, const WordClusters& clusters) {
  namespace wf = word_feature;
  WordFeatures word;
  std::string long_shape;
  const Letters letters = count_letters(token.text, &long_shape);
  const std::string lower = digits_as_zero(lower_case(token.text));
  word.lower = feature_of(lower);
  word.letter_case = case_of(token.text, letters);
  const bool says_nothing = shouted && letters.upper > 0;
  if (says_nothing) word.letter_case = LetterCase::Shouted;
  word.shape = says_nothing ? feature_of("SHOUTED") : feature_of(without_runs(long_shape));
  word.clusters = clusters_of(lower, clusters);
  const auto letter_case = static_cast<Feature>(word.letter_case);

  word.window.push_back(joined(wf::Lower, word.lower));
  word.window.push_back(joined(wf::Case, letter_case));
  for (std::size_t c = 0; c < kClusterings; ++c)
    word.window.push_back(joined(wf::Cluster0 + static_cast<Feature>(c), word.clusters[c]));
  for (unsigned bit = 0; bit < 32; ++bit)
    if ((token.classes >> bit & 1U) != 0) {
      word.window.push_back(joined(wf::Class, bit));
      word.own.push_back(joined(wf::ClassCase, bit * 16 + letter_case));
    }

  if (!says_nothing) word.near.push_back(joined(wf::Form, feature_of(token.text)));
  word.near.push_back(joined(wf::Shape, word.shape));
  word.near.push_back(joined(wf::Prefix, feature_of(head(lower, 3))));
  word.near.push_back(joined(wf::Suffix, feature_of(tail(lower, 3))));

  for (std::size_t size = 1; size <= 5 && size <= lower.size(); ++size) {
    if (size != 3) word.own.push_back(joined(wf::Prefix + 1000, feature_of(head(lower, size))));
    if (size != 3) word.own.push_back(joined(wf::Suffix + 1000, feature_of(tail(lower, size))));
  }
  if (!says_nothing) word.own.push_back(joined(wf::LongShape, feature_of(long_shape)));
  word.own.push_back(joined(wf::ClusterCase, word.clusters[2] * 16U + letter_case));
  word.own.push_back(joined(wf::ClusterCase + 1000, word.clusters[1] * 16U + letter_case));
  const std::size_t hyphen = lower.find('-');
  if (hyphen != std::string::npos && hyphen > 0) {
    word.own.push_back(joined(wf::Hyphen, feature_of(head(lower, hyphen))));
    word.own.push_back(joined(wf::Hyphen + 1000, feature_of(lower.substr(lower.rfind('-') + 1))));
  }
  return word;
}

std::vector<SentenceSpan> sentences_of(std::span<const TaggerToken> tokens) {
  std::vector<SentenceSpan> sentences;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    if (i == 0 || tokens[i].sentence_start) sentences.push_back({i, i});
    sentences.back().last = i + 1;
  }
  return sentences;
}

std::vector<bool> shouted_tokens(std::span<const TaggerToken> tokens,
                                 std::span<const SentenceSpan> sentences) {
  std::vector<bool> shouted(tokens.size(), false);
  for (const SentenceSpan sentence : sentences) {
    Letters sum;
    std::size_t words = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Letters letters = count_letters(tokens[i].text);
      sum.upper += letters.upper;
      sum.lower += letters.lower;
      words += letters.upper + letters.lower > 0 ? 1 : 0;
    }
    if (words < 2 || sum.upper * 10 < (sum.upper + sum.lower) * 9) continue;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) shouted[i] = true;
  }
  return shouted;
}

namespace {

/// Gathers, per word in lower case, what its occurrences say.
class Gatherer {
 public:
  Gatherer(std::span<const TaggerToken> tokens, std::span<const WordFeatures* const> words,
           std::span<const SentenceSpan> sentences)
      : tokens_(tokens), words_(words) {
    for (const SentenceSpan sentence : sentences)
      for (std::uint32_t i = sentence.first; i < sentence.last; ++i) visit(sentence, i);
    find_acronyms();
  }

  std::vector<std::uint32_t> fact_of(std::vector<std::vector<Feature>>& facts) {
    std::vector<std::uint32_t> result(tokens_.size(), DocumentFeatures::kNone);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const WordFeatures& word = *words_[i];
      const bool shouted = word.letter_case == LetterCase::Shouted;
      if (!word.is_capitalised() && !shouted) continue;
      Seen& seen = seen_.at(word.lower);
      std::uint32_t& fact = shouted ? seen.fact_shouted : seen.fact;
      if (fact == DocumentFeatures::kNone) {
        std::vector<Feature> features = features_of(seen, shouted);
        if (features.empty()) continue;
        fact = static_cast<std::uint32_t>(facts.size());
        facts.push_back(std::move(features));
      }
      result[i] = fact;
    }
    return result;
  }

 private:
  static constexpr std::uint32_t kMostOccurrences = 10;

  struct Seen {
    std::uint32_t small = 0;
    std::uint32_t capitalised = 0;  // not shouted
    std::vector<Feature> contexts;
    std::vector<Feature> acronym;
    std::uint32_t fact = DocumentFeatures::kNone;
    std::uint32_t fact_shouted = DocumentFeatures::kNone;
  };

  void visit(SentenceSpan sentence, std::uint32_t i) {
    namespace df = document_feature;
    const WordFeatures& word = *words_[i];
    Seen& seen = seen_[word.lower];
    if (word.letter_case == LetterCase::Lower) ++seen.small;
    if (!word.is_capitalised()) return;
    if (++seen.capitalised > kMostOccurrences) return;
    const auto add = [&](Feature kind, Feature value) {
      seen.contexts.push_back(joined(kind, value));
    };
    if (i > sentence.first) {
      const WordFeatures& left = *words_[i - 1];
      add(df::LeftWord, left.lower);
      add(df::LeftCluster, left.clusters[2]);
      add(df::LeftCoarse, left.clusters[1]);
      add(df::LeftCase, static_cast<Feature>(left.letter_case));
    }
    if (i + 1 < sentence.last) {
      const WordFeatures& right = *words_[i + 1];
      add(df::RightWord, right.lower);
      add(df::RightCluster, right.clusters[2]);
      add(df::RightCoarse, right.clusters[1]);
      add(df::RightCase, static_cast<Feature>(right.letter_case));
    }
    std::uint32_t first = i;
    while (first > sentence.first && words_[first - 1]->is_capitalised()) --first;
    std::uint32_t last = i;
    while (last + 1 < sentence.last && words_[last + 1]->is_capitalised()) ++last;
    if (first < i) {
      add(df::RunFirst, words_[first]->lower);
      add(df::RunFirstCluster, words_[first]->clusters[2]);
    }
    if (last > i) {
      add(df::RunLast, words_[last]->lower);
      add(df::RunLastCluster, words_[last]->clusters[2]);
    }
  }

  /// "National Weather Service (NWS)": the letters are the first ones of the words before the
  /// bracket; small words may be passed over.
  void find_acronyms() {
    namespace df = document_feature;
    for (std::size_t i = 2; i + 2 < tokens_.size(); ++i) {
      if (tokens_[i].text != "(" || tokens_[i + 2].text != ")") continue;
      if (words_[i + 1]->letter_case != LetterCase::Capitals) continue;
      const std::size_t first = spelt_out_from(i, tokens_[i + 1].text);
      if (first == i) continue;
      const WordFeatures& last_word = *words_[i - 1];
      Seen& seen = seen_[words_[i + 1]->lower];
      seen.acronym = {joined(df::Acronym, 0), joined(df::AcronymHead, last_word.lower),
                      joined(df::AcronymHeadCluster, last_word.clusters[2]),
                      joined(df::AcronymHead, words_[first]->lower)};
      for (std::size_t j = first; j < i; ++j)
        if (words_[j]->is_capitalised())
          seen_[words_[j]->lower].acronym = {joined(df::SpeltOut, j == first   ? 0U
                                                                  : j + 1 == i ? 1U
                                                                               : 2U)};
    }
  }

  std::size_t spelt_out_from(std::size_t bracket, std::string_view acronym) const {
    std::size_t letter = acronym.size();
    std::size_t j = bracket;
    while (letter > 0 && j > 0 && bracket - j < 12) {
      --j;
      const char wanted = acronym[letter - 1];
      if (wanted < 'A' || wanted > 'Z') {
        --letter;
        ++j;
        continue;
      }
      const bool fits = words_[j]->is_capitalised() && tokens_[j].text.front() == wanted;
      if (fits) --letter;
      if (!fits && words_[j]->is_capitalised()) return bracket;
      if (!fits && tokens_[j].text.size() > 4) return bracket;
    }
    return letter == 0 && bracket - j >= 2 ? j : bracket;
  }

  static std::vector<Feature> features_of(const Seen& seen, bool shouted) {
    namespace df = document_feature;
    std::vector<Feature> features = seen.acronym;
    const std::uint32_t needed = shouted ? 1 : 2;
    if (seen.small > 0) features.push_back(joined(df::SmallTwin, shouted ? 2 : 0));
    if (seen.small > 0 && seen.capitalised == 0) features.push_back(joined(df::SmallTwin, 1));
    if (seen.small == 0 && seen.capitalised >= needed)
      features.push_back(joined(df::OnlyCapital, std::min(seen.capitalised, 4U)));
    if (seen.capitalised >= needed)
      features.insert(features.end(), seen.contexts.begin(), seen.contexts.end());
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    return features;
  }

  std::span<const TaggerToken> tokens_;
  std::span<const WordFeatures* const> words_;
  std::unordered_map<Feature, Seen> seen_;
};

}  // namespace

DocumentFeatures::DocumentFeatures(std::span<const TaggerToken> tokens,
                                   std::span<const WordFeatures* const> words,
                                   std::span<const SentenceSpan> sentences)
    : fact_of_(Gatherer(tokens, words, sentences).fact_of(facts_)) {}

}  // namespace morgue
