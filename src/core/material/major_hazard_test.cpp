// What materials come to by GB 18218-2018, how live figures differ from filed ones, and what is a hazard by itself: on the small plant.
#include "core/material/major_hazard.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using MaterialMarks = std::vector<RecordMark>;

RecordDraft kept(const std::string& kind, const std::string& id, MaterialMarks live, std::uint64_t version = 0) {
  RecordDraft draft;
  draft.kind = kind;
  draft.id = id;
  draft.expected_version = version;
  draft.body = "{}";
  draft.live = std::move(live);
  return draft;
}

MaterialMarks place_of(const std::string& material, const std::string& design, MaterialMarks more = {}) {
  MaterialMarks marks{{"name", material + " tank"}, {"unit", "farm"}, {"material", material}, {"design", design}};
  marks.insert(marks.end(), more.begin(), more.end());
  return marks;
}

std::optional<SeenReading> nothing_seen(const std::string&) { return std::nullopt; }

ReadingOf farm_reading(SeenReading seen) {
  return [seen](const std::string&) { return std::optional(seen); };
}

class Materials : public ::testing::Test {
 protected:
  std::string zone(std::size_t i) const { return plant.engine().directory().site().zones[i].name; }
  std::string save(std::vector<RecordDraft> records) { return plant.asks("chen", SaveRecords{std::move(records), "survey"}); }
  // LPG 400 t and NH3 40 t, 60 residents.
  void keep_two_gases() {
    ASSERT_EQ(save({kept("material", "lpg", {{"name", "LPG"}, {"cas", "68476-85-7"}, {"classes", "W2"}}),
                    kept("material", "nh3", {{"name", "NH3"}, {"cas", "7664-41-7"}, {"classes", "J3"}, {"classes", "W2"}}),
                    kept("hazard-unit", "farm", {{"name", "Farm"}, {"kind", "storage"}, {"zone", zone(1)}, {"residents", "60"}}),
                    kept("storage-place", "t-1", place_of("lpg", "400")), kept("storage-place", "t-2", place_of("nh3", "40"))}),
              "done");
  }
  UnitFigure farm(const ReadingOf& reading = nothing_seen) const {
    const auto figures = unit_figures(plant.state().materials, reading);
    return figures.empty() ? UnitFigure() : figures.front();
  }
  std::vector<std::string> hazards() const {
    std::vector<std::string> about;
    for (const auto& [id, hazard] : plant.state().hazards.hazards) about.push_back(hazard.measure + " in " + hazard.zone);
    return about;
  }

  PlantStory plant;
};

// S = 400/50 + 40/10 = 12; R = 1.5 · (1.5 · 8 + 2 · 4) = 30: third.
TEST_F(Materials, AUnitComesToTheSumOfItsMaterials) {
  keep_two_gases();
  const UnitFigure unit = farm();
  EXPECT_DOUBLE_EQ(unit.alpha, 1.5);
  EXPECT_DOUBLE_EQ(unit.filed.s, 12);
  EXPECT_DOUBLE_EQ(unit.filed.r, 30);
  EXPECT_EQ(gb18218::level_of(unit.filed.r), gb18218::Level::Third);
  EXPECT_FALSE(unit.at_least);
  EXPECT_EQ(unit.live, unit.filed) << "nothing is known of the stock: as much as there may be";
}

TEST_F(Materials, WhatIsThereNowIsToldByThePoint) {
  keep_two_gases();
  save({kept("storage-place", "t-1", place_of("lpg", "400", {{"stock", "100"}, {"point", "ch4-01"}, {"tonnes-per-unit", "4"}}), 1)});
  const auto seen = [](const std::string& point) {
    return point == "ch4-01" ? std::optional(SeenReading{SeenReading::Age::Now, 50}) : std::nullopt;
  };
  EXPECT_DOUBLE_EQ(farm(seen).places[0].now, 200);
  EXPECT_EQ(farm(seen).places[0].from, QuantityFrom::Point);
  EXPECT_FALSE(farm(seen).places[0].is_blind);
  EXPECT_DOUBLE_EQ(farm(seen).live.s, 200.0 / 50 + 4);
  EXPECT_DOUBLE_EQ(farm(seen).filed.s, 12) << "the filed figure takes what the place is made for";
}

