#include "apps/davy/backtest_report.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::apps {
namespace {

const Instant kBegin = Instant::from_unix_ms(1'800'000'000'000);

BacktestReport one_alarm_more() {
  BacktestReport report{.data = "var",
                        .span = {kBegin, kBegin + 1_h},
                        .fates = {},
                        .seconds = 0.5,
                        .truth = std::nullopt,
                        .tried = {},
                        .today = {},
                        .starts = {},
                        .missing = {"chunk 7"}};
  report.fates.received = 5;
  report.tried.rules = as_written("new");
  report.today.rules = said({"日志中当时实际的报警", "what rang then, by the journal"});
  core::RangAlarm alarm;
  alarm.condition = "ch4-01:high";
  alarm.raised = kBegin + 30_min;
  report.tried.alarms.push_back(alarm);
  report.tried.verdict.alarms.resize(1);
  return report;
}

std::string text_in(Language language) {
  speak(language);
  std::string text = backtest_text(one_alarm_more());
  speak(Language::En);
  return text;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(BacktestReport, IsToldInTheLanguageOfTheProcess) {
  const std::string en = text_in(Language::En);
  const std::string zh = text_in(Language::Zh);
  EXPECT_TRUE(holds(en, ": 5 samples in 0.5 s, 0 late\n")) << en;
  EXPECT_TRUE(holds(en, "tried: new; today: what rang then, by the journal\n")) << en;
  EXPECT_TRUE(holds(en, "ch4-01:high  until the end\n")) << en;
  EXPECT_TRUE(holds(zh, "：5 个样本，用时 0.5 s，其中 0 个迟到\n")) << zh;
  EXPECT_TRUE(holds(zh, "试算：new；现行：日志中当时实际的报警\n")) << zh;
  EXPECT_TRUE(holds(zh, "ch4-01:high  至时段结束\n")) << zh;
  EXPECT_TRUE(holds(zh, "未能读取：chunk 7\n")) << zh;
}

TEST(BacktestReport, AChineseCharacterTakesTwoColumns) {
  EXPECT_TRUE(holds(text_in(Language::En), "\nalarms" + std::string(28 + 13, ' ') + "1" + std::string(13, ' ') + "0\n"));
  EXPECT_TRUE(holds(text_in(Language::Zh), "\n报警" + std::string(30 + 13, ' ') + "1" + std::string(13, ' ') + "0\n"));
}

TEST(BacktestReport, JsonIsTheSameInBoth) {
  const std::string en = backtest_json(one_alarm_more());
  speak(Language::Zh);
  const std::string zh = backtest_json(one_alarm_more());
  speak(Language::En);
  EXPECT_EQ(zh, en);
  EXPECT_EQ(nlohmann::json::parse(en)["today"]["rules"], "what rang then, by the journal");
}

}  // namespace
}  // namespace davy::apps
