// Modes, facts, risks and neighbours of a site, as they are written and as they are refused.
#include "site/directory.hpp"
#include "site/reading/geometry.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::site {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kSections = R"(modes:
  - {id: running, title: {zh: 运行, en: Running}}
  - {id: maintenance, title: {zh: 检修, en: Maintenance}, at-most: 8h}
  - {id: start-up, title: {zh: 开车, en: Start-up}}
facts:
  - {id: people, title: {zh: 人数, en: People}, kind: count, zones: [tank-farm], valid-for: 10min}
risks:
  - {id: both, raise: ["*:high"], beside: ["*:high-high"], within: neighbours, to: major, reason: {zh: 同时, en: together}, basis: test}
)";

// The small site with these sections, and the high limit of ch4-01 by mode.
SourceFiles with(std::string sections, const std::string& by_mode = "{maintenance: 40, start-up: disabled}") {
  SourceFiles sources =
      changed(small_site(), "points.yaml", "at: [10, 10]", "at: [10, 10], conditions: {high: {by-mode: " + by_mode + "}}");
  sources.site.push_back({"sections.yaml", std::move(sections)});
  return sources;
}

std::string changed_text(std::string_view text, std::string_view with) {
  std::string sections(kSections);
  sections.replace(sections.find(text), text.size(), with);
  return sections;
}

TEST(ModesOfASite, AreReadWithTheirLimits) {
  const Loaded loaded = load_site(with(std::string(kSections), "{maintenance: 40, start-up: disabled}"));
  ASSERT_TRUE(loaded.site.has_value()) << to_text(loaded.findings.front());
  const Site& site = *loaded.site;
  EXPECT_EQ(site.modes.size(), 3);
  EXPECT_EQ(site.modes[1].at_most, 8_h);
  EXPECT_THAT(site.conditions[3].by_mode, ElementsAre(ModeLimit{ModeIndex(1), 40.0}, ModeLimit{ModeIndex(2), {}}));
  EXPECT_EQ(site.facts[0].valid_for, 10_min);
  EXPECT_EQ(site.risks[0].raised.size(), 2);
}

TEST(ModesOfASite, WhatIsWrongIsSaid) {
  EXPECT_THAT(findings_of(with(std::string(kSections), "{maintenence: 40}")),
              ElementsAre(
                  "points.yaml:2:114: error: found mode 'maintenence', expected a mode of this site (did you mean 'maintenance'?)"));
  EXPECT_THAT(findings_of(with(std::string(kSections), "{running: 40}")),
              ElementsAre("points.yaml:2:114: error: found a limit of its own in the normal mode, expected the condition's 'limit'"));
  EXPECT_THAT(findings_of(with(std::string(kSections), "{maintenance: 140}")),
              ElementsAre("points.yaml:2:127: error: found a limit of 140 %LEL, expected one within the measuring range, 0 to 100 %LEL, "
                          "with its deadband"));
  EXPECT_THAT(findings_of(with(std::string(kSections), "{maintenance: 60}")),
              ElementsAre("pack lab/pack.yaml:21:9: error: found high-high at 50 and high at 60 in mode 'maintenance', expected high-high "
                          "to lie beyond high in every mode"));
}

TEST(ModesOfASite, MayFollowAShift) {
  const auto following = [](const std::string& normal, const std::string& other) {
    const std::string modes = "modes:\n  - {id: running" + normal + "}\n  - {id: quiet" + other + "}\n";
    SourceFiles sources = small_site();
    sources.site.push_back({"sections.yaml", modes});
    return sources;
  };
  const Loaded loaded = load_site(following("", ", shift: night"));
  ASSERT_TRUE(loaded.site.has_value()) << to_text(loaded.findings.front());
  EXPECT_FALSE(loaded.site->modes[0].shift.has_value());
  ASSERT_TRUE(loaded.site->modes[1].shift.has_value());
  EXPECT_EQ((*loaded.site)[*loaded.site->modes[1].shift].name, "night");
  EXPECT_THAT(findings_of(following("", ", shift: nigth")),
              ElementsAre("sections.yaml:3:24: error: found shift 'nigth', expected a shift of this site (did you mean 'night'?)"));
  EXPECT_THAT(findings_of(following(", shift: night", "")),
              ElementsAre("sections.yaml:2:26: error: found a shift of the normal mode, expected none: the first mode holds where no other "
                          "does"));
}

