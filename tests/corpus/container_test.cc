#include "corpus/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "tests/corpus/reading.h"

namespace morgue {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;  // name, bytes

const std::string kStory = "Tram line opens\n\nCrowds came to the harbour.\n";

/// Files packed by libarchive: `format` and `filter` are its names for them ("zip", "ustar", "raw";
/// "gzip", "xz", "zstd", "bzip2").
std::string packed(const Files& files, const char* format, const char* filter = "none") {
  std::string out(64u << 20, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  EXPECT_EQ(archive_write_set_format_by_name(writer, format), ARCHIVE_OK);
  if (std::string_view(filter) != "none") {
    EXPECT_EQ(archive_write_add_filter_by_name(writer, filter), ARCHIVE_OK);
  }
  EXPECT_EQ(archive_write_open_memory(writer, out.data(), out.size(), &used), ARCHIVE_OK);
  for (const auto& [name, bytes] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK) << archive_error_string(writer);
    archive_write_data(writer, bytes.data(), bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

Recorder read_file_of(const std::string& name, const std::string& bytes) {
  const TemporaryDirectory directory;
  directory.write("news/" + name, bytes);
  return read_all({directory.path() / "news"});
}

TEST(Containers, AreReadWhateverTheyAreCompressedBy) {
  for (const char* const filter : {"gzip", "xz", "zstd", "bzip2"}) {
    SCOPED_TRACE(filter);
    EXPECT_EQ(read_file_of("a.dat", packed({{"a", kStory}}, "raw", filter)).ids(),
              (std::vector<std::string>{"news/a.dat"}));
    EXPECT_EQ(read_file_of("a.tar.x", packed({{"b/c.txt", kStory}}, "ustar", filter)).ids(),
              (std::vector<std::string>{"news/a.tar.x/b/c.txt"}));
  }
}

TEST(Containers, GiveTheirMembersIdsOfTheirOwnAndTheFileOnDiskAsPath) {
  const Recorder read = read_file_of(
      "a.zip",
      packed({{"x/one.txt", kStory}, {"two.jsonl", "{\"id\": \"j\", \"title\": \"T\"}\n"}}, "zip"));
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/a.zip/x/one.txt", "j"}));
  for (const Article& article : read.articles)
    EXPECT_TRUE(article.source_path.ends_with("/news/a.zip"));
  EXPECT_EQ(read.done, (std::vector<std::string>{"news/a.zip"}));
}

TEST(Containers, AreOpenedTwoDeepAndNoDeeper) {
  const std::string inner = packed({{"a.txt", kStory}}, "zip");
  const std::string middle = packed({{"inner.zip", inner}}, "ustar");
  EXPECT_EQ(read_file_of("two.tar", middle).ids(),
            (std::vector<std::string>{"news/two.tar/inner.zip/a.txt"}));
  const Recorder read =
      read_file_of("three.zip", packed({{"middle.tar", middle}, {"b.txt", kStory}}, "zip"));
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/three.zip/b.txt"}));
  ASSERT_EQ(read.skipped_ones.size(), 1u);
  EXPECT_EQ(read.skipped_ones[0].reason, SkipReason::TooLarge);
  EXPECT_TRUE(read.skipped_ones[0].path.ends_with("/three.zip/middle.tar/inner.zip"))
      << read.skipped_ones[0].path;
}

TEST(Containers, PassOverWhatIsNoArticle) {
  const Recorder read = read_file_of("a.zip", packed({{".hidden", kStory},
                                                      {"__MACOSX/a.txt", kStory},
                                                      {"x/.git/b.txt", kStory},
                                                      {"README.md", kStory},
                                                      {"c.txt", kStory},
                                                      {"d.png", "\x89PNG\r\n"},
                                                      {"e.txt", ""}},
                                                     "zip"));
  EXPECT_EQ(read.ids(), (std::vector<std::string>{"news/a.zip/c.txt"}));
  std::vector<SkipReason> reasons;
  for (const Skipped& skipped : read.skipped_ones) reasons.push_back(skipped.reason);
  EXPECT_EQ(reasons, (std::vector<SkipReason>{SkipReason::NoArticle, SkipReason::Binary,
                                              SkipReason::Empty}));
}

TEST(Containers, ThatAreCutOffGiveWhatCameBefore) {
  Files files;
  std::uint32_t noise = 1;
  for (int number = 0; number < 20; ++number) {
    std::string body = kStory;
    for (int i = 0; i < 2000; ++i)
      body += std::to_string(noise = noise * 1664525u + 1013904223u) + ' ';
    files.emplace_back(std::to_string(number) + ".txt", body);
  }
  for (const char* const format : {"zip", "ustar"}) {
    SCOPED_TRACE(format);
    std::string bytes = packed(files, format);
    bytes.resize(bytes.size() / 2);
    const Recorder read = read_file_of("cut", bytes);
    EXPECT_GE(read.articles.size(), 8u);
    EXPECT_LT(read.articles.size(), 12u);
    ASSERT_EQ(read.skipped_ones.size(), 1u);
    EXPECT_EQ(read.skipped_ones[0].reason, SkipReason::Malformed);
    EXPECT_NE(read.skipped_ones[0].detail.find("what came before it was read"), std::string::npos)
        << read.skipped_ones[0].detail;
  }
}

TEST(Containers, ThatUnpackBeyondAllProportionAreLeft) {
  // 300 MB of one letter, in some 300 KB.
  std::string line = "{\"title\": \"";
  line.resize(300u << 20, 'x');
  const Recorder read = read_file_of("bomb.jsonl.gz", packed({{"a", line}}, "raw", "gzip"));
  EXPECT_TRUE(read.articles.empty());
  ASSERT_FALSE(read.skipped_ones.empty());
  EXPECT_NE(read.skipped_ones.back().detail.find("200 times"), std::string::npos)
      << read.skipped_ones.back().detail;
}

TEST(Containers, OfDocumentsThatAreNotReadAreNotOpened) {
  const Recorder read = read_file_of(
      "a.docx", packed({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}}, "zip"));
  EXPECT_TRUE(read.articles.empty());
  ASSERT_EQ(read.skipped_ones.size(), 1u);
  EXPECT_EQ(read.skipped_ones[0].reason, SkipReason::Unsupported);
}

TEST(PeekBuffer, ShowsTheHeadAndThenGivesEverything) {
  for (const std::size_t size : {0u, 3u, 4u, 5u, 300'000u}) {
    SCOPED_TRACE(size);
    std::string bytes(size, 'a');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>('a' + i % 26);
    std::stringbuf source(bytes);
    PeekBuffer peek(source, 4);
    EXPECT_EQ(peek.head(), bytes.substr(0, 4));
    std::istream in(&peek);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), bytes);
  }
}

}  // namespace
}  // namespace morgue
