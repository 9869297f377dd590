#include "benches/evaluate/setting.hpp"

#include "site/reading/record.hpp"
#include "site/reading/scalars.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace davy::evaluate {

namespace {

using site::Record;
using site::Report;
using site::YamlNode;

constexpr std::array<std::string_view, 8> kKeys = {"title", "data",     "recording",      "truth",
                                                   "grace", "together", "not-measurable", "localisation"};
constexpr std::array<std::string_view, 7> kSeriesKeys = {"title", "data", "measure", "smooth", "delay", "warm-up", "votes"};
constexpr std::array<std::string_view, 4> kTruthKeys = {"file", "recording", "begin", "end"};
constexpr std::array<std::string_view, 5> kLocalisationKeys = {"sensors", "sources", "columns", "wind-from", "source"};

enum class Need { Yes, No };

void take(Report& report, const Record& record, std::string_view key, std::string& to, Need need) {
  const YamlNode* node = need == Need::Yes ? record.need(key, {"单词", "a word"}) : record.find(key);
  if (node == nullptr) return;
  if (const auto word = site::read_word(report, *node, {"单词", "a word"})) to = *word;
}

void take(Report& report, const Record& record, std::string_view key, Duration& to) {
  const YamlNode* node = record.need(key, {"时长，如 30min", "a duration, as 30min"});
  if (node == nullptr) return;
  if (const auto duration = site::read_duration(report, *node, site::Sign::NotNegative)) to = *duration;
}

void take(Report& report, const Record& record, std::string_view key, std::size_t& to) {
  const YamlNode* node = record.find(key);
  if (node == nullptr) return;
  if (const auto count = site::read_count(report, *node)) to = *count;
}

void read_series(Report& report, const YamlNode& root, const YamlNode& measure, Setting& setting) {
  const Record record(report, root, kSeriesKeys);
  if (const auto measured = site::read_enum<Measured>(report, measure, {"度量", "a measure"})) setting.measured = *measured;
  take(report, record, "title", setting.title, Need::Yes);
  take(report, record, "data", setting.data, Need::Yes);
  take(report, record, "smooth", setting.departure.smooth);
  take(report, record, "delay", setting.departure.delay);
  take(report, record, "warm-up", setting.departure.warm_up);
  take(report, record, "votes", setting.votes);
  if (std::max(setting.departure.smooth, setting.departure.delay) > core::DepartureOptions::kMost)
    report.error(root, said({"超出序列的容量", "more than the room of a series"}),
                 said({"'smooth' 与 'delay' 合计至多 64 个读数", "'smooth' and 'delay' of at most 64 readings"}));
}

void read_localisation(Report& report, const YamlNode& node, Setting& setting) {
  const Record record(report, node, kLocalisationKeys);
  LocalisationSetting& made = setting.localisation.emplace();
  take(report, record, "sensors", made.sensors, Need::Yes);
  take(report, record, "sources", made.sources, Need::Yes);
  take(report, record, "columns", made.column_prefix, Need::Yes);
  take(report, record, "wind-from", made.wind_column, Need::Yes);
  take(report, record, "source", made.source_column, Need::Yes);
  if (setting.recording.empty() || setting.truth.end_column.empty())
    report.error(node, said({"对多份记录或没有结束时间的事件定位", "a localisation of several recordings, or of incidents without an end"}),
                 said({"此处写 'recording'，truth 中写 'end'", "'recording' here and 'end' in truth"}));
}

void read_alarms(Report& report, const YamlNode& root, Setting& setting) {
  const Record record(report, root, kKeys);
  take(report, record, "title", setting.title, Need::Yes);
  take(report, record, "data", setting.data, Need::Yes);
  take(report, record, "recording", setting.recording, Need::No);
  take(report, record, "not-measurable", setting.not_measurable, Need::No);
  take(report, record, "grace", setting.grace);
  take(report, record, "together", setting.together);
  const YamlNode* node = record.need("truth", {"已知发生的事件", "what is known to have happened"});
  if (node == nullptr) return;
  const Record truth(report, *node, kTruthKeys);
  take(report, truth, "file", setting.truth.file, Need::Yes);
  take(report, truth, "recording", setting.truth.recording_column, Need::No);
  take(report, truth, "begin", setting.truth.begin_column, Need::Yes);
  take(report, truth, "end", setting.truth.end_column, Need::No);
  if (setting.recording.empty() == setting.truth.recording_column.empty())
    report.error(*node, said({"此处与 truth 中都有或都没有记录", "a recording here and in truth, or in neither"}),
                 said({"'recording' 只写在两处之一", "'recording' in one of the two places"}));
  if (const YamlNode* localisation = record.find("localisation")) read_localisation(report, *localisation, setting);
}

// A set of series says so by the key `measure`.
void read_setting(Report& report, const YamlNode& root, Setting& setting) {
  if (root.kind == YamlNode::Kind::Mapping)
    for (const YamlNode& key : root)
      if (key.text == "measure" && key.value != nullptr) return read_series(report, root, *key.value, setting);
  read_alarms(report, root, setting);
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return not_found("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Result<Setting> load_setting(const std::filesystem::path& folder) {
  const auto text = read_file(folder / "evaluation.yaml");
  if (!text) return text.error();
  Setting setting;
  setting.name = folder.filename();
  setting.folder = folder;
  Report report;
  site::YamlTree tree;
  const std::uint16_t file = report.add_file((folder / "evaluation.yaml").string());
  const auto read = tree.read(file, *text);
  if (read.fault)
    report.fault(file, *read.fault);
  else if (read.root == nullptr)
    report.error_without_place("evaluation.yaml", said({"空文件", "nothing"}), said({"评估设置", "a setting"}));
  else
    read_setting(report, *read.root, setting);
  if (!report.has_errors()) return setting;
  std::string all;
  for (const site::Finding& finding : report.take()) all += site::to_text(finding) + "\n";
  return invalid(all);
}

}  // namespace davy::evaluate
