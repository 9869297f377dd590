#include "benches/years.hpp"

#include "core/merit/merit_book.hpp"

#include <fmt/format.h>

#include <array>

namespace davy::bench {
namespace {

constexpr std::uint64_t kConditions = 1'000;
constexpr std::uint64_t kRarely = 500;
const Instant kFirstDay = Instant::from_unix_ms(1'700'000'000'000);

}  // namespace

Years::Years(const site::Directory& directory) : engine_(directory, core::State()) {}

void Years::add_people() {
  add(core::AccountSaved{"bench", "bench", core::Role::SafetyOfficer, {"operator"}});
  for (std::size_t i = 0; i < kPeople; ++i) {
    const std::string login = fmt::format("p-{:03}", i);
    add(core::AccountSaved{login, fmt::format("王 {}", i), core::Role::Worker, {}});
    add(core::AbsenceTold{login, now(), in_days(1), "ill"});
  }
}

void Years::add_block() {
  for (std::size_t i = 0; i < kRecordsPerBlock; ++i) save_record();
  for (int each = 0; each < 2; ++each, ++matter_) {
    alarm_with_order();
    report_hazard();
    issue_check();
    issue_care();
    apply_for_permit();
    assign_training();
    issue_notice();
  }
  once_a_block();
  while (seq_ % kBlock != 0) add(core::FactTold{"people", "zone-0", static_cast<double>(seq_ % 30), now(), now() + 1_min});
}

Instant Years::now() const { return kFirstDay + 1_s * static_cast<std::int64_t>(seq_); }
Instant Years::in_days(int days) const { return now() + 24_h * days; }

std::uint64_t Years::add(core::EventBody body, const std::string& by) {
  ++seq_;
  events_->push_back({seq_, now(), "user:" + by, std::move(body)});
  engine_.evolve(events_->back());
  return seq_;
}

std::string Years::zone() const { return one_in(kRarely) ? "zone-9" : fmt::format("zone-{}", matter_ % 9); }
std::string Years::person() const { return one_in(3) ? "bench" : fmt::format("p-{:03}", matter_ % kPeople); }

void Years::save_record() {
  const std::uint64_t number = records_++;
  static constexpr std::array<const char*, 5> kThings{"灭火器", "消防水带", "防毒面具", "空气呼吸器", "洗眼器"};
  const std::string body =
      fmt::format(R"({{"expires":"20{}-{:02}-{:02}","name":"{} {}","place":"{}号库","quantity":{},"unit":"件"}})", 27 + number % 7,
                  1 + number % 12, 1 + number % 28, kThings[number % kThings.size()], number, number % 499, number * 7'919 % 10'007);
  add(core::RecordSaved{"supply", fmt::format("s-{:07}", number), 1, "bench", body, {}, {}, {}, {}, 0});
}

void Years::alarm_with_order() {
  const std::string condition = fmt::format("gas-{}:high", alarms_++ % kConditions);
  const core::AlarmId alarm(add(core::AlarmRaised{condition, "zone-0", site::Severity::Moderate, now(), 30, "bench", "operator"}));
  const auto severity = one_in(kRarely) ? site::Severity::Major : site::Severity::Moderate;
  const core::OrderId order(add(core::OrderIssued{alarm, condition, zone(), severity, "operator", now() + 10_min}));
  add(core::AlarmAcknowledged{alarm, ""});
  add(core::OrderAccepted{order}, person());
  add(core::AlarmReturned{alarm, now(), 5, false});
  add(core::OrderSubmitted{order, "done", {}}, person());
  add(core::OrderApproved{order, "seen"});
  add(core::OrderClosed{order});
}

void Years::report_hazard() {
  const core::HazardId hazard(add(core::HazardReported{zone(), "wet floor", {}, {}, {}, {}, "operator", in_days(1)}, person()));
  const auto grade = one_in(kRarely) ? core::HazardGrade::Major : one_in(5) ? core::HazardGrade::Serious : core::HazardGrade::General;
  add(core::HazardGraded{hazard, grade, {}, core::HazardHandling::ByDeadline, "operator", in_days(3), {}});
  if (one_in(kRarely)) {
    add(core::HazardDismissed{hazard, "dry"});
    return;
  }
  add(core::HazardAccepted{hazard}, person());
  add(core::HazardRectified{hazard, "mended", {}}, person());
  add(core::HazardClosed{hazard});
}

void Years::issue_check() {
  const std::string measure = one_in(100) ? fmt::format("supply/s-{:07}", matter_ % 300) : fmt::format("m-{}", matter_ % 700);
  core::CheckIssued asked;
  asked.measure = asked.name = measure;
  asked.what = "look";
  asked.zone = zone();
  asked.post = "operator";
  asked.due = in_days(1);
  asked.missed_at = in_days(2);
  const core::CheckId id(add(asked));
  if (one_in(kRarely)) {
    add(core::CheckMissed{id, "operator"});
    return;
  }
  core::CheckRecorded record;
  record.check = id;
  record.done_at = now();
  add(record, person());
}

void Years::issue_care() {
  core::CareIssued asked;
  asked.device = fmt::format("rtu-{}", matter_ % 300);
  asked.work = one_in(kRarely) ? core::CareWork::Repair : core::CareWork::Maintenance;
  asked.post = "operator";
  asked.zone = zone();
  asked.due = in_days(7);
  const core::CareId id(add(asked));
  add(core::CareStarted{id, {}}, person());
  add(core::CareAbandoned{id, "no part"});
}

void Years::apply_for_permit() {
  core::PermitApplied applied;
  applied.kind = one_in(kRarely) ? core::PermitKind::Lifting : core::PermitKind::HotWork;
  applied.level = core::PermitLevel::Second;
  applied.zone = zone();
  applied.lead = person();
  applied.what = "weld";
  applied.from = now();
  applied.until = now() + 8_h;
  const core::PermitId id(add(applied));
  if (one_in(5))
    add(core::PermitCancelled{id, "rain"});
  else
    add(core::PermitArchived{id});
}

void Years::assign_training() {
  core::TrainingAssigned assigned;
  assigned.person = person();
  assigned.course = fmt::format("c-{}", matter_ % 20);
  assigned.name = assigned.course;
  assigned.due = in_days(30);
  const core::TrainingId id(add(assigned));
  add(core::TrainingWithdrawn{id, core::TrainingEnd::ByPerson, ""});
}

void Years::issue_notice() {
  core::NoticeIssued told;
  told.post = "operator";
  told.people = {person()};
  told.person = one_in(7) ? person() : "";
  told.condition = "gas-0:high";
  told.severity = one_in(kRarely) ? site::Severity::Major : site::Severity::Moderate;
  const core::NoticeId id(add(told));
  add(core::NoticeSent{id, "display"});
}

void Years::call_incident() {
  core::IncidentOpened opened;
  opened.exercise = one_in(kRarely) ? core::Exercise::Drill : core::Exercise::Real;
  opened.level = one_in(50) ? core::ResponseLevel::First : core::ResponseLevel::Third;
  opened.zone = zone();
  opened.what = "a leak";
  opened.commander = person();
  const core::IncidentId id(add(opened));
  add(core::IncidentClosed{id, "over", {}});
}

// Of what there is less of.
void Years::once_a_block() {
  call_incident();
  const core::HandoverId handover(add(core::HandoverOffered{"operator", "", now() + 8_h, {}}));
  add(core::HandoverWithdrawn{handover, ""});
  core::DrillStarted drill;
  drill.scenario = one_in(kRarely) ? "rare" : "leak";
  drill.zone = zone();
  drill.until = now() + 1_h;
  core::DrillEnded ended;
  ended.drill = core::DrillId(add(drill));
  add(ended);
  add(core::PersonalRead{"record", "person/p-1", one_in(10) ? "bench" : person()});
  if (one_in(40)) add(core::MeritGiven{person(), core::MeritReason::ReportAccepted, {}, core::merit::month_of(now(), {}), 5, 5});
  if (!one_in(20)) return;
  core::SeedPlanted card;
  card.measure = "m-1";
  card.tag = "A1";
  card.until = in_days(1);
  add(core::SeedRemoved{core::SeedId(add(card))});
}

}  // namespace davy::bench
