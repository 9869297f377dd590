#include "field/mqtt/reconnect.hpp"

#include <algorithm>

namespace davy::field {
namespace {

Duration wait_after(std::uint32_t failures, double chance, const ReconnectOptions& options) {
  constexpr std::uint32_t kDoublingsAtMost = 20;
  const Duration doubled = options.first_wait * (std::int64_t{1} << std::min(failures, kDoublingsAtMost));
  const Duration full = std::min(doubled, options.longest_wait);
  return full - Duration::from_seconds(full.seconds() * chance / 2);
}

Link down(std::uint32_t failures, Instant now, double chance, const ReconnectOptions& options) {
  return {LinkState::Down, now, now + wait_after(failures, chance, options), failures};
}

}  // namespace

// A clock that was set back to before `since` ends every waiting: for how long it still would be, nobody knows.
LinkStep decide(const Link& link, LinkEvent event, Instant now, double chance, const ReconnectOptions& options) {
  switch (link.state) {
    case LinkState::Down:
      if (event != LinkEvent::TimePassed || (now < link.retry_at && now >= link.since)) return {link};
      return {{LinkState::Connecting, now, link.retry_at, link.failures}, LinkAction::Connect};

    case LinkState::Connecting:
      if (event == LinkEvent::Connected) return {{LinkState::Up, now, link.retry_at, link.failures}};
      if (event == LinkEvent::ConnectFailed || event == LinkEvent::Lost)
        return {down(link.failures + 1, now, chance, options), LinkAction::GiveUp};
      if (now - link.since < options.attempt_at_most && now >= link.since) return {link};
      return {down(link.failures + 1, now, chance, options), LinkAction::GiveUp};

    case LinkState::Up:
      if (event != LinkEvent::Lost) return {link};
      const bool stood = now - link.since >= options.stood_for_long;
      return {down(stood ? 0 : link.failures + 1, now, chance, options), LinkAction::GiveUp};
  }
  return {link};
}

}  // namespace davy::field
