// The section `merits`: what good reports and good handling of hazards are worth.
#include "site/reading/reading.hpp"

namespace davy::site {
namespace {

constexpr double kMeritMost = 10'000;

// Whole points; 0: that part earns nothing.
void read_points_of(Report& report, const Record& record, std::string_view key, double least, std::uint32_t& to) {
  const YamlNode* node = record.find(key);
  const auto number = node == nullptr ? std::nullopt : read_number(report, *node);
  if (!number) return;
  if (*number < least || *number > kMeritMost || *number != static_cast<double>(static_cast<std::uint32_t>(*number)))
    report.error(*node, quoted(*node),
                 least > 0 ? said({"1 至 10000 的整数", "a whole number from 1 to 10000"})
                           : said({"0 至 10000 的整数", "a whole number from 0 to 10000"}));
  else
    to = static_cast<std::uint32_t>(*number);
}

}  // namespace

void read_merits(Reading& reading) {
  static constexpr std::array<std::string_view, 5> kKeys{"report", "major", "mended-in-time", "review", "month-cap"};
  const auto section = reading.sections.find("merits");
  if (section == reading.sections.end()) return;
  Report& report = reading.report;
  const std::vector<const YamlNode*>& places = section->second;
  for (std::size_t i = 1; i < places.size(); ++i)
    report.error(*places[i], said({"'merits' 重复", "'merits' a second time"}),
                 said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places[0])));
  const Record record(report, *places[0], kKeys);
  MeritRule& rule = reading.site.merits;
  read_points_of(report, record, "report", 0, rule.report);
  read_points_of(report, record, "major", 0, rule.major);
  read_points_of(report, record, "mended-in-time", 0, rule.mended_in_time);
  read_points_of(report, record, "review", 0, rule.review);
  read_points_of(report, record, "month-cap", 1, rule.month_cap);
}

}  // namespace davy::site
