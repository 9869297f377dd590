#include "benches/evaluate/evaluate.hpp"

#include "analysis/replay/recording.hpp"
#include "site/load.hpp"

#include <fstream>
#include <map>

namespace davy::evaluate {

namespace {

using analysis::Incident;
using analysis::Occurrence;

struct KnownIncident {
  Instant begin;
  std::optional<Instant> end;
};

using Incidents = std::map<std::string, std::vector<KnownIncident>>;  // by recording

Result<site::Site> load(const Setting& setting, const Folders& folders) {
  site::Loaded loaded = site::load_site(setting.folder / "site", folders.packs);
  if (loaded.site) return *std::move(loaded.site);
  std::string all = "the site of this set is not in order";
  for (const site::Finding& finding : loaded.findings) all += "\n" + site::to_text(finding);
  return invalid(all);
}

Result<Incidents> load_truth(const Setting& setting, const std::filesystem::path& data, const analysis::TimeColumn& time) {
  std::ifstream in(data / setting.truth.file);
  if (!in) return not_found("cannot read " + (data / setting.truth.file).string());
  auto reader = analysis::CsvReader::create(in);
  if (!reader) return reader.error().within(setting.truth.file);
  const auto recording = reader->column(setting.truth.recording_column);
  const auto begin = reader->column(setting.truth.begin_column);
  const auto end = reader->column(setting.truth.end_column);
  if (!begin || recording.has_value() == setting.truth.recording_column.empty() || end.has_value() == setting.truth.end_column.empty())
    return invalid(setting.truth.file + ": a column that the setting names is not there");
  Incidents incidents;
  while (true) {
    const auto more = reader->next();
    if (!more) return more.error().within(setting.truth.file);
    if (!*more) return incidents;
    const auto began = time.read(reader->cells()[*begin]);
    if (!began) return began.error().within(setting.truth.file);
    KnownIncident incident{*began, std::nullopt};
    if (end) {
      const auto ended = time.read(reader->cells()[*end]);
      if (!ended) return ended.error().within(setting.truth.file);
      incident.end = *ended;
    }
    incidents[recording ? reader->cells()[*recording] : setting.recording].push_back(incident);
  }
}

struct Played {
  Instant first;
  Instant last;
  std::vector<core::Sample> samples;
  std::vector<Occurrence> limits;
  std::size_t blind = 0;
  core::Fates fates;
};

Result<Played> play(const std::filesystem::path& file, const analysis::ReplayMap& map, const site::Directory& directory) {
  std::ifstream in(file);
  if (!in) return not_found("cannot read " + file.string());
  auto recording = analysis::Recording::create(in, map);
  if (!recording) return recording.error();
  std::optional<analysis::Backtest> backtest;
  Played played;
  while (true) {
    std::vector<core::Sample> samples;
    const auto at = recording->next(samples);
    if (!at) return at.error();
    if (!*at) break;
    if (!backtest) backtest.emplace(directory, **at), played.first = **at;
    if (**at < played.last) return invalid("its time goes back at " + to_text(**at));
    played.last = **at;
    played.samples.insert(played.samples.end(), samples.begin(), samples.end());
    backtest->feed(std::move(samples), **at);
  }
  if (!backtest) return invalid("it has no rows");
  for (const Occurrence& occurrence : backtest->occurrences()) {
    const site::ConditionKind kind = directory.site()[occurrence.condition].kind;
    if (kind == site::ConditionKind::High || kind == site::ConditionKind::Low)
      played.limits.push_back(occurrence);
    else
      ++played.blind;
  }
  played.fates = backtest->fates();
  return played;
}

void add(core::Fates& sum, const core::Fates& fates) {
  sum.received += fates.received;
  sum.evaluated += fates.evaluated;
  sum.late += fates.late;
  for (std::size_t i = 0; i < sum.rejected.size(); ++i) sum.rejected[i] += fates.rejected[i];
}

}  // namespace

Result<Outcome> evaluate(const Setting& setting, const Folders& folders) {
  const auto site = load(setting, folders);
  if (!site) return site.error();
  const site::Directory directory(*site);
  const auto text = read_file(setting.folder / "map.yaml");
  if (!text) return text.error();
  const auto map = analysis::parse_replay_map(*text, (setting.folder / "map.yaml").string(), directory);
  if (!map) return map.error();
  const std::filesystem::path data = folders.data / setting.data;
  const auto truth = load_truth(setting, data, map->time);
  if (!truth) return truth.error();
  const analysis::ScoreRules rules{setting.grace, setting.together};
  Outcome outcome;
  std::vector<Recorded> recordings;
  for (const auto& [file, known] : *truth) {
    auto played = play(data / file, *map, directory);
    if (!played) return played.error().within(file);
    std::vector<Incident> incidents;
    for (const KnownIncident& incident : known) incidents.push_back({incident.begin, incident.end.value_or(played->last)});
    outcome.score.add(analysis::score(played->limits, incidents, played->last - played->first, rules));
    outcome.blind_alarms += played->blind;
    ++outcome.recordings;
    add(outcome.fates, played->fates);
    if (setting.localisation) {
      const auto localisation = localise(setting, data, *map, *site, played->limits);
      if (!localisation) return localisation.error();
      outcome.localisation = *localisation;
    }
    recordings.push_back({std::move(played->samples), std::move(incidents), played->last - played->first});
  }
  outcome.baselines = limit_baselines(*site, recordings, rules);
  return outcome;
}

}  // namespace davy::evaluate
