#include "core/care/care_book.hpp"

#include "core/care/care_plan.hpp"
#include "core/duty.hpp"
#include "core/refuse.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace davy::core {

const Care* CareBook::find(CareId id) const {
  const auto found = open.find(id);
  return found == open.end() ? nullptr : &found->second;
}

const std::pair<const std::string, CareCard>* CareBook::card_of(std::string_view device) const {
  const auto found = std::ranges::find_if(cards, [&](const auto& each) { return each.second.device == device; });
  return found == cards.end() ? nullptr : &*found;
}

namespace care {
namespace {

constexpr std::string_view kDistantDay = "2260-01-01";  // of a cycle that is longer than instants reach

std::string live_text(const RecordSaved& saved, std::string_view field) {
  const auto found = std::ranges::find(saved.live, field, &RecordMark::field);
  return found == saved.live.end() ? std::string() : found->value;
}

std::optional<double> live_number(const RecordSaved& saved, std::string_view field) {
  const std::string text = live_text(saved, field);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() ? std::optional(value) : std::nullopt;
}

bool says_good(CareResult result) { return result != CareResult::Failed; }
bool proves_the_sensor(CareWork work) { return work == CareWork::Calibration || work == CareWork::BumpTest; }

// What the start took out of service and nobody has touched since.
Bodies back_to_service(const Care& care, const AlarmBook& alarms) {
  Bodies bodies;
  for (const std::string& condition : care.conditions) {
    const Alarm* alarm = alarms.of(condition);
    if (alarm == nullptr || !alarm->out_of_service) continue;
    if (alarm->out_of_service->since == care.started && alarm->out_of_service->by == care.by)
      bodies.push_back(AlarmReturnedToService{condition});
  }
  return bodies;
}

struct CareJudge {
  const Sources& sources;
  const Actor& actor;
  Instant now;

  const CareBook& book() const { return sources.book; }
  const site::Directory& directory() const { return sources.directory; }
  Duration offset() const { return directory().site().utc_offset; }

  static Refusal unknown_care() {
    return refuse(RefusalCode::NotFound, "没有这项维护任务，或它已经结束", "there is no such care, or it is over", "care");
  }

  Decided operator()(const AskForCare& ask) const {
    if (!directory().device(ask.device))
      return refuse(RefusalCode::Invalid, "没有设备“" + ask.device + "”", "there is no device " + ask.device, "device");
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明原因", "say why", "reason");
    for (const auto& [id, care] : book().open)
      if (care.what.device == ask.device && care.what.work == ask.work)
        return refuse(RefusalCode::NotNow, "这台设备已有同样的任务 #" + std::to_string(id.get()),
                      "the device has such care open already: #" + std::to_string(id.get()), "work");
    const auto* card = book().card_of(ask.device);
    if (card == nullptr && proves_the_sensor(ask.work))
      return refuse(RefusalCode::NotNow, "请先为这台设备建立台账，再安排检定或测试",
                    "write a card for the device first: its calibration and tests stand there", "device");
    if (card != nullptr) {
      CareIssued issued = unplanned(book(), directory(), card->first, ask.work, now);
      issued.reason = ask.reason;
      return Bodies{std::move(issued)};
    }
    const site::Site& site = directory().site();
    CareIssued issued;
    issued.device = ask.device;
    issued.work = ask.work;
    issued.post = post_for(book(), directory(), nullptr, ask.device, ask.work, now);
    issued.zone = site[site[*directory().device(ask.device)].zone].name;
    issued.due = now + kCareUnplanned;
    issued.cause = CareCause::Asked;
    issued.reason = ask.reason;
    return Bodies{std::move(issued)};
  }

  std::optional<Refusal> not_of_post(const Care& care) const {
    if (may(actor.role, Right::Equip) || answers_for(actor.posts, directory(), care.what.post)) return std::nullopt;
    const Text post = title_of_post(directory(), care.what.post);
    return refuse(RefusalCode::NotAllowed, "这项任务由“" + post.zh + "”负责，您不在此岗位，也不在其上级岗位",
                  "this care is for the post " + post.en + ", which you do not hold, nor one above it");
  }

