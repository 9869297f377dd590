#include "api/history_trial.hpp"

#include "site/exercise.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <set>

namespace davy::api {
namespace {

constexpr Duration kPermitsBefore = Duration::from_ms(60LL * 86'400'000);  // none lasts so long (GB 30871)

std::vector<std::string> points_of(std::span<const site::Site* const> sites) {
  std::vector<std::string> names;
  std::set<std::string_view> known;
  for (const site::Site* site : sites)
    for (const site::Point& point : site->points)
      if (!site::is_exercise(point.name) && known.insert(point.name).second) names.push_back(point.name);
  return names;
}

// What was told earlier than that has run out.
Duration facts_last(std::span<const site::Site* const> sites) {
  Duration longest = 1_h;
  for (const site::Site* site : sites)
    for (const site::Fact& fact : site->facts) longest = std::max(longest, fact.valid_for);
  return longest;
}

}  // namespace

Result<analysis::Deeds> deeds_in(const std::string& data_folder, std::span<const site::Site* const> sites, store::Range range) {
  auto queries = store::Queries::open(data_folder);
  if (!queries) return queries.error();
  const bool from_first = range.from == Instant::before_all();
  std::vector<store::KindSince> kinds;
  for (const std::string_view kind : analysis::deed_kinds()) {
    Instant from = Instant::before_all();
    if (kind == core::SystemStarted::kKind) from = range.from;
    if (kind == core::FactTold::kKind && !from_first) from = range.from - facts_last(sites);
    if (kind.starts_with("permit.") && !from_first) from = range.from - kPermitsBefore;
    kinds.push_back({kind, from});
  }
  analysis::DeedReader reader;
  const Result<void> read = (*queries)->events(kinds, range.until, [&](const core::Event& event) { reader.take(event); });
  if (!read) return read.error();
  return reader.give([&](core::AlarmId id) {
    const auto alarm = (*queries)->alarm(id);
    return alarm && *alarm ? (*alarm)->alarm.condition : std::string();
  });
}

Result<std::optional<HistoryTrial>> try_on_history(const std::string& data_folder, std::span<const site::Site* const> sites,
                                                   store::Range range, const GoOn& go_on, store::StreamOptions options) {
  const std::vector<std::string> points = points_of(sites);
  auto history = HistoryReading::open(data_folder, {points, range, fed_before(sites), options});
  if (!history) return history.error();
  if (history->empty()) return std::optional<HistoryTrial>();
  const auto deeds = deeds_in(data_folder, sites, {history->begin(), history->range().until});
  if (!deeds) return deeds.error();
  HistoryTrial trial{.range = history->range(), .samples = 0, .missing = {}, .tried = {}};
  for (const site::Site* site : sites) trial.tried.push_back(std::make_unique<analysis::Trial>(*site, points, history->begin(), *deeds));
  const auto played = history->play(
      [&](std::span<const core::Sample> samples) {
        for (const auto& each : trial.tried) each->play(samples);
      },
      go_on);
  if (!played) return played.error();
  if (trial.tried.front()->fates().received == 0) return std::optional<HistoryTrial>();
  for (const auto& each : trial.tried) each->pass(trial.range.until);
  trial.samples = history->samples();
  trial.missing = history->missing();
  return std::optional(std::move(trial));
}

}  // namespace davy::api
