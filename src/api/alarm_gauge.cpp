#include "api/alarm_gauge.hpp"

#include "analysis/alarm_load/alarm_figures.hpp"
#include "api/exposition.hpp"
#include "runtime/thread_role.hpp"

#include <algorithm>
#include <chrono>

namespace davy::api {
namespace {

constexpr Duration kCountEvery = 5_s;
constexpr std::int64_t kTimesAsLong = 20;
constexpr Duration kGaugeDay = Duration::from_ms(86'400'000);

using analysis::PostFigures;
using analysis::ShiftFigures;

void by_shift(Exposition& out, const analysis::AlarmFigures& figures, std::string_view name, std::string_view help,
              std::optional<double> (*value)(const ShiftFigures&)) {
  out.gauge(name, help);
  for (const ShiftFigures& each : figures.shifts)
    if (const auto number = value(each)) out.labelled(name, fmt::format("post=\"{}\",shift=\"{}\"", each.post, each.shift), *number);
}

void by_post(Exposition& out, const analysis::AlarmFigures& figures, std::string_view name, std::string_view help,
             std::size_t (*value)(const PostFigures&)) {
  out.gauge(name, help);
  for (const PostFigures& each : figures.posts) out.labelled(name, "post", each.post, value(each));
}

// By rank and not by name: names would be labels without end.
void most_frequent(Exposition& out, const analysis::AlarmFigures& figures) {
  constexpr std::string_view kName = "davy_alarm_most_frequent";
  out.gauge(kName, "How often the conditions rang that rang most in the last 24 hours, by rank.");
  for (const ShiftFigures& each : figures.shifts)
    for (std::size_t i = 0; i < each.most_frequent.size(); ++i)
      out.labelled(kName, fmt::format("post=\"{}\",shift=\"{}\",rank=\"{}\"", each.post, each.shift, i + 1),
                   static_cast<double>(each.most_frequent[i]));
}

std::optional<double> as_number(std::size_t count) { return static_cast<double>(count); }

}  // namespace

std::string exposition_of(const analysis::AlarmFigures& figures) {
  Exposition out;
  by_shift(out, figures, "davy_alarm_last_10_minutes", "Alarms that rang for people in the last 10 minutes.",
           [](const ShiftFigures& each) { return as_number(each.ten_minutes); });
  by_shift(out, figures, "davy_alarm_last_hour", "Alarms that rang for people in the last hour.",
           [](const ShiftFigures& each) { return as_number(each.hour); });
  by_shift(out, figures, "davy_alarm_last_day", "Alarms that rang for people in the last 24 hours.",
           [](const ShiftFigures& each) { return as_number(each.day); });
  by_shift(out, figures, "davy_alarm_rate_per_hour", "Alarms of the last 24 hours for each hour of the shift that was watched.",
           [](const ShiftFigures& each) { return each.per_hour; });
  by_shift(out, figures, "davy_alarm_flood_ratio", "Share of the shift's hours of the last 24 that was in flood.",
           [](const ShiftFigures& each) { return std::optional(each.flood_share); });
  by_shift(out, figures, "davy_alarm_chattering_conditions", "Conditions that rang three times within a minute in the last 24 hours.",
           [](const ShiftFigures& each) { return as_number(each.chattering); });
  by_shift(out, figures, "davy_alarm_stale", "Alarms that rang in the shift and have been active for more than 24 hours.",
           [](const ShiftFigures& each) { return as_number(each.stale); });
  by_shift(out, figures, "davy_alarm_last_day_shelved", "Alarms of the last 24 hours that were raised while a person had them shelved.",
           [](const ShiftFigures& each) { return as_number(each.shelved); });
  by_shift(out, figures, "davy_alarm_last_day_suppressed", "Alarms of the last 24 hours that were raised while suppressed by design.",
           [](const ShiftFigures& each) { return as_number(each.suppressed); });
  by_shift(out, figures, "davy_alarm_last_day_out_of_service", "Alarms of the last 24 hours that were raised while out of service.",
           [](const ShiftFigures& each) { return as_number(each.out_of_service); });
  most_frequent(out, figures);
  by_post(out, figures, "davy_alarm_flooded", "1 while more alarms ring than a person can take in.",
          [](const PostFigures& each) -> std::size_t { return each.flooded_since ? 1 : 0; });
  by_post(out, figures, "davy_alarm_standing", "Alarms that are active and told to people.",
          [](const PostFigures& each) { return each.standing; });
  by_post(out, figures, "davy_alarm_shelved_conditions", "Conditions that a person has shelved.",
          [](const PostFigures& each) { return each.shelved; });
  by_post(out, figures, "davy_alarm_suppressed_conditions", "Conditions that are suppressed by design.",
          [](const PostFigures& each) { return each.suppressed; });
  by_post(out, figures, "davy_alarm_out_of_service_conditions", "Conditions that are out of service.",
          [](const PostFigures& each) { return each.out_of_service; });
  out.gauge("davy_alarm_figures_timestamp_seconds", "When these figures of alarms were counted.",
            static_cast<double>(figures.at.unix_ms()) / 1'000);
  return out.take();
}

AlarmGauge::AlarmGauge(const site::Directory& directory, const runtime::Clock& clock, Readers readers)
    : directory_(directory), clock_(clock), readers_(std::move(readers)), thread_([this] { run(); }) {}

std::string AlarmGauge::text() const {
  const std::scoped_lock lock(mutex_);
  return text_;
}

void AlarmGauge::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

Result<std::string> AlarmGauge::count(Instant now) {
  store::Queries& queries = *readers_.queries;
  if (!watched_since_) {
    const auto first = queries.journal({.kind_prefix = "", .before = {}, .after = 0, .limit = 1});
    if (!first) return first.error();
    if (!first->items.empty()) watched_since_ = first->items.front().event.time;
  }
  auto alarms = queries.rang(now - kGaugeDay, now + 1_s);
  if (!alarms) return alarms.error();
  auto floods = queries.floods(now - kGaugeDay, now + 1_s);
  if (!floods) return floods.error();
  const auto aside = queries.set_aside();
  if (!aside) return aside.error();
  return exposition_of(
      analysis::figures_at(now, watched_since_.value_or(now), {std::move(*alarms), std::move(*floods)}, *aside, directory_));
}

// What could not be counted stays as it was: its timestamp tells how old it is.
void AlarmGauge::run() {
  runtime::take_role("alarm-gauge", runtime::Urgency::GivesWay);
  for (;;) {
    const Instant begun = clock_.now();
    Result<std::string> counted = count(begun);
    const Duration wait = std::max(kCountEvery, (clock_.now() - begun) * kTimesAsLong);
    std::unique_lock lock(mutex_);
    if (counted) text_ = std::move(*counted);
    if (changed_.wait_for(lock, std::chrono::nanoseconds(wait.ns()), [this] { return stopped_; })) return;
  }
}

}  // namespace davy::api
