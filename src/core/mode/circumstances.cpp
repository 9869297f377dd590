#include "core/mode/circumstances.hpp"

#include <algorithm>
#include <map>

namespace davy::core {

Circumstances::Circumstances(const site::Site& site) : by_shift_(site) {
  for (const site::Mode& mode : site.modes) modes_.push_back(mode.name);
  for (const site::Zone& zone : site.zones) zones_.push_back({zone.name, zone.parent});
  for (const site::Fact& fact : site.facts)
    facts_.push_back({fact.name, fact.kind, std::vector<std::optional<ToldFact>>(site.zones.size() + 1)});
  open_orders_.resize(site.zones.size());
  open_hazards_.resize(site.zones.size());
  know(ModeBook{});
}

std::optional<site::ModeIndex> Circumstances::mode_named(const std::string& name) const {
  const auto found = std::find(modes_.begin(), modes_.end(), name);
  return found == modes_.end() ? std::nullopt : std::optional(site::ModeIndex(static_cast<std::size_t>(found - modes_.begin())));
}

// The places whose mode a zone takes, the nearest first.
std::vector<std::string> Circumstances::chain(std::size_t zone) const {
  std::vector<std::string> places;
  for (std::optional<site::ZoneIndex> at = site::ZoneIndex(zone); at; at = zones_[at->get()].parent)
    places.push_back(zones_[at->get()].name);
  places.emplace_back();
  return places;
}

void Circumstances::know(const ModeBook& book) {
  spans_.assign(zones_.size(), {});
  if (modes_.empty()) return;
  for (std::size_t zone = 0; zone < zones_.size(); ++zone) {
    const std::vector<std::string> places = chain(zone);
    std::map<std::string, std::string> set = book.before;
    const auto in_force = [&](Instant from) -> Span {
      for (const std::string& place : places)
        if (const auto found = set.find(place); found != set.end()) return {from, mode_named(found->second)};
      return {from, site::ModeIndex(0), true};
    };
    std::vector<Span>& spans = spans_[zone];
    spans.push_back(in_force(book.known_since.value_or(Instant::before_all())));
    for (const ModeChange& change : book.changes) {
      if (std::find(places.begin(), places.end(), change.zone) == places.end()) continue;
      if (change.mode.empty())
        set.erase(change.zone);
      else
        set[change.zone] = change.mode;
      if (const Span now = in_force(change.at); !now.is_as(spans.back())) spans.push_back(now);
    }
  }
}

void Circumstances::know(const FactBook& book) {
  for (FactLine& line : facts_) {
    for (std::size_t place = 0; place < line.told.size(); ++place) {
      const ToldFact* told = book.find(line.name, place < zones_.size() ? zones_[place].name : std::string());
      line.told[place] = told == nullptr ? std::nullopt : std::optional(*told);
    }
  }
}

std::vector<std::int64_t> Circumstances::with_inner(const std::vector<std::int64_t>& by_zone) const {
  std::vector<std::int64_t> counted(zones_.size(), 0);
  for (std::size_t zone = 0; zone < zones_.size(); ++zone)
    for (std::optional<site::ZoneIndex> at = site::ZoneIndex(zone); at; at = zones_[at->get()].parent) counted[at->get()] += by_zone[zone];
  return counted;
}

std::optional<site::ModeIndex> Circumstances::mode(site::ZoneIndex zone, Instant at, Tense tense) const {
  const std::vector<Span>& spans = spans_[zone.get()];
  if (spans.empty()) return std::nullopt;
  if (tense == Tense::Present) return mode_in(spans.back(), at);
  const auto after = std::ranges::upper_bound(spans, at, {}, &Span::from);
  return after == spans.begin() ? std::nullopt : mode_in(*std::prev(after), at);
}

std::optional<site::ModeIndex> Circumstances::mode_in(const Span& span, Instant at) const {
  return span.by_hour ? by_shift_.at(at) : span.mode;
}

Instant Circumstances::mode_until(site::ZoneIndex zone, Instant at) const {
  const std::vector<Span>& spans = spans_[zone.get()];
  return spans.empty() || !spans.back().by_hour ? Instant::never() : by_shift_.changes_after(at);
}

std::optional<double> Circumstances::fact(site::FactIndex fact, std::optional<site::ZoneIndex> zone, Instant at, Tense tense) const {
  const std::optional<ToldFact>& told = facts_[fact.get()].told[zone ? zone->get() : zones_.size()];
  if (!told || at >= told->until || (tense == Tense::Past && at < told->source)) return std::nullopt;
  return told->value;
}

std::optional<std::int64_t> Circumstances::open_hazards(site::ZoneIndex zone, Tense tense) const {
  return tense == Tense::Past ? std::nullopt : std::optional(open_hazards_[zone.get()]);
}

std::optional<std::int64_t> Circumstances::open_orders(site::ZoneIndex zone, Tense tense) const {
  return tense == Tense::Past ? std::nullopt : std::optional(open_orders_[zone.get()]);
}

}  // namespace davy::core
