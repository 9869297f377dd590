#include "store/views/record_reader.hpp"

#include "store/journal/journal.hpp"
#include "store/journal/record.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"
#include "store/views/record_index.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>

namespace davy::store {
namespace {

// What is named first leads: the records are looked up by its ids.
const std::string kSelect = "SELECT r.kind, r.id, r.version, r.saved, r.actor, r.reason, r.removed, r.body FROM ";
constexpr const char* kByValue = "record_values d CROSS JOIN records r ON r.id = d.id";
constexpr const char* kHasValue = "EXISTS (SELECT 1 FROM record_values v WHERE v.field = ? AND v.value = ? AND v.id = ";
// The index has the value, too. A field that lists are sorted by has one of each record.
constexpr const char* kSortValue = " CROSS JOIN record_values s INDEXED BY record_values_by_id ON s.id";
constexpr std::size_t kFew = 2'000;    // as many are read and sorted for one page
constexpr std::size_t kRare = 4'000;   // as many are compared with what is searched for
constexpr std::size_t kRareGrams = 3;  // as many are looked up at once
constexpr std::size_t kPageful = 100;  // so few need no other gram

RecordRow row_at(sql::Statement& row) {
  RecordRow record;
  record.kind = row.get<std::string>(0);
  record.id = row.get<std::string>(1);
  record.version = row.get<std::uint64_t>(2);
  record.saved = row.get<Instant>(3);
  record.actor = row.get<std::string>(4);
  record.reason = row.get<std::string>(5);
  record.standing = row.integer(6) == 0 ? RecordRow::Standing::There : RecordRow::Standing::Removed;
  record.body_json = row.get<std::string>(7);
  return record;
}

// What LIKE takes for itself stands for itself.
std::string like(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

using Order = RecordFilter::Order;

}  // namespace

// Where a record stands in a sorted list: those without a value last in either order.
struct RecordReader::Place {
  std::string key;
  std::string id;

  bool is_before(const Place& other, Order order) const {
    if (key.empty() != other.key.empty()) return other.key.empty();
    const bool turned = order == Order::Descending && !key.empty();
    return turned ? std::tie(key, id) > std::tie(other.key, other.id) : std::tie(key, id) < std::tie(other.key, other.id);
  }
};

// A filter with the numbers of its fields, and where its page begins.
struct RecordReader::Asked {
  struct Wanted {
    std::int64_t field = 0;  // 0: no record of the kind has it
    std::string value;
  };
  const RecordFilter& filter;
  std::vector<Wanted> wanted;  // the rarest first
  std::size_t rarest = 0;      // how many have the first; at most kFew + 1
  std::int64_t sort = 0;
  std::string pattern;
  std::optional<Place> after;

