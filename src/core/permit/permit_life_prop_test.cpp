// Over any life: no permit is open against its rules, locks are where the journal left them, and the duty chain of permits is what a slow reading gives.
#include "core/obligation/obligation_book.hpp"
#include "core/refuse.hpp"
#include "core/testing/any_life.hpp"
#include "core/testing/duty_chain.hpp"
#include "core/testing/permit_story.hpp"

#include <rapidcheck/gtest.h>

#include <cmath>

namespace davy::core {
namespace {

// What the journal says of one permit, read from its beginning.
struct ToldOfPermit {
  const PermitApplied* applied = nullptr;
  std::set<std::uint32_t> measures;
  std::map<std::uint32_t, std::pair<std::string, std::string>> locks;  // who set it, who saw it
  std::size_t signatures = 0;
  std::optional<Instant> guarded;
  std::optional<std::pair<Instant, bool>> test;
  bool is_open = false;
  bool is_over = false;
};

class PermitJournal {
 public:
  explicit PermitJournal(const std::vector<Event>& journal) {
    for (const Event& event : journal) {
      event_ = &event;
      if (const auto* applied = get_if<PermitApplied>(&event.body)) told_[PermitId(event.seq)].applied = applied;
      if (const auto* saved = get_if<RecordSaved>(&event.body); saved != nullptr && saved->id == "c-1")
        for (const RecordMark& mark : saved->live)
          if (const auto day = parse_day(mark.value); mark.field == "valid-until" && day) guardian_until_ = *day;
      if (const auto* card = get_if<DeviceCalibration>(&event.body)) calibrations_[card->card] = *card;
      take<PermitMeasureConfirmed>([](ToldOfPermit& told, const auto& body) { told.measures.insert(body.measure); });
      take<PermitIsolation>([&](ToldOfPermit& told, const PermitIsolation& body) { isolation(told, body, person_of(event.actor)); });
      take<PermitSigned>([](ToldOfPermit& told, const auto&) { ++told.signatures; });
      take<PermitGuarded>([&](ToldOfPermit& told, const auto&) { told.guarded = event.time; });
      take<PermitGasTested>([&](ToldOfPermit& told, const PermitGasTested& body) {
        if (!told.test || body.taken >= told.test->first) told.test = {body.taken, body.good};
      });
      opens<PermitStarted, PermitResumed>(true);
      opens<PermitInterrupted, PermitSuspended, PermitFinished, PermitReturned, PermitRefused, PermitExpired, PermitCancelled>(false);
      ends<PermitRefused, PermitExpired, PermitCancelled, PermitArchived>();
    }
  }

  const std::map<PermitId, ToldOfPermit>& told() const { return told_; }
  std::optional<Day> guardian_until() const { return guardian_until_; }
  bool is_calibrated(std::string_view device) const {
    bool holds = false;
    for (const auto& [card, told] : calibrations_) {
      if (told.device != device) continue;
      if (told.state == CalibrationState::Overdue || told.state == CalibrationState::Failed) return false;
      holds = holds || told.state == CalibrationState::Valid;
    }
    return holds;
  }

 private:
  template <class Body, class Then>
  void take(Then then) {
    if (const auto* body = get_if<Body>(&event_->body)) then(told_.at(body->permit), *body);
  }
  template <class... Bodies>
  void opens(bool open) {
    (take<Bodies>([&](ToldOfPermit& told, const auto&) { told.is_open = open; }), ...);
  }
  template <class... Bodies>
  void ends() {
    (take<Bodies>([&](ToldOfPermit& told, const auto&) { told.is_over = true; }), ...);
  }
  static void isolation(ToldOfPermit& told, const PermitIsolation& body, const std::string& by) {
    if (body.deed == IsolationDeed::Set) told.locks[body.isolation] = {by, ""};
    if (body.deed == IsolationDeed::Verified) told.locks[body.isolation].second = by;
    if (body.deed == IsolationDeed::Removed) told.locks.erase(body.isolation);
  }

