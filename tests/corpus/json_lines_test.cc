#include <gtest/gtest.h>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

Collected read_json(const std::string& bytes, const ReadLimits& limits = {}) {
  return read_stream(read_json_lines, bytes, "wire.jsonl", limits);
}

/// The only article of an input that nothing is wrong with.
Article only_article(const std::string& bytes) {
  const Collected read = read_json(bytes);
  for (const Skipped& skipped : read.skipped) ADD_FAILURE() << skipped.detail;
  EXPECT_EQ(read.articles.size(), 1u);
  return read.articles.empty() ? Article{} : read.articles.front();
}

std::vector<std::string> headlines_of(const Collected& read) {
  std::vector<std::string> headlines;
  for (const Article& article : read.articles) headlines.push_back(article.headline);
  return headlines;
}

std::string utf16_le(std::string_view ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out.append(1, c).append(1, '\0');
  return out;
}

TEST(JsonLines, FillEveryField) {
  const Article article = only_article(
      R"({"id": "lh-7", "url": "https://herald.example/trams", "title": "Tram line opens", )"
      R"("date": "2016-12-19T14:05:00+01:00", "source": "The Lanternfield Herald", "author": "By Anna Verbeek", )"
      R"("section": "City", "language": "en-GB", "body": "The line opened.\n\nCrowds came.", "wordcount": 5})");
  EXPECT_EQ(article.id, "lh-7");
  EXPECT_EQ(article.source_path, "/archive/wire.jsonl");
  EXPECT_EQ(article.line, 1u);
  EXPECT_EQ(article.url, "https://herald.example/trams");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(published_of(article), "2016-12-19T14:05:00+01:00 metadata");
  EXPECT_EQ(article.source, "The Lanternfield Herald");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(article.section, "City");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.body, "The line opened.\n\nCrowds came.");
  EXPECT_FALSE(article.dateline);
}

TEST(JsonLines, KnowTheOtherNamesOfTheFields) {
  const Article article = only_article(
      R"({"headline": "Tram line opens", "published": "2016-12-19", "byline": "Anna Verbeek", "text": "Crowds came."})");
  EXPECT_EQ(article.headline, "Tram line opens");
  EXPECT_EQ(published_of(article), "2016-12-19 metadata");
  EXPECT_EQ(article.byline, "Anna Verbeek");
  EXPECT_EQ(article.body, "Crowds came.");
}

TEST(JsonLines, TakeTheFirstOfTwoNamesThatSaysSomething) {
  const Article both = only_article(
      R"({"headline": "Short", "title": "The long one", "text": "No.", "body": "Yes.", "byline": "Tom Oduya", )"
      R"("author": "Anna Verbeek", "published": "2016-01-01", "date": "2016-12-19"})");
  EXPECT_EQ(both.headline, "The long one");
  EXPECT_EQ(both.body, "Yes.");
  EXPECT_EQ(both.byline, "Anna Verbeek");
  EXPECT_EQ(published_of(both), "2016-12-19 metadata");
  const Article blank = only_article(
      R"({"headline": "Short", "title": " ", "text": "Yes.", "body": "", "byline": "Tom Oduya", "author": null, )"
      R"("published": "2016-01-01", "date": ""})");
  EXPECT_EQ(blank.headline, "Short");
  EXPECT_EQ(blank.body, "Yes.");
  EXPECT_EQ(blank.byline, "Tom Oduya");
  EXPECT_EQ(published_of(blank), "2016-01-01 metadata");
}

