#include "apps/davy-sim/sim_device.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace davy::apps {

SimDevice::SimDevice(const site::Directory& directory, site::DeviceIndex device, sim::Plant& plant, std::mutex& plant_mutex,
                     const runtime::Clock& clock, const Broker& broker, std::string password)
    : directory_(directory), site_(directory.site()), device_(device), plant_(plant), plant_mutex_(plant_mutex), clock_(clock) {
  const std::string& name = site_[device].name;
  topic_ = "davy/" + site_.name + "/" + name;
  options_.host = broker.host;
  options_.port = broker.port;
  options_.authority_file = broker.authority_file;
  options_.client_id = "sim-" + name;
  options_.user = name;
  options_.password = std::move(password);
  options_.subscriptions = {topic_ + "/command"};
  options_.birth = field::Retained{topic_ + "/status", R"({"online":true})"};
  options_.will = field::Retained{topic_ + "/status", R"({"online":false})"};
  for (std::size_t i = 0; i < site_.points.size(); ++i)
    if (site_.points[i].device == device) points_.push_back({site::PointIndex(i), Instant::before_all()});
  connect();
}

// The connection's thread answers commands through the pointer: it must have ended before that goes.
SimDevice::~SimDevice() {
  if (connection_ != nullptr) connection_->stop();
}

void SimDevice::connect() {
  connection_ =
      std::make_unique<field::Connection>(clock_, options_, [this](std::string_view, std::string_view payload) { on_command(payload); });
  connection_->start();
}

void SimDevice::follow_power() {
  bool powered = false;
  {
    const std::scoped_lock lock(plant_mutex_);
    powered = plant_.powered(device_);
  }
  if (powered && connection_ == nullptr) connect();
  if (powered || connection_ == nullptr) return;
  connection_->stop(field::Leave::WithoutAWord);
  connection_.reset();
}

void SimDevice::publish_due(Instant now, Duration behind) {
  std::string body;
  {
    const std::scoped_lock lock(plant_mutex_);
    for (DuePoint& point : points_) {
      if (point.due > now) continue;
      point.due = (point.due == Instant::before_all() ? now : point.due) + site_[point.point].period;
      const auto sample = plant_.read(point.point, now);
      if (!sample) continue;
      body += fmt::format(R"({}{{"point":"{}","t":{},"v":{:.6g},"q":"{}"}})", body.empty() ? "" : ",", site_[point.point].name,
                          (sample->source + behind).unix_ms(), sample->value, name_of(sample->quality));
    }
  }
  if (!body.empty() && connection_ != nullptr) connection_->publish(topic_ + "/samples", R"({"samples":[)" + body + "]}");
}

void SimDevice::on_command(std::string_view payload) {
  const auto json = nlohmann::json::parse(payload, nullptr, false);
  if (!json.is_object()) return;
  const std::string command = json.value("command", "");
  const std::string state = json.value("state", "");
  const auto actuator = directory_.actuator(json.value("actuator", ""));
  const auto expires = parse_instant(json.value("expires", ""));
  if (command.empty() || !actuator || site_[*actuator].device != device_) return reply(command, {false, "not an actuator of this device"});
  if (done_.contains(command)) return reply(command, {true, {}});
  if (!expires || *expires < clock_.now()) return reply(command, {false, "expired"});
  sim::CommandReply answer;
  {
    const std::scoped_lock lock(plant_mutex_);
    answer = plant_.command(*actuator, state, plant_.now());
  }
  if (answer.accepted) done_.insert(command);
  reply(command, answer);
}

void SimDevice::reply(const std::string& command, const sim::CommandReply& reply) {
  nlohmann::json json{{"command", command}, {"status", reply.accepted ? "accepted" : "refused"}};
  if (!reply.accepted) json["reason"] = reply.reason;
  connection_->publish(topic_ + "/reply", json.dump());
}

}  // namespace davy::apps
