#include "api/http/http_server.hpp"

#include "api/http/websocket.hpp"
#include "api/http/wire.hpp"
#include "base/said.hpp"
#include "runtime/thread_role.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <list>
#include <map>
#include <mutex>
#include <thread>

namespace davy::api {
namespace {

using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;
using Parser = http::request_parser<http::string_body>;
using Response = http::response<http::span_body<const char>>;
using std::chrono::seconds;

constexpr std::uint32_t kHeaderBytesMax = 16 * 1024;
constexpr std::size_t kSmallBodyMax = 64UL * 1024;
constexpr int kConnectionsMax = 512;
constexpr std::size_t kWebSocketsMax = 256;
constexpr int kWebSocketsOfOneMax = 32;
constexpr int kLargeBodiesMax = 8;
constexpr seconds kIdleMax(60);
constexpr seconds kHeadersWithin(10);
constexpr seconds kBodyWithin(30);
constexpr seconds kAnswerWithin(30);
constexpr seconds kSentWithin(30);
constexpr seconds kDrainedWithin(2);
constexpr seconds kHandshakeWithin(10);
constexpr std::chrono::milliseconds kGoodbyeMax(300);

// Scripts and styles only from here, no frames, nothing guessed from content (OWASP ASVS 4.0.3 §14.4).
constexpr std::pair<std::string_view, std::string_view> kSecurityHeaders[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src "
     "'self' blob:; "
     "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "geolocation=(self), microphone=(self), payment=(), usb=(), serial=(), bluetooth=()"},
};

// The connections whose peer has the word: it is to send a request, or to take its answer. When there is no room for another, the one that has taken the longest over it goes:
// whoever holds connections open to keep others out loses them, and who asks and reads promptly never has to wait for a place.
class Patience {
  struct Held {
    Wire* wire;
    bool given_up = false;
  };

 public:
  // For as long as it lives, the peer of this connection has the word.
  class Turn {
   public:
    Turn(Patience& patience, Wire& wire) : held_(patience.held_), place_(held_.insert(held_.end(), {&wire})) {}
    ~Turn() { held_.erase(place_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    std::list<Held>& held_;
    std::list<Held>::iterator place_;
  };

  // False when nobody's peer has the word.
  bool give_up_the_slowest() {
    const auto slowest = std::ranges::find(held_, false, &Held::given_up);
    if (slowest == held_.end()) return false;
    slowest->given_up = true;
    slowest->wire->close();  // its coroutine sees that as an error of what it awaits
    return true;
  }

 private:
  std::list<Held> held_;  // the longest first
};

// Hands work to the network thread from others, as long as there is one: an answer may come when the server is gone.
class Gate {
 public:
  explicit Gate(asio::io_context& io) : io_(&io) {}
  template <class Work>
  void post(Work work) {
    const std::scoped_lock lock(mutex_);
    if (io_ != nullptr) asio::post(*io_, work());
  }
  void shut() {
    const std::scoped_lock lock(mutex_);
    io_ = nullptr;
  }

