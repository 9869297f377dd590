#pragma once
// The names that the server, its wires and its WebSockets take from Boost.Asio and Beast; slow to compile, so nobody else includes it.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

namespace davy::api {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

// One network thread: no strand is needed, and none is paid for.
using Executor = asio::io_context::executor_type;
using Tcp = asio::ip::tcp;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using HttpRequest = http::request<http::string_body>;

template <class T = void>
using Coroutine = asio::awaitable<T, Executor>;

// co_await gives (error, result…): on a network an error is an outcome, not an exception.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kOutcome{};

}  // namespace davy::api
