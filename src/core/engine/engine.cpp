#include "core/engine/engine.hpp"

#include "core/alarm/alarm_groups.hpp"
#include "core/alarm/inhibition.hpp"
#include "core/alarm/related_risk.hpp"
#include "core/duty.hpp"
#include "core/engine/access_desk.hpp"
#include "core/engine/hazard_desk.hpp"
#include "core/engine/permission.hpp"
#include "core/engine/zone_limit.hpp"
#include "core/refuse.hpp"
#include "site/exercise.hpp"

#include <algorithm>
#include <iterator>

namespace davy::core {

Engine::Engine(const site::Directory& directory, State state, TakesBack takes_back)
    : directory_(&directory), state_(std::move(state)), takes_back_(takes_back), index_(directory, state_.alarms) {}

std::vector<std::string> Engine::people_holding(const std::vector<std::string>& posts, Instant at) const {
  std::set<std::string> logins;
  for (const std::string& name : posts)
    if (const auto post = directory_->post(name))
      for (const std::string_view login : holders().of(*post, at).people) logins.emplace(login);
  return {logins.begin(), logins.end()};
}

// Who answers for a post; in a gap everybody who holds it, on shift or not, and the nearest above who answers.
std::vector<std::string> Engine::people_told(const std::string& name, Instant at) const {
  const auto post = directory_->post(name);
  if (!post) return {};
  const std::vector<std::string_view> people = holders().of(*post, at).people;
  if (!people.empty()) return {people.begin(), people.end()};
  std::vector<std::string> logins = holders().everybody(*post);
  if (const auto above = holders().held_above(*post, at))
    for (const std::string_view login : holders().of(*above, at).people)
      if (std::ranges::find(logins, login) == logins.end()) logins.emplace_back(login);
  return logins;
}

// With the posts that the person answers for at that moment, by roster or as a stand-in.
Actor Engine::as_of(Actor actor, Instant at) const {
  if (state_.rosters.rosters.empty() && state_.rosters.stand_ins.empty()) return actor;
  const std::vector<site::Post>& posts = directory_->site().posts;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (std::ranges::find(actor.posts, posts[i].name) != actor.posts.end()) continue;
    const Holding holding = holders().of(site::PostIndex(i), at);
    if (std::ranges::find(holding.people, actor.login) != holding.people.end()) actor.posts.push_back(posts[i].name);
  }
  return actor;
}

const PostHolders& Engine::holders() const {
  if (!holders_) {
    holders_.emplace(*directory_);
    for (const auto& [login, account] : state_.accounts) holders_->add(login, account.posts);
    holders_->know(state_.rosters);
    holders_->know(state_.qualifications);
  }
  return *holders_;
}

Instant Engine::duty_due() const {
  if (!duty_due_) {
    duty_due_ = std::min(qualification::next_due(state_.qualifications, *directory_), due::next_due(state_.due_days, *directory_));
    if (!state_.rosters.rosters.empty())
      duty_due_ = std::min(*duty_due_, handover::next_due(state_.handovers, state_.rosters, *directory_, holders(), state_.last_time));
  }
  return *duty_due_;
}

Instant Engine::care_due() const {
  if (!care_due_) care_due_ = care::next_due(state_.care, *directory_);
  return *care_due_;
}

Instant Engine::check_due() const {
  if (!check_due_) check_due_ = check::next_due(state_.checks);
  return *check_due_;
}

Instant Engine::permit_due() const {
  if (takes_back_ != TakesBack::Anything) return Instant::never();
  if (!permit_due_) permit_due_ = permit::next_due(permit_sources(), state_.last_time);
  return *permit_due_;
}

// Who holds which post is not worked out while nothing has happened.
Instant Engine::incident_due() const {
  return state_.incidents.incidents.empty() ? Instant::never() : incident::next_due(incident_sources());
}

Instant Engine::training_due() const {
  if (!training_due_) training_due_ = training::next_due(training_sources());
  return *training_due_;
}

permit::Sources Engine::permit_sources() const {
  return {state_.permits,  state_.alarms, state_.care,      state_.qualifications, state_.records,
          state_.accounts, *directory_,   state_.trainings, state_.facts};
}

training::Sources Engine::training_sources() const {
  return {state_.trainings, state_.accounts, state_.orders, state_.qualifications, *directory_};
}

