#include "core/engine/hazard_desk.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {
namespace {

// How a decision ends a hazard, or begins to.
enum class Ending { None, Approval, SettingAside };
struct Ends {
  Ending how = Ending::None;
  HazardId hazard;
};

struct EndsOf {
  Ends operator()(const HazardReviewed& body) const { return of_verdict(body.verdict, body.hazard); }
  Ends operator()(const HazardReviewedAgain& body) const { return of_verdict(body.verdict, body.hazard); }
  Ends operator()(const HazardMerged& body) const { return {Ending::SettingAside, body.hazard}; }
  Ends operator()(const HazardDismissed& body) const { return {Ending::SettingAside, body.hazard}; }
  template <class Other>
  Ends operator()(const Other&) const {
    return {};
  }
  static Ends of_verdict(Verdict verdict, HazardId hazard) {
    return {verdict == Verdict::Approved ? Ending::Approval : Ending::None, hazard};
  }
};

}  // namespace

std::optional<Refusal> refuse_closing(const HazardBook& hazards, const PreventionBook& prevention, const Bodies& decided) {
  if (decided.empty()) return std::nullopt;
  const Ends ends = visit(EndsOf{}, decided.front());
  const Hazard* hazard = ends.how == Ending::None ? nullptr : hazards.find(ends.hazard);
  if (hazard == nullptr) return std::nullopt;
  const auto failed = prevention.failed.find(hazard->measure);
  if (failed == prevention.failed.end()) return std::nullopt;
  const auto about_it = std::ranges::count_if(hazards.hazards, [&](const auto& each) { return each.second.measure == hazard->measure; });
  if (ends.how == Ending::SettingAside && about_it > 1) return std::nullopt;
  const auto known = prevention.known.measures.find(hazard->measure);
  std::string name = known == prevention.known.measures.end() ? hazard->measure : known->second.name;
  name += "（" + failed->second.watch + "）";
  return refuse(RefusalCode::NotNow, "管控措施目前仍未落实，不能销号：" + name, "the measure still fails, it cannot be closed: " + name);
}

}  // namespace davy::core