TEST(JsonLines, KeepIds) {
  const struct {
    std::string_view json;
    std::string_view expected;
  } rows[] = {
      {R"("lh-7")", "lh-7"},
      {R"("a b/C#7?ä")", "a b/C#7?ä"},
      {R"(7)", "7"},
      {R"(12345678901234567890)", "12345678901234567890"},
      {R"("https://herald.example/trams")", "https://herald.example/trams"},
      // Without one, the place in the file is the id.
      {R"("")", "wire.jsonl/1"},
      {R"("  ")", "wire.jsonl/1"},
      {R"(null)", "wire.jsonl/1"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.json);
    EXPECT_EQ(only_article(R"({"title": "T", "id": )" + std::string(row.json) + "}").id,
              row.expected);
  }
}

TEST(JsonLines, WithoutIdsAreNamedByFileAndLine) {
  const Collected read = read_json("{\"title\": \"One\"}\n\n{\"title\": \"Two\"}\n");
  ASSERT_EQ(read.articles.size(), 2u);
  EXPECT_EQ(read.articles[0].id, "wire.jsonl/1");
  EXPECT_EQ(read.articles[1].id, "wire.jsonl/3");
  EXPECT_EQ(read.articles[1].line, 3u);
}

TEST(JsonLines, ReadValuesAsAPersonWould) {
  const struct {
    std::string_view author;
    std::string_view expected;
  } rows[] = {
      {R"("Anna Verbeek and Tom Oduya, Halyard")", "Anna Verbeek, Tom Oduya"},
      {R"(["Anna Verbeek", "Tom Oduya"])", "Anna Verbeek, Tom Oduya"},
      {R"({"name": "Anna Verbeek", "email": "av@herald.example"})", "Anna Verbeek"},
      {R"([{"name": "Anna Verbeek"}, null, {"name": "Tom Oduya"}])", "Anna Verbeek, Tom Oduya"},
      {R"({"nothing": "known"})", ""},
      {R"(true)", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.author);
    EXPECT_EQ(only_article(R"({"title": "T", "author": )" + std::string(row.author) + "}").byline,
              row.expected);
  }
  EXPECT_EQ(only_article(R"({"body": ["First paragraph.", "Second paragraph."]})").body,
            "First paragraph.\n\nSecond paragraph.");
}

TEST(JsonLines, ReadTheDateOrFindItInTheAddress) {
  const struct {
    std::string_view fields;
    std::string_view expected;
  } rows[] = {
      {R"("date": "2016-12-19")", "2016-12-19 metadata"},
      {R"("date": "Mon, 19 Dec 2016 14:05:00 GMT")", "2016-12-19T14:05:00Z metadata"},
      {R"("date": "December 19, 2016")", "2016-12-19 metadata"},
      {R"("date": 1482156300)", "2016-12-19T14:05:00Z metadata"},
      {R"("date": 1482156300000)", "2016-12-19T14:05:00Z metadata"},
      {R"("url": "https://herald.example/2016/12/19/trams")", "2016-12-19 url"},
      {R"("url": "https://herald.example/2016/12/19/trams", "date": "2016-12-20")",
       "2016-12-20 metadata"},
      {R"("body": "TEHRAN, Dec 19, 2016 (Tasnim) – They spoke.")", "2016-12-19 dateline"},
      {R"("body": "By Anna Verbeek\n19 December 2016\n\nThey spoke.")", "2016-12-19 text"},
      // A day is never invented.
      {R"("body": "TEHRAN, Dec 19 (Tasnim) – They spoke.")", "none"},
      {R"("url": "https://herald.example/2016/trams")", "none"},
      {R"("date": null)", "none"},
      {R"("date": "")", "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fields);
    EXPECT_EQ(published_of(only_article(R"({"title": "T", )" + std::string(row.fields) + "}")),
              row.expected);
  }
}

TEST(JsonLines, AreFromTheAgencyOfTheirAuthorIfNoSourceIsNamed) {
  const auto source = [](std::string_view fields) {
    return only_article(R"({"title": "T", "body": "It opened.", )" + std::string(fields) + "}")
        .source;
  };
  EXPECT_EQ(source(R"("author": "Anna Verbeek, Associated Press")"), "AP");
  EXPECT_EQ(source(R"("byline": "Reuters")"), "Reuters");
  EXPECT_EQ(source(R"("author": "Anna Verbeek")"), "");
  EXPECT_EQ(source(R"("author": "Reuters", "source": "Halyard Wire")"), "Halyard Wire");
}

TEST(JsonLines, KeepTheDayOfTheLastChangeApart) {
  const struct {
    std::string_view fields;
    std::string_view published;
    std::string_view modified;
  } rows[] = {
      {R"("date": "2016-12-19", "modified": "2016-12-20")", "2016-12-19 metadata", "2016-12-20"},
      {R"("date": "2016-12-19", "updated": 1482307200)", "2016-12-19 metadata",
       "2016-12-21T08:00:00Z"},
      {R"("updated": "2016-12-21", "modified": "2016-12-20")", "none", "2016-12-20"},
      {R"("updated": "2016-12-21", "url": "https://herald.example/2016/12/19/trams")",
       "2016-12-19 url", "2016-12-21"},
      {R"("date": "2016-12-19", "modified": false, "updated": "never")", "2016-12-19 metadata",
       "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.fields);
    const Article article = only_article(R"({"title": "T", )" + std::string(row.fields) + "}");
    EXPECT_EQ(published_of(article), row.published);
    EXPECT_EQ(modified_of(article), row.modified);
  }
}

TEST(JsonLines, KeepAnArticleWhoseDateIsNotUnderstoodAndSayThatItIsDoubtful) {
  const Collected read =
      read_json("{\"title\": \"One\"}\n{\"title\": \"Two\", \"date\": \"03/04/2016\"}\n");
  EXPECT_EQ(headlines_of(read), (std::vector<std::string>{"One", "Two"}));
  EXPECT_EQ(published_of(read.articles.at(1)), "none");
  ASSERT_EQ(read.skipped.size(), 1u);
  EXPECT_TRUE(read.skipped[0].doubtful);
  EXPECT_EQ(read.skipped[0].line, 2u);
  EXPECT_EQ(read.skipped[0].detail,
            "its date '03/04/2016' is not understood; write it as 2016-12-19");
}

TEST(JsonLines, HaveAddressesOfTheWebOnly) {
  const struct {
    std::string_view url;
    std::string_view expected;
  } rows[] = {
      {"https://herald.example/trams", "https://herald.example/trams"},
      {" HTTP://herald.example/ ", "HTTP://herald.example/"},
      {"javascript:alert(1)", ""},
      {"ftp://herald.example/", ""},
      {"/trams", ""},
      {"https://herald.example/a b", ""},
      {"https://herald.example/\\\"onclick=", ""},
      {"https://herald.example/\\u2028x", ""},  // a line separator is a blank, too
      {"https://herald.example/\\u00a0x", ""},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.url);
    EXPECT_EQ(only_article(R"({"title": "T", "url": ")" + std::string(row.url) + "\"}").url,
              row.expected);
  }
}

TEST(JsonLines, FollowTheConventionsOfWireCopy) {
  const Article article = only_article(
      R"({"title": "Leaders meet", "body": "LEADERS MEET\n\nBy Tom Oduya\n\nTEHRAN (Tasnim) – The leaders met.\n\n)"
      R"(They shook hands.\n\n(Reporting by Tom Oduya)\n\nMost Visited in Politics\nBank cuts rates"})");
  EXPECT_EQ(article.headline, "Leaders meet");
  EXPECT_EQ(article.byline, "Tom Oduya");
  EXPECT_EQ(article.dateline, (Dateline{"TEHRAN", std::nullopt, "Tasnim"}));
  EXPECT_EQ(article.source, "Tasnim");  // whose else, if nothing says so
  EXPECT_EQ(article.body, "The leaders met.\n\nThey shook hands.");
}

TEST(JsonLines, CloseTheGapsThatStrippedMarkupLeft) {
  EXPECT_EQ(
      only_article(
          R"({"body": "Shares of Exhal ( XHL.N ) and Orrery , both listed , fell ; others rose."})")
          .body,
      "Shares of Exhal (XHL.N) and Orrery, both listed, fell; others rose.");
}

TEST(JsonLines, AreReadInEveryLayout) {
  const struct {
    std::string_view what;
    std::string bytes;
    std::vector<std::uint64_t> lines;
  } rows[] = {
      {"one a line", "{\"title\": \"A\"}\n{\"title\": \"B\"}\n", {1, 2}},
      {"no newline at the end", "{\"title\": \"A\"}\n{\"title\": \"B\"}", {1, 2}},
      {"CR LF and empty lines", "\r\n{\"title\": \"A\"}\r\n\r\n{\"title\": \"B\"}\r\n", {2, 4}},
      {"a byte order mark", "\xEF\xBB\xBF{\"title\": \"A\"}\n{\"title\": \"B\"}\n", {1, 2}},
      {"an array on one line", "[{\"title\": \"A\"}, {\"title\": \"B\"}]", {1, 1}},
      {"a pretty-printed array",
       "[\n  {\n    \"title\": \"A\"\n  },\n  {\n    \"title\": \"B\"\n  }\n]\n",
       {2, 5}},
      {"pretty-printed objects", "{\n  \"title\": \"A\"\n}\n{\n  \"title\": \"B\"\n}\n", {1, 4}},
      {"a brace in a string",
       "{\n  \"title\": \"A\",\n  \"body\": \"a } \\\" {\"\n}\n{\"title\": \"B\"}\n",
       {1, 5}},
      {"an object inside",
       "{\n\"title\": \"A\", \"author\":\n{\"name\": \"X\"}\n}\n{\"title\": \"B\"}\n",
       {1, 5}},
      {"UTF-16, as Windows tools write it",
       utf16_le("{\"title\": \"A\"}\r\n{\"title\": \"B\"}\r\n"),
       {1, 2}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_json(row.bytes);
    EXPECT_EQ(headlines_of(read), (std::vector<std::string>{"A", "B"}));
    std::vector<std::uint64_t> lines;
    for (const Article& article : read.articles) lines.push_back(article.line);
    EXPECT_EQ(lines, row.lines);
    for (const Skipped& skipped : read.skipped) ADD_FAILURE() << skipped.detail;
  }
}

TEST(JsonLines, CostOneLineEachWhenTheyAreBroken) {
  const struct {
    std::string_view what;
    std::string bad;
    SkipReason reason;
    std::string_view detail;
  } rows[] = {
      {"cut off", R"({"title": "Tram line op)", SkipReason::Malformed, "broken JSON: "},
      {"not closed", R"({"title": "Trams")", SkipReason::Malformed, "broken JSON: "},
      {"two on a line", R"({"title": "A"} {"title": "B"})", SkipReason::Malformed, "broken JSON: "},
      {"prose", "Tram line opens", SkipReason::Malformed, "broken JSON: "},
      {"a bare string", R"("Trams")", SkipReason::Malformed, "not a JSON object"},
      {"an array", R"([1, 2])", SkipReason::Malformed, "not a JSON object"},
      {"nested beyond reason",
       R"({"title": )" + std::string(5000, '[') + std::string(5000, ']') + "}",
       SkipReason::Malformed, "broken JSON: "},
      {"a control character", "{\"title\": \"a\x01\"}", SkipReason::Malformed, "broken JSON: "},
      {"half a surrogate pair", R"({"title": "\ud83d!"})", SkipReason::Malformed, "broken JSON: "},
      {"no text", R"({"id": "7", "date": "2016-12-19"})", SkipReason::NoText,
       "neither a title nor a body"},
      {"an empty object", "{}", SkipReason::NoText, "neither a title nor a body"},
      {"invisible text", R"({"title": "\u200b\u00ad", "body": " \n\u00a0"})", SkipReason::NoText,
       "neither a title nor a body"},
      // A body of nothing but a byline is none once the byline is where it belongs.
      {"only a byline", R"({"body": "By Anna Verbeek"})", SkipReason::NoText,
       "neither a title nor a body"},
      {"an endless id", R"({"title": "T", "id": ")" + std::string(501, 'x') + "\"}",
       SkipReason::Malformed, "its id is over 500 bytes"},
      {"a line break in an id", R"({"title": "T", "id": "a\nb"})", SkipReason::Malformed,
       "its id has control characters"},
      {"a control character of Latin-1 in an id", R"({"title": "T", "id": "a\u0085b"})",
       SkipReason::Malformed, "its id has control characters"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read =
        read_json("{\"title\": \"Before\"}\n" + row.bad + "\n{\"title\": \"After\"}\n");
    EXPECT_EQ(headlines_of(read), (std::vector<std::string>{"Before", "After"}));
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].path, "/archive/wire.jsonl");
    EXPECT_EQ(read.skipped[0].line, 2u);
    EXPECT_EQ(read.skipped[0].reason, row.reason);
    EXPECT_TRUE(read.skipped[0].detail.starts_with(row.detail)) << read.skipped[0].detail;
    EXPECT_FALSE(read.skipped[0].doubtful);
  }
}

TEST(JsonLines, AreReadOnAfterABrokenFirstLine) {
  // A line of "{" alone would be the beginning of a pretty-printed object.
  for (const std::string_view bad :
       {R"({"title": "Tram line op)", R"({"title": "Trams")", "Trams", "}", "\x01"}) {
    SCOPED_TRACE(bad);
    const Collected read =
        read_json(std::string(bad) + "\n{\"title\": \"After\"}\n{\"title\": \"Last\"}\n");
    EXPECT_EQ(headlines_of(read), (std::vector<std::string>{"After", "Last"}));
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].line, 1u);
  }
}

