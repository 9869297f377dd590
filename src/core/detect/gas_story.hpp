#pragma once
// GasStory: for the tests of this folder: one gas point "gas", its conditions, and a detector, told in seconds after the start.
//
// Range 0–100 %LEL, a sample each second, stale after 3 s. What the detector says reads "5s high true since 3s at 26"; late findings read
// "late high 2s..7s peak 31 known 40s".

#include "core/detect/detector.hpp"

#include <string>
#include <vector>

namespace davy::core {

namespace story {

inline const Instant kStart = Instant::from_unix_ms(1'800'000'000'000);

inline Instant second(double s) { return kStart + Duration::from_seconds(s); }

struct Delays {
  double deadband = 0;
  Duration on_delay;
  Duration off_delay;
};

inline site::Condition condition(std::string suffix, site::ConditionKind kind, double limit, Delays delays) {
  site::Condition made;
  made.suffix = std::move(suffix);
  made.kind = kind;
  made.limit = limit;
  made.deadband = delays.deadband;
  made.on_delay = delays.on_delay;
  made.off_delay = delays.off_delay;
  return made;
}

inline site::Condition high(double limit, Delays delays = {}) { return condition("high", site::ConditionKind::High, limit, delays); }
inline site::Condition low(double limit, Delays delays = {}) { return condition("low", site::ConditionKind::Low, limit, delays); }
inline site::Condition stale(Delays delays = {}) { return condition("stale", site::ConditionKind::Stale, 0, delays); }
inline site::Condition bad(Delays delays = {}) { return condition("bad", site::ConditionKind::BadQuality, 0, delays); }
inline site::Condition range(Delays delays = {}) { return condition("range", site::ConditionKind::OutOfRange, 0, delays); }

inline site::Point gas_point(std::string name = "gas") {
  site::Point point;
  point.name = std::move(name);
  point.range_min = 0;
  point.range_max = 100;
  point.period = Duration::from_ms(1'000);
  point.stale_after = Duration::from_ms(3'000);
  return point;
}

// One point with these conditions, in a hall that has modes and a permit.
inline site::Site gas_site(std::vector<site::Condition> conditions) {
  site::Site site;
  site.zones = {{.name = "hall"}};
  site.modes = {{.name = "running"}, {.name = "maintenance"}, {.name = "start-up"}};
  site.facts = {{.name = "permit-hot-work", .zones = {site::ZoneIndex(0)}}};
  site.points.push_back(gas_point());
  site.conditions = std::move(conditions);
  return site;
}

}  // namespace story

class GasStory {
 public:
  explicit GasStory(std::vector<site::Condition> conditions, DetectorOptions options = {})
      : site_(story::gas_site(std::move(conditions))), detector_(site_, story::kStart, options) {}

  GasStory(DetectorOptions options, site::Site site) : site_(std::move(site)), detector_(site_, story::kStart, options) {}

  // A sample measured at `source` and arriving at once.
  void reads(double source, double value, Quality quality = Quality::Good) { arrives(source, source, value, quality); }
  void reads_bad(double source) { reads(source, 0, Quality::Bad); }
  void arrives(double arrival, double source, double value, Quality quality = Quality::Good) {
    const Sample sample{site::PointIndex(0), quality, value, story::second(source), story::second(arrival)};
    detector_.feed({&sample, 1}, findings_);
  }
  void ticks(double now) { detector_.tick(story::second(now), findings_); }

  void past_ends() { detector_.end_past(); }
  void lives_from(double now) { detector_.live_from(story::second(now)); }

  // By so much, to `now`.
  void clock_goes_back(double by, double now) { detector_.clock_set_back(Duration::from_seconds(by), story::second(now), findings_); }

  // What was said since the last call, in order.
  std::vector<std::string> told();

  void knows(const ModeBook& book) { detector_.know(book); }
  void knows(const FactBook& book) { detector_.know(book); }
  void has_open_orders(std::int64_t orders) { detector_.know_open_orders({orders}); }
  void has_open_hazards(std::int64_t hazards) { detector_.know_open_hazards({hazards}); }

  const Detector& detector() const { return detector_; }
  Truth truth(std::size_t condition) const { return detector_.truth(site::ConditionIndex(condition)); }

 private:
  site::Site site_;
  Detector detector_;
  Findings findings_;
};

namespace story {

inline std::string brief(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

inline std::string clock(Instant at) { return brief((at - kStart).seconds()) + "s"; }

}  // namespace story

inline std::vector<std::string> GasStory::told() {
  std::vector<std::string> lines;
  for (const Edge& edge : findings_.edges) {
    lines.push_back(story::clock(edge.evidence) + " " + site_[edge.condition].suffix + " " + std::string(name_of(edge.truth)) + " since " +
                    story::clock(edge.since) + " at " + story::brief(edge.value));
  }
  for (const LateFinding& finding : findings_.late) {
    lines.push_back("late " + site_[finding.condition].suffix + " " + story::clock(finding.began) + ".." +
                    (finding.ended ? story::clock(*finding.ended) : "") + " peak " + story::brief(finding.peak) + " known " +
                    story::clock(finding.known));
  }
  findings_.clear();
  return lines;
}

}  // namespace davy::core
