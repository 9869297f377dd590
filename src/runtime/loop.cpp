#include "runtime/loop.hpp"

#include "site/exercise.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace davy::runtime {
namespace {

// A clock that is kept well is moved by less, and a busy machine turns more often.
constexpr Duration kBackAtMost = 1_s;
constexpr Duration kOnAtMost = 30_s;

std::vector<bool> feedback_points(const site::Site& site) {
  std::vector<bool> is_feedback(site.points.size(), false);
  for (const site::Actuator& actuator : site.actuators) is_feedback[actuator.feedback.get()] = true;
  return is_feedback;
}

// The last edge of each condition, in the order of their evidence.
std::vector<core::Edge> last_edges(const std::vector<core::Edge>& edges) {
  std::vector<core::Edge> last;
  std::set<site::ConditionIndex> seen;
  for (auto edge = edges.rbegin(); edge != edges.rend(); ++edge)
    if (seen.insert(edge->condition).second) last.push_back(*edge);
  std::ranges::reverse(last);
  std::ranges::stable_sort(last, {}, &core::Edge::evidence);
  return last;
}

}  // namespace

Loop::Loop(const site::Directory& directory, Field& field, Notifier& notifier, LoopOptions options, const Recovered& recovered, Instant now)
    : directory_(directory),
      field_(field),
      notifier_(notifier),
      options_(std::move(options)),
      engine_(directory, recovered.state, options_.takes_back),
      detector_(directory.site(), now, options_.detector),
      exercise_(directory),
      is_feedback_(feedback_points(directory.site())),
      calibration_(directory.site().points.size(), core::CalibrationState::None),
      last_alive_(recovered.last_alive),
      decided_at_(recovered.last_alive.value_or(Instant::before_all())) {
  for (const core::Event& event : recovered.events) engine_.evolve(event);
  detector_.know(engine_.state().modes);
  detector_.know(engine_.state().facts);
  tell_open_orders();
  tell_open_hazards();
  learn_calibrations();
  rebuild_detection(recovered, now);
  committed_seq_ = engine_.state().last_seq;
  snapshot_seq_ = recovered.state.last_seq;
}

Turn Loop::start(Instant now) {
  now = held(now);
  step(core::Start{options_.program_version, last_alive_}, now);
  return finish();
}

Turn Loop::go(Instant now) {
  now = held(now);
  committed_seq_ = engine_.state().last_seq;
  detector_.live_from(now);  // while the start was being opened, recovered and made durable nobody listened
  step(core::Go{}, now);
  for (const core::Edge& edge : std::exchange(rebuilt_, {})) step(edge, now);
  pass_time(now);
  hand_out_notices(now);
  return finish();
}

Turn Loop::turn(std::vector<Message>& messages, Instant now) {
  now = held(now);
  if (options_.leaps == Leaps::Watched) watch_clock(now);
  for (Message& message : messages) std::visit([&](auto& m) { take(m, now); }, message);
  messages.clear();
  if (now >= next_tick_) pass_time(now);
  return finish();
}

// Little by little is much in the end: it is held against the moment of the latest step, so that a clock set back again and again leaps at last.
Instant Loop::held(Instant now) {
  const bool waits = options_.leaps == Leaps::Watched && now < decided_at_ && now > decided_at_ - kBackAtMost;
  if (!waits) decided_at_ = now;
  return decided_at_;
}

// Before the messages: what they say is told by the new clock.
void Loop::watch_clock(Instant now) {
  const Instant before = std::exchange(turned_at_, now);
  if (before == Instant::before_all() || (now > before - kBackAtMost && now < before + kOnAtMost)) return;
  step(core::ClockLeap{before}, now);
  if (now > before) return;
  // About a tick went by between the two turns: taken for longer ago, no reading is newer than one that follows it.
  detector_.clock_set_back(before - now + options_.tick, now, findings_);
  step_findings(now);
  for (HandedOut& each : handed_out_) each.when = each.when - (before - now);
  next_tick_ = now;
}

