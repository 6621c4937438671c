// The files of the token streams: written by TokenStreamWriter, read by TokenStreams, and what
// happens when they are not what was committed.
#include "indexer/schema/token_streams.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"
#include "indexer/schema/codec.h"
#include "indexer/schema/schema.h"
#include "indexer/schema/token_files.h"
#include "indexer/schema/token_reader.h"
#include "indexer/schema/token_stream_writer.h"
#include "tests/support/test_archive.h"

namespace morgue::schema {
namespace {

/// The words of a document, sections parted by "|".
std::string words_of(TokenReader& reader, std::string_view codes) {
  const TokenSections sections = split_sections(codes);
  std::string words;
  for (const std::string_view section : {sections.headline, sections.body, sections.byline}) {
    TokenWalk walk{section};
    for (TokenId id = 0; walk.next(id);) words += std::string{reader.term(id)} + " ";
    words += "|";
  }
  return words;
}

std::string words_in(const std::filesystem::path& archive, Xapian::docid document) {
  const Xapian::Database database = open_for_reading(archive);
  Stemmer stemmer;
  TokenReader reader{std::make_shared<const TokenStreams>(database_directory(archive), database),
                     database, stemmer};
  return words_of(reader, reader.codes(document));
}

bool has_record(const std::filesystem::path& archive, Xapian::docid document) {
  return TokenStreams{database_directory(archive), open_for_reading(archive)}
      .codes(document)
      .has_value();
}

test::AnnotatedArticle with_byline() {
  test::AnnotatedArticle made = test::article("a", "", "Oil prices", "Prices rose, as oil does.");
  made.article.byline = "Anna Verbeek";
  return made;
}

constexpr std::string_view kItsWords = "oil price |price rose as oil doe |Aanna Averbeek |";

TEST(TokenStreams, HoldTheWordsOfADocumentInOrder) {
  const test::TestArchive archive{{with_byline(), test::article("b", "", "", "")}};
  EXPECT_TRUE(has_record(archive.path(), 1));
  EXPECT_EQ(words_in(archive.path(), 1), kItsWords);
  EXPECT_EQ(words_in(archive.path(), 2), "|||");
}

TEST(TokenStreams, OfADocumentThatIsNotThereAreEmpty) {
  const test::TestArchive archive{{with_byline()}};
  EXPECT_EQ(words_in(archive.path(), 2), "|||");
  EXPECT_EQ(words_in(archive.path(), 4'000'000'000), "|||");
}

TEST(TokenStreams, OfAnEarlierRevisionStayWhileOthersAreAppended) {
  test::TestArchive archive{{with_byline()}};
  const Xapian::Database database = open_for_reading(archive.path());
  Stemmer stemmer;
  TokenReader before{std::make_shared<const TokenStreams>(archive.tables(), database), database,
                     stemmer};
  archive.add({test::article("b", "", "Quite other words", "altogether")});
  EXPECT_EQ(words_of(before, before.codes(1)), kItsWords);
  EXPECT_EQ(words_in(archive.path(), 2), "quit other word |altogeth ||");
}

TEST(TokenStreams, ThatCannotBeUsedAreReplacedByTheText) {
  const test::TestArchive archive{{with_byline()}};
  const Xapian::Database database = open_for_reading(archive.path());
  const std::filesystem::path stream = archive.tables() / kStreamFile;
  std::filesystem::resize_file(stream, std::filesystem::file_size(stream) - 1);
  EXPECT_FALSE(TokenStreams(archive.tables(), database).usable());
  EXPECT_EQ(words_in(archive.path(), 1), kItsWords);
}

TEST(TokenStreams, TrustNoRecordOfAnotherDocument) {
  const test::TestArchive archive{{with_byline(), test::article("b", "", "Other", "words")}};
  {
    const WriteLock lock{archive.path()};
    Xapian::WritableDatabase database = open_for_writing(lock);
    Xapian::Document second = database.get_document(2);
    second.add_value(kTokensSlot, database.get_document(1).get_value(kTokensSlot));
    database.replace_document(2, second);
    database.commit();
  }
  EXPECT_TRUE(has_record(archive.path(), 1));
  EXPECT_FALSE(has_record(archive.path(), 2));
  EXPECT_EQ(words_in(archive.path(), 2), "other |word ||");
}

TEST(TokenStreams, StayWithinTheirBoundsWhateverTheSlotSays) {
  const test::TestArchive archive{{with_byline()}};
  const std::uint64_t size = std::filesystem::file_size(archive.tables() / kStreamFile);
  for (const std::uint64_t offset : {std::uint64_t{1}, size - 1, size, UINT64_MAX}) {
    SCOPED_TRACE(offset);
    const WriteLock lock{archive.path()};
    Xapian::WritableDatabase database = open_for_writing(lock);
    Xapian::Document document = database.get_document(1);
    std::string value;
    put_varint(value, offset);
    document.add_value(kTokensSlot, value);
    database.replace_document(1, document);
    database.commit();
    EXPECT_EQ(words_in(archive.path(), 1), kItsWords);
  }
}

TEST(TokenReader, GivesAWordThatNoDocumentHasANumberOfItsOwn) {
  const test::TestArchive archive{{with_byline()}};
  const Xapian::Database database = open_for_reading(archive.path());
  Stemmer stemmer;
  TokenReader reader{std::make_shared<const TokenStreams>(archive.tables(), database), database,
                     stemmer};
  const TokenId unknown = reader.id("zebra");
  EXPECT_NE(unknown, reader.id("oil"));
  EXPECT_EQ(unknown, reader.id("zebra"));
  EXPECT_EQ(reader.term(unknown), "zebra");
}

class Writing : public testing::Test {
 protected:
  const std::filesystem::path& directory() const { return directory_.path(); }
  static DocumentTokens tokens(const std::string& body) {
    Stemmer stemmer;
    Article article;
    article.body = body;
    return tokens_of(article, stemmer);
  }

 private:
  test::TempDirectory directory_;
};

TEST_F(Writing, CarriesOnWhereTheLastCommitEnded) {
  std::string extent;
  {
    TokenStreamWriter writer{directory(), ""};
    EXPECT_FALSE(writer.started_anew());
    writer.append(tokens("zebra"), "hash of the first");
    extent = writer.sync();
    // Written, never committed: as if the run had been killed.
    writer.append(tokens("yak " + std::string(3'000'000, 'x')), "hash of the second");
    writer.sync();
  }
  TokenStreamWriter writer{directory(), extent};
  EXPECT_FALSE(writer.started_anew());
  EXPECT_EQ(std::filesystem::file_size(directory() / kStreamFile),
            decode_extent(extent)->stream_bytes);
  const std::string again = writer.sync();
  EXPECT_EQ(again, extent) << "nothing was appended";
}

TEST_F(Writing, StartsAnewWhenTheFilesAreNotWhatWasCommitted) {
  const std::function<void()> harms[] = {
      [&] { std::filesystem::remove(directory() / kStreamFile); },
      [&] { std::filesystem::remove(directory() / kDictionaryFile); },
      [&] { std::filesystem::resize_file(directory() / kStreamFile, 9); },
      [&] {
        std::ofstream{directory() / kDictionaryFile, std::ios::trunc} << "other bytes";
      }};
  for (const auto& harm : harms) {
    std::string extent;
    {
      TokenStreamWriter writer{directory(), ""};
      writer.append(tokens("zebra crossing"), "hash");
      extent = writer.sync();
    }
    harm();
    TokenStreamWriter writer{directory(), extent};
    EXPECT_TRUE(writer.started_anew());
    EXPECT_TRUE(read_dictionary(directory(), *decode_extent(writer.sync())).has_value());
  }
}

TEST_F(Writing, ThatCannotWriteSaysSo) {
  EXPECT_THROW((TokenStreamWriter{directory() / "none", ""}), Error);
}

TEST(TokenExtent, ComesBackFromItsText) {
  const TokenExtent extent{1'000'000'000'000, 42, 0x0123456789abcdef};
  EXPECT_EQ(decode_extent(encode_extent(extent)), extent);
  for (const std::string_view text : {"", "1", "1 2", "1 2 g", "1 2 3 4", "-1 2 3"})
    EXPECT_EQ(decode_extent(text), std::nullopt) << text;
}

}  // namespace
}  // namespace morgue::schema
