#pragma once
// AnyLife: whatever can happen to the engine, in any order: the food of the core's properties. For tests only.

#include "core/engine/engine.hpp"
#include "core/testing/print.hpp"
#include "core/testing/small_plant.hpp"

#include <rapidcheck.h>

namespace davy::core {

// Numbers from which AnyLife makes an input, given what there is at that moment.
struct Happening {
  int what = 0;
  int which = 0;
  int how = 0;
  int who = 0;
  int wait_s = 0;
};

inline constexpr int kPermitHappenings = 92;  // from here on they are about permits

inline rc::Gen<std::vector<Happening>> happenings(int until = kPermitHappenings) {
  return rc::gen::container<std::vector<Happening>>(rc::gen::build<Happening>(
      rc::gen::set(&Happening::what, rc::gen::inRange(0, until)), rc::gen::set(&Happening::which, rc::gen::inRange(0, 1'000)),
      rc::gen::set(&Happening::how, rc::gen::inRange(0, 12)), rc::gen::set(&Happening::who, rc::gen::inRange(0, 5)),
      rc::gen::set(&Happening::wait_s, rc::gen::element(0, 0, 0, 1, 3, 11, 60, 600, 1'800, 7'200))));
}

// With permits, in a plant that gates them (make_permit_plant()).
inline rc::Gen<std::vector<Happening>> happenings_with_permits() { return happenings(kPermitHappenings + 30); }

class AnyLife {
 public:
  // Settled: people have accounts, a measure is checked every two hours, a device is calibrated every five, and operators have a course to learn.
  enum class Begun { Empty, Settled };
  explicit AnyLife(const site::Directory& directory, Begun begun = Begun::Empty) : directory_(directory), engine_(directory) {
    step(Start{"test", {}});
    if (begun == Begun::Settled) settle();
  }

  void live(const Happening& h) {
    now_ = now_ + 1_s * h.wait_s;
    if (engine_.next_due() <= now_) step(Tick{});
    if (h.what < kPermitHappenings) {
      step(input_of(h));
      return;
    }
    // Chance alone would hardly ever open one: several steps at once, until one is open.
    Happening next = h;
    for (int i = 0; i < kStepsOfPermits; ++i, next.how = (next.how + 5) % 12) {
      step(input_of(next));
      if (has_open_permit()) return;
    }
  }

  // Answers what the input decided.
  Decision step(const Input& input) {
    Decision decision = engine_.step(input, now_);
    for (const Event& event : decision.events) remember(event);
    if (std::holds_alternative<Start>(input)) step(Go{});
    return decision;
  }

  Input input_of(const Happening& h) const;

  const Engine& engine() const { return engine_; }
  const State& state() const { return engine_.state(); }
  const std::vector<Event>& journal() const { return journal_; }
  Instant now() const { return now_; }

 private:
  static constexpr int kStepsOfPermits = 12;

  static const Actor& person(int who) {
    static const std::vector<Actor> kPeople{{"wang", Role::Worker, {"operator"}},
                                            {"zhao", Role::Worker, {}},
                                            {"li", Role::TeamLead, {"shift-lead"}},
                                            {"chen", Role::SafetyOfficer, {"safety-officer"}},
                                            {"root", Role::Administrator, {}}};
    return kPeople[static_cast<std::size_t>(who)];
  }
  // One of `all`; now and then, and when there is none, `other`.
  template <class T>
  static T one_of(const std::vector<T>& all, int which, T other) {
    return all.empty() || which % 16 == 0 ? other : all[static_cast<std::size_t>(which) % all.size()];
  }
  std::string condition(int which) const {
    return directory_.name_of(site::ConditionIndex(static_cast<std::size_t>(which) % directory_.site().conditions.size()));
  }
  Edge edge(const Happening& h) const {
    site::ConditionIndex index(static_cast<std::size_t>(h.which) % directory_.site().conditions.size());
    if (directory_.site()[index].kind == site::ConditionKind::ActuatorFault) index = site::ConditionIndex(0);  // not detection's
    constexpr std::array kTruths{Truth::True, Truth::True, Truth::False, Truth::Unknown};
    return {index, kTruths[static_cast<std::size_t>(h.how) % kTruths.size()], static_cast<double>(h.which), now_, now_};
  }
  Request request(const Happening& h) const;
  Request about_hazard(const Happening& h) const;
  Request about_incident(const Happening& h) const;
  Request about_access(const Happening& h) const;
  SiteHeld found_site(const Happening& h) const;
  bool has_open_permit() const;
  // The next thing that somebody would do about a permit; now and then by somebody else, or something else.
  PersonRequest about_permit(const Happening& h) const;
  Request permit_prepared(const Permit& permit, const Happening& h) const;
  Request permit_worked(const Permit& permit, const Happening& h) const;
  Request isolation(const Permit& permit, std::uint32_t number, IsolationDeed deed) const;
  PermitApplied permit_draft(const Happening& h) const;
  int who_does(const Request& request) const;
  Request about_rounds(const Happening& h) const;
  Request about_handovers(const Happening& h) const;
  Request about_trainings(const Happening& h) const;
  Request about_records(const Happening& h) const;
  void settle();
  std::string place(int how) const {
    const auto& zones = directory_.site().zones;
    const auto which = static_cast<std::size_t>(how) % (zones.size() + 1);
    return which == zones.size() ? std::string() : zones[which].name;
  }
  std::string mode(int which) const {
    const auto& modes = directory_.site().modes;
    return modes.empty() ? "running" : modes[static_cast<std::size_t>(which) % modes.size()].name;
  }

  void remember(const Event& event) {
    journal_.push_back(event);
    if (holds<AlarmRaised>(event.body)) alarms_.push_back(AlarmId(event.seq));
    if (holds<OrderIssued>(event.body)) orders_.push_back(OrderId(event.seq));
    if (holds<HazardReported>(event.body)) hazards_.push_back(HazardId(event.seq));
    if (holds<CareIssued>(event.body)) cares_.push_back(CareId(event.seq));
    if (holds<CheckIssued>(event.body)) checks_.push_back(CheckId(event.seq));
    if (holds<HandoverOffered>(event.body)) handovers_.push_back(HandoverId(event.seq));
    if (holds<TrainingAssigned>(event.body)) trainings_.push_back(TrainingId(event.seq));
    if (holds<IncidentOpened>(event.body)) incidents_.push_back(IncidentId(event.seq));
    if (holds<ConsentAsked>(event.body)) consents_.push_back(ConsentId(event.seq));
    if (holds<NoticeIssued>(event.body)) notices_.push_back(NoticeId(event.seq));
    if (const auto* requested = get_if<CommandRequested>(&event.body)) commands_.push_back(requested->command);
  }

  const site::Directory& directory_;
  Engine engine_;
  Instant now_ = kEight;
  std::vector<Event> journal_;
  std::vector<AlarmId> alarms_;
  std::vector<OrderId> orders_;
  std::vector<HazardId> hazards_;
  std::vector<IncidentId> incidents_;
  std::vector<CareId> cares_;
  std::vector<CheckId> checks_;
  std::vector<HandoverId> handovers_;
  std::vector<TrainingId> trainings_;
  std::vector<ConsentId> consents_;
  std::vector<NoticeId> notices_;
  std::vector<std::string> commands_;
};

}  // namespace davy::core
