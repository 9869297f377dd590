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
// The daemon looks every 100 ms, and a batch waits a moment: what was silent for so long before it spoke again was seen to be silent then. Of shorter silence nobody
// knows whether it was; where it took a permit back, the journal says so.
constexpr Duration kSilenceLasts = Duration::from_ms(250);

runtime::LoopOptions options() {
  runtime::LoopOptions made;
  made.program_version = "backtest";
  made.tick = kStep;
  made.takes_back = core::TakesBack::Detectors;
  made.detector.silence_lasts = kSilenceLasts;
  return made;
}

}  // namespace

site::Site only_alarms(site::Site site) {
  for (site::Row& row : site.rows) row.effects.clear();
  site.actuators.clear();
  for (site::Condition& condition : site.conditions) condition.work_order = site::WorkOrder::No;
  return site;
}

Backtest::Backtest(const site::Directory& directory, Instant begin, Deeds deeds)
    : directory_(directory),
      deeds_(std::move(deeds)),
      book_(directory),
      field_(std::make_unique<NoField>()),
      nobody_(std::make_unique<Nobody>()),
      loop_(std::in_place, directory, *field_, *nobody_, options(), recovered(begin), begin),
      now_(begin),
      begin_(begin),
      recent_(directory.site()) {
  for (const PastDeed& deed : deeds_)
    if (holds<core::SystemStarted>(deed.event.body)) last_start_ = deed.event.time;
  take(loop_->start(begin));
  take(loop_->go(begin));
}

Backtest::~Backtest() = default;

// As the journal up to then would have given it.
runtime::Recovered Backtest::recovered(Instant begin) {
  core::Engine engine(directory_);
  for (; next_deed_ < deeds_.size() && deeds_[next_deed_].event.time < begin; ++next_deed_) {
    const PastDeed& deed = deeds_[next_deed_];
    std::optional<std::uint64_t> seq;
    if (auto lived = book_.again(deed, engine.state())) {
      seq = engine.state().last_seq + 1;
      const core::Event event{*seq, deed.event.time, std::move(lived->actor), std::move(lived->body)};
      engine.evolve(event);
      note_aside(event);
    }
    book_.done(deed, seq);
  }
  return {.state = engine.state(), .events = {}, .samples = {}, .last_alive = {}};
}

void Backtest::feed(std::vector<core::Sample> samples, Instant now) {
  ensure(now >= now_, "time does not go back");
  while (next_deed_ < deeds_.size() && deeds_[next_deed_].event.time < now) act(deeds_[next_deed_]);
  while (now_ + kStep < now) turn({}, now_ + kStep);
  remember(samples);
  std::vector<runtime::Message> messages;
  messages.emplace_back(std::move(samples));
  turn(std::move(messages), now);
}

void Backtest::play(std::span<const core::Sample> samples) {
  while (next_deed_ < deeds_.size()) {
    const PastDeed& next = deeds_[next_deed_];
    const auto after = std::ranges::partition_point(samples, [&](const core::Sample& sample) { return sample.arrival <= next.event.time; });
    if (after == samples.end()) break;
    const auto before = static_cast<std::size_t>(after - samples.begin());
    play_until(samples.first(before));
    samples = samples.subspan(before);
    act(next);
  }
  play_until(samples);
}

