#pragma once
// NoticeBook: notices that still wait to be sent, whether each is still true at the moment of sending, and who has seen the recent ones.

#include "core/account.hpp"
#include "core/care/care_book.hpp"
#include "core/check/check_book.hpp"
#include "core/handover/handover_book.hpp"
#include "core/hazard/hazard_book.hpp"
#include "core/incident/incident_book.hpp"
#include "core/notice/flood_bundle.hpp"
#include "core/order/order_book.hpp"
#include "core/permit/permit_book.hpp"
#include "core/training/training_book.hpp"

#include <map>
#include <set>
#include <string>

namespace davy::core {

struct Notice {
  NoticeId id;  // harmless to repeat: the id travels with it
  NoticeIssued what;
  Instant issued;
  DAVY_FIELDS(id, what, issued)
};

struct NoticeBook {
  std::map<NoticeId, Notice> waiting;              // issued, not yet sent, dropped or failed
  std::map<NoticeId, std::set<std::string>> seen;  // the newest, waiting or not: by whom
  BundleBook bundles;
  DAVY_FIELDS(waiting, seen, bundles)
};

namespace notice {
// What notices are about, at the time of an event.
struct Matters {
  const AlarmBook& alarms;
  const FloodBook& floods;
  const OrderBook& orders;
  const HazardBook& hazards;
  const Hazard* hazard_before;  // the hazard that the event happened to, as it was until then; null: none
  const Accounts& accounts;
  const site::Directory& directory;
  const CareBook& care;
  const CheckBook& checks;
  const PermitBook& permits;
  const QualificationBook& qualifications;
  const IncidentBook& incidents;
  const TrainingBook& trainings;
};

Bodies react(const NoticeBook& book, const Matters& matters, const Event& event);
Bodies on_time(const NoticeBook& book, const AlarmBook& alarms, Instant now);
Instant next_due(const NoticeBook& book);
Bodies decide(const NoticeBook& book, const NoticeReport& report);
Decided decide(const NoticeBook& book, const PersonRequest& request);  // SeeNotice only; the second time of one person is no event
void evolve(NoticeBook& book, const Event& event);

// Empty when the notice is still true; else why not ("the alarm has been acknowledged"). Escalation is a pure function of the present state.
struct Present {
  const AlarmBook& alarms;
  const OrderBook& orders;
  const HazardBook& hazards;
  const CareBook& care;
  const CheckBook& checks;
  const PermitBook& permits;
  const IncidentBook& incidents;
  const TrainingBook& trainings;
  const HandoverBook& handovers;
};
std::string outdated(const Notice& notice, const Present& present);
}  // namespace notice

}  // namespace davy::core
