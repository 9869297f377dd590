#include "field/mqtt/connection.hpp"

#include "field/mqtt/reach.hpp"

#include <mosquitto.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <random>
#include <utility>

namespace davy::field {
namespace {

constexpr int kKeepaliveSeconds = 5;  // a broker that is silent for so long is asked, and one that is silent for as long again is gone
constexpr int kLoopMs = 50;           // how long a stop may go unseen
constexpr std::chrono::milliseconds kLookAgain{5};
constexpr int kInFlightMax = 10'000;  // the library's own 20 would make a burst of commands wait for the broker
constexpr int kQos = 1;
constexpr Duration kLastWord = Duration::from_ms(2'000);  // how long a stop waits for the broker's

double chance() {
  thread_local std::minstd_rand generator{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(generator);
}

enum class Writes { HeldBack, AtOnce };

void set_writes(int socket, Writes writes) {
  const int corked = writes == Writes::HeldBack ? 1 : 0;
  (void)::setsockopt(socket, IPPROTO_TCP, TCP_CORK, &corked, sizeof corked);
}

}  // namespace

// What libmosquitto calls, on the connection's thread.
struct Connection::Callbacks {
  static Connection& self(void* object) { return *static_cast<Connection*>(object); }

  static void connected(mosquitto*, void* object, int code) {
    if (code == 0)
      self(object).subscribe();
    else
      self(object).happens(LinkEvent::ConnectFailed, mosquitto_connack_string(code));
  }

  static void subscribed(mosquitto*, void* object, int packet, int topics, const int* codes) {
    self(object).granted(packet, {codes, static_cast<std::size_t>(topics)});
  }

  static void published(mosquitto*, void* object, int) { ++self(object).acknowledged_; }

  static void message(mosquitto*, void* object, const mosquitto_message* message) {
    self(object).on_message_(message->topic, {static_cast<const char*>(message->payload), static_cast<std::size_t>(message->payloadlen)});
  }
};

Connection::Connection(const runtime::Clock& clock, ConnectionOptions options, OnMessage on_message)
    : clock_(clock), options_(std::move(options)), on_message_(std::move(on_message)), wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  static const int initialised = mosquitto_lib_init();
  ensure(initialised == MOSQ_ERR_SUCCESS, "libmosquitto can be initialised");
  ensure(wake_ >= 0, "a connection can be woken");
}

Connection::~Connection() {
  stop();
  mosquitto_destroy(client_);
  ::close(wake_);
}

void Connection::start() {
  ensure(!thread_.joinable(), "a connection is started once");
  thread_ = std::thread([this] {
    runtime::take_role("mqtt", options_.urgency);
    run();
  });
}

void Connection::stop(Leave how) {
  {
    const std::scoped_lock lock(stop_mutex_);
    stopping_ = true;
    how_ = how;
  }
  stop_changed_.notify_all();
  wake();
  if (thread_.joinable()) thread_.join();
}

bool Connection::publish(const std::string& topic, const std::string& payload) {
  const std::scoped_lock lock(client_mutex_);
  if (!up_) return false;
  const int code = mosquitto_publish(client_, nullptr, topic.c_str(), static_cast<int>(payload.size()), payload.data(), kQos, false);
  // The library keeps a message that it could not send, for the next connection. We say that it was not sent, so it must not be.
  if (code == MOSQ_ERR_SUCCESS)
    ++published_;
  else
    tainted_ = true;
  if (mosquitto_want_write(client_)) wake();  // the rest of it
  return code == MOSQ_ERR_SUCCESS;
}

bool Connection::wait_up(Duration at_most) const {
  const Instant until = clock_.now() + at_most;
  while (!up_ && clock_.now() < until) std::this_thread::sleep_for(kLookAgain);
  return up_;
}

LinkHealth Connection::health() const {
  const std::scoped_lock lock(health_mutex_);
  return health_;
}

void Connection::run() {
  std::unique_lock lock(stop_mutex_);
  while (!stopping_) {
    lock.unlock();
    if (link_.state != LinkState::Down || !options_.may_connect || options_.may_connect())
      happens(LinkEvent::TimePassed, "no word from the broker");
    if (link_.state != LinkState::Down) {
      const int code = serve();
      if (!refusal_.empty())
        happens(LinkEvent::ConnectFailed, refusal_.c_str());
      else if (code != MOSQ_ERR_SUCCESS)
        happens(LinkEvent::Lost, mosquitto_strerror(code));
    }
    lock.lock();
    if (link_.state == LinkState::Down) stop_changed_.wait_for(lock, kLookAgain, [&] { return stopping_; });
  }
  const Leave how = how_;
  lock.unlock();
  if (how == Leave::InOrder) leave_in_order();
  up_ = false;
  if (client_ == nullptr) return;
  if (how == Leave::InOrder)
    mosquitto_disconnect(client_);
  else
    (void)::shutdown(mosquitto_socket(client_), SHUT_RDWR);
}

void Connection::leave_in_order() {
  if (up_ && options_.will) say(*options_.will);
  const Instant from = clock_.now();
  // A clock that was set back ends the waiting.
  const auto in_time = [&] { return clock_.now() >= from && clock_.now() - from < kLastWord; };
  while (up_ && awaits_word() && in_time())
    if (const int code = serve(); code != MOSQ_ERR_SUCCESS) happens(LinkEvent::Lost, mosquitto_strerror(code));
}

bool Connection::awaits_word() const { return acknowledged_ + given_up_ < published_; }

// Not by the library's own loop: it is woken by each message that another thread publishes, on the processor that is to carry the message.
int Connection::serve() {
  const int socket = mosquitto_socket(client_);
  if (socket < 0) return MOSQ_ERR_NO_CONN;
  const auto unsent = static_cast<short>(mosquitto_want_write(client_) ? POLLOUT : 0);
  std::array<pollfd, 2> ready{{{socket, static_cast<short>(POLLIN | unsent), 0}, {wake_, POLLIN, 0}}};
  (void)::poll(ready.data(), ready.size(), kLoopMs);
  eventfd_t woken = 0;
  if (ready[1].revents != 0) (void)eventfd_read(wake_, &woken);
  int code = MOSQ_ERR_SUCCESS;
  if ((ready[0].revents & ~POLLOUT) != 0) code = read_from(socket);
  if (code == MOSQ_ERR_SUCCESS && mosquitto_want_write(client_)) code = mosquitto_loop_write(client_, 1);
  return code == MOSQ_ERR_SUCCESS ? mosquitto_loop_misc(client_) : code;
}

// The library acknowledges a message before it hands it over. Sent then, the acknowledgement would wake the broker for nothing just before a command is to.
int Connection::read_from(int socket) {
  set_writes(socket, Writes::HeldBack);
  const int code = mosquitto_loop_read(client_, 1);
  if (mosquitto_socket(client_) == socket) set_writes(socket, Writes::AtOnce);
  return code;
}

void Connection::wake() const { (void)eventfd_write(wake_, 1); }

bool Connection::stop_asked() {
  const std::scoped_lock lock(stop_mutex_);
  return stopping_;
}

void Connection::happens(LinkEvent event, const char* why) {
  const LinkStep step = decide(link_, event, clock_.now(), chance());
  if (step.link == link_) return;
  link_ = step.link;
  {
    const std::scoped_lock lock(health_mutex_);
    health_.state = link_.state;
    health_.since = link_.since;
    if (link_.state == LinkState::Up) ++health_.connects;
    if (step.action == LinkAction::GiveUp) health_.error = why;
  }
  up_ = link_.state == LinkState::Up;
  if (link_.state == LinkState::Up && options_.birth) say(*options_.birth);
  switch (step.action) {
    case LinkAction::None: break;
    case LinkAction::Connect: connect(); break;
    case LinkAction::GiveUp: mosquitto_disconnect(client_); break;
  }
}

void Connection::connect() {
  {
    const std::scoped_lock lock(client_mutex_);
    if (tainted_) renew_client();
  }
  refusal_.clear();
  subscriptions_.begin_again();
  // A certificate is held against the name, so then the library is given that; else the address that answered.
  const bool by_name = !options_.authority_file.empty();
  const auto reached = reach({.host = options_.host,
                              .port = options_.port,
                              .at_most = ReconnectOptions{}.attempt_at_most,
                              .silence = by_name ? Silence::EndsIt : Silence::PassedOver,
                              .given_up = [this] { return stop_asked(); }});
  if (!reached) return happens(LinkEvent::ConnectFailed, reached.error().message.c_str());
  const std::string& host = by_name ? options_.host : *reached;
  const int code = mosquitto_connect(client_, host.c_str(), options_.port, kKeepaliveSeconds);
  if (code != MOSQ_ERR_SUCCESS) happens(LinkEvent::ConnectFailed, mosquitto_strerror(code));
}

void Connection::renew_client() {
  mosquitto_destroy(client_);
  given_up_ = published_ - acknowledged_;
  client_ = mosquitto_new(options_.client_id.c_str(), options_.session == Session::Clean, this);
  ensure(client_ != nullptr, "an MQTT client can be made");
  mosquitto_username_pw_set(client_, options_.user.c_str(), options_.password.c_str());
  if (!options_.authority_file.empty()) {
    // Nothing before TLS 1.2, and never a broker whose certificate does not hold (RFC 9325).
    const bool secured =
        mosquitto_tls_set(client_, options_.authority_file.c_str(), nullptr, nullptr, nullptr, nullptr) == MOSQ_ERR_SUCCESS &&
        mosquitto_tls_opts_set(client_, 1, "tlsv1.2", nullptr) == MOSQ_ERR_SUCCESS;
    ensure(secured, "the broker's authority can be read");
  }
  mosquitto_int_option(client_, MOSQ_OPT_TCP_NODELAY, 1);
  mosquitto_int_option(client_, MOSQ_OPT_SEND_MAXIMUM, kInFlightMax);
  if (options_.will)
    mosquitto_will_set(client_, options_.will->topic.c_str(), static_cast<int>(options_.will->payload.size()),
                       options_.will->payload.data(), kQos, true);
  mosquitto_connect_callback_set(client_, &Callbacks::connected);
  mosquitto_subscribe_callback_set(client_, &Callbacks::subscribed);
  mosquitto_publish_callback_set(client_, &Callbacks::published);
  mosquitto_message_callback_set(client_, &Callbacks::message);
  tainted_ = false;
}

void Connection::subscribe() {
  for (const std::string& topic : options_.subscriptions) {
    int packet = 0;
    const int code = mosquitto_subscribe(client_, &packet, topic.c_str(), kQos);
    if (code == MOSQ_ERR_SUCCESS)
      subscriptions_.ask(packet, topic);
    else
      refusal_ = topic + ": " + mosquitto_strerror(code);
  }
  if (refusal_.empty() && subscriptions_.all_granted()) happens(LinkEvent::Connected, "");
}

void Connection::granted(int packet, std::span<const int> codes) {
  if (const auto topic = subscriptions_.answer(packet, codes))
    refusal_ = "the broker refuses the subscription to " + *topic;
  else if (refusal_.empty() && subscriptions_.all_granted())
    happens(LinkEvent::Connected, "");
}

void Connection::say(const Retained& message) {
  const std::scoped_lock lock(client_mutex_);
  const int code = mosquitto_publish(client_, nullptr, message.topic.c_str(), static_cast<int>(message.payload.size()),
                                     message.payload.data(), kQos, true);
  if (code == MOSQ_ERR_SUCCESS) ++published_;
}

}  // namespace davy::field
