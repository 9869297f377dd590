#include "api/resources/permit_desk.hpp"

#include "api/resources/answers.hpp"
#include "api/services.hpp"
#include "core/permit/gb30871.hpp"

#include <algorithm>
#include <cmath>

namespace davy::api {
namespace {

constexpr std::size_t kShort = 500;  // characters of a line of a form
constexpr std::size_t kListed = 50;
constexpr std::size_t kWorkersMax = 100;
constexpr std::size_t kRelatedMax = 20;
constexpr double kIdMax = 9'007'199'254'740'991;  // what JSON's numbers hold exactly

double not_below_zero(Fields& fields, std::string_view name) {
  const double amount = fields.maybe_amount(name).value_or(0);
  if (amount < 0) fields.wrong(name, "不能小于 0", "cannot be below 0");
  return amount;
}

template <class E>
std::vector<E> named_list(Fields& fields, std::string_view name) {
  std::vector<E> values;
  const std::vector<std::string> texts = fields.texts_or_none(name, kEnumNames<E>.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (const auto value = value_named<E>(texts[i]))
      values.push_back(*value);
    else
      fields.wrong(std::string(name) + "[" + std::to_string(i) + "]", "没有这个名称", "is not a name that is known here");
  }
  return values;
}

template <class E>
E named_or(Fields& fields, std::string_view name, E otherwise) {
  return fields.has(name) ? fields.named<E>(name) : otherwise;
}

core::PermitGrounds grounds_of(Fields& fields) {
  core::PermitGrounds grounds;
  grounds.hot_place = named_or(fields, "hot_place", core::HotPlace::Elsewhere);
  grounds.height_m = not_below_zero(fields, "height_m");
  grounds.factors = named_list<core::HeightFactor>(fields, "factors");
  grounds.load_t = not_below_zero(fields, "load_t");
  grounds.depth_m = not_below_zero(fields, "depth_m");
  return grounds;
}

core::PermitPlace circle_of(Fields& fields) {
  core::PermitPlace place;
  const auto needed = [&](std::string_view name) {
    const auto amount = fields.maybe_amount(name);
    if (!fields.has(name)) fields.wrong(name, "必须填写", "must be given");
    return amount.value_or(0);
  };
  place.x_m = needed("x_m");
  place.y_m = needed("y_m");
  place.radius_m = not_below_zero(fields, "radius_m");
  place.bottom_m = fields.maybe_amount("bottom_m").value_or(0);
  place.top_m = fields.maybe_amount("top_m").value_or(place.bottom_m);
  if (place.top_m < place.bottom_m) fields.wrong("top_m", "不能低于 bottom_m", "cannot be below bottom_m");
  return place;
}

std::vector<core::PermitId> related_of(Fields& fields) {
  std::vector<core::PermitId> related;
  const std::vector<double> numbers = fields.numbers_or_none("related", kRelatedMax);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] >= 1 && numbers[i] <= kIdMax && numbers[i] == std::floor(numbers[i]))
      related.emplace_back(static_cast<std::uint64_t>(numbers[i]));
    else
      fields.wrong("related[" + std::to_string(i) + "]", "应为编号，如 21", "must be a number such as 21");
  }
  return related;
}

Instant needed_time(Fields& fields, std::string_view name) {
  const auto at = fields.maybe_time(name);
  if (!fields.has(name)) fields.wrong(name, "必须填写", "must be given");
  return at.value_or(Instant());
}

