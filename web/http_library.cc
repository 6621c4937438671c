// The bodies of Boost.Asio and Boost.Beast, compiled once and apart from server.cc, which takes
// long enough.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
