// The section `appraisal`, as it is written and as it is refused.
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SourceFiles appraisal_site(std::string section) {
  SourceFiles sources = small_site();
  sources.site.push_back({"appraisal.yaml", std::move(section)});
  return sources;
}

TEST(AppraisalOfASite, IsReadAsItIsWritten) {
  const SourceFiles sources = appraisal_site(
      "appraisal: {acknowledge: 2min, accept: 10min, review: 8h, decide: 12h, sign: 2h, take-over: 15min, report: 45min, see: 1s, "
      "restore: 8h}");
  ASSERT_THAT(findings_of(sources), IsEmpty());
  const AppraisalStandards standards = load_site(sources).site.value().appraisal;
  EXPECT_EQ(standards.acknowledge, 2_min);
  EXPECT_EQ(standards.accept, 10_min);
  EXPECT_EQ(standards.review, 8_h);
  EXPECT_EQ(standards.decide, 12_h);
  EXPECT_EQ(standards.sign, 2_h);
  EXPECT_EQ(standards.take_over, 15_min);
  EXPECT_EQ(standards.report, 45_min);
  EXPECT_EQ(standards.see, 1_s);
  EXPECT_EQ(standards.restore, 8_h);
}

TEST(AppraisalOfASite, HasDefaults) {
  const AppraisalStandards standards = load_site(appraisal_site("appraisal: {review: 90d}")).site.value().appraisal;
  EXPECT_EQ(standards.review, 24_h * 90);
  EXPECT_EQ(standards.acknowledge, 5_min);
  EXPECT_EQ(standards.take_over, 30_min);
  EXPECT_EQ(standards.report, 1_h);
  EXPECT_EQ(standards.restore, 4_h);
}

TEST(AppraisalOfASite, RefusesWhatIsNoTimeToDoSomethingIn) {
  EXPECT_THAT(findings_of(appraisal_site("appraisal: {sign: 0s}")),
              ElementsAre("appraisal.yaml:1:19: error: found '0s', expected 1s to 90d, as 15min"));
  EXPECT_THAT(findings_of(appraisal_site("appraisal: {sign: 91d}")),
              ElementsAre("appraisal.yaml:1:19: error: found '91d', expected 1s to 90d, as 15min"));
  EXPECT_THAT(findings_of(appraisal_site("appraisal: {acknowlege: 1min}")),
              ElementsAre("appraisal.yaml:1:13: error: found key 'acknowlege', expected one of acknowledge, accept, review, decide, sign, "
                          "take-over, report, see, restore (did you mean 'acknowledge'?)"));
}

TEST(AppraisalOfASite, IsWrittenOnce) {
  SourceFiles sources = appraisal_site("appraisal: {sign: 1h}");
  sources.site.push_back({"more.yaml", "appraisal: {sign: 2h}"});
  EXPECT_THAT(findings_of(sources),
              ElementsAre("more.yaml:1:12: error: found 'appraisal' a second time, expected it once; the first is at appraisal.yaml:1:12"));
}

}  // namespace
}  // namespace davy::site
