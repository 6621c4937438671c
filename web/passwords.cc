#include "web/passwords.h"

#include <crypt.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/text/text.h"

namespace morgue::web {
namespace {

using Digest = std::array<unsigned char, 32>;

constexpr std::size_t kMostKnown = 10'000;  // as many names, or as many changes of password
constexpr int kHighestCost = 15;            // a second and more for each login
constexpr std::size_t kBcryptBytes = 60;

bool is_bcrypt(std::string_view hash) {
  constexpr std::string_view kSalt =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const auto digit = [&](std::size_t at) { return hash[at] >= '0' && hash[at] <= '9'; };
  return hash.size() == kBcryptBytes &&
         (hash.starts_with("$2y$") || hash.starts_with("$2b$") || hash.starts_with("$2a$")) &&
         digit(4) && digit(5) && hash[6] == '$' &&
         hash.find_first_not_of(kSalt, 7) == std::string_view::npos;
}

int cost_of(std::string_view hash) { return (hash[4] - '0') * 10 + (hash[5] - '0'); }

/// What is wrong with a line; empty: nothing.
std::string mistake_in(std::string_view user, std::string_view hash) {
  constexpr std::string_view kWayOut = "make the line with 'htpasswd -B'";
  if (user.empty()) return "there is no name before the colon";
  if (!is_bcrypt(hash))
    return fmt::format("the hash of '{}' is {}; {}", user,
                       hash.starts_with("$2") ? "bcrypt, but not a whole one" : "not bcrypt",
                       kWayOut);
  const int cost = cost_of(hash);
  if (cost < 4 || cost > kHighestCost)
    return fmt::format("the hash of '{}' has cost {}, and only 4 to {} are taken; {} -C 10'", user,
                       cost, kHighestCost, kWayOut.substr(0, kWayOut.size() - 1));
  return {};
}

bool is_hash_of(const std::string& password, const std::string& hash) {
  // The C library would stop at a NUL, and take "right\0and more" for "right".
  if (password.find('\0') != std::string::npos) return false;
  const auto data = std::make_unique<crypt_data>();
  const char* made = crypt_r(password.c_str(), hash.c_str(), data.get());
  if (made == nullptr) return false;
  const std::string_view result{made};
  const bool same =
      result.size() == hash.size() && CRYPTO_memcmp(result.data(), hash.data(), hash.size()) == 0;
  OPENSSL_cleanse(data.get(), sizeof *data);
  return same;
}

}  // namespace

std::optional<Credentials> parse_basic(std::string_view authorization) {
  constexpr std::string_view kScheme = "basic ";
  if (fold(authorization.substr(0, kScheme.size())) != kScheme) return std::nullopt;
  const std::string_view coded = trim(authorization.substr(kScheme.size()));
  if (coded.empty() || coded.size() % 4 != 0) return std::nullopt;
  std::string text(coded.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(coded.data()),
                                   static_cast<int>(coded.size()));
  if (size < 0) return std::nullopt;
  // The library counts the padding as bytes.
  text.resize(static_cast<std::size_t>(size) - (coded.ends_with("==")  ? 2
                                                : coded.ends_with('=') ? 1
                                                                       : 0));
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  return Credentials{text.substr(0, colon), text.substr(colon + 1)};
}

struct Passwords::State {
  explicit State(const std::filesystem::path& file) {
    read(file);
    if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1)
      throw Error{"cannot keep passwords: the system gives no random numbers"};
    // A hash of nobody's password, as dear as the dearest: who asks for a name that there is not
    // waits as long.
    const auto dearest = std::max_element(
        hashes.begin(), hashes.end(),
        [](const auto& a, const auto& b) { return cost_of(a.second) < cost_of(b.second); });
    nobody = dearest->second;
  }

  void read(const std::filesystem::path& file) {
    std::ifstream in{file};
    if (!in)
      throw Error{fmt::format("cannot read the passwords of '{}': {}", file.string(),
                              std::generic_category().message(errno))};
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      const std::string_view text = trim(line);
      if (text.empty() || text.starts_with('#')) continue;
      const std::size_t colon = std::min(text.find(':'), text.size());
      const std::string_view user = text.substr(0, colon);
      const std::string_view hash = text.substr(std::min(colon + 1, text.size()));
      std::string mistake = mistake_in(user, hash);
      if (mistake.empty() && !hashes.try_emplace(std::string{user}, hash).second)
        mistake = fmt::format("'{}' stands there already; remove one of the lines", user);
      if (!mistake.empty())
        throw Error{fmt::format("cannot use the passwords of '{}', line {}: {}", file.string(),
                                number, mistake)};
    }
    if (hashes.empty())
      throw Error{
          fmt::format("cannot use the passwords of '{}': nobody is in it; add somebody with "
                      "'htpasswd -B {} NAME'",
                      file.string(), file.string())};
  }

  Digest digest_of(const Credentials& credentials) const {
    const std::string text = credentials.user + ":" + credentials.password;
    Digest digest{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
    return digest;
  }

  std::map<std::string, std::string> hashes;  // by name
  std::string nobody;
  std::array<unsigned char, 32> key{};
  mutable std::mutex mutex;
  std::set<Digest> known;
};

Passwords::Passwords(const std::filesystem::path& file) : state_(std::make_unique<State>(file)) {}

Passwords::~Passwords() = default;

bool Passwords::knows(const Credentials& credentials) const {
  const Digest digest = state_->digest_of(credentials);
  const std::lock_guard lock{state_->mutex};
  return state_->known.count(digest) > 0;
}

bool Passwords::check(const Credentials& credentials) {
  const auto found = state_->hashes.find(credentials.user);
  const bool there = found != state_->hashes.end();
  const bool right = is_hash_of(credentials.password, there ? found->second : state_->nobody);
  if (!there || !right) return false;
  const Digest digest = state_->digest_of(credentials);
  const std::lock_guard lock{state_->mutex};
  if (state_->known.size() >= kMostKnown) state_->known.clear();
  state_->known.insert(digest);
  return true;
}

}  // namespace morgue::web
