// What a site brings for its first start: in which order it is asked for, and which of its days are moved.
#include "apps/davyd/first_records.hpp"

#include "store/testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace davy::davyd {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FirstRecords : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder() / name) << text; }

  Result<core::SaveRecords> read_on(const std::string& today) const {
    static const record::KindBook kinds = record::KindBook::read(record::shipped_kinds()).value();
    return first_records(site_.path(), kinds, nullptr, parse_day(today).value());
  }

  std::vector<std::string> bodies_on(const std::string& today) const {
    const core::SaveRecords wish = read_on(today).value();
    std::vector<std::string> bodies;
    for (const core::RecordDraft& draft : wish.records) bodies.push_back(draft.body);
    return bodies;
  }

 private:
  std::filesystem::path folder() const {
    const std::filesystem::path folder = std::filesystem::path(site_.path()) / "records";
    std::filesystem::create_directory(folder);
    return folder;
  }

  store::fixture::TemporaryFolder site_;
};

TEST_F(FirstRecords, AreNoneWhereTheSiteBringsNone) { EXPECT_THAT(bodies_on("2026-12-01"), ElementsAre()); }

TEST_F(FirstRecords, MeanTheDaysThatTheySay) {
  write("supply.json", R"({"sand": {"name": "sand", "quantity": 3, "unit": "t", "expires": "2027-01-31"}})");
  EXPECT_THAT(bodies_on("2029-05-01"), ElementsAre(R"({"expires":"2027-01-31","name":"sand","quantity":3,"unit":"t"})"));
  EXPECT_EQ(read_on("2029-05-01").value().reason, "SITE/records");
}

TEST_F(FirstRecords, OfADemonstrationAreAsFreshAsOnTheDayForWhichTheyWereWritten) {
  write("as-of", "2026-12-01\n");
  write("supply.json", R"({"sand": {"name": "sand", "quantity": 3, "unit": "t", "expires": "2027-01-31"}})");
  const auto expiring = [](const std::string& day) { return R"({"expires":")" + day + R"(","name":"sand","quantity":3,"unit":"t"})"; };
  EXPECT_THAT(bodies_on("2026-12-01"), ElementsAre(expiring("2027-01-31")));
  EXPECT_THAT(bodies_on("2026-12-02"), ElementsAre(expiring("2027-02-01")));
  EXPECT_THAT(bodies_on("2027-12-01"), ElementsAre(expiring("2028-01-31")));
  EXPECT_THAT(bodies_on("2028-12-01"), ElementsAre(expiring("2029-01-31"))) << "over a leap day";
  EXPECT_THAT(bodies_on("2026-11-30"), ElementsAre(expiring("2027-01-30"))) << "a clock that is behind";
  EXPECT_EQ(read_on("2028-12-01").value().reason, "SITE/records, as-of 2026-12-01 → 2028-12-01");
}

TEST_F(FirstRecords, MoveWhatTheCoreReadsTooAndNothingThatOnlyLooksLikeADay) {
  write("as-of", "2026-12-01");
  write("supply.json",
        R"({"sand": {"name": "2026-12-01", "quantity": 20261201, "unit": "d", "place": "2026-12-01", "expires": "2026-12-05"}})");
  const core::RecordDraft draft = read_on("2026-12-31").value().records.at(0);
  EXPECT_EQ(draft.body, R"({"expires":"2027-01-04","name":"2026-12-01","place":"2026-12-01","quantity":20261201,"unit":"d"})");
  EXPECT_THAT(draft.live, testing::Contains(testing::FieldsAre("expires", "2027-01-04")));
}

TEST_F(FirstRecords, KeepADayThatIsMeantForEver) {
  write("as-of", "2026-12-01");
  write("supply.json", R"({"sand": {"name": "sand", "quantity": 3, "unit": "t", "expires": "9999-12-31"}})");
  EXPECT_THAT(bodies_on("2027-12-01"), ElementsAre(HasSubstr("9999-12-31")));
}

TEST_F(FirstRecords, AreRefusedWithAWrongDayOfTheirsOrOfTheirWriting) {
  write("as-of", "soon");
  EXPECT_THAT(read_on("2026-12-01").error().message, HasSubstr(R"(records/as-of: found day "soon", expected one such as)"));
  write("as-of", "2026-12-01");
  write("supply.json", R"({"sand": {"name": "sand", "quantity": 3, "unit": "t", "expires": "2027-02-30"}})");
  EXPECT_THAT(read_on("2027-12-01").error().message, HasSubstr(R"(sand.expires: found "2027-02-30", expected a date)"));
}

TEST_F(FirstRecords, ComeAfterThoseThatTheyReferTo) {
  write("organisation-unit.json", R"({"line-1": {"name": "one", "head": "li-na"}})");
  write("person.json", R"({"li-na": {"name": "Li Na", "contractor": "hengtong"}})");
  write("contractor.json", R"({"hengtong": {"name": "Hengtong"}})");
  const core::SaveRecords wish = read_on("2026-12-01").value();
  std::vector<std::string> ids;
  for (const core::RecordDraft& draft : wish.records) ids.push_back(draft.id);
  EXPECT_THAT(ids, ElementsAre("hengtong", "li-na", "line-1"));
}

}  // namespace
}  // namespace davy::davyd
