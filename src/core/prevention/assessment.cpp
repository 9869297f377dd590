#include "core/prevention/assessment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace davy::core {
namespace {

using Factor = WrongScore::Factor;

constexpr std::array kLikelihood{0.1, 0.2, 0.5, 1.0, 3.0, 6.0, 10.0};
constexpr std::array kExposure{0.5, 1.0, 2.0, 3.0, 6.0, 10.0};
constexpr std::size_t kMatrixSide = 5;
constexpr std::array kConsequence{1.0, 3.0, 7.0, 15.0, 40.0, 100.0};

bool in_matrix(double value) { return value >= 1 && value <= 5 && std::floor(value) == value; }
// A value that lies off the scale counts as the next one on it, between two as the worse.
std::size_t cell_of(double value) { return static_cast<std::size_t>(std::ceil(std::clamp(value, 1.0, 5.0))) - 1; }
const site::RiskBands& in_force(const std::vector<site::RiskBands>& sets, Day day) {
  auto last = sets.end() - 1;
  while (last != sets.begin() && last->from && day < *last->from) --last;
  return *last;
}
bool among(std::span<const double> scale, double value) { return std::ranges::find(scale, value) != scale.end(); }

}  // namespace

double score_of(const Assessment& assessment) {
  const double exposure = assessment.method == RiskMethod::Lec ? assessment.exposure : 1;
  return assessment.likelihood * exposure * assessment.consequence;
}

site::Severity level_of(const Assessment& assessment, Day assessed, const site::Site& site) {
  const site::RiskBands& bands = in_force(assessment.method == RiskMethod::Ls ? site.ls_bands : site.lec_bands, assessed);
  if (assessment.method == RiskMethod::Ls && !bands.matrix.empty())
    return bands.matrix.at(cell_of(assessment.likelihood) * kMatrixSide + cell_of(assessment.consequence));
  const double score = score_of(assessment);
  if (score >= bands.major) return site::Severity::Major;
  if (score >= bands.serious) return site::Severity::Serious;
  return score >= bands.moderate ? site::Severity::Moderate : site::Severity::Low;
}

std::optional<WrongScore> off_scale(const Assessment& assessment) {
  if (assessment.method == RiskMethod::Ls) {
    const Text expected{"1 至 5 的整数", "a whole number from 1 to 5"};
    if (!in_matrix(assessment.likelihood)) return WrongScore{Factor::Likelihood, expected};
    if (!in_matrix(assessment.consequence)) return WrongScore{Factor::Consequence, expected};
    return std::nullopt;
  }
  if (!among(kLikelihood, assessment.likelihood))
    return WrongScore{Factor::Likelihood, {"0.1、0.2、0.5、1、3、6 或 10", "0.1, 0.2, 0.5, 1, 3, 6 or 10"}};
  if (!among(kExposure, assessment.exposure)) return WrongScore{Factor::Exposure, {"0.5、1、2、3、6 或 10", "0.5, 1, 2, 3, 6 or 10"}};
  if (!among(kConsequence, assessment.consequence))
    return WrongScore{Factor::Consequence, {"1、3、7、15、40 或 100", "1, 3, 7, 15, 40 or 100"}};
  return std::nullopt;
}

}  // namespace davy::core
