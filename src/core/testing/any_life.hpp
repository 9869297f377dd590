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

inline rc::Gen<std::vector<Happening>> happenings() {
  return rc::gen::container<std::vector<Happening>>(rc::gen::build<Happening>(
      rc::gen::set(&Happening::what, rc::gen::inRange(0, 54)), rc::gen::set(&Happening::which, rc::gen::inRange(0, 1'000)),
      rc::gen::set(&Happening::how, rc::gen::inRange(0, 12)), rc::gen::set(&Happening::who, rc::gen::inRange(0, 5)),
      rc::gen::set(&Happening::wait_s, rc::gen::element(0, 0, 0, 1, 3, 11, 60, 600, 1'800, 7'200))));
}

class AnyLife {
 public:
  explicit AnyLife(const site::Directory& directory) : directory_(directory), engine_(directory) { step(Start{"test", {}}); }

  void live(const Happening& h) {
    now_ = now_ + 1_s * h.wait_s;
    if (engine_.next_due() <= now_) step(Tick{});
    step(input_of(h));
  }

  // Answers what the input decided.
  Decision step(const Input& input) {
    Decision decision = engine_.step(input, now_);
    for (const Event& event : decision.events) remember(event);
    return decision;
  }

  Input input_of(const Happening& h) const;

  const Engine& engine() const { return engine_; }
  const State& state() const { return engine_.state(); }
  const std::vector<Event>& journal() const { return journal_; }
  Instant now() const { return now_; }

 private:
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
    if (std::holds_alternative<AlarmRaised>(event.body)) alarms_.push_back(AlarmId(event.seq));
    if (std::holds_alternative<OrderIssued>(event.body)) orders_.push_back(OrderId(event.seq));
    if (std::holds_alternative<HazardReported>(event.body)) hazards_.push_back(HazardId(event.seq));
    if (std::holds_alternative<NoticeIssued>(event.body)) notices_.push_back(NoticeId(event.seq));
    if (const auto* requested = std::get_if<CommandRequested>(&event.body)) commands_.push_back(requested->command);
  }

  const site::Directory& directory_;
  Engine engine_;
  Instant now_ = kEight;
  std::vector<Event> journal_;
  std::vector<AlarmId> alarms_;
  std::vector<OrderId> orders_;
  std::vector<HazardId> hazards_;
  std::vector<NoticeId> notices_;
  std::vector<std::string> commands_;
};

inline Input AnyLife::input_of(const Happening& h) const {
  const site::Site& site = directory_.site();
  switch (h.what) {
    case 0: return LateFinding{edge(h).condition, now_ - 60_s, {}, 1, now_};
    case 1: return SuppressByDesign{condition(h.which), "the tank is empty"};
    case 2: return EndSuppression{condition(h.which)};
    case 3: return DeviceReport{site::DeviceIndex(0), h.how % 2 == 0 ? Presence::Offline : Presence::Online};
    case 4: return NoticeReport{one_of(notices_, h.which, NoticeId(7)), static_cast<NoticeStage>(h.how % 3), "display", "why"};
    case 5: return Start{"test", now_};
    case 6: return Stop{"test"};
    case 7:
    case 8:
    case 9: {
      const site::Actuator& actuator = site.actuators[static_cast<std::size_t>(h.which) % site.actuators.size()];
      return FeedbackSeen{actuator.feedback, static_cast<double>(h.how % 2), now_};
    }
    case 10:
    case 11:
    case 12: return CommandReport{one_of<std::string>(commands_, h.which, "0-0"), static_cast<CommandStage>(h.how % 4), "why"};
    default: break;
  }
  if (h.what < 24) return edge(h);
  return PersonRequest{person(h.who), request(h)};
}

inline Request AnyLife::request(const Happening& h) const {
  const AlarmId alarm = one_of(alarms_, h.which, AlarmId(3));
  const OrderId order = one_of(orders_, h.which, OrderId(3));
  const std::string reason = h.how == 0 ? " " : "because";
  switch (h.what) {
    case 24:
    case 25: return AcknowledgeAlarm{alarm, ""};
    case 26: return ResetAlarm{alarm};
    case 27: return ShelveAlarm{condition(h.which), 1_min * h.how, reason};
    case 28: return UnshelveAlarm{condition(h.which)};
    case 29: return TakeOutOfService{condition(h.which), reason};
    case 30: return ReturnToService{condition(h.which)};
    case 31: return BypassRow{"gas-trip", 1_h * h.how, reason};
    case 32: return EndBypass{"gas-trip"};
    case 33: return ResetRow{"gas-trip"};
    case 34: return AcceptOrder{order};
    case 35:
    case 36: return SubmitOrder{order, reason, std::vector<std::string>(h.how % 4 == 0 ? 0 : 1, "photo-1")};
    case 37: return ApproveOrder{order, ""};
    case 38: return RejectOrder{order, reason};
    case 39: return SetMode{place(h.how), mode(h.which), reason, h.which % 2 == 0 ? std::optional(1_min * h.how) : std::nullopt};
    case 40: return EndMode{place(h.how)};
    case 41: return SetFact{"permit-hot-work", place(h.how), h.which % 2 == 0 ? 1.0 : 0.0, now_ - 1_s * (h.which % 3), {}};
    case 42: break;
    default: return about_hazard(h);
  }
  if (h.how % 2 == 0) return SeeNotice{one_of(notices_, h.which, NoticeId(3))};
  return SaveAccount{person(h.which % 5).login, "somebody", static_cast<Role>(h.how % 4), {h.how == 1 ? "king" : "operator"}};
}

// Now and then with something missing.
inline Request AnyLife::about_hazard(const Happening& h) const {
  const HazardId hazard = one_of(hazards_, h.which, HazardId(3));
  const std::string reason = h.how == 0 ? " " : "because";
  const std::vector<std::string> photos(h.how % 6 == 0 ? 0 : 1, "photo-1");
  const Verdict verdict = h.how % 3 == 0 ? Verdict::Returned : Verdict::Approved;
  switch (h.what) {
    case 43: {
      const Reporter reporter = h.which % 3 == 0 ? Reporter::Anonymous : Reporter::Named;
      return ReportHazard{place(h.how), reason, photos, static_cast<HazardSource>(h.how % 10), {}, {}, reporter};
    }
    case 44:
    case 45: {
      const auto grade = static_cast<HazardGrade>(h.how % 3);
      const auto handling = grade == HazardGrade::Major || h.how > 5 ? HazardHandling::ByDeadline : HazardHandling::AtOnce;
      const std::optional<Instant> deadline = h.how == 11 ? std::nullopt : std::optional(now_ + 2_h * h.how);
      return GradeHazard{
          hazard, grade, HazardKind::Fire, handling, h.how == 1 ? "king" : "", deadline, {reason, reason, reason, reason, reason}};
    }
    case 46: return MergeHazard{hazard, one_of(hazards_, h.which / 16, HazardId(3))};
    case 47: return DismissHazard{hazard, reason};
    case 48: return AcceptHazard{hazard};
    case 49:
    case 50: return RectifyHazard{hazard, reason, photos};
    case 51: return ReviewHazard{hazard, verdict, reason};
    case 52: return ReviewHazardAgain{hazard, verdict, reason};
    default: return ExtendHazard{hazard, now_ + 2_h * h.how, reason};
  }
}

}  // namespace davy::core
