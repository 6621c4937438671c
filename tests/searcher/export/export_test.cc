#include "searcher/export/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "searcher/export/bibtex.h"
#include "searcher/export/citation.h"
#include "searcher/export/csv.h"
#include "searcher/searcher.h"
#include "tests/support/test_archive.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ArticleView oil_story() {
  ArticleView view;
  view.article.id = "news/2016/oil & gas.txt";
  view.article.headline = "OPEC & friends cut output 5%";
  view.article.byline = "Anna Verbeek, Jan van der Berg";
  view.article.source = "Meridian Ledger";
  view.article.section = "Business";
  view.article.language = "en";
  view.article.url = "https://meridian.example/a_b?c=1&d=%20";
  view.article.source_path = "/news/2016/oil & gas.txt";
  view.article.published = parse_iso("2016-11-30T14:05:00Z");
  view.article.published_from = PublishedFrom::Metadata;
  view.annotations.entities = {{EntityKind::Country, "AT", 1, true},
                               {EntityKind::Country, "IR", 0.2F, false},
                               {EntityKind::Organisation, "OPEC", 1, true}};
  return view;
}

TEST(Csv, HasALineOfAllFieldsWithItsListsInOneCell) {
  EXPECT_EQ(exported(ExportFormat::Csv, EntityScope::Focus, oil_story()),
            std::string{kCsvHeader} +
                "news/2016/oil & gas.txt,OPEC & friends cut output "
                "5%,2016-11-30T14:05:00Z,metadata,Meridian Ledger,\"Anna Verbeek, Jan van der "
                "Berg\",Business,en,AT,Austria,,OPEC,https://meridian.example/"
                "a_b?c=1&d=%20,/news/2016/oil & gas.txt\r\n");
  EXPECT_THAT(exported(ExportFormat::Csv, EntityScope::AnyMention, oil_story()),
              HasSubstr("\"AT; IR\",\"Austria; Iran\""));
}

TEST(Csv, HasAsManyCellsInALineAsInItsHeader) {
  const std::string row = csv_row(ArticleView{}, EntityScope::Focus);
  EXPECT_EQ(std::count(row.begin(), row.end(), ','),
            std::count(kCsvHeader.begin(), kCsvHeader.end(), ','));
}