TEST(ModesOfASite, LastNoLongerThanTheyMayByTheirShift) {
  const auto following = [](const std::string& at_most, const std::string& shift) {
    SourceFiles sources = small_site();
    sources.site.push_back(
        {"sections.yaml", "modes:\n  - {id: running}\n  - {id: quiet, at-most: " + at_most + ", shift: " + shift + "}\n"});
    return sources;
  };
  EXPECT_THAT(findings_of(following("12h", "night")), IsEmpty()) << "from 20:00 until 08:00";
  EXPECT_THAT(findings_of(following("2h", "night")),
              ElementsAre("sections.yaml:3:26: error: found a mode of at most 2h that shift 'night' brings for 12h, expected an 'at-most' "
                          "no shorter than its shift"));
  SourceFiles always =
      changed(following("12h", "day"), "people.yaml", "from: \"08:00\", until: \"20:00\"", "from: \"00:00\", until: \"00:00\"");
  EXPECT_THAT(findings_of(always), ::testing::Contains(::testing::HasSubstr("that shift 'day' brings for ever")));
  SourceFiles whole =
      changed(following("24h", "day"), "people.yaml", "from: \"08:00\", until: \"20:00\"", "from: \"00:00\", until: \"24:00\"");
  EXPECT_THAT(findings_of(whole), ::testing::Contains(::testing::HasSubstr("that shift 'day' brings for ever"))) << "day after day";
}

TEST(ModesOfASite, ACauseOfARowIsAskedInEveryMode) {
  SourceFiles sources = changed(small_site(), "points.yaml", "{limit: 40}", "{limit: 40, by-mode: {maintenance: disabled}}");
  sources.site.push_back({"sections.yaml", std::string(kSections)});
  EXPECT_THAT(findings_of(sources), ElementsAre("points.yaml:9:5: error: found cause 'ch4-02:high-high' disabled in mode 'maintenance', "
                                                "expected a limit in every mode: a safety row must not go blind by a mode"));
}

TEST(FactsOfASite, HaveTheKindThatTheirNameSays) {
  EXPECT_THAT(findings_of(with(changed_text("kind: count", "kind: truth"))),
              ElementsAre("sections.yaml:6:10: error: found fact 'people' that is no count, expected kind: count"));
  EXPECT_THAT(findings_of(
                  with(changed_text("{id: people, title: {zh: 人数, en: People}, kind: count", "{id: permit-hotwork, kind: truth"))),
              ElementsAre("sections.yaml:6:10: error: found permit 'permit-hotwork', expected permit- and one of the eight kinds of work "
                          "(did you mean 'permit-hot-work'?)"));
}

TEST(RisksOfASite, MustRaiseSomething) {
  EXPECT_THAT(findings_of(with(changed_text("to: major", "to: moderate"))),
              ElementsAre("sections.yaml:8:5: error: found a risk that raises nothing: all are 'moderate' or worse already, expected a "
                          "higher grade"));
}

// The high limit of both gas points, worse while the neighbourhood has gas.
constexpr std::string_view kAsked =
    "when: \"mode == 'maintenance' && any(zone.combustible_gas, value > 10 %LEL)\", within: zone, to: major, ";

TEST(RisksOfASite, MayAskAnExpressionOfThePointThatRings) {
  const Loaded loaded = load_site(with(changed_text("beside: [\"*:high-high\"], within: neighbours, to: major, ", kAsked)));
  ASSERT_TRUE(loaded.site.has_value()) << to_text(loaded.findings.front());
  const Site& site = *loaded.site;
  const Directory directory(site);
  ASSERT_EQ(site.risks[0].when.size(), 2u);
  EXPECT_THAT(site.risks[0].companions, IsEmpty());
  EXPECT_EQ(directory.name_of(site.risks[0].when[0]), "ch4-01:both");
  EXPECT_EQ(directory.name_of(site.risks[0].when[1]), "ch4-02:both");
  const Condition& asked = site[site.risks[0].when[1]];
  EXPECT_EQ(asked.rings, Rings::Never);
  EXPECT_EQ(asked.kind, ConditionKind::Expression);
  EXPECT_EQ(asked.work_order, WorkOrder::No);
  EXPECT_EQ(asked.point, site[site.risks[0].raised[1]].point);
}

TEST(RisksOfASite, MayAskBesideOtherAlarms) {
  const Loaded loaded = load_site(with(changed_text("within: neighbours", "when: \"value > 30\", within: neighbours")));
  ASSERT_TRUE(loaded.site.has_value()) << to_text(loaded.findings.front());
  EXPECT_EQ(loaded.site->risks[0].companions.size(), 2u);
  EXPECT_EQ(loaded.site->risks[0].when.size(), 2u);
}

