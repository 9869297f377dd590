#include "core/mode/fact_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core {

const ToldFact* FactBook::find(std::string_view fact, const std::string& zone) const {
  const auto of_fact = facts.find(fact);
  if (of_fact == facts.end()) return nullptr;
  const auto found = of_fact->second.find(zone);
  return found == of_fact->second.end() ? nullptr : &found->second;
}

namespace fact {
namespace {

constexpr Duration kAhead = 1_min;  // a teller's clock may run ahead by so much
constexpr double kCountMax = 1'000'000'000;

bool is_told_of(const site::Site& site, const site::Fact& fact, const std::string& zone) {
  if (fact.zones.empty()) return zone.empty();
  return std::any_of(fact.zones.begin(), fact.zones.end(), [&](site::ZoneIndex each) { return site[each].name == zone; });
}

bool fits(site::FactKind kind, double value) {
  switch (kind) {
    case site::FactKind::Truth: return value == 0 || value == 1;
    case site::FactKind::Count: return value >= 0 && value <= kCountMax && value == std::floor(value);
    case site::FactKind::Number: return std::isfinite(value);
  }
  return false;
}

}  // namespace

Decided decide(const FactBook& book, const site::Directory& directory, const SetFact& ask, Instant now) {
  const site::Site& site = directory.site();
  const auto index = directory.fact(ask.fact);
  if (!index) return refuse(RefusalCode::NotFound, "没有这个事实", "there is no such fact", "fact");
  const site::Fact& fact = site[*index];
  if (!is_told_of(site, fact, ask.zone))
    return refuse(RefusalCode::Invalid, "这个事实不按此区域填报", "this fact is not told of this zone", "zone");
  if (!fits(fact.kind, ask.value))
    return refuse(RefusalCode::Invalid, "值与事实的类型不符", "the value does not fit the kind of the fact", "value");
  if (ask.source > now + kAhead) return refuse(RefusalCode::Invalid, "时间在将来", "its time lies in the future", "time");
  const Duration valid = ask.valid_for.value_or(fact.valid_for);
  if (valid <= Duration{} || valid > fact.valid_for) {
    const std::string most = to_text(fact.valid_for);
    return refuse(RefusalCode::Invalid, "有效期须大于 0，且不超过 " + most, "it is valid for more than 0 and at most " + most, "valid_for");
  }
  if (ask.source + valid <= now) return refuse(RefusalCode::NotNow, "已过有效期", "it is no longer valid", "time");
  const ToldFact* known = book.find(ask.fact, ask.zone);
  if (known != nullptr && ask.source < known->source)
    return refuse(RefusalCode::NotNow, "已有更新的填报", "something newer is known already", "time");
  return Bodies{FactTold{ask.fact, ask.zone, ask.value, ask.source, ask.source + valid}};
}

void evolve(FactBook& book, const Event& event) {
  const auto* told = get_if<FactTold>(&event.body);
  if (told == nullptr) return;
  book.facts[told->fact][told->zone] = {told->value, told->source, told->until, person_of(event.actor)};
}

}  // namespace fact
}  // namespace davy::core