TEST(JsonLines, ThatAreOneObjectCutOffAreReportedWhereItBegins) {
  for (const std::string_view bytes :
       {"\n[\n {\"title\": \"A\"},\n {\"title\": \"B", "\n\n\n{\n \"title\": \"A\",\n"}) {
    SCOPED_TRACE(bytes);
    const Collected read = read_json(std::string(bytes));
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].line, 4u);
    EXPECT_EQ(read.skipped[0].reason, SkipReason::Malformed);
    EXPECT_EQ(read.skipped[0].detail, "broken JSON: the file ends in the middle of this object");
  }
}

TEST(JsonLines, TellOnceOfWhatStandsBetweenTheObjectsOfAnArray) {
  const Collected read = read_json("[\n{\"title\": \"A\"},\nnull, 7,\n{\"title\": \"B\"}\n]");
  EXPECT_EQ(headlines_of(read), (std::vector<std::string>{"A", "B"}));
  ASSERT_EQ(read.skipped.size(), 1u);
  EXPECT_EQ(read.skipped[0].line, 3u);
  EXPECT_EQ(read.skipped[0].reason, SkipReason::Malformed);
}

TEST(JsonLines, InAnotherCharsetAreReadAndDoubted) {
  const Collected read = read_json("{\"title\": \"Caf\xE9 in Concepci\xF3n\"}\n");
  EXPECT_EQ(headlines_of(read), (std::vector<std::string>{"Café in Concepción"}));
  ASSERT_EQ(read.skipped.size(), 1u);
  EXPECT_TRUE(read.skipped[0].doubtful);
  EXPECT_EQ(read.skipped[0].line, 1u);
  EXPECT_EQ(read.skipped[0].detail, "not UTF-8; its charset was guessed");
}