incident::Sources Engine::incident_sources() const {
  return {state_.incidents, state_.alarms, state_.permits, state_.qualifications, state_.facts, state_.accounts, holders(), *directory_};
}

void Engine::evolve(const Event& event) {
  ensure(event.seq == state_.last_seq + 1, "events come in journal order, without holes");
  state_.last_seq = event.seq;
  state_.last_time = event.time;
  about_ = state_.alarms.condition_of(event);
  alarm::evolve(state_.alarms, event);
  if (!about_.empty()) index_.update(state_.alarms, about_);
  flood::evolve(state_.floods, state_.alarms, event);
  interlock::evolve(state_.interlocks, event);
  order::evolve(state_.orders, event);
  const Hazard* hazard = state_.hazards.about(event);
  hazard_before_ = hazard == nullptr ? std::nullopt : std::optional(*hazard);
  hazard::evolve(state_.hazards, event);
  merit::evolve(state_.merits, event);
  notice::evolve(state_.notices, event);
  record::evolve(state_.records, event);
  prevention::evolve(state_.prevention, event);
  roster::evolve(state_.rosters, event);
  qualification::evolve(state_.qualifications, event);
  due::evolve(state_.due_days, event);
  handover::evolve(state_.handovers, event);
  material::evolve(state_.materials, event);
  care::evolve(state_.care, event);
  if (care::concerns(event.body)) care_due_.reset();
  check::evolve(state_.checks, event);
  if (check::concerns(event.body)) check_due_.reset();
  permit::evolve(state_.permits, event);
  incident::evolve(state_.incidents, event);
  training::evolve(state_.trainings, *directory_, event);
  drill::evolve(state_.drills, event);
  if (holds<DrillEnded>(event.body)) interlock::forget_exercises(state_.interlocks, *directory_);
  if (training::concerns(event.body)) training_due_.reset();
  if (permit::concerns(event.body)) permit_due_.reset();
  mode::evolve(state_.modes, event);
  fact::evolve(state_.facts, event);
  consent::evolve(state_.consents, event);
  site_rules::evolve(state_.rules, event);
  if (holds<SystemStarted>(event.body)) state_.start_seq = event.seq;
  if (const auto* device = get_if<DevicePresence>(&event.body)) {
    if (device->presence == Presence::Offline) state_.offline.insert(device->device);
    if (device->presence == Presence::Online) state_.offline.erase(device->device);
  }
  if (const auto* thinned = get_if<SamplesThinned>(&event.body)) state_.thinning_run = thinned->run;
  if (const auto* saved = get_if<AccountSaved>(&event.body))
    state_.accounts[saved->login] = {saved->login, saved->name, saved->role, saved->posts, saved->zones};
  const bool who_changes = roster::concerns(event.body);
  if (who_changes) holders_.reset();
  const bool has_a_day = qualification::concerns(event.body) || due::concerns(event.body);
  if (who_changes || handover::concerns(event.body) || has_a_day) duty_due_.reset();
}

Instant Engine::next_due() const {
  return std::min({index_.next_due(), flood::next_due(state_.floods), interlock::next_due(state_.interlocks, *directory_),
                   order::next_due(state_.orders, *directory_), hazard::next_due(state_.hazards, *directory_),
                   notice::next_due(state_.notices), mode::next_due(state_.modes), consent::next_due(state_.consents), duty_due(),
                   care_due(), check_due(), permit_due(), incident_due(), training_due(), drill::next_due(state_.drills)});
}

namespace {

// Which room answers a person's request.
struct Desk {
  const State& state;
  const site::Directory& directory;
  const PersonRequest& request;
  const PostHolders& holders;
  const MatterSources& matters;
  const permit::Sources& permits;
  const incident::Sources& incidents;
  const training::Sources& trainings;
  const drill::Sources& drills;
  Instant now;

  Decided roster_desk() const {
    const std::function<bool(const std::string&)> are_known = [this](const std::string& login) { return state.accounts.contains(login); };
    return roster::decide(state.rosters, directory, {are_known}, request, now);
  }
  Decided operator()(const SetRoster&) const { return roster_desk(); }
  Decided operator()(const RemoveRoster&) const { return roster_desk(); }
  Decided operator()(const SetRosterDay&) const { return roster_desk(); }
  Decided operator()(const TellAbsence&) const { return roster_desk(); }
  Decided operator()(const EndAbsence&) const { return roster_desk(); }
  Decided operator()(const AppointStandIn&) const { return roster_desk(); }
  Decided operator()(const EndStandIn&) const { return roster_desk(); }

