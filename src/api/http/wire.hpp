#pragma once
// Wire: one connection, in the clear or under TLS, as Beast wants a stream to be (AsyncReadStream, AsyncWriteStream).
//
// What Beast composes of streams is a type per stream and handler, one inside the other, and compiled for each. Here the stream is one type, and the handlers of what is
// below it lose theirs, so that TLS and timeouts are compiled once, in wire.cpp.
// Network thread. At most one read and one write at a time; each ends on the network thread, never inside the call that began it, and costs one allocation. Single
// operations cannot be cancelled: close() ends them all with an error.

#include "api/http/beast.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/role.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>

namespace boost::asio::ssl {
class context;
}

namespace davy::api {

// A completion handler of any type, called once.
template <class... Results>
class Completion {
 public:
  template <class Handler>
  requires(!std::is_same_v<std::remove_cvref_t<Handler>, Completion>) explicit Completion(Handler&& handler)
      : held_(std::make_unique<Holder<std::remove_cvref_t<Handler>>>(std::forward<Handler>(handler))) {}

  void operator()(beast::error_code error, Results... results) {
    Held& held = *held_;
    held.complete(std::move(held_), error, results...);
  }

 private:
  struct Held {
    virtual ~Held() = default;
    virtual void complete(std::unique_ptr<Held> self, beast::error_code error, Results... results) = 0;
  };

  template <class Handler>
  struct Holder final : Held {
    // It is called where the operation ends; a handler that wants to run elsewhere would not be heard.
    static_assert(std::is_same_v<asio::associated_executor_t<Handler, Executor>, Executor>);

    template <class Given>
    explicit Holder(Given&& given) : handler(std::forward<Given>(given)) {}
    void complete(std::unique_ptr<Held> self, beast::error_code error, Results... results) override {
      Handler called = std::move(handler);
      self.reset();  // before the call, which may begin the next operation
      std::move(called)(error, results...);
    }
    Handler handler;
  };

  std::unique_ptr<Held> held_;
};

class Wire {
 public:
  using executor_type = Executor;
  using Transferred = Completion<std::size_t>;
  using Done = Completion<>;

  explicit Wire(Socket socket);                      // in the clear
  Wire(Socket socket, asio::ssl::context& context);  // under TLS, which begins with async_handshake()
  Wire(Wire&& other) noexcept;                       // with nothing under way; `other` is not open any more, and good for nothing else
  ~Wire();

  executor_type get_executor() noexcept;
  bool is_open() const;
  Socket& socket();

  // What begins from now on must have ended within this time of now, else the connection is closed, and that ends with beast::error::timeout.
  void expires_after(std::chrono::steady_clock::duration within);
  void expires_never();
  void close() noexcept;

  // Fills the first buffer that is not empty.
  template <class MutableBuffers, class Token>
  auto async_read_some(const MutableBuffers& buffers, Token&& token) ->
      typename asio::async_result<std::decay_t<Token>, void(beast::error_code, std::size_t)>::return_type {
    return asio::async_initiate<Token, void(beast::error_code, std::size_t)>(
        [this](auto&& handler, asio::mutable_buffer into) { read_some(into, Transferred(std::forward<decltype(handler)>(handler))); },
        token, first_of(buffers));
  }

  // In the clear up to 64 buffers leave at once, as in Asio; under TLS they are put together, up to 16 KB.
  template <class ConstBuffers, class Token>
  auto async_write_some(const ConstBuffers& buffers, Token&& token) ->
      typename asio::async_result<std::decay_t<Token>, void(beast::error_code, std::size_t)>::return_type {
    return asio::async_initiate<Token, void(beast::error_code, std::size_t)>(
        [this](auto&& handler, const Gathered& from) { write_some(from, Transferred(std::forward<decltype(handler)>(handler))); }, token,
        Gathered(buffers));
  }

  // Under TLS only: as the server; and the goodbye of TLS, which waits for the peer's.
  template <class Token>
  auto async_handshake(Token&& token) {
    return asio::async_initiate<Token, void(beast::error_code)>(
        [this](auto&& handler) { handshake(Done(std::forward<decltype(handler)>(handler))); }, token);
  }
  template <class Token>
  auto async_shutdown(Token&& token) {
    return asio::async_initiate<Token, void(beast::error_code)>(
        [this](auto&& handler) { shutdown(Done(std::forward<decltype(handler)>(handler))); }, token);
  }

  // What Beast's WebSocket asks of its stream, found by its argument: the orderly end, and the end at once.
  template <class Handler>
  friend void async_teardown(beast::role_type role, Wire& wire, Handler&& handler) {
    wire.tear_down(role, Done(std::forward<Handler>(handler)));
  }
  friend void beast_close_socket(Wire& wire) { wire.close_socket(); }

 private:
  struct Impl;

  struct Gathered {
    Gathered() = default;
    template <class ConstBuffers>
    explicit Gathered(const ConstBuffers& given) {
      const auto end = asio::buffer_sequence_end(given);
      for (auto each = asio::buffer_sequence_begin(given); each != end && count < buffers.size(); ++each)
        if (const asio::const_buffer buffer(*each); buffer.size() > 0) buffers[count++] = buffer;
    }
    std::span<const asio::const_buffer> all() const { return {buffers.data(), count}; }

    std::array<asio::const_buffer, 64> buffers;
    std::size_t count = 0;
  };

  template <class MutableBuffers>
  static asio::mutable_buffer first_of(const MutableBuffers& buffers) {
    const auto end = asio::buffer_sequence_end(buffers);
    for (auto each = asio::buffer_sequence_begin(buffers); each != end; ++each)
      if (const asio::mutable_buffer buffer(*each); buffer.size() > 0) return buffer;
    return {};
  }

  void read_some(asio::mutable_buffer into, Transferred done);
  void write_some(const Gathered& from, Transferred done);
  void handshake(Done done);
  void shutdown(Done done);
  void tear_down(beast::role_type role, Done done);
  void close_socket();

  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::api
