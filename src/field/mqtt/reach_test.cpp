#include "field/mqtt/reach.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace davy::field {
namespace {

sockaddr_in on_loopback(std::uint16_t port) {
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_port = htons(port);
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return at;
}

// Listens and takes nobody in: once one connection waits at its door, the kernel swallows whatever comes.
class Doorway {
 public:
  Doorway() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at = on_loopback(0);
    socklen_t size = sizeof at;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<const sockaddr*>(&at), size), 0);
    EXPECT_EQ(::listen(socket_, 0), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&at), &size), 0);
    port_ = ntohs(at.sin_port);
  }
  ~Doorway() {
    shut();
    for (const int socket : waiting_) ::close(socket);
  }
  Doorway(const Doorway&) = delete;
  Doorway& operator=(const Doorway&) = delete;

  std::uint16_t port() const { return port_; }
  void shut() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  void crowd() {
    const sockaddr_in at = on_loopback(port_);
    for (int& socket : waiting_) {
      socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
      (void)::connect(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at);
    }
  }

 private:
  int socket_;
  std::uint16_t port_ = 0;
  std::array<int, 4> waiting_{-1, -1, -1, -1};
};

TEST(Reach, ANameThatListensIsGivenAsNumbers) {
  const Doorway doorway;
  const auto reached = reach({.host = "localhost", .port = doorway.port(), .at_most = 5_s});
  ASSERT_TRUE(reached) << reached.error().message;
  EXPECT_EQ(*reached, "127.0.0.1");
}

TEST(Reach, WhatRefusesIsKnownAtOnce) {
  Doorway doorway;
  doorway.shut();
  int asked = 0;
  const auto reached = reach({.host = "127.0.0.1", .port = doorway.port(), .at_most = 5_s, .given_up = [&] { return ++asked > 1; }});
  ASSERT_FALSE(reached);
  EXPECT_EQ(reached.error().message, "127.0.0.1: Connection refused");
  EXPECT_LE(asked, 1) << "nobody waited";
}

TEST(Reach, AHostThatSwallowsEverythingIsGivenUpInTime) {
  Doorway doorway;
  doorway.crowd();
  int asked = 0;
  const auto reached = reach({.host = "127.0.0.1", .port = doorway.port(), .at_most = 200_ms, .given_up = [&] { return ++asked > 40; }});
  ASSERT_FALSE(reached);
  EXPECT_EQ(reached.error().message, "127.0.0.1: no answer");
  EXPECT_EQ(asked, 4) << "every 50 ms";
}

TEST(Reach, WhoStopsIsNotHeldUp) {
  Doorway doorway;
  doorway.crowd();
  const auto reached = reach({.host = "127.0.0.1", .port = doorway.port(), .at_most = 1_h, .given_up = [] { return true; }});
  ASSERT_FALSE(reached);
  EXPECT_EQ(reached.error().message, "127.0.0.1: Operation canceled");
}

}  // namespace
}  // namespace davy::field
