#include "corpus/source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <iostream>

#include "corpus/error.h"
#include "tests/corpus/reading.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int kGzip = 16 + MAX_WBITS;
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string in(bytes);
  std::string out(deflateBound(&stream, in.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// Text that gzip cannot make small, so that a cut falls into the middle of it.
std::string varied_lines() {
  std::string lines;
  unsigned value = 1;
  for (int i = 0; i < 20000; ++i) {
    value = value * 1664525u + 1013904223u;
    lines += R"({"title": "Article )" + std::to_string(value) + "\"}\n";
  }
  return lines;
}

TEST(PartsOfSources, AreReadLikeTheWholeAndNothingElseIs) {
  const TemporaryDirectory directory;
  for (const char* name : {"a.txt", "2016/b.txt", "2016/12/c.txt", "2016-old/d.txt", ".e/f.txt",
                           "2016/README", "g.txt"})
    directory.write(std::string("news/") + name, std::string("Story ") + name + "\n\nTrams.\n");
  const fs::path root = fs::canonical(directory.path()) / "news";
  const std::vector<std::string> sources{root.native()};
  const struct {
    std::vector<fs::path> parts;
    std::vector<std::string> read;
  } rows[] = {
      {{root / "2016/b.txt"}, {"news/2016/b.txt"}},
      {{root / "2016"}, {"news/2016/12/c.txt", "news/2016/b.txt"}},
      // In the order of the whole, and once.
      {{root / "a.txt", root / "2016/12/c.txt", root / "2016"},
       {"news/2016/12/c.txt", "news/2016/b.txt", "news/a.txt"}},
      {{root / "gone.txt", root / ".e/f.txt", root / "2016/README", root.parent_path()}, {}},
      {{root},
       {"news/2016/12/c.txt", "news/2016/b.txt", "news/2016-old/d.txt", "news/a.txt",
        "news/g.txt"}},
  };
  for (const auto& [parts, expected] : rows) {
    Recorder read;
    read_parts(sources, parts, {}, read);
    EXPECT_EQ(read.ids(), expected);
  }
}

TEST(Sources, AreReadFormatByFormat) {
  const TemporaryDirectory directory;
  directory.write("news/a.txt", "Tram line opens\n\nCrowds came.\n");
  directory.write("news/b.html",
                  "<html><body><h1>Ferry late</h1><p>The ferry was late again on Monday, its "
                  "captain said.</p></body></html>");
  directory.write("news/c.jsonl", "{\"id\": \"c-1\", \"title\": \"One\"}\n{\"title\": \"Two\"}\n");
  directory.write("news/d.sgm", "<DOC>\n<DOCNO>D7</DOCNO>\n<TEXT>Text.</TEXT>\n</DOC>\n");
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/a.txt", "news/b.html", "c-1",
                                                  "news/c.jsonl/2", "news/d.sgm/D7"}));
  EXPECT_EQ(read.done,
            (std::vector<std::string>{"news/a.txt", "news/b.html", "news/c.jsonl", "news/d.sgm"}));
  EXPECT_TRUE(read.skipped_ones.empty());
  const std::string real = fs::canonical(directory.path()).native();
  EXPECT_EQ(read.articles.at(0).source_path, real + "/news/a.txt");
}

TEST(Sources, AreWalkedInAStableOrder) {
  const TemporaryDirectory directory;
  for (const char* name :
       {"b.txt", "a/z.txt", "a.txt", "A.txt", "a/b/c.txt", "ä.txt", "a-b.txt", "10.txt", "9.txt"})
    directory.write("news/" + std::string(name), "Headline\n\nText.");
  const std::vector<std::string> expected = {"news/10.txt",    "news/9.txt",   "news/A.txt",
                                             "news/a/b/c.txt", "news/a/z.txt", "news/a-b.txt",
                                             "news/a.txt",     "news/b.txt",   "news/ä.txt"};
  EXPECT_EQ(read_all({directory.path() / "news"}).ids(), expected);
  EXPECT_EQ(read_all({directory.path() / "news"}).ids(), expected);
}

TEST(Sources, KeepTheirIdsFromWhereverTheyAreNamed) {
  const TemporaryDirectory directory;
  const fs::path file = directory.write("news/2016/a.txt", "Headline\n\nText.");
  const std::vector<std::string> expected = {"news/2016/a.txt"};
  EXPECT_EQ(read_all({directory.path() / "news"}).ids(), expected);
  EXPECT_EQ(read_all({directory.path() / "news/"}).ids(), expected);
  EXPECT_EQ(read_all({directory.path() / "news/2016/../../news"}).ids(), expected);
  fs::create_directory_symlink(directory.path() / "news", directory.path() / "alias");
  EXPECT_EQ(read_all({directory.path() / "alias"}).ids(), expected);
  EXPECT_EQ(read_all({file}).ids(), (std::vector<std::string>{"a.txt"}));
}

