// The published JSON Schemas, which editors use: what we ship follows them, and what davy check refuses for its shape they refuse too.
#include "site/small_site.hpp"
#include "tests/data/repository.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>

namespace davy::data {
namespace {

namespace fs = std::filesystem;

class Schema {
 public:
  explicit Schema(const std::string& name) {
    const auto fetch = [](const std::string& file) { return new nlohmann::json(parsed(file)); };
    const auto free = [](const nlohmann::json* document) { delete document; };
    const nlohmann::json document = parsed(name);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::NlohmannJsonAdapter(document), schema_, fetch, free);
  }

  // What is wrong, in lines; empty: nothing.
  std::string refusal(const nlohmann::json& value) const {
    valijson::ValidationResults results;
    valijson::Validator validator;
    if (validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(value), &results)) return {};
    std::string text;
    for (valijson::ValidationResults::Error error; results.popError(error);) {
      for (const std::string& step : error.context) text += step;
      text += ": " + error.description + "\n";
    }
    return text;
  }

 private:
  static nlohmann::json parsed(const std::string& name) { return nlohmann::json::parse(content_of(fs::path("schema") / name)); }

  valijson::Schema schema_;
};

const Schema& site_schema() {
  static const Schema schema("site.schema.json");
  return schema;
}

const Schema& pack_schema() {
  static const Schema schema("pack.schema.json");
  return schema;
}

TEST(Schema, TheDemoPlantFollowsIt) {
  const auto files = yaml_files_in("sites/demo");
  EXPECT_GE(files.size(), 8U);
  for (const fs::path& file : files) EXPECT_EQ(site_schema().refusal(json_of(content_of(file))), "") << file;
}

TEST(Schema, EveryPackFollowsIt) {
  for (const auto& pack : fs::directory_iterator(fs::path(DAVY_ROOT) / "packs"))
    for (const fs::path& file : yaml_files_in(fs::path("packs") / pack.path().filename()))
      EXPECT_EQ(pack_schema().refusal(json_of(content_of(file))), "") << file;
}

TEST(Schema, EveryStoryAndItsSiteFollowTheirs) {
  static const Schema stories("story.schema.json");
  std::vector<fs::path> folders{"sites/demo/stories"};
  for (const auto& pack : fs::directory_iterator(fs::path(DAVY_ROOT) / "packs")) {
    folders.push_back(fs::path("packs") / pack.path().filename() / "stories");
    for (const fs::path& file : yaml_files_in(folders.back() / "site"))
      EXPECT_EQ(site_schema().refusal(json_of(content_of(file))), "") << file;
  }
  for (const fs::path& folder : folders)
    for (const fs::path& file : yaml_files_in(folder)) EXPECT_EQ(stories.refusal(json_of(content_of(file))), "") << file;
  EXPECT_NE(stories.refusal(json_of("stories: [{story: one, expect: [{at: 3s}]}]")), "");
}

TEST(Schema, TheSmallSiteOfTheTestsFollowsIt) {
  const site::SourceFiles sources = site::small_site();
  for (const site::SourceFile& file : sources.site) EXPECT_EQ(site_schema().refusal(json_of(file.text)), "") << file.name;
  EXPECT_EQ(pack_schema().refusal(json_of(sources.packs.at("lab")[0].text)), "");
}

struct Wrong {
  const char* file;
  const char* text;
  const char* with;
};

