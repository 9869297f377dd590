// Zones and points: what is true now, and what was.

#include "api/http/fields.hpp"
#include "api/json/views.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/historian/historian.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {
namespace {

constexpr Duration kDefaultRange = 1_h;
constexpr std::int64_t kIntervalsMax = 5'000;
constexpr Fields::Bounds kReadings{1, 20'000};
constexpr std::uint64_t kReadingsDefault = 5'000;
constexpr Duration kGapsRangeMost = Duration::from_ms(7LL * 24 * 3'600'000);
constexpr std::size_t kGapsMost = 5'000;

Outcome list_zones(const Ask&, Desk& desk) {
  const auto zones = desk.services.feed.zones(desk.queries);
  if (!zones) return to_problem(zones.error());
  return json_reply(items_json(*zones, desk.services.directory));
}

Outcome list_points(const Ask&, Desk& desk) {
  const auto points = desk.services.feed.points(desk.queries);
  if (!points) return to_problem(points.error());
  return json_reply(items_json(*points, desk.services.directory));
}

struct Wanted {
  store::Range range;
  std::optional<Duration> width;
  std::size_t limit = 0;
};

Wanted read_wanted(Fields& query, Instant now) {
  Wanted wanted;
  wanted.range.until = query.maybe_time("until").value_or(now);
  wanted.range.from = query.maybe_time("from").value_or(wanted.range.until - kDefaultRange);
  wanted.width = query.maybe_span("width");
  wanted.limit = query.maybe_number("limit", kReadings).value_or(kReadingsDefault);
  if (wanted.range.from >= wanted.range.until) query.wrong("from", "应早于 until", "must be before until");
  if (wanted.width && (wanted.range.until - wanted.range.from).ns() / wanted.width->ns() >= kIntervalsMax)
    query.wrong("width", fmt::format("过窄：最多 {} 段", kIntervalsMax), fmt::format("is too narrow: at most {} intervals", kIntervalsMax));
  return wanted;
}

void write_reading(JsonWriter& out, const store::Reading& reading) {
  std::optional<double> value;
  if (reading.quality != core::Quality::Bad) value = reading.value;
  out.object()
      .field("source", reading.source)
      .field("arrival", reading.arrival)
      .field("value", value)
      .field("quality", reading.quality)
      .end();
}

void write_readings(JsonWriter& out, const std::vector<store::Reading>& readings) {
  out.key("readings").list();
  for (const store::Reading& each : readings) write_reading(out, each);
  out.end();
}

void write_intervals(JsonWriter& out, const std::vector<store::Interval>& intervals) {
  out.key("intervals").list();
  for (const store::Interval& each : intervals) {
    const auto figure = [&](double value) { return each.count > 0 ? std::optional(value) : std::nullopt; };
    out.object()
        .field("from", each.from)
        .field("count", each.count)
        .field("uncertain", each.uncertain)
        .field("bad", each.bad)
        .field("min", figure(each.min))
        .field("max", figure(each.max));
    out.field("mean", figure(each.mean())).field("first", figure(each.first)).field("last", figure(each.last)).end();
  }
  out.end();
}

void write_missing(JsonWriter& out, const std::vector<store::Damage>& missing) {
  out.key("missing").list();
  for (const store::Damage& each : missing)
    out.object().field("first", each.first_source).field("last", each.last_source).field("what", each.what).end();
  out.end();
}

void write_thinned(JsonWriter& out, const std::vector<store::Thinned>& thinned) {
  out.key("thinned").list();
  for (const store::Thinned& each : thinned)
    out.object()
        .field("from", each.from)
        .field("until", each.until)
        .field("interval_s", each.interval)
        .field("samples", each.samples)
        .end();
  out.end();
}

Result<void> write_doubts(JsonWriter& out, const std::string& point, const Wanted& wanted, store::Queries& queries) {
  const auto doubts = queries.doubts({{}, point, wanted.range.from, wanted.range.until});
  if (!doubts) return doubts.error();
  out.key("doubtful");
  write_list(out, *doubts);
  return {};
}

Result<void> write_history(JsonWriter& out, const std::string& point, const Wanted& wanted, store::Historian& historian) {
  if (wanted.width) {
    const auto intervals = historian.intervals(point, wanted.range, *wanted.width);
    if (!intervals) return intervals.error();
    out.field("readings", nullptr).field("truncated", false);
    write_intervals(out, intervals->found);
    write_missing(out, intervals->missing);
    write_thinned(out, intervals->thinned);
    return {};
  }
  // One more than wanted tells whether there are more.
  auto readings = historian.raw(point, wanted.range, wanted.limit + 1);
  if (!readings) return readings.error();
  std::vector<store::Reading>& found = readings->found;
  out.field("intervals", nullptr).field("truncated", found.size() > wanted.limit);
  if (found.size() > wanted.limit) found.resize(wanted.limit);
  write_readings(out, found);
  write_missing(out, readings->missing);
  write_thinned(out, readings->thinned);
  return {};
}

Outcome get_history(const Ask& ask, Desk& desk) {
  const auto index = desk.services.directory.point(desk.name());
  if (!index) return not_found_problem();
  Fields query = Fields::of_query(ask);
  const Wanted wanted = read_wanted(query, desk.services.now());
  if (auto wrong = query.problem()) return *wrong;
  const site::Point& point = desk.services.directory.site()[*index];
  JsonWriter out;
  out.object()
      .field("point", point.name)
      .field("unit", point.unit->symbol)
      .field("from", wanted.range.from)
      .field("until", wanted.range.until);
  out.field("width_s", wanted.width);
  if (const auto written = write_history(out, point.name, wanted, desk.historian); !written) return to_problem(written.error());
  if (const auto written = write_doubts(out, point.name, wanted, desk.queries); !written) return to_problem(written.error());
  return json_reply(out.end().take());
}

Outcome get_last_known(const Ask& ask, Desk& desk) {
  const auto index = desk.services.directory.point(desk.name());
  if (!index) return not_found_problem();
  Fields query = Fields::of_query(ask);
  const Instant at = query.maybe_time("at").value_or(desk.services.now());
  if (auto wrong = query.problem()) return *wrong;
  const site::Point& point = desk.services.directory.site()[*index];
  const auto known = desk.historian.last_known(point.name, at);
  if (!known) return to_problem(known.error());
  JsonWriter out;
  out.object().field("point", point.name).field("unit", point.unit->symbol).field("at", at);
  if (known->found)
    write_reading(out.key("reading"), *known->found);
  else
    out.field("reading", nullptr);
  write_missing(out, known->missing);
  write_thinned(out, known->thinned);
  return json_reply(out.end().take());
}

// Every sample of the stretch is looked at, so it cannot be any length.
Outcome get_gaps(const Ask& ask, Desk& desk) {
  const auto index = desk.services.directory.point(desk.name());
  if (!index) return not_found_problem();
  Fields query = Fields::of_query(ask);
  store::Range range;
  range.until = query.maybe_time("until").value_or(desk.services.now());
  range.from = query.maybe_time("from").value_or(range.until - kDefaultRange);
  const auto longest = query.maybe_span("longest");
  if (!longest && !query.has("longest")) query.wrong("longest", "必须填写", "must be given");
  if (range.from >= range.until) query.wrong("from", "应早于 until", "must be before until");
  if (range.until - range.from > kGapsRangeMost) query.wrong("from", "距 until 最多 7 天", "may be at most 7 days before until");
  if (auto wrong = query.problem()) return *wrong;
  const site::Point& point = desk.services.directory.site()[*index];
  const auto gaps = desk.historian.gaps(point.name, range, *longest);
  if (!gaps) return to_problem(gaps.error());
  JsonWriter out;
  out.object().field("point", point.name).field("from", range.from).field("until", range.until).field("longest_s", *longest);
  out.field("truncated", gaps->found.size() > kGapsMost).key("gaps").list();
  for (std::size_t i = 0; i < std::min(gaps->found.size(), kGapsMost); ++i)
    out.object().field("from", gaps->found[i].from).field("until", gaps->found[i].until).end();
  out.end();
  write_missing(out, gaps->missing);
  write_thinned(out, gaps->thinned);
  return json_reply(out.end().take());
}

// As people write it: which way a time_to() looks is in its text.
site::expression::InputKind written(site::expression::InputKind function) {
  return function == site::expression::InputKind::TimeDown ? site::expression::InputKind::TimeUp : function;
}

// Of its expressions those that are undecided now, and how much of each window is known.
Outcome get_undecided(const Ask&, Desk& desk) {
  const site::Directory& directory = desk.services.directory;
  const auto index = directory.point(desk.name());
  if (!index) return not_found_problem();
  const auto undecided = desk.services.runtime.undecided(*index);
  if (!undecided) return to_problem(undecided.error());
  JsonWriter out;
  out.object().field("point", directory.site()[*index].name).field("needed_share", core::kKnownShareMin).key("items").list();
  for (const core::Undecided& each : *undecided) {
    out.object().field("condition", directory.name_of(each.condition)).field("why", each.why).key("windows").list();
    for (const core::KnownWindow& window : each.windows) {
      out.object()
          .field("function", written(window.function))
          .field("point", directory.site()[window.point].name)
          .field("window_s", window.window);
      out.field("known_share", window.share).field("enough", window.enough()).end();
    }
    out.end().end();
  }
  return json_reply(out.end().end().take());
}

}  // namespace

void add_zones_and_points(Router& router) {
  router.add({Method::Get, "/zones", list_zones});
  router.add({Method::Get, "/points", list_points});
  router.add({Method::Get, "/points/{name}/history", get_history});
  router.add({Method::Get, "/points/{name}/last-known", get_last_known});
  router.add({Method::Get, "/points/{name}/gaps", get_gaps});
  router.add({Method::Get, "/points/{name}/undecided", get_undecided});
}

}  // namespace davy::api
