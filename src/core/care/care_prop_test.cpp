// Whatever is written of devices and done to them, the laws of their care hold.
#include "core/care/care_book.hpp"
#include "core/care/care_story.hpp"
#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <ostream>

namespace davy::core {
namespace {

const std::vector<Actor> kCarers{{"wang", Role::Worker, {"operator"}},
                                 {"zhao", Role::Worker, {}},
                                 {"li", Role::TeamLead, {"shift-lead"}},
                                 {"chen", Role::SafetyOfficer, {"safety-officer"}}};

struct CareDeed {
  int what = 0;
  int who = 0;
  int which = 0;
  int how = 0;
  int wait_h = 0;
};

void showValue(const CareDeed& deed, std::ostream& out) {
  out << "{" << deed.what << ", " << deed.who << ", " << deed.which << ", " << deed.how << ", " << deed.wait_h << "}";
}

rc::Gen<std::vector<CareDeed>> care_deeds() {
  return rc::gen::container<std::vector<CareDeed>>(
      rc::gen::build<CareDeed>(rc::gen::set(&CareDeed::what, rc::gen::inRange(0, 24)), rc::gen::set(&CareDeed::who, rc::gen::inRange(0, 4)),
                               rc::gen::set(&CareDeed::which, rc::gen::inRange(0, 3)), rc::gen::set(&CareDeed::how, rc::gen::inRange(0, 8)),
                               rc::gen::set(&CareDeed::wait_h, rc::gen::element(0, 0, 0, 1, 9, 30, 200, 800))));
}

// What the journal says of a card's calibration, asked of the journal as a whole: no book, no state that is carried along.
class SlowCalibration {
 public:
  SlowCalibration(const std::vector<Event>& journal, const std::string& card, Instant now) : journal_(journal), card_(card), now_(now) {}

  CalibrationState state() const {
    const std::size_t first = begins();
    if (first == journal_.size()) return CalibrationState::None;
    if (failed(first)) return CalibrationState::Failed;
    const std::string by = day(first);
    if (by.empty()) return CalibrationState::None;
    return start_of(*parse_day(by) + 1, kSiteClock) <= now_ ? CalibrationState::Overdue : CalibrationState::Valid;
  }

 private:
  static constexpr Duration kSiteClock = 8_h;

  static std::string field(const RecordSaved& saved, std::string_view name) {
    for (const RecordMark& mark : saved.live)
      if (mark.field == name) return mark.value;
    return {};
  }
  const RecordSaved* saved(std::size_t i, const std::string& kind, const std::string& id) const {
    const auto* found = get_if<RecordSaved>(&journal_[i].body);
    return found != nullptr && found->kind == kind && found->id == id ? found : nullptr;
  }
  bool removed(std::size_t i, const std::string& kind, const std::string& id) const {
    const auto* found = get_if<RecordRemoved>(&journal_[i].body);
    return found != nullptr && found->kind == kind && found->id == id;
  }
  // Where the record began that is there now; the end: it is not there.
  std::size_t begins_at(const std::string& kind, const std::string& id) const {
    std::size_t first = journal_.size();
    for (std::size_t i = 0; i < journal_.size(); ++i) {
      if (saved(i, kind, id) != nullptr && first == journal_.size()) first = i;
      if (removed(i, kind, id)) first = journal_.size();
    }
    return first;
  }
  std::size_t begins() const { return begins_at("device-card", card_); }

