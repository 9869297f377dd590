#pragma once
// Comparison: the figures of one set of recorded series, for Davy and for the baselines.
//
// A baseline has one limit for the whole set: of a fixed ladder, the one with the highest merit, found by looking at the labels. That is in the
// baseline's favour; Davy's setting has no such choice at run time.

#include "benches/evaluate/setting.hpp"
#include "benches/evaluate/watch.hpp"

#include <functional>
#include <string>
#include <vector>

namespace davy::evaluate {

struct Figure {
  std::string name;  // with its unit at the end
  double value;      // NaN: there is none
};

struct Figures {
  Detector detector = Detector::Davy;
  double merit = 0;  // what the baselines' limit is chosen by
  std::vector<Figure> figures;
};

using Comparison = std::vector<Figures>;

// Measures Davy once and each baseline at every limit of the ladder.
using Measure = std::function<Figures(const WatchOptions&)>;
Comparison compare(const Setting& setting, const Measure& measure);

// The measure that a setting names; `data` is the folder of its recordings. Not for Measured::Alarms.
Result<Comparison> evaluate_series(const Setting& setting, const std::filesystem::path& data);

// The sets' measures, one file each.
Result<Comparison> evaluate_nab(const Setting& setting, const std::filesystem::path& data);
Result<Comparison> evaluate_skab(const Setting& setting, const std::filesystem::path& data);
Result<Comparison> evaluate_tep(const Setting& setting, const std::filesystem::path& data);
Result<Comparison> evaluate_ims_bearing(const Setting& setting, const std::filesystem::path& data);
Result<Comparison> evaluate_cmapss(const Setting& setting, const std::filesystem::path& data);
Result<Comparison> evaluate_hydraulic(const Setting& setting, const std::filesystem::path& data);

}  // namespace davy::evaluate
