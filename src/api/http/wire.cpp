#include "api/http/wire.hpp"

#include "base/ensure.hpp"

#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/rate_policy.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <variant>

namespace davy::api {

struct Wire::Impl {
  using Clear = beast::basic_stream<Tcp, Executor>;
  using Tls = beast::ssl_stream<Clear>;

  Clear& below() {
    if (auto* tls = std::get_if<Tls>(&stream)) return tls->next_layer();
    return std::get<Clear>(stream);
  }
  Tls& tls() {
    auto* tls = std::get_if<Tls>(&stream);
    ensure(tls != nullptr, "a wire under TLS");
    return *tls;
  }

  std::variant<Clear, Tls> stream;
  Gathered from;  // of the write that is under way
};

Wire::Wire(Socket socket) : impl_(new Impl{Impl::Clear(std::move(socket)), {}}) {}
Wire::Wire(Socket socket, asio::ssl::context& context) : impl_(new Impl{Impl::Tls(std::move(socket), context), {}}) {}
Wire::Wire(Wire&& other) noexcept = default;
Wire::~Wire() = default;

Executor Wire::get_executor() noexcept { return impl_->below().get_executor(); }
bool Wire::is_open() const { return impl_ != nullptr && impl_->below().socket().is_open(); }
Socket& Wire::socket() { return impl_->below().socket(); }

void Wire::expires_after(std::chrono::steady_clock::duration within) { impl_->below().expires_after(within); }
void Wire::expires_never() { impl_->below().expires_never(); }
void Wire::close() noexcept { impl_->below().close(); }

void Wire::read_some(asio::mutable_buffer into, Transferred done) {
  std::visit([&](auto& stream) { stream.async_read_some(into, std::move(done)); }, impl_->stream);
}

void Wire::write_some(const Gathered& from, Transferred done) {
  impl_->from = from;
  std::visit([&](auto& stream) { stream.async_write_some(impl_->from.all(), std::move(done)); }, impl_->stream);
}

void Wire::handshake(Done done) { impl_->tls().async_handshake(asio::ssl::stream_base::server, std::move(done)); }

void Wire::shutdown(Done done) { impl_->tls().async_shutdown(std::move(done)); }

void Wire::tear_down(beast::role_type role, Done done) {
  using beast::websocket::async_teardown;
  std::visit([&](auto& stream) { async_teardown(role, stream, std::move(done)); }, impl_->stream);
}

void Wire::close_socket() { beast::close_socket(impl_->below()); }

}  // namespace davy::api
