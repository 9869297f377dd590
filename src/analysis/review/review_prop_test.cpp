// The review of any life, held against a recount that is slow and plain: every figure anew from all events.

#include "analysis/review/review.hpp"

#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

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