TEST_F(Materials, APointThatGoesDarkMakesNoFigureSmaller) {
  keep_two_gases();
  save({kept("storage-place", "t-1", place_of("lpg", "400", {{"stock", "100"}, {"point", "ch4-01"}, {"tonnes-per-unit", "4"}}), 1)});
  const auto last = [](double value) { return farm_reading(SeenReading{SeenReading::Age::Old, value}); };
  EXPECT_DOUBLE_EQ(farm(last(50)).places[0].now, 200) << "what was seen last is more than the stock that was told";
  EXPECT_EQ(farm(last(50)).places[0].from, QuantityFrom::LastSeen);
  EXPECT_TRUE(farm(last(50)).places[0].is_blind);
  EXPECT_DOUBLE_EQ(farm(last(10)).places[0].now, 100) << "and the stock more than what was seen last";
  EXPECT_EQ(farm(last(10)).places[0].from, QuantityFrom::Stock);
  EXPECT_DOUBLE_EQ(farm().places[0].now, 400) << "nothing was ever seen: as much as there may be";
  EXPECT_EQ(farm().places[0].from, QuantityFrom::Design);
  EXPECT_TRUE(farm().places[0].is_blind);
}

TEST_F(Materials, AMaterialWithoutAThresholdMakesTheFigureAtLeast) {
  keep_two_gases();
  save({kept("material", "brew", {{"name", "Brew"}}), kept("storage-place", "t-3", place_of("brew", "900"))});
  EXPECT_TRUE(farm().at_least);
  EXPECT_DOUBLE_EQ(farm().filed.s, 12);
}

TEST_F(Materials, OfSeveralClassesTheLeastThresholdCounts) {
  const Material mixed{.name = "", .cas = "", .classes = {"W5.3", "J1", "W11"}, .threshold = {}, .factor = {}};
  EXPECT_EQ(threshold_of(mixed), 5);
  EXPECT_EQ(factor_of(mixed), 4);
  const Material said{.name = "", .cas = "74-82-8", .classes = {"W2"}, .threshold = 7, .factor = 3};
  EXPECT_EQ(threshold_of(said), 7);
  EXPECT_EQ(factor_of(said), 3);
  const Material named{.name = "", .cas = "74-82-8", .classes = {"W2"}, .threshold = {}, .factor = {}};
  EXPECT_EQ(threshold_of(named), 50) << "Table 1 goes before Table 2";
}

TEST(Gb18218, BandsOfTheTables) {
  EXPECT_EQ(gb18218::exposure_factor(0), 0.5);
  EXPECT_EQ(gb18218::exposure_factor(1), 1.0);
  EXPECT_EQ(gb18218::exposure_factor(30), 1.2);
  EXPECT_EQ(gb18218::exposure_factor(50), 1.5);
  EXPECT_EQ(gb18218::exposure_factor(100), 2.0);
  EXPECT_EQ(gb18218::level_of(9.99), gb18218::Level::Fourth);
  EXPECT_EQ(gb18218::level_of(10), gb18218::Level::Third);
  EXPECT_EQ(gb18218::level_of(50), gb18218::Level::Second);
  EXPECT_EQ(gb18218::level_of(100), gb18218::Level::First);
}

TEST_F(Materials, MoreThanAPlaceIsMadeForIsAHazardByItselfOnce) {
  keep_two_gases();
  EXPECT_THAT(hazards(), IsEmpty());
  save({kept("storage-place", "t-2", place_of("nh3", "40", {{"stock", "40"}}), 1)});
  EXPECT_THAT(hazards(), IsEmpty()) << "full is not over";
  save({kept("storage-place", "t-2", place_of("nh3", "40", {{"stock", "40.5"}}), 2)});
  EXPECT_THAT(hazards(), ElementsAre("storage-place/t-2 in " + zone(1)));
  save({kept("storage-place", "t-2", place_of("nh3", "40", {{"stock", "41"}}), 3)});
  EXPECT_EQ(hazards().size(), 1) << "it is open already";
  EXPECT_EQ(plant.state().hazards.hazards.begin()->second.what, "nh3 tank：40.5 t > 40 t（超量储存 over its limit）");
}

TEST_F(Materials, WhatMustNotStandTogetherIsAHazardByItself) {
  keep_two_gases();
  save({kept("material-conflict", "gases", {{"one", "nh3"}, {"other", "lpg"}, {"why", "reacts"}})});
  EXPECT_THAT(hazards(), ElementsAre("material-conflict/gases t-1 t-2 " + zone(1) + " in " + zone(1)));
  const auto met = meetings(plant.state().materials, plant.engine().directory());
  EXPECT_THAT(met, ElementsAre(Meeting{"gases", "t-1", "t-2"}));
  save({kept("storage-place", "t-1", place_of("lpg", "400", {{"stock", "0"}}), 1)});
  EXPECT_THAT(meetings(plant.state().materials, plant.engine().directory()), IsEmpty()) << "an empty place holds nothing";
}

