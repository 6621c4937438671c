// Who may read: names and bcrypt hashes of a file as htpasswd writes it, and HTTP's Basic
// authentication (RFC 7617) by them.
//
//   ada:$2y$10$...   a line each; empty lines and those that begin with # are passed over
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace morgue::web {

struct Credentials {
  std::string user;
  std::string password;
};

/// What an Authorization header says; nothing if it is none of Basic's.
std::optional<Credentials> parse_basic(std::string_view authorization);

class Passwords {
 public:
  /// @throws Error  naming file, line, what is wrong and what mends it
  explicit Passwords(const std::filesystem::path& file);
  ~Passwords();
  Passwords(const Passwords&) = delete;
  Passwords& operator=(const Passwords&) = delete;

  /// Has this password been found right already? Costs microseconds: what is kept of it is a hash
  /// with a key that nobody knows and that ends with the process.
  bool knows(const Credentials& credentials) const;

  /// Is it right? Takes as long as bcrypt does, some 50 ms, and as long for a name that there is
  /// not; if it is, knows() says so from now on. For any thread.
  bool check(const Credentials& credentials);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue::web
