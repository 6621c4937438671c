// Phrases and NEAR against an oracle: a Xapian database of the same articles with positions. Seeded
// random questions, alone and joined, must find the same articles, whether the token streams are
// whole, damaged or gone.
#include "searcher/word_order.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "indexer/schema/token_files.h"
#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using schema::TokenId;
using Xapian::Query;

// Few, so that phrases are found; of one, two and three bytes as codes, and with stems in common.
constexpr std::string_view kWords[] = {"the",     "of",    "oil",   "price",    "prices",
                                       "treaty",  "war",   "talks", "minister", "flood",
                                       "harvest", "zebra", "1987"};
constexpr std::string_view kNames[] = {"anna", "verbeek", "oil", "ruth"};
constexpr Xapian::termpos kBodyPosition =
    2000;  // no phrase and no NEAR reaches from headline to body

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  template <std::size_t N>
  std::string words(const std::string_view (&from)[N], std::size_t count) {
    std::string text;
    for (; count > 0; --count) text += (text.empty() ? "" : " ") + std::string{from[below(N)]};
    return text;
  }

 private:
  std::mt19937 engine_;
};

std::vector<test::AnnotatedArticle> articles(Random& random) {
  std::vector<test::AnnotatedArticle> made;
  for (int number = 0; number < 90; ++number) {
    made.push_back(test::article(
        fmt::format("a{}", number), "2016-12-19", random.words(kWords, random.below(6)),
        random.words(kWords, random.below(40)), {random.below(2) == 0 ? "IR" : "FR"}));
    made.back().article.byline = random.words(kNames, random.below(4));
  }
  return made;
}

/// The same articles with positions, as plain Xapian.
class Oracle {
 public:
  explicit Oracle(const std::vector<test::AnnotatedArticle>& articles)
      : database_(std::string{}, Xapian::DB_BACKEND_INMEMORY) {
    for (const test::AnnotatedArticle& each : articles) {
      Xapian::Document document;
      add(document, each.article.headline, "", 1);
      add(document, each.article.headline, "S", 1);
      add(document, each.article.body, "", kBodyPosition);
      add(document, each.article.byline, "A", 1);
      document.add_boolean_term("XCTY:" + each.annotations.entities.front().key);
      document.set_data(each.article.id);
      database_.add_document(document);
    }
  }

  std::set<std::string> ask(const Query& query) const {
    std::set<std::string> ids;
    Xapian::Enquire enquire{database_};
    enquire.set_query(query);
    const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
    for (auto match = matches.begin(); match != matches.end(); ++match)
      ids.insert(match.get_document().get_data());
    return ids;
  }

  std::vector<std::string> terms(const std::string& text, const std::string& prefix) const {
    std::vector<std::string> terms;
    schema::WordScanner scanner{text};
    schema::Word word;
    while (scanner.next(word))
      terms.push_back(prefix + (prefix == "A" ? std::string{word.folded} : stemmer_(word.folded)));
    return terms;
  }

 private:
  void add(Xapian::Document& document, const std::string& text, const std::string& prefix,
           Xapian::termpos position) const {
    for (const std::string& term : terms(text, prefix)) document.add_posting(term, position++);
  }

  Xapian::WritableDatabase database_;
  mutable schema::Stemmer stemmer_;
};

/// One question in both languages.
struct Question {
  std::string text;
  Query query;
};

class Questions {
 public:
  Questions(Random& random, const Oracle& oracle) : random_(random), oracle_(oracle) {}

  Question any(int depth = 0) {
    const std::size_t kind = random_.below(depth < 2 ? 7 : 4);
    if (kind < 2) return phrase();
    if (kind < 4) return near();
    const Question left = any(depth + 1);
    const Question right = random_.below(4) == 0 ? country() : any(depth + 1);
    if (kind == 4)
      return {fmt::format("({}) OR ({})", left.text, right.text),
              Query{Query::OP_OR, left.query, right.query}};
    if (kind == 5)
      return {fmt::format("({}) AND ({})", left.text, right.text),
              Query{Query::OP_AND, left.query, right.query}};
    return {fmt::format("({}) AND NOT ({})", left.text, right.text),
            Query{Query::OP_AND_NOT, left.query, right.query}};
  }

 private:
  static constexpr std::pair<std::string_view, std::string_view> kFields[] = {
      {"", ""}, {"", ""}, {"headline:", "S"}, {"byline:", "A"}};

  Question phrase() {
    const auto [field, prefix] = kFields[random_.below(4)];
    const std::size_t count = 2 + random_.below(3);
    const std::string words =
        prefix == "A" ? random_.words(kNames, count) : random_.words(kWords, count);
    const std::vector<std::string> terms = oracle_.terms(words, std::string{prefix});
    return {fmt::format("{}\"{}\"", field, words),
            Query{Query::OP_PHRASE, terms.begin(), terms.end(),
                  static_cast<Xapian::termcount>(terms.size())}};
  }