TEST(Sources, MayBeSeveral) {
  const TemporaryDirectory directory;
  const fs::path second = directory.write("two/b.txt", "Headline\n\nText.");
  const fs::path first = directory.write("one/a.txt", "Headline\n\nText.");
  EXPECT_EQ(read_all({second, first.parent_path()}).ids(),
            (std::vector<std::string>{"b.txt", "one/a.txt"}));
  EXPECT_TRUE(read_all({}).articles.empty());
}

TEST(Sources, PassOverHiddenFiles) {
  const TemporaryDirectory directory;
  directory.write("news/a.txt", "Headline\n\nText.");
  directory.write("news/.b.txt", "Headline\n\nText.");
  directory.write("news/.git/c.txt", "Headline\n\nText.");
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/a.txt"}));
  EXPECT_TRUE(read.skipped_ones.empty());
  // Whoever names one means it.
  EXPECT_EQ(read_all({directory.path() / "news/.git"}).ids(),
            (std::vector<std::string>{".git/c.txt"}));
}

TEST(Sources, PassOverWhatADirectorySaysOfItself) {
  const TemporaryDirectory directory;
  directory.write("news/README.md", "About\n\nThese articles.");
  directory.write("news/LICENSE", "Licence\n\nFree.");
  directory.write("news/license.txt", "Licence to fish\n\nAnglers met.");
  directory.write("news/README/a.txt", "Headline\n\nText.");
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/README/a.txt", "news/license.txt"}));
  ASSERT_EQ(read.skipped_ones.size(), 2u);
  for (const Skipped& skipped : read.skipped_ones) {
    EXPECT_EQ(skipped.reason, SkipReason::NoArticle);
    EXPECT_NE(skipped.detail.find("name it as a source of its own"), std::string::npos);
  }
  EXPECT_EQ(read_all({directory.path() / "news/README.md"}).ids(),
            (std::vector<std::string>{"README.md"}));
}

TEST(Sources, FollowSymbolicLinksButNotInCircles) {
  const TemporaryDirectory directory;
  directory.write("elsewhere/x.txt", "Headline\n\nText.");
  directory.write("news/a/b.txt", "Headline\n\nText.");
  fs::create_directory_symlink("..", directory.path() / "news/a/up");
  fs::create_directory_symlink(".", directory.path() / "news/self");
  fs::create_directory_symlink(directory.path() / "elsewhere", directory.path() / "news/out");
  fs::create_symlink("a/b.txt", directory.path() / "news/link.txt");
  fs::create_symlink("round.txt", directory.path() / "news/round.txt");
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.ids(),
            (std::vector<std::string>{"news/a/b.txt", "news/link.txt", "news/out/x.txt"}));
  const std::string news = fs::canonical(directory.path() / "news").native();
  ASSERT_EQ(read.skipped_ones.size(), 3u);
  EXPECT_EQ(read.skipped_ones[0],
            (Skipped{news + "/a/up", 0, SkipReason::DirectoryLoop,
                     "a symbolic link to '" + news + "', which it is itself in", false}));
  EXPECT_EQ(read.skipped_ones[1].path, news + "/round.txt");
  EXPECT_EQ(read.skipped_ones[1].reason, SkipReason::Unreadable);
  EXPECT_EQ(read.skipped_ones[2].path, news + "/self");
  EXPECT_EQ(read.skipped_ones[2].reason, SkipReason::DirectoryLoop);
}

