#include "store/views/care_reader.hpp"

#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

#include <functional>

namespace davy::store {
namespace {

constexpr const char* kCare =
    "SELECT id, device, card, plan, work, what, post, zone, due, cause, reason, issued, state, started, started_by, conditions, ended, "
    "ended_by, finished, abandoned FROM care";

CareRow care_row(sql::Statement& row) {
  CareRow read;
  std::string conditions, finished;
  core::CareIssued& what = read.what;
  row.read(read.id, what.device, what.card, what.plan, what.work, what.what, what.post, what.zone, what.due, what.cause, what.reason,
           read.issued, read.state, read.started, read.started_by, conditions, read.ended, read.ended_by, finished, read.abandoned);
  read.conditions = list_from_json(conditions);
  if (!finished.empty()) FieldsReader(MissingField::KeepsDefault).read(Json::parse(finished, nullptr, false), read.finished.emplace());
  return read;
}

bool is_current(const CareFilter& filter) {
  if (!filter.state) return filter.which == CareFilter::Which::Current;
  return *filter.state != CareState::Done && *filter.state != CareState::Abandoned;
}

ListOrder order_of(const CareFilter& filter) {
  return filter.order.value_or(is_current(filter) ? ListOrder{ListOrder::By::Deadline, ListOrder::Way::Up} : ListOrder());
}

// The index that has the list's order, or that of current care, which is little. What somebody began is theirs alone, and is sorted. What was abandoned is rare,
// whatever else is asked.
std::string care_by(const CareFilter& filter, ListOrder::By by) {
  if (is_current(filter)) return std::string(kCare) + " INDEXED BY care_current";
  const char* whose = filter.work ? "_work" : filter.state ? "_state" : "";
  if (!filter.post.empty()) whose = filter.work ? "_of_post_work" : "_of_post";
  if (filter.state == CareState::Abandoned) whose = "_state";
  if (!filter.device.empty()) whose = "_of_device";
  if (by == ListOrder::By::Deadline) return std::string(kCare) + " INDEXED BY care" + whose + "_due";
  return std::string(kCare) + (*whose == 0 ? "" : " INDEXED BY care") + whose;
}

sql::Selection wanted_care(const CareFilter& filter, const std::string& from) {
  sql::Selection care(from);
  if (is_current(filter)) care.where("ended IS NULL");
  if (filter.state) care.where("state = ?", *filter.state);
  if (filter.work) care.where("work = ?", *filter.work);
  if (!filter.device.empty()) care.where("device = ?", filter.device);
  if (!filter.post.empty()) care.where("post = ?", filter.post);
  return care;
}

using CareLists = std::vector<std::function<sql::Selection()>>;

// `of_posts` keeps what the lists ask for.
CareLists my_care(const CareFilter& filter, ListOrder::By by, std::vector<CareFilter>& of_posts) {
  CareLists lists{[&filter] {
    sql::Selection begun =
        wanted_care(filter, std::string(kCare) + (is_current(filter) ? " INDEXED BY care_current" : " INDEXED BY care_started_by"));
    begun.where("started_by <> ''").where("started_by = ?", filter.mine->login);
    return begun;
  }};
  for (const std::string& post : filter.mine->posts) {
    if (!filter.post.empty() && filter.post != post) continue;
    of_posts.push_back(filter);
    of_posts.back().post = post;
  }
  for (const CareFilter& each : of_posts) lists.emplace_back([&each, by] { return wanted_care(each, care_by(each, by)); });
  return lists;
}

}  // namespace

ListPlace place_of(const CareRow& row, ListOrder::By by) {
  return {by == ListOrder::By::Id ? 0 : row.what.due.unix_ns(), static_cast<std::int64_t>(row.id.get())};
}

Result<Page<CareRow>> CareReader::list(const CareFilter& filter) {
  const ListOrder order = order_of(filter);
  std::vector<CareFilter> of_posts;
  const CareLists lists =
      filter.mine ? my_care(filter, order.by, of_posts) : CareLists{[&] { return wanted_care(filter, care_by(filter, order.by)); }};
  return pages_in_order<CareRow>(database_, {order, "due", "id", filter.after, filter.limit}, lists, care_row);
}

std::optional<CareRow> CareReader::one(core::CareId id) {
  sql::Statement row = sql::Selection(kCare).where("id = ?", id).open(database_);
  return row.next() ? std::optional(care_row(row)) : std::nullopt;
}

std::map<std::string, core::DeviceCalibration, std::less<>> CareReader::calibrations() {
  std::map<std::string, core::DeviceCalibration, std::less<>> calibrations;
  sql::Statement row = sql::Selection("SELECT card, device, day, state FROM calibrations").open(database_);
  while (row.next()) {
    core::DeviceCalibration read;
    row.read(read.card, read.device, read.by, read.state);
    calibrations.emplace(read.card, read);
  }
  return calibrations;
}

std::map<std::string, DeviceCareRow, std::less<>> CareReader::devices() {
  std::map<std::string, DeviceCareRow, std::less<>> devices;
  sql::Statement cards =
      sql::Selection(
          "SELECT device.value, device.id, coalesce(class.value, '') FROM record_live AS device LEFT JOIN record_live AS class ON "
          "class.kind = device.kind AND class.id = device.id AND class.field = 'class' "
          "WHERE device.kind = 'device-card' AND device.field = 'device'")
          .open(database_);
  while (cards.next()) {
    std::string device;
    DeviceCareRow read;
    cards.read(device, read.card, read.device_class);
    devices.emplace(std::move(device), std::move(read));
  }
  for (const auto& [card, calibration] : calibrations())
    if (!calibration.device.empty()) devices[calibration.device].calibration = calibration;
  sql::Statement open = sql::Selection("SELECT device, count(*) FROM care WHERE ended IS NULL GROUP BY device").open(database_);
  while (open.next()) {
    std::string device;
    std::uint64_t count = 0;
    open.read(device, count);
    devices[device].open = count;
  }
  return devices;
}

std::vector<DoubtRow> CareReader::doubts(const DoubtFilter& filter) {
  sql::Selection doubts("SELECT care_doubts.care, care_doubts.point, care_doubts.since, care_doubts.until FROM care_doubts");
  if (!filter.device.empty()) {
    doubts.then(" JOIN care ON care.id = care_doubts.care");
    doubts.where("care.device = ?", filter.device);
  }
  if (!filter.point.empty()) doubts.where("care_doubts.point = ?", filter.point);
  doubts.where("care_doubts.since < ?", filter.until).where("care_doubts.until > ?", filter.from);
  doubts.then(" ORDER BY care_doubts.care DESC, care_doubts.point LIMIT 200");
  std::vector<DoubtRow> found;
  sql::Statement row = doubts.open(database_);
  while (row.next()) {
    DoubtRow& doubt = found.emplace_back();
    row.read(doubt.care, doubt.point, doubt.from, doubt.until);
  }
  return found;
}

double CareReader::used(const std::string& part, Instant since) {
  sql::Statement sum = sql::Selection("SELECT coalesce(sum(quantity), 0.0) FROM care_parts")
                           .where("part = ?", part)
                           .where("used >= ?", since)
                           .open(database_);
  return sum.next() ? sum.get<double>(0) : 0.0;
}

}  // namespace davy::store
