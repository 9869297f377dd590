#pragma once
// Assessment of a risk event by a method and its bands (FACTS §D.3): LS is likelihood × severity, LEC likelihood × exposure × consequence.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "site/model.hpp"

#include <optional>

namespace davy::core {

enum class RiskMethod { Ls, Lec };

struct Assessment {
  RiskMethod method = RiskMethod::Ls;
  double likelihood = 0;
  double exposure = 1;  // of LEC only
  double consequence = 0;
  DAVY_FIELDS(method, likelihood, exposure, consequence)
};

double score_of(const Assessment& assessment);
// By the bands of the day on which it was assessed: later ones judge what is assessed later.
site::Severity level_of(const Assessment& assessment, Day assessed, const site::Site& site);

// What is no value of the method's scale: LS has whole numbers from 1 to 5, LEC the values of its three tables. None when all are.
struct WrongScore {
  enum class Factor { Likelihood, Exposure, Consequence } factor;
  Text expected;
};
std::optional<WrongScore> off_scale(const Assessment& assessment);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::RiskMethod> =
    std::to_array<davy::EnumName<davy::core::RiskMethod>>({{davy::core::RiskMethod::Ls, "ls"}, {davy::core::RiskMethod::Lec, "lec"}});
