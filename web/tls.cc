#include "web/tls.h"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string_view>
#include <system_error>

#include "corpus/error.h"

namespace morgue {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

/// OpenSSL's own words for a file that is not there are none for a person.
void require_readable(const std::string& what, const std::string& file) {
  if (std::ifstream{file}) return;
  throw Error{fmt::format("cannot read the {} '{}': {}", what, file,
                          std::generic_category().message(errno))};
}

[[noreturn]] void refuse(const std::string& what, const std::string& file, std::string_view why) {
  throw Error{fmt::format("cannot use the {} '{}': {}", what, file, why)};
}

/// Of what a visitor offers, HTTP/1.1; if he offers it not, no protocol is agreed on, as before
/// ALPN.
int choose_protocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void* /*argument*/) {
  static constexpr unsigned char kProtocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, kProtocols, sizeof kProtocols, offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

ssl::context make_tls_context(const std::string& certificate, const std::string& key) {
  require_readable("certificate", certificate);
  require_readable("key", key);
  ssl::context context{ssl::context::tls_server};
  context.set_options(ssl::context::default_workarounds | ssl::context::single_dh_use);
  SSL_CTX* const native = context.native_handle();
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_alpn_select_cb(native, choose_protocol, nullptr);
  error_code error;
  // A passphrase that is asked for on the terminal would stop a server that starts with the
  // machine.
  context.set_password_callback(
      [](std::size_t /*most*/, ssl::context::password_purpose /*purpose*/) {
        return std::string{};
      },
      error);
  context.use_certificate_chain_file(certificate, error);
  if (error) refuse("certificate", certificate, "it is no PEM file with a certificate");
  context.use_private_key_file(key, ssl::context::pem, error);
  if (error) {
    // The library checks the key against the certificate while it takes it.
    if (ERR_GET_REASON(static_cast<unsigned long>(error.value())) == X509_R_KEY_VALUES_MISMATCH ||
        ERR_GET_REASON(static_cast<unsigned long>(error.value())) == X509_R_KEY_TYPE_MISMATCH)
      refuse("key", key, fmt::format("it does not belong to the certificate '{}'", certificate));
    refuse("key", key, "it is no PEM file with a private key, or it has a passphrase");
  }
  if (SSL_CTX_check_private_key(native) != 1)
    refuse("key", key, fmt::format("it does not belong to the certificate '{}'", certificate));
  return context;
}

}  // namespace morgue