  Question near() {
    const auto [field, prefix] = kFields[random_.below(4)];
    const auto distance = static_cast<Xapian::termcount>(1 + random_.below(6));
    std::set<std::string> terms;
    std::string text;
    for (std::size_t wanted = 2 + random_.below(2); terms.size() < wanted;) {
      const std::string word = prefix == "A" ? random_.words(kNames, 1) : random_.words(kWords, 1);
      const std::string term = oracle_.terms(word, std::string{prefix}).front();
      if (!terms.insert(term).second) continue;  // Xapian's NEAR of a word and itself is another
      text += text.empty() ? "" : fmt::format(" NEAR/{} ", distance);
      text += std::string{field} + word;
    }
    return {text, Query{Query::OP_NEAR, terms.begin(), terms.end(),
                        distance + static_cast<Xapian::termcount>(terms.size()) - 1}};
  }

  Question country() {
    const std::string code = random_.below(2) == 0 ? "IR" : "FR";
    return {"country:" + code, Query{"XCTY:" + code}};
  }

  Random& random_;
  const Oracle& oracle_;
};

std::set<std::string> search(Searcher& searcher, const std::string& text) {
  SearchRequest request;
  request.query = text;
  request.per_page = 100;
  const Answer answer = searcher.search(request);
  EXPECT_EQ(answer.mistake, "") << text;
  std::set<std::string> ids;
  for (const Result& result : answer.results) ids.insert(result.id);
  EXPECT_EQ(answer.total, ids.size()) << text;
  return ids;
}

/// Asks 500 questions of an archive whose files `harm` has seen, and of the oracle.
void expect_what_positions_find(unsigned seed,
                                const std::function<void(const std::filesystem::path&)>& harm) {
  Random random{seed};
  const std::vector<test::AnnotatedArticle> all = articles(random);
  const test::TestArchive made{all};
  harm(made.tables());
  const Oracle oracle{all};
  Archive archive{made.path()};
  const Archive::Lease searcher = archive.borrow();
  Questions questions{random, oracle};
  std::size_t found = 0;
  for (int i = 0; i < 500; ++i) {
    const Question question = questions.any();
    const std::set<std::string> expected = oracle.ask(question.query);
    ASSERT_EQ(search(*searcher, question.text), expected) << question.text;
    found += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(found, 150U) << "the questions are too hard to tell anything";
}

TEST(PhrasesAndNear, FindWhatPositionsWouldFind) {
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    SCOPED_TRACE(seed);
    expect_what_positions_find(seed, [](const std::filesystem::path&) {});
  }
}

TEST(PhrasesAndNear, FindTheSameWithoutTheFiles) {
  for (const std::string_view gone : {schema::kStreamFile, schema::kDictionaryFile}) {
    SCOPED_TRACE(gone);
    expect_what_positions_find(
        5, [&](const std::filesystem::path& path) { std::filesystem::remove(path / gone); });
  }
}

TEST(PhrasesAndNear, FindTheSameWhereverABitOfTheFilesIsTurned) {
  for (unsigned seed = 10; seed < 16; ++seed) {
    SCOPED_TRACE(seed);
    expect_what_positions_find(seed, [&](const std::filesystem::path& path) {
      Random random{seed};
      // The dictionary whole in half of the rounds, so that the records are read.
      const auto file = path / (seed % 2 == 0 ? schema::kStreamFile : schema::kDictionaryFile);
      std::fstream stream{file, std::ios::binary | std::ios::in | std::ios::out};
      const std::size_t size = std::filesystem::file_size(file);
      for (int bits = 0; bits < 40; ++bits) {
        const auto at = static_cast<std::streamoff>(random.below(size));
        stream.seekg(at);
        const int byte = stream.get();
        stream.seekp(at);
        stream.put(static_cast<char>(byte ^ 1 << random.below(8)));
      }
    });
  }
}

TEST(PhrasesAndNear, FindTheSameInFilesThatWereCutOff) {
  for (const unsigned percent : {0U, 1U, 50U, 99U}) {
    SCOPED_TRACE(percent);
    expect_what_positions_find(20 + percent, [&](const std::filesystem::path& path) {
      const auto file = path / schema::kStreamFile;
      std::filesystem::resize_file(file, std::filesystem::file_size(file) * percent / 100);
    });
  }
}

TEST(Near, OfAWordAndItselfAsksForItTwice) {
  const test::TestArchive made{{test::article("twice", "", "", "war and war again"),
                                test::article("once", "", "", "war and peace"),
                                test::article("far", "", "war", "war")}};
  Archive archive{made.path()};
  EXPECT_EQ(search(*archive.borrow(), "war NEAR/3 war"), (std::set<std::string>{"twice"}));
}

