#include "api/handler.hpp"

#include <charconv>
#include <cmath>

namespace davy::api {

core::Actor Desk::actor() const {
  ensure(person.has_value(), "a route that acts asks for a session");
  return {person->login, person->role, person->posts, person->zones};
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

Reply problem_reply(const Problem& problem, const Ask& ask) {
  Reply reply;
  reply.status = status_of(problem.kind);
  reply.type = "application/problem+json";
  reply.body = to_json(problem, language_of(ask.header("accept-language")));
  if (problem.retry_after)
    reply.headers.emplace_back("Retry-After", std::to_string(static_cast<long>(std::ceil(problem.retry_after->seconds()))));
  return reply;
}

}  // namespace davy::api
