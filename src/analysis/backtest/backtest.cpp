#include "analysis/backtest/backtest.hpp"

#include "base/ensure.hpp"

#include <algorithm>
#include <utility>

namespace davy::analysis {

struct Backtest::NoField final : runtime::Field {
  void send(const runtime::FieldCommand&) override {}
};

// Says of every notice that it was sent, so that none waits for ever.
struct Backtest::Nobody final : runtime::Notifier {
  void notify(const core::Notice& notice) override { told.push_back(notice.id); }
  std::vector<core::NoticeId> told;
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

site::Site only_alarms(site::Site site) {
  site.rows.clear();
  site.actuators.clear();
  for (site::Condition& condition : site.conditions) condition.work_order = site::WorkOrder::No;
  return site;
}

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

void Backtest::play(std::span<const core::Sample> samples) {
  while (!samples.empty()) {
    const Instant arrival = std::max(samples.front().arrival, now_);
    pass(arrival);
    const Instant next_step = now_ + kStep;
    const auto until = std::ranges::partition_point(samples, [&](const core::Sample& sample) { return sample.arrival < next_step; });
    auto part = samples.first(std::max<std::size_t>(1, static_cast<std::size_t>(until - samples.begin())));
    samples = samples.subspan(part.size());
    while (true) {
      part = part.subspan(loop_.take_calm(part));
      if (part.empty()) break;
      const Instant now = std::max(part.front().arrival, now_);
      const auto end = std::ranges::partition_point(part, [&](const core::Sample& sample) { return sample.arrival <= now; });
      std::vector<runtime::Message> messages;
      messages.emplace_back(runtime::Samples(part.begin(), end));
      part = part.subspan(static_cast<std::size_t>(end - part.begin()));
      turn(std::move(messages), now);
    }
  }
}

void Backtest::pass(Instant until) {
  while (now_ + kStep <= until) turn({}, now_ + kStep);
}

core::Fates Backtest::fates() const { return loop_.fates(); }

void Backtest::turn(std::vector<runtime::Message> messages, Instant now) {
  now_ = now;
  const runtime::Turn turn = loop_.turn(messages, now);
  take(turn);
  if (turn.commit.events.empty()) return;
  messages.emplace_back(runtime::Committed{turn.commit.events.back().seq});
  take(loop_.turn(messages, now));
  for (const core::NoticeId id : std::exchange(nobody_->told, {}))
    messages.emplace_back(core::NoticeReport{id, core::NoticeStage::Sent, "backtest", ""});
  if (!messages.empty()) take(loop_.turn(messages, now));
}

void Backtest::take(const runtime::Turn& turn) {
  for (const core::Event& event : turn.commit.events) {
    if (const auto* raised = get_if<core::AlarmRaised>(&event.body)) {
      const auto condition = directory_.condition(raised->condition);
      ensure(condition.has_value(), "an alarm of a condition of this site");
      open_[core::AlarmId(event.seq)] = occurrences_.size();
      const core::Aside aside = suppressed_.contains(raised->condition) ? core::Aside::Suppressed : core::Aside::No;
      occurrences_.push_back({*condition, raised->onset, event.time, std::nullopt, raised->value, aside});
    } else if (const auto* returned = get_if<core::AlarmReturned>(&event.body)) {
      const auto at = open_.find(returned->alarm);
      if (at == open_.end()) continue;
      occurrences_[at->second].returned = event.time;
      open_.erase(at);
    } else {
      note(event);
    }
  }
}

// Suppressions by design, and floods.
void Backtest::note(const core::Event& event) {
  if (const auto* aside = get_if<core::AlarmSuppressed>(&event.body)) suppressed_.insert(aside->condition);
  if (const auto* back = get_if<core::AlarmUnsuppressed>(&event.body)) {
    suppressed_.erase(back->condition);
    for (const auto& [id, index] : open_) {
      Occurrence& open = occurrences_[index];
      if (open.aside == core::Aside::No || directory_.name_of(open.condition) != back->condition) continue;
      open.aside = core::Aside::No;
      open.told = event.time;
    }
  }
  if (const auto* started = get_if<core::FloodStarted>(&event.body)) floods_.push_back({started->post, event.time, std::nullopt});
  if (const auto* ended = get_if<core::FloodEnded>(&event.body))
    for (core::RangFlood& flood : floods_)
      if (flood.post == ended->post && !flood.ended) flood.ended = event.time;
}

}  // namespace davy::analysis