TEST(Sources, GoOnAfterWhatCannotBeRead) {
  const TemporaryDirectory directory;
  const std::string story = "Headline\n\nText.";
  directory.write("news/00-good.txt", story);
  directory.write("news/empty.txt", "");
  directory.write("news/blank.txt", " \n\n");
  directory.write("news/blank.jsonl", "\n\n");
  directory.write("news/photo.txt", "\xFF\xD8\xFF\xE0 and so on");
  directory.write("news/noise.txt", std::string(100, '\x02'));
  directory.write("news/book.pdf", "%PDF-1.7");
  directory.write("news/feed.xml", "<?xml version=\"1.0\"?><rss></rss>");
  directory.write("news/cut.jsonl", "{\"title\": \"Good\"}\n{\"title\": \"Cut o");
  directory.write("news/notes.sgm", "These are notes, and no SGML at all.");
  directory.write("news/frames.html", "<html><frameset></frameset></html>");
  directory.write("news/zz-good.txt", story);
  fs::create_symlink("nowhere.txt", directory.path() / "news/dangling.txt");
  ASSERT_EQ(mkfifo((directory.path() / "news/pipe").c_str(), 0600), 0);
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.ids(),
            (std::vector<std::string>{"news/00-good.txt", "news/cut.jsonl/1", "news/zz-good.txt"}));
  const struct {
    std::string_view name;
    std::uint64_t line;
    SkipReason reason;
    std::string_view detail;
  } rows[] = {
      {"blank.jsonl", 0, SkipReason::Empty, "white space only"},
      {"blank.txt", 0, SkipReason::Empty, "white space only"},
      {"book.pdf", 0, SkipReason::Unsupported,
       "a PDF document, which is not read; convert it to text, HTML or JSON lines"},
      {"cut.jsonl", 2, SkipReason::Malformed, "broken JSON: "},
      {"dangling.txt", 0, SkipReason::Unreadable,
       "a symbolic link to 'nowhere.txt', which does not exist"},
      {"empty.txt", 0, SkipReason::Empty, "no bytes"},
      {"feed.xml", 0, SkipReason::NoText, "a feed without entries"},
      {"frames.html", 0, SkipReason::NoText, "no headline and no text in this page"},
      {"noise.txt", 0, SkipReason::Binary, "no text; only texts are read"},
      {"notes.sgm", 0, SkipReason::NoText,
       "no article in this file; each must be a <REUTERS> or <DOC> element"},
      {"photo.txt", 0, SkipReason::Binary, "a JPEG image; only texts are read"},
      {"pipe", 0, SkipReason::Unsupported, "a named pipe, not a file"},
  };
  ASSERT_EQ(read.skipped_ones.size(), std::size(rows));
  const std::string news = fs::canonical(directory.path() / "news").native() + "/";
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    SCOPED_TRACE(rows[i].name);
    const Skipped& skipped = read.skipped_ones[i];
    EXPECT_EQ(skipped.path, news + std::string(rows[i].name));
    EXPECT_EQ(skipped.line, rows[i].line);
    EXPECT_EQ(skipped.reason, rows[i].reason);
    EXPECT_TRUE(skipped.detail.starts_with(rows[i].detail)) << skipped.detail;
    EXPECT_FALSE(skipped.doubtful);
  }
}