TEST(Csv, QuotesAsRfc4180SaysAndKeepsSpreadsheetsFromRunningACell) {
  const struct {
    std::string_view value, cell;
  } rows[] = {
      {"", ""},
      {"plain", "plain"},
      {"a, b", "\"a, b\""},
      {"He said \"no\"", "\"He said \"\"no\"\"\""},
      {"two\nlines", "\"two\nlines\""},
      {"a; b", "\"a; b\""},
      {"=1+1", "'=1+1"},
      {"+44 to call", "'+44 to call"},
      {"-5C in Oslo", "'-5C in Oslo"},
      {"@home", "'@home"},
      {"\t=1", "'\t=1"},
      {"=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""},
      {"1-0 for Norvik", "1-0 for Norvik"},
  };
  for (const auto& [value, cell] : rows) EXPECT_EQ(csv_cell(value), cell) << value;
}

TEST(BibTex, IsAnArticleOfItsNewspaper) {
  EXPECT_EQ(exported(ExportFormat::BibTex, EntityScope::Focus, oil_story()),
            "@article{news/2016/oil---gas.txt-" + bibtex_key("news/2016/oil & gas.txt").substr(24) +
                ",\n"
                "  title = {{OPEC \\& friends cut output 5\\%}},\n"
                "  author = {Verbeek, Anna and van der Berg, Jan},\n"
                "  journal = {Meridian Ledger},\n"
                "  year = {2016},\n"
                "  month = nov,\n"
                "  day = {30},\n"
                "  url = {https://meridian.example/a_b?c=1&d=%20},\n"
                "  language = {en},\n"
                "  keywords = {Austria, OPEC},\n"
                "}\n");
  EXPECT_THAT(bibtex_entry(citation_of(ArticleView{}, EntityScope::Focus)),
              StartsWith("@misc{,\n  title = {{[Without a headline]}}"));
}

TEST(BibTex, EscapesWhatTexTakesForACommandAndKeepsBracesBalanced) {
  EXPECT_EQ(bibtex_text("50% of $5 & #1_a"), "50\\% of \\$5 \\& \\#1\\_a");
  EXPECT_EQ(bibtex_text("~ ^ \\"), "\\textasciitilde{} \\textasciicircum{} \\textbackslash{}");
  EXPECT_EQ(bibtex_text("a { b } c"), "a \\textbraceleft{} b \\textbraceright{} c");
  EXPECT_EQ(bibtex_text("Erdoğan’s “no”"), "Erdoğan’s “no”");
  ArticleView view = oil_story();
  view.article.url = "https://x.example/{a}\\b";
  EXPECT_THAT(exported(ExportFormat::BibTex, EntityScope::Focus, view),
              HasSubstr("url = {https://x.example/%7Ba%7D%5Cb}"));
}

TEST(BibTex, HasAKeyOfItsOwnForEachArticle) {
  EXPECT_EQ(bibtex_key("news/2016/a-b_c.txt:7"), "news/2016/a-b_c.txt:7");
  std::set<std::string> keys;
  for (const std::string_view id : {"a b", "a,b", "a{b", "a-b", "aéb", "a%b"}) {
    const std::string key = bibtex_key(id);
    EXPECT_EQ(key.find_first_of(" ,{}%#\\\"~"), std::string::npos) << key;
    EXPECT_TRUE(keys.insert(key).second) << key;
  }
}

TEST(Ris, IsNewsInTaggedLines) {
  const std::string ris = exported(ExportFormat::Ris, EntityScope::Focus, oil_story());
  EXPECT_THAT(ris, StartsWith("TY  - NEWS\r\nTI  - OPEC & friends cut output 5%\r\n"));
  EXPECT_THAT(ris, HasSubstr("\r\nAU  - Verbeek, Anna\r\nAU  - van der Berg, Jan\r\n"));
  EXPECT_THAT(ris, HasSubstr("\r\nT2  - Meridian Ledger\r\nPY  - 2016\r\nDA  - 2016/11/30/\r\n"));
  EXPECT_THAT(ris, HasSubstr("\r\nKW  - Austria\r\nKW  - OPEC\r\n"));
  EXPECT_THAT(ris, EndsWith("\r\nER  - \r\n\r\n"));
  EXPECT_THAT(exported(ExportFormat::Ris, EntityScope::Focus, ArticleView{}),
              Not(HasSubstr("DA  -")));
}

TEST(Csl, IsAnArrayOfNewspaperArticles) {
  const auto items =
      nlohmann::json::parse(exported(ExportFormat::Csl, EntityScope::Focus, oil_story()));
  ASSERT_EQ(items.size(), 1U);
  const auto& item = items[0];
  EXPECT_EQ(item.at("id"), "news/2016/oil & gas.txt");
  EXPECT_EQ(item.at("type"), "article-newspaper");
  EXPECT_EQ(item.at("container-title"), "Meridian Ledger");
  EXPECT_EQ(item.at("author")[1].at("family"), "van der Berg");
  EXPECT_EQ(item.at("issued").at("date-parts"), nlohmann::json::parse("[[2016, 11, 30]]"));
  EXPECT_FALSE(nlohmann::json::parse(exported(ExportFormat::Csl, EntityScope::Focus, ArticleView{}))
                   .at(0)
                   .contains("issued"));
}

TEST(Byline, IsTakenApartIntoPersonsAndOthers) {
  const struct {
    std::string_view byline;
    std::vector<Author> authors;
  } rows[] = {
      {"", {}},
      {"Anna Verbeek", {{"Verbeek", "Anna"}}},
      {"A. Roe and B. Doe", {{"Roe", "A."}, {"Doe", "B."}}},
      {"Ann Roe, Bo Doe, and Cy Poe", {{"Roe", "Ann"}, {"Doe", "Bo"}, {"Poe", "Cy"}}},
      {"Ludwig van Beethoven", {{"van Beethoven", "Ludwig"}}},
      // What is no person's name is not turned round.
      {"Reuters", {{"Reuters", ""}}},
      {"Halyard Staff", {{"Halyard Staff", ""}}},
      {"Associated Press", {{"Associated Press", ""}}},
      {"our own correspondents", {{"our own correspondents", ""}}},
  };
  for (const auto& [byline, authors] : rows) EXPECT_EQ(authors_of(byline), authors) << byline;
}

TEST(ExportFileName, IsOfPlainLettersWhateverWasAsked) {
  EXPECT_EQ(export_file_name(ExportFormat::Csv, "Aleppo  siege"), "morgue-aleppo-siege.csv");
  EXPECT_EQ(export_file_name(ExportFormat::BibTex, ""), "morgue.bib");
  EXPECT_EQ(export_file_name(ExportFormat::Ris, "\"Erdoğan\"\r\nX: y/../z"),
            "morgue-erdogan-x-y-z.ris");
  EXPECT_LT(export_file_name(ExportFormat::Csl, std::string(3000, 'x')).size(), 150U);
  EXPECT_LT(export_file_name(ExportFormat::Csl, std::string(3000, ' ') + "x y z").size(), 150U);
}

class Exports : public testing::Test {
 protected:
  Exports()
      : archive_({
            test::article("a", "2016-12-19", "Oil", "Oil and oil and oil.", {"IR"}),
            test::article("b", "2016-12-20", "Gas", "Oil in passing, much more of gas."),
            test::article("c", "", "Coal", "Coal, no oil at all."),
            test::article("d", "2016-12-18", "Bread", "A baker bakes."),
        }),
        opened_(archive_.path()) {}

  std::string file(const SearchRequest& request, ExportFormat format = ExportFormat::JsonLines) {
    Export made{format, request.scope,
                opened_.borrow()->every_match(request, facts_of(format).content).articles};
    std::string all;
    while (const auto piece = made.next()) all += *piece;
    return all;
  }

  std::vector<std::string> ids(const SearchRequest& request) {
    std::vector<std::string> found;
    const std::string lines = file(request);
    for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1)
      found.push_back(nlohmann::json::parse(lines.substr(at, lines.find('\n', at) - at)).at("id"));
    return found;
  }

  static SearchRequest of(const std::string& query, Sort sort = Sort::Relevance) {
    SearchRequest request;
    request.query = query;
    request.sort = sort;
    return request;
  }

  test::TestArchive archive_;
  Archive opened_;
};

