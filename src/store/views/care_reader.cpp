#include "store/views/care_reader.hpp"

#include "store/json/fields.hpp"
#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

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

void add_mine(sql::Selection& care, const CareFilter::Mine& mine) {
  care.where("(started_by = ?", mine.login);
  for (const std::string& post : mine.posts) care.then(" OR post = ?", post);
  care.then(")");
}

std::string by_due(const CareRow& last) { return std::to_string(last.what.due.unix_ns()) + "-" + std::to_string(last.id.get()); }

}  // namespace

Result<Page<CareRow>> CareReader::list(const CareFilter& filter) {
  sql::Selection care(kCare);
  const bool current = is_current(filter);
  if (current) care.where("ended IS NULL");
  if (filter.state) care.where("state = ?", *filter.state);
  if (filter.work) care.where("work = ?", *filter.work);
  if (!filter.device.empty()) care.where("device = ?", filter.device);
  if (!filter.post.empty()) care.where("post = ?", filter.post);
  if (filter.mine) add_mine(care, *filter.mine);
  if (!filter.after.empty()) {
    std::int64_t due = 0;
    std::int64_t id = 0;
    Result<void> read = current ? read_cursor(filter.after, due, id) : read_cursor(filter.after, id);
    if (!read) return read.error();
    if (current)
      care.where("(due, id) > (?, ?)", due, id);
    else
      care.where("id < ?", id);
  }
  const std::size_t limit = page_limit(filter.limit);
  care.then(current ? " ORDER BY due, id LIMIT ?" : " ORDER BY id DESC LIMIT ?", limit + 1);
  return page_of<CareRow>(care.open(database_), limit, care_row,
                          [&](const CareRow& last) { return current ? by_due(last) : std::to_string(last.id.get()); });
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
