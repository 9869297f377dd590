// Devices: whether each is there, its card, until when its calibration holds, and its care.

#include "api/http/fields.hpp"
#include "api/json/views.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "site/exercise.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace davy::api {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kDueSoonDays = 30;
constexpr std::size_t kPartsShown = 100;

// What is said of all devices.
struct DeviceDesk {
  const site::Directory& directory;
  std::vector<std::string> offline;
  std::map<std::string, store::DeviceCareRow, std::less<>> care;
  core::DueBook due;
  Instant now;

  static Result<DeviceDesk> open(Desk& desk) {
    auto offline = desk.queries.offline_devices();
    if (!offline) return offline.error();
    auto care = desk.queries.device_care();
    if (!care) return care.error();
    core::DueBook due;
    if (auto seen = desk.services.runtime.look([&](const core::State& state, Instant) { due = state.due_days; }); !seen)
      return seen.error();
    return DeviceDesk{desk.services.directory, std::move(*offline), std::move(*care), std::move(due), desk.services.now()};
  }

  store::DeviceCareRow care_of(const std::string& device) const {
    const auto found = care.find(device);
    return found == care.end() ? store::DeviceCareRow() : found->second;
  }

  // Until when its sensor lasts; none: nobody says.
  std::optional<Day> sensor_until(const std::string& device) const {
    const core::DueDay* sensor = due.sensor_of(device);
    const auto last = sensor == nullptr ? std::nullopt : core::due::last_day(*sensor, directory.site().permits);
    return last;
  }

  void write_sensor(JsonWriter& out, const std::string& device) const {
    out.key("sensor");
    const auto last = sensor_until(device);
    if (!last) {
      out.value(nullptr);
      return;
    }
    const Day today = day_at(now, directory.site().utc_offset);
    out.object().field("last_day", to_text(*last)).field("days_left", *last - today);
    out.field("reached", core::qualification::step_reached(*last, today)).end();
  }

  std::string_view state_of(const core::DeviceCalibration& calibration) const {
    const auto day = parse_day(calibration.by);
    const bool valid = calibration.state == core::CalibrationState::Valid && day;
    if (valid && *day - day_at(now, directory.site().utc_offset) <= kDueSoonDays) return "due-soon";
    return name_of(calibration.state);
  }

  void write_fields(JsonWriter& out, const site::Device& device) const {
    const site::Site& site = directory.site();
    const store::DeviceCareRow row = care_of(device.name);
    out.field("name", device.name).field("title", device.title).field("zone", site[device.zone].name);
    out.field("presence", std::ranges::count(offline, device.name) > 0 ? "offline" : "online").key("points").list();
    for (const site::Point& point : site.points)
      if (site[point.device].name == device.name) out.value(point.name);
    out.end().field("card", or_null(row.card)).field("class", or_null(row.device_class));
    out.key("calibration").object().field("due", or_null(row.calibration.by)).field("state", state_of(row.calibration)).end();
    write_sensor(out, device.name);
    out.field("uncertain_because", uncertain_because(row.calibration.state)).field("open_care", row.open);
  }
};

// Where a device stands in a list by `field`: what comes first, then its name. Days are as they are read, year first; a device without one comes last.
std::pair<std::string, std::string> device_place(const DeviceDesk& all, const site::Device& device, std::string_view field) {
  constexpr const char* kNoDay = "~";
  const store::DeviceCareRow row = all.care_of(device.name);
  if (field == "zone") return {all.directory.site()[device.zone].name, device.name};
  if (field == "deadline") return {row.calibration.by.empty() ? kNoDay : row.calibration.by, device.name};
  if (field == "sensor") {
    const auto last = all.sensor_until(device.name);
    return {last ? to_text(*last) : kNoDay, device.name};
  }
  if (field == "care") return {fmt::format("{:020}", row.open), device.name};
  return {"", device.name};
}

