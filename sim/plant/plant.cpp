#include "sim/plant/plant.hpp"

#include <algorithm>
#include <cmath>

namespace davy::sim {
namespace {

constexpr double kReachMetres = 8;      // at this distance half of a release is felt
constexpr double kFanReachMetres = 25;  // a running fan clears what is this near
constexpr double kFanFactor = 3;
constexpr Duration kTravel = Duration::from_ms(800);  // of a healthy valve
constexpr Duration kSlowTravel = Duration::from_ms(60'000);
constexpr Duration kSwayPeriod = Duration::from_ms(600'000);
constexpr double kSaturation = 1.04;  // of span: a transmitter ends below 21 mA, where NE 43 begins to call it failed
constexpr double kLagShare = 0.5;     // of the way to the true value that a sensor goes in a second: T90 of about 3 s

// Smallest step that a sensor of this range shows.
double resolution(const site::Point& point) {
  return std::pow(10, std::floor(std::log10(std::max(point.range_max - point.range_min, 1e-9)) - 2.5));
}

bool is_binary(const site::Point& point) {
  return point.kind == site::PointKind::State || point.kind == site::PointKind::Door || point.kind == site::PointKind::People;
}

// FNV-1a of the name, stirred into the seed.
Chance chance_of(const site::Point& point, std::uint64_t seed) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : point.name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return Chance(seed ^ hash);
}

double distance(site::Metres a, site::Metres b) { return std::hypot(a.x - b.x, a.y - b.y); }

site::Metres place_of(const site::Site& site, site::ZoneIndex zone, const std::optional<site::Metres>& at) {
  if (at) return *at;
  site::Metres middle;
  const auto& outline = site[zone].outline;
  for (const site::Metres& corner : outline) {
    middle.x += corner.x / static_cast<double>(outline.size());
    middle.y += corner.y / static_cast<double>(outline.size());
  }
  return middle;
}

}  // namespace

Plant::Plant(const site::Site& site, std::uint64_t seed, Instant start)
    : site_(site), start_(start), now_(start), powered_(site.devices.size(), true), fed_back_by_(site.points.size()) {
  for (std::size_t i = 0; i < site.actuators.size(); ++i) {
    const site::Actuator& actuator = site.actuators[i];
    ActuatorModel model;
    for (const site::ActuatorState& state : actuator.states)
      if (state.name != actuator.safe_state && model.state.empty()) model.state = state.name;
    model.target = model.state;
    actuators_.push_back(model);
    fed_back_by_[actuator.feedback.get()] = site::ActuatorIndex(i);
  }
  for (std::size_t i = 0; i < site.points.size(); ++i) {
    SensorModel sensor{.chance = chance_of(site.points[i], seed)};
    sensor.quiet = sensor.shown = quiet_value(site, site::PointIndex(i));
    sensor.sway_phase = sensor.chance.uniform();
    sensors_.push_back(sensor);
  }
}

struct Plant::Apply {
  Plant& plant;
  Instant now;

