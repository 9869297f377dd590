// Conditions that are expressions, as a site's files say them and say them wrongly.
#include "site/expression/program.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kHigh = "when: high\n        limit: 25\n        deadband: 1";

SourceFiles with(std::string_view text) { return changed(small_site(), "lab/pack.yaml", kHigh, "when: " + std::string(text)); }

TEST(ExpressionFindings, ASoundOneBecomesAProgram) {
  const Loaded loaded = load_site(with("\"rate(1min) > 5 && quality == 'good'\""));
  ASSERT_TRUE(loaded.site);
  EXPECT_THAT(loaded.findings, IsEmpty());
  const auto& conditions = loaded.site->conditions;
  const auto found = std::find_if(conditions.begin(), conditions.end(), [](const Condition& c) { return c.suffix == "high"; });
  ASSERT_NE(found, conditions.end());
  EXPECT_EQ(found->kind, ConditionKind::Expression);
  EXPECT_EQ(found->text, "rate(1min) > 5 && quality == 'good'");
  EXPECT_EQ(found->program->inputs.size(), 2U);
}

TEST(ExpressionFindings, EveryMistakeStandsAtItsPlaceInTheFile) {
  EXPECT_THAT(findings_of(with("\"valu > 5 && quality = 'good'\"")),
              ElementsAre("pack lab/pack.yaml:12:36: error: found '=', expected an operator or the end (did you mean '=='?)"));
  EXPECT_THAT(
      findings_of(with("valu > 5 && point('ch4-03').value > 25 kPa")),
      ElementsAre(
          "pack lab/pack.yaml:12:15: error: found the name 'valu', expected value, quality, point(\"…\").value or a function (did you mean "
          "'value'?)",
          "pack lab/pack.yaml:12:33: error: found point 'ch4-03', expected a point of this site (did you mean 'ch4-01'?)"));
  EXPECT_THAT(findings_of(with("value > 25 kPa")), ElementsAre("pack lab/pack.yaml:12:21: error: found a number in %LEL with one in kPa, "
                                                               "expected one unit on both sides, or units that convert"));
}

TEST(ExpressionFindings, InATextThatIsFoldedThePlaceIsSaidWithinTheText) {
  EXPECT_THAT(
      findings_of(with(">-\n          value > 5 &&\n          valu > 6")),
      ElementsAre(
          "pack lab/pack.yaml:12:15: error: found at 1:14 of the text the name 'valu', expected value, quality, point(\"…\").value or a "
          "function (did you mean 'value'?)"));
}

TEST(ExpressionFindings, AWordIsStillAWordAndALimitHasNoPlace) {
  EXPECT_THAT(findings_of(with("hihg")), ElementsAre(testing::HasSubstr("kind of condition 'hihg'")));
  EXPECT_THAT(findings_of(with("expression")), ElementsAre(testing::HasSubstr("found the word 'expression'")));
  EXPECT_THAT(findings_of(with("value > 5\n        limit: 25")), ElementsAre(testing::HasSubstr("only high and low have a limit")));
  EXPECT_THAT(findings_of(with("value > 5\n        deadband: -1")), ElementsAre(testing::HasSubstr("a deadband of -1")));
  EXPECT_THAT(findings_of(with("stale(5s)\n        deadband: 1")), ElementsAre(testing::HasSubstr("nothing that it could move")));
  EXPECT_THAT(findings_of(with("value > 5\n        deadband: 1 kPa")), testing::SizeIs(1));
  EXPECT_THAT(findings_of(with("value > 5\n        deadband: 1")), IsEmpty());
  EXPECT_THAT(findings_of(with("1 > 0")), ElementsAre(testing::HasSubstr("found a condition that reads nothing of the plant")));
}

}  // namespace
}  // namespace davy::site
