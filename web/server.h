// The HTTP server: translates between HTTP and the routes, and nothing more. The only file of the
// project that includes the HTTP library is server.cc.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace morgue {

struct ServeOptions {
  std::filesystem::path archive;
  std::string host = "127.0.0.1";  // loopback unless told otherwise
  int port = 8080;                 // 0: any free one
  unsigned threads = 0;            // connections served at once; 0: a sensible number
};

class Server {
 public:
  /// Opens the archive and binds the address. @throws Error  naming the address or the archive, the
  /// cause and the way out
  explicit Server(const ServeOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// "http://127.0.0.1:8080/"
  std::string url() const;

  /// Serves until stop(). Requests under way are answered.
  void run();

  /// May be called from another thread. run() returns within two seconds.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
