// Who asks, and under which name of ours: what a request says of itself, and what a proxy that is
// trusted says of it. Pure.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/request_head.h"

namespace morgue::web {

/// "::ffff:192.0.2.7", as a visitor is called where IPv6 and IPv4 share a socket, is "192.0.2.7".
std::string plain_address(std::string_view address);

/// Is it one that only this machine can be reached by? An address, or "localhost".
bool is_loopback(std::string_view host);

/// The proxies that are believed in what they say of their visitors.
class TrustedProxies {
 public:
  TrustedProxies();
  /// @param addresses  each an address, "127.0.0.1", or a network, "10.0.0.0/8", "fd00::/8"
  /// @throws UsageError  naming the one that is neither
  explicit TrustedProxies(const std::vector<std::string>& addresses);

  bool empty() const;
  bool trusts(std::string_view address) const;

 private:
  struct Network;
  std::shared_ptr<const std::vector<Network>> networks_;
};

/// Sets the visitor and `secure` of a request by its headers, if its peer is trusted: Forwarded
/// (RFC 7239) if there is one, else X-Forwarded-For and X-Forwarded-Proto. Of a chain of proxies
/// the visitor is the last address that is not trusted: what stands before it anybody may have
/// written.
void recognise(RequestHead& head, const TrustedProxies& proxies);

/// The names that the server answers for. A page of a stranger can let his own name point to the
/// loopback address, and so make a browser on this machine read the archive for him (DNS
/// rebinding); the Host is his name then, and refused.
class HostNames {
 public:
  /// @param any  accept every name as long as none is told: a server for a network cannot know its
  /// own
  HostNames(std::vector<std::string> names, bool any);

  /// @param host  of a request, with or without port; addresses and "localhost" are always accepted
  bool answers_for(std::string_view host) const;

 private:
  std::vector<std::string> names_;
  bool any_;
};

/// A target with its own host, "http://news.example/help", as proxies may send it, becomes "/help"
/// and that Host (RFC 9112, section 3.2.2).
void take_host_of_target(RequestHead& head);

}  // namespace morgue::web
