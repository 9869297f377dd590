// The section `appraisal`: by when something is to be done whose event sets no time of its own.
#include "site/reading/reading.hpp"

namespace davy::site {
namespace {

constexpr Duration kShortestStandard = 1_s;
constexpr Duration kLongestStandard = 24_h * 90;

void read_standard(Report& report, const Record& record, std::string_view key, Duration& to) {
  const YamlNode* node = record.find(key);
  const auto span = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::NotNegative);
  if (!span) return;
  if (*span < kShortestStandard || *span > kLongestStandard)
    report.error(*node, quoted(*node), said({"1s 至 90d，如 15min", "1s to 90d, as 15min"}));
  else
    to = *span;
}

}  // namespace

void read_appraisal(Reading& reading) {
  static constexpr std::array<std::string_view, 9> kKeys{"acknowledge", "accept", "review", "decide", "sign",
                                                         "take-over",   "report", "see",    "restore"};
  const auto section = reading.sections.find("appraisal");
  if (section == reading.sections.end()) return;
  Report& report = reading.report;
  const std::vector<const YamlNode*>& places = section->second;
  for (std::size_t i = 1; i < places.size(); ++i)
    report.error(*places[i], said({"'appraisal' 重复", "'appraisal' a second time"}),
                 said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places[0])));
  const Record record(report, *places[0], kKeys);
  AppraisalStandards& standards = reading.site.appraisal;
  read_standard(report, record, "acknowledge", standards.acknowledge);
  read_standard(report, record, "accept", standards.accept);
  read_standard(report, record, "review", standards.review);
  read_standard(report, record, "decide", standards.decide);
  read_standard(report, record, "sign", standards.sign);
  read_standard(report, record, "take-over", standards.take_over);
  read_standard(report, record, "report", standards.report);
  read_standard(report, record, "see", standards.see);
  read_standard(report, record, "restore", standards.restore);
}

}  // namespace davy::site