TEST(RisksOfASite, WhatIsAskedWronglyIsSaidWithItsPlace) {
  EXPECT_THAT(findings_of(with(changed_text("beside: [\"*:high-high\"]", "when: \"value = 30\""))),
              ElementsAre("sections.yaml:8:48: error: found '=', expected an operator or the end (did you mean '=='?)"));
  EXPECT_THAT(findings_of(with(changed_text("beside: [\"*:high-high\"], ", ""))),
              ElementsAre("sections.yaml:8:5: error: found no 'beside', expected the conditions that make them so, as [\"tt-1:high\"], or "
                          "'when' and an expression"));
  EXPECT_THAT(findings_of(with(changed_text("id: both, raise: [\"*:high\"], beside: [\"*:high-high\"]",
                                            "id: high-high, raise: [\"*:high\"], when: \"value > 30\""))),
              ElementsAre("sections.yaml:8:5: error: found a risk with the name of a condition of point 'ch4-01', expected another name: "
                          "its 'when' is asked there under this one",
                          "sections.yaml:8:5: error: found a risk with the name of a condition of point 'ch4-02', expected another name: "
                          "its 'when' is asked there under this one"));
}

TEST(RisksOfASite, AskOnlyOfPointsThatTheyName) {
  EXPECT_THAT(findings_of(
                  with(changed_text("raise: [\"*:high\"], beside: [\"*:high-high\"]", "raise: [\"*:not-proved\"], when: \"value > 0\""))),
              ElementsAre(::testing::HasSubstr("found a 'when' for conditions that Davy makes by itself")));
}

TEST(RisksOfASite, OnlyTheyAskWhatNeverRings) {
  EXPECT_THAT(findings_of(changed(small_site(), "lab/pack.yaml", "limit: 25", "limit: 25\n        rings: never")),
              ElementsAre(
                  "pack lab/pack.yaml:14:16: error: found rings: never, expected always or with-permit; what makes other alarms worse "
                  "is the 'when' of a risk"));
}

TEST(Neighbours, TouchOrComeCloseOrAreDeclared) {
  const std::vector<Metres> square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  const auto moved = [&](double x) {
    std::vector<Metres> other = square;
    for (Metres& corner : other) corner.x += x;
    return other;
  };
  EXPECT_TRUE(adjacent(square, moved(10)));
  EXPECT_TRUE(adjacent(square, moved(12)));
  EXPECT_FALSE(adjacent(square, moved(12.1)));
  EXPECT_TRUE(adjacent(square, moved(5)));
  EXPECT_TRUE(adjacent(square, std::vector<Metres>{{4, 4}, {5, 4}, {5, 5}}));
}

constexpr std::string_view kFarm = "outline: [[0, 0], [40, 0], [40, 30], [0, 30]]}";

std::vector<std::string> neighbours_of_farm(const std::string& yard, std::string_view farm = "") {
  const SourceFiles sources = changed(small_site(), "places.yaml", kFarm,
                                      std::string(kFarm.substr(0, kFarm.size() - 1)) + std::string(farm) +
                                          "}\n  - {id: yard, parent: plant, scene: "
                                          "production, inherent-risk: low, outline: " +
                                          yard + "}");
  const Loaded loaded = load_site(sources);
  std::vector<std::string> names;
  if (!loaded.site) return {to_text(loaded.findings.front())};
  for (const ZoneIndex each : loaded.site->zones[1].neighbours) names.push_back((*loaded.site)[each].name);
  return names;
}

TEST(Neighbours, AreFoundByGeometryOnBothSides) {
  EXPECT_THAT(neighbours_of_farm("[[41, 0], [60, 0], [60, 30], [41, 30]]"), ElementsAre("yard")) << "and not the plant that holds it";
  EXPECT_THAT(neighbours_of_farm("[[50, 0], [60, 0], [60, 30], [50, 30]]"), IsEmpty());
  EXPECT_THAT(neighbours_of_farm("[[50, 0], [60, 0], [60, 30], [50, 30]]", ", neighbours: [yard]"), ElementsAre("yard"));
  EXPECT_THAT(neighbours_of_farm("[[50, 0], [60, 0], [60, 30], [50, 30]]", ", neighbours: [plant]").front(),
              ::testing::HasSubstr("found zone 'plant' as a neighbour of what it lies in or holds"));
}

}  // namespace
}  // namespace davy::site