TEST(JsonLines, WithoutAnythingInThemAreReportedAsEmpty) {
  for (const std::string_view bytes : {"\n \t\r\n", "\xEF\xBB\xBF"}) {
    SCOPED_TRACE(bytes);
    const Collected read = read_json(std::string(bytes));
    EXPECT_TRUE(read.articles.empty());
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].reason, SkipReason::Empty);
  }
  // Two ways to say that there is no news.
  EXPECT_TRUE(read_json("").skipped.empty());
  EXPECT_TRUE(read_json("[]").skipped.empty());
}

TEST(JsonLines, OverTheLimitArePassedOver) {
  const ReadLimits limits{100, 64};
  const std::string longer = R"({"title": ")" + std::string(100, 'x') + "\"}";
  std::string exact = R"({"title": "Exact", "body": ")";
  exact += std::string(98 - exact.size(), 'x') + "\"}";
  ASSERT_EQ(exact.size(), 100u);
  const struct {
    std::string_view what;
    std::string bytes;
    std::uint64_t line;
  } rows[] = {
      {"a line", "{\"title\": \"A\"}\n" + longer + "\n" + exact + "\n", 2},
      {"the first line", longer + "\n{\"title\": \"A\"}\n" + exact + "\n", 1},
      {"in an array", "[{\"title\": \"A\"},\n" + longer + ",\n" + exact + "]", 2},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Collected read = read_json(row.bytes, limits);
    EXPECT_EQ(headlines_of(read), (std::vector<std::string>{"A", "Exact"}));
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].line, row.line);
    EXPECT_EQ(read.skipped[0].reason, SkipReason::TooLarge);
    EXPECT_EQ(read.skipped[0].detail,
              "over the limit of 100 bytes for one article; shorten it or leave it out");
  }
}

