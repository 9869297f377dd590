// davy-evaluate --data FOLDER [--sets FOLDER] [--packs FOLDER] [--json] [SET…]: how well Davy finds what is known to have happened.
//
// Exit status 0: evaluated, 1: a set could not be evaluated, 2: its measurements are not there, or asked for something that does not exist.

#include "benches/evaluate/comparison.hpp"
#include "benches/evaluate/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <span>

namespace davy::evaluate {
namespace {

struct Wishes {
  Folders folders{.packs = "packs"};
  std::filesystem::path sets = "benches/evaluate/sets";
  std::vector<std::string> names;
  bool json = false;
};

Result<Wishes> parse(std::span<char*> words) {
  Wishes wishes;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    std::filesystem::path* const folder = word == "--data"    ? &wishes.folders.data
                                          : word == "--sets"  ? &wishes.sets
                                          : word == "--packs" ? &wishes.folders.packs
                                                              : nullptr;
    if (word == "--json")
      wishes.json = true;
    else if (folder != nullptr && i + 1 < words.size())
      *folder = words[++i];
    else if (folder != nullptr)
      return invalid(fmt::format("{} needs a folder", word));
    else if (word.starts_with("-"))
      return invalid(fmt::format("unknown option '{}'; expected --data, --sets, --packs or --json", word));
    else
      wishes.names.emplace_back(word);
  }
  if (wishes.folders.data.empty()) return invalid("--data FOLDER is needed: the recorded measurements are not part of the repository");
  return wishes;
}

Result<std::vector<Setting>> settings(const Wishes& wishes) {
  std::vector<std::filesystem::path> folders;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(wishes.sets, error)) folders.push_back(entry.path());
  if (error) return not_found("cannot read " + wishes.sets.string());
  std::sort(folders.begin(), folders.end());
  std::vector<Setting> all;
  for (const std::filesystem::path& folder : folders) {
    const bool wanted =
        wishes.names.empty() || std::find(wishes.names.begin(), wishes.names.end(), folder.filename()) != wishes.names.end();
    if (!wanted) continue;
    auto setting = load_setting(folder);
    if (!setting) return setting.error();
    all.push_back(*std::move(setting));
  }
  if (all.size() < std::max<std::size_t>(1, wishes.names.size())) return not_found("no such set in " + wishes.sets.string());
  return all;
}

std::string to_the_second(Duration duration) { return to_text(Duration::from_seconds(std::round(duration.seconds()))); }

// Of one detector, Davy or a baseline.
std::string score_json(const Setting& setting, const analysis::Score& score) {
  const auto figure = [&](std::size_t count) {
    return setting.not_measurable.empty() ? fmt::format("{:.4g}", score.per_day(count)) : std::string("null");
  };
  const std::string delay = score.median_delay() ? fmt::format("{:.6g}", score.median_delay()->seconds()) : "null";
  return fmt::format("\"events_found\": {}, \"median_delay_s\": {}, \"false_episodes_per_day\": {}, \"false_alarms_per_day\": {}",
                     score.found(), delay, figure(score.false_episodes), figure(score.false_alarms));
}

std::string localisation_json(const Outcome& outcome) {
  if (!outcome.localisation) return "null";
  const Localisation& of = *outcome.localisation;
  return fmt::format("{{\"releases\": {}, \"by_wind\": {}, \"by_loudest\": {}, \"by_first_out\": {}, \"by_habit\": {}}}", of.releases,
                     of.by_wind, of.by_loudest, of.by_first_out, of.by_habit);
}

// A line a set, as below; "localisation" is null where nobody asks for it.
void print_json(const Setting& setting, const Outcome& outcome) {
  const analysis::Score& score = outcome.score;
  std::string baselines;
  for (const LimitBaseline& baseline : outcome.baselines)
    baselines += fmt::format("{}\"{}\": {{{}, \"limit_percent_of_range\": {}}}", baselines.empty() ? "" : ", ", name_of(baseline.detector),
                             score_json(setting, baseline.score), baseline.limit_percent);
  fmt::print(
      "{{\"set\": \"{}\", \"recordings\": {}, \"events\": {}, {}, \"watched_days\": {:.4g}, \"blind_alarms\": {}, "
      "\"samples_received\": {}, \"samples_evaluated\": {}, \"localisation\": {}, \"baselines\": {{{}}}}}\n",
      setting.name, outcome.recordings, score.delays.size(), score_json(setting, score), score.watched.seconds() / 86'400,
      outcome.blind_alarms, outcome.fates.received, outcome.fates.evaluated, localisation_json(outcome), baselines);
}

// A line a set: {"set": …, "title": …, figures of Davy, "baselines": {"persistence": {figures}, …}}.
void print_json(const Setting& setting, const Comparison& comparison) {
  std::string baselines;
  std::string own;
  for (const Figures& figures : comparison) {
    std::string fields;
    for (const Figure& figure : figures.figures)
      fields += fmt::format(", \"{}\": {}", figure.name, std::isfinite(figure.value) ? fmt::format("{:.6g}", figure.value) : "null");
    if (figures.detector == Detector::Davy)
      own = fields;
    else
      baselines += fmt::format("{}\"{}\": {{{}}}", baselines.empty() ? "" : ", ", name_of(figures.detector), fields.substr(2));
  }
  fmt::print("{{\"set\": \"{}\"{}, \"baselines\": {{{}}}}}\n", setting.name, own, baselines);
}

