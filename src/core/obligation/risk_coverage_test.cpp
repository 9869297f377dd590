// Which risk points should be identified and are, over time; and both figures once more, slowly, over any records.
#include "core/obligation/risk_coverage.hpp"

#include "core/testing/small_plant.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RiskCoverage : public ::testing::Test {
 protected:
  RiskCoverage() {
    for (site::Zone& zone : site_.zones) zone.inherent_risk = site::Severity::Low;
    site_.zones[1].scene = site::Scene::Office;
  }

  void without_zones() { site_.zones[0].scene = site::Scene::Office; }

  Event save(std::string kind, std::string id, std::vector<RecordMark> live) {
    RecordSaved saved;
    saved.kind = std::move(kind);
    saved.id = std::move(id);
    saved.live = std::move(live);
    return add(std::move(saved));
  }
  Event remove(std::string kind, std::string id) {
    RecordRemoved removed;
    removed.kind = std::move(kind);
    removed.id = std::move(id);
    return add(std::move(removed));
  }
  Event add(EventBody body) {
    journal_.push_back({journal_.size() + 1, now_, "user:li.na", std::move(body)});
    return journal_.back();
  }
  // A chain that names what `about` says.
  void assess(const std::string& name, const std::string& zone, std::vector<RecordMark> about) {
    about.insert(about.begin(), {"zone", zone});
    save("risk-object", name, std::move(about));
    save("risk-unit", name, {{"object", name}});
    save("risk-event", name, {{"unit", name}, {"method", "ls"}});
  }
  RiskFigures figures(Instant until) const {
    const site::Directory directory(site_);
    RiskFold fold(directory, kEight, until);
    for (const Event& each : journal_) fold.take(each);
    return fold.finish();
  }
  RiskFigures figures() const { return figures(Instant::never()); }
  static std::vector<std::string> gaps(const RiskFigures& of) {
    std::vector<std::string> names;
    for (const ExpectedRisk& each : of.points)
      if (each.by.empty()) names.push_back(each.point.id);
    return names;
  }

  site::Site site_ = make_small_plant();
  Instant now_ = kEight;
  std::vector<Event> journal_;
};

TEST_F(RiskCoverage, AsksForZonesOfWorkAndForThoseThatTheSiteSaysAreDangerous) {
  EXPECT_THAT(gaps(figures()), ElementsAre("plant"));
  site_.zones[1].inherent_risk = site::Severity::Serious;
  EXPECT_THAT(gaps(figures()), ElementsAre("plant", "tank-farm"));
  save("risk-object", "o", {{"zone", "plant"}});
  save("risk-unit", "u", {{"object", "o"}});
  EXPECT_THAT(gaps(figures()), ElementsAre("plant", "tank-farm")) << "nothing of it is assessed yet";
  save("risk-event", "e", {{"unit", "u"}});
  const RiskFigures known = figures();
  EXPECT_THAT(gaps(known), ElementsAre("tank-farm"));
  EXPECT_THAT(known.points[0].by, ElementsAre(IdentifiedBy{"o", "u", "e", 3}));
  remove("risk-event", "e");
  EXPECT_THAT(gaps(figures()), ElementsAre("plant", "tank-farm"));
}

TEST_F(RiskCoverage, AsksForWhatIsKeptAndForWhatAFirmWritesDown) {
  without_zones();
  save("hazard-unit", "lng", {{"name", "罐区"}, {"zone", "tank-farm"}});
  save("storage-place", "t-101", {{"name", "T-101"}, {"unit", "lng"}});
  save("risk-point", "press", {{"name", "冲床"}, {"zone", "plant"}});
  const RiskFigures before = figures();
  EXPECT_THAT(gaps(before), ElementsAre("lng", "t-101", "press"));
  EXPECT_EQ(before.points[1].zone, "tank-farm") << "that of its unit";
  EXPECT_EQ(before.points[1].title.zh, "T-101");
  assess("tanks", "tank-farm", {{"hazard-units", "lng"}});
  EXPECT_THAT(gaps(figures()), ElementsAre("t-101", "press"));
  save("risk-unit", "tanks", {{"object", "tanks"}, {"storage-places", "t-101"}, {"storage-places", "t-102"}});
  EXPECT_THAT(gaps(figures()), ElementsAre("press")) << "a unit names it as well as an object";
  remove("risk-point", "press");
  EXPECT_THAT(gaps(figures()), IsEmpty());
}

TEST_F(RiskCoverage, IsThatOfTheEndOfTheMonth) {
  without_zones();
  save("risk-point", "press", {{"name", "冲床"}, {"zone", "plant"}});
  now_ = kEight + 2_h;
  assess("presses", "plant", {{"risk-points", "press"}});
  EXPECT_THAT(gaps(figures(kEight + 1_h)), ElementsAre("press"));
  EXPECT_THAT(gaps(figures(kEight + 3_h)), IsEmpty());
}

