// Replay of expressions: what conditions with windows, forecasts, modes, zone counts and hazards say is the same in a replay, after every batch.
//
// Live, the loop ticks every 100 ms; the backtest steps by a second. What time alone changes between two samples is therefore seen by either at a moment of its
// own; once the samples of a batch are in, both must say the same of every condition, true, false or unknown. Modes are set by people, or follow a shift that
// changes within the history; hazards are reported and closed.
#include "analysis/backtest/lived_history.hpp"
#include "site/small_site.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace davy::analysis {
namespace {

const Instant kAskedBegin =
    Instant::from_unix_ms(1'800'000'000'000);  // 16:00 by the site's clock: the night shift begins two minutes later

constexpr std::string_view kAskedModes = R"(modes:
  - {id: running, title: {zh: 运行, en: Running}}
  - {id: cleaning, title: {zh: 清洗, en: Cleaning}}
  - {id: late, title: {zh: 夜间, en: Late}, shift: night}
)";

constexpr std::array<std::string_view, 9> kAskedTexts{
    "avg(5s) > 33.3 && max(10s) < 400.1",
    "forecast(10s, 10s) > 233.3",
    "rate(10s) > 60.3",
    "mode == 'cleaning' && value > 20.3",
    "mode == 'late' && value > 20.3",
    "count(zone.combustible_gas, value > 24.7 %LEL) >= 2",
    "any(site.combustible_gas, avg(5s) > 24.7 %LEL && value > 10.1 %LEL)",
    "deviation(point('ch4-01'), point('ch4-02')) > 10.3",
    "open_hazards(zone) > 0 && value > 20.3",
};

// Each of them is asked of pt-101.
site::Site some_asking_site() {
  std::string conditions;
  for (std::size_t i = 0; i < kAskedTexts.size(); ++i)
    conditions += (i > 0 ? ", " : "") + std::string("asked-") + std::to_string(i) + ": {when: \"" + std::string(kAskedTexts[i]) +
                  "\", severity: moderate, respond-within: 1h, title: {zh: 问, en: Asked}, response: {zh: 查, en: Look}, basis: test}";
  site::SourceFiles sources = changed(site::small_site(), "points.yaml", "conditions: none", "conditions: {" + conditions + "}");
  sources = changed(std::move(sources), "people.yaml", "until: \"20:00\"", "until: \"16:02\"");
  sources = changed(std::move(sources), "people.yaml", "from: \"20:00\"", "from: \"16:02\"");
  sources.site.push_back({"modes.yaml", std::string(kAskedModes)});
  site::Loaded loaded = site::load_site(sources);
  ensure(loaded.site.has_value(), loaded.findings.empty() ? "the site is sound" : to_text(loaded.findings.front()).c_str());
  return std::move(*loaded.site);
}

// A point stays where it is for some seconds, then goes elsewhere.
struct Level {
  double value = 20;
  core::Quality quality = core::Quality::Good;
  int batches = 0;

  void move() {
    if (batches-- > 0) return;
    value = *rc::gen::element(0.0, 20.0, 24.5, 26.0, 40.0, 80.0, 190.0, 500.0);
    quality =
        *rc::gen::element(core::Quality::Good, core::Quality::Good, core::Quality::Good, core::Quality::Uncertain, core::Quality::Bad);
    batches = *rc::gen::inRange(0, 9);
  }
};

// Samples that arrive as they are measured, and what was said of each condition then.
struct AskedBatch {
  std::vector<core::Sample> samples;
  std::vector<core::Truth> said;
};

std::vector<site::ConditionIndex> asked_of(const site::Site& site) {
  std::vector<site::ConditionIndex> asked;
  for (std::size_t i = 0; i < site.conditions.size(); ++i)
    if (site.conditions[i].kind == site::ConditionKind::Expression) asked.emplace_back(i);
  return asked;
}

void some_circumstance(LivedHistory& live, Instant now) {
  const auto& open = live.state().hazards.hazards;
  switch (*rc::gen::inRange(0, 12)) {
    case 0: return live.ask(core::SetMode{"tank-farm", "cleaning", "test", {}});
    case 1: return live.ask(core::EndMode{"tank-farm"});
    case 2: {
      core::HazardReported found;
      found.zone = "tank-farm";
      found.what = "a flange drips";
      found.post = "operator";
      found.deadline = now + 8_h;
      return live.live(std::move(found));
    }
    case 3: return open.empty() ? void() : live.live(core::HazardClosed{open.begin()->first});
    default: return;
  }
}

std::vector<AskedBatch> lived_through(LivedHistory& live, const site::Site& site, int batches) {
  const std::vector<site::ConditionIndex> asked = asked_of(site);
  std::vector<Level> levels(site.points.size());
  std::vector<AskedBatch> history;
  Instant now = kAskedBegin;
  for (; batches > 0; --batches) {
    now = now + *rc::gen::element(1_s, 1_s, 1_s, 1_s, 1'100_ms, 2'600_ms, 3'050_ms, 20_s);
    live.pass(now);
    AskedBatch& batch = history.emplace_back();
    for (std::size_t p = 0; p < levels.size(); ++p) {
      levels[p].move();
      batch.samples.push_back({site::PointIndex(p), levels[p].quality, levels[p].value, now, now});
    }
    live.arrive(batch.samples, now);
    for (const site::ConditionIndex condition : asked) batch.said.push_back(live.truth(condition));
    some_circumstance(live, now);
  }
  return history;
}

TEST(ReplayExpressionsPropTest, SayWhatTheySaidAfterEveryBatch) {
  const site::Site site = some_asking_site();
  const site::Directory directory(site);
  const site::Site alarms = only_alarms(site);
  const site::Directory replayed(alarms);
  const std::vector<site::ConditionIndex> asked = asked_of(site);
  ASSERT_EQ(asked.size(), kAskedTexts.size());
  std::vector<std::size_t> were_true(asked.size()), were_false(asked.size());
  const bool held = rc::check("expressions say in a replay what they said", [&] {
    LivedHistory live(directory, kAskedBegin);
    const std::vector<AskedBatch> history = lived_through(live, site, *rc::gen::inRange(10, 80));
    Backtest backtest(replayed, kAskedBegin, live.deeds());
    for (std::size_t i = 0; i < history.size(); ++i) {
      backtest.play(history[i].samples);
      for (std::size_t c = 0; c < asked.size(); ++c) {
        RC_LOG() << "batch " << i << " at " << to_text(history[i].samples.front().arrival) << ": " << kAskedTexts[c] << "\n";
        RC_ASSERT(backtest.truth(asked[c]) == history[i].said[c]);
        were_true[c] += history[i].said[c] == core::Truth::True ? 1 : 0;
        were_false[c] += history[i].said[c] == core::Truth::False ? 1 : 0;
      }
    }
  });
  EXPECT_TRUE(held);
  for (std::size_t c = 0; c < asked.size(); ++c) {
    EXPECT_GT(were_true[c], 0u) << kAskedTexts[c];
    EXPECT_GT(were_false[c], 0u) << kAskedTexts[c];
  }
}

}  // namespace
}  // namespace davy::analysis
