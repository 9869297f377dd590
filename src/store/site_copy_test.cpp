// The files of the site that was accepted: kept with the data, sealed with them, found again before there is a site.
#include "store/site_copy.hpp"

#include "store/blobs/blobs.hpp"
#include "store/open_folder.hpp"
#include "store/sealing.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store {
namespace {

using ::testing::HasSubstr;

site::SourceFiles some_site() {
  site::SourceFiles sources;
  sources.site = {{"points.yaml", "points: [] # 罐区, the secret limit\n"}, {"site.yaml", "site: {}\n"}};
  sources.packs["lab"] = {{"pack.yaml", "pack: {id: lab}\n"}};
  sources.others = {"plan.svg"};
  return sources;
}

core::Event accepted(std::uint64_t seq, const std::string& version) {
  core::SiteAccepted body;
  body.version = version;
  body.sources = "files of " + version;
  body.takes = site::TwoPeople::Required;
  body.changes.push_back({site::RulePart::Condition, "ch4-01:high-high", "limit", "50 %LEL", "60 %LEL"});
  return {seq, Instant::from_unix_ms(1'000 + static_cast<std::int64_t>(seq)), "user:root", body};
}

class FilesOfASite : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(data_);
    ASSERT_TRUE(prepare_seal(data_, {}, Sealed::Yes).has_value());
  }

  fixture::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data";
};

TEST_F(FilesOfASite, ComeBackAsTheyWereUnderTheNameOfTheirContent) {
  const Result<std::string> name = keep_site(data_, some_site());
  ASSERT_TRUE(name.has_value()) << name.error().message;
  EXPECT_EQ(*keep_site(data_, some_site()), *name) << "the same files have the same name";
  const Result<site::SourceFiles> back = kept_site(data_, *name);
  ASSERT_TRUE(back.has_value()) << back.error().message;
  ASSERT_EQ(back->site.size(), 2U);
  EXPECT_EQ(back->site[0].name, "points.yaml");
  EXPECT_EQ(back->site[0].text, some_site().site[0].text);
  EXPECT_EQ(back->packs.at("lab").front().text, "pack: {id: lab}\n");
  EXPECT_EQ(back->others, std::vector<std::string>{"plan.svg"});
  site::SourceFiles other = some_site();
  other.site[1].text += "# another\n";
  EXPECT_NE(*keep_site(data_, other), *name);
}

TEST_F(FilesOfASite, AreSealedAndNotTakenForOthers) {
  const std::string name = *keep_site(data_, some_site());
  const auto path = std::filesystem::path(data_) / "blobs" / name.substr(0, 2) / name;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(file), {});
  EXPECT_FALSE(bytes.empty());
  EXPECT_EQ(bytes.find("secret limit"), std::string::npos);
  EXPECT_THAT(kept_site(data_, std::string(64, 'a')).error().message, HasSubstr("the files of the accepted site"));
  const std::string photo = *Blobs(data_).put("no site at all");
  EXPECT_EQ(kept_site(data_, photo).error().code, ErrorCode::Corrupt);
}

TEST_F(FilesOfASite, ThatAreNotTextAreNotKept) {
  site::SourceFiles odd = some_site();
  odd.site[0].text = "\xff\xfe";
  EXPECT_EQ(keep_site(data_, odd).error().code, ErrorCode::Invalid);
}

TEST_F(FilesOfASite, TheNewestThatWasAcceptedIsKnownBeforeThereIsASite) {
  const site::Site none;
  const site::Directory directory(none);
  {
    Result<OpenFolder> opened = open_folder(data_);
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    const auto nothing = accepted_site(*opened);
    ASSERT_TRUE(nothing.has_value()) << nothing.error().message;
    EXPECT_FALSE(nothing->has_value());
    const auto store = SqliteStore::open(std::move(*opened), directory);
    ASSERT_TRUE(store.has_value()) << store.error().message;
    ASSERT_TRUE((*store)->commit({{accepted(1, "one"), accepted(2, "two")}, {}, {}}).has_value());
  }
  Result<OpenFolder> opened = open_folder(data_);
  ASSERT_TRUE(opened.has_value()) << opened.error().message;
  const auto newest = accepted_site(*opened);
  ASSERT_TRUE(newest.has_value()) << newest.error().message;
  ASSERT_TRUE(newest->has_value());
  EXPECT_EQ((*newest)->version, "two");
  EXPECT_EQ((*newest)->takes, site::TwoPeople::Required);
  EXPECT_EQ((*newest)->changes.front().to, "60 %LEL");
  EXPECT_EQ(open_folder(data_).error().code, ErrorCode::Conflict) << "one process holds it";
}

}  // namespace
}  // namespace davy::store
