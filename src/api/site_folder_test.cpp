// What a start would make of the files of a site, as the console says before anybody asks for one.
#include "api/site_folder.hpp"

#include "site/small_site.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace davy::api {
namespace {

const site::RuleChange kRaisedLimit{site::RulePart::Condition, "ch4-01:high-high", "limit", "50 %LEL", "60 %LEL"};

core::RuleBook book_of(std::string_view accepted, site::TwoPeople takes) {
  core::RuleBook book;
  book.accepted.emplace();
  book.accepted->what.version = accepted;
  book.accepted->what.takes = takes;
  return book;
}

core::RuleBook holding(core::RuleBook book, std::string_view held) {
  book.held.emplace();
  book.held->what.version = held;
  return book;
}

SiteFolder files_of(std::string_view version, std::vector<site::RuleChange> changes = {}) {
  SiteFolder folder;
  folder.version = version;
  folder.rules.changes = std::move(changes);
  return folder;
}

TEST(StartBrings, NothingWhereTheFilesAreWhatRuns) {
  EXPECT_EQ(start_brings(files_of("one"), book_of("one", site::TwoPeople::Required), "one"), StartBrings::Nothing);
  EXPECT_EQ(start_brings(files_of("one"), core::RuleBook(), "one"), StartBrings::Nothing) << "nobody told the journal of them yet";
}

TEST(StartBrings, NothingButErrorsWhereTheFilesAreNoSite) {
  EXPECT_EQ(start_brings(files_of(""), book_of("one", site::TwoPeople::Off), "one"), StartBrings::Errors);
}

TEST(StartBrings, OtherFilesIntoForceUnlessTheirRulesTakeTwo) {
  EXPECT_EQ(start_brings(files_of("two", {kRaisedLimit}), book_of("one", site::TwoPeople::Off), "one"), StartBrings::InForce);
  EXPECT_EQ(start_brings(files_of("two"), book_of("one", site::TwoPeople::Required), "one"), StartBrings::InForce) << "no rule changes";
  EXPECT_EQ(start_brings(files_of("two", {kRaisedLimit}), book_of("one", site::TwoPeople::Required), "one"), StartBrings::Held);
}

TEST(StartBrings, NothingMoreToWhatIsHeldAlready) {
  const core::RuleBook book = holding(book_of("one", site::TwoPeople::Required), "two");
  EXPECT_EQ(start_brings(files_of("two", {kRaisedLimit}), book, "one"), StartBrings::Nothing);
  EXPECT_EQ(start_brings(files_of("three", {kRaisedLimit}), book, "one"), StartBrings::Held);
  EXPECT_EQ(start_brings(files_of("one"), book, "one"), StartBrings::InForce) << "put back: what was held is given up";
}

TEST(StartBrings, WhatTwoPeopleAgreedToIntoForceWhateverTheFilesHold) {
  core::RuleBook book = book_of("two", site::TwoPeople::Required);
  book.accepted->what.before = "one";
  for (const char* files : {"one", "two", "three"})
    EXPECT_EQ(start_brings(files_of(files, {kRaisedLimit}), book, "one"), StartBrings::InForce) << files;
  EXPECT_EQ(start_brings(files_of(""), book, "one"), StartBrings::Errors);
}

TEST(StartBrings, TheAcceptedOnesBackWhereOthersRunWithoutAnybodysAgreement) {
  const core::RuleBook book = holding(book_of("one", site::TwoPeople::Required), "two");
  EXPECT_EQ(start_brings(files_of("two"), book, "two"), StartBrings::Nothing);
  EXPECT_EQ(start_brings(files_of("one", {kRaisedLimit}), book, "two"), StartBrings::InForce);
}

class SiteFolderTest : public testing::Test {
 protected:
  void write(const site::SourceFiles& files) const {
    for (const site::SourceFile& file : files.site) write("site", file);
    for (const auto& [pack, parts] : files.packs)
      for (const site::SourceFile& file : parts) write("packs/" + pack, file);
    write("site", {"plan.svg", "<svg/>"});
  }
  // Davy starts under what the folder holds.
  void start() {
    site::Loaded loaded = site::load_site(folder_.path() + "/site", folder_.path() + "/packs");
    ASSERT_TRUE(loaded.site.has_value());
    runs_ = std::move(*loaded.site);
  }
  SiteFolder read() const { return read_site_folder(folder_.path() + "/site", folder_.path() + "/packs", runs_); }

  store::fixture::TemporaryFolder folder_;
  site::Site runs_;

 private:
  void write(const std::string& under, const site::SourceFile& file) const {
    std::filesystem::create_directories(folder_.path() + "/" + under);
    std::ofstream(folder_.path() + "/" + under + "/" + file.name) << file.text;
  }
};

TEST_F(SiteFolderTest, IsHeldAgainstTheSiteThatRuns) {
  write(site::small_site());
  start();
  EXPECT_EQ(read().version, runs_.version);
  write(site::changed(site::small_site(), "points.yaml", "limit: 40", "limit: 45"));
  const SiteFolder changed = read();
  EXPECT_NE(changed.version, runs_.version);
  ASSERT_EQ(changed.rules.changes.size(), 1u);
  EXPECT_EQ(to_text(changed.rules.changes[0]), "condition ch4-02:high-high: limit 40 %LEL → 45 %LEL");
}

TEST_F(SiteFolderTest, WithErrorsIsNoSiteAndSaysEachOfThem) {
  write(site::changed(site::small_site(), "points.yaml", "limit: 40", "limt: 40"));
  const SiteFolder wrong = read();
  EXPECT_EQ(wrong.version, "");
  ASSERT_FALSE(wrong.findings.empty());
  EXPECT_THAT(to_text(wrong.findings[0]), testing::StartsWith("points.yaml:3:"));
}

TEST_F(SiteFolderTest, ThatIsGoneIsAnError) {
  const SiteFolder gone = read();
  EXPECT_EQ(gone.version, "");
  EXPECT_FALSE(gone.findings.empty());
}

}  // namespace
}  // namespace davy::api
