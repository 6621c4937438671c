// The certificate that the server shows, and what it accepts of TLS.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <string>

namespace morgue {

/// TLS 1.2 and 1.3, with the ciphers that OpenSSL takes by default, and HTTP/1.1 by ALPN.
/// @param certificate  PEM: the server's own first, then those in between
/// @param key          PEM, without passphrase
/// @throws Error  naming the file, what is wrong with it and what mends it
boost::asio::ssl::context make_tls_context(const std::string& certificate, const std::string& key);

}  // namespace morgue
