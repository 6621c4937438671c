#include "searcher/authority.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_directory.h"

namespace morgue {
namespace {

class AuthorityFiles : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    std::ofstream(directory_.path() / name, std::ios::binary) << text;
  }
  Authority read() const { return read_authority(directory_.path()); }

  test::TempDirectory directory_;
};

TEST_F(AuthorityFiles, SayNothingWhereThereAreNone) {
  EXPECT_TRUE(read().aliases.empty());
  EXPECT_TRUE(read().stops.empty());
  EXPECT_TRUE(read().mistakes.empty());
  EXPECT_EQ(authority_stamp(directory_.path()), "");
}

TEST_F(AuthorityFiles, NameWhatIsFiledUnderWhat) {
  write("aliases.tsv",
        "# who is who\r\n\r\nperson\tKadhafi\tMuammar Gaddafi\r\norganisation\t UN \tUnited "
        "Nations");
  write("stop.tsv", "organisation\tReuter\n");
  const Authority authority = read();
  ASSERT_EQ(authority.aliases.size(), 2);
  EXPECT_EQ(authority.aliases[0].facet, Facet::Person);
  EXPECT_EQ(authority.aliases[0].name, "Kadhafi");
  EXPECT_EQ(authority.aliases[0].filed_under, "Muammar Gaddafi");
  EXPECT_EQ(authority.aliases[1].name, "UN");
  ASSERT_EQ(authority.stops.size(), 1);
  EXPECT_EQ(authority.stops[0].name, "Reuter");
  EXPECT_TRUE(authority.mistakes.empty());
}

TEST_F(AuthorityFiles, NameTheLinesTheyCannotUse) {
  write("aliases.tsv", "person\tKadhafi\nplanet\tMars\tRed Planet\nperson\tA\tB\nperson\t\tB\n");
  write("stop.tsv", "organisation\tReuter\textra\nperson\t\xFF\n");
  const Authority authority = read();
  ASSERT_EQ(authority.aliases.size(), 1);
  EXPECT_EQ(authority.aliases[0].name, "A");
  EXPECT_TRUE(authority.stops.empty());
  ASSERT_EQ(authority.mistakes.size(), 5);
  EXPECT_EQ(authority.mistakes[0],
            "aliases.tsv, line 1, is not a kind, a name and the name to file it under, with tabs "
            "between.");
  EXPECT_EQ(authority.mistakes[1],
            "aliases.tsv, line 2, has the kind 'planet'; write person, organisation, source or "
            "section.");
  EXPECT_EQ(authority.mistakes[3],
            "stop.tsv, line 1, is not a kind and a name with a tab between.");
  EXPECT_EQ(authority.mistakes[4], "stop.tsv, line 2, is not UTF-8; save the file as UTF-8.");
}

TEST_F(AuthorityFiles, AreKnownToHaveChanged) {
  write("stop.tsv", "person\tA\n");
  const std::string before = authority_stamp(directory_.path());
  EXPECT_NE(before, "");
  EXPECT_EQ(authority_stamp(directory_.path()), before);
  write("stop.tsv", "person\tA\nperson\tB\n");
  EXPECT_NE(authority_stamp(directory_.path()), before);
}

}  // namespace
}  // namespace morgue