TEST(JsonLines, InUtf16MustFitInMemory) {
  const Collected read =
      read_json(utf16_le(R"({"title": ")" + std::string(100, 'x') + "\"}"), {100, 64});
  EXPECT_TRUE(read.articles.empty());
  ASSERT_EQ(read.skipped.size(), 1u);
  EXPECT_EQ(read.skipped[0].reason, SkipReason::TooLarge);
}

TEST(JsonLines, MayTogetherBeFarLargerThanTheLimitOfOne) {
  std::string bytes;
  for (int i = 0; i < 20000; ++i) bytes += R"({"title": "Article )" + std::to_string(i) + "\"}\n";
  std::uint64_t consumed = 0;
  Collected read;
  std::istringstream in(bytes);
  read_json_lines(in, file_named("wire.jsonl"), {100, 64}, read.sink(),
                  [&](std::uint64_t count) { consumed += count; });
  ASSERT_EQ(read.articles.size(), 20000u);
  EXPECT_EQ(read.articles.back().line, 20000u);
  EXPECT_TRUE(read.skipped.empty());
  EXPECT_EQ(consumed, bytes.size());
}

TEST(Ninjs, OfEveryVersionFillsEveryField) {
  const struct {
    std::string_view what;
    std::string_view item;
  } rows[] = {
      {"1.x", R"({"uri": "urn:hal:7", "type": "text", "versioncreated": "2016-12-20T06:00:00Z",
"firstcreated": "2016-12-19T14:05:00Z", "language": "en-GB", "headline": "Tram line opens",
"byline": "By Anna Verbeek", "located": "Oslo", "infosources": [{"name": "Halyard Wire"}],
"subject": [{"name": "City"}, {"name": "Trams"}], "body_text": "One. Two.",
"body_xhtml": "<p>One.</p><p>Two.</p>"})"},
      {"2.x", R"({"uri": "urn:hal:7", "type": "text", "versioncreated": "2016-12-20T06:00:00Z",
"firstcreated": "2016-12-19T14:05:00Z", "language": "en-GB", "headlines": [{"role": "short",
"value": "Trams"}, {"role": "main", "value": "Tram line opens"}], "by": "Anna Verbeek",
"located": "Oslo", "provider": "Halyard Wire", "subjects": [{"name": "City"}],
"bodies": [{"role": "text", "contenttype": "text/plain", "value": "One. Two."},
{"role": "xhtml", "contenttype": "text/html", "value": "<p>One.</p><p>Two.</p>"}]})"},
      {"3.x, with NITF in it",
       R"({"uri": "urn:hal:7", "type": "text", "versionCreated": "2016-12-20T06:00:00Z",
"firstCreated": "2016-12-19T14:05:00Z", "language": "en", "headlines": [{"value": "Tram line opens"}],
"by": "Anna Verbeek", "located": "Oslo", "infoSources": [{"name": "Halyard Wire"}],
"subjects": [{"name": "City"}], "bodies": [{"contentType": "text/vnd.IPTC.NITF", "value":
"<?xml version=\"1.0\"?><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf>"}]})"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const Article article = only_article(std::string(row.item));
    EXPECT_EQ(article.id, "urn:hal:7");
    EXPECT_EQ(article.headline, "Tram line opens");
    EXPECT_EQ(published_of(article), "2016-12-19T14:05:00Z metadata");
    EXPECT_EQ(modified_of(article), "2016-12-20T06:00:00Z");
    EXPECT_EQ(article.byline, "Anna Verbeek");
    ASSERT_TRUE(article.dateline);
    EXPECT_EQ(article.dateline->place, "Oslo");
    EXPECT_EQ(article.language, "en");
    EXPECT_EQ(article.source, "Halyard Wire");
    EXPECT_EQ(article.section, "City");
    EXPECT_EQ(article.body, "One.\n\nTwo.");
  }
}

