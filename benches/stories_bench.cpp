// The whole story of a matter, and the figures of a month, in a plant that has lived long: ten million journal events.
//
// The data is written once by the real store, and kept beside the programs: it takes minutes. An order of 1,000 events is reminded of for weeks: of each call
// a notice is issued, sent and seen; ten such orders run beside each other, with as many other events between theirs. Then a month in which 1,000 people are asked for
// about 100 things each. Stories are asked for spread evenly over all there are. The floor beside them reads the same 1,000 lines by their numbers with SQLite alone.
// DAVY_BENCH_EVENTS=1000000 makes a life of another length.

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "benches/latency_meter.hpp"
#include "store/files.hpp"
#include "store/sql/database.hpp"
#include "store/store.hpp"
#include "store/views/queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace davy::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kStoryEvents = 1'000;
constexpr std::size_t kBeside = 10;  // orders at a time
constexpr std::size_t kPeople = 1'000;
constexpr std::size_t kPerPost = 2;
const Instant kStoryBegin = Instant::from_unix_ms(1'700'000'000'000);

class LongLife {
 public:
  explicit LongLife(store::SqliteStore& store) : store_(store) {}

  Result<void> people() {
    for (std::size_t i = 0; i < kPeople; ++i) add(core::AccountSaved{login(i), login(i), core::Role::Worker, {post(i / kPerPost)}});
    return commit();
  }

  // Ten orders of 1,000 events each, and as many other events between theirs.
  Result<void> era() {
    std::vector<Story> running;
    for (std::size_t i = 0; i < kBeside; ++i) running.push_back(begin(i));
    for (std::size_t round = 1; round < kStoryEvents; ++round) {
      for (Story& story : running) {
        go_on(story, round);
        add(core::FactTold{"people", "zone-0", static_cast<double>(seq_ % 30), now(), now() + 1_min});
      }
      if (auto done = commit_if_large(); !done) return done;
    }
    return commit();
  }

  // An alarm with its order: six obligations of the two who hold its post and of those who look at their work.
  Result<void> month(std::size_t orders) {
    month_begin_ = now();
    for (std::size_t i = 0; i < orders; ++i) {
      const std::string condition = fmt::format("gas-{}:high", i);
      const std::string by = "user:" + login(i * kPerPost + i / kPeople);
      const std::string reviewer = "user:" + login((i + 1) * kPerPost);
      add(core::AlarmRaised{condition, "zone-0", site::Severity::Moderate, now(), 30, "bench", post(i)});
      const core::AlarmId alarm(seq_);
      add(core::OrderIssued{alarm, condition, "zone-0", site::Severity::Moderate, post(i), now() + 30_min});
      const core::OrderId order(seq_);
      add(core::AlarmAcknowledged{alarm, ""}, by);
      add(core::OrderAccepted{order}, by);
      add(core::AlarmReturned{alarm, now(), 5, false});
      add(core::OrderSubmitted{order, "done", {}}, by);
      core::NoticeIssued told = about(order, core::NoticeReason::OrderSubmitted);
      told.post = post(i + 1);
      told.people = {login((i + 1) * kPerPost), login((i + 1) * kPerPost + 1)};
      add(told);
      if (i % 10 == 0) continue;  // still waits
      add(core::OrderApproved{order, "seen"}, reviewer);
      add(core::OrderClosed{order}, reviewer);
      if (auto done = commit_if_large(); !done) return done;
    }
    return commit();
  }

  std::uint64_t events() const { return seq_; }
  const std::vector<std::uint64_t>& stories() const { return stories_; }
  Instant month_begin() const { return month_begin_; }
  Instant now() const { return kStoryBegin + 1_s * static_cast<std::int64_t>(seq_); }

 private:
  struct Story {
    core::OrderId order;
    core::NoticeId notice;
  };

  static std::string login(std::size_t which) { return fmt::format("person-{}", which % kPeople); }
  static std::string post(std::size_t which) { return fmt::format("post-{}", which % (kPeople / kPerPost)); }