TEST(Schema, RefusesTheShapesThatTheLoaderRefuses) {
  const Wrong wrongs[] = {
      {"points.yaml", "device: rtu-01, at:", "devise: rtu-01, at:"},
      {"points.yaml", "zone: tank-farm, ", ""},
      {"points.yaml", "actuators:", "actuator:"},
      {"points.yaml", "id: pt-101", "id: PT_101"},
      {"points.yaml", "template: lab/gas", "template: gas"},
      {"points.yaml", "unit: kPa", "unit: kPas"},
      {"points.yaml", "kind: pressure", "kind: presure"},
      {"points.yaml", "range: [0, 1000]", "range: [0]"},
      {"points.yaml", "period: 1s", "period: 1"},
      {"points.yaml", "{limit: 40}", "{limit: forty}"},
      {"points.yaml", "{limit: 40}", "{limits: 40}"},
      {"points.yaml", "{limit: 40}", "{limit: 40, severity: severe}"},
      {"points.yaml", "{limit: 40}", "{limit: 40, latch: yes}"},
      {"points.yaml", "at: [10, 10]", "at: [10]"},
      {"points.yaml", "needed: 1", "needed: 0"},
      {"points.yaml", "\"ch4-02:high-high\"", "ch4-02"},
      {"points.yaml", "state: closed}]", "state: closed, else: [{actuator: xv-101, state: closed, else: []}]}]"},
      {"places.yaml", "scene: production", "scene: prodution"},
      {"places.yaml", "packs: [lab]", "packs: lab"},
      {"places.yaml", "[[0, 0], [40, 0], [40, 30], [0, 30]]", "[[0, 0], [40, 0]]"},
      {"people.yaml", "{zh: 班长, en: Team lead}", "{zh: 班长}"},
      {"people.yaml", "\"20:00\"", "\"8pm\""},
      {"points.yaml", "{limit: 40}", "{limit: 40, gates: [hotwork]}"},
      {"points.yaml", "{limit: 40}", "{limit: 40, gates: []}"},
      {"points.yaml", "{limit: 40}", "{limit: 40, gates: hot-work}"},
      {"points.yaml", "{limit: 40}", "{limit: 40, gates: [hot-work, hot-work]}"},
      {"points.yaml", "{limit: 40}", "{limit: 40, gates: [hot-work], rings: never}"},
      {"points.yaml", "{limit: 40}", "{limit: 40, upgrades: [height]}"},
      {"people.yaml", "shifts:", "permits: {posts: {lead: operator}}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {night: {from: \"22:00\"}}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {rest-days: [sun]}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {holidays: [1 October]}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {workdays: [2026-10-10, 2026-10-10]}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {guardian-within: 30}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {answer-within: soon}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {around: soon}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {on-site-within: near}\nshifts:"},
      {"people.yaml", "shifts:", "permits: {typed-codes: perhaps}\nshifts:"},
      {"places.yaml", "height: 50 m}", "height: 50 m, anchor: {latitude: 91, longitude: 121, bearing: 0}}"},
      {"places.yaml", "height: 50 m}", "height: 50 m, anchor: {latitude: 31, longitude: 121}}"},
      {"people.yaml", "shifts:", "permits: {guardians: 1}\nshifts:"},
      {"people.yaml", "shifts:", "risk-bands: {ls: {standard: s, low: {below: 9}}}\nshifts:"},
      {"people.yaml", "shifts:", "risk-bands: {ls: {standard: s, edition: e, matrix: [[low]]}}\nshifts:"},
      {"people.yaml", "shifts:", "risk-bands: {ls: []}\nshifts:"},
      {"points.yaml", "basis: test", "basis: {zh: 危险分析}"},
      {"people.yaml", "shifts:", "risk-bands: {hazards: {standard: s, edition: e, general: 30}}\nshifts:"},
  };
  for (const Wrong& wrong : wrongs) {
    const site::SourceFiles sources = changed(site::small_site(), wrong.file, wrong.text, wrong.with);
    EXPECT_FALSE(load_site(sources).site) << wrong.with << ": the loader refuses it";
    const auto file = std::find_if(sources.site.begin(), sources.site.end(), [&](const auto& f) { return f.name == wrong.file; });
    EXPECT_NE(site_schema().refusal(json_of(file->text)), "") << wrong.with;
  }
}

