// What thinning takes, what it leaves, and what it says of it.
#include "store/historian/thinner.hpp"

#include "store/files.hpp"
#include "store/historian/historian.hpp"
#include "store/historian/sample_log.hpp"
#include "store/sql/schema.hpp"
#include "store/testing/any_readings.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace davy::store {
namespace {

constexpr Range kEverything{Instant::before_all(), Instant::never()};
constexpr Duration kInterval = 10_min;
const Instant kFirstDay = Instant::from_unix_ms(1'800'057'600'000);  // 2027-01-16, the beginning of a day of UTC

Instant at(Duration since) { return kFirstDay + since; }
Duration days(std::int64_t n) { return 24_h * n; }

// Temperatures stay two days as they came, then figures of ten minutes for ten days; the gas detector of the same zone keeps everything.
site::Site plant() {
  site::Site site;
  site.zones.resize(2);
  site.zones[0].name = "tank-farm";
  site.zones[1].name = "office";
  site.points.resize(3);
  const auto name = [&](std::size_t i, const char* text, site::PointKind kind, std::size_t zone) {
    site.points[i].name = text;
    site.points[i].kind = kind;
    site.points[i].zone = site::ZoneIndex(zone);
    site.points[i].stale_after = 3_s;
  };
  name(0, "tt-01", site::PointKind::Temperature, 0);
  name(1, "ch4-01", site::PointKind::CombustibleGas, 0);
  name(2, "tt-02", site::PointKind::Temperature, 1);
  site.retention.push_back({"slow", {site::PointKind::Temperature}, std::nullopt, days(2), kInterval, days(12)});
  site.version = "v1";
  return site;
}

class Thinning {
 public:
  Thinning() { reopen(); }

  void reopen() {
    log_.reset();
    database_.reset();
    database_ = std::move(*sql::Database::open(database_path(folder_.path()), sql::Access::Write));
    ensure(sql::bring_up_to_date(*database_).has_value(), "the schema is applied");
    directory_ = std::make_unique<site::Directory>(site_);
    log_ = std::make_unique<SampleLog>(*database_, *directory_);
    sql::Transaction reading(*database_);
    log_->load();
    ensure(reading.commit().has_value(), "the log loads");
  }

  void write(const std::vector<core::Sample>& samples) {
    sql::Transaction writing(*database_);
    log_->append(samples);
    log_->settle();
    ensure(writing.commit().has_value(), "the samples are committed");
  }
  // Every minute from `from` until `until`; the value is the minute.
  void every_minute(std::size_t point, Instant from, Instant until) {
    std::vector<core::Sample> samples;
    for (Instant when = from; when < until; when = when + 1_min)
      samples.push_back({site::PointIndex(point), core::Quality::Good, (when - kFirstDay).seconds() / 60, when, when});
    write(samples);
  }
  void alarm(const char* zone, Instant onset, std::optional<Instant> ended) {
    sql::Transaction writing(*database_);
    database_
        ->prepare(
            "INSERT INTO alarms (id, condition, zone, severity, rule_version, onset, raised, raised_value, value, active, blind, "
            "acked, latched, annunciated, acked_at, acked_by, ended) VALUES ((SELECT count(*) + 1 FROM alarms), 'c', $1, 1, 'r', $2, "
            "$2, 0, 0, 0, 0, 0, 0, 0, 0, '', $3)")
        .run(zone, onset, ended);
    ensure(writing.commit().has_value(), "the alarm is written");
  }

