#include "api/http/http_server.hpp"

#include "api/http/local_ca.hpp"
#include "store/testing/temporary_folder.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>

namespace davy::api {
namespace {

enum class Transport { Clear, Tls };

// A peer that speaks byte by byte, and waits for no more than a few seconds.
class Peer {
 public:
  Peer(std::uint16_t port, Transport transport) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{8, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
    if (transport == Transport::Clear) return;
    context_.reset(SSL_CTX_new(TLS_client_method()));
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_);
    EXPECT_EQ(SSL_connect(ssl_.get()), 1);
  }
  ~Peer() {
    ssl_.reset();
    ::close(socket_);
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ssl_ ? SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))
                             : static_cast<int>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  // What comes, up to and with `end`; less when nothing more comes.
  std::string read_until(std::string_view end) {
    while (come_.find(end) == std::string::npos && read_some() > 0) continue;
    return take(std::min(come_.size(), come_.find(end)) + end.size());
  }
  std::string read(std::size_t bytes) {
    while (come_.size() < bytes && read_some() > 0) continue;
    return take(bytes);
  }
  // The headers and the body of one answer.
  std::pair<std::string, std::string> answer() {
    std::string headers = read_until("\r\n\r\n");
    const auto length = headers.find("Content-Length: ");
    const std::size_t bytes = length == std::string::npos ? 0 : std::stoul(headers.substr(length + 16));
    return {std::move(headers), read(bytes)};
  }
  // The server said goodbye, under TLS as well, and nothing came before that.
  bool ends_in_order() {
    const int got = read_some();
    return come_.empty() && got == 0 && (!ssl_ || (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0);
  }

 private:
  int read_some() {
    std::array<char, 16'384> buffer{};
    const int got = ssl_ ? SSL_read(ssl_.get(), buffer.data(), static_cast<int>(buffer.size()))
                         : static_cast<int>(::recv(socket_, buffer.data(), buffer.size(), 0));
    if (got > 0) come_.append(buffer.data(), static_cast<std::size_t>(got));
    return got;
  }
  std::string take(std::size_t bytes) {
    std::string taken = come_.substr(0, bytes);
    come_.erase(0, bytes);
    return taken;
  }

  struct Freed {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };
  int socket_;
  std::unique_ptr<SSL_CTX, Freed> context_;
  std::unique_ptr<SSL, Freed> ssl_;
  std::string come_;
};

// A server that gives back the body that it gets, "hello" when there is none; and a WebSocket to whoever asks.
class ServerThatEchoes : public testing::TestWithParam<Transport> {
 protected:
  ServerThatEchoes() {
    HttpServer::Door door{"127.0.0.1"};
    if (GetParam() == Transport::Tls) door.tls = *local_ca(folder_.path(), {"127.0.0.1"}, Instant::from_unix_ms(1'800'000'000'000));
    server = std::move(*HttpServer::listen(door, {[this](Ask ask, const Answer& answer) { answer(reply_to(ask)); },
                                                  [](const Ask&, const auto& answer) { answer(std::size_t{1'000'000}); }}));
    server->start();
  }

  Peer peer() const { return {server->port(), GetParam()}; }

  std::promise<std::shared_ptr<Outlet>> opened;
  std::promise<void> closed;

 private:
  Reply reply_to(const Ask& ask) {
    Reply reply;
    if (ask.upgrade == Ask::Upgrade::WebSocket) {
      reply.status = 101;
      reply.whose = "zhang.wei";
      reply.opened = [this](std::shared_ptr<Outlet> outlet) { opened.set_value(std::move(outlet)); };
      reply.closed = [this](const std::shared_ptr<Outlet>&) { closed.set_value(); };
    } else {
      reply.type = "text/plain";
      reply.body = ask.body.empty() ? "hello" : ask.body;
    }
    return reply;
  }

  store::fixture::TemporaryFolder folder_;

