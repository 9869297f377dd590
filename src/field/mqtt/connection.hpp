#pragma once
// Connection: one MQTT client that comes back by itself, driven by the reconnect machine on a thread of its own.
//
// It is up once the broker has taken it and granted every subscription: who is refused one would be up and deaf. An attempt and stop() are bounded,
// whatever the host does; only the resolver is waited for.
// publish() writes to the socket in the calling thread: no other thread has to wake up first, which is what keeps the command path short. Handlers run
// on the connection's thread. MQTT 3.1.1, QoS 1, TCP_NODELAY. Messages that wait while the handler works wait at the broker.

#include "field/mqtt/reconnect.hpp"
#include "field/mqtt/subscriptions.hpp"
#include "runtime/ports.hpp"
#include "runtime/thread_role.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct mosquitto;

namespace davy::field {

enum class Session { Clean, Persistent };  // persistent: the broker keeps for us what comes while we are away

// A message that the broker keeps and gives to whoever subscribes later.
struct Retained {
  std::string topic;
  std::string payload;
};

struct ConnectionOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 1883;
  std::string client_id;
  std::string user;
  std::string password;
  std::string authority_file = {};  // PEM; empty: in the clear
  Session session = Session::Clean;
  std::vector<std::string> subscriptions;              // made anew with every connection
  std::optional<Retained> birth;                       // said with every connection
  std::optional<Retained> will;                        // said by the broker when the connection is lost, and by us before we leave in order
  runtime::Urgency urgency = runtime::Urgency::Usual;  // of the connection's thread
  std::function<bool()> may_connect;                   // asked before every attempt, on the connection's thread; empty: always
};

enum class Leave {
  InOrder,      // what was handed over is waited for, the will said, the broker told
  WithoutAWord  // as when the power fails: the broker says the will
};

struct LinkHealth {
  LinkState state = LinkState::Down;
  Instant since = Instant::before_all();
  std::uint64_t connects = 0;
  std::string error;  // why the latest attempt or connection ended
};

class Connection {
 public:
  using OnMessage = std::function<void(std::string_view topic, std::string_view payload)>;

  // `clock` must outlive it. Nothing happens before start().
  Connection(const runtime::Clock& clock, ConnectionOptions options, OnMessage on_message);
  ~Connection();  // stops
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  // In order, it first waits for the broker's word on what was published, two seconds at most.
  void stop(Leave how = Leave::InOrder);

  // Any thread. True: handed to the connection, which sends it again after a cut. Only acknowledged() tells that the broker has it: a stop ends the
  // repeating, and so does a publish() that fails. False: not connected; it will never be sent.
  bool publish(const std::string& topic, const std::string& payload);

  // Messages since the start, birth and will among them. Any thread; at rest after stop().
  std::uint64_t published() const { return published_; }
  std::uint64_t acknowledged() const { return acknowledged_; }

  bool up() const { return up_; }
  bool wait_up(Duration at_most) const;
  LinkHealth health() const;

 private:
  struct Callbacks;
  void run();
  int serve();
  int read_from(int socket);
  void wake() const;
  bool stop_asked();
  void happens(LinkEvent event, const char* why);
  void connect();
  void renew_client();
  void subscribe();
  void granted(int packet, std::span<const int> codes);
  void say(const Retained& message);
  void leave_in_order();
  bool awaits_word() const;

  const runtime::Clock& clock_;
  const ConnectionOptions options_;
  const OnMessage on_message_;
  const int wake_;  // file descriptor

  std::mutex client_mutex_;  // publish() against a client that is being replaced
  mosquitto* client_ = nullptr;
  bool tainted_ = true;  // under client_mutex_: there is no client, or it holds a message that must never be sent

  std::atomic<bool> up_{false};
  std::atomic<std::uint64_t> published_{0};
  std::atomic<std::uint64_t> acknowledged_{0};
  std::uint64_t given_up_ = 0;  // published, and gone with a client that was replaced. Connection's thread only, as what follows
  Link link_;
  Subscriptions subscriptions_;
  std::string refusal_;  // why the broker will not have us as we are; acted upon once the library has returned

  mutable std::mutex health_mutex_;
  LinkHealth health_;

  std::mutex stop_mutex_;
  std::condition_variable stop_changed_;
  bool stopping_ = false;
  Leave how_ = Leave::InOrder;
  std::thread thread_;
};

}  // namespace davy::field
