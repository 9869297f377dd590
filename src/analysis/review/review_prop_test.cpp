// The review of any life, held against a recount that is slow and plain: every figure that comes of events anew from all events.

#include "analysis/review/review.hpp"

#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace davy::analysis {
namespace {

using core::Event;

struct Stood {
  std::uint64_t seq = 0;
  std::string condition;
  Instant from;
  Instant until;
};

// When each alarm stood, seen from `now`.
std::vector<Stood> stood_of(const std::vector<Event>& journal, Instant now) {
  std::vector<Stood> all;
  for (std::size_t i = 0; i < journal.size(); ++i) {
    const auto* raised = get_if<core::AlarmRaised>(&journal[i].body);
    if (raised == nullptr) continue;
    Stood one{journal[i].seq, raised->condition, journal[i].time, now};
    for (std::size_t k = i + 1; k < journal.size() && journal[k].time < now && one.until == now; ++k) {
      const auto* returned = get_if<core::AlarmReturned>(&journal[k].body);
      const auto* again = get_if<core::AlarmRaised>(&journal[k].body);
      if ((returned != nullptr && returned->alarm.get() == one.seq) || (again != nullptr && again->condition == one.condition))
        one.until = journal[k].time;
    }
    all.push_back(one);
  }
  return all;
}

// How long any of a point's alarms of blindness stood: piece by piece between all moments at which anything changed.
Duration blind_time(const std::vector<Stood>& stood, const std::string& point, Instant from, Instant until) {
  std::vector<Instant> moments{from, until};
  for (const Stood& each : stood) moments.insert(moments.end(), {each.from, each.until});
  std::ranges::sort(moments);
  Duration sum;
  for (std::size_t i = 0; i + 1 < moments.size(); ++i) {
    if (moments[i] < from || moments[i] >= until) continue;
    const bool blind = std::ranges::any_of(stood, [&](const Stood& each) {
      const bool is_blindness =
          each.condition == point + ":stale" || each.condition == point + ":bad" || each.condition == point + ":range";
      return is_blindness && each.from <= moments[i] && moments[i] < each.until;
    });
    if (blind) sum = sum + (std::min(moments[i + 1], until) - moments[i]);
  }
  return sum;
}

void counts_equal(const Review& review, const std::vector<Event>& month) {
  std::size_t alarms = 0, orders = 0, hazards = 0, trips = 0, failed = 0, starts = 0;
  std::map<std::string, Evidence> causes;
  for (const Event& each : month) {
    alarms += kind_of(each.body) == "alarm.raised";
    orders += kind_of(each.body) == "order.issued";
    hazards += kind_of(each.body) == "hazard.reported";
    trips += kind_of(each.body) == "row.tripped";
    failed += kind_of(each.body) == "command.failed";
    starts += kind_of(each.body) == "system.started";
    if (const auto* raised = get_if<core::AlarmRaised>(&each.body)) causes[raised->condition].push_back(each.seq);
  }
  const auto count = [&](std::string_view name) { return std::ranges::find(review.happened, name, &ReviewCount::name)->count; };
  RC_ASSERT(count("alarms") == alarms);
  RC_ASSERT(count("orders") == orders);
  RC_ASSERT(count("hazards") == hazards);
  RC_ASSERT(count("trips") == trips);
  RC_ASSERT(count("commands-failed") == failed);
  RC_ASSERT(count("starts") == starts);
  std::erase_if(causes, [](const auto& each) { return each.second.size() < 3; });
  RC_ASSERT(review.causes.size() == causes.size());
  for (const ReviewCount& each : review.causes) RC_ASSERT(causes.at(each.name).size() == each.count);
  std::size_t by_hour_most = 0;
  for (const Event& each : month) {
    const auto hour = [&](const Event& event) { return (event.time - review.month.from).ns() / (1_h).ns(); };
    by_hour_most = std::max(by_hour_most, static_cast<std::size_t>(std::ranges::count_if(month, [&](const Event& other) {
                              return kind_of(other.body) == "alarm.raised" && hour(other) == hour(each);
                            })));
  }
  RC_ASSERT(review.alarms.busiest_count == by_hour_most);
}

void other_counts_equal(const Review& review, const std::vector<Event>& month) {
  std::map<std::string, std::size_t> counts;
  std::set<core::CareId> overdue;
  std::size_t floods = 0;
  for (const Event& each : month) {
    ++counts[std::string(kind_of(each.body))];
    if (const auto* care = get_if<core::CareOverdue>(&each.body)) overdue.insert(care->care);
    if (const auto* opened = get_if<core::IncidentOpened>(&each.body))
      ++counts[opened->exercise == core::Exercise::Drill ? "practised" : "happened"];
    if (const auto* drill = get_if<core::DrillStarted>(&each.body)) counts["practised"] += drill->kind == core::DrillKind::Practice;
    floods += holds<core::FloodStarted>(each.body);
  }
  const auto count = [&](std::string_view name) { return std::ranges::find(review.happened, name, &ReviewCount::name)->count; };
  RC_ASSERT(count("orders-closed") == counts["order.closed"]);
  RC_ASSERT(count("hazards-closed") == counts["hazard.closed"]);
  RC_ASSERT(count("permits") == counts["permit.applied"]);
  RC_ASSERT(count("permits-suspended") == counts["permit.suspended"]);
  RC_ASSERT(count("incidents") == counts["happened"]);
  RC_ASSERT(count("drills") == counts["practised"]);
  RC_ASSERT(count("checks-missed") == counts["check.missed"]);
  RC_ASSERT(count("care-overdue") == overdue.size());
  RC_ASSERT(review.alarms.floods == floods);
}

// Of each alarm of the month its grade, until when somebody had acknowledged it, and how many of its condition rang within the minute that it began.
void alarms_equal(const Review& review, const std::vector<Event>& month) {
  std::map<std::string, std::size_t> grades, chattering;
  std::vector<Duration> seen_after;
  std::size_t alarms = 0;
  for (const Event& each : month) {
    const auto* raised = get_if<core::AlarmRaised>(&each.body);
    if (raised == nullptr) continue;
    ++alarms;
    ++grades[std::string(name_of(raised->severity))];
    const auto seen = std::ranges::find_if(month, [&](const Event& other) {
      const auto* acknowledged = get_if<core::AlarmAcknowledged>(&other.body);
      return acknowledged != nullptr && acknowledged->alarm.get() == each.seq;
    });
    if (seen != month.end()) seen_after.push_back(seen->time - each.time);
    const auto within = static_cast<std::size_t>(std::ranges::count_if(month, [&](const Event& other) {
      const auto* again = get_if<core::AlarmRaised>(&other.body);
      return again != nullptr && again->condition == raised->condition && other.seq >= each.seq && other.time - each.time < 1_min;
    }));
    if (within >= 3) chattering[raised->condition] = std::max(chattering[raised->condition], within);
  }
  for (const ReviewCount& each : review.by_severity) RC_ASSERT(each.count == grades[each.name]);
  RC_ASSERT(review.alarms.chattering.size() == chattering.size());
  for (const ReviewCount& each : review.alarms.chattering) RC_ASSERT(chattering.at(each.name) == each.count);
  RC_ASSERT(review.alarms.acknowledged_within.has_value() == !seen_after.empty());
  std::ranges::sort(seen_after);
  if (!seen_after.empty()) RC_ASSERT(*review.alarms.acknowledged_within == seen_after[(seen_after.size() - 1) / 2]);
  const Duration passed = std::max(std::min(review.month.until, review.as_of) - review.month.from, 24_h);
  RC_ASSERT(std::abs(review.alarms.per_day * (passed.seconds() / 86'400) - static_cast<double>(alarms)) < 1e-6);
}

// By their last grading; and by their zone, beside what else makes a zone weak.
void hazards_and_zones_equal(const Review& review, const std::vector<Event>& month) {
  std::map<std::string, std::size_t> kinds, of_zone, repeated;
  std::map<std::string, std::string> zone_of;
  for (const Event& each : month) {
    if (const auto* raised = get_if<core::AlarmRaised>(&each.body)) zone_of[raised->condition] = raised->zone;
    const auto* reported = get_if<core::HazardReported>(&each.body);
    if (reported == nullptr) continue;
    ++of_zone[reported->zone];
    std::string kind = "ungraded";
    for (const Event& other : month)
      if (const auto* graded = get_if<core::HazardGraded>(&other.body); graded != nullptr && graded->hazard.get() == each.seq)
        kind = std::string(name_of(graded->danger));
    ++kinds[kind];
  }
  RC_ASSERT(review.hazards.size() == kinds.size());
  for (const ReviewCount& each : review.hazards) RC_ASSERT(kinds.at(each.name) == each.count);
  for (const ReviewCount& each : review.causes) ++repeated[zone_of[each.name]];
  for (const WeakZone& each : review.weak_zones) {
    double blind_h = 0;
    for (const BlindPoint& point : review.blind)
      if (point.zone == each.zone) blind_h += point.blind.seconds() / 3'600;
    RC_ASSERT(each.hazards == of_zone[each.zone]);
    RC_ASSERT(each.repeated == repeated[each.zone]);
    RC_ASSERT(std::abs(each.blind_h - blind_h) < 1e-9);
    RC_ASSERT(each.late == 0U);
  }
}

RC_GTEST_PROP(ReviewProperty, EqualsASlowRecountOfAnyLife, ()) {
  const site::Site site = core::make_small_plant();
  const site::Directory directory(site);
  core::AnyLife life(directory);
  for (const core::Happening& each : *core::happenings()) life.live(each);
  // As if the month began somewhere within that life: what stood then was raised before it.
  const Month november = month_at(core::kEight, site.utc_offset);
  const Duration lived = life.now() - core::kEight;
  Month month{"2026-11", core::kEight + lived / *rc::gen::inRange(2, 9), november.until, 11};
  const Instant as_of = life.now() + 1_s;
  const auto stood = stood_of(life.journal(), as_of);
  Reviewer reviewer(directory, month, as_of);
  std::vector<Event> in_month;
  for (const Event& each : life.journal()) {
    const auto alarm = std::ranges::find(stood, each.seq, &Stood::seq);
    if (each.time < month.from && alarm != stood.end() && alarm->until >= month.from) reviewer.before(each);
    if (each.time >= month.from && each.time < month.until) in_month.push_back(each);
  }
  for (const Event& each : in_month) reviewer.take(each);
  const Review review = reviewer.finish({});
  counts_equal(review, in_month);
  other_counts_equal(review, in_month);
  alarms_equal(review, in_month);
  hazards_and_zones_equal(review, in_month);
  const Instant until = std::min(month.until, as_of);
  for (const site::Point& point : site.points) {
    const auto found = std::ranges::find(review.blind, point.name, &BlindPoint::point);
    const Duration blind = found == review.blind.end() ? Duration() : found->blind;
    RC_ASSERT(blind == blind_time(stood, point.name, month.from, until));
  }
  std::size_t stale = 0;
  for (const Stood& each : stood) stale += each.until >= month.from && std::min(each.until, until) - each.from > 24_h;
  RC_ASSERT(review.alarms.stale == stale);
}

}  // namespace
}  // namespace davy::analysis
