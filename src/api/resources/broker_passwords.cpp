// Passwords of devices at the MQTT broker: issued and taken back here, and written where the broker reads them when davyd may.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "base/bytes.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kDevicePasswordBytes = 24;

std::optional<Problem> no_broker_file(Desk& desk) {
  if (!desk.services.directory.device(desk.name())) return not_found_problem();
  if (desk.services.options.broker_files) return std::nullopt;
  return problem(ProblemKind::NotNow, "davyd 未配置消息服务器的文件（--broker-folder），请以 root 执行 davy-broker",
                 "davyd was not given the broker's files (--broker-folder): run davy-broker as root");
}

BrokerDevice device_of(const std::string& name, const Desk& desk) { return {desk.services.directory.site().name, name}; }

Answered issued(const std::string& device, Desk& desk) {
  const std::string password = random_hex(kDevicePasswordBytes);
  const store::BrokerPassword kept{device, mosquitto_hash(password), desk.services.now()};
  if (const auto set = desk.services.credentials.set_broker_password(kept); !set) return to_problem(set.error());
  if (const auto changed = change_broker_device(*desk.services.options.broker_files, device_of(device, desk), kept.hash); !changed)
    return to_problem(changed.error());
  const DeviceTopics topics = topics_of(device_of(device, desk));
  JsonWriter out;
  out.object().field("user", device).field("password", password).field("issued", kept.issued);
  out.key("write").list();
  for (const std::string& topic : topics.write) out.value(topic);
  out.end().key("read").list();
  for (const std::string& topic : topics.read) out.value(topic);
  return json_reply(out.end().end().take());
}

Outcome issue(const Ask&, Desk& desk) {
  if (auto no = no_broker_file(desk)) return *no;
  const std::string device = desk.name();
  return Command{core::IssueToken{"mqtt:" + device, device, {"mqtt"}, {}},
                 [device](const auto&, Desk& later) { return issued(device, later); },
                 {},
                 {}};
}

Outcome revoke(const Ask&, Desk& desk) {
  if (auto no = no_broker_file(desk)) return *no;
  const std::string device = desk.name();
  // It holds no longer, whatever becomes of the record.
  if (const auto changed = change_broker_device(*desk.services.options.broker_files, device_of(device, desk), {}); !changed)
    return to_problem(changed.error());
  if (const auto removed = desk.services.credentials.remove_broker_password(device); !removed) return to_problem(removed.error());
  return Command{core::RevokeToken{"mqtt:" + device}, [](const auto&, Desk&) -> Answered { return no_content(); }, {}, {}};
}

}  // namespace

void add_broker_passwords(Router& router) {
  router.add({Method::Put, "/devices/{name}/broker-password", issue});
  router.add({Method::Delete, "/devices/{name}/broker-password", revoke});
}

}  // namespace davy::api