// Block by block, so that a long span is not searched for feedback again and again.
std::size_t Loop::take_calm(std::span<const core::Sample> samples) {
  if (any_doubted_) return 0;  // their quality is to be changed first
  constexpr std::size_t kBlock = 256;
  std::size_t taken = 0;
  while (taken < samples.size()) {
    const auto block = samples.subspan(taken, std::min(kBlock, samples.size() - taken));
    const auto feedback = std::ranges::find_if(block, [&](const core::Sample& sample) { return is_feedback_[sample.point.get()]; });
    const std::size_t calm = detector_.feed_calm(block.first(static_cast<std::size_t>(feedback - block.begin())));
    taken += calm;
    if (calm < block.size()) break;
  }
  return taken;
}

Turn Loop::stop(const std::string& reason, Instant now, const std::string& asked_by) {
  now = held(now);
  step(core::Stop{reason, asked_by}, now);
  add_snapshot();  // the next start has nothing to fold
  return finish();
}

core::Fates Loop::fates() const {
  core::Fates since = detector_.fates();
  return since -= before_start_;
}

// Only a drill speaks for its twins.
void Loop::take(Samples& batch, Instant now) {
  const auto is_foreign = [&](const core::Sample& sample) { return exercise_.is_twin(sample.point); };
  if (std::ranges::any_of(batch, is_foreign)) [[unlikely]]
    detector_.reject_foreign(std::erase_if(batch, is_foreign));
  judge(batch, now);
}

// A feedback sample proves a command only when it is the newest of its point, which only detection knows: the batch is fed up to
// each of them.
void Loop::judge(Samples& batch, Instant now) {
  if (any_doubted_) [[unlikely]]
    doubt(batch);
  auto next = batch.begin();
  while (next != batch.end()) {
    const auto feedback = std::find_if(next, batch.end(), [&](const core::Sample& s) { return is_feedback_[s.point.get()]; });
    detector_.feed({next, feedback}, findings_);
    next = feedback;
    if (feedback == batch.end()) break;
    ++next;
    const Instant before = detector_.last(feedback->point).source;
    detector_.feed({feedback, next}, findings_);
    step_findings(now);
    if (detector_.last(feedback->point).source > before && feedback->quality != core::Quality::Bad)
      step(core::FeedbackSeen{feedback->point, feedback->value, feedback->source}, now);
  }
  step_findings(now);
  std::vector<core::Sample>& samples = turn_.commit.samples;
  if (samples.empty())
    samples = std::move(batch);
  else
    samples.insert(samples.end(), batch.begin(), batch.end());
}

void Loop::take(Kept& kept, Instant now) {
  take(kept.samples, now);
  turn_.answers.push_back({std::move(kept.done), Accepted{}});
}

void Loop::take(Ask& ask, Instant now) {
  const auto before = static_cast<std::ptrdiff_t>(turn_.commit.events.size());
  const std::optional<core::Refusal> refusal = step(ask.request, now);
  Answer answer = Accepted{{turn_.commit.events.begin() + before, turn_.commit.events.end()}};
  if (refusal)
    answer = *refusal;
  else
    take_readings(std::get<Accepted>(answer).events, now);
  turn_.answers.push_back({std::move(ask.done), std::move(answer)});
}

// What a person read is a sample like any other, and is committed with the record that says so.
void Loop::take_readings(const std::vector<core::Event>& events, Instant now) {
  Samples readings;
  for (const core::Event& event : events) {
    const auto* record = get_if<core::CheckRecorded>(&event.body);
    if (record == nullptr || !record->reading) continue;
    const core::Check* check = engine_.state().checks.find(record->check);
    const auto point = check == nullptr ? std::nullopt : directory_.point(check->asked.point);
    if (point) readings.push_back({*point, core::Quality::Manual, *record->reading, std::min(record->done_at, now), now});
  }
  if (!readings.empty()) take(readings, now);
}

void Loop::take(Committed& committed, Instant now) {
  committed_seq_ = std::max(committed_seq_, committed.seq);
  hand_out_notices(now);
}

void Loop::take(const Look& look, Instant now) { look.at(engine_.state(), detector_, now); }

void Loop::take(const core::CommandReport& report, Instant now) { step(report, now); }

void Loop::take(const core::DeviceReport& report, Instant now) { step(report, now); }

void Loop::take(const core::NoticeReport& report, Instant now) { step(report, now); }

