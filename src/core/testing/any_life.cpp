#include "core/testing/any_life.hpp"

#include "core/care/care_story.hpp"
#include "core/duty.hpp"
#include "core/permit/permit_form.hpp"

namespace davy::core {

namespace {

// Who may be named in a head-count.
std::string somebody(int which) {
  constexpr std::array kNames{"user:wang", "user:li", "guest:driver", "record:person/p-1", "nobody"};
  return kNames[static_cast<std::size_t>(which) % kNames.size()];
}

}  // namespace

Input AnyLife::input_of(const Happening& h) const {
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
  if (h.what >= kPermitHappenings) return about_permit(h);
  return PersonRequest{person(h.who), request(h)};
}

Request AnyLife::request(const Happening& h) const {
  const AlarmId alarm = one_of(alarms_, h.which, AlarmId(3));
  const OrderId order = one_of(orders_, h.which, OrderId(3));
  const std::string reason = h.how == 0 ? " " : "because";
  switch (h.what) {
    case 24:
      if (h.how % 3 == 0) return AcknowledgeGroup{alarm, ""};
      return AcknowledgeAlarm{alarm, ""};
    case 25: return AcknowledgeAlarm{alarm, ""};
    case 26: return h.how % 3 == 0 ? Request(ResetGroup{alarm}) : Request(ResetAlarm{alarm});
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
    default: return h.what < 56 ? about_hazard(h) : h.what < 68 ? about_incident(h) : h.what < 71 ? about_access(h) : about_rounds(h);
  }
  if (h.how % 2 == 0) return SeeNotice{one_of(notices_, h.which, NoticeId(3))};
  return SaveAccount{person(h.which % 5).login, "somebody", static_cast<Role>(h.how % 7), {h.how == 1 ? "king" : "operator"}};
}

// Now and then with something missing.
Request AnyLife::about_hazard(const Happening& h) const {
  const HazardId hazard = one_of(hazards_, h.which, HazardId(3));
  const std::string reason = h.how == 0 ? " " : "because";
  const std::vector<std::string> photos(h.how % 6 == 0 ? 0 : 1, "photo-1");
  const Verdict verdict = h.how % 3 == 0 ? Verdict::Returned : Verdict::Approved;
  switch (h.what) {
    case 43: {
      const Reporter reporter = h.which % 3 == 0 ? Reporter::Anonymous : Reporter::Named;
      const auto found = h.which % 4 == 0 ? std::nullopt : std::optional(now_ - 25_min * (h.which % 5));
      return ReportHazard{place(h.how), reason, photos, static_cast<HazardSource>(h.how % 10), {}, {}, reporter, found};
    }
    case 44:
    case 45: {
      const auto grade = static_cast<HazardGrade>(h.how % 3);
      const auto handling = grade == HazardGrade::Major || h.how > 5 ? HazardHandling::ByDeadline : HazardHandling::AtOnce;
      const std::optional<Instant> deadline = h.how == 11 ? std::nullopt : std::optional(now_ + 2_h * h.how);
      return GradeHazard{hazard,
                         grade,
                         HazardKind::Fire,
                         handling,
                         h.how == 1 ? "king" : "",
                         deadline,
                         {reason, reason, reason, reason, reason},
                         h.which % 2 == 0 ? std::nullopt : std::optional(static_cast<HazardManagement>(h.how % 3)),
                         h.which % 2 == 0 ? std::nullopt : std::optional(static_cast<HazardLink>(h.how % 10)),
                         reason,
                         h.which % 3 == 0 ? "" : "MH-1"};
    }
    case 46: return MergeHazard{hazard, one_of(hazards_, h.which / 16, HazardId(3))};
    case 47: return DismissHazard{hazard, reason};
    case 48: return AcceptHazard{hazard};
    case 49:
    case 50: return RectifyHazard{hazard, reason, photos, h.which % 2 == 0 ? std::nullopt : std::optional(h.how * 100.0 - 100)};
    case 51: return ReviewHazard{hazard, verdict, reason};
    case 52: return ReviewHazardAgain{hazard, verdict, reason};
    case 53: return ExtendHazard{hazard, now_ + 2_h * h.how, reason};
    case 54: return AskExtension{hazard, now_ + 2_h * h.how, reason};
    default: return RefuseExtension{hazard, reason};
  }
}

Request AnyLife::about_incident(const Happening& h) const {
  const IncidentId incident = one_of(incidents_, h.which, IncidentId(3));
  const std::string reason = h.how == 0 ? " " : "because";
  const std::string card = h.how % 2 == 0 ? "shut" : "count";
  switch (h.what) {
    case 56: {
      OpenIncident opens;
      opens.exercise = h.how % 3 == 0 ? Exercise::Drill : Exercise::Real;
      if (h.how % 4 != 0 && !directory_.site().emergency_plans.empty()) opens.plan = directory_.site().emergency_plans.front().name;
      opens.zone = place(h.how);
      opens.what = reason;
      if (h.which % 3 == 0) opens.alarm = one_of(alarms_, h.which, AlarmId(3));
      return opens;
    }
    case 57: return TakeCard{incident, card};
    case 58: return FinishCard{incident, card, reason, {}};
    case 59: return h.how % 2 == 0 ? Request(TakeCommand{incident}) : SetResponseLevel{incident, ResponseLevel::First, reason};
    case 60: return OrderEvacuation{incident, std::vector<std::string>(h.how % 3 == 0 ? 1 : 0, place(h.which)), "", {}};
    case 61:
    case 62:
      return AccountForPerson{incident, somebody(h.how), static_cast<Whereabouts>(h.which % 6), h.how % 2 == 0 ? "" : place(h.how), ""};
    case 63: return EndEvacuation{incident, reason};
    case 64: {
      if (h.how % 3 == 0) return NoteIncident{incident, reason, {}};
      if (h.how % 3 == 1) return UseResource{incident, "", "absorbent", static_cast<double>(h.how), "kg"};
      return TellCasualties{incident, h.how == 11 ? 10U : 0U, static_cast<std::uint32_t>(h.which % 3), 0, 0, 0};
    }
    case 65: return h.how % 3 == 0 ? Request(WaiveReport{incident, reason}) : ReportIncident{incident, "county", "telephone", reason};
    case 66: return EndIncident{incident, reason};
    default: return CloseIncident{incident, reason, std::vector<std::string>(static_cast<std::size_t>(h.how % 3), "a lesson")};
  }
}

// What the files of the site might say next.
SiteHeld AnyLife::found_site(const Happening& h) const {
  SiteHeld found;
  found.version = "rules-" + std::to_string(h.which % 4);
  found.sources = found.version;
  found.takes = h.which % 5 == 0 ? site::TwoPeople::Off : site::TwoPeople::Required;
  if (state().rules.accepted && h.which % 11 != 0) found.before = state().rules.accepted->what.version;
  if (h.which % 3 != 0) found.changes.push_back({site::RulePart::Row, "gas-trip", "needed", "1", "2"});
  if (h.which % 13 == 0) found.errors = "no site";
  return found;
}

Request AnyLife::about_access(const Happening& h) const {
  const ConsentId consent = consents_.empty() || h.which % 16 == 0 ? ConsentId(3) : consents_.back();
  const std::string reason = h.how == 0 ? " " : "because";
  if (h.what == 68) return GiveConsent{consent};
  if (h.what == 69) return h.how % 2 == 0 ? Request(GiveConsent{consent}) : RefuseConsent{consent, reason};
  switch (h.how % 8) {
    case 0: return IssueToken{"telegraf", h.which % 2 == 0 ? "" : "rtu-9", {h.which % 3 == 0 ? "samples" : "wine"}, {}};
    case 1: return RevokeToken{"telegraf"};
    case 2: return SetSecondFactor{};
    case 3: return RemoveSecondFactor{person(h.which % 5).login, reason};
    case 4: return NoteKeyChange{{"k1", "k2", KeyStage::Begun, now_}};
    case 5: return NoteSite{found_site(h)};
    case 6: return ProposeSite{state().rules.held ? state().rules.held->what.version : "rules-9", reason};
    default: return NotePersonalRead{"record", "qualification/c-1"};
  }
}

bool AnyLife::has_open_permit() const {
  return std::ranges::any_of(state().permits.permits, [](const auto& each) { return each.second.state == PermitState::Open; });
}

PersonRequest AnyLife::about_permit(const Happening& h) const {
  constexpr int kRoot = 4;
  constexpr int kChen = 3;
  const auto& permits = state().permits.permits;
  for (const int who : {0, 1})
    if (!state().accounts.contains(person(who).login))
      return {person(kRoot), SaveAccount{person(who).login, "somebody", person(who).role, person(who).posts}};
  const auto saves = [&](const std::string& kind, const std::string& id, const std::string& login, const fixture::CareMarks& live) {
    SaveRecords save = fixture::saved_record(state().records, kind, id, live);
    if (!login.empty()) save.records.front().unique.push_back({"login", login});
    return PersonRequest{person(kChen), save};
  };
  if (!state().records.records.contains(record_name("person", "w-1"))) return saves("person", "w-1", "", {});
  if (!state().records.records.contains(record_name("person", "p-zhao"))) return saves("person", "p-zhao", "zhao", {});
  if (h.which % 23 == 0 || !state().qualifications.certificates.contains("c-1")) {
    const Day last = day_at(now_, directory_.site().utc_offset) + (h.which % 46 == 0 ? h.how / 4 - 1 : 400);
    return saves("qualification", "c-1", "", {{"person", "p-zhao"}, {"category", "guardian"}, {"valid-until", to_text(last)}});
  }
  if (permits.empty() || (h.which % 19 == 0 && permits.size() < 3)) return {person(0), ApplyForPermit{permit_draft(h)}};
  const Permit& permit = std::next(permits.begin(), h.which % static_cast<std::ptrdiff_t>(permits.size()))->second;
  const Request request = permit.state == PermitState::Preparing ? permit_prepared(permit, h) : permit_worked(permit, h);
  return {person(h.which % 29 == 0 ? h.who : who_does(request)), request};
}

// Whoever may: the guardian, the post that signs or judges, else who is responsible.
int AnyLife::who_does(const Request& request) const {
  const auto holder = [&](PermitRole role) {
    for (const int who : {2, 3, 4})
      if (answers_for(person(who).posts, directory_, permit::post_for(directory_, role))) return who;
    return 3;
  };
  if (const auto* sign = get_if<SignPermit>(&request)) {
    const PermitApplied& what = state().permits.find(sign->permit)->what;
    const std::vector<gb30871::SignStep> steps = gb30871::signatures(what.kind, what.level);
    const PermitRole role = sign->step > steps.size() ? PermitRole::Lead : steps[sign->step - 1].role;
    return role == PermitRole::Lead ? 0 : holder(role);
  }
  if (const auto* handled = get_if<HandleIsolation>(&request))
    return handled->deed == IsolationDeed::Kept ? holder(PermitRole::Unit) : handled->deed == IsolationDeed::Verified ? 1 : 0;
  if (holds<AcceptPermit>(request)) return holder(PermitRole::Unit);
  if (const auto* resume = get_if<ResumePermit>(&request))
    return state().permits.find(resume->permit)->state == PermitState::Suspended ? holder(PermitRole::Shift) : 0;
  if (holds<RefusePermit>(request) || holds<ArchivePermit>(request)) return 3;
  return holds<GuardPermit>(request) || holds<TestGas>(request) ? 1 : 0;
}

PermitApplied AnyLife::permit_draft(const Happening& h) const {
  constexpr std::array kKinds{PermitKind::RoadBreaking, PermitKind::Excavation, PermitKind::BlindPlate, PermitKind::ConfinedSpace};
  PermitApplied what;
  what.kind = kKinds[static_cast<std::size_t>(h.how) % kKinds.size()];
  what.zone = directory_.site().zones[static_cast<std::size_t>(h.how) % directory_.site().zones.size()].name;
  what.place = {static_cast<double>(h.which % 5) * 20, 0, 1, 0, 2};
  what.what = "work";
  what.unit = "maintenance";
  what.lead = "wang";
  what.guardian = "zhao";
  what.workers = {"w-1"};
  what.from = now_;
  what.until = now_ + 1_h * (1 + h.how);
  what.analysis = {{"dig", "a cable", "dig by hand", site::Severity::Low}};
  what.isolations = {{IsolationKind::Blind, "inlet, flange F1"}};
  what.grounds.depth_m = 1;
  for (const gb30871::DetailField& field : gb30871::details(what.kind))
    if (field.needed) what.details.push_back({std::string(field.field), "as drawn"});
  return what;
}

Request AnyLife::isolation(const Permit& permit, std::uint32_t number, IsolationDeed deed) const {
  HandleIsolation ask;
  ask.permit = permit.id;
  ask.isolation = number;
  ask.deed = deed;
  ask.lock = "L-" + std::to_string(permit.id.get());
  ask.place.tag = permit.what.zone;
  ask.note = "stays";
  return ask;
}

Request AnyLife::permit_prepared(const Permit& permit, const Happening& h) const {
  if (h.which % 37 == 0) return h.how % 2 == 0 ? Request(CancelPermit{permit.id, "rain"}) : RefusePermit{permit.id, "not so"};
  for (std::uint32_t i = 1; i <= permit::count_measures(permit.what); ++i) {
    if (permit.measures.contains(i)) continue;
    ConfirmMeasure ask{permit.id, i, h.how % 5 != 0, "so it is", {}};
    for (const gb30871::Figure& each : gb30871::figures(permit.what.kind, i))
      ask.figures.push_back({std::string(each.field), each.least.value_or(each.most.value_or(0)) - (h.how == 7 ? 1 : 0)});
    return ask;
  }
  for (std::uint32_t i = 1; i <= permit.what.isolations.size(); ++i) {
    const IsolationLock* lock = state().permits.lock_of(permit.id, i);
    if (lock == nullptr) return isolation(permit, i, IsolationDeed::Set);
    if (lock->verified_by.empty()) return isolation(permit, i, IsolationDeed::Verified);
  }
  if (gb30871::asks_for_gas_test(permit.what) && (!permit.test || !permit.test->good || h.how == 3))
    return TestGas{permit.id,
                   now_,
                   "",
                   {{GasClass::Combustible, "methane", VesselPart::Whole, h.how == 5 ? 2.0 : 0.1, "%vol", {}, {}, false},
                    {GasClass::Oxygen, "", VesselPart::Whole, 20.5, "%vol", {}, {}, false},
                    {GasClass::Toxic, "hydrogen-sulphide", VesselPart::Whole, 1, "mg/m3", {}, {}, false}},
                   {}};
  if (permit.received.empty()) {
    BriefWorkers brief{permit.id, {}, "", {}};
    if (permit.briefed.empty()) brief.receivers = permit.what.workers;
    for (const std::string& worker : permit.what.workers)
      if (h.how != 6 || !permit.briefed.empty()) brief.receipts.push_back({worker, "signature"});
    return brief;
  }
  return SignPermit{permit.id, static_cast<std::uint32_t>(permit.signatures.size() + 1), "agreed", {permit.what.zone, {}}};
}

Request AnyLife::permit_worked(const Permit& permit, const Happening& h) const {
  const GuardPermit guard{permit.id, {permit.what.zone, {}}};
  const auto tests = [&] { return permit_prepared(permit, {h.what, h.which, 3, h.who, h.wait_s}); };
  switch (permit.state) {
    case PermitState::Signed: return h.how % 3 == 0 ? Request(guard) : h.how % 3 == 1 ? tests() : StartPermit{permit.id};
    case PermitState::Open:
      if (h.how < 6) return guard;
      if (h.how == 6) return InterruptPermit{permit.id, "rest"};
      if (h.how == 7) return SuspendPermit{permit.id, "smoke"};
      if (h.how == 8) return isolation(permit, 1, IsolationDeed::Removed);
      return h.how == 9 ? tests() : FinishPermit{permit.id, "", {}};
    case PermitState::Interrupted:
    case PermitState::Suspended:
      return h.how % 4 == 0   ? Request(guard)
             : h.how % 4 == 1 ? tests()
             : h.how == 11    ? isolation(permit, 1, IsolationDeed::Removed)
                              : ResumePermit{permit.id, "put right"};
    case PermitState::Finished:
      if (h.how % 3 == 0) return AcceptPermit{permit.id, h.how == 0 ? Verdict::Returned : Verdict::Approved, "look"};
      return isolation(permit, 1, h.how % 3 == 1 ? IsolationDeed::Removed : IsolationDeed::Kept);
    case PermitState::Accepted:
    case PermitState::Preparing: return ArchivePermit{permit.id};
  }
  return guard;
}

}  // namespace davy::core