  bool piece(Instant now) {
    if (!log_->untidy(now)) return false;
    sql::Transaction writing(*database_);
    log_->tidy(now);
    ensure(writing.commit().has_value(), "a piece is tidied");
    return true;
  }
  std::vector<core::SamplesThinned> thin(Instant now) {
    for (int pieces = 0; piece(now); ++pieces) ensure(pieces < 100'000, "thinning comes to an end");
    return log_->thinner().take_over();
  }
  void told(std::uint64_t run) {
    sql::Transaction writing(*database_);
    log_->thinner().told(run);
    ensure(writing.commit().has_value(), "the run is told");
  }
  void damage() {
    sql::Transaction writing(*database_);
    database_->run("UPDATE thinned SET samples = samples + 1");
    ensure(writing.commit().has_value(), "the figures are damaged");
  }

  Historian& historian() {
    historian_ = std::move(*Historian::open(folder_.path()));
    return *historian_;
  }
  std::vector<Interval> intervals(const char* point, Range range, Duration width) {
    return historian().intervals(point, range, width)->found;
  }

  site::Site site_ = plant();

 private:
  fixture::TemporaryFolder folder_;
  std::unique_ptr<site::Directory> directory_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<SampleLog> log_;
  std::unique_ptr<Historian> historian_;
};

void expect_same(const std::vector<Interval>& before, const std::vector<Interval>& after) {
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Interval& a = before[i];
    const Interval& b = after[i];
    EXPECT_EQ(std::tuple(a.from, a.count, a.uncertain, a.bad, a.min, a.max, a.first, a.last),
              std::tuple(b.from, b.count, b.uncertain, b.bad, b.min, b.max, b.first, b.last));
    EXPECT_NEAR(a.sum, b.sum, 1e-9 * std::abs(a.sum) + 1e-9);
  }
}

TEST(Thinner, LeavesFiguresOfOldSamplesAndSaysSo) {
  Thinning store;
  store.every_minute(0, at(0_s), at(days(3)));
  store.every_minute(0, at(days(3)), at(days(5)));
  store.every_minute(1, at(0_s), at(days(5)));
  const auto before = store.intervals("tt-01", {at(0_s), at(days(5))}, 1_h);
  const auto runs = store.thin(at(days(5)));
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].retention, "slow");
  EXPECT_EQ(runs[0].site_version, "v1");
  EXPECT_EQ(runs[0].until, at(days(3)));
  EXPECT_EQ(runs[0].points, 1U);
  EXPECT_EQ(runs[0].samples, 3U * 1'440);
  EXPECT_EQ(runs[0].summaries, 3U * 144);

  expect_same(before, store.intervals("tt-01", {at(0_s), at(days(5))}, 1_h));
  const auto raw = store.historian().raw("tt-01", kEverything, 100'000);
  EXPECT_EQ(raw->found.size(), 2U * 1'440);
  ASSERT_EQ(raw->thinned.size(), 1U);
  EXPECT_EQ(raw->thinned[0].from, at(0_s));
  EXPECT_EQ(raw->thinned[0].until, at(days(3)));
  EXPECT_EQ(raw->thinned[0].interval, kInterval);
  EXPECT_EQ(raw->thinned[0].samples, 3U * 1'440);
  EXPECT_TRUE(store.historian().raw("tt-01", {at(days(3)), at(days(5))}, 100'000)->thinned.empty());
  EXPECT_EQ(store.historian().raw("ch4-01", kEverything, 100'000)->found.size(), 5U * 1'440);
}

TEST(Thinner, AnswersTheOtherQuestionsFromFiguresToo) {
  Thinning store;
  store.every_minute(0, at(0_s), at(2_h));
  store.every_minute(0, at(5_h), at(6_h));
  store.thin(at(days(9)));
  const auto known = store.historian().last_known("tt-01", at(2_h + 30_min));
  ASSERT_TRUE(known->found.has_value());
  EXPECT_EQ(known->found->source, at(119_min));
  EXPECT_EQ(known->found->value, 119);
  EXPECT_EQ(known->thinned.size(), 1U);
  EXPECT_EQ(store.historian().last("tt-01")->found->source, at(6_h - 1_min));
  const auto gaps = store.historian().gaps("tt-01", {at(0_s), at(6_h)}, 5_min);
  ASSERT_EQ(gaps->found.size(), 1U);
  EXPECT_EQ(gaps->found[0].from, at(119_min));
  EXPECT_EQ(gaps->found[0].until, at(5_h));
}

TEST(Thinner, KeepsSamplesAroundAlarmsOfTheZone) {
  Thinning store;
  store.every_minute(0, at(0_s), at(days(2)));
  store.every_minute(2, at(0_s), at(days(2)));
  store.alarm("tank-farm", at(10_h), at(10_h + 5_min));
  store.alarm("office", at(days(9)), std::nullopt);
  store.thin(at(days(9)));
  const auto raw = store.historian().raw("tt-01", kEverything, 100'000);
  ASSERT_FALSE(raw->found.empty());
  EXPECT_LE(raw->found.front().source, at(9_h));
  EXPECT_GE(raw->found.back().source, at(11_h + 5_min));
  EXPECT_LE(raw->found.size(), 150U);
  EXPECT_TRUE(store.historian().raw("tt-02", kEverything, 100'000)->found.empty());
  // The next run leaves them alone, and has nothing to tell.
  EXPECT_TRUE(store.thin(at(days(10))).empty());
  EXPECT_EQ(store.historian().raw("tt-01", kEverything, 100'000)->found.size(), raw->found.size());
}

TEST(Thinner, RemovesFiguresWhoseTimeIsOverAndStillSaysSo) {
  Thinning store;
  store.every_minute(0, at(0_s), at(days(1)));
  store.thin(at(days(5)));
  const auto runs = store.thin(at(days(20)));
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].summaries_removed, 144U);
  const auto nothing = store.historian().intervals("tt-01", {at(0_s), at(days(1))}, 1_h);
  EXPECT_TRUE(nothing->found.empty());
  ASSERT_EQ(nothing->thinned.size(), 1U);
  EXPECT_FALSE(nothing->thinned[0].interval.has_value());
}

TEST(Thinner, TellsARunUntilItIsInTheJournal) {
  Thinning store;
  store.every_minute(0, at(0_s), at(days(1)));
  const auto runs = store.thin(at(days(5)));
  ASSERT_EQ(runs.size(), 1U);
  store.reopen();
  EXPECT_EQ(store.thin(at(days(5))).size(), 1U);
  store.told(runs[0].run);
  store.reopen();
  EXPECT_TRUE(store.thin(at(days(5))).empty());
}

TEST(Thinner, TellsWhatARunThatWasCutOffHadDone) {
  Thinning store;
  store.every_minute(0, at(0_s), at(days(2)));
  for (int pieces = 0; pieces < 2; ++pieces) store.piece(at(days(9)));
  store.reopen();
  const auto runs = store.thin(at(days(9)));
  std::uint64_t samples = 0;
  for (const core::SamplesThinned& run : runs) samples += run.samples;
  EXPECT_EQ(samples, 2U * 1'440);
}

TEST(Thinner, NamesDamagedFigures) {
  Thinning store;
  store.every_minute(0, at(0_s), at(1_h));
  store.thin(at(days(9)));
  store.damage();
  const auto answer = store.historian().intervals("tt-01", kEverything, 1_h);
  EXPECT_TRUE(answer->found.empty());
  ASSERT_EQ(answer->missing.size(), 1U);
  EXPECT_TRUE(answer->missing[0].what.starts_with("figures 1 (2027-01-16T00:00:00Z to 2027-01-16T00:59:00Z) are damaged"));
}

// Whatever came, in whatever order, with alarms anywhere: at multiples of the interval the figures are those of before.
RC_GTEST_PROP(Thinner, FiguresAreThoseOfTheSamples, ()) {
  Thinning store;
  const int commits = *rc::gen::inRange(1, 6);
  for (int commit = 0; commit < commits; ++commit) {
    std::vector<core::Sample> samples;
    const int style = *rc::gen::inRange(0, 4);
    for (int n = *rc::gen::inRange(1, 120); n > 0; --n) {
      const auto quality =
          *rc::gen::weightedElement<core::Quality>({{9, core::Quality::Good}, {1, core::Quality::Uncertain}, {1, core::Quality::Bad}});
      const Instant when = at(Duration::from_ms(*rc::gen::inRange<std::int64_t>(0, 3 * 86'400'000)));
      samples.push_back({site::PointIndex(0), quality, fixture::any_value(style), when, when + 1_s});
    }
    store.write(samples);
    if (*rc::gen::inRange(0, 3) == 0) store.thin(at(days(*rc::gen::inRange(1, 6))));
  }
  for (int n = *rc::gen::inRange(0, 3); n > 0; --n) {
    const Instant onset = at(Duration::from_ms(*rc::gen::inRange<std::int64_t>(0, 3 * 86'400'000)));
    store.alarm("tank-farm", onset, onset + 1_min * *rc::gen::inRange(0, 300));
  }
  const Duration width = kInterval * *rc::gen::element<std::int64_t>(1, 3, 6, 144);
  const Range range{at(kInterval * *rc::gen::inRange(0, 200)), at(days(4))};
  const auto before = store.intervals("tt-01", range, width);
  store.thin(at(days(*rc::gen::inRange(1, 9))));
  const auto after = store.intervals("tt-01", range, width);
  RC_ASSERT(before.size() == after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Interval& a = before[i];
    const Interval& b = after[i];
    RC_ASSERT(std::tuple(a.from, a.count, a.uncertain, a.bad) == std::tuple(b.from, b.count, b.uncertain, b.bad));
    if (a.count == 0) continue;
    RC_ASSERT(a.min == b.min && a.max == b.max);
    RC_ASSERT(a.sum == b.sum || std::abs(a.sum - b.sum) <= 1e-9 * (std::abs(a.min) + std::abs(a.max)) * static_cast<double>(a.count) ||
              !std::isfinite(a.sum));
  }
}

}  // namespace
}  // namespace davy::store
