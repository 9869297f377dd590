// What is read of device care: the work and what became of it, the doubts, the parts, the calibrations; the same when the journal is folded anew.
#include "core/prevention/zone_picture.hpp"
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using core::CalibrationState;
using core::CareAbandoned;
using core::CareCause;
using core::CareEnd;
using core::CareFinished;
using core::CareId;
using core::CareIssued;
using core::CareOverdue;
using core::CareResult;
using core::CareStarted;
using core::CareWork;
using core::DeviceCalibration;
using core::DriftState;
using core::RecordSaved;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CareViewTest : public fixture::ViewStage {
 protected:
  // Due in so many hours.
  void issue(std::int64_t due, CareWork work = CareWork::Calibration, const std::string& post = "operator",
             const std::string& device = "rtu-01") {
    add(CareIssued{device, "rtu", "yearly", work, "look", post, "plant", hour(due), CareCause::Plan, ""});
  }
  std::vector<std::uint64_t> ids(const CareFilter& filter) {
    std::vector<std::uint64_t> found;
    const auto page = queries_->care(filter);
    for (const CareRow& row : page->items) found.push_back(row.id.get());
    return found;
  }
  CareRow one(std::uint64_t id) { return **queries_->care(CareId(id)); }
};

TEST_F(CareViewTest, ShowsTheWorkAndWhatWasFound) {
  issue(100);
  add(CareOverdue{CareId(1), "operator", 1});
  add(CareStarted{CareId(1), {"ch4-01:high"}}, "user:wang");
  CareFinished done;
  done.care = CareId(1);
  done.result = CareResult::Adjusted;
  done.point = "ch4-01";
  done.as_found = 44;
  done.reference = 50;
  done.drift = -6;
  done.drift_state = DriftState::Drift;
  done.note = "adjusted";
  done.photos = {"p1"};
  done.parts = {{"cap", 2}, {"seal", 1}};
  done.doubtful_points = {"ch4-01"};
  done.doubtful_from = hour(-50);
  add(done, "user:wang");
  issue(200);
  add(CareAbandoned{CareId(5), "", CareEnd::Withdrawn});
  commit();
  const CareRow row = one(1);
  EXPECT_EQ(row.state, CareState::Done);
  EXPECT_EQ(row.started, hour(3));
  EXPECT_EQ(row.ended_by, "wang");
  EXPECT_THAT(row.conditions, ElementsAre("ch4-01:high"));
  EXPECT_EQ(row.finished->drift, -6);
  EXPECT_EQ(row.finished->as_left, std::nullopt);
  EXPECT_EQ(row.finished->parts.at(0).quantity, 2);
  EXPECT_EQ(one(5).state, CareState::Abandoned);
  EXPECT_EQ(one(5).ended_by, "") << "nobody";
  EXPECT_EQ(*queries_->care(CareId(2)), std::nullopt);
  EXPECT_EQ(*queries_->parts_used("cap", hour(0)), 2);
  EXPECT_EQ(*queries_->parts_used("cap", hour(5)), 0) << "counted anew since then";
}

TEST_F(CareViewTest, DoubtsAreFoundByWhatTheyReachInto) {
  issue(100);
  CareFinished done;
  done.care = CareId(1);
  done.doubtful_points = {"ch4-01", "ch4-02"};
  done.doubtful_from = hour(-10);
  add(done);
  commit();
  const auto until = [&](Instant from, Instant to) { return queries_->doubts({"", "ch4-01", from, to})->size(); };
  EXPECT_EQ(until(hour(-20), hour(-10)), 0U);
  EXPECT_EQ(until(hour(-20), hour(-9)), 1U);
  EXPECT_EQ(until(hour(1), hour(9)), 1U);
  EXPECT_EQ(until(hour(2), hour(9)), 0U);
  EXPECT_EQ(queries_->doubts({"rtu-01", ""})->size(), 2U);
  EXPECT_THAT(*queries_->doubts({"rtu-02", ""}), IsEmpty());
}

TEST_F(CareViewTest, ListsCurrentWorkByWhenItIsDueAndTheRestTheNewestFirst) {
  issue(300);
  issue(100, CareWork::BumpTest, "fitter");
  issue(200, CareWork::BumpTest, "operator", "rtu-02");
  issue(100);
  add(CareOverdue{CareId(2), "fitter", 1});
  add(CareStarted{CareId(3), {}}, "user:wang");
  add(CareAbandoned{CareId(4), "rain", CareEnd::ByPerson}, "user:li");
  commit();
  CareFilter filter;
  EXPECT_THAT(ids(filter), ElementsAre(2, 3, 1));
  filter.limit = 2;
  const auto first = queries_->care(filter);
  filter.after = first->next;
  EXPECT_THAT(ids(filter), ElementsAre(1));
  const auto with = [&](auto set) {
    CareFilter wanted;
    set(wanted);
    return ids(wanted);
  };
  EXPECT_THAT(with([](CareFilter& f) { f.which = CareFilter::Which::All; }), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(with([](CareFilter& f) { f.state = CareState::Abandoned; }), ElementsAre(4));
  EXPECT_THAT(with([](CareFilter& f) { f.state = CareState::Overdue; }), ElementsAre(2));
  EXPECT_THAT(with([](CareFilter& f) { f.work = CareWork::BumpTest; }), ElementsAre(2, 3));
  EXPECT_THAT(with([](CareFilter& f) { f.device = "rtu-02"; }), ElementsAre(3));
  EXPECT_THAT(with([](CareFilter& f) { f.mine = CareFilter::Mine{"wang", {"fitter"}}; }), ElementsAre(2, 3));
  EXPECT_FALSE(queries_
                   ->care([] {
                     CareFilter f;
                     f.after = "7";
                     return f;
                   }())
                   .has_value())
      << "a cursor of another list";
}

TEST_F(CareViewTest, ADeviceHasItsCardItsCalibrationAndWhatIsOpen) {
  RecordSaved card;
  card.kind = "device-card";
  card.id = "rtu";
  card.version = 1;
  card.body = "{}";
  card.live = {{"device", "rtu-01"}, {"class", "gas"}};
  add(card, "user:chen");
  add(DeviceCalibration{"rtu", "rtu-01", "2026-12-01", CalibrationState::Valid});
  add(DeviceCalibration{"rtu", "rtu-01", "2026-12-01", CalibrationState::Overdue});
  issue(5);
  commit();
  const auto all = queries_->device_care();
  const DeviceCareRow& device = all->at("rtu-01");
  EXPECT_EQ(device.card, "rtu");
  EXPECT_EQ(device.device_class, "gas");
  EXPECT_EQ(device.calibration.state, CalibrationState::Overdue);
  EXPECT_EQ(device.open, 1U);
  EXPECT_EQ(queries_->zone_sources()->calibrations.at("rtu").by, "2026-12-01");
}

}  // namespace
}  // namespace davy::store