TEST_F(RiskCoverage, AChangeIsUpdatedByALaterAssessmentWithinADay) {
  without_zones();
  save("hazard-unit", "lng", {{"zone", "tank-farm"}, {"residents", "10"}});
  assess("tanks", "tank-farm", {{"hazard-units", "lng"}});
  now_ = kEight + 1_h;
  save("hazard-unit", "lng", {{"name", "改名"}, {"zone", "tank-farm"}, {"residents", "10"}});
  ASSERT_EQ(figures().changes.size(), 1U) << "another name makes it no other risk";
  EXPECT_EQ(figures().changes[0].updated, 4U);
  save("hazard-unit", "lng", {{"zone", "tank-farm"}, {"residents", "200"}});
  const auto standing = [&](Instant as_of) { return standing_of(figures().changes.at(1), as_of); };
  EXPECT_EQ(standing(kEight + 25_h), Standing::Pending);
  EXPECT_EQ(standing(kEight + 25_h + 1_s), Standing::Overdue);
  save("risk-unit", "tanks", {{"object", "tanks"}});
  EXPECT_EQ(standing(kEight + 2_h), Standing::Pending) << "the assessment is that of before the change";
  now_ = kEight + 20_h;
  save("risk-event", "tanks", {{"unit", "tanks"}});
  EXPECT_EQ(standing(kEight + 48_h), Standing::OnTime);
  now_ = kEight + 21_h;
  save("hazard-unit", "lng", {{"zone", "tank-farm"}, {"residents", "50"}});
  now_ = kEight + 50_h;
  save("risk-event", "tanks", {{"unit", "tanks"}});
  EXPECT_EQ(standing_of(figures().changes.at(2), now_), Standing::Late);
}

TEST_F(RiskCoverage, NobodyUpdatesWhatIsGone) {
  without_zones();
  save("risk-point", "press", {{"zone", "plant"}});
  now_ = kEight + 1_h;
  remove("risk-point", "press");
  EXPECT_THAT(figures().changes, IsEmpty());
  save("risk-point", "press", {{"zone", "plant"}});
  now_ = kEight + 30_h;
  remove("risk-point", "press");
  ASSERT_EQ(figures().changes.size(), 1U) << "a day had passed";
  EXPECT_EQ(standing_of(figures().changes[0], now_), Standing::Overdue);
}

TEST_F(RiskCoverage, CountsForZones) {
  save("risk-point", "press", {{"zone", "plant"}});
  save("risk-point", "nowhere", {});
  assess("presses", "plant", {{"risk-points", "press"}});
  KpiRow before;
  before.name = "plant";
  before.shares[static_cast<std::size_t>(Metric::FirstPass)] = {1, 2};
  std::vector<KpiRow> rows{before};
  add_risks(rows, figures(), kEight + 48_h);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].shares[static_cast<std::size_t>(Metric::RiskIdentified)], (Share{2, 2}));
  EXPECT_EQ(rows[0].shares[static_cast<std::size_t>(Metric::RiskUpdated)], (Share{1, 1}));
  EXPECT_EQ(rows[0].shares[static_cast<std::size_t>(Metric::FirstPass)], (Share{1, 2}));
}

// Slowly: nothing is kept, everything is read anew from the newest versions at a record.
class SlowCoverage {
 public:
  SlowCoverage(const std::vector<Event>& journal, std::size_t records) {
    for (std::size_t i = 0; i < records; ++i) {
      if (const auto* saved = get_if<RecordSaved>(&journal[i].body)) there_[saved->kind + "/" + saved->id] = {*saved, journal[i].seq};
      if (const auto* removed = get_if<RecordRemoved>(&journal[i].body)) there_.erase(removed->kind + "/" + removed->id);
    }
  }

  // The risk events that stand for a point, with the records that have them.
  std::map<std::string, std::uint64_t> by(const std::string& kind, const std::string& id) const {
    std::map<std::string, std::uint64_t> found;
    for (const auto& [name, event] : there_) {
      if (!name.starts_with("risk-event/")) continue;
      const auto unit = there_.find("risk-unit/" + said(event.first, "unit"));
      if (unit == there_.end()) continue;
      const auto object = there_.find("risk-object/" + said(unit->second.first, "object"));
      if (object == there_.end()) continue;
      const bool in_zone = kind == "zone" && said(object->second.first, "zone") == id;
      const bool named = has(unit->second.first, kind + "s", id) || has(object->second.first, kind + "s", id);
      if (in_zone || (kind != "zone" && named)) found[event.first.id] = event.second;
    }
    return found;
  }
  std::vector<std::string> points() const {
    std::vector<std::string> found;
    for (const std::string kind : {"hazard-unit", "storage-place", "risk-point"})
      for (const auto& [name, record] : there_)
        if (record.first.kind == kind) found.push_back(name);
    return found;
  }
  const RecordSaved* newest(const std::string& name) const {
    const auto found = there_.find(name);
    return found == there_.end() ? nullptr : &found->second.first;
  }
  static bool has(const RecordSaved& record, const std::string& field, const std::string& value) {
    return std::ranges::any_of(record.live, [&](const RecordMark& mark) { return mark.field == field && mark.value == value; });
  }
  static std::string said(const RecordSaved& record, const std::string& field) {
    for (const RecordMark& mark : record.live)
      if (mark.field == field) return mark.value;
    return {};
  }