  // Asking and beginning is no way round the second person that taking an alarm out of service takes.
  std::optional<Refusal> alone(const Care& care) const {
    const site::Site& site = directory().site();
    if (site.access.two_people == site::TwoPeople::Off || care.asked_by != actor.login) return std::nullopt;
    const bool is_safety = std::ranges::any_of(conditions_of(directory(), care.what.device), [&](site::ConditionIndex index) {
      return !directory().rows_of(index).empty() || site[index].severity >= site::Severity::Serious;
    });
    if (!is_safety) return std::nullopt;
    return refuse(RefusalCode::NotAllowed, "这台设备有参与联锁或较大及以上等级的报警：申请人不能自己开始，须由另一人开始",
                  "the device has alarms that are serious or vote in a row: somebody else than who asked for it begins");
  }

  const Care* at_work_on(const std::string& device) const {
    if (device.empty()) return nullptr;
    for (const auto& [id, care] : book().open)
      if (care.started && care.what.device == device) return &care;
    return nullptr;
  }

  Decided operator()(const StartCare& ask) const {
    const Care* care = book().find(ask.care);
    if (care == nullptr) return unknown_care();
    if (care->started) return refuse(RefusalCode::NotNow, "已由 " + care->by + " 开始", care->by + " has begun it already");
    if (auto no = not_of_post(*care)) return *no;
    if (auto no = alone(*care)) return *no;
    if (const Care* other = at_work_on(care->what.device))
      return refuse(RefusalCode::NotNow, other->by + " 正在这台设备上作业（#" + std::to_string(other->id.get()) + "），请等其结束",
                    other->by + " is at work on this device (#" + std::to_string(other->id.get()) + "): wait until that has ended");
    CareStarted started{ask.care, {}};
    for (const site::ConditionIndex index : conditions_of(directory(), care->what.device)) {
      std::string condition = directory().name_of(index);
      const Alarm* alarm = sources.alarms.of(condition);
      if (alarm == nullptr || !alarm->out_of_service) started.conditions.push_back(std::move(condition));
    }
    std::string reason = ask.reason;
    if (is_blank(reason)) reason = is_blank(care->what.what) ? std::string(name_of(care->what.work)) : care->what.what;
    reason += " #" + std::to_string(ask.care.get());
    Bodies bodies{started};
    for (const std::string& condition : started.conditions) bodies.push_back(AlarmTakenOutOfService{condition, reason});
    return bodies;
  }

  // Whoever began it, or somebody above the post.
  std::optional<Refusal> not_theirs_to_end(const Care& care) const {
    const std::string above = post_above(directory(), care.what.post);
    const bool stands_above = above != care.what.post && answers_for(actor.posts, directory(), above);
    if (actor.login == care.by || stands_above || may(actor.role, Right::Equip)) return std::nullopt;
    return refuse(RefusalCode::NotAllowed, "只有开始作业的 " + care.by + " 或上级岗位可以结束",
                  "only " + care.by + ", who began it, or somebody above the post may end it");
  }

  Decided operator()(const AbandonCare& ask) const {
    const Care* care = book().find(ask.care);
    if (care == nullptr) return unknown_care();
    if (auto no = care->started ? not_theirs_to_end(*care) : not_of_post(*care)) return *no;
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明为何不做", "say why it is not done", "reason");
    Bodies bodies{CareAbandoned{ask.care, ask.reason, CareEnd::ByPerson}};
    append(bodies, back_to_service(*care, sources.alarms));
    return bodies;
  }

  Decided operator()(const FinishCare& ask) const {
    const Care* care = book().find(ask.care);
    if (care == nullptr) return unknown_care();
    if (!care->started) return refuse(RefusalCode::NotNow, "作业尚未开始", "the work has not been begun");
    if (auto no = not_theirs_to_end(*care)) return *no;
    if (is_blank(ask.note)) return refuse(RefusalCode::Invalid, "请写明做了什么", "say what was done", "note");
    if (auto no = wrong_parts(ask)) return *no;
    if (auto no = wrong_replacement(*care, ask)) return *no;
    CareFinished finished{
        ask.care,  ask.result,   {}, ask.as_found, ask.as_left, ask.reference, {}, DriftState::Unknown, ask.note, ask.photos,
        ask.parts, ask.replaced, {}, {},           {}};
    if (auto no = measure(*care, ask, finished)) return *no;
    say_what_it_means(*care, finished);
    Bodies bodies{std::move(finished)};
    append(bodies, back_to_service(*care, sources.alarms));
    return bodies;
  }

