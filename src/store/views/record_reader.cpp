#include "store/views/record_reader.hpp"

#include "store/journal/journal.hpp"
#include "store/journal/record.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"
#include "store/views/record_index.hpp"

#include <algorithm>
#include <tuple>

namespace davy::store {
namespace {

// What is named first leads: the records are looked up by its ids.
const std::string kSelect = "SELECT r.kind, r.id, r.version, r.saved, r.actor, r.reason, r.removed, r.body FROM ";
constexpr const char* kByValue = "record_values d CROSS JOIN records r ON r.id = d.id";
constexpr std::size_t kFew = 2'000;   // as many are read and sorted for one page
constexpr std::size_t kRare = 4'000;  // as many are compared with what is searched for

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

// Where a record stands in a sorted list: those without a value last in either order.
struct PlaceInList {
  std::string key;
  std::string id;

  bool is_before(const PlaceInList& other, Order order) const {
    if (key.empty() != other.key.empty()) return other.key.empty();
    const bool turned = order == Order::Descending && !key.empty();
    return turned ? std::tie(key, id) > std::tie(other.key, other.id) : std::tie(key, id) < std::tie(other.key, other.id);
  }
};

}  // namespace

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
  std::optional<PlaceInList> after;

  void narrow(sql::Selection& records) const {
    records.where("r.kind = ?", filter.kind).where("r.removed = ?", filter.which == RecordFilter::Which::Removed);
    for (const Wanted& each : wanted)
      records.where("EXISTS (SELECT 1 FROM record_values v WHERE v.field = ? AND v.value = ? AND v.id = r.id)", each.field, each.value);
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
  if (auto all = few(what)) {
    found = std::move(*all);
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
    what.after = PlaceInList{what.sort == 0 ? "" : sort_key(last->body_json, filter.sort), last->id};
  else if (!filter.after.empty())
    what.after = PlaceInList{"", filter.after};
  return what;
}

// All that fit from the page's begin on, in order, when a search or a filter leaves few to look at.
std::optional<std::vector<RecordRow>> RecordReader::few(const Asked& what) {
  std::vector<RecordRow> found;
  const auto take = [&](sql::Selection& records) {
    what.narrow(records);
    sql::Statement rows = records.open(database_);
    while (rows.next()) found.push_back(row_at(rows));
  };
  const bool by_value_alone = what.wanted.size() == 1 && what.sort == 0 && what.pattern.empty();
  const std::string query = what.pattern.empty() ? "" : rare_query(what.filter);
  if (!what.wanted.empty() && what.rarest <= kFew && !by_value_alone) {
    sql::Selection records(kSelect + kByValue);
    records.where("d.field = ?", what.wanted.front().field).where("d.value = ?", what.wanted.front().value);
    take(records);
  } else if (!query.empty()) {
    sql::Statement docs = database_.prepare("SELECT count(*) FROM (SELECT rowid FROM record_grams WHERE record_grams MATCH $1 LIMIT $2)");
    if (!docs.query(query, kRare + 1).next() || docs.get<std::size_t>(0) > kRare) return std::nullopt;
    sql::Selection records(kSelect + "record_grams CROSS JOIN records r ON r.doc = record_grams.rowid");
    records.where("record_grams MATCH ?", query);
    take(records);
  } else {
    return std::nullopt;
  }
  const Order order = what.filter.order;
  std::vector<std::pair<PlaceInList, std::size_t>> places;
  for (std::size_t at = 0; at < found.size(); ++at) {
    PlaceInList place{what.sort == 0 ? "" : sort_key(found[at].body_json, what.filter.sort), found[at].id};
    if (!what.after || what.after->is_before(place, order)) places.emplace_back(std::move(place), at);
  }
  std::ranges::sort(places, [order](const auto& a, const auto& b) { return a.first.is_before(b.first, order); });
  std::vector<RecordRow> sorted;
  for (const auto& [place, at] : places) sorted.push_back(std::move(found[at]));
  return sorted;
}

// What few records fulfil besides those that have the text: one rare gram does, and costs no more than it is rare. Counting all would cost more than it saves.
std::string RecordReader::rare_query(const RecordFilter& filter) {
  sql::Statement count = database_.prepare("SELECT count(*) FROM (SELECT rowid FROM record_grams WHERE record_grams MATCH $1 LIMIT $2)");
  std::string all;
  for (const std::string& query : gram_queries(filter.kind, filter.search)) {
    const std::size_t found = count.query(query, kRare + 1).next() ? count.get<std::size_t>(0) : 0;
    while (count.next()) continue;
    if (found <= kRare) return query;
    all += (all.empty() ? "" : " AND ") + query;
  }
  return all;
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
