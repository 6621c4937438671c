#include "web/callers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/error.h"

namespace morgue::web {
namespace {

TEST(TrustedProxies, AreAddressesAndNetworks) {
  const TrustedProxies proxies{{"127.0.0.1", "10.1.0.0/16", "10.9.8.7/24", "::1", "fd00::/8"}};
  for (const std::string_view trusted :
       {"127.0.0.1", "10.1.2.3", "10.9.8.1", "::1", "fd12:3456::1", "::ffff:127.0.0.1"})
    EXPECT_TRUE(proxies.trusts(trusted)) << trusted;
  for (const std::string_view other :
       {"127.0.0.2", "10.2.0.1", "10.9.9.1", "::2", "fe80::1", "", "unknown", "127.0.0.1 "})
    EXPECT_FALSE(proxies.trusts(other)) << other;
  EXPECT_FALSE(TrustedProxies{}.trusts("127.0.0.1"));
}

TEST(TrustedProxies, AreRefusedIfTheyAreNoAddress) {
  for (const std::string wrong : {"", "nginx", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.1/"})
    EXPECT_THROW(TrustedProxies{{wrong}}, UsageError) << wrong;
}

TEST(Recognition, BelievesTheHeadersOfTrustedPeersAlone) {
  const TrustedProxies proxies{{"10.0.0.0/8"}};
  const struct {
    std::string peer, forwarded, x_for, x_proto;
    std::string visitor;
    bool secure;
  } rows[] = {
      {"192.0.2.1", "", "198.51.100.7", "https", "192.0.2.1", false},
      {"192.0.2.1", "for=198.51.100.7;proto=https", "", "", "192.0.2.1", false},
      {"10.0.0.1", "", "", "", "10.0.0.1", false},
      {"10.0.0.1", "", "198.51.100.7", "", "198.51.100.7", false},
      {"10.0.0.1", "", "198.51.100.7", "https", "198.51.100.7", true},
      {"10.0.0.1", "", "", "https", "10.0.0.1", true},
      {"10.0.0.1", "", "198.51.100.7", "HTTPS", "198.51.100.7", true},
      {"10.0.0.1", "", "198.51.100.7", "javascript", "198.51.100.7", false},
      // What stands before the first address that is not trusted may be forged.
      {"10.0.0.1", "", "1.1.1.1, 198.51.100.7, 10.0.0.2", "https", "198.51.100.7", true},
      {"10.0.0.1", "", "10.0.0.3, 10.0.0.2", "", "10.0.0.3", false},
      {"10.0.0.1", "", "unknown", "", "10.0.0.1", false},
      {"10.0.0.1", "", "<script>, 10.0.0.2", "", "10.0.0.2", false},
      {"10.0.0.1", "", ",,", "", "10.0.0.1", false},
      {"10.0.0.1", "", "198.51.100.7:4711", "", "198.51.100.7", false},
      {"10.0.0.1", "", "2001:db8::7", "", "2001:db8::7", false},
      {"10.0.0.1", "", "1.1.1.1, 198.51.100.7", "http, https", "198.51.100.7", true},
      {"10.0.0.1", "for=198.51.100.7;proto=https;by=10.0.0.1", "9.9.9.9", "http", "198.51.100.7",
       true},
      {"10.0.0.1", "For=\"[2001:db8::7]:4711\"; Proto=https", "", "", "2001:db8::7", true},
      {"10.0.0.1", "for=1.1.1.1, for=198.51.100.7, for=10.0.0.2", "", "", "198.51.100.7", false},
      {"10.0.0.1", "for=_hidden;proto=https", "", "", "10.0.0.1", true},
      {"10.0.0.1", "for=\"", "", "", "10.0.0.1", false},
      {"10.0.0.1", ";;=,", "", "", "10.0.0.1", false},
      {"::ffff:10.0.0.1", "", "198.51.100.7", "", "198.51.100.7", false},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.peer + " | " + row.forwarded + " | " + row.x_for + " | " + row.x_proto);
    RequestHead head;
    head.peer = row.peer;
    head.forwarded = row.forwarded;
    head.x_forwarded_for = row.x_for;
    head.x_forwarded_proto = row.x_proto;
    recognise(head, proxies);
    EXPECT_EQ(head.visitor, row.visitor);
    EXPECT_EQ(head.secure, row.secure);
  }
}

TEST(HostNames, OnLoopbackAreThoseOfThisMachineAndThoseTold) {
  const HostNames names{{"News.Example", "archive.example:8080"}, false};
  for (const std::string_view ours :
       {"localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:8080", "[::1]:8080", "[::1]",
        "news.example", "NEWS.example:80", "news.example.", "archive.example", "192.0.2.1",
        "morgue.localhost"})
    EXPECT_TRUE(names.answers_for(ours)) << ours;
  for (const std::string_view other :
       {"", "evil.example", "news.example.evil.example", "localhost.evil.example",
        "127.0.0.1.nip.io", "xnews.example", "a b"})
    EXPECT_FALSE(names.answers_for(other)) << other;
}

TEST(HostNames, OfAServerForTheNetworkAreAnyUnlessTheyAreTold) {
  EXPECT_TRUE((HostNames{{}, true}.answers_for("any.example")));
  EXPECT_FALSE((HostNames{{"news.example"}, true}.answers_for("any.example")));
}

TEST(Loopback, IsWhatOnlyThisMachineReaches) {
  for (const std::string_view ours : {"127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost"})
    EXPECT_TRUE(is_loopback(ours)) << ours;
  for (const std::string_view other : {"0.0.0.0", "::", "192.168.0.1", "news.example", ""})
    EXPECT_FALSE(is_loopback(other)) << other;
}

TEST(Target, MayNameItsHost) {
  const struct {
    std::string target, host;
    std::string path, of;
  } rows[] = {
      {"/help", "a", "/help", "a"},
      {"http://news.example/help?x=http://y/", "a", "/help?x=http://y/", "news.example"},
      {"HTTP://news.example:8080", "a", "/", "news.example:8080"},
      {"https://news.example?q=x", "a", "/?q=x", "news.example"},
      {"/?q=http://x/", "a", "/?q=http://x/", "a"},
      {"*", "a", "*", "a"},
      {"", "a", "", "a"},
  };
  for (const auto& row : rows) {
    RequestHead head;
    head.target = row.target;
    head.host = row.host;
    take_host_of_target(head);
    EXPECT_EQ(head.target, row.path);
    EXPECT_EQ(head.host, row.of);
  }
}

}  // namespace
}  // namespace morgue::web
