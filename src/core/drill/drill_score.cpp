#include "core/drill/drill_book.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace davy::core::drill {
namespace {

DrillDid did_of(DrillAsks asked) {
  switch (asked) {
    case DrillAsks::Acknowledge: return DrillDid::Acknowledged;
    case DrillAsks::Accept: return DrillDid::OrderAccepted;
    case DrillAsks::Submit: return DrillDid::OrderSubmitted;
    case DrillAsks::Approve: return DrillDid::OrderApproved;
    case DrillAsks::Call: return DrillDid::IncidentCalled;
    case DrillAsks::TakeCard: return DrillDid::CardTaken;
  }
  return DrillDid::Acknowledged;
}

// Only who answered for the post when the drill began does it for the post.
bool is_of_post(const Drill& drill, const std::string& post, const std::string& person) {
  if (post.empty()) return true;
  const auto found = std::ranges::find(drill.what.participants, post, &DrillParticipants::post);
  return found != drill.what.participants.end() && std::ranges::find(found->people, person) != found->people.end();
}

std::uint32_t since_first_alarm(const Drill& drill, const DrillStep& step) {
  const std::uint32_t rang = whole_ms(*drill.first_alarm - drill.started);
  return step.after_ms > rang ? step.after_ms - rang : 0;
}

DrillResult result_of(const Drill& drill, const DrillAsked& asked) {
  DrillResult result;
  if (!drill.first_alarm) return result;
  const DrillDid did = did_of(asked.what);
  const auto done = std::ranges::find_if(drill.steps, [&](const DrillStep& step) {
    const bool is_plan = did != DrillDid::IncidentCalled || drill.what.plan.empty() || step.about == drill.what.plan;
    return step.did == did && is_plan && is_of_post(drill, asked.post, step.person);
  });
  if (done == drill.steps.end()) return result;
  result.person = done->person;
  result.after_ms = since_first_alarm(drill, *done);
  result.mark = *result.after_ms <= asked.within_ms ? DrillMark::Met : DrillMark::Late;
  result.points = result.mark == DrillMark::Met ? asked.points : asked.points / 2;
  return result;
}

bool is_act(DrillDid did) {
  return did == DrillDid::OrderAccepted || did == DrillDid::OrderSubmitted || did == DrillDid::OrderApproved ||
         did == DrillDid::IncidentCalled || did == DrillDid::CardTaken;
}

template <class Is>
std::optional<std::uint32_t> first_of(const Drill& drill, Is is) {
  const auto found = std::ranges::find_if(drill.steps, [&](const DrillStep& step) { return is(step.did); });
  if (found == drill.steps.end() || !drill.first_alarm) return std::nullopt;
  return since_first_alarm(drill, *found);
}

constexpr std::array kGoldenSteps{DrillDid::AlarmRaised,     DrillDid::RowTripped, DrillDid::CommandRequested,
                                  DrillDid::CommandObserved, DrillDid::NoticeSent, DrillDid::AlarmReturned};

void score_golden(const Drill& drill, DrillEnded& ended) {
  ended.of = static_cast<std::uint32_t>(kGoldenSteps.size());
  ended.score = static_cast<std::uint32_t>(std::ranges::count_if(kGoldenSteps, [&](DrillDid did) {
    return std::ranges::find(drill.steps, did, &DrillStep::did) != drill.steps.end();
  }));
  ended.verdict = ended.score == ended.of ? DrillVerdict::Passed : DrillVerdict::Failed;
}

}  // namespace

std::uint32_t whole_ms(Duration time) {
  const std::int64_t ms = time.ns() / 1'000'000;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(ms, 0, std::numeric_limits<std::uint32_t>::max()));
}

std::vector<DrillResult> results_of(const Drill& drill) {
  std::vector<DrillResult> results;
  for (const DrillAsked& asked : drill.what.asked) results.push_back(result_of(drill, asked));
  return results;
}

std::vector<DrillResponse> responses_of(const DrillStarted& what, const std::vector<DrillStep>& steps,
                                        const std::vector<DrillResult>& results) {
  std::vector<DrillResponse> found;
  const auto of = [&](const std::string& person) -> DrillResponse& {
    const auto known = std::ranges::find(found, person, &DrillResponse::person);
    if (known != found.end()) return *known;
    found.push_back({.person = person});
    return found.back();
  };
  for (const DrillParticipants& called : what.participants)
    for (const std::string& person : called.people) of(person).posts.push_back(called.post);
  const auto rang = std::ranges::find(steps, DrillDid::AlarmRaised, &DrillStep::did);
  for (const DrillStep& step : steps) {
    if (step.person.empty() || rang == steps.end()) continue;
    DrillResponse& response = of(step.person);
    const std::uint32_t after = step.after_ms > rang->after_ms ? step.after_ms - rang->after_ms : 0;
    if (step.did == DrillDid::Acknowledged && !response.acknowledged_ms) response.acknowledged_ms = after;
    if (!is_act(step.did)) continue;
    if (!response.acted_ms) response.acted_ms = after;
    ++response.acts;
  }
  for (const DrillResult& result : results) {
    if (result.person.empty()) continue;
    DrillResponse& response = of(result.person);
    ++(result.mark == DrillMark::Met ? response.met : response.late);
    response.points += result.points;
  }
  return found;
}

// A drill that was cut short says what was done, and judges nobody.
DrillEnded score(const Drill& drill, DrillEnd end, std::string because) {
  DrillEnded ended;
  ended.drill = drill.id;
  ended.end = end;
  ended.because = std::move(because);
  ended.results = results_of(drill);
  ended.steps = drill.steps;
  ended.acknowledged_ms = first_of(drill, [](DrillDid did) { return did == DrillDid::Acknowledged; });
  ended.acted_ms = first_of(drill, is_act);
  const bool is_whole = end == DrillEnd::Completed || end == DrillEnd::TimeUp;
  if (drill.what.kind == DrillKind::Golden) {
    score_golden(drill, ended);
    if (!is_whole) ended.verdict = DrillVerdict::NotJudged;
    return ended;
  }
  for (const DrillAsked& asked : drill.what.asked) ended.of += asked.points;
  for (const DrillResult& result : ended.results) ended.score += result.points;
  if (is_whole) ended.verdict = ended.score * 100 >= drill.what.pass_percent * ended.of ? DrillVerdict::Passed : DrillVerdict::Failed;
  return ended;
}

}  // namespace davy::core::drill
