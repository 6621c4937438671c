// Whatever the bytes, a reader ends, throws nothing, and gives articles that keep the promises of
// corpus/article.h or says why there are none. Small inputs of every format are changed at random,
// but the same way in every run; each goes through every reader, because detect_format() can be led
// astray as well.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>

#include "corpus/text/text.h"
#include "tests/corpus/reading.h"

namespace morgue {
namespace {

using std::string_view_literals::operator""sv;

struct Seed {
  std::string_view name;
  std::string bytes;
};

std::string utf16_of(std::string_view ascii) {
  std::string out = "\xFF\xFE";
  for (const char c : ascii) out.append(1, c).append(1, '\0');
  return out;
}

constexpr std::string_view kText = R"(Tram line opens

TRAM LINE OPENS
By Anna Verbeek
19 December 2016 - 14:05
Section: City

ŁÓDŹ, Dec 19 (Halyard) – The tram left at nine. “Finally,” said Mayor Ewa Lis.

Crowds came.
(Reporting by Anna Verbeek; editing by Tom Oduya)

Most Visited in Politics
Top Stories
© 2016 The Herald
)";

constexpr std::string_view kPage = R"(<!doctype html><html lang=en><head><meta charset=utf-8>
<title>Tram line opens | The Herald</title>
<link rel=canonical href='https://herald.example/2016/12/19/trams'>
<meta property='og:title' content='Tram line opens'>
<script type='application/ld+json'>{"@graph": [{"@type": "NewsArticle",
"headline": "Tram &amp; line", "datePublished": "2016-12-19T14:05Z", "author": {"@id": "#av"}},
{"@id": "#av", "name": ["Anna \u00c9. Verbeek"]}]}</script>
<style>p{}</style></head><body><!-- top --><nav><a href=/>Home</a></nav>
<article><h1>Tram line opens</h1><div class=byline>By <a rel=author>Anna Verbeek</a></div>
<time datetime='2016-12-19'>Monday</time>
<p>The first tram left on Monday&nbsp;&ndash; most of the town had come to see it off.</p>
<table><tr><td><b>Nine<br><br>years</b></table>
<p>The line took nine years to build &#8211; twice as long as planned.<p>All cheered.</article>
<div class='related'><ul><li>Mills to close</ul></div><svg><text>a</text></svg>
<footer>© 2016</footer></body></html>
)";

constexpr std::string_view kJsonLines =
    R"({"id": "a-1", "url": "https://herald.example/a", "title": "Tram \"line\" opens", )"
    R"("date": "2016-12-19T14:05:00Z", "author": [{"name": "Anna Verbeek"}], "language": "en", )"
    R"("body": "OSLO (Halyard) – Trams ran.\n\nCaf\u00e9s opened. \ud83d\ude8b"}
{"headline": "Ferry late", "published": 1482156300, "byline": "By Tom Oduya", )"
    R"("text": ["One.", "Two ( XHL.N ) ."]}

{"id": 7, "title": "Third"}
)";

constexpr std::string_view kJson = R"([
  {
    "title": "One",
    "body": "a } \" [ b"
  },
  {
    "title": "Two", "author": {"name": "Tom Oduya"}
  }
]
)";

constexpr std::string_view kReuters = R"(<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<UNKNOWN>
&#5;&#22;f0704reute</UNKNOWN>
<TEXT>&#2;
<TITLE>HARVEST OF &lt;KOKO.T></TITLE>
<AUTHOR> By Anna Verbeek, Reuters</AUTHOR>
<DATELINE> BAMAKO, Feb 26 - </DATELINE><BODY>Rain fell.
    They waited.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="2">
<TEXT TYPE="UNPROC">BANK RATES
One month 7.1
</TEXT></REUTERS>
)";

