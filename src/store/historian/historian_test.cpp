#include "store/historian/historian.hpp"

#include "site/expression/program.hpp"
#include "store/files.hpp"
#include "store/historian/chunk_codec.hpp"
#include "store/historian/recent.hpp"
#include "store/historian/sample_log.hpp"
#include "store/sql/schema.hpp"
#include "store/testing/any_readings.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace davy::store {
namespace {

using fixture::same;

constexpr Range kAlways{Instant::before_all(), Instant::never()};

Instant second(double s) { return Instant::from_unix_ms(1'800'000'000'000) + Duration::from_seconds(s); }

site::Site three_points() {
  site::Site site;
  site.points.resize(3);
  for (std::size_t i = 0; i < 3; ++i) {
    site.points[i].name = "ch4-0" + std::to_string(i + 1);
    site.points[i].stale_after = 3_s;
  }
  return site;
}

// A history that is written commit by commit and compacted early, and what must be in it.
class History {
 public:
  explicit History(CompactorOptions options = {.tail_samples_max = 40, .tail_age_max = 60_min, .work_min = 30}) : options_(options) {
    reopen();
  }

  void reopen() {
    log_.reset();
    database_.reset();
    database_ = std::move(*sql::Database::open(database_path(folder_.path()), sql::Access::Write));
    ensure(sql::bring_up_to_date(*database_).has_value(), "the schema is applied");
    directory_ = std::make_unique<site::Directory>(site_);  // as a start would, from the site as it is now
    log_ = std::make_unique<SampleLog>(*database_, *directory_, options_);
    sql::Transaction reading(*database_);
    log_->load();
    ensure(reading.commit().has_value(), "the log loads");
  }

  void commit(const std::vector<core::Sample>& samples) {
    sql::Transaction writing(*database_);
    log_->append(samples);
    ensure(writing.commit().has_value(), "the samples are committed");
    for (const core::Sample& s : samples) written_[s.point.get()].push_back({s.source, s.arrival, s.quality, s.value});
  }

  void fail_to_commit(const std::vector<core::Sample>& samples) {
    {
      sql::Transaction writing(*database_);
      log_->append(samples);
    }
    sql::Transaction reading(*database_);
    log_->load();
    ensure(reading.commit().has_value(), "the log loads");
  }

  void settle() {
    sql::Transaction writing(*database_);
    log_->settle();
    ensure(writing.commit().has_value(), "the tail is settled");
  }

  // All that waits to be tidied, a transaction a piece; their number.
  std::size_t tidy(Instant now) {
    std::size_t pieces = 0;
    for (; log_->untidy(now) && pieces < 1'000; ++pieces) {
      sql::Transaction writing(*database_);
      log_->tidy(now);
      ensure(writing.commit().has_value(), "a piece is tidied");
    }
    return pieces;
  }

  // Of one point, every second from `from` on.
  void every_second(std::size_t point, double from, std::size_t count, double value = 1.5) {
    for (std::size_t i = 0; i < count; ++i) {
      const Instant at = second(from + static_cast<double>(i));
      commit({{site::PointIndex(point), core::Quality::Good, value, at, at}});
    }
  }

  std::vector<Reading> expected(std::size_t point, Range range) const {
    std::vector<Reading> readings;
    std::ranges::copy_if(written_[point], std::back_inserter(readings),
                         [&](const Reading& r) { return r.source >= range.from && r.source < range.until; });
    std::ranges::stable_sort(readings, {}, &Reading::source);
    return readings;
  }

