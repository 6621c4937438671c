// Whatever the bytes, a reader ends, throws nothing, and gives articles that keep the promises of
// corpus/article.h or says why there are none. Small inputs of every format are changed at random,
// but the same way in every run; each goes through every reader, because detect_format() can be led
// astray as well.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>

#include "tests/corpus/reading.h"
#include "tests/fuzz/promises.h"
#include "tests/fuzz/seeds.h"

namespace morgue {
namespace {

using std::string_view_literals::operator""sv;

std::vector<Seed> seeds() { return read_seeds(MORGUE_FUZZ_DIR "/seeds"); }

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
    constexpr std::array kPieces = {"\0"sv,
                                    "\x80"sv,
                                    "\xFF\xFE"sv,
                                    "\xC2\x85"sv,
                                    "\xED\xA0\x80"sv,
                                    "\u2028"sv,
                                    "\u200B"sv,
                                    "\u0301"sv,
                                    "\x1E"sv,
                                    "\n"sv,
                                    "\r"sv,
                                    "\t"sv,
                                    "<"sv,
                                    ">"sv,
                                    "\""sv,
                                    "\\"sv,
                                    "\\u0085"sv,
                                    "\\u0000"sv,
                                    "{"sv,
                                    "}"sv,
                                    "["sv,
                                    "]"sv,
                                    "<!--"sv,
                                    "&#133;"sv,
                                    "&#0;"sv,
                                    "</DOC>"sv,
                                    "<DOC>"sv,
                                    "<table>"sv,
                                    "<script>"sv,
                                    "</body>"sv,
                                    "By "sv,
                                    " - "sv,
                                    "("sv,
                                    ")"sv,
                                    "99999999999999"sv,
                                    "2016-02-31"sv,
                                    "\r\n\r\n"sv,
                                    "WARC/1.0\r\n"sv,
                                    "]]>"sv,
                                    "<![CDATA["sv,
                                    "</item>"sv,
                                    "<p/>"sv,
                                    "&nbsp;"sv};
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

void expect_kept_promises(const Record& record) { EXPECT_EQ(broken_promise(record), ""); }

void expect_kept_promises(const Collected& read) {
  for (const Article& article : read.articles) expect_kept_promises(Record(article));
  for (const Skipped& skipped : read.skipped) expect_kept_promises(Record(skipped));
}

using WholeFileReader = void (*)(std::string_view, const SourceFile&, const RecordSink&);

Collected read_whole(WholeFileReader reader, std::string_view bytes, const SourceFile& file) {
  Collected collected;
  reader(bytes, file, collected.sink());
  return collected;
}

/// Through detect_format() and then every reader, whatever it said.
void read_in_every_way(const std::string& bytes, std::string_view name) {
  const SourceFile file = file_named(std::string(name));
  std::string why;
  const Format format = detect_format(std::string_view(bytes).substr(0, 4096), name, &why);
  EXPECT_EQ(format == Format::Unsupported || format == Format::Binary, !why.empty());
  expect_kept_promises(read_text(bytes, file));
  expect_kept_promises(read_html(bytes, file));
  for (const WholeFileReader reader :
       {read_mail, read_wire, read_feed, read_nitf, read_newsml, read_newsml_g2}) {
    const Collected read = read_whole(reader, bytes, file);
    expect_kept_promises(read);
    EXPECT_FALSE(read.articles.empty() && read.skipped.empty()) << "nothing was said";
  }
  for (const std::uint64_t limit : {std::uint64_t{16} << 20, std::uint64_t{200}}) {
    expect_kept_promises(read_stream(read_json_lines, bytes, file.id_path, {limit, 64}));
    const Collected sgml = read_stream(read_sgml, bytes, file.id_path, {limit, 64});
    expect_kept_promises(sgml);
    EXPECT_FALSE(sgml.articles.empty() && sgml.skipped.empty()) << "nothing was said";
    expect_kept_promises(read_stream(read_mbox, bytes, file.id_path, {limit, 64}));
    for (const StreamReader read_archive : {read_warc, read_arc}) {
      const Collected pages = read_stream(read_archive, bytes, file.id_path, {limit, 64});
      expect_kept_promises(pages);
      EXPECT_FALSE(pages.articles.empty() && pages.skipped.empty()) << "nothing was said";
    }
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

std::string nested_parts(int depth) {
  std::string out = "Subject: Tram\n";
  for (int i = 0; i < depth; ++i) {
    const std::string name = std::to_string(i);
    out += "Content-Type: multipart/mixed; boundary=" + name + "\n\n--" + name + "\n";
  }
  return out + "\nText.\n";
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
      {"heads of web archives", repeated("WARC/1.0\nA:\n", kLarge)},
      {"records of web archives", repeated("WARC/1.0\nContent-Length: 1\n\n", kLarge)},
      {"records without length", repeated("WARC/1.0\nWARC-Type: x\n\n", kLarge)},
      {"records of old web archives", repeated("a: - 201612191405 x 9\n", kLarge)},
      {"lines like those of old web archives", repeated("a: - 201612191405\n", kLarge)},
      {"one line like those", "a: " + repeated("- 201612191405 ", kLarge)},
      {"references", "<html><body>" + repeated("&amp;&#x;", kLarge)},
      {"line breaks", "<html><body>" + repeated("<br>", kLarge)},
      {"links", "<html><body>" + repeated("<a href=x>y", kLarge)},
      {"attributes", "<html><body><p " + numbered("a", 400000) + ">x"},
      {"headlines in headlines",
       "<html><body>" + times("<h1><div>", 1400) + repeated("tram ", kLarge)},
      {"dates in dates",
       "<html><body>" + times("<div itemprop=datePublished>", 2800) + repeated("tram ", kLarge)},
      {"times in times", "<html><body>" + times("<time>", 2800) + repeated("tram ", kLarge)},
      {"parts in parts in parts", nested_parts(100000)},
      {"messages in messages",
       "Subject: Tram\n" + times("Content-Type: message/rfc822\n\n", 100000) + "Text.\n"},
      {"parts side by side", "Subject: Tram\nContent-Type: multipart/mixed; boundary=b\n\n" +
                                 repeated("--b\nContent-Type: text/plain\n\nTram.\n", kLarge)},
      {"a header line of 2 MB", "Subject: " + repeated("tram ", kLarge) + "\n\nText.\n"},
      {"a header of 2 MB", repeated("Subject: tram\n", kLarge) + "\nText.\n"},
      {"encoded words", "Subject: " + repeated("=?utf-8?b?dHJhbQ==?= ", kLarge) + "\n\nText.\n"},
      {"encoded words that never end", "Subject: " + repeated("=?u?q?", kLarge) + "\n\nText.\n"},
      {"senders", "From: " + repeated("((<a@b,", kLarge) + "\n\nText.\n"},
      {"parameters", "Content-Type: text/plain" + repeated(";a*0*=b", kLarge) + "\n\nText.\n"},
      {"broken base64",
       "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + repeated("=A", kLarge)},
      {"quotes", "Subject: Tram\n\n" + repeated(">", kLarge)},
      {"lines of quotes", "Subject: Tram\n\n" + repeated("> a\n\nTom wrote:\n", kLarge)},
      {"text that flows",
       "Content-Type: text/plain; format=flowed\n\n" + repeated("a \n> b \n", kLarge)},
      {"divided words",
       "Subject: Tram\n\n" + repeated(std::string(40, 'x') + " go-\nvern-\n", kLarge)},
      {"empty mailbox messages", repeated("From a Mon Dec 19 14:05:00 2016\n\n", kLarge)},
      {"headers of wire copy", repeated("\x01", kLarge)},
      {"texts of wire copy", repeated("\x01\x02", kLarge / 16)},
      {"rails", "\x01\x02" + repeated("^a<\n", kLarge)},
      {"notes", "\x01\x02" + repeated("# Notebook\n", kLarge)},
      {"elements in XML", "<rss>" + repeated("<a>", kLarge)},
      {"entries that never end", "<rss>" + repeated("<item>", kLarge)},
      {"entries", "<rss><channel>" + repeated("<item><title>x</title></item>", kLarge)},
      {"attributes in XML", "<rss " + numbered("a=''", 100000) + ">"},
      {"end tags in XML", "<rss>" + repeated("</a>", kLarge)},
      {"references in XML", "<rss>" + repeated("&amp;&#x;&", kLarge)},
      {"CDATA that never ends", "<rss>" + repeated("<![CDATA[", kLarge)},
      {"a DOCTYPE that never ends", "<!DOCTYPE rss [" + repeated("<!--", kLarge)},
      {"comments in XML", "<rss>" + repeated("<!-- -", kLarge)},
      {"faults in XML", "<rss><channel>" + repeated("<item><a></b></item>", kLarge)},
      {"text of 5 MB in an entry", "<rss><item><description>" + repeated("tram ", kLine)},
      {"news items in news items",
       "<NewsML>" + repeated("<NewsItem><HeadLine>x</HeadLine>", kLarge)},
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
    expect_kept_promises(read_stream(read_warc, row.bytes, file.id_path));
    expect_kept_promises(read_stream(read_arc, row.bytes, file.id_path));
    for (const WholeFileReader reader : {read_feed, read_nitf, read_newsml, read_newsml_g2})
      expect_kept_promises(read_whole(reader, row.bytes, file));
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