 private:
  std::mutex mutex_;
  asio::io_context* io_;
};

// Calls `start` with a callback and waits for what it is given; nothing when that does not come within kAnswerWithin.
template <class T, class Start>
Coroutine<std::optional<T>> answer_to(Start start, std::shared_ptr<Gate> gate, Executor executor) {
  struct Waiting {
    explicit Waiting(Executor on) : timer(on, kAnswerWithin) {}
    Timer timer;
    std::optional<T> answer;
  };
  const auto waiting = std::make_shared<Waiting>(executor);
  start([gate = std::move(gate), weak = std::weak_ptr<Waiting>(waiting)](T answer) {
    gate->post([&] {
      return [weak, answer = std::move(answer)]() mutable {
        const auto alive = weak.lock();
        if (!alive) return;
        alive->answer = std::move(answer);
        alive->timer.cancel();
      };
    });
  });
  co_await waiting->timer.async_wait(kOutcome);
  co_return std::move(waiting->answer);
}

std::optional<Method> method_of(http::verb verb) {
  if (verb == http::verb::get || verb == http::verb::head) return Method::Get;
  if (verb == http::verb::post) return Method::Post;
  if (verb == http::verb::put) return Method::Put;
  if (verb == http::verb::delete_) return Method::Delete;
  return std::nullopt;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// Everything but the body.
std::variant<Ask, Problem> head_of(const HttpRequest& request, const std::string& address) {
  Ask ask;
  for (const auto& field : request) ask.headers.emplace_back(lower(field.name_string()), std::string(field.value()));
  ask.address = address;
  if (beast::websocket::is_upgrade(request)) ask.upgrade = Ask::Upgrade::WebSocket;
  const auto method = method_of(request.method());
  if (!method) return problem(ProblemKind::MethodNotAllowed, "不支持此方法", "There is no such method here");
  ask.method = *method;
  auto target = parse_target(std::string_view(request.target().data(), request.target().size()));
  if (!target) return problem(ProblemKind::BadRequest, "无法读取地址", "The path or the query cannot be read");
  ask.target = std::move(*target);
  return ask;
}

Problem problem_of(const beast::error_code& error) {
  if (error == http::error::body_limit) return problem(ProblemKind::TooLarge, "内容过大", "The body is too large");
  if (error == http::error::header_limit) return problem(ProblemKind::TooLarge, "请求头过大", "The headers are too large");
  return problem(ProblemKind::BadRequest, "不是 HTTP/1.1 请求", "This is not an HTTP/1.1 request");
}

// RFC 9110 §6.4.1.
bool has_body(int status) { return status != 204 && status != 304; }

// What became of the body of a request; refused: with this answer.
struct BodyRead {};
struct PeerGone {};
using BodyOutcome = std::variant<BodyRead, PeerGone, Reply>;

// The peer's own doing: nobody is there to answer.
bool nobody_there(const beast::error_code& error) {
  return error == http::error::end_of_stream || error == http::error::partial_message || error == beast::error::timeout ||
         error.category() == boost::system::system_category() || error.category() == asio::error::get_misc_category();
}

// RFC 9325 §3.1.1 and §4.2: nothing before TLS 1.2, and of 1.2 only what is forward secret and authenticates what it encrypts.
Result<std::unique_ptr<asio::ssl::context>> tls_of(const TlsFiles& files) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  const bool narrowed =
      SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) == 1 && SSL_CTX_set_cipher_list(native, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
  if (!narrowed) return failed(said({"无法将 TLS 限制在安全范围内", "TLS cannot be narrowed to what is safe"}));
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  beast::error_code error;
  context->use_certificate_chain_file(files.certificate, error);
  if (error) return invalid(said({"无法从 {} 读取证书：{}", "no certificate can be read from {}: {}"}, files.certificate, error.message()));
  context->use_private_key_file(files.key, asio::ssl::context::pem, error);
  if (error)
    return invalid(said({"无法从 {} 读取与证书相符的密钥：{}", "no key that fits the certificate can be read from {}: {}"}, files.key,
                        error.message()));
  return context;
}

}  // namespace

class HttpServer::Impl {
 public:
  explicit Impl(Hooks hooks) : hooks_(std::move(hooks)) {}
  ~Impl() {
    stop();
    gate_->shut();
  }

  Result<void> listen(const Door& door) {
    beast::error_code error;
    const auto ip = asio::ip::make_address(door.address, error);
    if (error) return invalid(said({"'{}' 不是 IP 地址", "'{}' is not an IP address"}, door.address));
    if (door.tls) {
      auto context = tls_of(*door.tls);
      if (!context) return context.error();
      tls_ = std::move(*context);
    }
    const Tcp::endpoint endpoint(ip, door.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) return failed(said({"无法在 {}:{} 监听：{}", "cannot listen on {}:{}: {}"}, door.address, door.port, error.message()));
    port_ = acceptor_.local_endpoint().port();
    return {};
  }

