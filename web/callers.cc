#include "web/callers.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "corpus/error.h"
#include "corpus/text/text.h"

namespace morgue::web {
namespace {

namespace ip = boost::asio::ip;
using boost::system::error_code;

std::optional<ip::address> parse_address(std::string_view text) {
  error_code error;
  const ip::address address = ip::make_address(std::string{text}, error);
  if (error) return std::nullopt;
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
  return address;
}

/// "[::1]:8080", "[::1]", "localhost:8080", "10.0.0.1" without port and brackets.
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  // More than one colon: an IPv6 address that lost its brackets.
  const std::size_t colon = host.find(':');
  return colon == host.rfind(':') ? host.substr(0, colon) : host;
}

/// A host as it is compared.
std::string host_name(std::string_view host) {
  std::string name = fold(without_port(trim(host)));
  if (name.ends_with('.')) name.pop_back();  // news.example. is news.example
  return name;
}

std::vector<std::string_view> parts_of(std::string_view list, char separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '"') quoted = !quoted;
    if (list[i] != separator || quoted) continue;
    parts.push_back(trim(list.substr(begin, i - begin)));
    begin = i + 1;
  }
  parts.push_back(trim(list.substr(begin)));
  return parts;
}

/// What one proxy says of the one before it.
struct Hop {
  std::string_view address;
  std::string_view scheme;
};

std::vector<Hop> hops_of_forwarded(std::string_view header) {
  std::vector<Hop> hops;
  for (const std::string_view element : parts_of(header, ',')) {
    Hop hop;
    for (const std::string_view pair : parts_of(element, ';')) {
      const std::size_t equals = std::min(pair.find('='), pair.size());
      const std::string name = fold(trim(pair.substr(0, equals)));
      std::string_view value = trim(pair.substr(std::min(equals + 1, pair.size())));
      if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
        value = value.substr(1, value.size() - 2);
      if (name == "for") hop.address = value;
      if (name == "proto") hop.scheme = value;
    }
    hops.push_back(hop);
  }
  return hops;
}

/// The schemes belong to the addresses if there are as many; else the last one is of the last hop.
std::vector<Hop> hops_of_x_forwarded(std::string_view addresses, std::string_view schemes) {
  std::vector<Hop> hops;
  if (!addresses.empty())
    for (const std::string_view address : parts_of(addresses, ',')) hops.push_back({address, {}});
  if (schemes.empty()) return hops;
  if (hops.empty()) hops.emplace_back();
  const std::vector<std::string_view> each = parts_of(schemes, ',');
  if (each.size() == hops.size()) {
    for (std::size_t i = 0; i < each.size(); ++i) hops[i].scheme = each[i];
  } else {
    for (Hop& hop : hops) hop.scheme = each.back();
  }
  return hops;
}

}  // namespace

struct TrustedProxies::Network {
  std::variant<ip::network_v4, ip::network_v6> range;

  bool has(const ip::address& address) const {
    if (const auto* v4 = std::get_if<ip::network_v4>(&range))
      return address.is_v4() &&
             ip::network_v4{address.to_v4(), v4->prefix_length()}.network() == v4->network();
    const auto& v6 = std::get<ip::network_v6>(range);
    return address.is_v6() &&
           ip::network_v6{address.to_v6(), v6.prefix_length()}.network() == v6.network();
  }
};

std::string plain_address(std::string_view address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->to_string() : std::string{address};
}

bool is_loopback(std::string_view host) {
  const std::string name = host_name(host);
  if (name == "localhost") return true;
  const auto address = parse_address(name);
  return address && address->is_loopback();
}

TrustedProxies::TrustedProxies() : TrustedProxies(std::vector<std::string>{}) {}

TrustedProxies::TrustedProxies(const std::vector<std::string>& addresses) {
  std::vector<Network> networks;
  for (const std::string& each : addresses) {
    const std::size_t slash = each.find('/');
    const auto address = parse_address(each.substr(0, slash));
    const bool v4 = address && address->is_v4();
    error_code error;
    const std::string range =
        slash != std::string::npos ? each : fmt::format("{}/{}", each, v4 ? 32 : 128);
    Network network;
    if (v4)
      network.range = ip::make_network_v4(range, error);
    else if (address)
      network.range = ip::make_network_v6(range, error);
    if (!address || error)
      throw UsageError{
          fmt::format("--trusted-proxy takes an address, such as 127.0.0.1, or a "
                      "network, such as 10.0.0.0/8, not '{}'",
                      each)};
    networks.push_back(network);
  }
  networks_ = std::make_shared<const std::vector<Network>>(std::move(networks));
}

bool TrustedProxies::empty() const { return networks_->empty(); }

bool TrustedProxies::trusts(std::string_view address) const {
  const auto parsed = parse_address(address);
  return parsed && std::any_of(networks_->begin(), networks_->end(),
                               [&](const Network& network) { return network.has(*parsed); });
}

void recognise(RequestHead& head, const TrustedProxies& proxies) {
  head.visitor = head.peer;
  if (!proxies.trusts(head.peer)) return;
  const std::vector<Hop> hops =
      head.forwarded.empty() ? hops_of_x_forwarded(head.x_forwarded_for, head.x_forwarded_proto)
                             : hops_of_forwarded(head.forwarded);
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    if (!hop->scheme.empty()) head.secure = fold(hop->scheme) == "https";
    const auto address = parse_address(without_port(hop->address));
    if (!address) return;  // "unknown", or a name that a proxy made up
    head.visitor = address->to_string();
    if (!proxies.trusts(head.visitor)) return;
  }
}

HostNames::HostNames(std::vector<std::string> names, bool any)
    : names_(std::move(names)), any_(any && names_.empty()) {
  for (std::string& name : names_) name = host_name(name);
}

bool HostNames::answers_for(std::string_view host) const {
  const std::string name = host_name(host);
  return any_ || name == "localhost" || name.ends_with(".localhost") || parse_address(name) ||
         std::find(names_.begin(), names_.end(), name) != names_.end();
}

void take_host_of_target(RequestHead& head) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!fold(std::string_view{head.target}.substr(0, scheme.size())).starts_with(scheme)) continue;
    const std::size_t end =
        std::min(head.target.find_first_of("/?#", scheme.size()), head.target.size());
    head.host = head.target.substr(scheme.size(), end - scheme.size());
    head.target.erase(0, end);
    if (!head.target.starts_with('/')) head.target.insert(0, 1, '/');
    return;
  }
}

}  // namespace morgue::web
