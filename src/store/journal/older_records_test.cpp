#include "store/journal/older_records.hpp"

#include "core/duty/due_book.hpp"
#include "store/files.hpp"
#include "store/sql/database.hpp"
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>

namespace davy::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

core::RecordSaved older_supply() {
  core::RecordSaved saved;
  saved.kind = "supply";
  saved.id = "foam";
  saved.version = 1;
  saved.body = R"({"expires":"2027-06-30","name":"泡沫液","place":"库房","quantity":12.5,"unit":"桶"})";
  return saved;
}

TEST(OlderRecords, ASupplyOfBeforeItsDaysWereWatchedSaysThemAsOneOfToday) {
  core::RecordSaved saved = older_supply();
  complete(saved);
  using Mark = core::RecordMark;
  EXPECT_THAT(saved.live, ElementsAre(Mark{"name", "泡沫液"}, Mark{"quantity", "12.5"}, Mark{"unit", "桶"}, Mark{"expires", "2027-06-30"}));
}

TEST(OlderRecords, AnAssessmentHasItsDay) {
  core::RecordSaved saved = older_supply();
  saved.kind = "risk-event";
  saved.live = {{"method", "ls"}};
  saved.body = R"({"assessed":"2026-03-01","method":"ls"})";
  complete(saved);
  using Mark = core::RecordMark;
  EXPECT_THAT(saved.live, ElementsAre(Mark{"method", "ls"}, Mark{"assessed", "2026-03-01"}));
}

TEST(OlderRecords, LicencesAndFilingsHaveTheirDays) {
  using Mark = core::RecordMark;
  core::RecordSaved contractor = older_supply();
  contractor.kind = "contractor";
  contractor.body = R"({"licence-until":"2027-05-31","name":"吊装公司"})";
  complete(contractor);
  EXPECT_THAT(contractor.live, ElementsAre(Mark{"name", "吊装公司"}, Mark{"licence-until", "2027-05-31"}));
  core::RecordSaved unit = older_supply();
  unit.kind = "hazard-unit";
  unit.live = {{"name", "罐区"}};
  unit.body = R"({"filed-until":"2028-01-31","name":"罐区"})";
  complete(unit);
  EXPECT_THAT(unit.live, ElementsAre(Mark{"name", "罐区"}, Mark{"filed-until", "2028-01-31"}));
}

TEST(OlderRecords, SensorsHaveTheirAgeAndHowLongTheyLast) {
  using Mark = core::RecordMark;
  core::RecordSaved card = older_supply();
  card.kind = "device-card";
  card.live = {{"device", "gds-01"}, {"class", "gas"}};
  card.body = R"({"class":"gas","device":"gds-01","installed":"2024-05-01","name":"控制器"})";
  complete(card);
  EXPECT_THAT(card.live,
              ElementsAre(Mark{"device", "gds-01"}, Mark{"class", "gas"}, Mark{"name", "控制器"}, Mark{"installed", "2024-05-01"}));
  core::RecordSaved gas = older_supply();
  gas.kind = "device-class";
  gas.live = {{"drift-limit", "5"}};
  gas.body = R"({"drift-limit":5,"name":"探头","sensor-life":3})";
  complete(gas);
  EXPECT_THAT(gas.live, ElementsAre(Mark{"drift-limit", "5"}, Mark{"name", "探头"}, Mark{"sensor-life", "3"}));
}

TEST(OlderRecords, OneOfTodayAndOthersStayAsTheyAre) {
  core::RecordSaved today = older_supply();
  today.live = {{"name", "泡沫液"}};
  complete(today);
  EXPECT_EQ(today.live.size(), 1u);
  core::RecordSaved person = older_supply();
  person.kind = "person";
  complete(person);
  EXPECT_THAT(person.live, IsEmpty());
  core::RecordSaved broken = older_supply();
  broken.body = "no JSON";
  complete(broken);
  EXPECT_THAT(broken.live, IsEmpty());
}

class AnOlderStore : public fixture::ViewStage {
 protected:
  runtime::Recovered recovered() {
    const site::Site site;
    const site::Directory directory(site);
    const auto store = SqliteStore::open(folder_.path(), directory);
    ensure(store.has_value(), "the store opens");
    return *(*store)->recover(hour(100));
  }
};

TEST_F(AnOlderStore, IsFoldedAnewWithItsSuppliesUnderWatch) {
  add(older_supply());
  add(core::RecordSaved{"supply", "sand", 1, "", R"({"name":"黄沙","quantity":3,"unit":"袋"})", {}, {}, {}, {}, 0});
  commit_.snapshot = core::State{.last_seq = seq_};
  commit();
  EXPECT_EQ(recovered().state.last_seq, seq_) << "the snapshot of this program counts";
  {
    const auto database = *sql::Database::open(database_path(folder_.path()), sql::Access::Write);
    database->run("UPDATE views_folded SET generation = generation - 1; DELETE FROM record_live");
  }
  const runtime::Recovered again = recovered();
  EXPECT_EQ(again.state.last_seq, 0u) << "that of an older one did not know of the days";
  core::DueBook folded;
  for (const core::Event& event : again.events) core::due::evolve(folded, event);
  ASSERT_EQ(folded.days.size(), 1u);
  EXPECT_EQ(folded.days.begin()->second.from, "2027-06-30");
  EXPECT_EQ(folded.days.begin()->second.name, "泡沫液");
  const auto database = *sql::Database::open(database_path(folder_.path()), sql::Access::Read);
  sql::Statement expires = database->prepare("SELECT value FROM record_live WHERE kind = 'supply' AND field = 'expires'");
  ASSERT_TRUE(expires.query().next()) << "the views have it, too";
  EXPECT_EQ(expires.get<std::string>(0), "2027-06-30");
}

}  // namespace
}  // namespace davy::store