  std::optional<Refusal> wrong_parts(const FinishCare& ask) const {
    for (std::size_t i = 0; i < ask.parts.size(); ++i) {
      const std::string field = "parts[" + std::to_string(i) + "]";
      const auto record = sources.records.records.find(record_name("spare-part", ask.parts[i].part));
      if (record == sources.records.records.end() || !record->second.is_there())
        return refuse(RefusalCode::Invalid, "没有备件“" + ask.parts[i].part + "”", "there is no spare part " + ask.parts[i].part,
                      field + ".part");
      if (!std::isfinite(ask.parts[i].quantity) || ask.parts[i].quantity <= 0)
        return refuse(RefusalCode::Invalid, "数量应大于 0", "a quantity is more than 0", field + ".quantity");
    }
    return std::nullopt;
  }

  std::optional<Refusal> wrong_replacement(const Care& care, const FinishCare& ask) const {
    if (ask.replaced.empty()) return std::nullopt;
    if (is_blank(ask.replaced))
      return refuse(RefusalCode::Invalid, "请填写新设备的出厂编号", "write the serial number of the new device", "replaced");
    if (proves_the_sensor(care.what.work))
      return refuse(RefusalCode::Invalid, "只有维护或修理可以更换设备", "only maintenance or a repair replaces a device", "replaced");
    if (!says_good(ask.result))
      return refuse(RefusalCode::Invalid, "设备已更换，结果不能是不合格", "a device that was replaced has not failed", "replaced");
    return std::nullopt;
  }

  // The point whose readings these are, and how far it had drifted.
  std::optional<Refusal> measure(const Care& care, const FinishCare& ask, CareFinished& finished) const {
    const bool measured = ask.as_found || ask.as_left || ask.reference;
    if (!measured && ask.point.empty()) return std::nullopt;
    for (const auto& [value, field] :
         {std::pair(ask.as_found, "as_found"), std::pair(ask.as_left, "as_left"), std::pair(ask.reference, "reference")})
      if (value && !std::isfinite(*value)) return refuse(RefusalCode::Invalid, "应为一个数", "this is a number", field);
    const auto point = point_of(care, ask.point);
    if (!point)
      return refuse(RefusalCode::Invalid, "请选择这台设备的一个测点：示值是它的",
                    "choose the point of this device whose readings these are", "point");
    finished.point = directory().site()[*point].name;
    if ((ask.as_found || ask.as_left) && !ask.reference)
      return refuse(RefusalCode::Invalid, "请填写标准值", "say what it should have read", "reference");
    if (ask.as_found) finished.drift = *ask.as_found - *ask.reference;
    const auto limit = drift_limit(care, *point);
    if (!limit || !finished.drift) return std::nullopt;
    finished.drift_state = std::abs(*finished.drift) > *limit ? DriftState::Drift : DriftState::Within;
    if (ask.result == CareResult::Passed && finished.drift_state == DriftState::Drift)
      return refuse(RefusalCode::Invalid, "漂移超过允许值，结果应为调整后合格或不合格",
                    "it had drifted by more than its class allows: it was adjusted, or has failed", "result");
    if (ask.result == CareResult::Adjusted && ask.as_left && std::abs(*ask.as_left - *ask.reference) > *limit)
      return refuse(RefusalCode::Invalid, "调整后示值仍超过允许偏差", "as it was left, it is still off by more than its class allows",
                    "as_left");
    return std::nullopt;
  }

  std::optional<site::PointIndex> point_of(const Care& care, const std::string& name) const {
    const site::Site& site = directory().site();
    const auto device = directory().device(care.what.device);
    std::optional<site::PointIndex> found;
    for (std::size_t i = 0; i < site.points.size(); ++i) {
      if (!device || site.points[i].device != *device || (!name.empty() && site.points[i].name != name)) continue;
      if (found) return std::nullopt;
      found = site::PointIndex(i);
    }
    return found;
  }

  // In the unit of the point.
  std::optional<double> drift_limit(const Care& care, site::PointIndex index) const {
    const auto card = book().cards.find(care.what.card);
    const auto found = card == book().cards.end() ? book().classes.end() : book().classes.find(card->second.device_class);
    if (found == book().classes.end() || !found->second.drift_limit) return std::nullopt;
    const site::Point& point = directory().site()[index];
    return *found->second.drift_limit / 100 * (point.range_max - point.range_min);
  }