 private:
  std::map<std::string, std::pair<RecordSaved, std::uint64_t>> there_;
};

std::vector<RecordMark> any_marks(const std::string& kind, int first, int second) {
  const std::string one = std::to_string(first);
  const std::string other = std::to_string(second);
  if (kind == "risk-object") return {{"zone", first == 0 ? "plant" : "tank-farm"}, {"hazard-units", other}, {"risk-points", one}};
  if (kind == "risk-unit") return {{"object", one}, {"storage-places", other}, {"hazard-units", "2"}};
  if (kind == "risk-event") return {{"unit", one}};
  if (kind == "storage-place") return {{"name", other}, {"unit", one}, {"stock", other}};
  return {{"name", other}, {"zone", first == 0 ? "plant" : "tank-farm"}};
}

// Within a journal of a few records that come, change, refer to each other and go.
std::vector<Event> any_risk_journal() {
  const std::vector<std::string> kinds(kRiskKinds.begin(), kRiskKinds.end());
  std::vector<Event> journal;
  Instant at = kEight;
  for (int left = *rc::gen::inRange(0, 60); left > 0; --left) {
    at = at + 1_h * *rc::gen::inRange(0, 14);
    const std::string kind = kinds[*rc::gen::inRange<std::size_t>(0, kinds.size())];
    const std::string id = std::to_string(*rc::gen::inRange(0, 3));
    RecordSaved saved;
    saved.kind = kind;
    saved.id = id;
    saved.live = any_marks(kind, *rc::gen::inRange(0, 3), *rc::gen::inRange(0, 3));
    RecordRemoved removed;
    removed.kind = kind;
    removed.id = id;
    const bool goes = *rc::gen::inRange(0, 6) == 0;
    journal.push_back({journal.size() + 1, at, "user:li.na", goes ? EventBody(removed) : EventBody(saved)});
  }
  return journal;
}

// Whether the record at `i` says something else of its point than the last one about it did.
bool slow_change(const std::vector<Event>& journal, std::size_t i) {
  const auto* saved = get_if<RecordSaved>(&journal[i].body);
  if (saved == nullptr || saved->kind.starts_with("risk-object") || saved->kind == "risk-unit" || saved->kind == "risk-event") return false;
  const SlowCoverage before(journal, i);
  const RecordSaved* last = before.newest(saved->kind + "/" + saved->id);
  const std::string place = saved->kind == "storage-place" ? "unit" : "zone";
  return last == nullptr || SlowCoverage::said(*last, place) != SlowCoverage::said(*saved, place);
}

RC_GTEST_PROP(RiskCoverageProperty, EqualsASlowRecountOfAnyRecords, ()) {
  const std::vector<Event> journal = any_risk_journal();
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  const Instant from = kEight + 1_h * *rc::gen::inRange(0, 100);
  const Instant until = from + 1_h * *rc::gen::inRange(0, 400);
  RiskFold fold(directory, from, until);
  for (const Event& each : journal) fold.take(each);
  const RiskFigures figures = fold.finish();

  const auto passed = static_cast<std::size_t>(std::ranges::count_if(journal, [&](const Event& each) { return each.time < until; }));
  const SlowCoverage then(journal, passed);
  std::vector<std::string> names;
  for (const ExpectedRisk& each : figures.points) {
    const std::string kind(name_of(each.point.kind));
    if (kind != "zone") names.push_back(kind + "/" + each.point.id);
    std::map<std::string, std::uint64_t> by;
    for (const IdentifiedBy& one : each.by) by[one.event] = one.seq;
    RC_ASSERT(by == then.by(kind, each.point.id));
  }
  RC_ASSERT(names == then.points());
  RC_ASSERT(figures.points.size() == names.size() + site.zones.size());

  std::vector<std::pair<std::uint64_t, std::uint64_t>> expected;
  for (std::size_t i = 0; i < journal.size(); ++i) {
    if (!slow_change(journal, i) || journal[i].time < from || journal[i].time >= until) continue;
    const auto& saved = get<RecordSaved>(journal[i].body);
    std::uint64_t updated = 0;
    bool is_gone = false;
    for (std::size_t k = i + 1; k < journal.size() && updated == 0 && !is_gone; ++k) {
      const auto* removed = get_if<RecordRemoved>(&journal[k].body);
      is_gone = removed != nullptr && removed->kind == saved.kind && removed->id == saved.id && journal[k].time <= journal[i].time + 24_h;
      for (const auto& [event, seq] : SlowCoverage(journal, k + 1).by(saved.kind, saved.id))
        if (seq > journal[i].seq && !is_gone) updated = journal[k].seq;
    }
    if (!is_gone) expected.emplace_back(journal[i].seq, updated);
  }
  std::vector<std::pair<std::uint64_t, std::uint64_t>> found;
  for (const RiskChange& each : figures.changes) found.emplace_back(each.seq, each.updated);
  RC_ASSERT(found == expected);
  RC_CLASSIFY(!expected.empty(), "something changed");
}

}  // namespace
}  // namespace davy::core