constexpr std::string_view kTrec = R"(<DOC>
<DOCNO> LH-7 </DOCNO>
<DATE>December 19, 2016</DATE>
<HEADLINE><P>Ferry &amp; tram</P></HEADLINE>
<BYLINE>By TOM ODUYA</BYLINE>
<TEXT>
<P>OSLO (Halyard) - The ferry was late.</P>
<P>The tram waited.</P>
</TEXT>
</DOC>
<DOC>
<DOCNO>8</DOCNO>
<TEXT>Text.</TEXT>
</DOC>
)";

std::vector<Seed> seeds() {
  return {
      {"trams.txt", std::string(kText)},
      {"trams-1252.txt",
       "Caf\xE9 opens\n\nCONCEPCI\xD3N, Chile (ONA) \x96 The \x93"
       "caf\xE9\x94 opened.\r\n\r\nReuter\r\n"},
      {"trams.html", std::string(kPage)},
      {"wire.jsonl", std::string(kJsonLines)},
      {"wire.json", std::string(kJson)},
      {"utf16.json",
       utf16_of("{\"title\": \"Tram line opens\"}\r\n{\"body\": \"Crowds came.\"}\r\n")},
      {"reut.sgm", std::string(kReuters)},
      {"trec.sgm", std::string(kTrec)},
  };
}

/// Changes at random, the same in every run and on every machine: std::uniform_int_distribution
/// would not promise that.
class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutate(std::string bytes) {
    const std::size_t changes = 1 + below(4);
    for (std::size_t i = 0; i < changes; ++i) change(bytes);
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void change(std::string& bytes) {
    constexpr std::array kPieces = {
        "\0"sv,        "\x80"sv,    "\xFF\xFE"sv, "\xC2\x85"sv, "\xED\xA0\x80"sv,
        "\u2028"sv,    "\u200B"sv,  "\u0301"sv,   "\x1E"sv,     "\n"sv,
        "\r"sv,        "\t"sv,      "<"sv,        ">"sv,        "\""sv,
        "\\"sv,        "\\u0085"sv, "\\u0000"sv,  "{"sv,        "}"sv,
        "["sv,         "]"sv,       "<!--"sv,     "&#133;"sv,   "&#0;"sv,
        "</DOC>"sv,    "<DOC>"sv,   "<table>"sv,  "<script>"sv, "</body>"sv,
        "By "sv,       " - "sv,     "("sv,        ")"sv,        "99999999999999"sv,
        "2016-02-31"sv};
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t count = below(std::min<std::size_t>(bytes.size() - at, 64) + 1);
    switch (below(6)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.erase(at, count);
        break;
      case 2:
        bytes.insert(below(bytes.size() + 1), bytes.substr(at, count));
        break;
      case 3:
        bytes.insert(at, kPieces.at(below(kPieces.size())));
        break;
      case 4:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random_() % 256);
        break;
      default:
        if (at < bytes.size())
          bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1u << below(8)));
    }
  }

  std::mt19937 random_;
};

/// Empty if `text` is valid UTF-8 without control characters, a newline apart where one is allowed.
std::string fault_in(std::string_view text, bool may_have_lines = false) {
  if (!is_valid_utf8(text)) return "is not UTF-8";
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    if (control && !(may_have_lines && c == '\n'))
      return "has the control character " + std::to_string(static_cast<unsigned>(c));
  }
  return {};
}

void expect_kept_promises(const Article& article) {
  EXPECT_EQ(fault_in(article.id), "") << "id";
  EXPECT_EQ(fault_in(article.source_path), "") << "source_path";
  EXPECT_EQ(fault_in(article.url), "") << "url";
  EXPECT_EQ(fault_in(article.headline), "") << "headline";
  EXPECT_EQ(fault_in(article.byline), "") << "byline";
  EXPECT_EQ(fault_in(article.language), "") << "language";
  EXPECT_EQ(fault_in(article.source), "") << "source";
  EXPECT_EQ(fault_in(article.section), "") << "section";
  EXPECT_EQ(fault_in(article.body, true), "") << "body";
  if (article.dateline) {
    EXPECT_EQ(fault_in(article.dateline->place), "") << "place";
    EXPECT_EQ(fault_in(article.dateline->agency), "") << "agency";
    EXPECT_TRUE(!article.dateline->day || article.dateline->day->ok());
  }
  EXPECT_FALSE(article.id.empty());
  EXPECT_FALSE(article.headline.empty() && article.body.empty());
  EXPECT_EQ(article.body.find("\n\n\n"), std::string::npos);
  EXPECT_EQ(article.published.has_value(), article.published_from != PublishedFrom::None);
  EXPECT_TRUE(!article.published || article.published->day.ok());
}

