// What a person reads in Chinese, of each of the reader's files something.
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace davy::site {
namespace {

struct Told {
  const char* name;
  const char* file;
  const char* text;  // is replaced
  const char* with;
  const char* line;  // among the lines
};

std::vector<std::string> in_chinese(const SourceFiles& sources) {
  std::vector<std::string> lines;
  for (const Finding& finding : load_site(sources).findings) lines.push_back(to_text(finding, Language::Zh));
  return lines;
}

class LoadInChinese : public testing::TestWithParam<Told> {};

TEST_P(LoadInChinese, SaysWhatIsWrong) {
  const Told& told = GetParam();
  EXPECT_THAT(in_chinese(changed(small_site(), told.file, told.text, told.with)), testing::Contains(told.line));
}

constexpr const char* kHigh = "when: high\n        limit: 25\n        deadband: 1";

const Told kTold[] = {
    {"NameTable", "points.yaml", "zone: tank-farm", "zone: tank-fram",
     "points.yaml:2:43：错误：区域 'tank-fram'；应为：本站点的区域（是否指 'tank-farm'？）"},
    {"NameTwice", "points.yaml", "id: ch4-02", "id: ch4-01",
     "points.yaml:3:10：错误：测点 'ch4-01' 重复；应为：不与其他重复的名称，首次在 points.yaml:2:10"},
    {"Reference", "points.yaml",
     "device: rtu-01, at:", "devise: rtu-01, at:", "points.yaml:2:5：错误：缺少 'device'；应为：本站点的设备的名称"},
    {"Record", "places.yaml", "scene: production, inherent", "scene: production, scene: office, inherent",
     "places.yaml:8:64：错误：键 'scene' 重复；应为：只写一次，首次在 places.yaml:8:45"},
    {"Yaml", "people.yaml", "shift: day}", "shift: *day}", "people.yaml:8:46：错误：别名（alias）；应为：值本身：此处不使用别名"},
    {"Scalars", "points.yaml", "id: pt-101", "id: PT_101",
     "points.yaml:4:10：错误：'PT_101'；应为：由 a-z、0-9 和 '-' 组成的名称，至多 64 个字符，首尾不用 '-'"},
    {"Hazards", "points.yaml",
     "actuators:", "hazards: {grade-within: 10s}\nactuators:", "points.yaml:6:25：错误：'10s'；应为：1min 或更长，如 24h"},
    {"Merits", "points.yaml", "actuators:", "merits: {month-cap: 0}\nactuators:", "points.yaml:6:21：错误：'0'；应为：1 至 10000 的整数"},
    {"Retention", "points.yaml", "actuators:", "retention: [{id: slow, raw: 90d}]\nactuators:",
     "points.yaml:6:13：错误：缺少 'interval'（统计间隔）；应为：此后保留的统计值的间隔，如 10min"},
    {"RetentionWarning", "points.yaml",
     "actuators:", "retention: [{id: all, raw: forever}, {id: wind, kinds: [wind], raw: 9d, interval: 1h}]\nactuators:",
     "points.yaml:6:38：警告：数据保留类别 'wind' 不适用于任何测点；应为：这些类型中未被前面类别包含的测点"},
    {"AlarmClasses", "points.yaml", "{high-high: {limit: 40}}", "{high-high: {limit: 40, class: toxic}}",
     "points.yaml:3:113：错误：报警类别 'toxic'；应为：本站点的报警类别"},
    {"RiskBands", "points.yaml",
     "actuators:", "risk-bands: {hazards: {standard: s, edition: e, general: 10d, serious: 11d, major: 30d}}\nactuators:",
     "points.yaml:6:72：错误：'11d'，比 general 级的更长；应为：不长于较轻级别的时限"},
    {"Packs", "places.yaml", "packs: [lab]", "packs: [lab, labb]",
     "places.yaml:6:14：错误：场景包 'labb'；应为：场景包目录中的一个目录（是否指 'lab'？）"},
    {"Lists", "places.yaml", "packs: [lab]", "packs: lab", "places.yaml:6:8：错误：'lab'；应为：列表"},
    {"Templates", "places.yaml", "packs: [lab]", "packs: lab",
     "points.yaml:2:28：错误：测点模板 'lab/gas'；应为：本站点场景包中的测点模板，写作 \"pack/template\""},
    {"Conditions", "points.yaml", "{high-high: {limit: 40}}", "{high-high: {limit: 140}}",
     "points.yaml:3:102：错误：限值 140 %LEL；应为：量程之内的限值，0 至 100 %LEL"},
    {"Units", "points.yaml", "{high-high: {limit: 40}}", "{high-high: {limit: 40 ppm}}",
     "points.yaml:3:102：错误：'40 ppm'；应为：单位为 %LEL 的数（ppm 不能换算为该单位）"},
    {"Rows", "points.yaml", "needed: 1", "needed: 3", "points.yaml:11:13：错误：2 个原因中须 3 个成立；应为：不多于原因的个数"},
    {"People", "people.yaml", "from: \"20:00\", until", "from: \"8pm\", until",
     "people.yaml:6:51：错误：'8pm'；应为：一天中的时刻，如 \"08:30\""},
    {"Whole", "points.yaml", "at: [10, 10]", "at: [60, 10]",
     "points.yaml:2:5：警告：测点 'ch4-01' 位于 [60, 10]，在其区域 'tank-farm' 之外；应为：区域轮廓之内的位置"},
    {"Parse", "lab/pack.yaml", kHigh, "when: \"value > 5 && quality = 'good'\"",
     "场景包 lab/pack.yaml:12:37：错误：'='；应为：运算符或文本结尾（是否指 '=='？）"},
    {"Names", "lab/pack.yaml", kHigh, "when: valu > 5",
     "场景包 lab/pack.yaml:12:15：错误：名称 'valu'；应为：value、quality、point(\"…\").value 或函数（是否指 'value'？）"},
    {"UnitsThatMeet", "lab/pack.yaml", kHigh, "when: value > 25 kPa",
     "场景包 lab/pack.yaml:12:21：错误：单位为 %LEL 的数与单位为 kPa 的数；应为：两侧单位相同或可换算"},
    {"Folded", "lab/pack.yaml", kHigh, "when: >-\n          value > 5 &&\n          valu > 6",
     "场景包 lab/pack.yaml:12:15：错误：文本 1:14 处：名称 'valu'；应为：value、quality、point(\"…\").value 或函数（是否指 'value'？）"},
    {"Arguments", "lab/pack.yaml", kHigh, "when: rate() > 5", "场景包 lab/pack.yaml:12:15：错误：rate() 有 0 个参数；应为：1 个"},
};

INSTANTIATE_TEST_SUITE_P(Files, LoadInChinese, testing::ValuesIn(kTold), [](const auto& each) { return std::string(each.param.name); });

TEST(LoadInChineseTest, WhatIsNoFileIsNamedInChineseToo) {
  SourceFiles sources = small_site();
  sources.site.clear();
  const std::vector<Finding> findings = load_site(sources).findings;
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(to_text(findings.front(), Language::Zh), "站点目录：错误：缺少 'site' 节；应为：在某个文件中写 site: {id: …, title: …, …}");
  EXPECT_EQ(to_text(findings.front()),
            "the site folder: error: found no 'site' section, expected site: {id: …, title: …, …} in one of its files");
}

}  // namespace
}  // namespace davy::site
