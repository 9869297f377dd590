#include "core/care/care_plan.hpp"

#include "core/duty.hpp"

#include <algorithm>

namespace davy::core::care {
namespace {

// Instants reach no further.
constexpr Day kFirstDay = Day::from_number(-106'000);  // in 1679
constexpr Day kLastDay = Day::from_number(106'000);    // in 2260

Duration length_of(const Cycle& cycle, Instant from, Duration utc_offset) {
  const Instant next = after_cycles(from, cycle, 1, utc_offset);
  return next == Instant::never() ? kCareIssuedBefore : next - from;
}

std::string key_of(CareWork work, const std::string& plan) { return work == CareWork::Maintenance ? plan : std::string(name_of(work)); }

// The whole of its last day counts; never for what is no day.
Instant end_of(const std::string& day, Duration utc_offset) {
  const auto parsed = parse_day(day);
  if (!parsed || *parsed > kLastDay) return Instant::never();
  return start_of(std::max(*parsed, kFirstDay) + 1, utc_offset);
}

std::string zone_of(const site::Directory& directory, std::string_view device) {
  const auto index = directory.device(device);
  return index ? directory.site()[directory.site()[*index].zone].name : std::string();
}

bool is_same(const CareIssued& a, const CareIssued& b) {
  return a.device == b.device && a.work == b.work && a.what == b.what && a.post == b.post && a.zone == b.zone && a.due == b.due;
}

class Planner {
 public:
  Planner(const CareBook& book, const site::Directory& directory, Instant now)
      : book_(book), directory_(directory), offset_(directory.site().utc_offset), now_(now) {
    for (const auto& [id, care] : book.open) open_.emplace(std::pair(care.what.card, care.what.plan), &care);
  }

  std::vector<Coming> all() {
    withdraw_unwanted();
    for (const auto& [id, card] : book_.cards) {
      for (const auto& [plan_id, plan] : book_.plans)
        if (plan.device_class == card.device_class) add_planned(id, plan_id, wanted(id, card, plan_id, plan), plan);
      if (card.broken && !is_open(id, CareWork::Repair)) add_unplanned(id, CareWork::Repair, CareCause::Failed, now_ + kCareUnplanned);
      if (card.recalibrate && !is_open(id, CareWork::Calibration) && !is_calibration_asked(id, card))
        add_unplanned(id, CareWork::Calibration, CareCause::Replaced, now_);
    }
    for (const auto& [key, care] : open_) add_reminders(*care);
    for (const auto& [id, card] : book_.cards) add_calibration(id);
    for (const auto& [id, told] : book_.calibrations)
      if (!book_.cards.contains(id)) add_calibration(id);
    return std::move(coming_);
  }

  std::vector<Coming> take() { return std::move(coming_); }

  void add_calibration(const std::string& id) {
    const auto found = book_.calibrations.find(id);
    const DeviceCalibration told = found == book_.calibrations.end() ? DeviceCalibration{id, {}, {}, {}} : found->second;
    const auto card = book_.cards.find(id);
    DeviceCalibration is{id, {}, {}, CalibrationState::None};
    bool failed = false;
    if (card != book_.cards.end()) {
      is.by = day_of(card->second);
      failed = card->second.failed;
      if (failed || !is.by.empty()) is.device = card->second.device;
    }
    const Instant end = is.by.empty() ? Instant::never() : end_of(is.by, offset_);
    if (failed)
      is.state = CalibrationState::Failed;
    else if (!is.by.empty())
      is.state = end <= now_ ? CalibrationState::Overdue : CalibrationState::Valid;
    const bool as_told = is.device == told.device && is.by == told.by && failed == (told.state == CalibrationState::Failed) &&
                         (is.state == CalibrationState::None) == (told.state == CalibrationState::None);
    if (!as_told)
      coming_.push_back({Instant::before_all(), is});
    else if (told.state == CalibrationState::Valid)
      coming_.push_back({end, DeviceCalibration{id, is.device, is.by, CalibrationState::Overdue}});
  }

 private:
  // Until when the calibration holds.
  std::string day_of(const CareCard& card) const {
    if (!card.by.empty()) return card.by;
    const CarePlan* plan = plan_of(book_, card, CareWork::Calibration);
    if (plan == nullptr) return {};
    const Instant due = after_cycles(std::max(card.since, plan->since), plan->cycle, 1, offset_);
    return due == Instant::never() ? std::string() : to_text(day_at(due, offset_));
  }

  CareIssued wanted(const std::string& id, const CareCard& card, const std::string& plan_id, const CarePlan& plan) const {
    CareIssued care{card.device, id, plan_id, plan.work, plan.what, plan.post, zone_of(directory_, card.device), {}, CareCause::Plan, {}};
    if (!directory_.post(care.post)) care.post = post_at_the_top(directory_);
    if (plan.work == CareWork::Calibration) {
      const std::string day = day_of(card);
      care.due = day.empty() ? Instant::never() : end_of(day, offset_);
    } else {
      const auto done = card.done.find(key_of(plan.work, plan_id));
      const Instant since = std::max(card.since, plan.since);
      care.due = after_cycles(done == card.done.end() ? since : done->second, plan.cycle, 1, offset_);
    }
    return care;
  }

  // Work that has begun goes on, whatever is written meanwhile.
  void withdraw_unwanted() {
    for (const auto& [id, care] : book_.open) {
      if (care.started || is_wanted(care.what)) continue;
      coming_.push_back({Instant::before_all(), CareAbandoned{id, {}, CareEnd::Withdrawn}});
      const auto [first, last] = open_.equal_range(std::pair(care.what.card, care.what.plan));
      for (auto at = first; at != last; ++at)
        if (at->second == &care) {
          open_.erase(at);
          break;
        }
    }
  }

  bool is_wanted(const CareIssued& what) const {
    if (what.cause == CareCause::Asked) return true;
    const auto card = book_.cards.find(what.card);
    if (card == book_.cards.end()) return false;
    if (what.cause == CareCause::Failed) return card->second.broken;
    if (what.cause == CareCause::Replaced) return card->second.recalibrate;
    const auto plan = book_.plans.find(what.plan);
    return plan != book_.plans.end() && plan->second.device_class == card->second.device_class &&
           is_same(what, wanted(card->first, card->second, plan->first, plan->second));
  }

  bool is_open(const std::string& card, CareWork work) const {
    return std::ranges::any_of(open_, [&](const auto& each) { return each.first.first == card && each.second->what.work == work; });
  }

  // By a plan, now.
  bool is_calibration_asked(const std::string& id, const CareCard& card) const {
    return std::ranges::any_of(book_.plans, [&](const auto& each) {
      const auto& [plan_id, plan] = each;
      return plan.work == CareWork::Calibration && plan.device_class == card.device_class && wanted(id, card, plan_id, plan).due <= now_ &&
             !open_.contains(std::pair(id, plan_id));
    });
  }

  void add_planned(const std::string& id, const std::string& plan_id, CareIssued care, const CarePlan& plan) {
    if (care.due == Instant::never() || open_.contains(std::pair(id, plan_id))) return;
    const Duration lead = std::min(kCareIssuedBefore, length_of(plan.cycle, care.due, offset_));
    const Instant at = care.due - lead;
    coming_.push_back({at, std::move(care)});
  }

  void add_unplanned(const std::string& id, CareWork work, CareCause cause, Instant due) {
    CareIssued care = unplanned(book_, directory_, id, work, now_);
    care.cause = cause;
    care.due = due;
    coming_.push_back({Instant::before_all(), std::move(care)});
  }

  void add_reminders(const Care& care) {
    if (care.started) {
      const Instant at = *care.started + kCareOpenAtMost * (static_cast<std::int64_t>(care.reminders) + 1);
      coming_.push_back({at, CareStillOpen{care.id, care.what.post, care.reminders + 1}});
      return;
    }
    if (care.level == 0) coming_.push_back({care.what.due, CareOverdue{care.id, care.what.post, 1}});
    if (care.level != 1) return;
    const auto plan = book_.plans.find(care.what.plan);
    Duration wait = kCareClimbsAfter;
    if (plan != book_.plans.end()) wait = std::min(wait, length_of(plan->second.cycle, care.what.due, offset_) / 2);
    coming_.push_back({care.called + wait, CareOverdue{care.id, post_above(directory_, care.what.post), 2}});
  }

  const CareBook& book_;
  const site::Directory& directory_;
  Duration offset_;
  Instant now_;
  std::multimap<std::pair<std::string, std::string>, const Care*> open_;  // by card and plan
  std::vector<Coming> coming_;
};

}  // namespace

std::vector<Coming> coming(const CareBook& book, const site::Directory& directory, Instant now) {
  return Planner(book, directory, now).all();
}

const CarePlan* plan_of(const CareBook& book, const CareCard& card, CareWork work) {
  const CarePlan* found = nullptr;
  const auto next = [](const CarePlan& plan) { return after_cycles(Instant(), plan.cycle, 1, Duration()); };
  for (const auto& [id, plan] : book.plans)
    if (plan.work == work && plan.device_class == card.device_class && (found == nullptr || next(plan) < next(*found))) found = &plan;
  return found;
}

std::string post_for(const CareBook& book, const site::Directory& directory, const CareCard* card, std::string_view device, CareWork work,
                     Instant now) {
  if (card != nullptr)
    for (const CareWork each : {work, CareWork::Maintenance, CareWork::Calibration, CareWork::BumpTest})
      if (const CarePlan* plan = plan_of(book, *card, each); plan != nullptr && directory.post(plan->post)) return plan->post;
  const auto index = directory.device(device);
  return index ? post_on_duty(directory, directory.site()[*index].zone, Matter::Order, now) : post_at_the_top(directory);
}

CareIssued unplanned(const CareBook& book, const site::Directory& directory, const std::string& id, CareWork work, Instant now) {
  const auto card = book.cards.find(id);
  ensure(card != book.cards.end(), "a card that is there");
  const std::string& device = card->second.device;
  const CarePlan* plan = plan_of(book, card->second, work);
  return {device,
          id,
          {},
          work,
          plan == nullptr ? std::string() : plan->what,
          post_for(book, directory, &card->second, device, work, now),
          zone_of(directory, device),
          now + kCareUnplanned,
          CareCause::Asked,
          {}};
}

Bodies calibration_change(const CareBook& book, const site::Directory& directory, const std::string& card, Instant now) {
  Planner planner(book, directory, now);
  planner.add_calibration(card);
  Bodies bodies;
  for (Coming& each : planner.take())
    if (each.at <= now) bodies.push_back(std::move(each.body));
  return bodies;
}

}  // namespace davy::core::care
