#include "store/evidence/rule_text.hpp"

#include "site/names.hpp"

#include <fmt/format.h>

namespace davy::store {

std::string rule_text(const site::Directory& directory, site::ConditionIndex index) {
  const site::Site& site = directory.site();
  const site::Condition& condition = site[index];
  const site::Point& point = site[condition.point];
  const site::Guidance& guidance = site[condition.guidance];
  std::string text = fmt::format("condition: {}\nrule version: {}\npoint: {} ({}; {})\nkind: {}\n", directory.name_of(index), site.version,
                                 point.name, point.title.zh, point.title.en, name_of(condition.kind));
  const std::string unit = point.unit == nullptr ? std::string() : std::string(point.unit->symbol);
  if (condition.kind == site::ConditionKind::Expression)
    text += fmt::format("expression: {}\n", condition.text);
  else
    text += fmt::format("limit: {} {}\n", condition.limit, unit);
  for (const site::ModeLimit& other : condition.by_mode)
    text += fmt::format("limit in mode {}: {}\n", site[other.mode].name, other.limit ? fmt::format("{} {}", *other.limit, unit) : "none");
  text += fmt::format("deadband: {} {}\non-delay: {}\noff-delay: {}\nseverity: {}\n", condition.deadband, unit, to_text(condition.on_delay),
                      to_text(condition.off_delay), name_of(condition.severity));
  text += fmt::format("title: {}\ntitle (en): {}\nresponse: {}\nresponse (en): {}\nbasis: {}\nbasis (en): {}\n", guidance.title.zh,
                      guidance.title.en, guidance.response.zh, guidance.response.en, guidance.basis.zh, guidance.basis.en);
  return text;
}

}  // namespace davy::store