  const CareIssued& issued(CareId care) const { return get<CareIssued>(journal_[care.get() - 1].body); }
  const CareFinished* finished(std::size_t i) const {
    const auto* found = get_if<CareFinished>(&journal_[i].body);
    return found != nullptr && issued(found->care).card == card_ ? found : nullptr;
  }
  bool is_good_calibration(std::size_t i) const {
    const CareFinished* found = finished(i);
    return found != nullptr && found->result != CareResult::Failed && issued(found->care).work == CareWork::Calibration;
  }
  bool is_replaced(std::size_t i) const { return finished(i) != nullptr && !finished(i)->replaced.empty(); }
  bool is_failed(std::size_t i) const {
    const CareFinished* found = finished(i);
    if (found == nullptr || found->result != CareResult::Failed) return false;
    const CareWork work = issued(found->care).work;
    return work == CareWork::Calibration || work == CareWork::BumpTest;
  }
  // The day written on the card at i, where it is another one than was written before.
  std::optional<std::string> written(std::size_t i, std::size_t first) const {
    const RecordSaved* now = saved(i, "device-card", card_);
    if (now == nullptr) return std::nullopt;
    const std::string is = field(*now, "calibrate-by");
    for (std::size_t before = i; before-- > first;)
      if (const RecordSaved* then = saved(before, "device-card", card_))
        return field(*then, "calibrate-by") == is ? std::nullopt : std::optional(is);
    return is.empty() ? std::nullopt : std::optional(is);
  }
  // What was the last word of the day before i.
  std::string said_before(std::size_t i, std::size_t first) const {
    while (i-- > first) {
      if (const auto day = written(i, first)) return *day;
      if (is_good_calibration(i)) return next_of(i);
      if (is_replaced(i)) return to_text(day_at(journal_[i].time, kSiteClock) + -1);
    }
    return {};
  }
  bool failed(std::size_t first) const {
    for (std::size_t i = journal_.size(); i-- > first;) {
      if (is_failed(i)) return true;
      if (is_good_calibration(i) || is_replaced(i)) return false;
      if (const auto day = written(i, first); day && i != first && *day > said_before(i, first)) return false;
    }
    return false;
  }
  // The shortest cycle of calibration of the card's class as of the first `until` events; and when its plan began.
  struct Planned {
    Cycle cycle;
    Instant since;
  };
  std::optional<Planned> planned(std::size_t until, const std::string& only = {}) const {
    std::string device_class;
    for (std::size_t i = 0; i < until; ++i)
      if (const RecordSaved* card = saved(i, "device-card", card_)) device_class = field(*card, "class");
    std::optional<Planned> shortest;
    for (const std::string plan : {"plan-0", "plan-1", "plan-2"}) {
      if (!only.empty() && plan != only) continue;
      std::vector<std::size_t> written;  // since it was there again
      for (std::size_t i = 0; i < until; ++i) {
        if (saved(i, "care-plan", plan) != nullptr) written.push_back(i);
        if (removed(i, "care-plan", plan)) written.clear();
      }
      if (written.empty()) continue;
      const RecordSaved& is = *saved(written.back(), "care-plan", plan);
      if (field(is, "work") != "calibration" || (only.empty() && field(is, "class") != device_class)) continue;
      const Cycle cycle{static_cast<std::uint32_t>(std::stoul(field(is, "every"))), *value_named<CycleUnit>(field(is, "every-unit"))};
      const auto length = [](const Cycle& c) { return after_cycles(Instant(), c, 1, Duration()); };
      if (!shortest || length(cycle) < length(shortest->cycle)) shortest = {cycle, journal_[written.front()].time};
    }
    return shortest;
  }
  std::string next_of(std::size_t i) const {
    const std::string plan = issued(finished(i)->care).plan;
    auto by = plan.empty() ? planned(i) : planned(i, plan);
    if (!by && !plan.empty()) by = planned(i);
    const Instant next = after_cycles(journal_[i].time, by ? by->cycle : Cycle{1, CycleUnit::Years}, 1, kSiteClock);
    return to_text(day_at(next, kSiteClock));
  }
  // Since when it is the same device in the same class.
  Instant since(std::size_t first) const {
    for (std::size_t i = journal_.size(); i-- > first;) {
      if (is_replaced(i)) return journal_[i].time;
      const RecordSaved* now = saved(i, "device-card", card_);
      if (now == nullptr) continue;
      for (std::size_t before = i; before-- > first;)
        if (const RecordSaved* then = saved(before, "device-card", card_)) {
          if (field(*then, "class") != field(*now, "class")) return journal_[i].time;
          break;
        }
    }
    return journal_[first].time;
  }
  std::string day(std::size_t first) const {
    if (std::string said = said_before(journal_.size(), first); !said.empty()) return said;
    const auto by = planned(journal_.size());
    if (!by) return {};
    return to_text(day_at(after_cycles(std::max(since(first), by->since), by->cycle, 1, kSiteClock), kSiteClock));
  }

  const std::vector<Event>& journal_;
  std::string card_;
  Instant now_;
};

class CareLife {
 public:
  explicit CareLife(const site::Directory& directory) : directory_(directory), engine_(directory) { step(Start{"test", {}}); }

  void live(const CareDeed& deed) {
    pass(1_h * deed.wait_h);
    do_it(deed);
    pass(1_s);
    RC_ASSERT(slow_state("card-0") == told_state("card-0"));
    RC_ASSERT(slow_state("card-1") == told_state("card-1"));
  }

  const Engine& engine() const { return engine_; }
  const std::vector<Event>& journal() const { return journal_; }
  bool met(const std::string& what) const { return met_.contains(what); }