void read_lists(core::PermitApplied& draft, Fields& fields) {
  if (fields.has("analysis"))
    draft.analysis = fields.objects("analysis", kListed, [](Fields& line) {
      core::JobHazard hazard{line.text("step", {1, kShort}), line.text("danger", {1, kShort}), line.text("measure", {1, kShort})};
      if (line.has("residual")) hazard.residual = line.named<site::Severity>("residual");
      return hazard;
    });
  if (fields.has("isolations"))
    draft.isolations = fields.objects("isolations", kListed, [](Fields& line) {
      return core::Isolation{line.named<core::IsolationKind>("kind"), line.text("place", {1, kShort})};
    });
  draft.no_isolation = fields.text_or("no_isolation", "", {0, kShort});
  if (fields.has("details"))
    draft.details = fields.objects("details", kListed, [](Fields& line) {
      return core::PermitDetail{line.text("field", {1, kNameMax}), line.text("text", {0, kShort})};
    });
  draft.points = fields.texts_or_none("points", kListed);
  draft.others = fields.texts_or_none("others", kListed);
  draft.workers = fields.texts("workers", kWorkersMax);
}

core::permit::Sources sources_of(const core::State& state, const site::Directory& directory) {
  return {state.permits,  state.alarms, state.care,      state.qualifications, state.records,
          state.accounts, directory,    state.trainings, state.facts};
}

// Every gate with what detection last told of it, under the point that it looks at.
std::vector<DetectorNow> detectors_of(const core::PermitBook& book, const core::PermitApplied& what, const site::Directory& directory) {
  std::vector<DetectorNow> detectors;
  for (const std::string& point : what.points) detectors.push_back({point, std::nullopt, {}});
  for (const site::ConditionIndex gate : core::permit::gates(directory, what)) {
    const std::string& point = directory.site()[directory.site()[gate].point].name;
    auto at = std::ranges::find(detectors, point, &DetectorNow::point);
    if (at == detectors.end()) at = detectors.insert(detectors.end(), DetectorNow{point, std::nullopt, {}});
    const auto told = book.told.find(gate);
    at->gates.push_back({gate, told == book.told.end() ? core::Truth::Unknown : told->second.truth});
  }
  return detectors;
}

void judge(JudgedDraft& judged, core::PermitApplied draft, const core::Actor& actor, DraftIs state, const core::permit::Sources& sources,
           Instant now) {
  const site::Site& site = sources.directory.site();
  core::PermitApplied begun = draft;
  if (begun.from == Instant()) begun.from = now;
  judged.level = core::permit::level_ahead(sources, begun, now, judged.upgraded);
  if (core::gb30871::rank(draft.kind, draft.level) > core::gb30871::rank(draft.kind, judged.level)) judged.level = draft.level;
  judged.points = draft.points;
  for (const std::string& point : core::permit::points_for(sources.directory, draft))
    if (std::ranges::find(judged.points, point) == judged.points.end()) judged.points.push_back(point);
  judged.untrained = core::permit::untrained(sources, draft, now);
  judged.ending = core::permit::ending_certificates(sources, draft, now);
  if (state != DraftIs::Adrift) judged.conflicts = core::permit::conflicts_of(sources.book, site, draft, {});
  if (state != DraftIs::Whole) return;
  const core::Decided decided = core::permit::decide(sources, {actor, core::ApplyForPermit{draft}, {}}, now);
  if (const auto* refusal = std::get_if<core::Refusal>(&decided)) judged.refusal = *refusal;
  if (const auto* bodies = std::get_if<core::Bodies>(&decided))
    for (const core::EventBody& body : *bodies)
      if (const auto* applied = get_if<core::PermitApplied>(&body)) {
        judged.level = applied->level;
        judged.upgraded = applied->upgraded;
        judged.points = applied->points;
      }
}

}  // namespace

