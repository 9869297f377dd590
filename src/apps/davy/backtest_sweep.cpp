#include "apps/davy/backtest_sweep.hpp"

#include "apps/davy/backtest_starts.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace davy::apps {

std::string sweep_text(const api::SweepReport& report) {
  const double days = (report.range.until - report.range.from).seconds() / 86'400;
  std::string text = fmt::format("{} from {} to {} ({:.3g} days), {} samples\n", report.condition, to_text(report.range.from),
                                 to_text(report.range.until), days, report.samples);
  text += report.real_by == api::RealBy::Journal
              ? fmt::format("real: {} alarms whose order was closed by approval; others may have been real too\n\n", report.windows)
              : fmt::format("real: {} windows of the truth at this point\n\n", report.windows);
  text += starts_text(report.starts);
  text += fmt::format("{:>12} {:>10} {:>10} {:>8} {:>8} {:>8} {:>8}\n", "limit", "delay", "deadband", "rang", "aside", "real", "missed");
  for (const analysis::SweepCell& cell : report.cells)
    text += fmt::format("{:>12} {:>10} {:>10g} {:>8} {:>8} {:>8} {:>8}\n", cell.limit ? fmt::format("{:g}", *cell.limit) : "-",
                        to_text(cell.delay), cell.deadband, cell.rang, cell.aside, cell.real, cell.missed);
  for (const std::string& missing : report.missing) text += "missing: " + missing + "\n";
  return text;
}

std::string sweep_json(const api::SweepReport& report) {
  nlohmann::ordered_json json{{"condition", report.condition}, {"from", to_text(report.range.from)}, {"to", to_text(report.range.until)},
                              {"samples", report.samples},     {"real_by", name_of(report.real_by)}, {"windows", report.windows}};
  json["cells"] = nlohmann::ordered_json::array();
  for (const analysis::SweepCell& cell : report.cells)
    json["cells"].push_back({{"limit", cell.limit ? nlohmann::ordered_json(*cell.limit) : nlohmann::ordered_json(nullptr)},
                             {"delay_s", cell.delay.seconds()},
                             {"deadband", cell.deadband},
                             {"rang", cell.rang},
                             {"aside", cell.aside},
                             {"real", cell.real},
                             {"missed", cell.missed}});
  json["starts"] = starts_json(report.starts);
  json["missing"] = report.missing;
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace davy::apps