 protected:
  std::unique_ptr<HttpServer> server;  // its thread uses what is above
};

TEST_P(ServerThatEchoes, OneConnectionCarriesOneRequestAfterAnother) {
  Peer caller = peer();
  for (int request = 0; request < 2; ++request) {
    caller.send("GET /greeting HTTP/1.1\r\nHost: here\r\n\r\n");
    const auto [headers, body] = caller.answer();
    EXPECT_TRUE(headers.starts_with("HTTP/1.1 200 OK\r\n")) << headers;
    EXPECT_EQ(headers.find("Strict-Transport-Security") != std::string::npos, GetParam() == Transport::Tls);
    EXPECT_EQ(body, "hello");
  }
  caller.send("HEAD /greeting HTTP/1.1\r\nHost: here\r\n\r\nGET /greeting HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
  EXPECT_NE(caller.read_until("\r\n\r\n").find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_EQ(caller.answer().second, "hello") << "no body came after the answer to HEAD";
  if (GetParam() == Transport::Tls) {
    EXPECT_TRUE(caller.ends_in_order());
  }
}

TEST_P(ServerThatEchoes, ALargeBodyGoesBothWays) {
  std::string large;
  for (int line = 0; large.size() < 200'000; ++line) large += "line " + std::to_string(line) + "\n";
  const std::string length = std::to_string(large.size());
  Peer caller = peer();
  caller.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: " + length + "\r\n\r\n" + large);
  EXPECT_EQ(caller.answer().second, large);
  caller.send("POST /echo HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: " + length + "\r\n\r\n");
  EXPECT_TRUE(caller.read_until("\r\n\r\n").starts_with("HTTP/1.1 100 "));
  caller.send(large);
  EXPECT_EQ(caller.answer().second, large);
}

TEST_P(ServerThatEchoes, WhatIsNoRequestIsRefusedBeforeTheConnectionEnds) {
  Peer caller = peer();
  caller.send("hardly a request\r\n\r\n");
  EXPECT_TRUE(caller.answer().first.starts_with("HTTP/1.1 400 "));
}

TEST_P(ServerThatEchoes, AWebSocketGetsItsMessagesAndIsToldTheEnd) {
  {
    Peer caller = peer();
    caller.send(
        "GET /live HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
    const std::string headers = caller.read_until("\r\n\r\n");
    EXPECT_TRUE(headers.starts_with("HTTP/1.1 101 ")) << headers;
    EXPECT_NE(headers.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), std::string::npos) << "RFC 6455 §1.3";
    EXPECT_EQ(headers.find("permessage-deflate"), std::string::npos);

    const auto outlet = opened.get_future().get();
    outlet->send(std::make_shared<const std::string>("seq 1"));
    EXPECT_EQ(caller.read(7), "\x81\x05seq 1");
    outlet->close("enough");
    EXPECT_EQ(caller.read(10), std::string("\x88\x08\x03\xe9") + "enough");  // 1001: going away
    caller.send(std::string("\x88\x82\x00\x00\x00\x00\x03\xe9", 8));
    EXPECT_TRUE(caller.ends_in_order());
  }
  closed.get_future().get();

  Peer next = peer();
  next.send("GET /greeting HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_EQ(next.answer().second, "hello") << "the end of a WebSocket is nobody else's";
}

TEST_P(ServerThatEchoes, StopsWhateverItsPeersAreAbout) {
  Peer silent = peer();
  Peer sending = peer();
  sending.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nhalf");
  Peer idle = peer();
  idle.send("GET /greeting HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_EQ(idle.answer().second, "hello");
  server.reset();
  for (Peer* each : {&silent, &sending, &idle}) EXPECT_EQ(each->read(1), "");
}

TEST(HttpServer, SaysBeforehandThatAKeyIsOfAnotherCertificate) {
  const store::fixture::TemporaryFolder ours;
  const store::fixture::TemporaryFolder theirs;
  const Instant now = Instant::from_unix_ms(1'800'000'000'000);
  const auto files = local_ca(ours.path(), {"127.0.0.1"}, now);
  const auto others = local_ca(theirs.path(), {"127.0.0.1"}, now);
  ASSERT_TRUE(files && others);
  EXPECT_TRUE(HttpServer::could_speak(*files));
  const auto mixed = HttpServer::could_speak({files->certificate, others->key});
  ASSERT_FALSE(mixed);
  EXPECT_NE(mixed.error().message.find("no key that fits the certificate"), std::string::npos) << mixed.error().message;
}

INSTANTIATE_TEST_SUITE_P(InTheClearAndUnderTls, ServerThatEchoes, testing::Values(Transport::Clear, Transport::Tls),
                         [](const auto& each) { return std::string(each.param == Transport::Tls ? "Tls" : "Clear"); });

}  // namespace
}  // namespace davy::api