 private:
  void pass(Duration time) {
    const Instant until = now_ + time;
    for (int turns = 0; engine_.next_due() <= until; ++turns) {
      RC_ASSERT(turns < 2'000);
      now_ = std::max(now_, engine_.next_due());
      step(Tick{});
    }
    now_ = until;
  }

  CalibrationState slow_state(const std::string& card) {
    const CalibrationState state = SlowCalibration(journal_, card, now_).state();
    met_.insert("calibration " + std::string(name_of(state)));
    return state;
  }
  CalibrationState told_state(const std::string& card) const {
    const auto found = engine_.state().care.calibrations.find(card);
    return found == engine_.state().care.calibrations.end() ? CalibrationState::None : found->second.state;
  }

  // Card 0 is of the plant's device, card 1 of nothing that speaks.
  void save(const std::string& kind, const std::string& id, const fixture::CareMarks& live) {
    ask(kCarers[3], fixture::saved_record(engine_.state().records, kind, id, live));
  }
  void remove(const std::string& kind, const std::string& id) {
    ask(kCarers[3], RemoveRecord{kind, id, fixture::version_of(engine_.state().records, kind, id), "test"});
  }
  void do_it(const CareDeed& deed) {
    const Actor& who = kCarers[static_cast<std::size_t>(deed.who)];
    const std::string n = std::to_string(deed.which);
    const std::string own_class = deed.how % 3 == 0 ? "other" : "gas";
    const std::string day = deed.how == 7 ? "" : to_text(day_at(now_, 8_h) + (deed.how * 13 - 10));
    const CareId care = chosen(deed);
    switch (deed.what) {
      case 0:
      case 1:
      case 2:
      case 3:
        save("care-plan", "plan-" + n,
             fixture::plan_of_care(deed.how % 3 == 0 ? "bump-test"
                                   : deed.how == 7   ? "maintenance"
                                                     : "calibration",
                                   1 + deed.how % 4,
                                   deed.who == 0   ? "months"
                                   : deed.who == 1 ? "hours"
                                                   : "days",
                                   deed.how == 1 ? "king" : "operator", own_class));
        break;
      case 4:
      case 5:
      case 6:
        save("device-card", deed.which == 2 ? "card-1" : "card-0",
             {{"device", deed.which == 2 ? "" : "rtu-01"}, {"class", own_class}, {"calibrate-by", day}});
        break;
      case 7: remove(deed.how % 2 == 0 ? "care-plan" : "device-card", deed.how % 2 == 0 ? "plan-" + n : "card-" + n); break;
      case 8: ask(who, AskForCare{"rtu-01", static_cast<CareWork>(deed.how % 4), "why"}); break;
      case 9: ask(kCarers[3], TakeOutOfService{directory_.name_of(site::ConditionIndex(static_cast<std::size_t>(deed.how))), "why"}); break;
      case 10: ask(kCarers[3], ReturnToService{directory_.name_of(site::ConditionIndex(static_cast<std::size_t>(deed.how)))}); break;
      case 11: ask(who, AbandonCare{care, "why"}); break;
      case 12:
        step(Edge{site::ConditionIndex(static_cast<std::size_t>(deed.how % 2)), deed.which == 0 ? Truth::False : Truth::True, 30, now_,
                  now_});
        break;
      case 13:
      case 14:
      case 15:
      case 16:
      case 17: ask(who, StartCare{care, ""}); break;
      default: finish(who, care, deed);
    }
  }
  void finish(const Actor& who, CareId care, const CareDeed& deed) {
    FinishCare request;
    request.care = care;
    request.result = static_cast<CareResult>(deed.how % 3);
    request.note = "done";
    if (deed.how == 4) request.replaced = "SN-2";
    ask(who, request);
  }

  // What is under way, mostly.
  CareId chosen(const CareDeed& deed) const {
    const auto& open = engine_.state().care.open;
    if (open.empty()) return CareId(1);
    if (deed.what > 12)
      for (const auto& [id, care] : open)
        if (care.started.has_value() == (deed.what > 17)) return id;
    return std::next(open.begin(), deed.which % static_cast<int>(open.size()))->first;
  }

  struct Before {
    AlarmBook alarms;
    CareBook care;
  };

  void ask(const Actor& who, Request request) { step(PersonRequest{who, std::move(request)}); }
  void step(const Input& input) {
    const Before before{engine_.state().alarms, engine_.state().care};
    for (const Event& event : engine_.step(input, now_).events) journal_.push_back(event);
    check_one_open_of_each();
    check_service(input, before);
  }

  void check_one_open_of_each() {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& [id, care] : engine_.state().care.open) {
      if (!care.what.plan.empty()) RC_ASSERT(seen.emplace(care.what.card, care.what.plan).second);
      if (care.what.cause == CareCause::Failed) met_.insert("a repair");
      if (care.level == 2) met_.insert("climbed");
    }
  }

