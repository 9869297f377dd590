#include "benches/floor_client.hpp"

#include <mosquitto.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace davy::bench {
namespace {

constexpr double kLimit = 50;

void connected(mosquitto* client, void*, int) { mosquitto_subscribe(client, nullptr, "davy/bench/rtu/samples", 1); }

void message(mosquitto* client, void*, const mosquitto_message* message) {
  const std::string payload(static_cast<const char*>(message->payload), static_cast<std::size_t>(message->payloadlen));
  const char* point = std::strstr(payload.c_str(), "\"gas-");
  const char* value = std::strstr(payload.c_str(), "\"v\":");
  if (point == nullptr || value == nullptr || std::atof(value + 4) < kLimit) return;
  char answer[200];
  const int length =
      std::snprintf(answer, sizeof answer, "{\"command\":\"1\",\"actuator\":\"valve-%d\",\"state\":\"closed\"}", std::atoi(point + 5));
  mosquitto_publish(client, nullptr, "davy/bench/rtu/command", length, answer, 1, false);
}

}  // namespace

void answer_at_once(std::uint16_t port) {
  mosquitto_lib_init();
  mosquitto* client = mosquitto_new("floor", true, nullptr);
  mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1);
  mosquitto_connect_callback_set(client, &connected);
  mosquitto_message_callback_set(client, &message);
  if (mosquitto_connect(client, "127.0.0.1", port, 60) != MOSQ_ERR_SUCCESS) std::exit(1);
  mosquitto_loop_forever(client, -1, 1);
}

}  // namespace davy::bench