void Backtest::play_until(std::span<const core::Sample> samples) {
  while (!samples.empty()) {
    const Instant arrival = std::max(samples.front().arrival, now_);
    step_until(arrival);
    const Instant next_step = now_ + kStep;
    const auto until = std::ranges::partition_point(samples, [&](const core::Sample& sample) { return sample.arrival < next_step; });
    auto part = samples.first(std::max<std::size_t>(1, static_cast<std::size_t>(until - samples.begin())));
    samples = samples.subspan(part.size());
    remember(part);
    while (true) {
      part = part.subspan(loop_->take_calm(part));
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
  while (next_deed_ < deeds_.size() && deeds_[next_deed_].event.time <= until) act(deeds_[next_deed_]);
  step_until(until);
}

void Backtest::step_until(Instant until) {
  while (now_ + kStep <= until) turn({}, now_ + kStep);
}

void Backtest::act(const PastDeed& deed) {
  ++next_deed_;
  const Instant now = std::max(deed.event.time, now_);
  if (const auto* started = get_if<core::SystemStarted>(&deed.event.body)) {
    if (deed.event.time > begin_) start_again(*started, now);
    return;
  }
  step_until(now);
  auto lived = book_.again(deed, loop_->state());
  // Before it is lived: what it stopped is not for go_on() to let go on.
  book_.done(deed, lived ? std::optional(loop_->state().last_seq + 1) : std::nullopt);
  if (!lived) return;
  std::vector<runtime::Message> messages;
  messages.emplace_back(std::move(*lived));
  turn(std::move(messages), now);
}

// As after a crash: until it was last alive time went by as ever, then it saw nothing.
void Backtest::start_again(const core::SystemStarted& started, Instant now) {
  step_until(std::min(now, started.last_alive.value_or(now)));
  const runtime::Recovered recovered{.state = loop_->state(), .events = {}, .samples = recent_.all(), .last_alive = started.last_alive};
  earlier_ += loop_->fates();
  loop_.emplace(directory_, *field_, *nobody_, options(), recovered, now);
  now_ = now;
  starts_.push_back({now, started.last_alive, started.site_version});
  take(loop_->start(now));
  take(loop_->go(now));
}

// Only while a start is still to come.
void Backtest::remember(std::span<const core::Sample> samples) {
  if (now_ < last_start_) recent_.take(samples);
}

core::Fates Backtest::fates() const {
  core::Fates all = earlier_;
  return all += loop_->fates();
}

void Backtest::turn(std::vector<runtime::Message> messages, Instant now) {
  now_ = now;
  const runtime::Turn turn = loop_->turn(messages, now);
  take(turn);
  if (!taken_back_.empty()) go_on();
  if (turn.commit.events.empty()) return;
  messages.emplace_back(runtime::Committed{loop_->state().last_seq});
  take(loop_->turn(messages, now));
  for (const core::NoticeId id : std::exchange(nobody_->told, {}))
    messages.emplace_back(core::NoticeReport{id, core::NoticeStage::Sent, "backtest", ""});
  if (!messages.empty()) take(loop_->turn(messages, now));
}

// The work that these rules alone have stopped.
void Backtest::go_on() {
  const core::PermitBook& permits = loop_->state().permits;
  const auto is_well = [&](site::ConditionIndex gate) {
    const auto told = permits.told.find(gate);
    return told != permits.told.end() && told->second.truth == core::Truth::False && told->second.since + kGoesOnAfter <= now_;
  };
  std::vector<runtime::Message> messages;
  std::erase_if(taken_back_, [&](core::PermitId id) {
    const core::Permit* permit = permits.find(id);
    if (permit == nullptr || permit->state != core::PermitState::Suspended) return true;
    if (!book_.was_open(id) || !std::ranges::all_of(core::permit::gates(directory_, permit->what), is_well)) return false;
    messages.emplace_back(core::Lived{"system", core::PermitResumed{id, {}}});
    return true;
  });
  if (!messages.empty()) take(loop_->turn(messages, now_));
}

void Backtest::take(const runtime::Turn& turn) {
  for (const core::Event& event : turn.commit.events) take(event);
}

void Backtest::take(const core::Event& event) {
  if (const auto* raised = get_if<core::AlarmRaised>(&event.body)) return raise(*raised, event);
  if (const auto* acked = get_if<core::AlarmAcknowledged>(&event.body)) {
    const auto at = known_.find(acked->alarm);
    if (at != known_.end()) occurrences_[at->second].acknowledged = event.time;
    return;
  }
  if (const auto* returned = get_if<core::AlarmReturned>(&event.body)) {
    const auto at = open_.find(returned->alarm);
    if (at == open_.end()) return;
    occurrences_[at->second].returned = event.time;
    open_.erase(at);
    return;
  }
  if (const auto* suspended = get_if<core::PermitSuspended>(&event.body);
      suspended != nullptr && (suspended->cause == core::StopCause::Gas || suspended->cause == core::StopCause::Blind))
    taken_back_.push_back(suspended->permit);
  note_aside(event);
  note_flood(event);
}

void Backtest::raise(const core::AlarmRaised& raised, const core::Event& event) {
  const auto condition = directory_.condition(raised.condition);
  ensure(condition.has_value(), "an alarm of a condition of this site");
  open_[core::AlarmId(event.seq)] = known_[core::AlarmId(event.seq)] = occurrences_.size();
  const auto aside = aside_.find(raised.condition);
  occurrences_.push_back(
      {*condition, raised.onset, event.time, std::nullopt, raised.value, aside == aside_.end() ? core::Aside::No : how(aside->second)});
}

// As the view of alarms has it.
core::Aside Backtest::how(const SetAside& aside) {
  if (aside.out_of_service) return core::Aside::OutOfService;
  if (aside.suppressed) return core::Aside::Suppressed;
  return aside.shelved ? core::Aside::Shelved : core::Aside::No;
}

void Backtest::note_aside(const core::Event& event) {
  if (const auto* shelved = get_if<core::AlarmShelved>(&event.body)) aside_[shelved->condition].shelved = true;
  if (const auto* suppressed = get_if<core::AlarmSuppressed>(&event.body)) aside_[suppressed->condition].suppressed = true;
  if (const auto* out = get_if<core::AlarmTakenOutOfService>(&event.body)) aside_[out->condition].out_of_service = true;
  if (const auto* withdrawn = get_if<core::AlarmWithdrawn>(&event.body)) aside_.erase(withdrawn->condition);
  if (const auto* back = get_if<core::AlarmUnshelved>(&event.body)) {
    aside_[back->condition].shelved = false;
    tell(back->condition, event.time);
  }
  if (const auto* back = get_if<core::AlarmUnsuppressed>(&event.body)) {
    aside_[back->condition].suppressed = false;
    tell(back->condition, event.time);
  }
  if (const auto* back = get_if<core::AlarmReturnedToService>(&event.body)) {
    aside_[back->condition].out_of_service = false;
    tell(back->condition, event.time);
  }
}

// What stands, and nobody has seen, rings from now on.
void Backtest::tell(const std::string& condition, Instant now) {
  if (how(aside_[condition]) != core::Aside::No) return;
  for (const auto& [id, index] : open_) {
    Occurrence& open = occurrences_[index];
    if (open.aside == core::Aside::No || open.acknowledged || directory_.name_of(open.condition) != condition) continue;
    open.aside = core::Aside::No;
    open.told = now;
  }
}

void Backtest::note_flood(const core::Event& event) {
  if (const auto* started = get_if<core::FloodStarted>(&event.body)) floods_.push_back({started->post, event.time, std::nullopt});
  if (const auto* ended = get_if<core::FloodEnded>(&event.body))
    for (core::RangFlood& flood : floods_)
      if (flood.post == ended->post && !flood.ended) flood.ended = event.time;
}

}  // namespace davy::analysis