  const Event* event_ = nullptr;
  std::map<PermitId, ToldOfPermit> told_;
  std::optional<Day> guardian_until_;
  std::map<std::string, DeviceCalibration> calibrations_;  // by card, as last told
};

void holds_for_open(const AnyLife& life, const PermitJournal& journal, const ToldOfPermit& told) {
  const PermitApplied& what = *told.applied;
  RC_ASSERT(life.now() < what.until);
  RC_ASSERT(told.measures.size() == permit::count_measures(what));
  RC_ASSERT(told.signatures == gb30871::signatures(what.kind, what.level).size());
  RC_ASSERT(life.now() - told.guarded.value_or(Instant::before_all()) < 30_min);
  RC_ASSERT(journal.guardian_until().has_value());
  const bool is_certified = *journal.guardian_until() >= day_at(life.now(), 8_h);
  RC_ASSERT(is_certified);
  RC_ASSERT(told.locks.size() == what.isolations.size());
  for (const auto& [number, lock] : told.locks) {
    RC_ASSERT(!lock.second.empty());
    RC_ASSERT(lock.first != lock.second);
  }
  if (what.kind != PermitKind::ConfinedSpace) return;
  RC_ASSERT(told.test.has_value());
  RC_ASSERT(told.test->second);
  RC_ASSERT(life.now() - told.test->first < 2_h);
  RC_ASSERT(journal.is_calibrated("rtu-01"));
}

std::string pipe_of(const PermitApplied& what) {
  const auto pipe = std::ranges::find(what.details, "pipe", &PermitDetail::field);
  return pipe == what.details.end() ? std::string() : pipe->text;
}

// Of two that are open: 4.7, nobody coordinates them in any life; 7.10.
void meets_none_beside(const std::map<PermitId, ToldOfPermit>& all, PermitId id) {
  const PermitApplied& what = *all.at(id).applied;
  for (const auto& [other_id, told] : all) {
    if (other_id == id || !told.is_open) continue;
    const PermitApplied& other = *told.applied;
    const double between = std::hypot(what.place.x_m - other.place.x_m, what.place.y_m - other.place.y_m);
    RC_ASSERT(between > what.place.radius_m + other.place.radius_m);
    const bool are_plates = what.kind == PermitKind::BlindPlate && other.kind == PermitKind::BlindPlate;
    RC_ASSERT(!are_plates || pipe_of(what).empty() || pipe_of(what) != pipe_of(other));
  }
}

int opened_in(const std::vector<Event>& journal) {
  return static_cast<int>(std::ranges::count_if(journal, [](const Event& each) { return holds<PermitStarted>(each.body); }));
}

RC_GTEST_PROP(AnyPermitLife, NoPermitIsOpenAgainstItsRules, ()) {
  const site::Site site = make_permit_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& each : *happenings_with_permits()) {
    life.live(each);
    // What is due by now is done before anybody looks.
    if (life.engine().next_due() <= life.now()) life.step(Tick{});
    const PermitJournal journal(life.journal());
    for (const auto& [id, told] : journal.told()) {
      const Permit* permit = life.state().permits.find(id);
      RC_ASSERT((permit == nullptr) == told.is_over);
      RC_ASSERT((permit != nullptr && permit->state == PermitState::Open) == told.is_open);
      if (told.is_open) holds_for_open(life, journal, told);
      if (told.is_open) meets_none_beside(journal.told(), id);
      const auto hanging = life.state().permits.locks.find(id);
      RC_ASSERT((hanging == life.state().permits.locks.end() ? 0 : hanging->second.size()) == told.locks.size());
    }
  }
  RC_CLASSIFY(opened_in(life.journal()) > 0, "some work began");
}

// Every event that asks for something of a permit, and what became of it, searched forwards.
class SlowPermitChain {
 public:
  explicit SlowPermitChain(const std::vector<Event>& all) : all_(all) {}

  std::vector<std::string> read() {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all_.size(); ++at) {
      if (const auto* applied = get_if<PermitApplied>(&all_[at].body)) {
        applied_[PermitId(all_[at].seq)] = applied;
        lines.push_back(sign(at, PermitId(all_[at].seq), 1));
      }
      if (const auto* given = get_if<PermitSigned>(&all_[at].body)) {
        const PermitApplied& what = *applied_.at(given->permit);
        if (given->step < gb30871::signatures(what.kind, what.level).size()) lines.push_back(sign(at, given->permit, given->step + 1));
      }
      if (const auto* finished = get_if<PermitFinished>(&all_[at].body)) lines.push_back(accept(at, finished->permit));
      if (const auto* due = get_if<PermitDue>(&all_[at].body); due != nullptr && due->what != PermitDueKind::End)
        lines.push_back(hold(at, *due));
      if (const auto* suspended = get_if<PermitSuspended>(&all_[at].body)) lines.push_back(answered(at, *suspended));
    }
    return lines;
  }

