// What the stories of this folder are told with.

#include "core/interlock/row_story.hpp"

#include <iterator>
#include <utility>

namespace davy::core {
namespace story {
namespace {

site::Actuator actuator(std::string name, std::vector<site::ActuatorState> states, std::string safe, std::size_t place) {
  site::Actuator made;
  made.name = std::move(name);
  made.states = std::move(states);
  made.safe_state = std::move(safe);
  made.feedback = site::PointIndex(3 + place);
  made.fault = site::ConditionIndex(3 + place);
  made.device = site::DeviceIndex(place < 2 ? 0 : 1);
  made.feedback_tolerance = 0.1;
  made.accept_within = Duration::from_ms(1'000);
  made.observe_within = Duration::from_ms(10'000);
  return made;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += " " + name;
  return text;
}

std::string clock(Instant at) { return to_text(at - kDawn); }

struct Line {
  std::string operator()(const RowTripped& e) const {
    return e.row + " trips:" + joined(e.causes) + (e.unknowns.empty() ? "" : " unknown:" + joined(e.unknowns)) + " since " + clock(e.onset);
  }
  std::string operator()(const RowUndecided& e) const { return e.row + " is blind:" + joined(e.unknowns); }
  std::string operator()(const RowDecided& e) const { return e.row + " sees"; }
  std::string operator()(const RowBlocked& e) const { return e.row + " is blocked:" + joined(e.causes) + joined(e.unknowns); }
  std::string operator()(const RowReset& e) const { return e.row + " is reset"; }
  std::string operator()(const RowBypassed& e) const { return e.row + " is bypassed until " + clock(e.until); }
  std::string operator()(const RowBypassEnded& e) const { return e.row + " is bypassed no more, " + std::string(name_of(e.ended)); }
  std::string operator()(const CommandRequested& e) const { return e.command + " " + e.actuator + " " + e.state + " for " + e.row; }
  std::string operator()(const CommandSent& e) const { return e.command + " sent"; }
  std::string operator()(const CommandAccepted& e) const { return e.command + " accepted"; }
  std::string operator()(const CommandObserved& e) const { return e.command + " observed"; }
  std::string operator()(const CommandFailed& e) const { return e.command + " failed: " + std::string(name_of(e.failure)); }
  std::string operator()(const EffectExhausted& e) const { return e.row + " exhausted " + std::to_string(e.effect); }
  std::string operator()(const EffectOverruled& e) const { return e.row + " overruled by " + e.by; }
  std::string operator()(const SystemStarted&) const { return "start"; }
  template <class Other>
  std::string operator()(const Other&) const {
    return std::string(Other::kKind);
  }
};

}  // namespace

site::Site tank_farm(std::vector<site::Row> rows) {
  site::Site site;
  for (const char* name : {"plc-1", "plc-2"}) site.devices.emplace_back().name = name;
  for (const char* name : {"ch4-1", "ch4-2", "ch4-3", "v1-fb", "v2-fb", "fan-fb"}) {
    site::Point point;
    point.name = name;
    point.device = site::DeviceIndex(1);
    point.stale_after = Duration::from_ms(3'000);
    site.points.push_back(point);
  }
  for (std::size_t i = 0; i < site.points.size(); ++i) {
    site::Condition condition;
    condition.suffix = i < 3 ? "high" : "fault";
    condition.point = site::PointIndex(i);
    condition.kind = i < 3 ? site::ConditionKind::High : site::ConditionKind::ActuatorFault;
    site.conditions.push_back(condition);
  }
  const std::vector<site::ActuatorState> valve{{"closed", {}, 0}, {"open", {}, 1}};
  const std::vector<site::ActuatorState> fan{{"off", {}, 0}, {"on", {}, 1}};
  site.actuators = {actuator("v1", valve, "closed", V1), actuator("v2", valve, "closed", V2), actuator("fan", fan, "on", Fan)};
  site.rows = std::move(rows);
  return site;
}

std::string told(const Event& event) { return visit(Line{}, event.body); }

}  // namespace story

void RowStory::starts(double commit_takes) {
  hear({SystemStarted{}});
  after(commit_takes);
  hear(interlock::on_go(table_, directory_, now_));
}

void RowStory::passes(double seconds) {
  const Instant until = now_ + Duration::from_seconds(seconds);
  while (due() <= until) {
    now_ = std::max(now_, due());
    ticks();
  }
  now_ = until;
}

void RowStory::clock_goes_back(double seconds) {
  const Instant before = now_;
  now_ = now_ - Duration::from_seconds(seconds);
  interlock::evolve(table_, Event{events_.size() + 1, now_, "system", ClockLeapt{before}});
}

void RowStory::gas_since(story::Gas gas, Truth truth, Instant since) {
  const Edge edge{site::ConditionIndex(gas), truth, 0, since, now_};
  interlock::observe(table_, directory_, edge);
  hear(interlock::decide(table_, directory_, edge, now_));
}

void RowStory::reads_back_at(story::Device device, double value, Instant source) {
  hear(interlock::decide(table_, directory_, FeedbackSeen{site_.actuators[device].feedback, value, source}));
}

void RowStory::reports(const std::string& command, CommandStage stage, const std::string& detail) {
  hear(interlock::decide(table_, CommandReport{command, stage, detail}));
}

void RowStory::comes_back(const std::string& device) { hear({DevicePresence{device, Presence::Online}}); }

void RowStory::works(const std::string& command) {
  const Command what = table_.commands.at(command);
  reports(command, CommandStage::Sent);
  reports(command, CommandStage::Accepted);
  after(1);
  const site::ActuatorIndex index = *directory_.actuator(what.actuator);
  for (const site::ActuatorState& state : site_[index].states)
    if (state.name == what.state) reads_back(static_cast<story::Device>(index.get()), state.feedback_value);
}

std::string RowStory::asks(const Request& request) {
  Decided decided = interlock::decide(table_, directory_, PersonRequest{{"wang", Role::SafetyOfficer, {}}, request}, now_);
  if (const auto* refusal = std::get_if<Refusal>(&decided)) return refusal->message.en;
  hear(std::get<Bodies>(std::move(decided)), "user:wang");
  return "";
}

std::vector<std::string> RowStory::told() {
  std::vector<std::string> lines;
  for (; told_ < events_.size(); ++told_) lines.push_back(story::told(events_[told_]));
  return lines;
}

// As the engine does: first what was decided, then what follows from it, in turn.
void RowStory::hear(Bodies bodies, const std::string& actor) {
  std::deque<EventBody> waiting(std::make_move_iterator(bodies.begin()), std::make_move_iterator(bodies.end()));
  while (!waiting.empty()) {
    Event event{events_.size() + 1, now_, actor, std::move(waiting.front())};
    waiting.pop_front();
    if (auto* command = get_if<CommandRequested>(&event.body)) command->command = "c" + std::to_string(++commands_);
    const auto* tripped = get_if<RowTripped>(&event.body);
    was_bypassed_.push_back(tripped != nullptr && table_.rows[tripped->row].bypass.has_value());
    interlock::evolve(table_, event);
    for (EventBody& body : interlock::react(table_, directory_, event)) waiting.push_back(std::move(body));
    events_.push_back(std::move(event));
  }
}

}  // namespace davy::core
