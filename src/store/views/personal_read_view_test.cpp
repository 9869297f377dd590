// Who read what of whom, page by page, and that the journal gives it again.
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>

namespace davy::store {
namespace {

using testing::ElementsAre;

class PersonalReadView : public fixture::ViewStage {
 protected:
  // The records of a page; 0 at the end: there is more.
  std::vector<std::uint64_t> seqs(const PersonalReadFilter& filter) {
    const auto page = queries_->personal_reads(filter);
    EXPECT_TRUE(page.has_value());
    std::vector<std::uint64_t> found;
    for (const PersonalReadRow& row : page->items) found.push_back(row.seq);
    if (!page->next.empty()) found.push_back(0);
    return found;
  }
};

TEST_F(PersonalReadView, GivesWhatIsAboutOnePersonWithWhatIsAboutManyNewestFirst) {
  add(core::PersonalRead{"record", "qualification/c-1", "wang"}, "user:chen");
  add(core::PersonalRead{"list", "person"}, "user:chen");
  add(core::ModeSet{"", "start-up", "after the stop", {}}, "user:chen");
  add(core::PersonalRead{"record", "qualification/c-2", "zhao"}, "user:li");
  add(core::PersonalRead{"sheet", "person"}, "user:li");
  add(core::PersonalRead{"trainings", "training", "wang"}, "user:root");
  commit();
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    EXPECT_THAT(seqs({}), ElementsAre(6, 5, 4, 2, 1));
    EXPECT_THAT(seqs({.person = "wang", .before = {}}), ElementsAre(6, 5, 2, 1));
    EXPECT_THAT(seqs({.person = "wang", .before = {}, .limit = 2}), ElementsAre(6, 5, 0)) << "there is more";
    EXPECT_THAT(seqs({.person = "wang", .before = 5, .limit = 2}), ElementsAre(2, 1));
    EXPECT_THAT(seqs({.person = "nobody", .before = {}}), ElementsAre(5, 2));
    const auto newest = queries_->personal_reads({.person = "wang", .before = {}, .limit = 1});
    EXPECT_EQ(newest->items[0].by, "user:root");
    EXPECT_EQ(newest->items[0].read.about, "training");
    EXPECT_EQ(newest->items[0].at, hour(6));
    ASSERT_TRUE(rebuild_views(folder_.path()).has_value());
  }
}

}  // namespace
}  // namespace davy::store
