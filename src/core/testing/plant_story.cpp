#include "core/testing/plant_story.hpp"

#include "core/testing/print.hpp"

namespace davy::core {

PlantStory::PlantStory(site::Site site) : site_(std::move(site)) { start(); }

PlantStory::~PlantStory() { EXPECT_EQ(print(folded().state()), print(engine_->state())) << "the journal folds to another state"; }

void PlantStory::start() {
  engine_.emplace(folded());
  detector_.emplace(site_, now_);
  detector_->know(state().modes);
  detector_->know(state().facts);
  moves_.clear();
  step(Start{"test", journal_.empty() ? std::nullopt : std::optional(journal_.back().time)});
  step(Go{});
}

Engine PlantStory::folded() const {
  Engine engine(directory_);
  for (const Event& event : journal_) engine.evolve(event);
  return engine;
}

void PlantStory::crashes(Duration down) {
  now_ = now_ + down;
  start();
}

void PlantStory::step(const Input& input) { take(engine_->step(input, now_).events); }

// What the world does upon it comes after the whole decision: devices serve their commands, then notices leave.
void PlantStory::take(const std::vector<Event>& events) {
  journal_.insert(journal_.end(), events.begin(), events.end());
  for (const Event& event : events)
    if (event.body.index() >= EventBody(ModeSet{}).index()) detector_->know(state().modes), detector_->know(state().facts);
  for (const Event& event : events)
    if (const auto* requested = get_if<CommandRequested>(&event.body)) to_serve_.push_back(*requested);
  if (std::exchange(settling_, true)) return;
  while (!to_serve_.empty()) {
    const CommandRequested command = to_serve_.front();
    to_serve_.pop_front();
    serve(command);
  }
  send_notices();
  settling_ = false;
}

// As a device does: takes the command, and moves unless it is stuck.
void PlantStory::serve(const CommandRequested& command) {
  step(CommandReport{command.command, CommandStage::Sent, ""});
  step(CommandReport{command.command, CommandStage::Accepted, ""});
  const site::ActuatorIndex index = directory_.actuator(command.actuator).value();
  if (stuck_.contains(index)) return;
  const site::Actuator& actuator = site_[index];
  for (const site::ActuatorState& state : actuator.states)
    if (state.name == command.state) moves_.push_back({now_ + 2_s, actuator.feedback, state.feedback_value});
}

void PlantStory::send_notices() {
  while (!notices_wait_ && !state().notices.waiting.empty()) {
    const auto [id, notice] = *state().notices.waiting.begin();
    const std::string why = notice::outdated(notice, {state().alarms, state().orders, state().hazards, state().care, state().checks,
                                                      state().permits, state().incidents, state().trainings, state().handovers});
    if (why.empty()) {
      const NoticeIssued& what = notice.what;
      const std::string& to = what.post.empty() ? what.person : what.post;
      sent_.push_back(
          to + " " + std::string(name_of(what.reason)) + " " +
          (what.hazard.none() && what.care.none() && what.check.none() && what.permit.none() && what.incident.none() && what.training.none()
               ? what.condition
               : what.what));
    }
    step(NoticeReport{id, why.empty() ? NoticeStage::Sent : NoticeStage::Dropped, "test", why});
  }
}

void PlantStory::second() {
  for (const Move& move : moves_)
    if (move.done <= now_) values_[move.feedback] = move.value;
  std::erase_if(moves_, [&](const Move& move) { return move.done <= now_; });

  std::vector<Sample> samples;
  for (std::size_t i = 0; i < site_.points.size(); ++i)
    if (const site::PointIndex point(i); !silent_.contains(point)) samples.push_back({point, Quality::Good, values_[point], now_, now_});
  Findings findings;
  detector_->feed(samples, findings);
  detector_->tick(now_, findings);
  for (const Edge& edge : findings.edges) step(edge);
  for (const LateFinding& finding : findings.late) step(finding);
  for (const site::Actuator& actuator : site_.actuators)
    if (!silent_.contains(actuator.feedback)) step(FeedbackSeen{actuator.feedback, values_[actuator.feedback], now_});
  if (engine_->next_due() <= now_) step(Tick{});
}

void PlantStory::after(Duration time) {
  for (const Instant end = now_ + time; now_ < end;) {
    now_ = std::min(now_ + 1_s, end);
    second();
  }
}

void PlantStory::only_timers(Duration time) {
  const Instant end = now_ + time;
  for (; engine_->next_due() <= end; step(Tick{})) now_ = std::max(now_, engine_->next_due());
  now_ = end;
}

std::string PlantStory::asks(const std::string& login, Request request) {
  static const std::map<std::string, Actor> kPeople{{"wang", {"wang", Role::Worker, {"operator"}}},
                                                    {"zhao", {"zhao", Role::Worker, {}}},
                                                    {"li", {"li", Role::TeamLead, {"shift-lead"}}},
                                                    {"chen", {"chen", Role::SafetyOfficer, {"safety-officer"}}},
                                                    {"root", {"root", Role::Administrator, {}}}};
  const auto found = kPeople.find(login);
  const Actor actor = found == kPeople.end() ? Actor{login, Role::Worker, {}} : found->second;  // whoever else is a worker
  const Decision decision = engine_->step(PersonRequest{actor, std::move(request)}, now_);
  take(decision.events);
  return decision.refusal ? decision.refusal->message.en : "done";
}

char PlantStory::letter(std::string_view condition) const {
  const Alarm* found = alarm(condition);
  return core::letter(found == nullptr ? AlarmState::Normal : state_of(*found));
}

OrderId PlantStory::order(std::string_view condition) const {
  const auto found = state().orders.open.find(condition);
  return found == state().orders.open.end() ? OrderId() : found->second;
}

std::vector<std::string> PlantStory::wrote(std::string_view kinds) {
  std::vector<std::string> lines;
  for (; told_ < journal_.size(); ++told_) {
    std::string written = line(journal_[told_]);
    if (written.starts_with(kinds)) lines.push_back(std::move(written));
  }
  return lines;
}

std::string PlantStory::line(const Event& event) {
  return visit(
      [&](const auto& body) {
        std::string text(body.kKind);
        if constexpr (requires { body.actuator; }) commands_[body.command] = body.actuator + " " + body.state;
        if constexpr (requires { body.condition; })
          text += " " + (subjects_[event.seq] = body.condition);
        else if constexpr (requires { body.order; })
          text += " " + subjects_[body.order.get()];
        else if constexpr (requires { body.hazard; })
          text += " " + subjects_[body.hazard.get()];
        else if constexpr (requires { body.care; })
          text += " " + subjects_[body.care.get()];
        else if constexpr (requires { body.permit; })
          text += " " + subjects_[body.permit.get()];
        else if constexpr (requires { body.incident; })
          text += " " + subjects_[body.incident.get()];
        else if constexpr (requires { body.training; })
          text += " " + subjects_[body.training.get()];
        else if constexpr (requires {
                             body.because;
                             body.course;
                           })
          text += " " + (subjects_[event.seq] = body.person + " " + body.course);
        else if constexpr (requires { body.work; })
          text += " " + (subjects_[event.seq] = std::string(name_of(body.work)) + " " + body.card);
        else if constexpr (requires { body.check; })
          text += " " + subjects_[body.check.get()];
        else if constexpr (requires { subjects_[0] = body.what; })
          text += " " + (subjects_[event.seq] = body.what);
        else if constexpr (requires { body.alarm; })
          text += " " + subjects_[body.alarm.get()];
        else if constexpr (requires { body.notice; })
          text += " " + subjects_[body.notice.get()];
        else if constexpr (requires { body.command; })
          text += " " + commands_[body.command];
        else if constexpr (requires { body.row; })
          text += " " + body.row;
        if constexpr (requires { body.post; }) text += " " + body.post;
        return text;
      },
      event.body);
}

}  // namespace davy::core