void expect_kept_promises(const Record& record) {
  if (const auto* article = std::get_if<Article>(&record)) return expect_kept_promises(*article);
  const Skipped& skipped = std::get<Skipped>(record);
  EXPECT_FALSE(skipped.detail.empty());
  EXPECT_EQ(fault_in(skipped.detail), "") << "detail";
  EXPECT_EQ(fault_in(skipped.path), "") << "path";
}

void expect_kept_promises(const Collected& read) {
  for (const Article& article : read.articles) expect_kept_promises(article);
  for (const Skipped& skipped : read.skipped) expect_kept_promises(Record(skipped));
}

/// Through detect_format() and then every reader, whatever it said.
void read_in_every_way(const std::string& bytes, std::string_view name) {
  const SourceFile file = file_named(std::string(name));
  std::string why;
  const Format format = detect_format(std::string_view(bytes).substr(0, 4096), name, &why);
  EXPECT_EQ(format == Format::Unsupported || format == Format::Binary, !why.empty());
  expect_kept_promises(read_text(bytes, file));
  expect_kept_promises(read_html(bytes, file));
  for (const std::uint64_t limit : {std::uint64_t{16} << 20, std::uint64_t{200}}) {
    expect_kept_promises(read_stream(read_json_lines, bytes, file.id_path, {limit, 64}));
    const Collected sgml = read_stream(read_sgml, bytes, file.id_path, {limit, 64});
    expect_kept_promises(sgml);
    EXPECT_FALSE(sgml.articles.empty() && sgml.skipped.empty()) << "nothing was said";
  }
}

std::string in_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F)
      out += c;
    else
      out.append("\\x").append(1, kDigits[byte >> 4]).append(1, kDigits[byte & 15]);
  }
  return out;
}

TEST(Readers, KeepTheirPromisesWhateverTheBytes) {
  constexpr unsigned kVariants = 1500;
  unsigned number = 0;
  for (const Seed& seed : seeds()) {
    read_in_every_way(seed.bytes, seed.name);
    for (unsigned i = 0; i < kVariants; ++i) {
      const std::string bytes = Mutator(++number).mutate(seed.bytes);
      SCOPED_TRACE(testing::Message()
                   << seed.name << ", variant " << number << ": " << in_hex(bytes));
      ASSERT_NO_THROW(read_in_every_way(bytes, seed.name));
      if (testing::Test::HasFailure()) return;  // one is enough to look at
    }
  }
}

TEST(Readers, KeepTheirPromisesForEveryBeginningOfAFile) {
  for (const Seed& seed : seeds()) {
    for (std::size_t length = 0; length < seed.bytes.size(); ++length) {
      SCOPED_TRACE(testing::Message() << seed.name << ", first " << length << " bytes");
      ASSERT_NO_THROW(read_in_every_way(seed.bytes.substr(0, length), seed.name));
      if (testing::Test::HasFailure()) return;
    }
  }
}

constexpr std::size_t kLine = 5u << 20;
constexpr std::size_t kLarge = 2u << 20;

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + part.size());
  while (out.size() < bytes) out += part;
  return out;
}

std::string times(std::string_view part, std::size_t count) {
  return repeated(part, part.size() * count);
}

std::string numbered(std::string_view name, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out.append(name).append(std::to_string(i)).append(" ");
  return out;
}

