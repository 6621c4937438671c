#include "web/passwords.h"

#include <crypt.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "corpus/error.h"
#include "tests/support/temp_directory.h"

namespace morgue::web {
namespace {

using testing::HasSubstr;

std::string hash_of(const std::string& password, const std::string& salt) {
  const auto data = std::make_unique<crypt_data>();
  return crypt_r(password.c_str(), salt.c_str(), data.get());
}

std::string bcrypt(const std::string& password, const std::string& prefix = "$2y$05$") {
  return hash_of(password, prefix + "abcdefghijklmnopqrstuu");
}

class PasswordFile : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& text) {
    const auto path = directory_.path() / "users";
    std::ofstream{path} << text;
    return path;
  }
  std::string mistake_of(const std::string& text) {
    try {
      const Passwords passwords{write(text)};
      return "none";
    } catch (const Error& error) {
      return error.what();
    }
  }

  test::TempDirectory directory_;
};

TEST(BasicAuthentication, IsReadFromTheHeader) {
  const struct {
    std::string_view header, user, password;
  } rows[] = {
      {"Basic YWRhOnNlY3JldA==", "ada", "secret"}, {"basic YWRhOnNlY3JldA==", "ada", "secret"},
      {"BASIC  YWRhOmE6Yg== ", "ada", "a:b"},      {"Basic YWRhOg==", "ada", ""},
      {"Basic OnNlY3JldA==", "", "secret"},        {"Basic w6Q6w7Y=", "ä", "ö"}};
  for (const auto& [header, user, password] : rows) {
    const auto read = parse_basic(header);
    ASSERT_TRUE(read) << header;
    EXPECT_EQ(read->user, user);
    EXPECT_EQ(read->password, password);
  }
  for (const std::string_view wrong :
       {"", "Basic", "Basic ", "Basic ====", "Basic YWRh", "Basic YWRhOnNlY3JldA", "Basic !!!!",
        "Bearer YWRhOnNlY3JldA==", "YWRhOnNlY3JldA=="})
    EXPECT_FALSE(parse_basic(wrong)) << wrong;
}

TEST_F(PasswordFile, LetsInWhomItNames) {
  Passwords passwords{write("# readers\n\nada:" + bcrypt("secret") +
                            "\nbob:" + bcrypt("pass word", "$2b$04$") + "\r\n")};
  EXPECT_FALSE(passwords.knows({"ada", "secret"}));
  EXPECT_TRUE(passwords.check({"ada", "secret"}));
  EXPECT_TRUE(passwords.knows({"ada", "secret"}));
  EXPECT_TRUE(passwords.check({"bob", "pass word"}));
  for (const Credentials& wrong : std::initializer_list<Credentials>{
           {"ada", "Secret"},
           {"ada", ""},
           {"bob", "secret"},
           {"Ada", "secret"},
           {"", ""},
           {"# readers", ""},
           {"nobody", "secret"},
           {"ada", std::string{"secret\0and more", 15}},
           {"ada", bcrypt("secret")},
       }) {
    EXPECT_FALSE(passwords.check(wrong)) << wrong.user << " " << wrong.password;
    EXPECT_FALSE(passwords.knows(wrong));
  }
}

TEST_F(PasswordFile, SaysWhichLineIsWrongAndWhatMendsIt) {
  const std::string good = "ada:" + bcrypt("secret") + "\n";
  const struct {
    std::string text, says;
  } rows[] = {
      {good + "\nbob:$apr1$abc$def\n",
       "users', line 3: the hash of 'bob' is not bcrypt; make the line with 'htpasswd -B'"},
      {"bob:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=\n", "line 1: the hash of 'bob' is not bcrypt"},
      {"bob:secret\n", "the hash of 'bob' is not bcrypt"},
      {"bob\n", "the hash of 'bob' is not bcrypt"},
      {"bob:" + bcrypt("x").substr(0, 50) + "\n", "is bcrypt, but not a whole one"},
      {"bob:" + bcrypt("x").replace(4, 2, "31") + "\n",
       "has cost 31, and only 4 to 15 are taken; make the line with 'htpasswd -B -C 10'"},
      {":" + bcrypt("x") + "\n", "there is no name before the colon"},
      {good + good, "line 2: 'ada' stands there already"},
      {"# nobody\n", "nobody is in it; add somebody with 'htpasswd -B "},
  };
  for (const auto& [text, says] : rows) EXPECT_THAT(mistake_of(text), HasSubstr(says));
  EXPECT_THROW(Passwords{"/nowhere/users"}, Error);
}

TEST_F(PasswordFile, MakesStrangersWaitAsLongAsUsers) {
  Passwords passwords{write("ada:" + bcrypt("secret", "$2y$09$") + "\n")};
  const auto time = [&](const Credentials& credentials) {
    auto best = std::chrono::steady_clock::duration::max();
    for (int i = 0; i < 5; ++i) {
      const auto start = std::chrono::steady_clock::now();
      passwords.check(credentials);
      best = std::min(best, std::chrono::steady_clock::now() - start);
    }
    return std::chrono::duration<double>(best).count();
  };
  const double right = time({"ada", "secret"});
  EXPECT_GT(time({"ada", "wrong"}), right * 0.7);
  EXPECT_GT(time({"nobody", "wrong"}), right * 0.7);
}

}  // namespace
}  // namespace morgue::web
