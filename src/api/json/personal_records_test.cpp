#include "api/json/personal_records.hpp"

#include "api/json/views.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

using nlohmann::json;

store::JournalRow record_of(core::EventBody body, std::string kind, std::string subject, std::string actor = "system") {
  core::Event event{7, Instant::from_unix_ms(1'800'000'000'000), std::move(actor), std::move(body)};
  return {std::move(event), std::move(kind), std::move(subject), R"({"reason":"hospital"})", "00"};
}

// An absence, a head-count, a training of zhao.min, who read her data, and an alarm.
std::vector<store::JournalRow> journal() {
  core::AbsenceTold absence;
  absence.person = "zhao.min";
  core::PersonAccounted accounted;
  accounted.incident = core::IncidentId(5);
  accounted.person = "user:zhao.min";
  core::TrainingExamFinished exam;
  exam.training = core::TrainingId(3);
  return {record_of(absence, "absence.told", "absence:7", "user:zhao.min"),
          record_of(accounted, "incident.person_accounted", "incident:5", "user:li.na"),
          record_of(exam, "training.exam_finished", "training:3", "user:zhao.min"),
          record_of(core::PersonalRead{"record", "person/zhao-min", "zhao.min"}, "personal.read", "personal", "user:li.na"),
          record_of(core::AlarmAcknowledged{core::AlarmId(1), "hospital"}, "alarm.acknowledged", "alarm:1", "user:zhao.min")};
}

std::vector<std::string> shown_kinds(const std::vector<store::JournalRow>& records) {
  std::vector<std::string> kinds;
  for (const store::JournalRow& record : records)
    if (!json::parse(to_json(record))["body"].empty()) kinds.push_back(record.kind);
  return kinds;
}

core::Account person(std::string login, core::Role role) { return {std::move(login), "", role, {}}; }

TEST(PersonalRecords, AWorkerSeesThatTheyAreThereAndNotWhatTheySay) {
  auto records = journal();
  EXPECT_TRUE(withhold_personal(records, person("wang.qiang", core::Role::Worker)).empty());
  EXPECT_EQ(shown_kinds(records), std::vector<std::string>{"alarm.acknowledged"});
  EXPECT_EQ(json::parse(to_json(records[0]))["kind"], "absence.told");
  EXPECT_EQ(json::parse(to_json(records[2]))["body"], json::object()) << "not even the result of an exam";
}

TEST(PersonalRecords, OnesOwnIsShown) {
  auto records = journal();
  EXPECT_TRUE(withhold_personal(records, person("zhao.min", core::Role::Worker)).empty());
  EXPECT_EQ(shown_kinds(records),
            (std::vector<std::string>{"absence.told", "training.exam_finished", "personal.read", "alarm.acknowledged"}));
}

TEST(PersonalRecords, WhoOverseesReadsThemAndThatIsTold) {
  auto records = journal();
  const auto told = withhold_personal(records, person("chen.jie", core::Role::SafetyOfficer));
  EXPECT_EQ(shown_kinds(records),
            (std::vector<std::string>{"absence.told", "incident.person_accounted", "training.exam_finished", "alarm.acknowledged"}))
      << "who read whose data is for auditors";
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].what, "absences");
  EXPECT_EQ(told[1].about, "incident/5");
  EXPECT_EQ(told[2].what, "trainings");
  auto all = journal();
  withhold_personal(all, person("gao.min", core::Role::Auditor));
  EXPECT_EQ(shown_kinds(all).size(), 5U);
}

TEST(PersonalRecords, TheStoryOfAnEmergencyKeepsItsOwn) {
  auto records = journal();
  withhold_personal(records, person("wang.qiang", core::Role::Worker), "incident:5");
  EXPECT_EQ(shown_kinds(records), (std::vector<std::string>{"incident.person_accounted", "alarm.acknowledged"}));
}

TEST(PersonalRecords, WhereNobodyIsToldFromAnotherNothingOfPeopleIsShown) {
  auto records = journal();
  withhold_personal(records);
  EXPECT_EQ(shown_kinds(records), std::vector<std::string>{"alarm.acknowledged"});
}

}  // namespace
}  // namespace davy::api