void Loop::take(const core::ThinningReport& report, Instant now) { step(report, now); }

void Loop::take(core::Lived& lived, Instant now) {
  carry_out([&](const auto& each) { return engine_.live(std::move(lived), now, each); }, now);
}

// Late samples are left out: they were judged before the crash, or their findings are lost with it; a second finding would be a duplicate. So are those of a
// clock that was ahead of the one of now: nothing that is measured from now on could replace them. What expressions read is played in the order of time,
// as it came: they hold readings of several points against each other.
void Loop::rebuild_detection(const Recovered& recovered, Instant now) {
  const Instant latest = now + options_.detector.clock_tolerance;
  std::vector<core::Sample> in_time, of_expressions;
  in_time.reserve(recovered.samples.size());
  for (const core::Sample& sample : recovered.samples)
    if (!exercise_.is_twin(sample.point) && sample.arrival - sample.source <= directory_.site()[sample.point].stale_after &&
        sample.source <= latest)
      (detector_.feeds_expressions(sample.point) ? of_expressions : in_time).push_back(sample);
  std::ranges::stable_sort(of_expressions, {}, &core::Sample::source);
  detector_.feed(in_time, findings_);
  detector_.feed(of_expressions, findings_);
  rebuilt_ = last_edges(findings_.edges);
  findings_.clear();
  before_start_ = detector_.fates();
  detector_.end_past();
}

void Loop::pass_time(Instant now) {
  next_tick_ = now + options_.tick;
  if (std::exchange(orders_changed_, false)) tell_open_orders();
  if (std::exchange(hazards_changed_, false)) tell_open_hazards();
  play_drill(now);
  detector_.tick(now, findings_);
  step_findings(now);
  if (now >= engine_.next_due()) step(core::Tick{}, now);
  hand_out_again(now);
}

void Loop::play_drill(Instant now) {
  ExercisePlayer::Played played = exercise_.play(engine_.state().drills.running, now);
  for (const core::CommandReport& report : played.reports) step(report, now);
  if (!played.samples.empty()) judge(played.samples, now);
}

// What can trip a row goes first: what else the same samples say can wait until its command has left.
void Loop::step_findings(Instant now) {
  std::ranges::stable_partition(findings_.edges, [&](const core::Edge& edge) { return !directory_.rows_of(edge.condition).empty(); });
  for (const core::Edge& edge : findings_.edges) step(edge, now);
  for (const core::LateFinding& finding : findings_.late) step(finding, now);
  findings_.clear();
}

std::optional<core::Refusal> Loop::step(const core::Input& input, Instant now) {
  return carry_out([&](const auto& each) { return engine_.step(input, now, each); }, now);
}

template <class Decide>
std::optional<core::Refusal> Loop::carry_out(Decide decide, Instant now) {
  std::vector<core::CommandReport> not_sent;
  core::Decision decision = decide([&](const core::Event& event) {
    send_command(event, not_sent);
    tell_detection(event);
  });
  std::vector<core::Event>& events = turn_.commit.events;
  std::ranges::move(decision.events, std::back_inserter(events));
  for (const core::CommandReport& report : not_sent) step(report, now);
  return std::move(decision.refusal);
}

void Loop::tell_detection(const core::Event& event) {
  const core::EventBody& body = event.body;
  if (holds<core::ModeSet>(body) || holds<core::ModeEnded>(body)) detector_.know(engine_.state().modes);
  if (holds<core::FactTold>(body)) detector_.know(engine_.state().facts);
  if (holds<core::DeviceCalibration>(body)) learn_calibrations();
  if (holds<core::DrillStarted>(body) || holds<core::DrillEnded>(body)) {
    exercise_.rest();
    for (const site::PointIndex twin : exercise_.twins()) detector_.forget(twin);
  }
  orders_changed_ =
      orders_changed_ || holds<core::OrderIssued>(body) || holds<core::OrderClosed>(body) || holds<core::OrderWithdrawn>(body);
  hazards_changed_ = hazards_changed_ || holds<core::HazardReported>(body) || holds<core::HazardMerged>(body) ||
                     holds<core::HazardDismissed>(body) || holds<core::HazardClosed>(body);
}