TEST_F(Materials, EveryPairThatMeetsIsAHazardOfItsOwnOnce) {
  keep_two_gases();
  save({kept("material-conflict", "gases", {{"one", "nh3"}, {"other", "lpg"}, {"why", "reacts"}})});
  ASSERT_EQ(hazards().size(), 1U);
  const MaterialMarks beside{{"name", "cylinders"}, {"unit", "shed"}, {"material", "nh3"}, {"design", "1"}};
  const MaterialMarks bottles{{"name", "bottles"}, {"unit", "shed"}, {"material", "lpg"}, {"design", "1"}};
  EXPECT_EQ(save({kept("hazard-unit", "shed", {{"name", "Shed"}, {"kind", "storage"}, {"zone", zone(0)}, {"residents", "0"}}),
                  kept("storage-place", "s-1", beside), kept("storage-place", "s-2", bottles)}),
            "done");
  const std::string gases = "material-conflict/gases ";
  EXPECT_THAT(hazards(), ::testing::UnorderedElementsAre(gases + "t-1 t-2 " + zone(1) + " in " + zone(1),
                                                         gases + "s-1 s-2 " + zone(0) + " in " + zone(0),
                                                         gases + "s-1 t-1 " + zone(0) + " in " + zone(0),
                                                         gases + "s-2 t-2 " + zone(0) + " in " + zone(0)))
      << "the farm lies in the plant, where the shed stands";
  save({kept("storage-place", "s-1", beside, 1)});
  EXPECT_EQ(hazards().size(), 4U) << "they are open already";
}

TEST_F(Materials, ARemovedRecordIsGone) {
  keep_two_gases();
  EXPECT_EQ(plant.asks("chen", RemoveRecord{"storage-place", "t-1", 1, "sold"}), "done");
  EXPECT_DOUBLE_EQ(farm().filed.s, 4);
}

// The same figures, summed the long way round from the tables; more of anything never makes them smaller.
RC_GTEST_PROP(MaterialsProperty, FiguresAreTheirSumsAndNeverFallWithMore, ()) {
  const auto tonnes = [] { return *rc::gen::inRange(1, 4000) / 4.0; };
  const std::vector<std::string> classes{"J1", "J5", "W1.1", "W2", "W5.3", "W9.1", "W11"};
  MaterialBook book;
  book.units["u"] = {"U", UnitKind::Storage, "zone", static_cast<std::uint64_t>(*rc::gen::inRange(0, 140))};
  double s = 0;
  double weighted = 0;
  bool all_known = true;
  const int places = *rc::gen::inRange(1, 7);
  for (int i = 0; i < places; ++i) {
    const std::string id = "m" + std::to_string(i);
    const bool is_known = *rc::gen::weightedElement<bool>({{5, true}, {1, false}});
    const std::string of = *rc::gen::elementOf(classes);
    book.materials[id] = {id, "", is_known ? std::vector{of} : std::vector<std::string>(), {}, {}};
    const double design = tonnes();
    const auto stock = *rc::gen::element<std::optional<double>>(std::nullopt, tonnes(), 0.0);
    book.places[id] = {id, "u", id, design, stock, "", {}};
    if (is_known) {
      s += design / gb18218::threshold_of_class(of).value();
      weighted += design * gb18218::factor_of_class(of).value() / gb18218::threshold_of_class(of).value();
    }
    all_known = all_known && is_known;
  }
  const UnitFigure figure = unit_figures(book, nothing_seen).front();
  const auto near = [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); };
  RC_ASSERT(near(figure.filed.s, s));
  RC_ASSERT(near(figure.filed.r, gb18218::exposure_factor(book.units["u"].residents) * weighted));
  RC_ASSERT(figure.at_least == !all_known);

  const int more = *rc::gen::inRange(0, places);
  StoragePlace& grown = book.places["m" + std::to_string(more)];
  grown.design += tonnes();
  if (grown.stock) *grown.stock += tonnes();
  const UnitFigure after = unit_figures(book, nothing_seen).front();
  RC_ASSERT(after.filed.s >= figure.filed.s);
  RC_ASSERT(after.filed.r >= figure.filed.r);
  RC_ASSERT(after.live.r >= figure.live.r);
  RC_TAG(all_known ? "all known" : "at least");
}

}  // namespace
}  // namespace davy::core
