#pragma once
// Reconnect: when to connect to the broker, when to give an attempt up, and how long to wait between attempts. Pure: decide(state, event, now).
//
// The wait doubles with every failure from `first_wait` to `longest_wait`; chance, given from outside, shortens it by up to half, so that many clients do not
// return in step. A link that broke soon after it stood counts as a failure: a broker that throws us out is not hammered.

#include "base/enum_names.hpp"
#include "base/time.hpp"

#include <cstdint>

namespace davy::field {

enum class LinkState { Down, Connecting, Up };

struct Link {
  LinkState state = LinkState::Down;
  Instant since = Instant::before_all();     // of this state
  Instant retry_at = Instant::before_all();  // when down
  std::uint32_t failures = 0;                // since the link last stood for long
  bool operator==(const Link&) const = default;
};

enum class LinkEvent {
  TimePassed,
  ConnectFailed,  // no TCP connection, or the broker refused
  Connected,      // the broker accepted
  Lost
};

enum class LinkAction {
  None,
  Connect,  // begin an attempt
  GiveUp    // close what there is of the connection
};

struct ReconnectOptions {
  Duration first_wait = Duration::from_ms(50);
  Duration longest_wait = Duration::from_ms(2'000);
  Duration attempt_at_most = Duration::from_ms(5'000);  // from the attempt to the broker's word
  Duration stood_for_long = Duration::from_ms(200);
};

struct LinkStep {
  Link link;
  LinkAction action = LinkAction::None;
};

// `chance` in [0, 1). An event that does not fit the state (a late echo of a connection that was given up) changes nothing.
LinkStep decide(const Link& link, LinkEvent event, Instant now, double chance, const ReconnectOptions& options = {});

}  // namespace davy::field

template <>
inline constexpr auto davy::kEnumNames<davy::field::LinkState> = std::to_array<davy::EnumName<davy::field::LinkState>>(
    {{davy::field::LinkState::Down, "down"}, {davy::field::LinkState::Connecting, "connecting"}, {davy::field::LinkState::Up, "up"}});
