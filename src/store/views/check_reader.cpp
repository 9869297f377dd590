#include "store/views/check_reader.hpp"

#include "core/prevention/risk_register.hpp"
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

ListOrder order_of(const CheckFilter& filter) {
  const bool open = filter.which == CheckFilter::Which::Open;
  return filter.order.value_or(open ? ListOrder{ListOrder::By::Deadline, ListOrder::Way::Up} : ListOrder());
}

const std::string kAnySupply = std::string(core::kSupplyPrefix) + "%";
// As the index checks_supply has it: supplies may be few, or none, among many measures.
constexpr const char* kIsSupply = "substr(measure, 1, 7) = 'supply/'";
static_assert(core::kSupplyPrefix == "supply/");

// The index that has the list's order, or that of the open ones, which are never more than there are measures. What is missed is rare, whatever else is asked.
std::string checks_by(const CheckFilter& filter, ListOrder::By by) {
  if (filter.which == CheckFilter::Which::Open) return std::string(kChecks) + " INDEXED BY checks_open";
  const bool rare = filter.state && *filter.state != core::CheckState::Done;
  std::string whose = std::string(filter.zone.empty() ? "" : "_zone") + (filter.post.empty() ? "" : "_post");
  if (whose.empty() && filter.of == CheckFilter::Of::Supplies) whose = "_supply";
  if (filter.state && (rare || whose.empty())) whose = "_state";
  if (!filter.measure.empty()) whose = "_measure";
  if (by == ListOrder::By::Deadline) return std::string(kChecks) + " INDEXED BY checks" + whose + "_due";
  return std::string(kChecks) + (whose.empty() ? "" : " INDEXED BY checks" + whose);
}

// `from` says by which index.
sql::Selection wanted_checks(const CheckFilter& filter, const std::string& from) {
  sql::Selection checks(from);
  switch (filter.which) {
    case CheckFilter::Which::Open: checks.where("ended IS NULL"); break;
    case CheckFilter::Which::Over: checks.where("ended IS NOT NULL"); break;
    case CheckFilter::Which::All: break;
  }
  if (filter.state) checks.where("state = ?", *filter.state);
  if (!filter.zone.empty()) checks.where("zone = ?", filter.zone);
  if (!filter.post.empty()) checks.where("post = ?", filter.post);
  if (!filter.measure.empty()) checks.where("measure = ?", filter.measure);
  if (filter.of == CheckFilter::Of::Supplies) checks.where(kIsSupply);
  if (filter.of == CheckFilter::Of::Measures) checks.where("measure NOT LIKE ?", kAnySupply);
  return checks;
}

// What somebody recorded, by their name and in the order of checks, each once.
constexpr const char* kRecorded =
    "SELECT c.id, measure, name, what, zone, post, point, issued, due, state, ended FROM check_records r INDEXED BY check_records_person "
    "CROSS JOIN checks c ON c.id = r.check_id";
constexpr const char* kIsFirstRecord =
    "NOT EXISTS (SELECT 1 FROM check_records e WHERE e.recorded_by = r.recorded_by AND e.check_id = r.check_id AND e.id < r.id)";

bool is_open(const CheckFilter& filter) { return filter.which == CheckFilter::Which::Open; }

sql::Selection my_records(const CheckFilter& filter) {
  sql::Selection recorded = wanted_checks(filter, is_open(filter) ? std::string(kChecks) + " INDEXED BY checks_open" : kRecorded);
  if (is_open(filter))
    recorded.where("id IN (SELECT check_id FROM check_records WHERE recorded_by = ?)", filter.mine->login);
  else
    recorded.where("r.recorded_by = ?", filter.mine->login).where(kIsFirstRecord);
  return recorded;
}

// What is mine are several lists: what I recorded, and that of each post.
Result<Page<CheckRow>> my_checks(sql::Database& database, const CheckFilter& filter, const PageAsked& asked) {
  PageAsked by_name = asked;
  if (!is_open(filter)) by_name.id = "r.check_id";
  std::vector<Page<CheckRow>> pages;
  auto page = page_in_order<CheckRow>(
      database, by_name, [&] { return my_records(filter); }, check_row);
  if (!page) return page;
  pages.push_back(std::move(*page));
  for (const std::string& post : filter.mine->posts) {
    if (!filter.post.empty() && filter.post != post) continue;
    CheckFilter of_post = filter;
    of_post.post = post;
    page = page_in_order<CheckRow>(
        database, asked, [&] { return wanted_checks(of_post, checks_by(of_post, asked.order.by)); }, check_row);
    if (!page) return page;
    pages.push_back(std::move(*page));
  }
  return merged(std::move(pages), asked.order, page_limit(asked.limit));
}

}  // namespace

ListPlace place_of(const CheckRow& row, ListOrder::By by) {
  return {by == ListOrder::By::Id ? 0 : row.due.unix_ns(), static_cast<std::int64_t>(row.id.get())};
}

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
  const ListOrder order = order_of(filter);
  const PageAsked asked{order, "due", "id", filter.after, filter.limit};
  auto page = filter.mine ? my_checks(database_, filter, asked)
                          : page_in_order<CheckRow>(
                                database_, asked, [&] { return wanted_checks(filter, checks_by(filter, order.by)); }, check_row);
  if (page)
    for (CheckRow& row : page->items) row = with_records(std::move(row));
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
