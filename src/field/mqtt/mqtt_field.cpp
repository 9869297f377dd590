#include "field/mqtt/mqtt_field.hpp"

#include <chrono>

namespace davy::field {
namespace {

constexpr std::size_t kAskedMax = 10'000;
constexpr std::chrono::milliseconds kEngineLookAgain{1};
constexpr int kLooksWhenLeaving = 2'000;

ConnectionOptions connection_options(const MqttOptions& options, const std::string& client_id) {
  return {.host = options.host,
          .port = options.port,
          .client_id = client_id,
          .user = options.user,
          .password = options.password,
          .authority_file = options.authority_file};
}

ConnectionOptions commanding_options(const MqttOptions& options, const std::string& site) {
  ConnectionOptions commanding = connection_options(options, "davyd-" + site + "-commands");
  commanding.urgency = runtime::Urgency::Patient;
  return commanding;
}

ConnectionOptions listening_options(const MqttOptions& options, const std::string& site, const Connection& commanding) {
  const std::string all_devices = "davy/" + site + "/+/";
  ConnectionOptions listening = connection_options(options, "davyd-" + site);
  listening.session = Session::Persistent;
  listening.urgency = runtime::Urgency::Prompt;
  listening.subscriptions = {all_devices + "status", all_devices + "reply", all_devices + "samples"};
  listening.may_connect = [&commanding] { return commanding.up(); };
  return listening;
}

}  // namespace

MqttField::MqttField(const site::Directory& directory, const runtime::Clock& clock, const MqttOptions& options)
    : directory_(directory),
      clock_(clock),
      reader_(directory),
      commanding_(clock, commanding_options(options, directory.site().name), [](std::string_view, std::string_view) {}),
      listening_(clock, listening_options(options, directory.site().name, commanding_),
                 [this](std::string_view topic, std::string_view payload) { take(topic, payload); }) {}

MqttField::~MqttField() { stop(); }

bool MqttField::connect(Duration at_most) {
  commanding_.start();
  return commanding_.wait_up(at_most);
}

void MqttField::listen(MqttSink sink) {
  {
    const std::scoped_lock lock(mutex_);
    sink_ = std::move(sink);
    flush_reports();
  }
  listening_.start();
}

void MqttField::stop_listening() {
  leaving_ = true;
  listening_.stop();
}

void MqttField::stop() {
  stopping_ = true;
  listening_.stop();
  commanding_.stop();
}

void MqttField::send(const runtime::FieldCommand& command) {
  const site::DeviceIndex device = directory_.site()[command.actuator].device;
  const std::string& device_name = directory_.site()[device].name;
  const std::string topic = topic_of(directory_.site().name, device_name, Leaf::Command);
  const std::string payload = command_payload(command, directory_);
  {
    // Before it leaves, so that no reply can be faster.
    const std::scoped_lock lock(mutex_);
    if (asked_.emplace(command.command, device).second) asked_in_order_.push_back(command.command);
    if (asked_in_order_.size() > kAskedMax) {
      asked_.erase(asked_in_order_.front());
      asked_in_order_.pop_front();
    }
  }
  if (commanding_.publish(topic, payload))
    report({command.command, core::CommandStage::Sent, ""});
  else
    report({command.command, core::CommandStage::NotSent, "no connection to the MQTT broker"});
}

MqttHealth MqttField::health() const {
  return {listening_.health(), commanding_.health(), messages_.load(), samples_.load(), waits_.load()};
}

void MqttField::take(std::string_view topic, std::string_view payload) {
  ++messages_;
  const std::optional<Topic> parsed = parse_topic(topic, directory_.site().name);
  if (!parsed || parsed->leaf == Leaf::Command) return quarantine_.add(Malformed::UnknownTopic, topic, payload, clock_.now());
  const std::optional<site::DeviceIndex> device = directory_.device(parsed->device);
  if (!device) return quarantine_.add(Malformed::UnknownDevice, topic, payload, clock_.now());
  switch (parsed->leaf) {
    case Leaf::Samples: return take_samples(*device, topic, payload);
    case Leaf::Reply: return take_reply(*device, topic, payload);
    case Leaf::Status: return take_status(*device, topic, payload);
    case Leaf::Command: return;
  }
}

void MqttField::take_samples(site::DeviceIndex device, std::string_view topic, std::string_view payload) {
  const Instant arrival = Instant::from_unix_ms(clock_.now().unix_ms());  // finer would only cost room in the historian
  SamplesRead read = reader_.samples(payload, device, arrival);
  if (!read.samples.empty()) {
    samples_ += read.samples.size();
    wait_for_engine([&] { return sink_->samples(read.samples); });
  }
  for (const Malformed reason : read.malformed) quarantine_.add(reason, topic, payload, arrival);
}

void MqttField::take_reply(site::DeviceIndex device, std::string_view topic, std::string_view payload) {
  const std::variant<Reply, Malformed> read = reader_.reply(payload);
  if (const auto* reason = std::get_if<Malformed>(&read)) return quarantine_.add(*reason, topic, payload, clock_.now());
  const Reply& reply = std::get<Reply>(read);
  {
    const std::scoped_lock lock(mutex_);
    const auto asked = asked_.find(reply.command);
    if (asked == asked_.end() || asked->second != device) return quarantine_.add(Malformed::UnknownCommand, topic, payload, clock_.now());
  }
  report({reply.command, reply.stage, reply.reason});
}

void MqttField::take_status(site::DeviceIndex device, std::string_view topic, std::string_view payload) {
  const std::variant<core::Presence, Malformed> read = reader_.status(payload);
  if (const auto* reason = std::get_if<Malformed>(&read)) return quarantine_.add(*reason, topic, payload, clock_.now());
  wait_for_engine([&] { return sink_->device({device, std::get<core::Presence>(read)}); });
}

// A report is never lost: what the engine does not take now waits here for the next one.
void MqttField::report(core::CommandReport report) {
  const std::scoped_lock lock(mutex_);
  reports_.push_back(std::move(report));
  flush_reports();
}

void MqttField::flush_reports() {
  if (!sink_) return;
  while (!reports_.empty()) {
    if (sink_->command(reports_.front()) == Pushed::Full) return;
    reports_.pop_front();
  }
}

void MqttField::wait_for_engine(const std::function<Pushed()>& push) {
  if (push() != Pushed::Full) return;
  ++waits_;
  for (int looks = 0; !stopping_ && looks < kLooksWhenLeaving && push() == Pushed::Full; looks += leaving_ ? 1 : 0)
    std::this_thread::sleep_for(kEngineLookAgain);
}

}  // namespace davy::field