  void say_what_it_means(const Care& care, CareFinished& finished) const {
    const auto found = book().cards.find(care.what.card);
    if (found == book().cards.end()) return;
    const CareCard& card = found->second;
    if (!finished.replaced.empty()) {
      finished.calibrated_until = to_text(day_at(now, offset()) + -1);
      return;
    }
    if (care.what.work == CareWork::Calibration && says_good(finished.result)) finished.calibrated_until = next_day(care, card);
    const bool unproved = proves_the_sensor(care.what.work) && !says_good(finished.result);
    if (finished.drift_state != DriftState::Drift && !unproved) return;
    finished.doubtful_from = card.good.value_or(card.since);
    if (!finished.point.empty())
      finished.doubtful_points = {finished.point};
    else
      for (const site::Point& point : directory().site().points)
        if (directory().site()[point.device].name == card.device) finished.doubtful_points.push_back(point.name);
  }

  std::string next_day(const Care& care, const CareCard& card) const {
    const auto own = book().plans.find(care.what.plan);
    const bool is_its_own = own != book().plans.end() && own->second.work == CareWork::Calibration;
    const CarePlan* plan = is_its_own ? &own->second : plan_of(book(), card, CareWork::Calibration);
    const Instant next = after_cycles(now, plan == nullptr ? kVerification : plan->cycle, 1, offset());
    return next == Instant::never() ? std::string(kDistantDay) : to_text(day_at(next, offset()));
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about care");
    return Bodies{};
  }
};

struct CareChange {
  CareBook& book;
  const Event& event;

  void operator()(const RecordSaved& saved) const {
    if (saved.kind == "device-class") book.classes[saved.id] = {live_number(saved, "drift-limit")};
    if (saved.kind == "care-plan") save_plan(saved);
    if (saved.kind == "device-card") save_card(saved);
  }