Outcome list_devices(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string sort =
      query.choice_or("sort", {"name", "-name", "zone", "-zone", "deadline", "-deadline", "sensor", "-sensor", "care", "-care"}, "");
  if (auto wrong = query.problem()) return *wrong;
  const auto all = DeviceDesk::open(desk);
  if (!all) return to_problem(all.error());
  std::vector<const site::Device*> devices;
  for (const site::Device& device : desk.services.directory.site().devices)
    if (!site::is_exercise(device.name)) devices.push_back(&device);
  const bool down = sort.starts_with('-');
  if (!sort.empty())
    std::ranges::sort(devices, {}, [&, field = std::string_view(sort).substr(down ? 1 : 0)](const site::Device* each) {
      return device_place(*all, *each, field);
    });
  if (down) std::ranges::reverse(devices);
  JsonWriter out;
  out.object().key("items").list();
  for (const site::Device* device : devices) {
    out.object();
    all->write_fields(out, *device);
    out.end();
  }
  return json_reply(out.end().end().take());
}

std::optional<std::string> text_in(const Json& body, const char* field) {
  return body.contains(field) && body[field].is_string() ? std::optional(body[field].get<std::string>()) : std::nullopt;
}

std::optional<double> number_in(const Json& body, const char* field) {
  return body.contains(field) && body[field].is_number() ? std::optional(body[field].get<double>()) : std::nullopt;
}

Result<void> write_spare_parts(JsonWriter& out, const std::string& device_class, Desk& desk) {
  out.key("spare_parts").list();
  if (!device_class.empty()) {
    store::RecordFilter filter;
    filter.kind = "spare-part";
    filter.values = {{"fits", device_class}};
    filter.limit = kPartsShown;
    const auto parts = desk.queries.records(filter);
    if (!parts) return parts.error();
    for (const store::RecordRow& part : parts->items) {
      const Json body = Json::parse(part.body_json, nullptr, false);
      const auto used = desk.queries.parts_used(part.id, part.saved);
      if (!used) return used.error();
      const auto quantity = number_in(body, "quantity");
      out.object().field("part", part.id).field("name", text_in(body, "name").value_or(part.id)).field("quantity", quantity);
      out.field("least", number_in(body, "least")).field("unit", text_in(body, "unit")).field("place", text_in(body, "place"));
      out.field("used", *used).field("left", quantity ? std::optional(*quantity - *used) : std::nullopt).end();
    }
  }
  out.end();
  return {};
}

Result<void> write_care(JsonWriter& out, const store::CareFilter& filter, Desk& desk) {
  const auto page = desk.queries.care(filter);
  if (!page) return page.error();
  out.key("care").raw(page_json(*page, desk.services.directory)).key("doubtful");
  const auto doubts = desk.queries.doubts({filter.device, {}});
  if (!doubts) return doubts.error();
  write_list(out, *doubts);
  return {};
}

Outcome get_device(const Ask& ask, Desk& desk) {
  const site::Directory& directory = desk.services.directory;
  const auto index = directory.device(desk.name());
  if (!index) return not_found_problem();
  Fields query = Fields::of_query(ask);
  store::CareFilter filter;
  filter.which = store::CareFilter::Which::All;
  filter.device = desk.name();
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto all = DeviceDesk::open(desk);
  if (!all) return to_problem(all.error());
  const store::DeviceCareRow row = all->care_of(desk.name());
  JsonWriter out;
  out.object();
  all->write_fields(out, directory.site()[*index]);
  if (const auto written = write_care(out, filter, desk); !written) return to_problem(written.error());
  out.field("card_versions", row.card.empty() ? std::nullopt : std::optional("/records/device-card/" + row.card + "/versions"));
  if (const auto written = write_spare_parts(out, row.device_class, desk); !written) return to_problem(written.error());
  return json_reply(out.end().take());
}

}  // namespace

void add_devices(Router& router) {
  router.add({Method::Get, "/devices", list_devices});
  router.add({Method::Get, "/devices/{name}", get_device});
}

}  // namespace davy::api
