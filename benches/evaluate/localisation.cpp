#include "benches/evaluate/localisation.hpp"

#include "benches/evaluate/table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

namespace davy::evaluate {

namespace {

constexpr double kMetresOfDegree = 111'195;  // of latitude, on a sphere of 6,371 km
constexpr double kRadians = std::numbers::pi / 180;

// Metres to the east and to the north of wherever the first place of the set is.
struct Place {
  std::string name;
  double east_m = 0;
  double north_m = 0;
};

struct Origin {
  double lon = 0;
  double lat = 0;
};

struct Minute {
  Instant at;
  std::vector<std::optional<double>> readings;  // by sensor
  std::optional<double> wind_from;              // in radians clockwise from north
};

struct Release {
  Instant begin;
  Instant end;
  std::string source;
};

Result<std::vector<Place>> load_places(const std::filesystem::path& path, std::optional<Origin>& origin) {
  const auto table = Table::load(path);
  if (!table) return table.error();
  const auto names = table->words("name");
  if (!names) return names.error();
  const auto degrees = table->numbers(std::vector<std::string>{"lon", "lat"});
  if (!degrees) return degrees.error();
  std::vector<Place> places;
  for (std::size_t i = 0; i < names->size(); ++i) {
    const double lon = (*degrees)[0][i], lat = (*degrees)[1][i];
    if (!origin) origin = Origin{lon, lat};
    places.push_back(
        {(*names)[i], (lon - origin->lon) * kMetresOfDegree * std::cos(origin->lat * kRadians), (lat - origin->lat) * kMetresOfDegree});
  }
  if (places.empty()) return invalid(path.filename().string() + ": no place");
  return places;
}

std::optional<double> number_in(const std::string& cell) {
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  const bool is_whole = error == std::errc() && end == cell.data() + cell.size() && std::isfinite(number);
  return is_whole ? std::optional(number) : std::nullopt;
}

Result<std::vector<Minute>> load_minutes(const Setting& setting, const std::filesystem::path& data, const analysis::TimeColumn& time,
                                         const std::vector<Place>& sensors) {
  const auto table = Table::load(data / setting.recording);
  if (!table) return table.error();
  const auto times = table->words(time.name);
  if (!times) return times.error();
  const auto wind = table->words(setting.localisation->wind_column);
  if (!wind) return wind.error();
  std::vector<Minute> minutes(times->size());
  for (std::size_t row = 0; row < minutes.size(); ++row) {
    const auto at = time.read((*times)[row]);
    if (!at) return at.error();
    minutes[row].at = *at;
    if (const auto degrees = number_in((*wind)[row])) minutes[row].wind_from = *degrees * kRadians;
  }
  for (const Place& sensor : sensors) {
    const auto cells = table->words(setting.localisation->column_prefix + sensor.name);
    if (!cells) return cells.error();
    for (std::size_t row = 0; row < minutes.size(); ++row) minutes[row].readings.push_back(number_in((*cells)[row]));
  }
  return minutes;
}

Result<std::vector<Release>> load_releases(const Setting& setting, const std::filesystem::path& data, const analysis::TimeColumn& time) {
  const auto table = Table::load(data / setting.truth.file);
  if (!table) return table.error();
  const auto begins = table->words(setting.truth.begin_column);
  const auto ends = table->words(setting.truth.end_column);
  const auto sources = table->words(setting.localisation->source_column);
  if (!begins || !ends || !sources) return invalid(setting.truth.file + ": a column that the setting names is not there");
  std::vector<Release> releases;
  for (std::size_t i = 0; i < begins->size(); ++i) {
    const auto begin = time.read((*begins)[i]);
    const auto end = time.read((*ends)[i]);
    if (!begin || !end) return invalid(setting.truth.file + ": row " + std::to_string(i + 1) + " has no time");
    releases.push_back({*begin, *end, (*sources)[i]});
  }
  return releases;
}

double squared_distance(const Place& a, const Place& b) {
  const double east = a.east_m - b.east_m, north = a.north_m - b.north_m;
  return east * east + north * north;
}

const std::string& nearest_to(const Place& sensor, const std::vector<Place>& sources) {
  const auto by_distance = [&](const Place& a, const Place& b) { return squared_distance(a, sensor) < squared_distance(b, sensor); };
  return std::ranges::min_element(sources, by_distance)->name;
}

// What one minute says: its loudest sensor, and how far that one reads above the quietest.
struct Loudest {
  std::size_t sensor = 0;
  double above = 0;
};

std::optional<Loudest> loudest_of(const Minute& minute) {
  std::optional<std::size_t> loudest;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < minute.readings.size(); ++i) {
    if (!minute.readings[i]) continue;
    least = std::min(least, *minute.readings[i]);
    if (!loudest || *minute.readings[i] > *minute.readings[*loudest]) loudest = i;
  }
  return loudest ? std::optional(Loudest{*loudest, *minute.readings[*loudest] - least}) : std::nullopt;
}

struct Named {
  std::string by_wind;
  std::string by_loudest;
};

Named named_of(const Release& release, const std::vector<Minute>& minutes, const std::vector<Place>& sensors,
               const std::vector<Place>& sources) {
  std::vector<double> counts(sources.size(), 0);
  std::vector<double> above(sensors.size(), 0);
  for (const Minute& minute : minutes) {
    const auto loudest = minute.at < release.begin || minute.at > release.end ? std::nullopt : loudest_of(minute);
    if (!loudest || !minute.wind_from) continue;
    const Place& sensor = sensors[loudest->sensor];
    above[loudest->sensor] += loudest->above;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const double bearing = std::atan2(sources[i].east_m - sensor.east_m, sources[i].north_m - sensor.north_m);
      counts[i] += loudest->above * std::cos(bearing - *minute.wind_from);
    }
  }
  const auto most = [](const std::vector<double>& of) { return static_cast<std::size_t>(std::ranges::max_element(of) - of.begin()); };
  return {sources[most(counts)].name, nearest_to(sensors[most(above)], sources)};
}