  void operator()(const Release& release) const {
    std::erase_if(plant.clouds_, [&](const Cloud& cloud) { return cloud.release.name == release.name; });
    plant.clouds_.push_back({release, 0, false});
  }
  void operator()(const EndRelease& end) const {
    for (Cloud& cloud : plant.clouds_)
      if (cloud.release.name == end.name) cloud.ended = true;
  }
  void operator()(const SensorFault& fault) const {
    SensorModel& sensor = plant.sensors_[fault.point.get()];
    sensor.trouble = fault.trouble;
    sensor.amount = fault.amount;
    sensor.held = sensor.shown;
    sensor.troubled_since = now;
  }
  void operator()(const ActuatorFault& fault) const { plant.actuators_[fault.actuator.get()].trouble = fault.trouble; }
  void operator()(const DevicePower& device) const { plant.powered_[device.device.get()] = device.power == Power::On; }
  void operator()(const HandOperation& hand) const {
    ActuatorModel& model = plant.actuators_[hand.actuator.get()];
    model.target = hand.state;
    model.moves_at = now + kTravel;
  }
};

void Plant::happen(const Happening& happening, Instant now) { std::visit(Apply{*this, now}, happening); }

CommandReply Plant::command(site::ActuatorIndex index, const std::string& state, Instant now) {
  const site::Actuator& actuator = site_[index];
  ActuatorModel& model = actuators_[index.get()];
  if (std::none_of(actuator.states.begin(), actuator.states.end(), [&](const site::ActuatorState& s) { return s.name == state; }))
    return {false, "no such state: " + state};
  if (model.trouble == ActuatorTrouble::Refusing) return {false, "local control"};
  model.target = state;
  model.moves_at = now + (model.trouble == ActuatorTrouble::Slow ? kSlowTravel : kTravel);
  return {true, {}};
}

void Plant::advance(Instant now) {
  const double seconds = std::max(0.0, (now - now_).seconds());
  now_ = std::max(now, now_);
  for (ActuatorModel& model : actuators_) {
    if (model.moves_at > now || model.trouble == ActuatorTrouble::Stuck) continue;
    model.state = model.target;
    model.moves_at = Instant::never();
  }
  for (Cloud& cloud : clouds_) {
    const bool on = fed(cloud);
    const double rate = on ? 1 / cloud.release.rise.seconds() : (ventilated(cloud) ? kFanFactor : 1) / cloud.release.decay.seconds();
    cloud.level += ((on ? 1.0 : 0.0) - cloud.level) * (1 - std::exp(-rate * seconds));
  }
  std::erase_if(clouds_, [](const Cloud& cloud) { return cloud.ended && cloud.level < 1e-4; });
  const double way = 1 - std::pow(1 - kLagShare, seconds);
  for (std::size_t i = 0; i < sensors_.size(); ++i) {
    const double target = true_value(i, now);
    SensorModel& sensor = sensors_[i];
    sensor.shown = is_binary(site_.points[i]) ? target : sensor.shown + (target - sensor.shown) * way;
  }
}

std::optional<core::Sample> Plant::read(site::PointIndex index, Instant now) {
  const site::Point& point = site_[index];
  SensorModel& sensor = sensors_[index.get()];
  // Chance is drawn whatever the fault, so that a sensor that is mended goes on as if it had been sound.
  const double noise = is_binary(point) ? 0 : sensor.chance.normal() * 0.0015 * (point.range_max - point.range_min);
  if (!powered_[point.device.get()] || sensor.trouble == SensorTrouble::Silent) return std::nullopt;
  double value = sensor.shown + noise;
  const double hours = (now - sensor.troubled_since).seconds() / 3600;
  if (sensor.trouble == SensorTrouble::Stuck) value = sensor.held;
  if (sensor.trouble == SensorTrouble::Drifting) value += sensor.amount * hours;
  if (sensor.trouble == SensorTrouble::Offset) value += sensor.amount;
  const double step = resolution(point);
  core::Sample sample{index, core::Quality::Good, is_binary(point) ? value : std::round(value / step) * step, now, now};
  const bool honest = sensor.trouble != SensorTrouble::Offset && sensor.trouble != SensorTrouble::Drifting;
  if (honest) sample.value = std::min(sample.value, point.range_min + kSaturation * (point.range_max - point.range_min));
  // What cannot be negative is not shown negative by noise around nothing.
  if (point.range_min >= 0 && honest) sample.value = std::max(sample.value, 0.0);
  if (sensor.trouble == SensorTrouble::Bad) sample.quality = core::Quality::Bad;
  return sample;
}

bool Plant::fed(const Cloud& cloud) const {
  if (cloud.ended) return false;
  if (!cloud.release.fed_by) return true;
  return actuators_[cloud.release.fed_by->get()].state != site_[*cloud.release.fed_by].safe_state;
}

bool Plant::ventilated(const Cloud& cloud) const {
  for (std::size_t i = 0; i < actuators_.size(); ++i) {
    const site::Actuator& actuator = site_.actuators[i];
    if (!actuator.name.starts_with("fan-") || actuators_[i].state != actuator.safe_state) continue;
    if (distance(place_of(site_, actuator.zone, actuator.at), cloud.release.at) <= kFanReachMetres) return true;
  }
  return false;
}

std::optional<double> Plant::feedback_of(std::size_t point) const {
  if (!fed_back_by_[point]) return std::nullopt;
  const site::Actuator& actuator = site_[*fed_back_by_[point]];
  for (const site::ActuatorState& state : actuator.states)
    if (state.name == actuators_[fed_back_by_[point]->get()].state) return state.feedback_value;
  return std::nullopt;
}

double Plant::true_value(std::size_t index, Instant now) const {
  if (const auto feedback = feedback_of(index)) return *feedback;
  const site::Point& point = site_.points[index];
  const SensorModel& sensor = sensors_[index];
  double value = sensor.quiet;
  for (const Cloud& cloud : clouds_) {
    if (cloud.release.reaches != point.kind) continue;
    const double d = distance(place_of(site_, point.zone, point.at), cloud.release.at) / kReachMetres;
    value += cloud.release.strength * cloud.level / (1 + d * d);
  }
  if (is_binary(point) || sensor.quiet <= point.range_min) return value;
  const double turn = (now - start_).seconds() / kSwayPeriod.seconds() + sensor.sway_phase;
  return value + 0.005 * (point.range_max - point.range_min) * std::sin(2 * 3.14159265358979 * turn);
}

}  // namespace davy::sim