  Decided handover_desk() const { return handover::decide({state.handovers, matters, directory, holders}, request, now); }
  Decided operator()(const OfferHandover&) const { return handover_desk(); }
  Decided operator()(const AcceptHandover&) const { return handover_desk(); }
  Decided operator()(const RefuseHandover&) const { return handover_desk(); }
  Decided operator()(const WithdrawHandover&) const { return handover_desk(); }

  // What is found is a hazard at once, with the words and pictures of whoever found it; unless one is open about the measure, which the record then names, or what
  // was found is the card.
  Decided operator()(const RecordCheck&) const {
    Decided decided = check::decide(state.checks, directory, request, now);
    auto* bodies = std::get_if<Bodies>(&decided);
    auto* record = bodies == nullptr || bodies->empty() ? nullptr : get_if<CheckRecorded>(&bodies->front());
    if (record == nullptr || record->result != CheckResult::Hazard) return decided;
    const CheckIssued& asked = state.checks.find(record->check)->asked;
    const bool is_card = check::verdict_of(state.checks, asked.measure, *record) == check::SeedVerdict::Found;
    if (is_card) return decided;
    if (const Hazard* open = state.hazards.open_about(asked.measure)) {
      record->open_hazard = open->id;
      return decided;
    }
    if (!directory.zone(asked.zone)) return decided;
    ReportHazard report;
    report.zone = asked.zone;
    report.what = is_blank(record->note) ? asked.name + "（" + record->tag + "）" : record->note;
    report.photos = record->photos;
    (asked.measure.starts_with(kSupplyPrefix) ? report.about.record : report.about.measure) = asked.measure;
    report.about.check = record->check;
    report.found = record->done_at;
    bodies->push_back(hazard::reported(directory, std::move(report), now));
    return decided;
  }
  Decided operator()(const PlantSeed&) const { return check::decide(state.checks, state.prevention.known, request, now); }
  Decided operator()(const RemoveSeed&) const { return check::decide(state.checks, state.prevention.known, request, now); }

  // What takes two people is asked for, not done.
  Decided with_consent(Decided alone) const {
    auto question = consent::needed(directory.site().access, request.request, now);
    return question ? consent::ask(state.consents, std::move(*question), alone) : alone;
  }
  Decided operator()(const GiveConsent& ask) const {
    const Consent* found = state.consents.find(ask.consent);
    if (auto no = consent::cannot_give(found, request.actor, now)) return *no;
    const PersonRequest deed{request.actor, consent::request_of(*found, now)};
    if (auto no = forbidden(deed.actor, deed.request)) return *no;
    if (auto no = outside(deed.actor, deed.request, state, directory)) return *no;
    Decided decided = agreed(found->asked.deed, deed);
    if (auto* no = std::get_if<Refusal>(&decided)) return *no;
    return consent::given(ask.consent, *found, std::get<Bodies>(std::move(decided)));
  }
  Decided agreed(ConsentFor what, const PersonRequest& deed) const {
    switch (what) {
      case ConsentFor::Bypass: return interlock::decide(state.interlocks, directory, deed, now);
      case ConsentFor::Rules: return site_rules::decide(state.rules, get<ProposeSite>(deed.request));
      case ConsentFor::Shelf:
      case ConsentFor::OutOfService: break;
    }
    return alarm::decide(state.alarms, directory, deed, now);
  }
  Decided operator()(const NoteSite& ask) const { return site_rules::decide(state.rules, ask); }
  Decided operator()(const ProposeSite& ask) const {
    return consent::ask(state.consents, site_rules::question(ask, now), site_rules::decide(state.rules, ask));
  }
  Decided operator()(const RefuseConsent& ask) const { return consent::decide(state.consents, ask, request.actor); }

  template <class Ask>
  requires requires(Ask ask) { ask.permit; }
  Decided operator()(const Ask&) const { return permit::decide(permits, request, now); }
  Decided operator()(const ApplyForPermit&) const { return permit::decide(permits, request, now); }

  template <class Ask>
  requires requires(Ask ask) { ask.incident; }
  Decided operator()(const Ask&) const { return incident::decide(incidents, request, now); }
  Decided operator()(const OpenIncident&) const { return incident::decide(incidents, request, now); }

