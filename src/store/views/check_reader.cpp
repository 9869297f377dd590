#include "store/views/check_reader.hpp"

#include "store/sql/selection.hpp"
#include "store/views/order_view.hpp"
#include "store/views/page.hpp"

#include <algorithm>

namespace davy::store {
namespace {

constexpr const char* kChecks = "SELECT id, measure, name, what, zone, post, point, issued, due, state, ended FROM checks";
constexpr const char* kSeeds =
    "SELECT id, measure, name, zone, tag, planted, planted_by, until, remark, outcome, ended, check_id, judged FROM check_seeds";

CheckRow check_row(sql::Statement& row) {
  CheckRow read;
  row.read(read.id, read.measure, read.name, read.what, read.zone, read.post, read.point, read.issued, read.due, read.state, read.ended);
  return read;
}

CheckRecordRow record_row(sql::Statement& row) {
  CheckRecordRow read;
  core::CheckRecorded& record = read.record;
  std::string photos, seed;
  row.read(record.check, read.by, record.done_at, read.told, record.result, record.reading, record.note, photos, record.voice,
           record.signature, record.place, record.late, seed, read.raised);
  record.photos = list_from_json(photos);
  read.seed = value_named<SeedOutcome>(seed);
  return read;
}

SeedRow seed_row(sql::Statement& row) {
  SeedRow read;
  row.read(read.id, read.measure, read.name, read.zone, read.tag, read.planted, read.by, read.until, read.remark, read.outcome, read.ended,
           read.check, read.judged);
  return read;
}

void add_filter(sql::Selection& checks, const CheckFilter& filter) {
  if (filter.state) checks.where("state = ?", *filter.state);
  if (!filter.zone.empty()) checks.where("zone = ?", filter.zone);
  if (!filter.post.empty()) checks.where("post = ?", filter.post);
  if (!filter.measure.empty()) checks.where("measure = ?", filter.measure);
  if (!filter.mine) return;
  checks.where("(EXISTS (SELECT 1 FROM check_records WHERE recorded_by = ? AND check_id = checks.id)", filter.mine->login);
  for (const std::string& post : filter.mine->posts) checks.then(" OR post = ?", post);
  checks.then(")");
}

std::string due_cursor(const CheckRow& last) { return std::to_string(last.due.unix_ns()) + "-" + std::to_string(last.id.get()); }

std::string id_cursor(const CheckRow& last) { return std::to_string(last.id.get()); }

}  // namespace

CheckReader::CheckReader(sql::Database& database)
    : database_(database),
      records_(
          database.prepare("SELECT check_id, recorded_by, done_at, told, result, reading, note, photos, voice, signature, place, late, "
                           "seed, hazard FROM check_records WHERE check_id = $1 ORDER BY id")) {}

CheckRow CheckReader::with_records(CheckRow row) {
  for (records_.query(row.id); records_.next();) row.records.push_back(record_row(records_));
  return row;
}

Result<Page<CheckRow>> CheckReader::list(const CheckFilter& filter) {
  const bool by_due = filter.which == CheckFilter::Which::Open;
  sql::Selection checks(kChecks);
  switch (filter.which) {
    case CheckFilter::Which::Open: checks.where("ended IS NULL"); break;
    case CheckFilter::Which::Over: checks.where("ended IS NOT NULL"); break;
    case CheckFilter::Which::All: break;
  }
  add_filter(checks, filter);
  if (!filter.after.empty()) {
    std::int64_t due = 0, id = 0;
    const Result<void> read = by_due ? read_cursor(filter.after, due, id) : read_cursor(filter.after, id);
    if (!read) return read.error();
    if (by_due)
      checks.where("(due > ? OR (due = ? AND id > ?))", due, due, id);
    else
      checks.where("id < ?", id);
  }
  const std::size_t limit = page_limit(filter.limit);
  checks.then(by_due ? " ORDER BY due, id LIMIT ?" : " ORDER BY id DESC LIMIT ?", limit + 1);
  auto page = page_of<CheckRow>(checks.open(database_), limit, check_row, by_due ? due_cursor : id_cursor);
  for (CheckRow& row : page.items) row = with_records(std::move(row));
  return page;
}

std::optional<CheckRow> CheckReader::one(core::CheckId id) {
  sql::Statement row = sql::Selection(kChecks).where("id = ?", id).open(database_);
  return row.next() ? std::optional(with_records(check_row(row))) : std::nullopt;
}

Result<Page<SeedRow>> CheckReader::seeds(const SeedFilter& filter) {
  sql::Selection seeds(kSeeds);
  switch (filter.which) {
    case SeedFilter::Which::Open: seeds.where("ended IS NULL"); break;
    case SeedFilter::Which::Over: seeds.where("ended IS NOT NULL"); break;
    case SeedFilter::Which::All: break;
  }
  if (!filter.after.empty()) {
    std::int64_t id = 0;
    if (Result<void> read = read_cursor(filter.after, id); !read) return read.error();
    seeds.where("id < ?", id);
  }
  const std::size_t limit = page_limit(filter.limit);
  seeds.then(" ORDER BY id DESC LIMIT ?", limit + 1);
  return page_of<SeedRow>(seeds.open(database_), limit, seed_row, [](const SeedRow& last) { return std::to_string(last.id.get()); });
}

std::optional<SeedRow> CheckReader::seed(core::SeedId id) {
  sql::Statement row = sql::Selection(kSeeds).where("id = ?", id).open(database_);
  return row.next() ? std::optional(seed_row(row)) : std::nullopt;
}

std::vector<std::uint64_t> CheckReader::hanging() {
  std::vector<std::uint64_t> ids;
  for (sql::Statement row = sql::Selection("SELECT id FROM check_seeds WHERE ended IS NULL ORDER BY id").open(database_); row.next();)
    ids.push_back(row.get<std::uint64_t>(0));
  return ids;
}

bool is_disputed(const CheckRow& row) {
  return std::ranges::any_of(row.records,
                             [&](const CheckRecordRow& each) { return each.record.result != row.records.front().record.result; });
}

}  // namespace davy::store
