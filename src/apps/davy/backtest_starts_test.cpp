#include "apps/davy/backtest_starts.hpp"

#include "base/language.hpp"

#include <gtest/gtest.h>

namespace davy::apps {
namespace {

const Instant kFirstStart = Instant::from_unix_ms(1'800'000'000'000);

TEST(BacktestStarts, AreNamedWithWhenNothingWasSeenAndTheirRules) {
  const std::vector<analysis::PlayedStart> starts{{kFirstStart, std::nullopt, "rules-1"},
                                                  {kFirstStart + 1_h, kFirstStart + 50_min, "rules-2"}};
  const std::string text = starts_text(starts);
  EXPECT_NE(text.find("played: 2\n"), std::string::npos) << text;
  EXPECT_NE(text.find(to_text(kFirstStart + 1_h) + "  nothing seen since " + to_text(kFirstStart + 50_min) + "  rules rules-2\n"),
            std::string::npos)
      << text;
  const nlohmann::ordered_json json = starts_json(starts);
  ASSERT_EQ(json.size(), 2u);
  EXPECT_TRUE(json[0]["last_alive"].is_null());
  EXPECT_EQ(json[1]["at"], to_text(kFirstStart + 1_h));
  EXPECT_EQ(json[1]["site_version"], "rules-2");
}

TEST(BacktestStarts, WhenThereAreManyTheNewestAreSaid) {
  std::vector<analysis::PlayedStart> starts;
  for (std::size_t i = 0; i < kStartsShown + 5; ++i)
    starts.push_back({kFirstStart + 1_h * static_cast<std::int64_t>(i), std::nullopt, "rules-1"});
  const std::string text = starts_text(starts);
  EXPECT_NE(text.find("and 5 earlier"), std::string::npos) << text;
  EXPECT_EQ(text.find(to_text(kFirstStart + 4_h)), std::string::npos);
  EXPECT_NE(text.find(to_text(starts.back().at)), std::string::npos);
  EXPECT_EQ(starts_json(starts).size(), kStartsShown + 5);
}

TEST(BacktestStarts, AreToldInTheLanguageOfTheProcess) {
  speak(Language::Zh);
  const std::string text = starts_text({{kFirstStart, std::nullopt, "rules-1"}});
  speak(Language::En);
  EXPECT_EQ(text, "重放的 Davy 启动：1 次\n  " + to_text(kFirstStart) + "  此前没有监测  规则 rules-1\n");
}

TEST(BacktestStarts, NoneIsNotWorthALine) {
  EXPECT_EQ(starts_text({}), "");
  EXPECT_TRUE(starts_json({}).is_array());
}

}  // namespace
}  // namespace davy::apps