  template <class Ask>
  requires requires(Ask ask) { ask.training; }
  Decided operator()(const Ask&) const { return training::decide(trainings, request, now); }
  Decided operator()(const AssignTraining&) const { return training::decide(trainings, request, now); }

  template <class Ask>
  requires requires(Ask ask) { ask.drill; }
  Decided operator()(const Ask&) const { return drill::decide(drills, request, now); }
  Decided operator()(const StartDrill&) const { return drill::decide(drills, request, now); }

  template <class Ask>
  requires requires(Ask ask) { ask.care; }
  Decided operator()(const Ask&) const { return care_desk(); }
  Decided operator()(const AskForCare&) const { return care_desk(); }
  Decided care_desk() const { return care::decide({state.care, state.alarms, state.records, directory}, request, now); }

  template <class Ask>
  requires requires(Ask ask) { ask.alarm; }
  Decided operator()(const Ask&) const { return alarm::decide(state.alarms, directory, request, now); }
  template <class Ask>
  requires requires(Ask ask) { ask.group; }
  Decided operator()(const Ask&) const { return alarm::decide(state.alarms, directory, request, now); }
  template <class Ask>
  requires requires(Ask ask) { ask.condition; }
  Decided operator()(const Ask&) const { return with_consent(alarm::decide(state.alarms, directory, request, now)); }
  template <class Ask>
  requires requires(Ask ask) { ask.row; }
  Decided operator()(const Ask&) const { return with_consent(interlock::decide(state.interlocks, directory, request, now)); }
  template <class Ask>
  requires requires(Ask ask) { ask.order; }
  Decided operator()(const Ask&) const { return order::decide(state.orders, state.alarms, state.permits, directory, request, now); }
  template <class Ask>
  requires requires(Ask ask) { ask.hazard; }
  Decided operator()(const Ask&) const {
    Decided decided = hazard::decide(state.hazards, directory, request, now);
    const auto* bodies = std::get_if<Bodies>(&decided);
    if (auto no = bodies == nullptr ? std::nullopt : refuse_closing(state.hazards, state.prevention, *bodies)) return *no;
    return decided;
  }
  Decided operator()(const ReportHazard&) const { return hazard::decide(state.hazards, directory, request, now); }
  Decided operator()(const SaveRecords& ask) const {
    if (auto no = risk_register::refuse_wrong(directory.site(), ask, now)) return *no;
    if (auto no = training::refuse_wrong(directory, ask)) return *no;
    if (auto no = training::refuse_own(state.qualifications, request.actor, ask)) return *no;
    return record::decide(state.records, ask);
  }
  Decided operator()(const RemoveRecord& ask) const { return record::decide(state.records, ask); }
  Decided operator()(const SetMode& ask) const { return mode::decide(state.modes, directory, ask, now); }
  Decided operator()(const EndMode& ask) const { return mode::decide(state.modes, ask); }
  Decided operator()(const SetFact& ask) const { return fact::decide(state.facts, directory, ask, now); }
  Decided operator()(const SeeNotice&) const { return notice::decide(state.notices, request); }
  Decided operator()(const ExportEvidence& ask) const {
    if (ask.matter.id == 0 || ask.matter.id > state.last_seq) return refuse(RefusalCode::NotFound, "没有这件事", "there is no such matter");
    return Bodies{EvidenceExported{ask.matter}};
  }
  template <class Ask>
  requires AboutAccess<Ask> Decided operator()(const Ask&) const { return access::decide(state.accounts, directory, request); }
};

}  // namespace