TEST(Ninjs, PrefersWhatTheTextItselfSays) {
  const Article article = only_article(
      R"({"uri": "https://herald.example/7", "pubstatus": "usable", "title": "Tram line opens",
"located": "Oslo", "copyrightholder": "The Herald", "body_text": "BERGEN (Halyard) - It opened."})");
  EXPECT_EQ(article.url, "https://herald.example/7");
  EXPECT_EQ(article.headline, "Tram line opens");
  ASSERT_TRUE(article.dateline);
  EXPECT_EQ(article.dateline->place, "BERGEN");
  EXPECT_EQ(article.source, "The Herald");
  EXPECT_EQ(article.body, "It opened.");
  EXPECT_FALSE(article.published);
}

TEST(Ninjs, IsDatedByItsFirstVersion) {
  const struct {
    std::string_view dates;
    std::string_view published;
    std::string_view modified;
  } rows[] = {
      {R"("versioncreated": "2016-12-19")", "2016-12-19 metadata", "none"},
      {R"("versioncreated": "2016-12-20", "contentcreated": "2016-12-19")", "2016-12-19 metadata",
       "2016-12-20"},
      {R"("versioncreated": "2016-12-19", "firstcreated": "2016-12-19", "embargoed": "2016-12-24")",
       "2016-12-19 metadata", "none"},
      {R"("pubstatus": "usable", "embargoed": "2016-12-24")", "none", "none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.dates);
    const Article article = only_article(
        R"({"uri": "urn:hal:7", "title": "T", "body_text": "B.", )" + std::string(row.dates) + "}");
    EXPECT_EQ(published_of(article), row.published);
    EXPECT_EQ(modified_of(article), row.modified);
  }
}

TEST(Ninjs, WithoutABodyIsItsDescription) {
  EXPECT_EQ(only_article(R"({"uri": "urn:hal:7", "versioncreated": "2016-12-19",
"headlines": [{"value": "Trams"}], "descriptions": [{"role": "text", "value": "It opened."}]})")
                .body,
            "It opened.");
}

