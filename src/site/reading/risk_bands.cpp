// The section `risk-bands`: from which score on a risk is of which level, and how long a hazard of each grade may take.
#include "site/reading/reading.hpp"

#include <fmt/format.h>

namespace davy::site {
namespace {

constexpr std::size_t kMatrixSide = 5;
constexpr std::array kBandLevels{Severity::Low, Severity::Moderate, Severity::Serious, Severity::Major};

void read_edition(Report& report, const Record& record, std::string& standard, std::string& edition) {
  const YamlNode* named = record.need("standard", {"标准，或由谁决定", "the standard, or who decided it"});
  const YamlNode* of = record.need("edition", {"标准的版本，或自何时生效", "the edition of the standard, or since when it holds"});
  const auto name = named == nullptr ? std::nullopt : read_word(report, *named, {"标准", "a standard"});
  const auto year = of == nullptr ? std::nullopt : read_word(report, *of, {"版本", "an edition"});
  if (name) standard = *name;
  if (year) edition = *year;
}

// One level's band: [from, below).
struct Band {
  const YamlNode* at = nullptr;
  std::optional<double> from;   // of low: none
  std::optional<double> below;  // of major: none
  bool sound = false;
};

std::optional<double> read_edge(Report& report, const Record& record, std::string_view key) {
  const YamlNode* node = record.need(key, key == "from" ? Words{"该级别的最低分值", "the least score of the level"}
                                                        : Words{"达到下一级别的分值", "the score from which on it is the next level"});
  return node == nullptr ? std::nullopt : read_number(report, *node);
}

Band read_band(Report& report, const YamlNode& node, Severity level) {
  static constexpr std::array<std::string_view, 2> kEdges{"from", "below"};
  const bool lowest = level == Severity::Low;
  const bool worst = level == Severity::Major;
  const std::span<const std::string_view> edges(kEdges);
  const Record record(report, node, lowest ? edges.last(1) : worst ? edges.first(1) : edges);
  Band band{&node, {}, {}, false};
  if (!lowest) band.from = read_edge(report, record, "from");
  if (!worst) band.below = read_edge(report, record, "below");
  band.sound = (lowest || band.from) && (worst || band.below);
  if (band.sound && band.from && band.below && *band.below <= *band.from) {
    report.error(node,
                 said({"{} 级区间颠倒，从 {} 起而低于 {}", "{} that runs backwards, from {} and below {}"}, name_of(level),
                      shown(*band.from), shown(*band.below)),
                 said({"'below' 大于 'from'", "'below' above 'from'"}));
    band.sound = false;
  }
  return band;
}

// Two that follow each other: where one ends the other begins.
void check_meeting(Report& report, const Band& lower, const Band& upper, std::size_t level) {
  if (!lower.sound || !upper.sound || *lower.below == *upper.from) return;
  const auto below = name_of(kBandLevels[level - 1]);
  const auto above = name_of(kBandLevels[level]);
  if (*upper.from < *lower.below)
    report.error(*upper.at,
                 said({"{} 与 {} 在 {} 至 {} 重叠", "{} and {} that overlap from {} to {}"}, below, above, shown(*upper.from),
                      shown(*lower.below)),
                 said({"'from' 为 {}，即 {} 级结束处", "'from' {}, where {} ends"}, shown(*lower.below), below));
  else
    report.error(*upper.at,
                 said({"{} 与 {} 之间从 {} 至 {} 有空缺", "a hole between {} and {}, from {} to {}"}, below, above, shown(*lower.below),
                      shown(*upper.from)),
                 said({"'from' 为 {}，即 {} 级结束处", "'from' {}, where {} ends"}, shown(*lower.below), below));
}

void read_scores(Report& report, const Record& record, RiskBands& to) {
  std::array<Band, kBandLevels.size()> bands;
  bool sound = true;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const YamlNode* node = record.need(name_of(kBandLevels[i]), {"low、moderate、serious 和 major 各级的区间",
                                                                 "the band of each of low, moderate, serious and major"});
    if (node != nullptr) bands[i] = read_band(report, *node, kBandLevels[i]);
    sound = sound && bands[i].sound;
    if (i > 0) check_meeting(report, bands[i - 1], bands[i], i);
  }
  if (!sound) return;
  to.moderate = *bands[1].from;
  to.serious = *bands[2].from;
  to.major = *bands[3].from;
}

std::vector<Severity> read_matrix_row(Report& report, const YamlNode& node) {
  const auto cells = read_list(report, node, {"严重度 1 至 5 对应的级别", "the levels of the severities 1 to 5"});
  if (!cells) return {};
  std::vector<Severity> row;
  for (const YamlNode* cell : *cells)
    if (const auto level = read_enum<Severity>(report, *cell, {"级别", "level"})) row.push_back(*level);
  if (cells->size() == kMatrixSide) return row.size() == kMatrixSide ? row : std::vector<Severity>();
  report.error(node, said({"{} 个级别", "{} levels"}, cells->size()),
               said({"5 个级别，对应严重度 1 至 5", "5 levels, of the severities 1 to 5"}));
  return {};
}

// A matrix that runs backwards would call the worse of two risks the better one.
void check_matrix(Report& report, const std::vector<const YamlNode*>& rows, const std::vector<Severity>& matrix) {
  for (std::size_t l = 0; l < kMatrixSide; ++l)
    for (std::size_t s = 0; s < kMatrixSide; ++s) {
      const Severity here = matrix[l * kMatrixSide + s];
      const bool by_severity = s > 0 && here < matrix[l * kMatrixSide + s - 1];
      const bool by_likelihood = l > 0 && here < matrix[(l - 1) * kMatrixSide + s];
      if (by_severity || by_likelihood)
        report.error(*rows[l],
                     said({"可能性 {1}、严重度 {2} 处为 {0}，低于{3}", "{} at likelihood {} and severity {}, less than {}"}, name_of(here),
                          l + 1, s + 1,
                          by_severity ? said({"前一严重度处", "at the severity before"})
                                      : said({"前一可能性处", "at the likelihood before"})),
                     said({"不低于可能性或严重度更小者的级别", "a level that is no lower than those of less likelihood or severity"}));
    }
}

void read_matrix(Report& report, const YamlNode& node, RiskBands& to) {
  const auto rows = read_list(report, node, {"5 个级别列表，对应可能性 1 至 5", "five lists of levels, of the likelihoods 1 to 5"});
  if (!rows) return;
  if (rows->size() != kMatrixSide) {
    report.error(node, said({"{} 个列表", "{} lists"}, rows->size()),
                 said({"5 个级别列表，对应可能性 1 至 5", "5 lists of levels, of the likelihoods 1 to 5"}));
    return;
  }
  std::vector<Severity> matrix;
  for (const YamlNode* each : *rows) {
    const std::vector<Severity> row = read_matrix_row(report, *each);
    matrix.insert(matrix.end(), row.begin(), row.end());
  }
  if (matrix.size() != kMatrixSide * kMatrixSide) return;
  check_matrix(report, *rows, matrix);
  to.matrix = std::move(matrix);
}

void read_bands(Report& report, const YamlNode& node, RiskBands& to, std::span<const std::string_view> keys) {
  const Record record(report, node, keys);
  read_edition(report, record, to.standard, to.edition);
  if (const YamlNode* from = record.find("from")) to.from = read_day(report, *from);
  const bool has_matrix = std::ranges::find(keys, "matrix") != keys.end();
  const YamlNode* matrix = has_matrix ? record.find("matrix") : nullptr;
  if (matrix == nullptr) return read_scores(report, record, to);
  for (const Severity level : kBandLevels)
    if (const YamlNode* band = record.find(name_of(level)))
      report.error(*band, said({"分级区间与矩阵并存", "bands beside a matrix"}),
                   said({"'matrix' 或四个分级区间，两者取一", "either 'matrix' or the four bands"}));
  read_matrix(report, *matrix, to);
}

// One set, or a list of them that took the place of each other. What is built in counts until the first day, if the first has one.
void read_sets(Report& report, const YamlNode& node, std::vector<RiskBands>& to, std::span<const std::string_view> keys) {
  std::vector<const YamlNode*> places{&node};
  if (node.kind == YamlNode::Kind::Sequence) {
    const auto items = read_list(report, node, {"各组分级依据，最早者在前", "sets of bands, the oldest first"});
    if (!items) return;
    places = *items;
    if (places.empty()) return report.error(node, said({"没有分级依据", "no set of bands"}), said({"至少一组", "one at least"}));
  }
  std::vector<RiskBands> sets;
  for (const YamlNode* place : places) {
    RiskBands& made = sets.emplace_back();
    read_bands(report, *place, made, keys);
    if (sets.size() == 1) continue;
    const std::optional<Day>& before = sets[sets.size() - 2].from;
    if (!made.from)
      report.error(*place, said({"后续分级依据缺少 'from'", "bands without 'from' that follow others"}),
                   said({"自何日起生效，如 2026-10-01", "the day from which on they count, as 2026-10-01"}));
    else if (before && *made.from <= *before)
      report.error(*place,
                   said({"自 {} 起的分级依据排在自 {} 起的之后", "bands from {} after those from {}"}, to_text(*made.from),
                        to_text(*before)),
                   said({"最早者在前，日期互不相同", "the oldest first, each with its own day"}));
  }
  if (sets.front().from) sets.insert(sets.begin(), to.front());
  to = std::move(sets);
}

void read_time_of_grade(Report& report, const Record& record, std::string_view key, std::optional<Duration>& to) {
  const YamlNode* node = record.find(key);
  const auto span = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::Positive);
  if (!span) return;
  if (*span < 1_h) report.error(*node, quoted(*node), said({"1h 或更长，如 30d", "1h or more, as 30d"}));
  to = *span;
}

