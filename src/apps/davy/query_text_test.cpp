#include "apps/davy/query_text.hpp"

#include "apps/davy/evidence.hpp"
#include "base/language.hpp"

#include <gtest/gtest.h>

namespace davy::apps {
namespace {

template <class Text>
std::string in_chinese(Text text) {
  speak(Language::Zh);
  std::string said = text();
  speak(Language::En);
  return said;
}

TEST(QueryText, WhatWentIsToldInTheLanguageOfTheProcess) {
  const Instant from = Instant::from_unix_ms(1'800'000'000'000);
  const store::Thinned stretch{from, from + 1_h, 10_min, 60};
  const std::string span = to_text(from) + " to " + to_text(from + 1_h);
  EXPECT_EQ(thinned_text(stretch), "thinned: " + span + ": 60 samples went; figures per 10min are kept of them");
  EXPECT_EQ(in_chinese([&] { return thinned_text(stretch); }),
            "已精简：" + to_text(from) + " 至 " + to_text(from + 1_h) + "：已删除 60 个样本，保留每 10min 的统计值");
}

TEST(EvidenceReport, WhatIsNotProvedIsToldInTheLanguageOfTheProcess) {
  const evidence::Verdict nothing;
  EXPECT_NE(report(nothing, {}).find("note  no witness was asked (--witness)"), std::string::npos);
  const std::string zh = in_chinese([&] { return report(nothing, {}); });
  EXPECT_NE(zh.find("note  没有询问见证方（--witness）"), std::string::npos) << zh;
  EXPECT_EQ(zh.find("the key is the bundle's own"), std::string::npos) << zh;
}

}  // namespace
}  // namespace davy::apps