  static std::set<std::string> out_of_service(const AlarmBook& book) {
    std::set<std::string> out;
    for (const auto& [condition, alarm] : book.alarms)
      if (alarm.out_of_service) out.insert(condition);
    return out;
  }

  // Care that was asked for and has just lasted for eight hours.
  bool has_lasted_too_long(const Before& before) const {
    return std::ranges::any_of(engine_.state().care.open, [&](const auto& each) {
      const Care* was = before.care.find(each.first);
      return was != nullptr && each.second.what.cause == CareCause::Asked && each.second.reminders > was->reminders;
    });
  }

  // What a start, eight hours and an end may do to the service of conditions; nothing else but a person by name changes it.
  void check_service(const Input& input, const Before& before) {
    const std::set<std::string> was = out_of_service(before.alarms);
    const std::set<std::string> is = out_of_service(engine_.state().alarms);
    std::set<std::string> changed;
    std::ranges::set_symmetric_difference(was, is, std::inserter(changed, changed.end()));
    const auto* asked = std::get_if<PersonRequest>(&input);
    const auto* start = asked == nullptr ? nullptr : get_if<StartCare>(&asked->request);
    const Care* began = start == nullptr ? nullptr : engine_.state().care.find(start->care);
    const Care* ended = nullptr;
    for (const auto& [id, care] : before.care.open)
      if (care.started && engine_.state().care.find(id) == nullptr) ended = before.care.find(id);
    if (ended != nullptr) {
      for (const std::string& condition : was_in_service_[ended->id])
        if (!touched_[ended->id].contains(condition)) RC_ASSERT(!is.contains(condition));
      for (const std::string& condition : was)
        if (!was_in_service_[ended->id].contains(condition)) RC_ASSERT(is.contains(condition));
      for (const std::string& condition : touched_[ended->id]) RC_ASSERT(was.contains(condition) == is.contains(condition));
      met_.insert("an end");
    } else if (began != nullptr && began->started && before.care.find(start->care)->started == std::nullopt) {
      for (std::size_t i = 0; i < directory_.site().conditions.size(); ++i)
        if (const std::string name = directory_.name_of(site::ConditionIndex(i)); !was.contains(name)) {
          was_in_service_[began->id].insert(name);
          RC_ASSERT(is.contains(name) == !began->what.device.empty());
        }
    } else if (has_lasted_too_long(before)) {
      RC_ASSERT(std::ranges::includes(was, is));
    } else if (was != is) {
      RC_ASSERT(asked != nullptr && (holds<TakeOutOfService>(asked->request) || holds<ReturnToService>(asked->request)));
    }
    for (const auto& [id, care] : engine_.state().care.open)
      if (care.started && before.care.find(id) != nullptr && before.care.find(id)->started)
        touched_[id].insert(changed.begin(), changed.end());
  }

  const site::Directory& directory_;
  Engine engine_;
  Instant now_ = kEight;
  std::vector<Event> journal_;
  std::map<CareId, std::set<std::string>> was_in_service_;  // of the site's conditions, before its start
  std::map<CareId, std::set<std::string>> touched_;         // by somebody, or by other work, since its start
  std::set<std::string> met_;
};

std::set<std::string>& met_in_all() {
  static std::set<std::string> met;
  return met;
}

TEST(CareProperty, TheLawsHoldWhateverIsWrittenAndDone) {
  site::Site site = make_small_plant();
  site.rows.clear();                                    // what no device answers to is tried again every five minutes, for weeks
  for (site::Condition& condition : site.conditions) {  // orders and re-alarms of months are no part of this
    condition.work_order = site::WorkOrder::No;
    condition.realarm_after.reset();
  }
  const site::Directory directory(site);
  const bool held = rc::check([&] {
    CareLife life(directory);
    for (const CareDeed& deed : *care_deeds()) life.live(deed);
    for (const std::string what : {"calibration valid", "calibration overdue", "calibration failed", "a repair", "climbed", "an end"})
      if (life.met(what)) met_in_all().insert(what);
    Engine folded(directory);
    for (const Event& event : life.journal()) folded.evolve(event);
    RC_ASSERT(print(folded.state()) == print(life.engine().state()));
    RC_ASSERT(folded.next_due() == life.engine().next_due());
  });
  EXPECT_TRUE(held);
  EXPECT_EQ(met_in_all().size(), 6U) << "the lives hold what the laws are about";
}

}  // namespace
}  // namespace davy::core