// A block a set: a line a figure, a column a detector.
void print_block(const Setting& setting, const Comparison& comparison) {
  fmt::print("\n{:<34}", setting.name);
  std::vector<std::string> names;
  for (const Figures& figures : comparison) {
    fmt::print(" {:>12}", name_of(figures.detector));
    for (const Figure& figure : figures.figures)
      if (std::find(names.begin(), names.end(), figure.name) == names.end()) names.push_back(figure.name);
  }
  fmt::print("\n");
  for (const std::string& name : names) {
    fmt::print("  {:<32}", name);
    for (const Figures& figures : comparison) {
      const auto at =
          std::find_if(figures.figures.begin(), figures.figures.end(), [&](const Figure& figure) { return figure.name == name; });
      const bool known = at != figures.figures.end() && std::isfinite(at->value);
      fmt::print(" {:>12}", known ? fmt::format("{:.4g}", at->value) : "–");
    }
    fmt::print("\n");
  }
}

void print_table_head() {
  fmt::print("{:<24} {:>9} {:>13} {:>16} {:>15} {:>8} {:>13}\n", "set", "found", "median delay", "false episodes/d", "false alarms/d",
             "blind", "samples");
}

// What a detector found, under the name of the set or its own.
std::string score_cells(const Setting& setting, const std::string& name, const analysis::Score& score) {
  const auto figure = [&](std::size_t count) {
    return setting.not_measurable.empty() ? fmt::format("{:.2f}", score.per_day(count)) : std::string("–");
  };
  return fmt::format("{:<24} {:>9} {:>13} {:>16} {:>15}", name, fmt::format("{} / {}", score.found(), score.delays.size()),
                     score.median_delay() ? to_the_second(*score.median_delay()) : "–", figure(score.false_episodes),
                     figure(score.false_alarms));
}

void print_table_row(const Setting& setting, const Outcome& outcome) {
  fmt::print("{} {:>8} {:>13}\n", score_cells(setting, setting.name, outcome.score), outcome.blind_alarms, outcome.fates.evaluated);
  for (const LimitBaseline& baseline : outcome.baselines) {
    const std::string name =
        fmt::format("  {} {:g}%", baseline.detector == Detector::Persistence ? "persistence" : "fixed limit", baseline.limit_percent);
    fmt::print("{}\n", score_cells(setting, name, baseline.score));
  }
  if (!setting.not_measurable.empty()) fmt::print("  false alarms cannot be measured: {}\n", setting.not_measurable);
  if (!outcome.localisation) return;
  const Localisation& of = *outcome.localisation;
  fmt::print("  source named of {} releases: {} by loudest sensor and wind, {} by loudest sensor, {} by first-out, {} always the same\n",
             of.releases, of.by_wind, of.by_loudest, of.by_first_out, of.by_habit);
}

// Evaluates a set and prints what came of it; false when it could not be.
bool show(const Setting& setting, const Wishes& wishes) {
  const auto print = [&](const auto& outcome, const auto& people) {
    if (!outcome)
      fmt::print(stderr, "{}: {}\n", setting.name, outcome.error().message);
    else if (wishes.json)
      print_json(setting, *outcome);
    else
      people(setting, *outcome);
    std::fflush(stdout);
    return outcome.has_value();
  };
  if (setting.measured == Measured::Alarms) return print(evaluate(setting, wishes.folders), print_table_row);
  return print(evaluate_series(setting, wishes.folders.data / setting.data), print_block);
}

int run(const Wishes& wishes) {
  const auto all = settings(wishes);
  if (!all) {
    fmt::print(stderr, "davy-evaluate: {}\n", all.error().message);
    return 2;
  }
  int status = 0;
  std::vector<const Setting*> present;
  for (const Setting& setting : *all) {
    if (std::filesystem::is_directory(wishes.folders.data / setting.data)) {
      present.push_back(&setting);
      continue;
    }
    fmt::print(stderr, "davy-evaluate: no measurements in '{}' for {}\n", (wishes.folders.data / setting.data).string(), setting.name);
    status = 2;
  }
  std::stable_partition(present.begin(), present.end(), [](const Setting* setting) { return setting->measured == Measured::Alarms; });
  if (!wishes.json && !present.empty() && present.front()->measured == Measured::Alarms) print_table_head();
  for (const Setting* setting : present)
    if (!show(*setting, wishes)) status = std::max(status, 1);
  return status;
}

}  // namespace
}  // namespace davy::evaluate

int main(int argc, char** argv) {
  const auto wishes = davy::evaluate::parse({argv, static_cast<std::size_t>(argc)});
  if (wishes) return davy::evaluate::run(*wishes);
  fmt::print(stderr, "davy-evaluate: {}\n", wishes.error().message);
  return 2;
}
