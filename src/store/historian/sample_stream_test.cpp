#include "store/historian/sample_stream.hpp"

#include "store/files.hpp"
#include "store/historian/sample_log.hpp"
#include "store/sql/schema.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <tuple>

namespace davy::store {
namespace {

const Instant kBegin = Instant::from_unix_ms(1'800'000'000'000);

Instant at_second(double s) { return kBegin + Duration::from_seconds(s); }

site::Site points_named(const std::vector<std::string>& names) {
  site::Site site;
  for (const std::string& name : names) site.points.emplace_back().name = name;
  return site;
}

const std::vector<std::string> kNames{"a", "b", "c"};

auto in_order_of_arrival(const core::Sample& s) { return std::tuple(s.arrival, s.source, s.point, s.value); }

std::unique_ptr<sql::Database> database_in(const std::string& folder) {
  auto database = std::move(*sql::Database::open(database_path(folder), sql::Access::Write));
  ensure(sql::bring_up_to_date(*database).has_value(), "the schema is applied");
  return database;
}

class Plant {
 public:
  Plant() {
    sql::Transaction reading(*database_);
    log_.load();
    ensure(reading.commit().has_value(), "the log loads");
  }

  void commit(const std::vector<core::Sample>& samples) {
    sql::Transaction writing(*database_);
    log_.append(samples);
    ensure(writing.commit().has_value(), "the samples are committed");
    written_.insert(written_.end(), samples.begin(), samples.end());
  }
  void settle() {
    sql::Transaction writing(*database_);
    log_.settle();
    ensure(writing.commit().has_value(), "the tail is settled");
  }
  void reads(std::size_t point, double source, double arrival, double value = 1) {
    commit({{site::PointIndex(point), core::Quality::Good, value, at_second(source), at_second(arrival)}});
  }
  void damage_chunks() {
    sql::Transaction writing(*database_);
    database_->prepare("UPDATE chunks SET body = $1 WHERE id = 1").run(sql::Blob{std::string_view("x")});
    ensure(writing.commit().has_value(), "the damage is done");
  }

  Result<std::unique_ptr<SampleStream>> stream(Range range, StreamOptions options = {}) const {
    return SampleStream::open(folder_.path(), kNames, range, options);
  }
  std::vector<core::Sample> read(Range range, StreamOptions options = {}) const { return drain(**stream(range, options)); }

  static std::vector<core::Sample> drain(SampleStream& stream) {
    std::vector<core::Sample> all;
    while (true) {
      const auto some = stream.next();
      ensure(some.has_value(), "the stream can be read");
      if (some->empty()) return all;
      all.insert(all.end(), some->begin(), some->end());
    }
  }

  std::vector<core::Sample> expected(Range range) const {
    std::vector<core::Sample> samples;
    std::ranges::copy_if(written_, std::back_inserter(samples),
                         [&](const core::Sample& s) { return s.source >= range.from && s.source < range.until; });
    std::ranges::sort(samples, {}, in_order_of_arrival);
    return samples;
  }

 private:
  fixture::TemporaryFolder folder_;
  site::Site site_ = points_named(kNames);
  site::Directory directory_{site_};
  std::unique_ptr<sql::Database> database_ = database_in(folder_.path());
  SampleLog log_{*database_, directory_, {.tail_samples_max = 40, .tail_age_max = 60_min, .work_min = 30}};
  std::vector<core::Sample> written_;
};

std::vector<std::tuple<Instant, Instant, site::PointIndex, double>> keys(const std::vector<core::Sample>& samples) {
  std::vector<std::tuple<Instant, Instant, site::PointIndex, double>> all;
  for (const core::Sample& sample : samples) all.push_back(in_order_of_arrival(sample));
  return all;
}

constexpr Range kWholeTime{Instant::before_all(), Instant::never()};

TEST(SampleStreamTest, GivesAllPointsAsTheyArrived) {
  Plant plant;
  for (int i = 0; i < 300; ++i) {
    plant.reads(0, i, i + 0.2, i);
    plant.reads(1, i + 0.1, i + 0.1, -i);
  }
  EXPECT_EQ(keys(plant.read(kWholeTime)), keys(plant.expected(kWholeTime)));
  EXPECT_EQ(plant.read(kWholeTime).size(), 600u);
}

TEST(SampleStreamTest, GivesABacklogWhenItCame) {
  Plant plant;
  for (int i = 0; i < 400; ++i) plant.reads(0, i, i, i);
  for (int i = 10; i < 20; ++i) plant.reads(1, i, 400, i);  // measured long ago
  const auto samples = plant.read(kWholeTime);
  ASSERT_EQ(samples.size(), 410u);
  EXPECT_EQ(samples.back().source, at_second(19));
}

TEST(SampleStreamTest, PassesOverYearsWithoutSamples) {
  Plant plant;
  plant.reads(0, 0, 0);
  plant.reads(0, 1e8, 1e8);
  plant.settle();
  EXPECT_EQ(plant.read(kWholeTime).size(), 2u);
}

TEST(SampleStreamTest, NamesADamagedChunkAndGivesTheRest) {
  Plant plant;
  for (int i = 0; i < 100; ++i) plant.reads(0, i, i);
  plant.settle();
  for (int i = 0; i < 10; ++i) plant.reads(1, i, i);
  plant.damage_chunks();
  const auto stream = plant.stream(kWholeTime);
  EXPECT_GE(Plant::drain(**stream).size(), 10u);
  ASSERT_EQ((*stream)->missing().size(), 1u);
  EXPECT_NE((*stream)->missing()[0].what.find("chunk 1"), std::string::npos);
}

TEST(SampleStreamTest, AFolderWithoutSamplesGivesNoneAndCoversNothing) {
  const Plant plant;
  EXPECT_TRUE(plant.read(kWholeTime).empty());
  const Range covered = (*plant.stream(kWholeTime))->covered();
  EXPECT_EQ(covered.from, covered.until);
}

// Random commits of three points, late ones among them, read while the daemon goes on writing, in slices and memory of any size.
RC_GTEST_PROP(SampleStreamPropTest, LosesAndDoublesNothing, ()) {
  Plant plant;
  double now = 0;
  const auto write = [&](int commits) {
    for (int i = 0; i < commits; ++i) {
      now += *rc::gen::element(0.1, 1.0, 1.0, 30.0);
      std::vector<core::Sample> samples;
      for (int n = *rc::gen::inRange(1, 12); n > 0; --n) {
        const double back = *rc::gen::element(0.0, 0.0, 0.5, 100.0, -30.0);
        samples.push_back({site::PointIndex(*rc::gen::inRange<std::size_t>(0, 3)), core::Quality::Good, *rc::gen::inRange(0, 100) / 10.0,
                           at_second(now - back), at_second(now)});
      }
      plant.commit(samples);
    }
  };
  write(*rc::gen::inRange(0, 60));
  const Range range{at_second(*rc::gen::inRange(0, 50)), at_second(now + 1)};
  const auto expected = plant.expected(range);
  const StreamOptions options{.samples_held = *rc::gen::element<std::size_t>(1, 20, 1'000),
                              .slice = *rc::gen::element<std::size_t>(1, 7, 100'000)};
  const auto stream = plant.stream(range, options);
  std::vector<core::Sample> all;
  while (true) {
    const auto some = (*stream)->next();
    RC_ASSERT(some.has_value());
    if (some->empty()) break;
    all.insert(all.end(), some->begin(), some->end());
    plant.settle();
  }
  std::ranges::sort(all, {}, in_order_of_arrival);
  RC_ASSERT(keys(all) == keys(expected));
}

}  // namespace
}  // namespace davy::store
