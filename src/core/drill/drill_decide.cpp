#include "core/drill/drill_book.hpp"
#include "core/duty.hpp"
#include "core/hazard/hazard_book.hpp"
#include "core/incident/expected_people.hpp"
#include "core/refuse.hpp"
#include "site/exercise.hpp"
#include "site/zones.hpp"

#include <algorithm>
#include <set>

namespace davy::core::drill {
namespace {

constexpr std::size_t kWeakMost = 20;
constexpr std::string_view kRealMark = "【真实情况，演练中止 REAL, the drill is off】";

const site::DrillScenario* scenario_named(const site::Directory& directory, const std::string& name) {
  const auto& all = directory.site().drill_scenarios;
  const auto found = std::ranges::find(all, name, &site::DrillScenario::name);
  return found == all.end() ? nullptr : &*found;
}

// The zone itself, what lies in it, and what it lies in: there a drill and the real thing would meet.
bool meets(const site::Directory& directory, const std::string& one, const std::string& other) {
  const auto a = directory.zone(one);
  const auto b = directory.zone(other);
  return a && b && site::in_line(directory.site(), *a, *b);
}

// A real emergency without a place may be anywhere.
bool is_real_here(const site::Directory& directory, const IncidentOpened& incident, const std::string& zone) {
  return incident.exercise == Exercise::Real && (incident.zone.empty() || meets(directory, incident.zone, zone));
}

bool is_grave(const Alarm& alarm) { return alarm.active && alarm.severity >= site::Severity::Serious; }

std::string zone_of(const site::Directory& directory, const std::string& condition) {
  const auto index = directory.condition(condition);
  return index ? directory.site()[directory.site()[directory.site()[*index].point].zone].name : std::string();
}

struct DrillDesk {
  const Sources& sources;
  const Actor& actor;
  Instant now;

  std::optional<Refusal> cannot_practise(const site::DrillScenario& scenario) const {
    const std::string& zone = sources.directory.site()[scenario.zone].name;
    for (const auto& [id, incident] : sources.incidents.incidents)
      if (incident.state == IncidentState::Open && is_real_here(sources.directory, incident.what, zone))
        return refuse(RefusalCode::NotNow, "该区域有真实应急正在进行，不能演练：" + incident.what.what,
                      "a real emergency is open there, no drill now: " + incident.what.what);
    for (const auto& [condition, alarm] : sources.alarms.alarms)
      if (is_grave(alarm) && !site::is_exercise(condition) && meets(sources.directory, zone_of(sources.directory, condition), zone)) {
        const Text what = title_of_condition(sources.directory, condition);
        return refuse(RefusalCode::NotNow, "该区域有真实报警，不能演练：" + what.zh, "a real alarm stands there, no drill now: " + what.en);
      }
    return std::nullopt;
  }

  Decided operator()(const StartDrill& ask) const {
    const site::DrillScenario* scenario = scenario_named(sources.directory, ask.scenario);
    if (scenario == nullptr) return refuse(RefusalCode::Invalid, "没有这个演练方案", "there is no such drill scenario", "scenario");
    if (sources.book.running) {
      const DrillTitle& title = sources.book.running->what.title;
      return refuse(RefusalCode::NotNow, "另一场演练正在进行：" + title.zh, "another drill is running: " + title.en);
    }
    if (scenario->kind == DrillKind::Practice)
      if (auto no = cannot_practise(*scenario)) return *std::move(no);
    return Bodies{started(*scenario)};
  }

  DrillStarted started(const site::DrillScenario& scenario) const {
    const site::Site& site = sources.directory.site();
    DrillStarted body;
    body.scenario = scenario.name;
    body.title = {scenario.title.zh, scenario.title.en};
    body.kind = scenario.kind;
    body.zone = site[scenario.zone].name;
    body.plan = scenario.plan;
    body.until = now + scenario.lasts;
    body.pass_percent = scenario.pass_percent;
    std::set<std::string> posts;
    for (const site::DrillExpectation& each : scenario.expect) {
      std::string post = each.post ? site[*each.post].name : std::string();
      if (!post.empty()) posts.insert(post);
      body.asked.push_back({each.what, std::move(post), whole_ms(each.within), each.points});
    }
    for (const std::string& post : posts) body.participants.push_back({post, sources.people(post)});
    return body;
  }

