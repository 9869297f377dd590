// The section `access`, as it is written and as it is refused.
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::ElementsAre;

SourceFiles with_access(std::string section) {
  SourceFiles sources = small_site();
  sources.site.push_back({"sections.yaml", std::move(section)});
  return sources;
}

TEST(AccessOfASite, WhoSaysNothingAsksForTwoPeople) {
  const Loaded loaded = load_site(small_site());
  ASSERT_TRUE(loaded.site.has_value());
  EXPECT_EQ(loaded.site->access.two_people, TwoPeople::Required);
  EXPECT_EQ(loaded.site->access.long_shelf, 8_h);
  EXPECT_EQ(loaded.site->access.consent_within, 15_min);
  EXPECT_TRUE(loaded.site->access.second_factor.empty());
  EXPECT_EQ(loaded.site->access.rules, TwoPeople::Off) << "a workshop changes its rules alone";
}

TEST(AccessOfASite, IsReadAsItIsWritten) {
  const Loaded loaded = load_site(
      with_access("access: {two-people: off, long-shelf: 2h, consent-within: 5min, second-factor: [safety-officer, administrator]}\n"));
  ASSERT_TRUE(loaded.site.has_value()) << to_text(loaded.findings.front());
  EXPECT_EQ(loaded.site->access.two_people, TwoPeople::Off);
  EXPECT_EQ(loaded.site->access.long_shelf, 2_h);
  EXPECT_EQ(loaded.site->access.consent_within, 5_min);
  EXPECT_THAT(loaded.site->access.second_factor, ElementsAre("safety-officer", "administrator"));
}

TEST(AccessOfASite, RulesTakeTwoPeopleWhereItSaysSo) {
  const Loaded loaded = load_site(with_access("access: {two-people: off, two-people-for-rules: required}\n"));
  ASSERT_TRUE(loaded.site.has_value()) << to_text(loaded.findings.front());
  EXPECT_EQ(loaded.site->access.rules, TwoPeople::Required);
  EXPECT_EQ(loaded.site->access.two_people, TwoPeople::Off) << "either without the other";
}

TEST(AccessOfASite, WhatIsWrongIsSaid) {
  EXPECT_THAT(findings_of(with_access("access: {two-people-for-rules: yes}\n")),
              ElementsAre("sections.yaml:1:32: error: found 'yes', expected required or off"));
  EXPECT_THAT(findings_of(with_access("access: {two-people: no}\n")),
              ElementsAre("sections.yaml:1:22: error: found 'no', expected required or off"));
  EXPECT_THAT(findings_of(with_access("access: {long-shelf: 25h}\n")),
              ElementsAre("sections.yaml:1:22: error: found '25h', expected 1min to 24h"));
  EXPECT_THAT(findings_of(with_access("access: {second-factor: [administrater]}\n")),
              ElementsAre("sections.yaml:1:26: error: found role 'administrater', expected a role (did you mean 'administrator'?)"));
}

}  // namespace
}  // namespace davy::site