  void start() {
    asio::co_spawn(io_, accept(), asio::detached);
    thread_ = std::thread([this] {
      runtime::take_role("http", runtime::Urgency::GivesWay);
      io_.run();
    });
  }

  std::uint16_t port() const { return port_; }

  std::array<std::uint64_t, 6> answered() const {
    std::array<std::uint64_t, 6> counts{};
    std::transform(answered_.begin(), answered_.end(), counts.begin(), [](const auto& each) { return each.load(); });
    return counts;
  }

  void stop() {
    if (!thread_.joinable()) return;
    asio::co_spawn(io_, say_goodbye(), asio::detached);
    thread_.join();
  }

 private:
  Coroutine<> say_goodbye() {
    beast::error_code ignored;
    acceptor_.close(ignored);
    for (const auto& line : lines_) line->close("the server goes away");
    Timer timer(io_.get_executor());
    for (auto waited = std::chrono::milliseconds(0); !lines_.empty() && waited < kGoodbyeMax; waited += std::chrono::milliseconds(10)) {
      timer.expires_after(std::chrono::milliseconds(10));
      co_await timer.async_wait(kOutcome);
    }
    io_.stop();
  }

  Coroutine<> accept() {
    while (acceptor_.is_open()) {
      Socket socket(io_);
      const auto [error] = co_await acceptor_.async_accept(socket, kOutcome);
      if (error) {
        // Out of descriptors, most likely: those who are here must finish first.
        Timer timer(io_.get_executor(), std::chrono::milliseconds(100));
        co_await timer.async_wait(kOutcome);
      } else if (connections_ < kConnectionsMax || patience_.give_up_the_slowest()) {
        asio::co_spawn(io_, serve(std::move(socket)), asio::detached);
      }
    }
  }

  Coroutine<> serve(Socket socket) {
    ++connections_;
    beast::error_code error;
    socket.set_option(Tcp::no_delay(true), error);
    const auto peer = socket.remote_endpoint(error);
    const std::string address = error ? std::string() : peer.address().to_string();
    Wire wire = tls_ ? Wire(std::move(socket), *tls_) : Wire(std::move(socket));
    if (!tls_) {
      co_await talk(wire, address);
    } else if (co_await shake_hands(wire) && co_await talk(wire, address)) {
      wire.expires_after(kDrainedWithin);
      co_await wire.async_shutdown(kOutcome);
    }
    --connections_;
  }

  Coroutine<bool> shake_hands(Wire& wire) {
    wire.expires_after(kHandshakeWithin);
    const Patience::Turn turn(patience_, wire);
    const auto [error] = co_await wire.async_handshake(kOutcome);
    co_return !error;
  }

  // True when the connection still stands, to be said goodbye to.
  Coroutine<bool> talk(Wire& wire, const std::string& address) {
    beast::flat_buffer buffer;
    while (co_await exchange(wire, buffer, address)) continue;
    co_return wire.is_open();
  }

  // One request and its answer. False: the connection has ended.
  Coroutine<bool> exchange(Wire& wire, beast::flat_buffer& buffer, const std::string& address) {
    Parser parser;
    parser.header_limit(kHeaderBytesMax);
    parser.body_limit(boost::none);
    if (const auto error = co_await read_headers(wire, buffer, parser)) {
      if (!nobody_there(error)) co_await refuse(wire, parser.get(), problem_reply(problem_of(error), Ask()));
      co_return false;
    }
    auto head = head_of(parser.get(), address);
    if (auto* wrong = std::get_if<Problem>(&head)) co_return co_await refuse(wire, parser.get(), problem_reply(*wrong, Ask()));
    Ask& ask = std::get<Ask>(head);
    BodyOutcome body = co_await read_body(wire, buffer, parser, ask);
    if (std::holds_alternative<PeerGone>(body)) co_return false;
    if (auto* refusal = std::get_if<Reply>(&body)) co_return co_await refuse(wire, parser.get(), std::move(*refusal));
    ask.body = std::move(parser.get().body());
    co_return co_await reply_to(wire, parser.release(), std::move(ask));
  }