/// Far more than any of these takes, and far less than work in proportion to the square of the size
/// would.
constexpr std::chrono::seconds kPatience{60};

TEST(Readers, FinishWithInputsMadeToKeepThemBusy) {
  const struct {
    std::string_view what;
    std::string bytes;
  } rows[] = {
      {"100,000 nested divs", "<html><body>" + times("<div>", 100000) + "Text."},
      {"one line of 5 MB", repeated("tram ", kLine)},
      {"one word of 5 MB", repeated("x", kLine)},
      {"one line of 5 MB in a page", "<html><body><p>" + repeated("tram ", kLine) + "</p>"},
      {"one line of 5 MB of JSON", R"({"title": ")" + repeated("tram ", kLine) + "\"}"},
      {"one element of 5 MB",
       "<DOC><DOCNO>1</DOCNO><TEXT>" + repeated("tram ", kLine) + "</TEXT></DOC>"},
      {"short lines", repeated("By A\n", kLarge)},
      {"labelled lines", repeated("Section: City\n", kLarge)},
      {"navigation", "Headline\n\n" + repeated("Top Stories\n", kLarge)},
      {"open brackets", repeated("(", kLarge)},
      {"open JSON arrays", R"({"title": )" + repeated("[", kLarge)},
      {"JSON arrays", repeated("[", kLarge)},
      {"JSON braces", repeated("{\n", kLarge)},
      {"comments that never end", "<html>" + repeated("<!--", kLarge)},
      {"scripts that never end", "<html>" + repeated("<script>", kLarge)},
      {"script tags that never end", "<html>" + repeated("<script ld+json ", kLarge)},
      {"drawings that never end", "<html>" + repeated("<svg", kLarge)},
      {"broken tags in SGML", "<DOC><HEADLINE>" + repeated("<a", kLarge) + "</HEADLINE></DOC>"},
      {"texts that never end in SGML", "<DOC>" + repeated("<TEXT>", kLarge) + "</DOC>"},
      {"quotation marks in SGML", "<DOC><TEXT>" + repeated(">", kLarge) + "</TEXT></DOC>"},
      {"quotation marks between articles", repeated(">", kLarge)},
      {"articles that never end", repeated("<DOC>", kLarge)},
      {"references", "<html><body>" + repeated("&amp;&#x;", kLarge)},
      {"line breaks", "<html><body>" + repeated("<br>", kLarge)},
      {"links", "<html><body>" + repeated("<a href=x>y", kLarge)},
      {"attributes", "<html><body><p " + numbered("a", 400000) + ">x"},
      {"headlines in headlines",
       "<html><body>" + times("<h1><div>", 1400) + repeated("tram ", kLarge)},
      {"dates in dates",
       "<html><body>" + times("<div itemprop=datePublished>", 2800) + repeated("tram ", kLarge)},
      {"times in times", "<html><body>" + times("<time>", 2800) + repeated("tram ", kLarge)},
      {"a title of many parts", "<html><title>" + repeated(" | x", kLarge) + "</title>"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.what);
    const SourceFile file = file_named("a.txt");
    const auto start = std::chrono::steady_clock::now();
    expect_kept_promises(read_text(row.bytes, file));
    expect_kept_promises(read_html(row.bytes, file));
    expect_kept_promises(read_stream(read_json_lines, row.bytes, file.id_path));
    expect_kept_promises(read_stream(read_sgml, row.bytes, file.id_path));
    EXPECT_LT(std::chrono::steady_clock::now() - start, kPatience);
  }
}

TEST(HtmlReader, GivesUpOnAPageThatIsNestedTooDeeply) {
  const Record record =
      read_html("<html><body>" + times("<div>", 100000) + "Text.", file_named("a.html"));
  ASSERT_TRUE(std::holds_alternative<Skipped>(record));
  EXPECT_EQ(std::get<Skipped>(record).reason, SkipReason::TooLarge);
}

}  // namespace
}  // namespace morgue
