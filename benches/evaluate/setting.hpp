#pragma once
// Setting: how one set of recorded measurements is evaluated; a folder of sets/, written down once and the same for every file of the set.
//
// A set of series (measure: nab, skab, tep, ims-bearing, cmapss or hydraulic) has evaluation.yaml only, with title, data, measure and, where they
// differ from those of core::DepartureOptions, `smooth`, `delay` and `warm-up` in readings, and `votes`: how many series must be strange at once.
//
// Every other set is measured by its alarms: its folder holds site/ (points and rules), map.yaml (columns → points) and evaluation.yaml:
//
//   title: Controlled methane releases
//   data: ch4_metec_2022                                              # folder of the measurements
//   recording: ch4_ppm_1min.csv                                       # the only one, or absent and told by truth
//   truth: {file: releases.csv, begin: start_utc, end: end_utc}       # columns; `recording:` names the file of each incident; without `end` the
//                                                                     # incident lasts as long as its recording. Times as in the map
//   grace: 30min                                                      # after an incident, before an alarm is false
//   together: 30min                                                   # false alarms this close are one episode
//   localisation: {sensors: sensor_locations.csv, sources: source_locations.csv, columns: ch4_, wind-from: wind_from_deg, source: source}
//                                                                     # absent: nobody asks where. Places with name, lon, lat; a sensor's readings
//                                                                     # are the column of that beginning and its name; the direction that the wind
//                                                                     # comes from, in degrees; the column of truth that names the source
//   not-measurable: no time before the fires was recorded             # why there is no figure of false alarms; absent: there is one

#include "base/enum_names.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "core/anomaly/departure.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace davy::evaluate {

enum class Measured { Alarms, Nab, Skab, Tep, ImsBearing, Cmapss, Hydraulic };

struct Truth {
  std::string file;
  std::string recording_column;  // empty: all incidents are in the only recording
  std::string begin_column;
  std::string end_column;  // empty: until the end of the recording
};

// Of a set with one recording whose incidents end.
struct LocalisationSetting {
  std::string sensors;  // files
  std::string sources;
  std::string column_prefix;
  std::string wind_column;
  std::string source_column;
};

struct Setting {
  std::string name;  // of its folder
  std::filesystem::path folder;
  std::string title;
  std::string data;
  Measured measured = Measured::Alarms;
  std::string recording;  // empty: told by truth
  Truth truth;
  Duration grace;
  Duration together;
  std::string not_measurable;  // empty: false alarms are
  std::optional<LocalisationSetting> localisation;
  core::DepartureOptions departure;
  std::size_t votes = 1;
};

Result<Setting> load_setting(const std::filesystem::path& folder);

Result<std::string> read_file(const std::filesystem::path& path);

}  // namespace davy::evaluate

template <>
inline constexpr auto davy::kEnumNames<davy::evaluate::Measured> =
    std::to_array<davy::EnumName<davy::evaluate::Measured>>({{davy::evaluate::Measured::Alarms, "alarms"},
                                                             {davy::evaluate::Measured::Nab, "nab"},
                                                             {davy::evaluate::Measured::Skab, "skab"},
                                                             {davy::evaluate::Measured::Tep, "tep"},
                                                             {davy::evaluate::Measured::ImsBearing, "ims-bearing"},
                                                             {davy::evaluate::Measured::Cmapss, "cmapss"},
                                                             {davy::evaluate::Measured::Hydraulic, "hydraulic"}});
