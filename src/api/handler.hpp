#pragma once
// Handler: what a resource does with a request: an answer, a problem, or a command for the core and how to answer once it is done.
//
// Handlers run on a pool thread with a desk of its own, may block on the store for the length of a query, and hold no rules.

#include "api/http/exchange.hpp"
#include "api/problem.hpp"
#include "core/engine/engine.hpp"
#include "store/accounts/credentials.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::store {
class Queries;
class Historian;
}  // namespace davy::store

namespace davy::api {

struct Services;

// What a handler works with: the server's services, this thread's readers, and who asks.
struct Desk {
  const Services& services;
  store::Queries& queries;
  store::Historian& historian;
  std::optional<core::Account> person;    // always there when the route asks for a session
  std::optional<store::Machine> machine;  // always there when the route asks for a machine
  std::vector<std::string> parameters;    // of the path
  std::string session = {};               // by the name that it is listed under; empty when nobody is asked for

  core::Actor actor() const;
  std::optional<std::uint64_t> id() const;  // the path's parameter as a sequence number
  const std::string& name() const;          // the path's parameter
};

using Answered = std::variant<Reply, Problem>;

// To be decided by the core. `then` answers after the commit, on a pool thread again.
struct Command {
  core::Request request;
  std::function<Answered(const std::vector<core::Event>& events, Desk& desk)> then;
  std::optional<core::Actor> on_behalf_of;  // absent: the person who asks
  std::function<void()> otherwise;          // called, from any thread, when the core or the store refused; may be empty
};

// Samples, and the answer once they are durable.
struct Keep {
  std::vector<core::Sample> samples;
  Answered then;
};

using Outcome = std::variant<Reply, Problem, Command, Keep>;
using Handler = std::function<Outcome(const Ask& ask, Desk& desk)>;

inline Outcome to_outcome(Answered answered) {
  return std::visit([](auto&& each) -> Outcome { return std::move(each); }, std::move(answered));
}

Reply json_reply(std::string body);
Reply no_content();

Reply problem_reply(const Problem& problem, const Ask& ask);  // in the language that the ask prefers

}  // namespace davy::api