  void save_plan(const RecordSaved& saved) const {
    const auto before = book.plans.find(saved.id);
    CarePlan plan;
    plan.device_class = live_text(saved, "class");
    plan.work = value_named<CareWork>(live_text(saved, "work")).value_or(CareWork::Maintenance);
    plan.cycle.every = static_cast<std::uint32_t>(std::clamp(live_number(saved, "every").value_or(0), 0.0, 1'000.0));
    plan.cycle.unit = value_named<CycleUnit>(live_text(saved, "every-unit")).value_or(CycleUnit::Days);
    plan.post = live_text(saved, "post");
    plan.what = live_text(saved, "what");
    plan.since = before == book.plans.end() ? event.time : before->second.since;
    book.plans[saved.id] = std::move(plan);
  }

  // What is written anew counts from now on, but not what stood there before.
  void save_card(const RecordSaved& saved) const {
    const auto [at, is_new] = book.cards.try_emplace(saved.id);
    CareCard& card = at->second;
    std::string device_class = live_text(saved, "class");
    if (is_new || device_class != card.device_class) card.since = event.time;
    card.device_class = std::move(device_class);
    card.device = live_text(saved, "device");
    std::string written = live_text(saved, "calibrate-by");
    if (written == card.written) return;
    if (!is_new && written > card.by) {  // it was calibrated, and not through Davy
      card.good = event.time;
      card.failed = card.recalibrate = false;
    }
    card.written = card.by = std::move(written);
  }

  void operator()(const RecordRemoved& removed) const {
    if (removed.kind == "device-class") book.classes.erase(removed.id);
    if (removed.kind == "care-plan") book.plans.erase(removed.id);
    if (removed.kind == "device-card") book.cards.erase(removed.id);
  }

  void operator()(const CareIssued& issued) const {
    Care care;
    care.id = CareId(event.seq);
    care.what = issued;
    care.issued = event.time;
    if (issued.cause == CareCause::Asked) care.asked_by = person_of(event.actor);
    book.open.emplace(care.id, std::move(care));
  }

  template <class Apply>
  void at(CareId id, Apply apply) const {
    const auto found = book.open.find(id);
    if (found != book.open.end()) apply(found->second);
  }

  void operator()(const CareOverdue& overdue) const {
    at(overdue.care, [&](Care& care) {
      care.level = overdue.level;
      care.called = event.time;
    });
  }
  void operator()(const CareStarted& started) const {
    at(started.care, [&](Care& care) {
      care.started = event.time;
      care.by = person_of(event.actor);
      care.conditions = started.conditions;
    });
  }
  void operator()(const CareStillOpen& still) const {
    at(still.care, [&](Care& care) { care.reminders = still.times; });
  }
  void operator()(const CareAbandoned& abandoned) const { book.open.erase(abandoned.care); }

  void operator()(const CareFinished& finished) const {
    const auto found = book.open.find(finished.care);
    if (found == book.open.end()) return;
    const CareIssued what = std::move(found->second.what);
    book.open.erase(found);
    if (const auto card = book.cards.find(what.card); card != book.cards.end()) learn(card->second, what, finished);
  }

  void learn(CareCard& card, const CareIssued& what, const CareFinished& finished) const {
    if (!finished.calibrated_until.empty()) card.by = finished.calibrated_until;
    if (!finished.replaced.empty()) return begin_anew(card);
    if (finished.result == CareResult::Failed) {
      card.broken = true;
      card.failed = card.failed || proves_the_sensor(what.work);
      return;
    }
    card.done[what.work == CareWork::Maintenance ? what.plan : std::string(name_of(what.work))] = event.time;
    if (what.work == CareWork::Calibration) {
      card.failed = card.broken = card.recalibrate = false;
      card.good = event.time;
    }
    if (what.work == CareWork::Maintenance || what.work == CareWork::Repair) {
      card.broken = false;
      card.recalibrate = card.recalibrate || card.failed;
    }
  }

  void begin_anew(CareCard& card) const {
    card.since = event.time;
    card.good.reset();
    card.done.clear();
    card.failed = card.broken = false;
    card.recalibrate = true;
  }

  void operator()(const DeviceCalibration& told) const {
    if (told.device.empty() && told.by.empty() && told.state == CalibrationState::None)
      book.calibrations.erase(told.card);
    else
      book.calibrations[told.card] = told;
  }

  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

Decided decide(const Sources& sources, const PersonRequest& request, Instant now) {
  return visit(CareJudge{sources, request.actor, now}, request.request);
}

Bodies on_time(const CareBook& book, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (Coming& each : coming(book, directory, now))
    if (each.at <= now) bodies.push_back(std::move(each.body));
  return bodies;
}

Instant next_due(const CareBook& book, const site::Directory& directory) {
  Instant next = Instant::never();
  for (const Coming& each : coming(book, directory, Instant::before_all())) next = std::min(next, each.at);
  return next;
}

Bodies react(const CareBook& book, const site::Directory& directory, const Event& event) {
  if (const auto* saved = get_if<RecordSaved>(&event.body); saved != nullptr && saved->kind == "device-card")
    return calibration_change(book, directory, saved->id, event.time);
  if (const auto* removed = get_if<RecordRemoved>(&event.body); removed != nullptr && removed->kind == "device-card")
    return calibration_change(book, directory, removed->id, event.time);
  const auto* abandoned = get_if<CareAbandoned>(&event.body);
  const bool ended = holds<CareFinished>(event.body) || (abandoned != nullptr && abandoned->end == CareEnd::ByPerson);
  return ended ? on_time(book, directory, event.time) : Bodies{};
}

Bodies watched_again(const CareBook& book, const AlarmBook& alarms, const Event& event) {
  const auto* still = get_if<CareStillOpen>(&event.body);
  const Care* care = still == nullptr ? nullptr : book.find(still->care);
  return care != nullptr && care->what.cause == CareCause::Asked ? back_to_service(*care, alarms) : Bodies{};
}

void evolve(CareBook& book, const Event& event) { visit(CareChange{book, event}, event.body); }

bool concerns(const EventBody& body) {
  const auto is_about = [](const std::string& kind) { return kind == "device-class" || kind == "care-plan" || kind == "device-card"; };
  if (const auto* saved = get_if<RecordSaved>(&body)) return is_about(saved->kind);
  if (const auto* removed = get_if<RecordRemoved>(&body)) return is_about(removed->kind);
  return holds<CareIssued>(body) || holds<CareOverdue>(body) || holds<CareStarted>(body) || holds<CareStillOpen>(body) ||
         holds<CareFinished>(body) || holds<CareAbandoned>(body) || holds<DeviceCalibration>(body);
}

std::vector<site::ConditionIndex> conditions_of(const site::Directory& directory, std::string_view device) {
  std::vector<site::ConditionIndex> found;
  const site::Site& site = directory.site();
  const auto index = directory.device(device);
  for (std::size_t i = 0; index && i < site.conditions.size(); ++i)
    if (site[site.conditions[i].point].device == *index) found.emplace_back(i);
  return found;
}

}  // namespace care
}  // namespace davy::core
