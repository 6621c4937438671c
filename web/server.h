// The HTTP server: translates between HTTP and the routes, and nothing more.
//
// Connections are asynchronous, all on the thread of run(): one that waits, or that sends or takes
// its bytes slowly, costs some memory and a descriptor. Answers are made by a few workers. The HTTP
// library is included by server.cc, by what that includes (connection.h, service.h), and nowhere
// else.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "web/access_log.h"

namespace morgue {

struct ServeOptions {
  std::filesystem::path archive;
  std::string host = "127.0.0.1";  // loopback unless told otherwise
  int port = 8080;                 // 0: any free one
  unsigned workers = 0;            // answers made at once; 0: a sensible number
  std::string access_log;  // the file of a line for each request; "-": standard output; empty: none
  web::LogFormat access_log_format = web::LogFormat::Text;
  std::vector<std::string> trusted_proxies;  // addresses and networks
  std::vector<std::string> host_names;   // that the server answers for, beside those of loopback
  std::string passwords;                 // htpasswd's file; empty: whoever comes may read
  std::string tls_certificate, tls_key;  // PEM files; empty: no TLS
};

class Server {
 public:
  /// Opens the archive and binds the address. @throws Error  naming the address or the archive, the
  /// cause and the way out. @throws UsageError  if passwords would cross the network readable, or
  /// an option is not what it must be
  explicit Server(const ServeOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// "http://127.0.0.1:8080/", or https
  std::string url() const;

  /// Serves until stop(), once.
  void run();

  /// May be called from another thread. Nobody is let in any more; what is being answered is
  /// finished, if that takes no longer than a second, and run() returns. Only a worker that does
  /// not come to an end holds it up.
  void stop();

  /// May be called from another thread. Opens the access log by its name again and reads passwords
  /// and certificate anew; what cannot be read stays as it was, and standard error says so.
  void reload();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace morgue
