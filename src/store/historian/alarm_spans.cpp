#include "store/historian/alarm_spans.hpp"

#include "store/historian/thinned_table.hpp"
#include "store/json/event_json.hpp"

#include <algorithm>

namespace davy::store {
namespace {

constexpr Duration kAround = 1_h;

Range around(Instant began, std::optional<Instant> ended) { return {began - kAround, ended ? *ended + kAround : Instant::never()}; }

// In order, widened to whole intervals; those that then touch are one.
std::vector<Range> merged(std::vector<Range> spans, Duration width) {
  for (Range& span : spans) {
    span.from = interval_begin(span.from, width);
    if (span.until != Instant::never()) span.until = interval_begin(span.until, width) + width;
  }
  std::ranges::sort(spans, {}, &Range::from);
  std::vector<Range> apart;
  for (const Range& span : spans) {
    if (apart.empty() || apart.back().until < span.from)
      apart.push_back(span);
    else
      apart.back().until = std::max(apart.back().until, span.until);
  }
  return apart;
}

}  // namespace

AlarmSpans::AlarmSpans(sql::Database& database, const site::Directory& directory)
    : directory_(directory),
      alarms_(database.prepare("SELECT onset, ended FROM alarms WHERE zone = $1 AND condition NOT LIKE 'drill/%'")),
      found_late_(database.prepare("SELECT body FROM journal WHERE kind = $1")) {}

void AlarmSpans::refresh() {
  in_hand_ = false;
  late_.clear();
  found_late_.query(core::AlarmFoundLate::kKind);
  while (found_late_.next()) {
    const Result<core::EventBody> body = body_from_json(core::AlarmFoundLate::kKind, found_late_.bytes(0));
    if (!body) continue;
    const auto& found = get<core::AlarmFoundLate>(*body);
    const auto condition = directory_.condition(found.condition);
    if (!condition) continue;
    const site::Site& site = directory_.site();
    // One that had not ended when it was found was raised as an alarm, or is bounded by what was known then.
    late_[site[site[*condition].point].zone.get()].push_back(around(found.began, found.ended.value_or(found.began)));
  }
}

const std::vector<Range>& AlarmSpans::of_zone(site::ZoneIndex zone, Duration width, Instant end) {
  if (in_hand_ && zone_ == zone.get() && width_ == width) return spans_;
  std::vector<Range> spans{{end, Instant::never()}};
  alarms_.query(directory_.site()[zone].name);
  while (alarms_.next()) spans.push_back(around(alarms_.get<Instant>(0), alarms_.get<std::optional<Instant>>(1)));
  if (const auto late = late_.find(zone.get()); late != late_.end()) spans.insert(spans.end(), late->second.begin(), late->second.end());
  spans_ = merged(std::move(spans), width);
  zone_ = zone.get();
  width_ = width;
  in_hand_ = true;
  return spans_;
}

const Range* span_holding(const std::vector<Range>& spans, Instant at) {
  const auto after = std::ranges::upper_bound(spans, at, {}, &Range::from);
  if (after == spans.begin()) return nullptr;
  const Range& before = *std::prev(after);
  return at < before.until ? &before : nullptr;
}

}  // namespace davy::store
