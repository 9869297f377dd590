#include "store/views/record_reader.hpp"

#include "store/journal/journal.hpp"
#include "store/journal/record.hpp"
#include "store/sql/selection.hpp"
#include "store/views/page.hpp"
#include "store/views/record_index.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace davy::store {
namespace {

// What is named first leads: the records are looked up by its ids.
const std::string kSelect = "SELECT r.kind, r.id, r.version, r.saved, r.actor, r.reason, r.removed, r.body FROM ";
constexpr const char* kByValue = "record_values d CROSS JOIN records r ON r.id = d.id";
constexpr const char* kHasValue = "EXISTS (SELECT 1 FROM record_values v WHERE v.field = ? AND v.value = ? AND v.id = ";
// The index has the value, too. A field that lists are sorted by has one of each record.
constexpr const char* kSortValue = " CROSS JOIN record_values s INDEXED BY record_values_by_id ON s.id";
constexpr std::size_t kFew = 2'000;         // as many are read and sorted for one page
constexpr std::size_t kRare = 4'000;        // as many are compared with what is searched for
constexpr std::size_t kRareGrams = 16'000;  // so many may have a gram that is looked up with others; as many are known by number on a walk
constexpr std::size_t kGrams = 6;           // as many are looked up at once
constexpr std::size_t kGramsCounted = 24;   // of a long text, the last ones
constexpr std::size_t kPageful = 100;       // so few need no other gram

// Of a list for which there are few: to look up one of them, or where it stands, costs about as much as so many steps of a walk through all that has the order.
constexpr std::size_t kStepsOfALookUp = 30;
constexpr std::size_t kStepsBetweenLooks = 4'000;

// Whether a walk that found so many in its first steps ends before all were looked up, if it goes on as it began.
bool pays(std::size_t steps, std::size_t found, std::size_t most, std::size_t few) { return steps * most <= found * few * kStepsOfALookUp; }

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

  // `id`: of the one that leads; what it is not wanted for is not read.
  void narrow(sql::Selection& records, const std::string& id) const {
    for (const Wanted& each : wanted) records.where(kHasValue + id + ")", each.field, each.value);
    records.where("r.kind = ?", filter.kind).where("r.removed = ?", filter.which == RecordFilter::Which::Removed);
    if (!pattern.empty()) records.where("r.search LIKE ? ESCAPE '\\'", pattern);
  }