TEST(Ninjs, SaysOfOtherItemsWhatTheyAre) {
  const struct {
    std::string_view item;
    SkipReason reason;
    std::string_view detail;
  } rows[] = {
      {R"({"uri": "urn:7", "type": "picture", "versioncreated": "2016-12-19", "headline": "A tram",
"description_text": "A tram."})",
       SkipReason::NoText, "a picture, not an article"},
      {R"({"uri": "urn:7", "type": "video", "versionCreated": "2016-12-19"})", SkipReason::NoText,
       "a video, not an article"},
      {R"({"uri": "urn:7", "title": "A match", "eventDetails": {"dates": {}}})", SkipReason::NoText,
       "an event, not an article"},
      {R"({"uri": "urn:7", "type": "text", "versioncreated": "2016-12-19"})", SkipReason::NoText,
       "an item in ninjs with neither a headline nor a body"},
      {R"({"uri": "urn:7", "headline": "Trams", "body_text": "<nitf><body>"})",
       SkipReason::Malformed,
       "its body cannot be read: broken XML: Premature end of data in tag body line 1"},
      {R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "News",
"type": "object", "properties": {"uri": {"type": "string"}}})",
       SkipReason::NoText, "a JSON schema, which describes articles and is none"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.item);
    const Collected read = read_json(std::string(row.item));
    EXPECT_TRUE(read.articles.empty());
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].reason, row.reason);
    EXPECT_EQ(read.skipped[0].detail, row.detail);
  }
}

TEST(Ninjs, IsNotWhatMerelyHasAUri) {
  const Article article =
      only_article(R"({"uri": "urn:7", "id": "lh-7", "title": "Trams", "body": "It opened."})");
  EXPECT_EQ(article.id, "lh-7");
  EXPECT_EQ(article.body, "It opened.");
}

}  // namespace
}  // namespace morgue