void Loop::learn_calibrations() {
  const site::Site& site = directory_.site();
  std::vector<core::CalibrationState> of_device(site.devices.size(), core::CalibrationState::None);
  for (const auto& [card, calibration] : engine_.state().care.calibrations)
    if (const auto device = directory_.device(calibration.device)) of_device[device->get()] = calibration.state;
  any_doubted_ = false;
  for (std::size_t i = 0; i < site.points.size(); ++i) {
    calibration_[i] = of_device[site.points[i].device.get()];
    any_doubted_ = any_doubted_ || core::is_doubted(calibration_[i]);
  }
}

// In the batch itself, so that what is evaluated and what is kept are the same.
void Loop::doubt(Samples& batch) const {
  for (core::Sample& sample : batch)
    if (sample.quality == core::Quality::Good && core::is_doubted(calibration_[sample.point.get()]))
      sample.quality = core::Quality::Uncertain;
}

void Loop::tell_open_orders() {
  std::vector<std::int64_t> by_zone(directory_.site().zones.size());
  for (const auto& [condition, id] : engine_.state().orders.open)
    if (const core::Order* order = site::is_exercise(condition) ? nullptr : engine_.state().orders.find(id))
      if (const auto zone = directory_.zone(order->zone)) ++by_zone[zone->get()];
  detector_.know_open_orders(by_zone);
}

void Loop::tell_open_hazards() {
  std::vector<std::int64_t> by_zone(directory_.site().zones.size());
  for (const auto& [id, hazard] : engine_.state().hazards.hazards)
    if (const auto zone = directory_.zone(hazard.zone)) ++by_zone[zone->get()];
  detector_.know_open_hazards(by_zone);
}

void Loop::send_command(const core::Event& event, std::vector<core::CommandReport>& not_sent) {
  const auto* requested = get_if<core::CommandRequested>(&event.body);
  if (requested == nullptr) return;
  const auto actuator = directory_.actuator(requested->actuator);
  if (!actuator) {  // a row that tripped under an earlier site
    not_sent.push_back({requested->command, core::CommandStage::NotSent, "the site no longer has this actuator"});
    return;
  }
  const FieldCommand command{requested->command, *actuator, requested->state, requested->expires, requested->reason};
  if (exercise_.is_twin(*actuator))  // never to the field: nothing real moves in a drill
    exercise_.take(command, event.time);
  else
    field_.send(command);
}

// Those committed since the last time. A flood leaves thousands waiting for their channels: only the new ones are looked at.
void Loop::hand_out_notices(Instant now) {
  const auto& waiting = engine_.state().notices.waiting;
  std::vector<core::NoticeId> ids;
  for (auto next = waiting.upper_bound(core::NoticeId(considered_seq_)); next != waiting.end() && next->first.get() <= committed_seq_;
       ++next)
    ids.push_back(next->first);
  considered_seq_ = std::max(considered_seq_, committed_seq_);
  for (const core::NoticeId id : ids) hand_out(id, now);
}

void Loop::hand_out_again(Instant now) {
  while (!handed_out_.empty() && now - handed_out_.front().when >= options_.notify_again) {
    const core::NoticeId id = handed_out_.front().notice;
    handed_out_.pop_front();
    hand_out(id, now);
  }
}

void Loop::hand_out(core::NoticeId id, Instant now) {
  const auto& waiting = engine_.state().notices.waiting;
  const auto found = waiting.find(id);
  if (found == waiting.end()) return;
  const core::State& state = engine_.state();
  const std::string why = core::notice::outdated(found->second, {state.alarms, state.orders, state.hazards, state.care, state.checks,
                                                                 state.permits, state.incidents, state.trainings, state.handovers});
  if (!why.empty()) {
    step(core::NoticeReport{id, core::NoticeStage::Dropped, "", why}, now);
    return;
  }
  handed_out_.push_back({id, now});
  notifier_.notify(found->second);
}

Turn Loop::finish() {
  if (engine_.state().last_seq - snapshot_seq_ >= options_.snapshot_every) add_snapshot();
  return std::exchange(turn_, {});
}

void Loop::add_snapshot() {
  turn_.commit.snapshot = engine_.state();
  snapshot_seq_ = engine_.state().last_seq;
}

}  // namespace davy::runtime