  std::uint64_t number(const char* sql) {
    sql::Statement row = database_->prepare(sql);
    return row.query().next() ? row.get<std::uint64_t>(0) : 0;
  }
  // Flips a byte in the middle of what `column` holds.
  void damage(const std::string& table, const std::string& column, std::uint64_t id) {
    std::string bytes = stored(table, column, id);
    bytes[bytes.size() / 2] ^= '\x40';
    store(table, column, id, bytes);
  }
  std::string stored(const std::string& table, const std::string& column, std::uint64_t id) {
    sql::Transaction reading(*database_);
    sql::Statement row = database_->prepare("SELECT " + column + " FROM " + table + " WHERE id = $1");
    ensure(row.query(id).next(), "the row is there");
    return row.get<std::string>(0);
  }
  void store(const std::string& table, const std::string& column, std::uint64_t id, const std::string& bytes) {
    sql::Transaction writing(*database_);
    database_->prepare("UPDATE " + table + " SET " + column + " = $1 WHERE id = $2").run(sql::Blob{bytes}, id);
    ensure(writing.commit().has_value(), "the row is changed");
  }
  // Whether a flip of each byte that `column` holds is found and named, and the other points are read all the same.
  void expect_every_flip_to_be_found(const std::string& table, const std::string& column, const std::string& named) {
    const std::string bytes = stored(table, column, 1);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
      store(table, column, 1, flipped);
      const auto damaged = historian().raw("ch4-01", kAlways, 1'000);
      ASSERT_TRUE(damaged && damaged->missing.size() == 1 && damaged->missing[0].what.starts_with(named)) << column << " byte " << at;
      ASSERT_EQ(historian_->raw("ch4-02", {second(1'000), second(2'000)}, 1'000)->found.size(), 20U);
    }
    store(table, column, 1, bytes);
    EXPECT_TRUE(historian().raw("ch4-01", kAlways, 1'000)->missing.empty());
  }
  std::vector<core::Sample> recent() {
    sql::Transaction reading(*database_);
    return *reading.commit(recent_samples(*database_, *directory_));
  }

  const std::string& name(std::size_t point) const { return site_.points[point].name; }
  Historian& historian() {
    historian_ = std::move(*Historian::open(folder_.path()));
    return *historian_;
  }

  site::Site site_ = three_points();

 private:
  std::unique_ptr<site::Directory> directory_;
  fixture::TemporaryFolder folder_;
  CompactorOptions options_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<SampleLog> log_;
  std::unique_ptr<Historian> historian_;
  std::array<std::vector<Reading>, 3> written_;
};

// Readings of equal source time come in the order in which chunks and tail hold them; the rest is exact.
bool same_but_for_ties(std::vector<Reading> a, std::vector<Reading> b) {
  const auto order = [](const Reading& x, const Reading& y) {
    return std::tuple(x.source, x.arrival, x.quality, std::bit_cast<std::uint64_t>(x.value)) <
           std::tuple(y.source, y.arrival, y.quality, std::bit_cast<std::uint64_t>(y.value));
  };
  const bool sorted = std::ranges::is_sorted(a, {}, &Reading::source);
  std::ranges::sort(a, order);
  std::ranges::sort(b, order);
  return sorted && same(a, b);
}

std::vector<core::Sample> any_batch(int& clock) {
  std::vector<core::Sample> batch;
  clock += *rc::gen::inRange(0, 5);
  for (int n = *rc::gen::inRange(1, 12); n > 0; --n) {
    // Mostly in time, at times an hour late, at times with a clock far ahead, at times the same instant again.
    const int off = *rc::gen::weightedElement<int>({{20, 0}, {2, -3'600}, {2, -40}, {1, 7'200}, {3, 1}});
    const auto quality =
        *rc::gen::weightedElement<core::Quality>({{9, core::Quality::Good}, {1, core::Quality::Uncertain}, {1, core::Quality::Bad}});
    batch.push_back({site::PointIndex(*rc::gen::inRange<std::size_t>(0, 3)), quality, fixture::any_value(*rc::gen::inRange(0, 5)),
                     second(clock + off), second(clock)});
  }
  return batch;
}

RC_GTEST_PROP(Historian, GivesBackEverySampleThroughCompactionFailureAndRestart, ()) {
  History history;
  int clock = 0;
  for (int commits = *rc::gen::inRange(1, 40); commits > 0; --commits) {
    const auto batch = any_batch(clock);
    if (*rc::gen::weightedElement<int>({{9, 0}, {1, 1}}) == 1) history.fail_to_commit(batch);
    history.commit(batch);
    if (*rc::gen::weightedElement<int>({{19, 0}, {1, 1}}) == 1) history.reopen();
    if (*rc::gen::weightedElement<int>({{19, 0}, {1, 1}}) == 1) history.settle();
  }
  for (std::size_t point = 0; point < 3; ++point) {
    RC_ASSERT(same_but_for_ties(history.historian().raw(history.name(point), kAlways, 1'000'000)->found, history.expected(point, kAlways)));
    const Range part{second(*rc::gen::inRange(-4'000, clock + 1)), second(*rc::gen::inRange(-4'000, 8'000))};
    RC_ASSERT(same_but_for_ties(history.historian().raw(history.name(point), part, 1'000'000)->found, history.expected(point, part)));
    const auto limit = *rc::gen::inRange<std::size_t>(0, 40);
    auto first_ones = history.expected(point, part);
    first_ones.resize(std::min(first_ones.size(), limit));
    const auto limited = history.historian().raw(history.name(point), part, limit)->found;
    RC_ASSERT(limited.size() == first_ones.size());
    RC_ASSERT(std::ranges::equal(limited, first_ones, {}, &Reading::source, &Reading::source));
  }
}

RC_GTEST_PROP(Historian, IntervalsAreTheSumsOfTheirSamples, ()) {
  History history;
  int clock = 0;
  for (int commits = *rc::gen::inRange(1, 40); commits > 0; --commits) history.commit(any_batch(clock));
  const Range range{second(*rc::gen::inRange(-4'000, 10)), second(*rc::gen::inRange(0, 8'000))};
  const Duration width = 1_s * *rc::gen::element<std::int64_t>(1, 7, 60, 3'600, 100'000);
  std::map<std::int64_t, Summary> expected;
  for (const Reading& reading : history.expected(0, range)) expected[(reading.source - range.from).ns() / width.ns()].add(reading);

  const auto use = *rc::gen::element(Use::Summaries, Use::Samples);
  if (*rc::gen::inRange(0, 4) == 0) history.settle();
  if (*rc::gen::inRange(0, 4) == 0) history.tidy(Instant::never());
  const auto intervals = history.historian().intervals(history.name(0), range, width, use)->found;
  RC_ASSERT(intervals.size() == expected.size());
  std::size_t at = 0;
  for (const auto& [number, summary] : expected) {
    const Interval& interval = intervals[at++];
    RC_ASSERT(interval.from == range.from + width * number);
    RC_ASSERT(interval.count == summary.count);
    RC_ASSERT(interval.uncertain == summary.uncertain);
    RC_ASSERT(interval.bad == summary.bad);
    if (summary.count == 0) continue;
    RC_ASSERT(interval.min == summary.min && interval.max == summary.max);
    if (std::isfinite(summary.sum) && std::fabs(summary.sum) < 1e15)
      RC_ASSERT(std::fabs(interval.sum - summary.sum) <= 1e-6 * std::max(1.0, std::fabs(summary.sum)));
  }
}

RC_GTEST_PROP(Historian, LastKnownAndGapsAreThoseOfTheSamples, ()) {
  History history;
  int clock = 0;
  for (int commits = *rc::gen::inRange(1, 40); commits > 0; --commits) history.commit(any_batch(clock));
  std::vector<Reading> known = history.expected(0, kAlways);
  std::erase_if(known, [](const Reading& reading) { return !is_known(reading); });

  const Instant at = second(*rc::gen::inRange(-4'000, 8'000));
  const auto last = history.historian().last_known(history.name(0), at)->found;
  const auto end = std::ranges::upper_bound(known, at, {}, &Reading::source);
  RC_ASSERT(last.has_value() == (end != known.begin()));
  if (last) RC_ASSERT(last->source == std::prev(end)->source);

  const Duration longest = 1_s * *rc::gen::inRange(0, 100);
  const Range range{at, at + 1_s * *rc::gen::inRange(0, 8'000)};
  std::vector<Range> expected;
  Instant before = range.from;
  std::erase_if(known, [&](const Reading& reading) { return reading.source < range.from || reading.source >= range.until; });
  known.push_back({.source = range.until, .arrival = range.until});
  for (const Reading& reading : known) {
    if (reading.source - before > longest) expected.push_back({before, reading.source});
    before = reading.source;
  }
  const auto gaps = history.historian().gaps(history.name(0), range, longest)->found;
  if (history.historian().last(history.name(0))->found)
    RC_ASSERT(std::ranges::equal(gaps, expected, [](Range a, Range b) { return a.from == b.from && a.until == b.until; }));
}

TEST(Historian, SaysWhatWasKnownThen) {
  History history;
  history.every_second(0, 0, 100, 7.5);
  history.commit({{site::PointIndex(0), core::Quality::Bad, 99, second(100), second(100)}});
  history.every_second(1, 101, 200);
  EXPECT_EQ(history.historian().last_known("ch4-01", second(1'000))->found->source, second(99));
  EXPECT_EQ(history.historian().last_known("ch4-01", second(50.5))->found->source, second(50));
  EXPECT_EQ(history.historian().last("ch4-01")->found->source, second(100));
  EXPECT_FALSE(history.historian().last_known("ch4-01", second(-1))->found);
}

TEST(Historian, FindsTheGaps) {
  History history;
  history.every_second(0, 0, 50);
  history.every_second(0, 80, 50);
  const auto gaps = history.historian().gaps("ch4-01", {second(0), second(200)}, 10_s)->found;
  ASSERT_EQ(gaps.size(), 2U);
  EXPECT_EQ(gaps[0].from, second(49));
  EXPECT_EQ(gaps[0].until, second(80));
  EXPECT_EQ(gaps[1].from, second(129));
  EXPECT_EQ(gaps[1].until, second(200));
}

TEST(Historian, KnowsItsPoints) {
  History history;
  history.every_second(1, 0, 1);
  history.every_second(0, 1, 1);
  EXPECT_EQ(*history.historian().points(), (std::vector<std::string>{"ch4-01", "ch4-02"}));
  EXPECT_TRUE(*history.historian().knows("ch4-02"));
  EXPECT_FALSE(*history.historian().knows("ch4-03"));
}

TEST(Historian, SaysHowMuchOfAnIntervalIsGood) {
  History history;
  const auto say = [&](double at, core::Quality quality) { history.commit({{site::PointIndex(0), quality, 4, second(at), second(at)}}); };
  for (const double at : {0, 1, 2, 3, 4}) say(at, core::Quality::Good);
  say(5, core::Quality::Uncertain);
  for (const double at : {6, 7}) say(at, core::Quality::Bad);
  say(8, core::Quality::Manual);  // as good as any
  const Interval whole = history.historian().intervals("ch4-01", kAlways, 1'000'000_s)->found.at(0);
  EXPECT_EQ(whole.count, 7U);
  EXPECT_EQ(whole.bad, 2U);
  EXPECT_DOUBLE_EQ(whole.good_share(), 6.0 / 9);
  EXPECT_DOUBLE_EQ(whole.mean(), 4);
}

TEST(Historian, KnowsNothingOfAPointThatNeverSpoke) {
  History history;
  EXPECT_TRUE(history.historian().raw("ch4-01", kAlways, 10)->found.empty());
  EXPECT_TRUE(history.historian().intervals("ch4-01", kAlways, 1_s)->found.empty());
  EXPECT_FALSE(history.historian().last("ch4-01")->found.has_value());
  EXPECT_EQ(history.historian().intervals("ch4-01", kAlways, Duration()).error().code, ErrorCode::Invalid);
}

TEST(Historian, MovesTheOlderPartOfTheTailIntoChunks) {
  History history;
  history.every_second(0, 0, 500);
  EXPECT_LE(history.number("SELECT sum(count) FROM tail"), 80U);
  EXPECT_GT(history.number("SELECT count(*) FROM chunks"), 0U);
  EXPECT_EQ(history.historian().raw("ch4-01", kAlways, 1'000)->found.size(), 500U);
  EXPECT_EQ(history.historian().last("ch4-01")->found->source, second(499));
}

TEST(Historian, GivesASlowPointFullChunksAsWell) {
  History history;
  for (int hour = 0; hour < 100; ++hour) {
    history.every_second(0, hour * 3'600, 1);
    history.every_second(1, hour * 3'600, 20);
  }
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks WHERE point = 1"), 1U);
}

TEST(Historian, EndsLargeChunksWithTheDay) {
  History history;
  std::vector<core::Sample> samples;  // each 10 s for two days, from eight o'clock of one
  for (int i = 0; i < 2 * 8'640; ++i)
    samples.push_back({site::PointIndex(0), core::Quality::Good, i % 7 + 0.5, second(10.0 * i), second(10.0 * i)});
  for (std::size_t i = 0; i < samples.size(); i += 540)
    history.commit({samples.begin() + static_cast<long>(i), samples.begin() + static_cast<long>(i) + 540});
  history.settle();
  history.tidy(Instant::never());
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks"), 6U);
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks WHERE first_source / 28800000000000 <> last_source / 28800000000000"), 0U);
  EXPECT_EQ(history.historian().raw("ch4-01", kAlways, 100'000)->found.size(), samples.size());
}

TEST(Historian, KeepsLateSamplesInALaneOfTheirOwn) {
  History history;
  history.every_second(0, 10'000, 100);
  history.every_second(0, 0, 100);  // an hour's backlog of a gateway
  history.every_second(0, 10'100, 100);
  const auto before = history.historian().raw("ch4-01", {second(0), second(200)}, 1'000)->found;
  EXPECT_EQ(before.size(), 100U);
  EXPECT_GT(history.number("SELECT count(*) FROM chunks WHERE lane = 1"), 0U);
  EXPECT_EQ(
      history.number(
          "SELECT count(*) FROM chunks a JOIN chunks b ON a.lane = 0 AND b.lane = 0 AND a.id < b.id AND a.first_source < b.last_source "
          "AND b.first_source < a.last_source"),
      0U);
}

TEST(Historian, SettlesTheWholeTailIntoFewChunks) {
  History history;
  for (int n = 0; n < 20; ++n) {
    history.every_second(0, n * 100, 60);
    history.every_second(1, n * 100 + 60, 40);
  }
  history.every_second(0, 2'000, 1);
  history.settle();
  EXPECT_EQ(history.number("SELECT count(*) FROM tail"), 0U);
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks"), 2U);
  EXPECT_EQ(history.historian().raw("ch4-01", kAlways, 10'000)->found.size(), 1'201U);
  history.every_second(0, 2'001, 300);
  EXPECT_EQ(history.historian().raw("ch4-01", kAlways, 10'000)->found.size(), 1'501U);
}

TEST(Historian, FlushesASlowTailByAge) {
  History history({.tail_samples_max = 1'000'000, .tail_age_max = 10_min, .work_min = 100});
  history.every_second(0, 0, 5);
  history.every_second(0, 700, 1);
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks"), 1U);
  EXPECT_EQ(history.historian().raw("ch4-01", kAlways, 100)->found.size(), 6U);
}

TEST(Historian, TidiesPieceByPieceWhatNothingCameAfter) {
  History history({.tail_samples_max = 1'000'000, .tail_age_max = 10_min, .work_min = 1, .tidy_work = 100});
  for (std::size_t point : {0U, 1U}) history.every_second(point, 0, 300);
  EXPECT_EQ(history.tidy(second(599)), 1U);  // it asked for free pages, once
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks"), 0U);
  EXPECT_GT(history.tidy(second(900)), 5U);
  EXPECT_EQ(history.number("SELECT count(*) FROM tail"), 0U);
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks"), 2U);
  EXPECT_EQ(history.historian().raw("ch4-01", kAlways, 1'000)->found.size(), 300U);
}

TEST(Historian, TidiesSmallChunksIntoLargeOnes) {
  History history({.tail_samples_max = 1'100, .tail_age_max = 60_min, .work_min = 10'000});
  history.every_second(0, 0, 4'000);
  EXPECT_GT(history.number("SELECT count(*) FROM chunks"), 1U);
  history.tidy(second(4'000));
  EXPECT_EQ(history.number("SELECT count(*) FROM chunks"), 1U);
  EXPECT_EQ(history.historian().raw("ch4-01", kAlways, 10'000)->found.size(), 4'000U);
}

TEST(Historian, GivesFreePagesBackToTheDisk) {
  History history({.tail_samples_max = 1'000'000, .tail_age_max = 24_h, .work_min = 1});
  const std::uint64_t empty = history.number("PRAGMA page_count");
  for (std::size_t point : {0U, 1U, 2U}) history.every_second(point, 0, 5'000);
  const std::uint64_t before = history.number("PRAGMA page_count");
  history.tidy(second(100'000));
  EXPECT_LT(history.number("PRAGMA page_count") - empty, (before - empty) / 2);
  EXPECT_EQ(history.historian().raw("ch4-03", kAlways, 10'000)->found.size(), 5'000U);
}

TEST(Historian, KeepsTheHistoryOfAPointThatTheSiteNoLongerHas) {
  History history;
  history.every_second(2, 0, 30);
  history.site_.points.pop_back();
  history.reopen();
  history.every_second(0, 100, 200);
  EXPECT_EQ(history.historian().raw("ch4-03", kAlways, 1'000)->found.size(), 30U);
}

TEST(Historian, NamesADamagedChunkAndReadsTheRest) {
  History history({.tail_samples_max = 4'096, .tail_age_max = 60_min, .work_min = 100'000});
  history.every_second(0, 0, 9'000);
  history.settle();
  history.every_second(0, 9'000, 1'000);
  history.every_second(1, 10'000, 2'000);
  history.settle();
  ASSERT_GE(history.number("SELECT count(*) FROM chunks WHERE point = 1"), 2U);
  const std::uint64_t first = history.number("SELECT id FROM chunks WHERE point = 1 ORDER BY first_source");
  history.damage("chunks", "body", first);

  const auto damaged = history.historian().raw("ch4-01", kAlways, 100'000);
  ASSERT_TRUE(damaged);
  ASSERT_EQ(damaged->missing.size(), 1U);
  const Damage& damage = damaged->missing[0];
  EXPECT_EQ(damage.first_source, second(0));
  EXPECT_TRUE(damage.what.starts_with("chunk " + std::to_string(first) + " (2027-01-15T08:00:00Z to " + to_text(damage.last_source) + ")"))
      << damage.what;
  const auto lost = static_cast<std::size_t>((damage.last_source - damage.first_source).seconds()) + 1;
  EXPECT_EQ(damaged->found.size(), 10'000 - lost);
  EXPECT_EQ(damaged->found.front().source, damage.last_source + 1_s);
  EXPECT_EQ(history.historian().gaps("ch4-01", {second(0), second(9'000)}, 1_s)->missing.size(), 1U);
  EXPECT_EQ(history.historian().last_known("ch4-01", second(100))->missing.size(), 1U);
  EXPECT_EQ(history.historian().raw("ch4-01", {second(9'000), second(10'000)}, 100'000)->found.size(), 1'000U);
  EXPECT_EQ(history.historian().raw("ch4-02", kAlways, 100'000)->found.size(), 2'000U);
}

TEST(Historian, FindsEveryFlippedByteOfAChunk) {
  History history;
  history.every_second(0, 0, 60);
  history.settle();
  history.every_second(1, 1'000, 20);
  history.settle();
  history.expect_every_flip_to_be_found("chunks", "body", "chunk 1 (");
  history.expect_every_flip_to_be_found("chunks", "summary", "chunk 1 (");
}

TEST(Historian, FindsEveryFlippedByteOfTheTail) {
  History history;
  history.every_second(0, 0, 1);
  history.every_second(1, 1'000, 20);
  history.expect_every_flip_to_be_found("tail", "body", "row 1 of the newest samples");
  history.expect_every_flip_to_be_found("tail", "digest", "row 1 of the newest samples");
}

TEST(Historian, RefusesAChunkOfAnotherVersionByName) {
  std::string chunk = encode_chunk(std::vector<Reading>{{.source = second(0), .arrival = second(0)}});
  chunk.front() = 7;
  EXPECT_EQ(decode_chunk(chunk).error().message, "it has version 7, this program reads version 1");
}

TEST(Historian, NamesADamagedSummary) {
  History history;
  history.every_second(0, 0, 300);
  history.damage("chunks", "summary", history.number("SELECT min(id) FROM chunks"));
  const auto answer = history.historian().intervals("ch4-01", kAlways, 1'000'000_s);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->missing.size(), 1U);
}

TEST(Historian, NamesADamagedRowOfTheTailAndCompactsTheOthers) {
  History history;
  history.every_second(0, 0, 10);
  history.damage("tail", "body", 5);
  history.every_second(0, 10, 300);
  EXPECT_LE(history.number("SELECT sum(count) FROM tail"), 81U);
  const auto damaged = history.historian().raw("ch4-01", {second(4), second(5)}, 10);
  ASSERT_EQ(damaged->missing.size(), 1U);
  EXPECT_TRUE(damaged->missing[0].what.starts_with("row 5 of the newest samples"));
  EXPECT_TRUE(damaged->found.empty());
  EXPECT_EQ(history.historian().raw("ch4-01", {second(5), second(1'000)}, 1'000)->found.size(), 305U);
}

TEST(RecentSamples, ReachBackTwoStaleTimesAndTheLongestDelay) {
  History history;
  history.site_.conditions.resize(1);
  history.site_.conditions[0].point = site::PointIndex(0);
  history.site_.conditions[0].on_delay = 30_s;
  history.every_second(0, 0, 200);  // 2 × 3 s + 30 s before the newest
  history.every_second(1, 200, 3);
  const auto recent = history.recent();
  ASSERT_EQ(recent.size(), 37U + 3U);
  EXPECT_EQ(recent.front().source, second(163));
  EXPECT_EQ(recent[36].source, second(199));
  EXPECT_EQ(recent[37].point, site::PointIndex(1));
}

TEST(RecentSamples, ReachBackAsFarAsTheWindowOfAnExpression) {
  History history;
  site::expression::Program program;
  program.inputs.push_back({.kind = site::expression::InputKind::Average, .window = 1_h});
  history.site_.conditions.resize(1);
  history.site_.conditions[0].point = site::PointIndex(0);
  history.site_.conditions[0].kind = site::ConditionKind::Expression;
  history.site_.conditions[0].program = std::make_shared<const site::expression::Program>(std::move(program));
  for (int batch = 0; batch < 40; ++batch) {
    std::vector<core::Sample> samples;
    for (int i = 0; i < 100; ++i) {
      const Instant at = second(100 * batch + i);
      samples.push_back({site::PointIndex(0), core::Quality::Good, 1.5, at, at});
    }
    history.commit(samples);
  }
  const auto recent = history.recent();
  ASSERT_EQ(recent.size(), 3'600U + 6U + 1U);
  EXPECT_EQ(recent.front().source, second(393));
  EXPECT_EQ(recent.back().source, second(3'999));
}

TEST(RecentSamples, ComeFromChunksWhenTheTailHasNone) {
  History history;
  history.every_second(0, 0, 20);
  history.every_second(1, 20, 200);
  const auto recent = history.recent();
  EXPECT_EQ(std::ranges::count(recent, site::PointIndex(0), &core::Sample::point), 7);
  EXPECT_EQ(std::ranges::count(recent, site::PointIndex(1), &core::Sample::point), 7);
}

TEST(RecentSamples, AreNotLedAstrayByAClockThatRunsAhead) {
  History history;
  history.every_second(0, 0, 10);
  history.commit({{site::PointIndex(0), core::Quality::Good, 1.0, second(100'000), second(10)}});
  EXPECT_EQ(history.recent().size(), 7U);
  EXPECT_EQ(history.recent().back().source, second(9));
}

}  // namespace
}  // namespace davy::store