  // A list sorted by a field has two parts: those with a value in it, then the others.
  enum class Values { Some, None };
  bool is_past(Values part) const { return part == Values::Some && after && after->key.empty(); }
  // `s` is what the list is sorted by: a part of it, from the page's begin on.
  void narrow_to(sql::Selection& records, Values part) const {
    const bool up = filter.order == RecordFilter::Order::Ascending;
    records.where("s.field = ?", sort).where(part == Values::Some ? "s.value > ''" : "s.value = ''");
    if (after && after->key.empty() == (part == Values::None)) {
      if (part == Values::Some)
        records.where(up ? "(s.value, s.id) > (?, ?)" : "(s.value, s.id) < (?, ?)", after->key, after->id);
      else
        records.where("s.id > ?", after->id);
    }
    records.then(part == Values::Some && !up ? " ORDER BY s.value DESC, s.id DESC" : " ORDER BY s.value, s.id");
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
  std::vector<Place> found;
  if (!what.wanted.empty() && what.rarest <= kFew && !by_value_alone) {
    if (auto walked = few_on_the_way(what)) return walked;
    found = of_value(what);
  } else if (!what.pattern.empty()) {
    const std::string query = rare_query(what.filter);
    const std::size_t most = what.sort == 0 ? kRareGrams : kRare;
    std::unordered_set<std::int64_t> docs;
    sql::Statement rows = database_.prepare("SELECT rowid FROM record_grams WHERE record_grams MATCH $1 LIMIT $2");
    for (rows.query(query, most + 1); rows.next();) docs.insert(rows.integer(0));
    if (docs.size() > most) return std::nullopt;
    if (auto walked = text_on_the_way(what, docs)) return walked;
    if (docs.size() > kRare) return std::nullopt;
    found = of_text(what, query);
  } else {
    return std::nullopt;
  }
  const Order order = what.filter.order;
  if (what.after) std::erase_if(found, [&](const Place& place) { return !what.after->is_before(place, order); });
  std::ranges::sort(found, [order](const Place& a, const Place& b) { return a.is_before(b, order); });
  return found;
}

// A page of those that have the rarest value, met in the order of the list; none where that does not pay, or what was not indexed is asked for.
std::optional<std::vector<RecordReader::Place>> RecordReader::few_on_the_way(const Asked& what) {
  if (what.sort == 0 || !what.pattern.empty() || what.filter.which == RecordFilter::Which::Removed) return std::nullopt;
  std::unordered_set<std::string> wanted;
  Asked unsorted = what;
  unsorted.sort = 0;
  for (Place& place : of_value(unsorted)) wanted.insert(std::move(place.id));
  if (wanted.size() * kStepsOfALookUp < kStepsBetweenLooks) return std::nullopt;
  const std::size_t most = page_limit(what.filter.limit) + 1;
  std::vector<Place> found;
  std::size_t steps = 0;
  for (const auto values : {Asked::Values::Some, Asked::Values::None}) {
    if (what.is_past(values)) continue;
    sql::Selection walk("SELECT s.value, s.id FROM record_values s");
    what.narrow_to(walk, values);
    for (sql::Statement rows = walk.open(database_); rows.next();) {
      if (std::string id = rows.get<std::string>(1); wanted.contains(id)) found.push_back({rows.get<std::string>(0), std::move(id)});
      if (found.size() == std::min(most, wanted.size())) return found;
      if (++steps % kStepsBetweenLooks == 0 && !pays(steps, found.size(), most, wanted.size())) return std::nullopt;
    }
  }
  return found;
}

// A page of those that may have the text, met in the order of their ids, which the index has with their numbers: only what is met is read. None where that does not
// pay; more than are ever looked up one by one are walked to the end, as without their numbers, too, but then each would be read.
std::optional<std::vector<RecordReader::Place>> RecordReader::text_on_the_way(const Asked& what,
                                                                              const std::unordered_set<std::int64_t>& docs) {
  if (what.sort != 0 || docs.size() * kStepsOfALookUp < kStepsBetweenLooks) return std::nullopt;
  const std::size_t most = page_limit(what.filter.limit) + 1;
  sql::Selection walk("SELECT r.doc, r.id FROM records r INDEXED BY records_by_standing");
  walk.where("r.kind = ?", what.filter.kind).where("r.removed = ?", what.filter.which == RecordFilter::Which::Removed);
  if (what.after) walk.where("r.id > ?", what.after->id);
  walk.then(" ORDER BY r.id");
  std::vector<Place> found;
  std::size_t steps = 0;
  std::size_t met = 0;
  for (sql::Statement rows = walk.open(database_); found.size() < most && met < docs.size() && rows.next();) {
    const std::int64_t doc = rows.integer(0);
    if (docs.contains(doc)) {
      ++met;
      sql::Selection one("SELECT 1 FROM records r");
      one.where("r.doc = ?", doc);
      what.narrow(one, "r.id");
      if (one.open(database_).next()) found.push_back({"", rows.get<std::string>(1)});
    }
    if (++steps % kStepsBetweenLooks == 0 && docs.size() <= kRare && !pays(steps, found.size(), most, docs.size())) return std::nullopt;
  }
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
    what.narrow(ids, "d.id");
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
  what.narrow(ids, "r.id");
  return places_at(ids.open(database_));
}

std::vector<RecordReader::Place> RecordReader::places_at(sql::Statement rows) {
  std::vector<Place> places;
  while (rows.next()) places.push_back({rows.get<std::string>(1), rows.get<std::string>(0)});
  return places;
}

// What few records fulfil besides those that have the text: its rarest grams at once. What is in very many is left out unless there is nothing else: to find where it
// and others meet would be a walk through all that have it.
std::string RecordReader::rare_query(const RecordFilter& filter) {
  sql::Statement count = database_.prepare("SELECT count(*) FROM (SELECT rowid FROM record_grams WHERE record_grams MATCH $1 LIMIT $2)");
  std::vector<std::pair<std::size_t, std::string>> counted;
  std::size_t rare_ones = 0;
  for (std::string& query : gram_queries(filter.kind, filter.search)) {
    if (std::ranges::count(counted, query, &std::pair<std::size_t, std::string>::second) > 0) continue;
    const std::size_t found = count.query(query, kRareGrams + 1).next() ? count.get<std::size_t>(0) : 0;
    while (count.next()) continue;
    counted.emplace_back(found, std::move(query));
    if (found <= kRare) ++rare_ones;
    if (rare_ones == kGrams || found <= kPageful || counted.size() == kGramsCounted) break;
  }
  std::ranges::sort(counted);
  if (counted.front().first <= kPageful) return counted.front().second;
  const auto common = std::ranges::find_if(counted, [](const auto& gram) { return gram.first > kRareGrams; });
  if (common != counted.begin()) counted.erase(common, counted.end());
  if (counted.front().first <= kRareGrams && counted.size() > kGrams) counted.resize(kGrams);
  std::string all;
  for (const auto& [found, query] : counted) all += (all.empty() ? "" : " AND ") + query;
  return all;
}

// By id.
std::vector<RecordRow> RecordReader::walk(const Asked& what, std::size_t most) {
  const bool by_value = !what.wanted.empty();
  sql::Selection records(kSelect + (by_value ? kByValue : "records r"));
  if (by_value) records.where("d.field = ?", what.wanted.front().field).where("d.value = ?", what.wanted.front().value);
  const std::string id = by_value ? "d.id" : "r.id";
  what.narrow(records, id);
  if (what.after) records.where(id + " > ?", what.after->id);
  records.then(" ORDER BY " + id + " LIMIT ?", most);
  std::vector<RecordRow> found;
  sql::Statement rows = records.open(database_);
  while (rows.next()) found.push_back(row_at(rows));
  return found;
}

// By a field: those that have a value, then the others. Whether one fits is seen before it is read, but for its text.
std::vector<RecordRow> RecordReader::walk_sorted(const Asked& what, std::size_t most) {
  std::vector<RecordRow> found;
  for (const auto values : {Asked::Values::Some, Asked::Values::None}) {
    if (what.is_past(values) || found.size() == most) continue;
    sql::Selection records(kSelect + "record_values s CROSS JOIN records r ON r.id = s.id");
    what.narrow(records, "s.id");
    what.narrow_to(records, values);
    records.then(" LIMIT ?", most - found.size());
    for (sql::Statement rows = records.open(database_); rows.next();) found.push_back(row_at(rows));
  }
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
