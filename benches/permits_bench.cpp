// permits: what a thousand works under permits cost, in process.
//
// A plant of 1,000 detectors, each with a permit that is open on it, a limit that takes the permit back, and a row whose command closes a valve. Asked are the
// conflicts of new permits with all that are open, and how long a bad reading takes until its permit is taken back; in the same run, in turn, how long a
// reading beyond the row's limit takes until its command has left. Both times run from the edge that detection gives to the event, in the engine.

#include "benches/benches.hpp"
#include "core/engine/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace davy::bench {
namespace {

using PermitClock = std::chrono::steady_clock;

constexpr std::size_t kPermits = 1'000;
const Instant kMorning = Instant::from_unix_ms(1'795'478'400'000);  // 08:00 in the plant

void add_condition(site::Site& site, std::size_t point, std::string suffix, double limit) {
  site::Condition& made = site.conditions.emplace_back();
  made.suffix = std::move(suffix);
  made.point = site::PointIndex(point);
  made.kind = site::ConditionKind::High;
  made.limit = limit;
  made.respond_within = 30_min;
  made.guidance = site::GuidanceIndex(0);
}

site::Site make_permit_site() {
  site::Site site;
  site.zones = {{"plant", {}, {}, {}, {}, {}}};
  site.posts = {{"operator", {}, {}}};
  site.devices = {{"rtu", {}, site::ZoneIndex(0)}};
  site.guidance.emplace_back();
  for (std::size_t i = 0; i < kPermits; ++i) {
    site::Point& point = site.points.emplace_back();
    point.name = fmt::format("gas-{}", i);
    point.zone = site::ZoneIndex(0);
    point.device = site::DeviceIndex(0);
    point.unit = find_unit("%LEL");
    point.stale_after = 3_s;
    add_condition(site, i, "high-high", 50);
    add_condition(site, i, "permit", 10);
    site.conditions.back().gates = {site::PermitKind::HotWork};
    site.conditions.back().rings = site::Rings::WithPermit;
  }
  for (std::size_t i = 0; i < kPermits; ++i) {
    const std::size_t feedback = site.points.size();
    site.points.push_back({fmt::format("valve-{}-fb", i), {}, {}, {}, site::ZoneIndex(0), site::DeviceIndex(0), find_unit("")});
    site::Actuator& valve = site.actuators.emplace_back();
    valve.name = fmt::format("valve-{}", i);
    valve.states = {{"open", {}, 0}, {"closed", {}, 1}};
    valve.safe_state = "closed";
    valve.feedback = site::PointIndex(feedback);
    add_condition(site, feedback, "not-proved", 0);
    site.conditions.back().kind = site::ConditionKind::ActuatorFault;
    valve.fault = site::ConditionIndex(site.conditions.size() - 1);
    valve.accept_within = 2_s;
    valve.observe_within = 10_s;
    site::Row& row = site.rows.emplace_back();
    row.name = fmt::format("row-{}", i);
    row.causes = {site::ConditionIndex(2 * i)};
    row.effects = {{site::ActuatorIndex(i), "closed", {}}};
  }
  return site;
}

core::PermitApplied work_at(std::size_t place) {
  core::PermitApplied what;
  what.kind = core::PermitKind::HotWork;
  what.level = core::PermitLevel::First;
  what.grounds.hot_place = core::HotPlace::ExplosionArea;
  what.zone = "plant";
  what.place = {100.0 * static_cast<double>(place % 40), 100.0 * static_cast<double>(place / 40), 1, 0, 2};
  what.what = "work";
  what.lead = "wang";
  what.guardian = "zhao";
  what.from = kMorning;
  what.until = kMorning + 8_h;
  what.points = {fmt::format("gas-{}", place % kPermits)};
  return what;
}

void tell(core::Engine& engine, core::EventBody body) { engine.evolve({engine.state().last_seq + 1, kMorning, "system", std::move(body)}); }

void open_permits(core::Engine& engine) {
  for (std::size_t i = 0; i < kPermits; ++i) {
    tell(engine, work_at(i));
    const core::PermitId id(engine.state().last_seq);
    tell(engine, core::PermitGasTested{id, kMorning, "zhao", {}, true, {}});
    tell(engine, core::PermitGuarded{id, core::OnSite::Scanned});
    tell(engine, core::PermitStarted{id});
  }
}

// Microseconds from the edge to the first event of type Body; negative: there was none.
template <class Body>
double us_until(core::Engine& engine, std::size_t condition, double value) {
  const core::Edge edge{site::ConditionIndex(condition), core::Truth::True, value, kMorning + 1_s, kMorning + 1_s};
  double took = -1;
  const auto begin = PermitClock::now();
  engine.step(edge, kMorning + 1_s, [&](const core::Event& event) {
    if (took < 0 && holds<Body>(event.body)) took = std::chrono::duration<double, std::micro>(PermitClock::now() - begin).count();
  });
  return took;
}

double percentile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

Result<Report> run_permits(Scale scale) {
  const site::Site plant = make_permit_site();
  const site::Directory directory(plant);
  core::Engine engine(directory);
  engine.step(core::Start{"bench", {}}, kMorning);
  open_permits(engine);
  const std::size_t asked = scale == Scale::Tiny ? 20 : 1'000;
  std::size_t clashes = 0;
  std::vector<double> conflict_ms;
  for (std::size_t i = 0; i < asked; ++i) {
    core::PermitApplied draft = work_at(i);
    draft.kind = core::PermitKind::BlindPlate;
    draft.place.x_m += 25;  // within 30 m of the hot work there
    conflict_ms.push_back(1e3 *
                          seconds_of([&] { clashes += core::permit::conflicts_of(engine.state().permits, plant, draft, {}).size(); }));
  }
  std::vector<double> suspend_us;
  std::vector<double> interlock_us;
  for (std::size_t i = 0; i < asked; ++i) {
    suspend_us.push_back(us_until<core::PermitSuspended>(engine, 2 * i + 1, 12));
    interlock_us.push_back(us_until<core::CommandRequested>(engine, 2 * i, 60));
    if (suspend_us.back() < 0 || interlock_us.back() < 0) return failed("a reading that took nothing back, or closed nothing");
  }
  if (clashes != asked) return failed(fmt::format("{} conflicts of {} works that have one each", clashes, asked));
  Report report;
  report.params = {{"permits", std::to_string(kPermits)}, {"asked", std::to_string(asked)}};
  report.figures = {{"conflict_ms", percentile(conflict_ms, 0.99)},
                    {"suspend_p50_us", percentile(suspend_us, 0.5)},
                    {"suspend_p99_us", percentile(suspend_us, 0.99)},
                    {"interlock_p50_us", percentile(interlock_us, 0.5)},
                    {"interlock_p99_us", percentile(interlock_us, 0.99)},
                    {"suspend_over_interlock", percentile(suspend_us, 0.99) / percentile(interlock_us, 0.99)}};
  report.checksum = fmt::format("conflicts {} suspended {}", clashes, suspend_us.size());
  return report;
}

}  // namespace

Bench permits_bench() { return {"permits", "a thousand works under permits: conflicts, and how soon one is taken back", run_permits}; }

}  // namespace davy::bench