TEST(Schema, TakesWhatTheLoaderTakesOfPermits) {
  site::SourceFiles sources =
      changed(site::small_site(), "points.yaml", "{limit: 40}", "{limit: 40, gates: [lifting], upgrades: [hot-work], rings: always}");
  sources.site.push_back(
      {"permits.yaml",
       "permits:\n  posts: {unit: team-lead, safety: operator, professional: operator, manager: team-lead, shift: operator, power: "
       "operator, fire: operator, utilities: operator, process: operator, equipment: operator}\n  night: {from: \"22:00\", until: "
       "\"06:00\"}\n  rest-days: []\n  holidays: [2026-10-01]\n  guardian-within: 30min\n  answer-within: 1h\n  around: 0s\n  "
       "on-site-within: 50\n  typed-codes: false\n"});
  EXPECT_TRUE(load_site(sources).site);
  for (const site::SourceFile& file : sources.site) EXPECT_EQ(site_schema().refusal(json_of(file.text)), "") << file.name;
}

TEST(Schema, TakesARiskThatHasCompanionsOrAsks) {
  const auto with_risk = [](const std::string& why) {
    site::SourceFiles sources = site::small_site();
    sources.site.push_back({"risks.yaml", "risks:\n  - {id: both, raise: [\"*:high\"], " + why +
                                              "within: zone, to: major, reason: {zh: 同时, en: Together}, basis: test}\n"});
    return sources;
  };
  for (const std::string why :
       {"beside: [\"*:high-high\"], ", "when: \"value > 30\", ", "beside: [\"*:high-high\"], when: \"value > 30\", "}) {
    EXPECT_TRUE(load_site(with_risk(why)).site) << why;
    EXPECT_EQ(site_schema().refusal(json_of(with_risk(why).site.back().text)), "") << why;
  }
  for (const std::string why : {"", "when: [], ", "when: \"\", ", "beside: [], "}) {
    EXPECT_FALSE(load_site(with_risk(why)).site) << why;
    EXPECT_NE(site_schema().refusal(json_of(with_risk(why).site.back().text)), "") << why;
  }
}

TEST(Schema, TakesBandsOfSeveralDaysAndABasisInBothLanguages) {
  const std::string scores = "low: {below: 9}, moderate: {from: 9, below: 15}, serious: {from: 15, below: 20}, major: {from: 20}}";
  const std::string first = "{standard: s, edition: e, " + scores;
  const std::string second = "{standard: s, edition: f, from: 2026-07-01, " + scores;
  site::SourceFiles sources = changed(site::small_site(), "points.yaml", "basis: test", "basis: {zh: 危险分析, en: The hazard study}");
  sources.site.push_back({"bands.yaml", "risk-bands:\n  ls: " + second + "\n  lec: [" + first + ", " + second + "]\n"});
  EXPECT_TRUE(load_site(sources).site);
  for (const site::SourceFile& file : sources.site) EXPECT_EQ(site_schema().refusal(json_of(file.text)), "") << file.name;
}

TEST(Schema, RefusesAWrongPack) {
  for (const Wrong& wrong :
       {Wrong{"lab/pack.yaml", "version: \"1\"", "verson: \"1\""}, Wrong{"lab/pack.yaml", "purpose: safety", "purpose: safe"},
        Wrong{"lab/pack.yaml", "{zh: 查漏, en: Find the leak}", "查漏"},
        Wrong{"lab/pack.yaml", "limit: 25", "limit: 25\n        gates: [fire]"}, Wrong{"lab/pack.yaml", "feedback: 1}", "}"}}) {
    const site::SourceFiles sources = changed(site::small_site(), wrong.file, wrong.text, wrong.with);
    EXPECT_FALSE(load_site(sources).site) << wrong.with << ": the loader refuses it";
    EXPECT_NE(pack_schema().refusal(json_of(sources.packs.at("lab")[0].text)), "") << wrong.with;
  }
}

}  // namespace
}  // namespace davy::data
