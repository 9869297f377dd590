#include "field/mqtt/reconnect.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::field {
namespace {

struct Happening {
  LinkEvent event;
  Duration later;
  double chance;
};

rc::Gen<std::vector<Happening>> happenings() {
  const auto event = rc::gen::element(LinkEvent::TimePassed, LinkEvent::ConnectFailed, LinkEvent::Connected, LinkEvent::Lost);
  const auto later = rc::gen::map(rc::gen::inRange(0, 7'000), [](int ms) { return Duration::from_ms(ms); });
  const auto chance = rc::gen::map(rc::gen::inRange(0, 1'000), [](int n) { return n / 1'000.0; });
  return rc::gen::container<std::vector<Happening>>(rc::gen::construct<Happening>(event, later, chance));
}

// The laws hold whatever happens, in whatever order.
RC_GTEST_PROP(Reconnect, NeverTwoConnectionsAndNeverSilentForLong, ()) {
  const ReconnectOptions options;
  Link link;
  Instant now = Instant::from_unix_ms(0);
  bool open = false;  // whether there is something of a connection
  for (const Happening& happening : *happenings()) {
    now = now + happening.later;
    const LinkStep step = decide(link, happening.event, now, happening.chance, options);

    if (step.action == LinkAction::Connect) {
      RC_ASSERT(!open);
      open = true;
    }
    if (step.action == LinkAction::GiveUp) {
      RC_ASSERT(open);
      open = false;
    }
    RC_ASSERT(open == (step.link.state != LinkState::Down));
    RC_ASSERT(step.link.state != LinkState::Up || link.state == LinkState::Up || happening.event == LinkEvent::Connected);

    if (link.state != LinkState::Down && step.link.state == LinkState::Down) {
      const Duration wait = step.link.retry_at - now;
      RC_ASSERT(wait >= options.first_wait / 2);
      RC_ASSERT(wait <= options.longest_wait);
    }
    link = step.link;
  }
}

// Left alone with a broker that answers, a link in any state is up within its longest attempt and longest wait.
RC_GTEST_PROP(Reconnect, AlwaysComesBack, ()) {
  const ReconnectOptions options;
  Link link;
  Instant now = Instant::from_unix_ms(0);
  for (const Happening& happening : *happenings()) {
    now = now + happening.later;
    link = decide(link, happening.event, now, happening.chance, options).link;
  }
  const Instant latest = now + options.attempt_at_most + options.longest_wait + 20_ms;
  LinkAction action = LinkAction::None;
  while (link.state != LinkState::Up) {
    RC_ASSERT(now < latest);
    now = now + 10_ms;
    const LinkStep step = decide(link, action == LinkAction::Connect ? LinkEvent::Connected : LinkEvent::TimePassed, now, 0, options);
    link = step.link;
    action = step.action;
  }
}

}  // namespace
}  // namespace davy::field
