#include "analysis/backtest/backtest.hpp"

#include "base/ensure.hpp"

namespace davy::analysis {

struct Backtest::NoField final : runtime::Field {
  void send(const runtime::FieldCommand&) override {}
};

struct Backtest::Nobody final : runtime::Notifier {
  void notify(const core::Notice&) override {}
};

namespace {

constexpr Duration kStep = Duration::from_ms(1'000);

runtime::LoopOptions options() {
  runtime::LoopOptions made;
  made.program_version = "backtest";
  made.tick = kStep;
  return made;
}

}  // namespace

Backtest::Backtest(const site::Directory& directory, Instant begin)
    : directory_(directory),
      field_(std::make_unique<NoField>()),
      nobody_(std::make_unique<Nobody>()),
      loop_(directory, *field_, *nobody_, options(), {}, begin),
      now_(begin) {
  take(loop_.start(begin));
  take(loop_.go(begin));
}

Backtest::~Backtest() = default;

void Backtest::feed(std::vector<core::Sample> samples, Instant now) {
  ensure(now >= now_, "time does not go back");
  while (now_ + kStep < now) turn({}, now_ + kStep);
  std::vector<runtime::Message> messages;
  messages.emplace_back(std::move(samples));
  turn(std::move(messages), now);
}

core::Fates Backtest::fates() const { return loop_.fates(); }

void Backtest::turn(std::vector<runtime::Message> messages, Instant now) {
  now_ = now;
  const runtime::Turn turn = loop_.turn(messages, now);
  take(turn);
  if (turn.commit.events.empty()) return;
  messages.emplace_back(runtime::Committed{turn.commit.events.back().seq});
  take(loop_.turn(messages, now));
}

void Backtest::take(const runtime::Turn& turn) {
  for (const core::Event& event : turn.commit.events) {
    if (const auto* raised = std::get_if<core::AlarmRaised>(&event.body)) {
      const auto condition = directory_.condition(raised->condition);
      ensure(condition.has_value(), "an alarm of a condition of this site");
      open_[core::AlarmId(event.seq)] = occurrences_.size();
      occurrences_.push_back({*condition, raised->onset, event.time, std::nullopt, raised->value});
    } else if (const auto* returned = std::get_if<core::AlarmReturned>(&event.body)) {
      const auto at = open_.find(returned->alarm);
      if (at == open_.end()) continue;
      occurrences_[at->second].returned = event.time;
      open_.erase(at);
    }
  }
}

}  // namespace davy::analysis