TEST(Near, OfAHeadlineWordAndAnotherMeansTheHeadline) {
  const test::TestArchive made{{test::article("both", "", "oil and war", "peace"),
                                test::article("body", "", "oil", "war oil war")}};
  Archive archive{made.path()};
  EXPECT_EQ(search(*archive.borrow(), "headline:oil NEAR/5 war"), (std::set<std::string>{"both"}));
}

/// Occurrences of stems in a row within a text, by brute force.
std::size_t occurrences(const Oracle& oracle, const std::string& text, const std::string& words,
                        const std::string& prefix) {
  const std::vector<std::string> all = oracle.terms(text, prefix);
  const std::vector<std::string> wanted = oracle.terms(words, prefix);
  std::size_t count = 0;
  for (auto at = all.begin();; ++count) {
    at = std::search(at, all.end(), wanted.begin(), wanted.end());
    if (at == all.end()) return count;
    at += static_cast<std::ptrdiff_t>(wanted.size());
  }
}

TEST(AtLeast, CountsWordsAndPhrasesInAllOfAnArticle) {
  Random random{30};
  const std::vector<test::AnnotatedArticle> all = articles(random);
  const test::TestArchive made{all};
  const Oracle oracle{all};
  Archive archive{made.path()};
  const Archive::Lease searcher = archive.borrow();
  for (int round = 0; round < 300; ++round) {
    const std::string words = random.words(kWords, 1 + random.below(2));
    const std::size_t wanted = 1 + random.below(4);
    const bool headline = random.below(3) == 0;
    std::set<std::string> expected;
    for (const test::AnnotatedArticle& each : all) {
      const Article& article = each.article;
      const std::size_t found = occurrences(oracle, article.headline, words, "") +
                                (headline ? 0 : occurrences(oracle, article.body, words, ""));
      if (found >= wanted) expected.insert(article.id);
    }
    const std::string text =
        fmt::format("atleast{}:{}\"{}\"", wanted, headline ? "headline:" : "", words);
    EXPECT_EQ(search(*searcher, text), expected) << text;
  }
}

TEST(AtLeast, CountsStemsAndStaysRequiredAmongPartialMatches) {
  const test::TestArchive made{{test::article("thrice", "", "Oil price", "Oil prices. Prices!"),
                                test::article("twice", "", "", "price of wheat, prices of oil")}};
  Archive archive{made.path()};
  EXPECT_EQ(search(*archive.borrow(), "atleast3:prices"), (std::set<std::string>{"thrice"}));
  EXPECT_EQ(search(*archive.borrow(), "oil -atleast3:price"), (std::set<std::string>{"twice"}));
  EXPECT_EQ(search(*archive.borrow(), "wheat flood atleast3:price"), (std::set<std::string>{}));
  EXPECT_EQ(search(*archive.borrow(), "oil flood atleast3:price"),
            (std::set<std::string>{"thrice"}));
}

/// Codes of all lengths, by brute force over the numbers.
TEST(WordOrder, IsReadFromCodesAsFromNumbers) {
  Random random{7};
  constexpr TokenId kIds[] = {0,      1,      126,    127,       128,      253,
                              16'382, 16'383, 16'384, 2'097'151, 4'000'000};
  for (int round = 0; round < 3000; ++round) {
    std::vector<TokenId> text(random.below(25)), words(2 + random.below(2));
    for (TokenId& id : text) id = kIds[random.below(std::size(kIds))];
    for (TokenId& id : words) id = kIds[random.below(std::size(kIds))];
    const auto window = static_cast<unsigned>(words.size() + random.below(6));
    std::string codes;
    for (const TokenId id : text) schema::put_code(codes, id);

    std::size_t in_a_row = 0;
    for (auto at = text.begin();; ++in_a_row) {
      at = std::search(at, text.end(), words.begin(), words.end());
      if (at == text.end()) break;
      at += static_cast<std::ptrdiff_t>(words.size());
    }
    EXPECT_EQ(count_phrase(codes, words, 100), in_a_row);
    EXPECT_EQ(count_phrase(codes, words, 1), std::min<std::size_t>(in_a_row, 1));

    std::map<TokenId, std::ptrdiff_t> counts;
    for (const TokenId id : words) ++counts[id];
    bool together = false;
    for (std::size_t start = 0; start < text.size(); ++start) {
      const auto first = text.begin() + static_cast<std::ptrdiff_t>(start);
      const auto last = text.begin() + static_cast<std::ptrdiff_t>(
                                           std::min<std::size_t>(start + window, text.size()));
      together = together || std::all_of(counts.begin(), counts.end(), [&](const auto& wanted) {
                   return std::count(first, last, wanted.first) >= wanted.second;
                 });
    }
    EXPECT_EQ(has_near(codes, words, window), together);
  }
}

}  // namespace
}  // namespace morgue
