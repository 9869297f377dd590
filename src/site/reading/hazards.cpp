// The section `hazards`: the times that hazards are given.
#include "site/reading/reading.hpp"

namespace davy::site {
namespace {

constexpr Duration kShortest = 1_min;

void read_span(Report& report, const Record& record, std::string_view key, Duration& to) {
  const YamlNode* node = record.find(key);
  const auto span = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::Positive);
  if (!span) return;
  if (*span < kShortest) report.error(*node, quoted(*node), said({"1min 或更长，如 24h", "1min or more, as 24h"}));
  to = *span;
}

}  // namespace

void read_hazards(Reading& reading) {
  static constexpr std::array<std::string_view, 5> kKeys{"grade-within", "at-once-within", "rework-within", "remind-before",
                                                         "supervise-every"};
  const auto section = reading.sections.find("hazards");
  if (section == reading.sections.end()) return;
  Report& report = reading.report;
  const std::vector<const YamlNode*>& places = section->second;
  for (std::size_t i = 1; i < places.size(); ++i)
    report.error(*places[i], said({"'hazards' 重复", "'hazards' a second time"}),
                 said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places[0])));
  const Record record(report, *places[0], kKeys);
  HazardTerms& terms = reading.site.hazards;
  read_span(report, record, "grade-within", terms.grade_within);
  read_span(report, record, "at-once-within", terms.at_once_within);
  read_span(report, record, "rework-within", terms.rework_within);
  read_span(report, record, "remind-before", terms.remind_before);
  read_span(report, record, "supervise-every", terms.supervise_every);
}

}  // namespace davy::site
