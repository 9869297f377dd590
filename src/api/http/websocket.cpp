#include "api/http/websocket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <atomic>
#include <chrono>
#include <deque>

namespace davy::api {
namespace {

namespace websocket = beast::websocket;

constexpr std::size_t kWaitingBytesMax = 4UL * 1024 * 1024;
constexpr std::size_t kWaitingMessagesMax = 256;
constexpr std::size_t kIncomingBytesMax = 1'024;
constexpr int kKernelBytesMax = 256 * 1024;
constexpr auto kSilenceMax = std::chrono::seconds(20);
constexpr auto kHandshakeMax = std::chrono::seconds(5);  // opening and closing

class Line final : public Outlet, public std::enable_shared_from_this<Line> {
 public:
  explicit Line(Wire wire) : executor_(wire.get_executor()), websocket_(std::move(wire)) {}

  // Any thread.
  void send(Message message) override {
    asio::post(executor_, [self = shared_from_this(), message = std::move(message)]() mutable { self->take(std::move(message)); });
  }
  void close(const std::string& reason) override {
    asio::post(executor_, [self = shared_from_this(), reason] { self->end(websocket::close_code::going_away, reason); });
  }
  bool ended() const override { return ended_; }

  // Network thread from here on.
  Coroutine<bool> accept(const HttpRequest& request) {
    websocket_.next_layer().expires_never();
    websocket_.set_option(websocket::stream_base::timeout{kHandshakeMax, kSilenceMax, true});
    websocket_.set_option(
        websocket::stream_base::decorator([](websocket::response_type& response) { response.set(http::field::server, "davy"); }));
    websocket_.read_message_max(kIncomingBytesMax);
    websocket_.text(true);
    // What the kernel holds back for a slow client is late as well: let the queue above see it.
    beast::error_code ignored;
    websocket_.next_layer().socket().set_option(asio::socket_base::send_buffer_size(kKernelBytesMax), ignored);
    const auto [error] = co_await websocket_.async_accept(request, kOutcome);
    co_return !error;
  }

  Coroutine<> read_until_it_ends() {
    for (;;) {
      beast::flat_buffer ignored;
      const auto [error, bytes] = co_await websocket_.async_read(ignored, kOutcome);
      if (error) break;
    }
    ended_ = true;
    waiting_.clear();
    // A write that its peer never reads would keep the line for ever.
    websocket_.next_layer().close();
  }

 private:
  void take(Message message) {
    if (ended_ || closing_) return;
    const bool full = waiting_bytes_ + message->size() > kWaitingBytesMax || waiting_.size() >= kWaitingMessagesMax;
    if (full && !waiting_.empty()) {
      end(websocket::close_code::try_again_later, "too slow: " + std::to_string(waiting_.size()) + " messages are waiting");
      return;
    }
    waiting_bytes_ += message->size();
    waiting_.push_back(std::move(message));
    if (!writing_) asio::co_spawn(executor_, write_all(shared_from_this()), asio::detached);
  }

  void end(websocket::close_code code, const std::string& reason) {
    if (ended_ || closing_) return;
    closing_ = websocket::close_reason(code, reason);
    if (writing_) {
      // It closes after the message in hand; when that does not leave in time, without a word.
      asio::co_spawn(executor_, cut_after_a_while(shared_from_this()), asio::detached);
    } else {
      asio::co_spawn(executor_, write_all(shared_from_this()), asio::detached);
    }
  }

  static Coroutine<> write_all(std::shared_ptr<Line> self) {
    self->writing_ = true;
    while (!self->waiting_.empty() && !self->closing_ && !self->ended_) {
      const Message message = std::move(self->waiting_.front());
      self->waiting_.pop_front();
      const auto [error, bytes] = co_await self->websocket_.async_write(asio::buffer(*message), kOutcome);
      self->waiting_bytes_ -= message->size();
      if (error) break;
    }
    if (self->closing_ && !self->ended_) co_await self->websocket_.async_close(*self->closing_, kOutcome);
    self->writing_ = false;
  }

  static Coroutine<> cut_after_a_while(std::shared_ptr<Line> self) {
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer(self->executor_,
                                                                                                                        kHandshakeMax);
    co_await timer.async_wait(kOutcome);
    if (!self->ended_) self->websocket_.next_layer().close();
  }

  Executor executor_;
  websocket::stream<Wire, false> websocket_;  // without compression
  std::deque<Message> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool writing_ = false;
  std::atomic<bool> ended_ = false;
  std::optional<websocket::close_reason> closing_;
};

}  // namespace

Coroutine<> run_websocket(Wire wire, HttpRequest request, Reply granted, Lines& lines) {
  const auto line = std::make_shared<Line>(std::move(wire));
  if (!co_await line->accept(request)) co_return;
  lines.insert(line);
  granted.opened(line);
  co_await line->read_until_it_ends();
  granted.closed(line);
  lines.erase(line);
}

}  // namespace davy::api