core::PermitApplied read_permit_draft(Fields& fields, Desk& desk) {
  core::PermitApplied draft;
  draft.kind = fields.named<core::PermitKind>("kind");
  draft.level = named_or(fields, "level", core::PermitLevel::None);
  draft.grounds = fields.object("grounds", grounds_of).value_or(core::PermitGrounds());
  draft.zone = fields.text("zone", {1, kNameMax});
  if (!fields.has("place")) fields.wrong("place", "必须填写", "must be given");
  draft.place = fields.object("place", circle_of).value_or(core::PermitPlace());
  draft.outdoors = fields.maybe_amount("outdoors").value_or(0) != 0;
  draft.what = fields.text("what");
  draft.unit = fields.text("unit", {1, 200});
  draft.lead = fields.text("lead", {1, kNameMax});
  draft.guardian = fields.text("guardian", {1, kNameMax});
  draft.coordinator = fields.text_or("coordinator", "", {0, kNameMax});
  draft.related = related_of(fields);
  draft.activities = named_list<core::Activity>(fields, "activities");
  draft.from = needed_time(fields, "from");
  draft.until = needed_time(fields, "until");
  read_lists(draft, fields);
  draft.photos = photos_or_none(fields, desk);
  return draft;
}

PermitNow permit_now(core::PermitId id, const core::PermitApplied& what, const Desk& desk) {
  PermitNow now;
  now.at = desk.services.now();
  const site::Directory& directory = desk.services.directory;
  const Result<void> seen = desk.services.runtime.look([&](const core::State& state, Instant at) {
    now.at = at;
    const core::Permit* permit = state.permits.find(id);
    if (permit == nullptr || permit->state == core::PermitState::Finished || permit->state == core::PermitState::Accepted) return;
    const core::permit::Sources sources = sources_of(state, directory);
    now.faults = core::permit::faults(sources, *permit, at);
    now.missing = core::permit::missing(sources, *permit, at);
    now.untrained = core::permit::untrained(sources, what, at);
    now.ending = core::permit::ending_certificates(sources, what, at);
    now.conflicts = core::permit::conflicts_of(state.permits, directory.site(), what, id);
    now.detectors = detectors_of(state.permits, what, directory);
  });
  now.known = seen.has_value();
  if (now.detectors.empty()) return now;
  const std::vector<runtime::LiveValue> live = desk.services.runtime.live_values();
  for (DetectorNow& each : now.detectors)
    if (const auto point = directory.point(each.point)) each.live = live.at(point->get());
  return now;
}

Result<std::vector<HangingLock>> hanging_locks(const Desk& desk) {
  std::vector<HangingLock> hanging;
  const Result<void> seen = desk.services.runtime.look([&](const core::State& state, Instant) {
    for (const auto& [id, locks] : state.permits.locks) {
      const core::Permit* permit = state.permits.find(id);
      for (const auto& [number, lock] : locks)
        hanging.push_back({id, number, lock, permit == nullptr ? std::nullopt : std::optional(permit->state)});
    }
  });
  if (!seen) return seen.error();
  std::ranges::stable_sort(hanging, {}, [](const HangingLock& each) { return each.lock.at; });
  return hanging;
}

Result<PermitsWaiting> permits_waiting(const Desk& desk, const std::vector<std::string>& posts) {
  PermitsWaiting waiting;
  const Result<void> seen = desk.services.runtime.look([&](const core::State& state, Instant now) {
    const std::string own = core::permit::record_of(sources_of(state, desk.services.directory).qualifications, desk.person->login);
    for (const auto& [id, permit] : state.permits.permits) {
      if (core::permit::waits_for_receipt(permit, own)) waiting.receipts.push_back(id);
      if (permit.state == core::PermitState::Interrupted && permit.stopped) waiting.taken_back.push_back(id);
      if (core::permit::waits_for_answer(desk.services.directory, permit, posts, now)) waiting.to_answer.push_back(id);
    }
  });
  if (!seen) return seen.error();
  return waiting;
}

Result<JudgedDraft> judge_permit_draft(const core::PermitApplied& draft, DraftIs state, const Desk& desk) {
  JudgedDraft judged;
  const core::Actor actor = desk.actor();
  const Result<void> seen = desk.services.runtime.look(
      [&](const core::State& known, Instant now) { judge(judged, draft, actor, state, sources_of(known, desk.services.directory), now); });
  if (!seen) return seen.error();
  return judged;
}

}  // namespace davy::api
