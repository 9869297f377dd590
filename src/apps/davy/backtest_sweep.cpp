#include "apps/davy/backtest_sweep.hpp"

#include "apps/davy/backtest_starts.hpp"
#include "base/said.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace davy::apps {

std::string sweep_text(const api::SweepReport& report) {
  const double days = (report.range.until - report.range.from).seconds() / 86'400;
  std::string text = spoken(said({"{}，{} 至 {}（{} 天），{} 个样本\n", "{} from {} to {} ({} days), {} samples\n"}, report.condition,
                                 to_text(report.range.from), to_text(report.range.until), fmt::format("{:.3g}", days), report.samples));
  text += report.real_by == api::RealBy::Journal
              ? spoken(said({"真实：{} 条报警的工单经审核通过后关闭；其他报警也可能是真实的\n\n",
                             "real: {} alarms whose order was closed by approval; others may have been real too\n\n"},
                            report.windows))
              : spoken(said({"真实：该测点的已知事件 {} 个\n\n", "real: {} windows of the truth at this point\n\n"}, report.windows));
  text += starts_text(report.starts);
  text += fmt::format("{:>12} {:>10} {:>10} {:>8} {:>8} {:>8} {:>8}\n", spoken({"限值", "limit"}), spoken({"延时", "delay"}),
                      spoken({"死区", "deadband"}), spoken({"报警", "rang"}), spoken({"未响", "aside"}), spoken({"真实", "real"}),
                      spoken({"漏报", "missed"}));
  for (const analysis::SweepCell& cell : report.cells)
    text += fmt::format("{:>12} {:>10} {:>10g} {:>8} {:>8} {:>8} {:>8}\n", cell.limit ? fmt::format("{:g}", *cell.limit) : "-",
                        to_text(cell.delay), cell.deadband, cell.rang, cell.aside, cell.real, cell.missed);
  for (const std::string& missing : report.missing) text += spoken(said({"未能读取：{}\n", "missing: {}\n"}, missing));
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
