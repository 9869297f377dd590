#include "site/rule_draft.hpp"

#include "site/directory.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

RuleDraft rising(std::string when) {
  return {.point = "ch4-01",
          .id = "rising",
          .when = std::move(when),
          .limit = {},
          .deadband = {},
          .on_delay = 12_s,
          .severity = Severity::Serious,
          .respond_within = {},
          .title = {},
          .response = {}};
}

Loaded loaded_with(const RuleYaml& yaml) { return load_site(with_rule(small_site(), yaml.text)); }

TEST(RuleDraft, ANewRuleIsWrittenAsTheReaderReadsIt) {
  const RuleYaml yaml = to_yaml(rising("rate(5min) > 2"), RuleIs::New);
  EXPECT_EQ(yaml.text,
            "conditions:\n"
            "  - points: [ch4-01]\n"
            "    id: rising\n"
            "    when: \"rate(5min) > 2\"\n"
            "    on-delay: 12s\n"
            "    severity: serious\n"
            "    work-order: false\n"
            "    title: {zh: \"rising\", en: \"rising\"}\n"
            "    response: {zh: \"（保存前写明怎么办）\", en: \"(say what people are to do before this is saved)\"}\n");
  const Loaded loaded = loaded_with(yaml);
  ASSERT_TRUE(loaded.site) << to_text(loaded.findings.front());
  const auto index = Directory(*loaded.site).condition("ch4-01:rising");
  ASSERT_TRUE(index);
  EXPECT_EQ((*loaded.site)[*index].text, "rate(5min) > 2");
  EXPECT_EQ((*loaded.site)[*index].on_delay, 12_s);
}

TEST(RuleDraft, AChangedRuleKeepsWhatTheDraftDoesNotSay) {
  RuleDraft draft{.point = "ch4-02",
                  .id = "high-high",
                  .when = "",
                  .limit = 41.5,
                  .deadband = 2,
                  .on_delay = {},
                  .severity = {},
                  .respond_within = {},
                  .title = {},
                  .response = {}};
  const RuleYaml yaml = to_yaml(draft, RuleIs::Changed);
  EXPECT_EQ(yaml.text, "conditions:\n  - points: [ch4-02]\n    id: high-high\n    limit: 41.5\n    deadband: 2\n");
  const Loaded loaded = loaded_with(yaml);
  ASSERT_TRUE(loaded.site);
  const Condition& condition = (*loaded.site)[*Directory(*loaded.site).condition("ch4-02:high-high")];
  EXPECT_EQ(condition.limit, 41.5);
  EXPECT_EQ(condition.deadband, 2);
  EXPECT_EQ(condition.severity, Severity::Serious) << "of the pack";
}

TEST(RuleDraft, AMistakeInTheTextIsSaidWithItsPlaceInTheText) {
  const RuleYaml yaml = to_yaml(rising("value > 20 && qualty == 'good'"), RuleIs::New);
  const Loaded loaded = loaded_with(yaml);
  EXPECT_FALSE(loaded.site);
  const auto found = std::ranges::find_if(loaded.findings, [](const Finding& each) { return each.level == FindingLevel::Error; });
  ASSERT_NE(found, loaded.findings.end());
  EXPECT_EQ(found->file, kRuleFile);
  EXPECT_EQ(found->line, 4);
  EXPECT_EQ(column_in_expression(yaml, *found), 15) << to_text(*found);
  EXPECT_EQ(found->nearest, "quality");
}

TEST(RuleDraft, TextWithBothQuotesAndLinesIsReadAsItIsWritten) {
  const std::string text = "value > 20 &&\n quality == \"good\" && quality != 'bad'";
  const RuleYaml yaml = to_yaml(rising(text), RuleIs::New);
  EXPECT_EQ(yaml.when_line, 0) << "its places are not those of the file";
  const Loaded loaded = loaded_with(yaml);
  ASSERT_TRUE(loaded.site) << to_text(loaded.findings.front());
  EXPECT_EQ((*loaded.site)[*Directory(*loaded.site).condition("ch4-01:rising")].text, text);
}

TEST(RuleDraft, NoFileOfTheSiteGivesWayToIt) {
  SourceFiles sources = small_site();
  sources.site.push_back({"tried-rule.yaml", to_yaml(rising("value > 20"), RuleIs::New).text});  // one that was tried and then saved
  RuleDraft later = rising("value > 30");
  later.id = "later";
  for (const char* const file : {"tried-rule.yaml", "points.yaml", kRuleFile}) {
    const Loaded loaded = load_site(with_rule(sources, to_yaml(later, RuleIs::New).text, file));
    ASSERT_TRUE(loaded.site) << file << ": " << to_text(loaded.findings.front());
    EXPECT_TRUE(Directory(*loaded.site).condition("ch4-01:rising")) << file;
    EXPECT_TRUE(Directory(*loaded.site).condition("ch4-01:later")) << file;
  }
}

TEST(RuleDraft, ANameCannotBecomeMoreThanAName) {
  RuleDraft draft = rising("value > 20");
  draft.id = "x\nrows: []";
  const RuleYaml yaml = to_yaml(draft, RuleIs::New);
  EXPECT_EQ(yaml.text.find("\nrows"), std::string::npos);
  EXPECT_FALSE(loaded_with(yaml).site);
}

}  // namespace
}  // namespace davy::site