  Decided operator()(const AbortDrill& ask) const {
    const auto& running = sources.book.running;
    if (!running || running->id != ask.drill) return refuse(RefusalCode::NotNow, "这场演练没有在进行", "this drill is not running");
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明中止原因", "say why it is broken off", "reason");
    return Bodies{score(*running, DrillEnd::Aborted, ask.reason)};
  }

  Decided operator()(const AssessDrill& ask) const {
    if (!sources.book.over.contains(ask.drill))
      return refuse(RefusalCode::NotFound, "没有这场已结束的演练", "there is no such drill that is over", "drill");
    if (is_blank(ask.remark)) return refuse(RefusalCode::Invalid, "请写明评估意见", "say what you make of it", "remark");
    if (ask.weak.size() > kWeakMost || std::ranges::any_of(ask.weak, is_blank))
      return refuse(RefusalCode::Invalid, "薄弱环节最多 20 条，且不能为空", "at most 20 weak places, none of them empty", "weak");
    Bodies bodies;
    bodies.emplace_back(DrillAssessed{ask.drill, ask.remark, ask.weak});
    if (ask.places == WeakPlaces::Noted) return bodies;
    for (const std::string& weak : ask.weak) {
      ReportHazard report;
      report.zone = sources.book.over.at(ask.drill);
      report.what = weak;
      report.source = HazardSource::Other;
      bodies.emplace_back(hazard::reported(sources.directory, std::move(report), now));
    }
    return bodies;
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a drill");
    return Bodies{};
  }
};

// Alarms before rows: a row that is reset would let its actuator's fault return.
Bodies withdrawn(const Sources& sources) {
  Bodies bodies;
  for (const auto& [condition, alarm] : sources.alarms.alarms)
    if (site::is_exercise(condition)) bodies.emplace_back(AlarmWithdrawn{condition});
  for (const auto& [name, row] : sources.interlocks.rows)
    if (site::is_exercise(name) && row.tripped) bodies.emplace_back(RowReset{name});
  for (const auto& [id, order] : sources.orders.orders)
    if (site::is_exercise(order.condition)) bodies.emplace_back(OrderWithdrawn{id, "the drill is over"});
  return bodies;
}

// What is told of its cards by then finds nothing to be done.
Bodies incidents_over(const Sources& sources, DrillId drill) {
  const std::string reason = "演练结束 / the drill is over";
  Bodies bodies;
  for (const auto& [id, incident] : sources.incidents.incidents) {
    if (incident.what.drill != drill) continue;
    if (incident.evacuation && !incident.evacuation->over) {
      const auto open = std::ranges::count_if(incident.evacuation->people,
                                              [](const auto& counted) { return !incident::is_accounted(counted.second.state); });
      bodies.emplace_back(EvacuationEnded{id, reason, static_cast<std::uint32_t>(open)});
    }
    if (incident.state == IncidentState::Open) bodies.emplace_back(IncidentEnded{id, reason, {}, drill});
    bodies.emplace_back(IncidentClosed{id, reason, {}});
  }
  return bodies;
}

NoticeIssued announcement(const DrillStarted& drill) {
  NoticeIssued told;
  told.reason = NoticeReason::DrillStarted;
  told.severity = site::Severity::Low;
  told.what = std::string(kDrillMark) + drill.title.zh;
  return told;
}

Bodies to_posts(const NoticeIssued& told, const std::set<std::string>& posts) {
  Bodies bodies;
  for (const std::string& post : posts) {
    if (post.empty()) continue;
    NoticeIssued each = told;
    each.post = post;
    bodies.emplace_back(std::move(each));
  }
  return bodies;
}

std::set<std::string> posts_of(const DrillStarted& drill) {
  std::set<std::string> posts;
  for (const DrillParticipants& each : drill.participants) posts.insert(each.post);
  return posts;
}

Bodies to_participants(const DrillStarted& drill, const NoticeIssued& told) {
  return drill.kind == DrillKind::Golden ? Bodies{} : to_posts(told, posts_of(drill));
}

// What cut it short is real, and says so; a self-test that failed is no drill to those who look after Davy.
Bodies told_of_end(const Sources& sources, const DrillEnded& ended, Instant now) {
  if (!sources.book.last) return {};
  const DrillStarted& drill = *sources.book.last;
  NoticeIssued told = announcement(drill);
  std::set<std::string> posts = posts_of(drill);
  if (drill.kind == DrillKind::Golden) {
    if (ended.verdict != DrillVerdict::Failed) return {};
    told.reason = NoticeReason::SelfTestFailed;
    told.severity = site::Severity::Serious;
    told.what = drill.title.zh;
    posts = {post_at_the_top(sources.directory)};
    if (const auto& safety = sources.directory.site().permits.post(site::PermitRole::Safety))
      posts.insert(sources.directory.site()[*safety].name);
    return to_posts(told, posts);
  }
  told.reason = NoticeReason::DrillEnded;
  if (ended.end == DrillEnd::RealAlarm || ended.end == DrillEnd::RealIncident) {
    told.reason = NoticeReason::DrillCutShort;
    told.severity = site::Severity::Major;
    told.urgency = 2;
    told.what = std::string(kRealMark) + ended.because;
    if (const auto zone = sources.directory.zone(drill.zone)) posts.insert(post_on_duty(sources.directory, *zone, Matter::Alarm, now));
    posts.insert(post_at_the_top(sources.directory));
  }
  return to_posts(told, posts);
}

// A real alarm that rings, or gets worse, in the place of the drill.
std::optional<std::string> real_alarm(const Sources& sources, const Event& event) {
  const auto* raised = get_if<AlarmRaised>(&event.body);
  const auto* regraded = get_if<AlarmRegraded>(&event.body);
  const Alarm* alarm = raised != nullptr     ? sources.alarms.of(raised->condition)
                       : regraded != nullptr ? sources.alarms.find(regraded->alarm)
                                             : nullptr;
  if (alarm == nullptr || site::is_exercise(alarm->condition) || !is_grave(*alarm)) return std::nullopt;
  const std::string zone = zone_of(sources.directory, alarm->condition);
  return meets(sources.directory, zone, sources.book.running->what.zone) ? std::optional(alarm->condition) : std::nullopt;
}

// Nothing is left to be seen: all that was asked was done, or each step of a golden one.
bool is_done(const Drill& drill) {
  const DrillEnded ended = score(drill, DrillEnd::Completed, {});
  if (drill.what.kind == DrillKind::Golden) return ended.score == ended.of;
  return !ended.results.empty() &&
         std::ranges::none_of(ended.results, [](const DrillResult& result) { return result.mark == DrillMark::Missed; });
}

}  // namespace

Decided decide(const Sources& sources, const PersonRequest& request, Instant now) {
  return visit(DrillDesk{sources, request.actor, now}, request.request);
}

std::optional<Refusal> refuse_twin(const Request& request) {
  const auto no = [](const std::string& name) -> std::optional<Refusal> {
    if (!site::is_exercise(name)) return std::nullopt;
    return refuse(RefusalCode::NotNow, "这是演练的替身，不能搁置、停用或旁路",
                  "this is a stand-in of a drill: it is not shelved, taken out of service or bypassed");
  };
  if (const auto* ask = get_if<ShelveAlarm>(&request)) return no(ask->condition);
  if (const auto* ask = get_if<TakeOutOfService>(&request)) return no(ask->condition);
  if (const auto* ask = get_if<BypassRow>(&request)) return no(ask->row);
  return std::nullopt;
}

Bodies react(const Sources& sources, const Event& event) {
  if (const auto* started = get_if<DrillStarted>(&event.body)) return to_participants(*started, announcement(*started));
  if (const auto* ended = get_if<DrillEnded>(&event.body)) {
    Bodies bodies = withdrawn(sources);
    append(bodies, incidents_over(sources, ended->drill));
    append(bodies, told_of_end(sources, *ended, event.time));
    return bodies;
  }
  if (!sources.book.running) return {};
  const Drill& drill = *sources.book.running;
  if (holds<SystemStarted>(event.body)) return {score(drill, DrillEnd::BrokenOff, {})};
  const bool is_practice = drill.what.kind == DrillKind::Practice;
  if (is_practice)
    if (auto condition = real_alarm(sources, event)) return {score(drill, DrillEnd::RealAlarm, *std::move(condition))};
  if (const auto* opened = get_if<IncidentOpened>(&event.body);
      is_practice && opened != nullptr && is_real_here(sources.directory, *opened, drill.what.zone))
    return {score(drill, DrillEnd::RealIncident, opened->what)};
  return is_done(drill) ? Bodies{score(drill, DrillEnd::Completed, {})} : Bodies{};
}

Bodies on_time(const Sources& sources, Instant now) {
  if (!sources.book.running || sources.book.running->what.until > now) return {};
  return {score(*sources.book.running, DrillEnd::TimeUp, {})};
}

}  // namespace davy::core::drill