Bodies Engine::decide(const Input& input, Instant now, std::optional<Refusal>& refusal) const {
  struct Choice {
    const Engine& engine;
    const State& state;
    const site::Directory& directory;
    Instant now;
    std::optional<Refusal>& refusal;

    Bodies operator()(const Tick&) const { return engine.on_time(now); }
    // The rows before all else: their commands are the first thing to leave.
    Bodies operator()(const Edge& edge) const { return interlock::decide(state.interlocks, directory, edge, now); }
    Bodies operator()(const LateFinding& finding) const {
      const bool rings = directory.site()[finding.condition].rings == site::Rings::Always;
      return rings ? alarm::decide(directory, finding) : Bodies{};
    }
    Bodies operator()(const FeedbackSeen& seen) const { return interlock::decide(state.interlocks, directory, seen); }
    Bodies operator()(const CommandReport& report) const { return interlock::decide(state.interlocks, report); }
    Bodies operator()(const SuppressByDesign& input) const { return alarm::decide(state.alarms, input); }
    Bodies operator()(const EndSuppression& input) const { return alarm::decide(state.alarms, input); }
    Bodies operator()(const NoticeReport& report) const { return notice::decide(state.notices, report); }
    Bodies operator()(const DeviceReport& report) const {
      const std::string& device = directory.site()[report.device].name;
      const bool known_offline = state.offline.contains(device);
      if (known_offline == (report.presence == Presence::Offline)) return {};
      return {DevicePresence{device, report.presence}};
    }
    // A store that was cut off before the record was durable reports again.
    Bodies operator()(const ThinningReport& report) const {
      if (report.done.run <= state.thinning_run) return {};
      return {report.done};
    }
    Bodies operator()(const Start& start) const {
      return {SystemStarted{start.program_version, directory.site().version, start.last_alive}};
    }
    Bodies operator()(const Go&) const { return interlock::on_go(state.interlocks, directory, now); }
    Bodies operator()(const Stop& stop) const { return {SystemStopped{stop.reason, stop.asked_by}}; }
    Bodies operator()(const ClockLeap& leap) const { return {ClockLeapt{leap.from}}; }
    Bodies operator()(const PersonRequest& request) const {
      refusal = forbidden(request.actor, request.request);
      if (!refusal) refusal = drill::refuse_twin(request.request);
      if (refusal) return {};
      Decided decided = engine.decide(request, now);
      if (auto* no = std::get_if<Refusal>(&decided)) {
        refusal = std::move(*no);
        return {};
      }
      return std::get<Bodies>(std::move(decided));
    }
  };
  return std::visit(Choice{*this, state_, *directory_, now, refusal}, input);
}

// The permit that is taken back, the grades that an answer changes, then the alarm.
Bodies Engine::besides_rows(const Edge& edge, Instant now) const {
  Bodies bodies = permit::decide(permit_sources(), edge, now);
  append(bodies, alarm::relate(state_.alarms, index_, *directory_, edge, now));
  if (!rings(edge)) return bodies;
  append(bodies, alarm::before(state_.alarms, index_, *directory_, edge, now));
  append(bodies, alarm::decide(state_.alarms, *directory_, edge));
  return bodies;
}

Decided Engine::decide(const PersonRequest& request, Instant now) const {
  if (auto no = outside(request.actor, request.request, state_, *directory_)) return *no;
  Actor actor = as_of(request.actor, now);
  // Of what was done without a connection, whoever held the post then.
  if (const auto* record = get_if<RecordCheck>(&request.request); record != nullptr && record->done_at < now)
    actor = as_of(std::move(actor), record->done_at);
  const PersonRequest asked{std::move(actor), request.request};
  const MatterSources sources{state_.alarms, state_.orders, state_.hazards, state_.interlocks, state_.modes,
                              state_.checks, state_.care,   state_.permits, state_.incidents};
  return visit(Desk{state_, *directory_, asked, holders(), sources, permit_sources(), incident_sources(), training_sources(),
                    drill_sources(now), now},
               asked.request);
}

Bodies Engine::on_time(Instant now) const {
  Bodies bodies = interlock::on_time(state_.interlocks, *directory_, now);
  append(bodies, alarm::on_time(state_.alarms, index_, *directory_, now));
  append(bodies, notice::on_time(state_.notices, state_.alarms, now));  // before a flood ends, which tells what still waits
  append(bodies, flood::on_time(state_.floods, now));
  append(bodies, order::on_time(state_.orders, *directory_, now));
  append(bodies, hazard::on_time(state_.hazards, *directory_, now));
  append(bodies, mode::on_time(state_.modes, now));
  append(bodies, consent::on_time(state_.consents, now));
  if (care_due() <= now) append(bodies, care::on_time(state_.care, *directory_, now));
  if (check_due() <= now) append(bodies, check::on_time(state_.checks, *directory_, now));
  if (permit_due() <= now) {
    append(bodies, permit::on_time(permit_sources(), now));
    permit_due_ = permit::next_due(permit_sources(), now);  // what was decided is an event, and looked at anew
  }
  if (incident_due() <= now) append(bodies, incident::on_time(incident_sources(), now));
  if (training_due() <= now) append(bodies, training::on_time(training_sources(), now));
  append(bodies, drill::on_time(drill_sources(now), now));
  if (duty_due() > now) return bodies;
  append(bodies, qualification::on_time(state_.qualifications, *directory_, now));
  append(bodies, due::on_time(state_.due_days, *directory_, now));
  append(bodies, handover::on_time(state_.handovers, state_.rosters, *directory_, holders(), state_.last_time, now));
  duty_due_.reset();
  return bodies;
}