// The sensor of the alarm that rang first in the release; none: none did.
std::optional<std::size_t> first_out(const Release& release, const std::vector<analysis::Occurrence>& limits, const site::Site& site,
                                     const std::vector<std::optional<std::size_t>>& sensor_of_point) {
  const auto first =
      std::ranges::find_if(limits, [&](const analysis::Occurrence& o) { return o.raised >= release.begin && o.raised <= release.end; });
  return first == limits.end() ? std::nullopt : sensor_of_point[site[first->condition].point.get()];
}

std::string most_frequent(const std::vector<Release>& releases) {
  std::map<std::string, std::size_t> counts;
  for (const Release& release : releases) ++counts[release.source];
  const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
  return counts.empty() ? std::string() : std::ranges::max_element(counts, fewer)->first;
}

}  // namespace

Result<Localisation> localise(const Setting& setting, const std::filesystem::path& data, const analysis::ReplayMap& map,
                              const site::Site& site, const std::vector<analysis::Occurrence>& limits) {
  std::optional<Origin> origin;
  const auto sensors = load_places(data / setting.localisation->sensors, origin);
  if (!sensors) return sensors.error();
  const auto sources = load_places(data / setting.localisation->sources, origin);
  if (!sources) return sources.error();
  const auto minutes = load_minutes(setting, data, map.time, *sensors);
  if (!minutes) return minutes.error();
  const auto releases = load_releases(setting, data, map.time);
  if (!releases) return releases.error();
  std::vector<std::optional<std::size_t>> sensor_of_point(site.points.size());
  for (const analysis::ReplayMap::Column& column : map.columns)
    for (std::size_t i = 0; i < sensors->size(); ++i)
      if (column.name == setting.localisation->column_prefix + (*sensors)[i].name) sensor_of_point[column.point.get()] = i;
  Localisation localisation{.releases = releases->size()};
  const std::string habit = most_frequent(*releases);
  for (const Release& release : *releases) {
    const auto first = first_out(release, limits, site, sensor_of_point);
    if (!first) continue;
    const Named named = named_of(release, *minutes, *sensors, *sources);
    localisation.by_wind += named.by_wind == release.source ? 1 : 0;
    localisation.by_loudest += named.by_loudest == release.source ? 1 : 0;
    localisation.by_first_out += nearest_to((*sensors)[*first], *sources) == release.source ? 1 : 0;
    localisation.by_habit += habit == release.source ? 1 : 0;
  }
  return localisation;
}

}  // namespace davy::evaluate
