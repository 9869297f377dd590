#include "api/handler.hpp"

#include <charconv>

namespace davy::api {

core::Actor Desk::actor() const {
  ensure(person.has_value(), "a route that acts asks for a session");
  return {person->login, person->role, person->posts};
}

std::optional<std::uint64_t> Desk::id() const {
  const std::string& text = name();
  std::uint64_t number = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || last != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

const std::string& Desk::name() const {
  ensure(!parameters.empty(), "the route's pattern has a parameter");
  return parameters.front();
}

Reply json_reply(std::string body) {
  Reply reply;
  reply.body = std::move(body);
  return reply;
}

Reply no_content() {
  Reply reply;
  reply.status = 204;
  reply.type.clear();
  return reply;
}

}  // namespace davy::api