/// While it lives a test that root runs may read no more than anybody.
class AsNobody {
 public:
  explicit AsNobody(const fs::path& directory) {
    if (geteuid() != 0) return;
    constexpr uid_t kNobody = 65534;
    fs::permissions(directory, fs::perms::all);
    lowered_ = seteuid(kNobody) == 0;
  }
  ~AsNobody() {
    if (lowered_ && seteuid(0) != 0) std::abort();
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  bool lowered_ = false;
};

TEST(Sources, ReportWhatMayNotBeRead) {
  const TemporaryDirectory directory;
  const AsNobody nobody{directory.path()};
  const fs::path file = directory.write("news/secret.txt", "Headline\n\nText.");
  directory.write("news/open.txt", "Headline\n\nText.");
  fs::create_directory(directory.path() / "news/locked");
  fs::permissions(file, fs::perms::none);
  fs::permissions(directory.path() / "news/locked", fs::perms::none);
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/open.txt"}));
  ASSERT_EQ(read.skipped_ones.size(), 2u);
  for (const Skipped& skipped : read.skipped_ones) {
    EXPECT_EQ(skipped.reason, SkipReason::Unreadable);
    EXPECT_EQ(skipped.detail, "Permission denied");
  }
  EXPECT_THROW(read_all({file}), Error);
}

TEST(Sources, DoNotGoBeyondTheDepthOfDirectories) {
  const TemporaryDirectory directory;
  directory.write("news/1/2/shallow.txt", "Headline\n\nText.");
  directory.write("news/1/2/3/deep.txt", "Headline\n\nText.");
  const Recorder read = read_all({directory.path() / "news"}, {1 << 20, 2});
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/1/2/shallow.txt"}));
  ASSERT_EQ(read.skipped_ones.size(), 1u);
  EXPECT_TRUE(read.skipped_ones[0].path.ends_with("/news/1/2/3"));
  EXPECT_EQ(read.skipped_ones[0].reason, SkipReason::TooLarge);
  EXPECT_EQ(read.skipped_ones[0].detail,
            "more than 2 directories deep; give it as a source of its own");
}

TEST(Sources, DoNotTakeMoreThanTheLimitIntoMemory) {
  const TemporaryDirectory directory;
  directory.write("news/exact.txt", "Headline\n\n" + std::string(90, 'x'));
  directory.write("news/long.txt", "Headline\n\n" + std::string(91, 'x'));
  directory.write("news/long.html", "<html><body>" + std::string(100, 'x'));
  directory.write("news/bomb.txt.gz", gzip("Headline\n\n" + std::string(10 << 20, 'x')));
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += "{\"title\": \"Short\"}\n";
  directory.write("news/many.jsonl", lines);
  const Recorder read = read_all({directory.path() / "news"}, {100, 64});
  EXPECT_EQ(read.articles.size(), 101u);
  EXPECT_EQ(read.articles.at(0).id, "news/exact.txt");
  ASSERT_EQ(read.skipped_ones.size(), 3u);
  for (const Skipped& skipped : read.skipped_ones) {
    SCOPED_TRACE(skipped.path);
    EXPECT_EQ(skipped.reason, SkipReason::TooLarge);
    EXPECT_TRUE(skipped.detail.starts_with("over the limit of 100 bytes for one article; split it"))
        << skipped.detail;
  }
}

TEST(CompressedSources, AreReadAsWhatIsInThem) {
  const TemporaryDirectory directory;
  const std::string story = "Tram line opens\n\nCrowds came.\n";
  directory.write("news/a.txt.gz", gzip(story));
  directory.write("news/b.jsonl.gz",
                  gzip("{\"title\": \"One\"}\n") + gzip("{\"title\": \"Two\"}\n"));
  directory.write("news/c.sgm.gz", gzip("<DOC>\n<DOCNO>D7</DOCNO>\n<TEXT>Text.</TEXT>\n</DOC>\n"));
  directory.write("news/d.dat", gzip(story));  // whatever it is called
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_EQ(read.ids(),
            (std::vector<std::string>{"news/a.txt.gz", "news/b.jsonl.gz/1", "news/b.jsonl.gz/2",
                                      "news/c.sgm.gz/D7", "news/d.dat"}));
  EXPECT_EQ(read.articles.at(0).body, "Crowds came.");
  EXPECT_TRUE(read.skipped_ones.empty());
}

TEST(CompressedSources, AreReportedWhenTheyAreBroken) {
  const TemporaryDirectory directory;
  const std::string lines = gzip(varied_lines());
  directory.write("news/cut.jsonl.gz", lines.substr(0, lines.size() / 2));
  directory.write("news/cut.txt.gz", gzip("Tram line opens\n\nCrowds came.\n").substr(0, 25));
  directory.write("news/empty.txt.gz", gzip(""));
  directory.write("news/head.txt.gz", "\x1F\x8B");
  directory.write("news/junk.txt.gz", "\x1F\x8B this is no gzip at all");
  directory.write("news/pdf.gz", gzip("%PDF-1.7"));
  const Recorder read = read_all({directory.path() / "news"});
  EXPECT_GT(read.articles.size(), 1000u);  // what came before the cut
  const struct {
    std::string_view name;
    SkipReason reason;
    std::string_view detail;
  } rows[] = {
      {"cut.jsonl.gz", SkipReason::Malformed, "broken JSON: "},
      {"cut.jsonl.gz", SkipReason::Malformed, "broken container: truncated gzip input; what came"},
      {"cut.txt.gz", SkipReason::Malformed, "broken container"},
      {"empty.txt.gz", SkipReason::Empty, "nothing inside"},
      {"head.txt.gz", SkipReason::Malformed, "broken container"},
      {"junk.txt.gz", SkipReason::Malformed, "broken container"},
      {"pdf.gz", SkipReason::Unsupported, "a PDF document, which is not read"},
  };
  ASSERT_EQ(read.skipped_ones.size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    SCOPED_TRACE(rows[i].name);
    EXPECT_TRUE(read.skipped_ones[i].path.ends_with(rows[i].name)) << read.skipped_ones[i].path;
    EXPECT_EQ(read.skipped_ones[i].reason, rows[i].reason);
    EXPECT_TRUE(read.skipped_ones[i].detail.starts_with(rows[i].detail))
        << read.skipped_ones[i].detail;
  }
}

TEST(SourceFiles, AreKnownByTheirContent) {
  const TemporaryDirectory directory;
  const fs::path file = directory.write("news/a.txt", "Headline\n\nText.");
  directory.write("news/b.txt", "Headline\n\nText.");
  directory.write("news/c.txt", "Headline\n\nAnother text.");
  const Recorder read = read_all({directory.path() / "news"});
  ASSERT_EQ(read.asked.size(), 3u);
  EXPECT_EQ(read.asked[0].content_hash.size(), 32u);
  EXPECT_EQ(read.asked[0].content_hash.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(read.asked[0].content_hash, read.asked[1].content_hash);
  EXPECT_NE(read.asked[0].content_hash, read.asked[2].content_hash);
  EXPECT_EQ(read.asked[0].bytes, 15u);
  EXPECT_EQ(read.asked[0].id_path, "news/a.txt");
  // Neither the name nor the time of change is content.
  fs::last_write_time(file, fs::last_write_time(file) - std::chrono::hours(5));
  EXPECT_EQ(read_all({file}).asked.at(0).content_hash, read.asked[0].content_hash);
}

TEST(SourceFiles, ThatAreNotWantedAreNotRead) {
  const TemporaryDirectory directory;
  directory.write("news/a.txt", "Headline\n\nText.");
  directory.write("news/b.jsonl", "broken");
  Recorder recorder;
  recorder.wants_all = false;
  read_sources(std::vector<std::string>{(directory.path() / "news").native()}, {}, recorder);
  EXPECT_EQ(recorder.asked.size(), 2u);
  EXPECT_TRUE(recorder.articles.empty());
  EXPECT_TRUE(recorder.skipped_ones.empty());
  EXPECT_TRUE(recorder.done.empty());
  EXPECT_EQ(recorder.bytes, 21u);  // progress goes on
}

TEST(SourceFiles, CountTheirBytesOnceInProgressAndTotals) {
  const TemporaryDirectory directory;
  directory.write("news/a.txt", "Headline\n\nText.");
  directory.write("news/b.html", "<html><body><h1>Ferry late</h1></body></html>");
  directory.write("news/c.jsonl", varied_lines());
  directory.write("news/d.jsonl.gz", gzip(varied_lines()));
  directory.write("news/e.png", "\x89PNG\r\n");
  directory.write("news/.hidden", "Headline\n\nText.");
  const std::vector<std::string> sources = {(directory.path() / "news").native(), "-"};
  const SourceTotals totals = measure_sources(sources);
  EXPECT_EQ(totals.files, 5u);
  EXPECT_EQ(read_all({directory.path() / "news"}).bytes, totals.bytes);
}

TEST(Source, ThatDoesNotExistIsAnErrorBeforeAnythingIsRead) {
  const TemporaryDirectory directory;
  const fs::path good = directory.write("news/a.txt", "Headline\n\nText.");
  const std::string missing = (directory.path() / "missing").native();
  fs::create_symlink("nowhere", directory.path() / "dangling");
  for (const std::string& bad : {missing, (directory.path() / "dangling").native()}) {
    SCOPED_TRACE(bad);
    Recorder recorder;
    try {
      read_sources(std::vector<std::string>{good.native(), bad}, {}, recorder);
      ADD_FAILURE() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(std::string(error.what()), "cannot read '" + bad +
                                               "': No such file or directory; name a file or a "
                                               "directory, or - for JSON lines on standard input");
    }
    EXPECT_TRUE(recorder.asked.empty());
  }
  EXPECT_THROW(read_all({""}), Error);
  EXPECT_THROW(measure_sources(std::vector<std::string>{missing}), Error);
}

TEST(StandardInput, IsReadAsJsonLines) {
  std::istringstream in("{\"id\": \"x\", \"title\": \"One\"}\nbroken\n{\"title\": \"Two\"}\n");
  std::streambuf* const before = std::cin.rdbuf(in.rdbuf());
  const Recorder read = read_all({"-"});
  std::cin.rdbuf(before);
  std::cin.clear();
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"x", "stdin/3"}));
  EXPECT_EQ(read.articles.at(0).source_path, "-");
  ASSERT_EQ(read.skipped_ones.size(), 1u);
  EXPECT_EQ(read.skipped_ones[0].path, "-");
  EXPECT_EQ(read.skipped_ones[0].line, 2u);
  EXPECT_EQ(read.asked.at(0).content_hash, "");
}

TEST(SkipReason, HasWordsForTheSummary) {
  EXPECT_EQ(to_string(SkipReason::Unreadable), "unreadable");
  EXPECT_EQ(to_string(SkipReason::TooLarge), "too large");
  EXPECT_EQ(to_string(SkipReason::DuplicateId), "duplicate id");
}

}  // namespace
}  // namespace morgue