  void add(core::EventBody body, const std::string& actor = "system") {
    ++seq_;
    commit_.events.push_back({seq_, now(), actor, std::move(body)});
  }
  static core::NoticeIssued about(core::OrderId order, core::NoticeReason reason) {
    core::NoticeIssued told;
    told.reason = reason;
    told.order = order;
    return told;
  }
  Story begin(std::size_t which) {
    add(core::OrderIssued{{}, fmt::format("level-{}:high", which), "zone-0", site::Severity::Moderate, post(which), now() + 30_min});
    stories_.push_back(seq_);
    return {core::OrderId(seq_), {}};
  }
  void go_on(Story& story, std::size_t round) {
    const auto times = static_cast<std::uint32_t>(round / 4);
    switch (round % 4) {
      case 1: add(core::OrderReminded{story.order, times}); break;
      case 2: {
        core::NoticeIssued told = about(story.order, core::NoticeReason::OrderOverdue);
        told.post = post(round);
        told.people = {login(round), login(round + 1)};
        add(told);
        story.notice = core::NoticeId(seq_);
        break;
      }
      case 3: add(core::NoticeSent{story.notice, "display"}); break;
      default: add(core::NoticeSeen{story.notice}, "user:" + login(round)); break;
    }
  }
  Result<void> commit_if_large() { return commit_.events.size() < 5'000 ? Result<void>() : commit(); }
  Result<void> commit() {
    Result<void> done = store_.commit(commit_);
    commit_.events.clear();
    return done;
  }

  store::SqliteStore& store_;
  runtime::Commit commit_;
  std::uint64_t seq_ = 0;
  std::vector<std::uint64_t> stories_;
  Instant month_begin_;
};

// What was written: where the month begins, and the orders.
struct Written {
  std::uint64_t events = 0;
  std::int64_t month_ns = 0;
  std::vector<std::uint64_t> stories;
};

Result<void> write_long_life(const fs::path& folder, std::size_t events, std::size_t orders) {
  std::error_code none;
  fs::remove_all(folder / "data", none);
  const site::Site site;
  const site::Directory directory(site);
  auto store = store::SqliteStore::open(folder / "data", directory);
  if (!store) return store.error();
  LongLife life(**store);
  if (auto done = life.people(); !done) return done;
  while (life.events() < events)
    if (auto done = life.era(); !done) return done;
  if (auto done = life.month(orders); !done) return done;
  std::ofstream whole(folder / "whole");
  whole << life.events() << ' ' << life.month_begin().unix_ns();
  for (const std::uint64_t story : life.stories()) whole << ' ' << story;
  return whole ? Result<void>() : failed("cannot write " + (folder / "whole").string());
}

Result<Written> make_long_life(const fs::path& folder, std::size_t events, std::size_t orders) {
  if (!fs::exists(folder / "whole"))
    if (auto done = write_long_life(folder, events, orders); !done) return done.error();
  std::ifstream whole(folder / "whole");
  Written written;
  whole >> written.events >> written.month_ns;
  for (std::uint64_t story = 0; whole >> story;) written.stories.push_back(story);
  if (written.stories.empty()) return failed("nothing was written");
  return written;
}

// The lines of as many events, by their numbers, twenty apart as a story's are.
Result<double> floor_p99_ms(const fs::path& data, const Written& written, std::size_t rounds) {
  auto database = store::sql::Database::open(store::database_path(data.string()), store::sql::Access::Read);
  if (!database) return database.error();
  auto line = (*database)->prepare("SELECT * FROM journal WHERE seq = $1");
  std::vector<double> took;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::uint64_t first = written.stories[written.stories.size() / rounds * round];
    took.push_back(1e3 * seconds_of([&] {
                     store::sql::Transaction reading(**database);
                     for (std::uint64_t i = 0; i < kStoryEvents; ++i) line.query(first + 2 * kBeside * i).next();
                   }));
  }
  std::ranges::sort(took);
  return percentile(took, 99);
}

std::size_t story_events_wanted() {
  const char* wanted = std::getenv("DAVY_BENCH_EVENTS");
  return wanted == nullptr ? 10'000'000 : std::max(std::strtoull(wanted, nullptr, 10), 20'000ULL);
}

Result<Report> run_stories(Scale scale) {
  const bool full = scale == Scale::Full;
  const std::size_t events = full ? story_events_wanted() : 20'000;
  const std::size_t orders = full ? kPeople * 100 / 6 : 200;
  const ScratchFolder scratch;
  const fs::path folder = full ? fs::path(own_program("davyd")).parent_path().parent_path() / fmt::format("bench-stories-{}", events)
                               : scratch.path() / "stories";
  fs::create_directories(folder);
  const auto written = make_long_life(folder, events, orders);
  if (!written) return written.error();
  const std::size_t rounds = std::min<std::size_t>(full ? 200 : 5, written->stories.size());
  const fs::path data = folder / "data";
  const auto floor = floor_p99_ms(data, *written, rounds);
  if (!floor) return floor.error();
  const auto queries = store::Queries::open(data.string());
  if (!queries) return queries.error();

  std::vector<double> took;
  for (std::size_t round = 0; round < rounds; ++round) {
    const core::MatterRef order{core::MatterKind::Order, written->stories[written->stories.size() / rounds * round]};
    std::size_t records = 0;
    took.push_back(1e3 * seconds_of([&] {
                     const auto story = (*queries)->matter_story(order);
                     if (story && *story) records = (*story)->records.size();
                   }));
    if (records != kStoryEvents) return failed(fmt::format("a story of {} records", records));
  }
  std::ranges::sort(took);

  const Instant from = Instant::from_unix_ns(written->month_ns);
  const Instant until = from + 1_h * 24 * 31;
  std::vector<core::KpiRow> rows;
  const double kpi_s = seconds_of([&] {
    if (auto read = (*queries)->kpi({from, until, until, {}, core::KpiBy::Person})) rows = std::move(*read);
  });
  std::uint64_t counted = 0;
  for (const core::KpiRow& row : rows)
    for (const core::Share& share : row.shares) counted += share.of;
  const double use_s = seconds_of([&] { (void)(*queries)->notice_use(from, until); });
  Report report;
  report.params = {{"events", std::to_string(written->events)},
                   {"stories", std::to_string(written->stories.size())},
                   {"rounds", std::to_string(rounds)}};
  report.figures = {
      {"p99_ms", percentile(took, 99)}, {"p50_ms", percentile(took, 50)}, {"floor_p99_ms", *floor}, {"kpi_s", kpi_s}, {"use_s", use_s}};
  report.checksum = fmt::format("people {} counted {}", rows.size(), counted);
  return report;
}

}  // namespace

Bench stories_bench() {
  return {"stories", "the story of a matter with 1,000 events among 10 million, and a month's figures of 1,000 people", run_stories};
}

}  // namespace davy::bench