// The worse a hazard is the less time it has.
void read_deadlines(Report& report, const YamlNode& node, HazardDeadlines& to) {
  static constexpr std::array<std::string_view, 5> kKeys{"standard", "edition", "general", "serious", "major"};
  const Record record(report, node, kKeys);
  read_edition(report, record, to.standard, to.edition);
  read_time_of_grade(report, record, "general", to.general);
  read_time_of_grade(report, record, "serious", to.serious);
  read_time_of_grade(report, record, "major", to.major);
  const auto longer = [&](std::string_view key, const std::optional<Duration>& span, const std::optional<Duration>& than,
                          std::string_view milder) {
    const YamlNode* at = record.find(key);
    if (at != nullptr && span && than && *span > *than)
      report.error(*at, said({"{}，比 {} 级的更长", "{}, longer than that of {}"}, quoted(*at), milder),
                   said({"不长于较轻级别的时限", "no more time than a milder grade has"}));
  };
  longer("serious", to.serious, to.general, "general");
  longer("major", to.major, to.serious ? to.serious : to.general, to.serious ? "serious" : "general");
}

}  // namespace

void read_risk_bands(Reading& reading) {
  static constexpr std::array<std::string_view, 3> kKeys{"ls", "lec", "hazards"};
  static constexpr std::array<std::string_view, 8> kLs{"standard", "edition", "from", "low", "moderate", "serious", "major", "matrix"};
  static constexpr std::array<std::string_view, 7> kLec{"standard", "edition", "from", "low", "moderate", "serious", "major"};
  const auto section = reading.sections.find("risk-bands");
  if (section == reading.sections.end()) return;
  Report& report = reading.report;
  const std::vector<const YamlNode*>& places = section->second;
  for (std::size_t i = 1; i < places.size(); ++i)
    report.error(*places[i], said({"'risk-bands' 重复", "'risk-bands' a second time"}),
                 said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places[0])));
  const Record record(report, *places[0], kKeys);
  if (const YamlNode* ls = record.find("ls")) read_sets(report, *ls, reading.site.ls_bands, kLs);
  if (const YamlNode* lec = record.find("lec")) read_sets(report, *lec, reading.site.lec_bands, kLec);
  if (const YamlNode* hazards = record.find("hazards")) read_deadlines(report, *hazards, reading.site.hazard_deadlines);
}

}  // namespace davy::site
