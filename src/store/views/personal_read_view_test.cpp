// Who read what of whom, page by page, and that the journal gives it again.
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using testing::ElementsAre;

TEST(PersonalReadView, GivesWhatIsAboutOnePersonWithWhatIsAboutManyNewestFirst) {
  const site::Site site;
  const site::Directory directory(site);
  const fixture::TemporaryFolder folder;
  std::uint64_t seq = 0;
  runtime::Commit commit;
  const auto add = [&](const char* who, core::EventBody body) {
    commit.events.push_back({++seq, Instant::from_unix_ms(1'800'000'000'000 + static_cast<std::int64_t>(seq)), who, std::move(body)});
  };
  add("user:chen", core::PersonalRead{"record", "qualification/c-1", "wang"});
  add("user:chen", core::PersonalRead{"list", "person"});
  add("user:chen", core::ModeSet{"", "start-up", "after the stop", {}});
  add("user:li", core::PersonalRead{"record", "qualification/c-2", "zhao"});
  add("user:li", core::PersonalRead{"sheet", "person"});
  add("user:root", core::PersonalRead{"trainings", "training", "wang"});
  {
    const auto store = SqliteStore::open(folder.path(), directory);
    ASSERT_TRUE(store.has_value());
    ASSERT_TRUE((*store)->commit(commit).has_value());
  }
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    const auto queries = Queries::open(folder.path());
    ASSERT_TRUE(queries.has_value());
    const auto seqs = [&](const PersonalReadFilter& filter) {
      const auto page = (*queries)->personal_reads(filter);
      EXPECT_TRUE(page.has_value());
      std::vector<std::uint64_t> found;
      for (const PersonalReadRow& row : page->items) found.push_back(row.seq);
      if (!page->next.empty()) found.push_back(0);
      return found;
    };
    EXPECT_THAT(seqs({}), ElementsAre(6, 5, 4, 2, 1));
    EXPECT_THAT(seqs({.person = "wang", .before = {}}), ElementsAre(6, 5, 2, 1));
    EXPECT_THAT(seqs({.person = "wang", .before = {}, .limit = 2}), ElementsAre(6, 5, 0)) << "there is more";
    EXPECT_THAT(seqs({.person = "wang", .before = 5, .limit = 2}), ElementsAre(2, 1));
    EXPECT_THAT(seqs({.person = "nobody", .before = {}}), ElementsAre(5, 2));
    const auto newest = (*queries)->personal_reads({.person = "wang", .before = {}, .limit = 1});
    EXPECT_EQ(newest->items[0].by, "user:root");
    EXPECT_EQ(newest->items[0].read.about, "training");
    EXPECT_EQ(newest->items[0].at, commit.events.back().time);
    ASSERT_TRUE(rebuild_views(folder.path()).has_value());
  }
}

}  // namespace
}  // namespace davy::store