TEST_F(Exports, HaveEveryMatchInTheOrderAskedFor) {
  EXPECT_THAT(ids(of("oil")), ElementsAre("a", testing::_, testing::_));
  EXPECT_THAT(ids(of("oil", Sort::Newest)), ElementsAre("b", "a", "c"));
  EXPECT_THAT(ids(of("oil", Sort::Oldest)), ElementsAre("a", "b", "c"));
  EXPECT_THAT(ids(of("", Sort::Oldest)), ElementsAre("d", "a", "b", "c"));
  EXPECT_THAT(ids(of("zzzz")), ElementsAre());
}

TEST_F(Exports, ReadAsMuchOfAnArticleAsTheirFormatHas) {
  EXPECT_THAT(file(of("gas")), HasSubstr("Oil in passing, much more of gas."));
  const Listing listing = opened_.borrow()->every_match(of("gas"), Content::Summary);
  const auto summary = listing.articles->next();
  EXPECT_EQ(summary->article.headline, "Gas");
  EXPECT_EQ(summary->article.body, "");
}

TEST_F(Exports, GoOnWhereTheRankingEnds) {
  std::vector<test::AnnotatedArticle> many;
  for (std::size_t i = 0; i < kMaxResultDepth + 5000; ++i)
    many.push_back(test::article("n" + std::to_string(i), "2017-01-01", "", "coal"));
  archive_.add(many);
  const std::vector<std::string> found = ids(of("coal"));
  EXPECT_EQ(found.size(), kMaxResultDepth + 5001);
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size());
}

TEST_F(Exports, HaveEachStoryOnceIfAskedTo) {
  const std::string text =
      "The harbour of Norvik was closed on Monday after dockers walked out over a pay dispute that "
      "has now lasted for seven weeks, and shipping lines said that they would go elsewhere.";
  archive_.add({test::article("s1", "2018-01-01", "Dockers walk out", text),
                test::article("s2", "2018-01-02", "Dockers walk out", text, {}, {}, "Ledger")});
  for (const Sort sort : {Sort::Relevance, Sort::Newest}) {
    SearchRequest request = of("norvik", sort);
    EXPECT_EQ(ids(request).size(), 2U);
    request.stories = Stories::Collapse;
    EXPECT_EQ(ids(request).size(), 1U);
  }
}

TEST_F(Exports, AreWholeFilesEvenOfNothing) {
  const SearchRequest nothing = of("zzzz");
  EXPECT_EQ(file(nothing, ExportFormat::Csv), kCsvHeader);
  EXPECT_EQ(nlohmann::json::parse(file(nothing, ExportFormat::Csl)), nlohmann::json::array());
  EXPECT_EQ(file(nothing, ExportFormat::BibTex), "");
  const auto items = nlohmann::json::parse(file(of("oil"), ExportFormat::Csl));
  EXPECT_EQ(items.size(), 3U);
}

TEST_F(Exports, AreNotCutShortByWritersNorTornByThem) {
  const Listing listing = opened_.borrow()->every_match(of("", Sort::Oldest), Content::Whole);
  EXPECT_EQ(listing.articles->next()->article.id, "d");
  for (int commit = 0; commit < 5; ++commit)
    archive_.add({test::article("later" + std::to_string(commit), "2016-12-19", "Oil", "More.")});
  // What came later is not in it; what was found at the beginning is.
  std::vector<std::string> rest;
  while (const auto view = listing.articles->next()) rest.push_back(view->article.id);
  EXPECT_THAT(rest, ElementsAre("a", "b", "c"));
}

TEST_F(Exports, RefuseWhatASearchRefuses) {
  EXPECT_THROW(
      opened_.borrow()->every_match(of(std::string(kMaxQueryBytes + 1, 'x')), Content::Summary),
      RequestError);
}

TEST_F(Exports, OfPartsHaveEveryArticleOnceAndKeepTheirPlaces) {
  const auto part = [&](std::size_t index) {
    std::vector<std::string> found;
    const auto articles = opened_.borrow()->part(index, 3);
    while (const auto view = articles->next()) found.push_back(view->article.id);
    return found;
  };
  ASSERT_EQ(opened_.borrow()->parts(3), 2U);
  const std::vector<std::string> first = part(0);
  EXPECT_THAT(first, ElementsAre("b", "a", "c"));
  EXPECT_THAT(part(1), ElementsAre("d"));
  EXPECT_THAT(part(2), ElementsAre());
  EXPECT_THAT(part(static_cast<std::size_t>(-1)), ElementsAre());
  archive_.add({test::article("e", "2019-01-01", "New", "New.")});
  EXPECT_EQ(part(0), first);
  EXPECT_THAT(part(1), ElementsAre("e", "d"));
}

}  // namespace
}  // namespace morgue
