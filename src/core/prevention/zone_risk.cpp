#include "core/prevention/zone_risk.hpp"

#include <algorithm>
#include <array>

namespace davy::core {
namespace {

using site::Severity;

Severity raised(Severity level) { return level == Severity::Major ? level : static_cast<Severity>(static_cast<int>(level) + 1); }

Severity when(bool is, Severity level) { return is ? level : Severity::Low; }

}  // namespace

ZoneRisk judge(const ZoneInputs& inputs) {
  const bool seen = inputs.blind == 0;
  const Severity measures = when(inputs.failed_measures > 0, std::max(Severity::Moderate, inputs.unguarded));
  // Nobody knows that the measure does not hold; nobody knows that it does.
  const bool unseen = inputs.missed_checks > 0;
  const Severity checks =
      std::max(when(unseen, Severity::Moderate), when(unseen && inputs.unchecked == Severity::Major, Severity::Serious));
  const Severity hazards =
      std::max({when(inputs.open_hazards > 0, Severity::Moderate), when(inputs.pressing_hazards > 0, Severity::Serious),
                when(inputs.major_hazards > 0, Severity::Major)});
  // Work on its own asks for attention; two kinds at once may meet; with an alarm beside it, it must stop.
  const bool work = inputs.special_work > 0;
  const Severity special = std::max({when(work, Severity::Moderate), when(inputs.special_work > 1, Severity::Serious),
                                     when(work && inputs.readings >= Severity::Moderate, Severity::Major)});
  const Severity blindness = std::max(when(!seen, Severity::Moderate), when(!seen && work, Severity::Serious));
  // People make what they are exposed to worse; by themselves they are no risk.
  const Severity exposure = std::max({inputs.readings, measures, hazards});
  const Severity people = when(inputs.people > 0 && exposure >= Severity::Moderate, raised(exposure));
  const std::array<TermLevel, 10> all{{{RiskTerm::Residual, inputs.residual},
                                       {RiskTerm::Measures, measures},
                                       {RiskTerm::Checks, checks},
                                       {RiskTerm::Readings, inputs.readings},
                                       {RiskTerm::Blindness, blindness},
                                       {RiskTerm::Hazards, hazards},
                                       {RiskTerm::SpecialWork, special},
                                       {RiskTerm::People, people},
                                       {RiskTerm::Calibration, when(inputs.uncalibrated > 0, Severity::Moderate)},
                                       {RiskTerm::Inside, inputs.inside}}};
  ZoneRisk risk;
  for (const TermLevel& each : all) {
    if (each.level == Severity::Low) continue;
    risk.level = std::max(risk.level, each.level);
    risk.terms.push_back(each);
  }
  return risk;
}

std::vector<RiskTerm> above(const ZoneRisk& risk, site::Severity level) {
  std::vector<RiskTerm> terms;
  for (const TermLevel& each : risk.terms)
    if (each.level > level) terms.push_back(each.term);
  return terms;
}

}  // namespace davy::core