  void narrow(sql::Selection& records) const {
    records.where("r.kind = ?", filter.kind).where("r.removed = ?", filter.which == RecordFilter::Which::Removed);
    for (const Wanted& each : wanted) records.where(kHasValue + std::string("r.id)"), each.field, each.value);
    if (!pattern.empty()) records.where("r.search LIKE ? ESCAPE '\\'", pattern);
  }
};

RecordReader::RecordReader(sql::Database& database)
    : database_(database),
      one_(database.prepare(kSelect + "records r WHERE kind = $1 AND id = $2")),
      versions_(database.prepare(std::string("SELECT ") + kRecordColumns + " FROM journal WHERE subject = $1 ORDER BY seq DESC")),
      field_(database.prepare("SELECT number FROM record_fields WHERE kind = $1 AND field = $2")) {}

Result<Page<RecordRow>> RecordReader::list(const RecordFilter& filter) {
  const std::size_t limit = page_limit(filter.limit);
  const Asked what = asked(filter);
  std::vector<RecordRow> found;
  if (const auto all = few(what)) {
    for (const Place& place : *all | std::views::take(limit + 1))
      if (auto row = one(filter.kind, place.id)) found.push_back(std::move(*row));
  } else {
    found = what.sort == 0 ? walk(what, limit + 1) : walk_sorted(what, limit + 1);
  }
  Page<RecordRow> page;
  if (found.size() > limit) {
    found.resize(limit);
    page.next = found.back().id;
  }
  page.items = std::move(found);
  return page;
}

RecordReader::Asked RecordReader::asked(const RecordFilter& filter) {
  const auto number = [&](const std::string& field) {
    const std::int64_t found = field_.query(filter.kind, field).next() ? field_.integer(0) : 0;
    while (field_.next()) continue;
    return found;
  };
  Asked what{filter, {}, kFew + 1, 0, filter.search.empty() ? "" : like(filter.search), {}};
  if (!filter.sort.empty()) what.sort = number(filter.sort);
  for (const RecordFilter::Value& each : filter.values) {
    const std::int64_t field = number(each.field);
    if (field == 0 && each.key.empty()) continue;  // nobody has it
    what.wanted.push_back({field, each.key});
    sql::Selection having("SELECT count(*) FROM (SELECT 1 FROM record_values");
    having.where("field = ?", what.wanted.back().field).where("value = ?", each.key).then(" LIMIT ?)", kFew + 1);
    sql::Statement count = having.open(database_);
    const std::size_t found = count.next() ? count.get<std::size_t>(0) : 0;
    if (what.wanted.size() > 1 && found >= what.rarest) continue;
    what.rarest = found;
    std::swap(what.wanted.front(), what.wanted.back());
  }
  if (const auto last = filter.after.empty() ? std::nullopt : one(filter.kind, filter.after))
    what.after = Place{what.sort == 0 ? "" : sort_key(last->body_json, filter.sort), last->id};
  else if (!filter.after.empty())
    what.after = Place{"", filter.after};
  return what;
}

// All that fit from the page's begin on, in order, when a search or a filter leaves few to look at.
std::optional<std::vector<RecordReader::Place>> RecordReader::few(const Asked& what) {
  const bool by_value_alone = what.wanted.size() == 1 && what.sort == 0 && what.pattern.empty();
  const std::string query = what.pattern.empty() ? "" : rare_query(what.filter);
  std::vector<Place> found;
  if (!what.wanted.empty() && what.rarest <= kFew && !by_value_alone) {
    found = of_value(what);
  } else if (!query.empty()) {
    sql::Statement docs = database_.prepare("SELECT count(*) FROM (SELECT rowid FROM record_grams WHERE record_grams MATCH $1 LIMIT $2)");
    if (!docs.query(query, kRare + 1).next() || docs.get<std::size_t>(0) > kRare) return std::nullopt;
    found = of_text(what, query);
  } else {
    return std::nullopt;
  }
  const Order order = what.filter.order;
  if (what.after) std::erase_if(found, [&](const Place& place) { return !what.after->is_before(place, order); });
  std::ranges::sort(found, [order](const Place& a, const Place& b) { return a.is_before(b, order); });
  return found;
}

// Those that have the rarest value. Nothing of a record is read unless its text is searched: values are of records that are there, and of their kind.
std::vector<RecordReader::Place> RecordReader::of_value(const Asked& what) {
  sql::Selection ids(std::string("SELECT d.id, ") + (what.sort == 0 ? "''" : "s.value") + " FROM record_values d");
  if (what.sort != 0) ids.then(kSortValue + std::string(" = d.id"));
  const bool reads_them = !what.pattern.empty() || what.filter.which == RecordFilter::Which::Removed;
  if (reads_them) ids.then(" CROSS JOIN records r ON r.id = d.id");
  ids.where("d.field = ?", what.wanted.front().field).where("d.value = ?", what.wanted.front().value);
  if (what.sort != 0) ids.where("s.field = ?", what.sort);
  if (reads_them) {
    what.narrow(ids);
  } else {
    for (std::size_t at = 1; at < what.wanted.size(); ++at)
      ids.where(kHasValue + std::string("d.id)"), what.wanted[at].field, what.wanted[at].value);
  }
  return places_at(ids.open(database_));
}

std::vector<RecordReader::Place> RecordReader::of_text(const Asked& what, const std::string& query) {
  sql::Selection ids(std::string("SELECT r.id, ") + (what.sort == 0 ? "''" : "s.value") +
                     " FROM record_grams CROSS JOIN records r ON r.doc = record_grams.rowid");
  if (what.sort != 0) ids.then(kSortValue + std::string(" = r.id"));
  ids.where("record_grams MATCH ?", query);
  if (what.sort != 0) ids.where("s.field = ?", what.sort);
  what.narrow(ids);
  return places_at(ids.open(database_));
}

std::vector<RecordReader::Place> RecordReader::places_at(sql::Statement rows) {
  std::vector<Place> places;
  while (rows.next()) places.push_back({rows.get<std::string>(1), rows.get<std::string>(0)});
  return places;
}

// What few records fulfil besides those that have the text: a few rare grams at once do. Counting all would cost more than it saves.
std::string RecordReader::rare_query(const RecordFilter& filter) {
  sql::Statement count = database_.prepare("SELECT count(*) FROM (SELECT rowid FROM record_grams WHERE record_grams MATCH $1 LIMIT $2)");
  std::string all, rare;
  std::size_t rare_ones = 0;
  for (const std::string& query : gram_queries(filter.kind, filter.search)) {
    const std::size_t found = count.query(query, kRare + 1).next() ? count.get<std::size_t>(0) : 0;
    while (count.next()) continue;
    all += (all.empty() ? "" : " AND ") + query;
    if (found > kRare) continue;
    rare += (rare.empty() ? "" : " AND ") + query;
    if (++rare_ones == kRareGrams || found <= kPageful) break;
  }
  return rare_ones > 0 ? rare : all;
}

// By id.
std::vector<RecordRow> RecordReader::walk(const Asked& what, std::size_t most) {
  const bool by_value = !what.wanted.empty();
  sql::Selection records(kSelect + (by_value ? kByValue : "records r"));
  if (by_value) records.where("d.field = ?", what.wanted.front().field).where("d.value = ?", what.wanted.front().value);
  const std::string id = by_value ? "d.id" : "r.id";
  what.narrow(records);
  if (what.after) records.where(id + " > ?", what.after->id);
  records.then(" ORDER BY " + id + " LIMIT ?", most);
  std::vector<RecordRow> found;
  sql::Statement rows = records.open(database_);
  while (rows.next()) found.push_back(row_at(rows));
  return found;
}

// By a field: those that have a value, then the others.
std::vector<RecordRow> RecordReader::walk_sorted(const Asked& what, std::size_t most) {
  std::vector<RecordRow> found;
  const bool up = what.filter.order == Order::Ascending;
  const auto take = [&](bool with_value) {
    sql::Selection records(kSelect + "record_values s CROSS JOIN records r ON r.id = s.id");
    records.where("s.field = ?", what.sort).where(with_value ? "s.value > ''" : "s.value = ''");
    what.narrow(records);
    if (what.after && what.after->key.empty() != with_value) {
      if (with_value)
        records.where(up ? "(s.value, s.id) > (?, ?)" : "(s.value, s.id) < (?, ?)", what.after->key, what.after->id);
      else
        records.where("s.id > ?", what.after->id);
    }
    records.then(with_value && !up ? " ORDER BY s.value DESC, s.id DESC LIMIT ?" : " ORDER BY s.value, s.id LIMIT ?", most - found.size());
    sql::Statement rows = records.open(database_);
    while (rows.next()) found.push_back(row_at(rows));
  };
  if (!what.after || !what.after->key.empty()) take(true);
  if (found.size() < most) take(false);
  return found;
}

std::optional<RecordRow> RecordReader::one(const std::string& kind, const std::string& id) {
  if (!one_.query(kind, id).next()) return std::nullopt;
  return row_at(one_);
}

Result<std::vector<RecordRow>> RecordReader::versions(const std::string& kind, const std::string& id) {
  std::vector<RecordRow> versions;
  versions_.query("record:" + kind + "/" + id);
  while (versions_.next()) {
    const Result<core::Event> event = event_of(record_at(versions_));
    if (!event) return event.error();
    if (!holds<core::RecordSaved>(event->body) && !holds<core::RecordRemoved>(event->body)) continue;  // what was told of it
    RecordRow& row = versions.emplace_back();
    row.kind = kind;
    row.id = id;
    row.saved = event->time;
    row.actor = event->actor;
    if (const auto* saved = get_if<core::RecordSaved>(&event->body)) {
      row.version = saved->version;
      row.reason = saved->reason;
      row.body_json = saved->body;
      row.restored = saved->restored;
    } else if (const auto* removed = get_if<core::RecordRemoved>(&event->body)) {
      row.version = removed->version;
      row.reason = removed->reason;
      row.standing = RecordRow::Standing::Removed;
    }
  }
  return versions;
}

}  // namespace davy::store