  Coroutine<beast::error_code> read_headers(Wire& wire, beast::flat_buffer& buffer, Parser& parser) {
    const Patience::Turn turn(patience_, wire);
    if (buffer.size() == 0) {
      wire.expires_after(kIdleMax);
      const auto [error, bytes] = co_await wire.async_read_some(buffer.prepare(4'096), kOutcome);
      if (error) co_return error;
      buffer.commit(bytes);
    }
    wire.expires_after(kHeadersWithin);
    const auto [error, bytes] = co_await http::async_read_header(wire, buffer, parser, kOutcome);
    co_return error;
  }

  Coroutine<BodyOutcome> read_body(Wire& wire, beast::flat_buffer& buffer, Parser& parser, const Ask& ask) {
    const bool large = parser.chunked() || (parser.content_length() && *parser.content_length() > kSmallBodyMax);
    std::size_t limit = kSmallBodyMax;
    if (large) {
      auto admitted = co_await admit(ask);
      if (auto* wrong = std::get_if<Problem>(&admitted)) co_return problem_reply(*wrong, ask);
      limit = std::get<std::size_t>(admitted);
      if (parser.content_length() && *parser.content_length() > limit) co_return problem_reply(problem_of(http::error::body_limit), ask);
    }
    large_bodies_ += large ? 1 : 0;
    parser.body_limit(limit);
    wire.expires_after(kBodyWithin);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      http::response<http::empty_body> go_on(http::status::continue_, 11);
      co_await http::async_write(wire, go_on, kOutcome);
    }
    std::optional<Patience::Turn> turn;
    if (!large) turn.emplace(patience_, wire);  // a large one was admitted for who sends it
    const auto [error, bytes] = co_await http::async_read(wire, buffer, parser, kOutcome);
    large_bodies_ -= large ? 1 : 0;
    if (!error) co_return BodyRead();
    if (nobody_there(error)) co_return PeerGone();
    co_return problem_reply(problem_of(error), ask);
  }

  Coroutine<Admitted> admit(const Ask& head) {
    if (large_bodies_ >= kLargeBodiesMax) {
      Problem busy = problem(ProblemKind::Unavailable, "正在接收的大文件过多", "Too many large bodies are on their way");
      busy.retry_after = 5_s;
      co_return busy;
    }
    auto admitted = co_await answer_to<Admitted>([&](auto done) { hooks_.admit(head, std::move(done)); }, gate_, io_.get_executor());
    if (admitted) co_return std::move(*admitted);
    co_return too_late();
  }

  Coroutine<bool> reply_to(Wire& wire, HttpRequest request, Ask ask) {
    const Ask asked_by{ask.method, {}, ask.headers, {}, {}, {}};
    auto reply = co_await answer_to<Reply>([&](auto done) { hooks_.ask(std::move(ask), std::move(done)); }, gate_, io_.get_executor());
    if (!reply) reply = problem_reply(too_late(), asked_by);
    if (reply->status == 101 && reply->opened) {
      int& of_theirs = websockets_[reply->whose];
      if (of_theirs < kWebSocketsOfOneMax && lines_.size() < kWebSocketsMax) {
        ++answered_[1];
        ++of_theirs;
        co_await run_websocket(std::move(wire), std::move(request), std::move(*reply), lines_);
        --of_theirs;
        co_return false;
      }
      reply = problem_reply(too_many_websockets(), asked_by);
    }
    co_return co_await send(wire, request, *reply, request.keep_alive() ? Then::KeepOpen : Then::Close);
  }

  static Problem too_late() {
    return problem(ProblemKind::Unavailable, "未能及时处理，不确定是否已完成，请刷新查看",
                   "No answer in time: whether it was done is not known, look again");
  }

  static Problem too_many_websockets() {
    Problem many =
        problem(ProblemKind::Unavailable, "实时连接过多，请关闭不用的页面", "Too many live connections: close pages that nobody looks at");
    many.retry_after = 5_s;
    return many;
  }

  // Answers a request that was not read to its end: the connection cannot go on. What still comes is read away for a while, else the answer is lost with a reset.
  Coroutine<bool> refuse(Wire& wire, const HttpRequest& request, Reply reply) {
    co_await send(wire, request, reply, Then::Close);
    beast::error_code error;
    wire.socket().shutdown(asio::socket_base::shutdown_send, error);
    wire.expires_after(kDrainedWithin);
    const Patience::Turn turn(patience_, wire);
    std::array<char, 4'096> ignored{};
    while (!error) {
      const auto [read_error, bytes] = co_await wire.async_read_some(asio::buffer(ignored), kOutcome);
      error = read_error;
    }
    co_return false;
  }

  enum class Then { KeepOpen, Close };
  Coroutine<bool> send(Wire& wire, const HttpRequest& request, const Reply& reply, Then then) {
    ++answered_[static_cast<std::size_t>(std::clamp(reply.status / 100, 1, 5))];
    Response response = response_of(reply, request);
    response.keep_alive(then == Then::KeepOpen);
    http::response_serializer<http::span_body<const char>> serializer(response);
    wire.expires_after(kSentWithin);
    const Patience::Turn turn(patience_, wire);
    beast::error_code failure;
    if (request.method() == http::verb::head) {
      const auto [error, bytes] = co_await http::async_write_header(wire, serializer, kOutcome);
      failure = error;
    } else {
      const auto [error, bytes] = co_await http::async_write(wire, serializer, kOutcome);
      failure = error;
    }
    co_return !failure && then == Then::KeepOpen;
  }

  // Its body is a view into `reply`.
  Response response_of(const Reply& reply, const HttpRequest& request) const {
    const std::string& body = reply.shared_body ? *reply.shared_body : reply.body;
    Response response(http::int_to_status(static_cast<unsigned>(reply.status)), request.version() == 10 ? 10 : 11);
    for (const auto& [name, value] : kSecurityHeaders) response.set(name, value);
    if (tls_) response.set("Strict-Transport-Security", "max-age=31536000");
    response.set(http::field::server, "davy");
    if (!reply.type.empty() && reply.status != 304) response.set(http::field::content_type, reply.type);
    for (const auto& [name, value] : reply.headers) {
      if (name == "Set-Cookie")
        response.insert(name, value);  // as many as there are
      else
        response.set(name, value);
    }
    if (!has_body(reply.status)) return response;
    response.content_length(body.size());
    if (request.method() != http::verb::head) response.body() = {body.data(), body.size()};
    return response;
  }

  Hooks hooks_;
  Patience patience_;  // outlives the coroutines, which io_ ends
  asio::io_context io_{1};
  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>(io_);
  Acceptor acceptor_{io_};
  std::unique_ptr<asio::ssl::context> tls_;  // null: in the clear
  Lines lines_;
  std::map<std::string, int> websockets_;  // by whose they are
  int connections_ = 0;
  int large_bodies_ = 0;
  std::uint16_t port_ = 0;
  std::array<std::atomic<std::uint64_t>, 6> answered_{};
  std::thread thread_;
};

Result<void> HttpServer::could_speak(const TlsFiles& files) {
  const auto context = tls_of(files);
  return context ? Result<void>() : Result<void>(context.error());
}

Result<std::unique_ptr<HttpServer>> HttpServer::listen(const Door& door, Hooks hooks) {
  auto impl = std::make_unique<Impl>(std::move(hooks));
  if (auto listening = impl->listen(door); !listening) return listening.error();
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() = default;

void HttpServer::start() { impl_->start(); }
std::uint16_t HttpServer::port() const { return impl_->port(); }
std::array<std::uint64_t, 6> HttpServer::answered() const { return impl_->answered(); }
void HttpServer::stop() { impl_->stop(); }

}  // namespace davy::api
