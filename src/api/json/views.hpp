#pragma once
// How the things that people read stand in JSON: the schemas of api/openapi.yaml, one function each.

#include "api/json/json_writer.hpp"
#include "runtime/runtime.hpp"
#include "site/directory.hpp"
#include "store/views/queries.hpp"

#include <optional>
#include <vector>

namespace davy::api {

void write(JsonWriter& out, const core::Account& account);
void write(JsonWriter& out, const store::HazardRow& row);
void write(JsonWriter& out, const store::JournalRow& row);
void write(JsonWriter& out, const core::Command& command);
void write(JsonWriter& out, const store::RowView& row);

// Those that carry the words of the site.
void write(JsonWriter& out, const store::AlarmRow& row, const site::Directory& directory);
void write(JsonWriter& out, const core::Alarm& alarm, const site::Directory& directory);  // a condition with or without an occurrence
void write(JsonWriter& out, const store::OrderRow& row, const site::Directory& directory);
void write(JsonWriter& out, const store::NoticeRow& row, const site::Directory& directory);
void write(JsonWriter& out, const store::CareRow& row, const site::Directory& directory);
void write(JsonWriter& out, const store::DoubtRow& row);

// Why good samples of a device are taken as uncertain; none: they are not.
std::optional<std::string> uncertain_because(core::CalibrationState state);

struct PointStatus {
  site::PointIndex point;
  runtime::LiveValue live;
  std::optional<site::Severity> worst;
};
void write(JsonWriter& out, const PointStatus& status, const site::Directory& directory);

struct ZoneStatus {
  site::ZoneIndex zone;
  std::optional<site::Severity> level;
  std::size_t blind = 0;
  std::size_t unacknowledged = 0;
  std::size_t active = 0;
  std::size_t open_orders = 0;
  bool operator==(const ZoneStatus&) const = default;
};
void write(JsonWriter& out, const ZoneStatus& status, const site::Directory& directory);

template <class T, class... Words>
void write_list(JsonWriter& out, const std::vector<T>& items, const Words&... words) {
  out.list();
  for (const T& item : items) write(out, item, words...);
  out.end();
}

template <class T, class... Words>
std::string to_json(const T& item, const Words&... words) {
  JsonWriter out;
  write(out, item, words...);
  return out.take();
}

// {"items": […]}, and with "next" for a page.
template <class T, class... Words>
std::string items_json(const std::vector<T>& items, const Words&... words) {
  JsonWriter out;
  out.object().key("items");
  write_list(out, items, words...);
  return out.end().take();
}
template <class T, class... Words>
std::string page_json(const store::Page<T>& page, const Words&... words) {
  JsonWriter out;
  out.object().key("items");
  write_list(out, page.items, words...);
  return out.field("next", or_null(page.next)).end().take();
}

}  // namespace davy::api