 private:
  template <class Body>
  const Body* of(std::size_t at, PermitId id) const {
    const auto* body = get_if<Body>(&all_[at].body);
    return body != nullptr && body->permit == id ? body : nullptr;
  }
  bool is_over(std::size_t at, PermitId id) const {
    return of<PermitRefused>(at, id) != nullptr || of<PermitExpired>(at, id) != nullptr || of<PermitCancelled>(at, id) != nullptr;
  }
  std::string sign(std::size_t asked, PermitId id, std::uint32_t step) const {
    const std::string line = std::to_string(all_[asked].seq) + " sign-permit " + std::to_string(step);
    for (std::size_t at = asked + 1; at < all_.size(); ++at) {
      if (const auto* given = of<PermitSigned>(at, id); given != nullptr && given->step == step) return line + " done by " + all_[at].actor;
      if (is_over(at, id)) return line + " withdrawn";
    }
    return line + " open";
  }
  // To report, or to test again; a work that stops before the time came asks for neither, one that ends later leaves it undone.
  std::string hold(std::size_t asked, const PermitDue& due) const {
    const bool guards = due.what == PermitDueKind::Guardian;
    const std::string line = std::to_string(all_[asked].seq) + (guards ? " guard-permit 0" : " test-gas 0");
    for (std::size_t at = asked + 1; at < all_.size(); ++at) {
      const bool is_done = guards ? of<PermitGuarded>(at, due.permit) != nullptr : of<PermitGasTested>(at, due.permit) != nullptr;
      if (is_done) return line + " done by " + all_[at].actor;
      const bool stops = of<PermitInterrupted>(at, due.permit) != nullptr || of<PermitSuspended>(at, due.permit) != nullptr ||
                         of<PermitFinished>(at, due.permit) != nullptr || is_over(at, due.permit);
      if (stops && all_[at].time < due.at) return line + " withdrawn";
      if (is_over(at, due.permit) || of<PermitAccepted>(at, due.permit) != nullptr) return line + " open";
    }
    return line + " open";
  }
  std::string answered(std::size_t asked, const PermitSuspended& suspended) const {
    const PermitId id = suspended.permit;
    const std::string line = std::to_string(all_[asked].seq) + " answer-suspension 0";
    for (std::size_t at = asked + 1; at < all_.size(); ++at) {
      if (of<PermitResumed>(at, id) != nullptr || of<PermitFinished>(at, id) != nullptr || of<PermitCancelled>(at, id) != nullptr)
        return line + " done by " + all_[at].actor;
      if (of<PermitExpired>(at, id) != nullptr) return line + (all_[at].time < suspended.due.value() ? " withdrawn" : " open");
    }
    return line + " open";
  }
  std::string accept(std::size_t asked, PermitId id) const {
    const std::string line = std::to_string(all_[asked].seq) + " accept-permit 0";
    for (std::size_t at = asked + 1; at < all_.size(); ++at) {
      if (of<PermitAccepted>(at, id) != nullptr) return line + " done by " + all_[at].actor + " approved";
      if (of<PermitReturned>(at, id) != nullptr) return line + " done by " + all_[at].actor + " returned";
    }
    return line + " open";
  }

  const std::vector<Event>& all_;
  std::map<PermitId, const PermitApplied*> applied_;
};

RC_GTEST_PROP(AnyPermitLife, TheDutyChainIsWhatASlowReadingGives, ()) {
  const site::Site site = make_permit_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& each : *happenings_with_permits()) life.live(each);
  std::vector<std::string> fast;
  for (const Obligation& each : fixture::duty_chain(life.journal())) {
    if (each.matter.kind != MatterKind::Permit) continue;
    std::string line = std::to_string(each.asked_by) + " " + std::string(name_of(each.step)) + " " + std::to_string(each.part) + " " +
                       std::string(name_of(each.answer));
    if (each.done) line += " by " + each.done->by;
    if (each.judgement != Judgement::None) line += " " + std::string(name_of(each.judgement));
    fast.push_back(line);
  }
  RC_ASSERT(fast == SlowPermitChain(life.journal()).read());
  RC_CLASSIFY(opened_in(life.journal()) > 0, "some work began");
}

}  // namespace
}  // namespace davy::core
