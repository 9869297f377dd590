#include "apps/davyd/token_teller.hpp"

#include "store/views/queries.hpp"

#include <spdlog/spdlog.h>

namespace davy::davyd {
namespace {

core::Request request_of(const store::UntoldToken& untold) {
  const store::Machine& machine = untold.machine;
  if (untold.deed == store::TokenDeed::Revoked) return core::RevokeToken{machine.name};
  return core::IssueToken{machine.name, machine.device, machine.scopes, machine.expires};
}

}  // namespace

void TokenTeller::look() {
  const auto untold = credentials_.untold_tokens();
  if (!untold) return spdlog::error("what the command line did to tokens cannot be read: {}", untold.error().message);
  for (const store::UntoldToken& each : *untold) {
    {
      const std::scoped_lock lock(mutex_);
      if (!under_way_.insert(each.id).second) continue;
    }
    tell(each);
  }
}

// A crash may have come between the record and the note that it is made.
void TokenTeller::tell(const store::UntoldToken& untold) {
  const core::RequestKey key{"untold-token/" + untold.id, untold.id};
  const auto queries = store::Queries::open(data_folder_);
  if (!queries) return told(untold, queries.error());
  const auto done = (*queries)->done_request(key.request);
  if (!done) return told(untold, done.error());
  if (*done) return told(untold, runtime::Accepted());
  const core::Actor who{"machine:cli/" + untold.by, core::Role::Administrator, {}};
  runtime_.request({who, request_of(untold), key}, [this, untold](const runtime::Answer& answer) { told(untold, answer); });
}

void TokenTeller::told(const store::UntoldToken& untold, const runtime::Answer& answer) {
  if (const auto* no = std::get_if<core::Refusal>(&answer)) {
    spdlog::error("the token that {} gave {} by command line is taken back: {}", untold.by, untold.machine.name, no->message.en);
    if (const auto taken = credentials_.remove_machine(untold.machine.name); !taken) spdlog::error("{}", taken.error().message);
  }
  // While the store fails it stays to be told: the next look asks again.
  if (!std::holds_alternative<Error>(answer))
    if (const auto noted = credentials_.token_told(untold.id); !noted) spdlog::error("{}", noted.error().message);
  const std::scoped_lock lock(mutex_);
  under_way_.erase(untold.id);
}

}  // namespace davy::davyd