Bodies Engine::react(const Event& event, Bodies by_rows) const {
  const Hazard* before = hazard_before_ ? &*hazard_before_ : nullptr;
  Bodies bodies = drill::react(drill_sources(event.time), event);
  if (const auto* started = get_if<SystemStarted>(&event.body)) {
    append(bodies, alarm::on_start(state_.alarms, *directory_, *started, event.time));
    append(bodies, mode::on_start(state_.modes, *directory_));
    append(bodies, order::on_start(state_.orders, state_.alarms, state_.permits, *directory_, event.time));
  }
  append(bodies, actuator_alarm(event));  // before it is said that no measure is left, so that the notice of that can name it
  append(bodies, std::move(by_rows));
  append(bodies, alarm::group(state_.alarms, index_, *directory_, event));
  append(bodies, alarm::relate(state_.alarms, index_, *directory_, event, about_));
  append(bodies, flood::react(state_.floods, state_.alarms, event));
  append(bodies, alarm::inhibit(state_.alarms, index_, *directory_, event, about_));
  append(bodies, prevention::watch(state_.prevention, state_.alarms, state_.interlocks, event, about_));
  append(bodies, holds<SystemStarted>(event.body) ? measures_without_hazard(event.time) : failed_measure(event));
  append(bodies, material_hazards(event));
  append(bodies, supply_hazards(event));
  append(bodies, check::react(state_.checks, state_.prevention.known, *directory_, event, batch_));
  append(bodies, qualification_notices(event));
  append(bodies, due_notices(event));
  append(bodies, training::react(training_sources(), event, before, batch_));
  append(bodies, care::react(state_.care, *directory_, event));
  append(bodies, care::watched_again(state_.care, state_.alarms, event));
  if (takes_back_ == TakesBack::Anything) {
    append(bodies, permit::react(permit_sources(), event));
    append(bodies, permit::facts(permit_sources(), event));
    append(bodies, order::of_permits(state_.orders, state_.alarms, state_.permits, *directory_, event));
  }
  if (holds<IncidentOpened>(event.body)) append(bodies, incident::react(incident_sources(), event));
  append(bodies, order::react(state_.orders, state_.alarms, *directory_, event));
  append(bodies, notice::react(state_.notices,
                               {state_.alarms, state_.floods, state_.orders, state_.hazards, before, state_.accounts, *directory_,
                                state_.care, state_.checks, state_.permits, state_.qualifications, state_.incidents, state_.trainings},
                               event));
  if (before != nullptr) append(bodies, merit::react(state_.merits, directory_->site(), *before, event));
  return bodies;
}

// The post that answers for it, and once the day has passed the one above, too.
Bodies Engine::due_notices(const Event& event) const {
  const auto* due = get_if<RecordDue>(&event.body);
  if (due == nullptr) return {};
  NoticeIssued told;
  told.reason = NoticeReason::RecordDue;
  told.severity = due->days_left == 0 ? site::Severity::Serious : site::Severity::Moderate;
  told.what = due->name;
  told.post = due->post;
  Bodies bodies{told};
  told.post = post_above(*directory_, due->post);
  if (due->days_left == 0 && told.post != due->post) bodies.push_back(told);
  return bodies;
}

// The person, and who stands above the first post that the person holds.
Bodies Engine::qualification_notices(const Event& event) const {
  const auto* due = get_if<QualificationDue>(&event.body);
  if (due == nullptr) return {};
  const auto account = state_.accounts.find(due->login);
  const bool holds = account != state_.accounts.end() && !account->second.posts.empty();
  const std::string top = post_at_the_top(*directory_);
  NoticeIssued told;
  told.reason = NoticeReason::QualificationDue;
  told.severity = due->days_left == 0 ? site::Severity::Serious : site::Severity::Moderate;
  told.what = due->qualification;
  Bodies bodies;
  if (account != state_.accounts.end()) {
    told.person = due->login;
    bodies.push_back(told);
  }
  told.person.clear();
  told.post = holds ? post_above(*directory_, account->second.posts.front()) : top;
  bodies.push_back(told);
  return bodies;
}

}  // namespace davy::core
