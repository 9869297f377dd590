#include "core/interlock/measures.hpp"

#include "site/exercise.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace davy::core::interlock {
namespace {

// One effect of one row that the site has.
struct Place {
  const site::Row* row = nullptr;
  std::size_t position = 0;  // of the row in the site
  std::uint32_t effect = 0;
};

std::vector<Place> effects_of(const site::Directory& directory, std::string_view name) {
  std::vector<Place> places;
  const auto index = directory.row(name);
  if (!index) return places;
  const site::Row& row = directory.site()[*index];
  for (std::uint32_t effect = 0; effect < row.effects.size(); ++effect) places.push_back({&row, index->get(), effect});
  return places;
}

void flatten(const site::Effect& effect, std::vector<const site::Effect*>& measures) {
  measures.push_back(&effect);
  for (const site::Effect& alternative : effect.alternatives) flatten(alternative, measures);
}

std::vector<const site::Effect*> measures_of(const Place& place) {
  std::vector<const site::Effect*> measures;
  flatten(place.row->effects[place.effect], measures);
  return measures;
}

const EffectState* state_of(const InterlockTable& table, const Place& place) {
  const RowState* row = state_of_row(table, place.row->name);
  return row == nullptr || place.effect >= row->effects.size() ? nullptr : &row->effects[place.effect];
}

// A state that a tripped row wants of an actuator.
struct Claim {
  Place place;
  const site::Effect* measure = nullptr;
  Instant tripped_at;
};

bool goes_before(const site::Site& site, const Claim& a, const Claim& b) {
  const auto rank = [&](const Claim& claim) {
    const bool safe = claim.measure->state == site[claim.measure->actuator].safe_state;
    return std::tuple(-static_cast<int>(claim.place.row->severity), safe ? 0 : 1, claim.tripped_at, claim.place.position,
                      claim.place.effect);
  };
  return rank(a) < rank(b);
}

// The measure that an effect stands on; the first one while it has no command, be it that none has left yet or that it is overruled.
const site::Effect* claimed_measure(const InterlockTable& table, const Place& place) {
  const std::vector<const site::Effect*> measures = measures_of(place);
  const Command* command = standing(table, place.row->name, place.effect);
  return command != nullptr && command->attempt < measures.size() ? measures[command->attempt] : measures.front();
}

// What all other effects of tripped rows want of this actuator.
std::vector<Claim> other_claims(const InterlockTable& table, const site::Directory& directory, const Place& mine,
                                site::ActuatorIndex actuator) {
  std::vector<Claim> claims;
  for (const site::RowIndex row : directory.rows_driving(actuator)) {
    const std::string& name = directory.site()[row].name;
    const RowState* state = state_of_row(table, name);
    if (state == nullptr || !state->tripped) continue;
    for (const Place& place : effects_of(directory, name)) {
      if (place.row == mine.row && place.effect == mine.effect) continue;
      const site::Effect* measure = claimed_measure(table, place);
      if (measure->actuator == actuator) claims.push_back({place, measure, state->tripped_at});
    }
  }
  return claims;
}

// The claim that goes before all others, `mine` included.
Claim first_of(const site::Site& site, const Claim& mine, const std::vector<Claim>& others) {
  Claim first = mine;
  for (const Claim& other : others)
    if (goes_before(site, other, first)) first = other;
  return first;
}

CommandRequested request(const site::Site& site, const Place& place, std::uint32_t attempt, Instant now, const std::string& why) {
  const site::Effect& measure = *measures_of(place)[attempt];
  const site::Actuator& actuator = site[measure.actuator];
  CommandRequested request;
  request.row = place.row->name;
  request.actuator = actuator.name;
  request.state = measure.state;
  request.effect = place.effect;
  request.attempt = attempt;
  request.expires = now + actuator.observe_within;
  request.reason = request.row + ": " + why;
  return request;
}

struct Chooser {
  const InterlockTable& table;
  const site::Directory& directory;
  Instant now;

  // The first measure from `from` on that prevails on its actuator.
  Bodies choose(const Place& place, std::uint32_t from, const std::string& why) const {
    const EffectState* state = state_of(table, place);
    const std::vector<const site::Effect*> measures = measures_of(place);
    for (std::uint32_t attempt = from; attempt < measures.size(); ++attempt) {
      const Claim mine{place, measures[attempt], state_of_row(table, place.row->name)->tripped_at};
      const Claim first = first_of(directory.site(), mine, other_claims(table, directory, place, mine.measure->actuator));
      if (first.measure->state == mine.measure->state) return {request(directory.site(), place, attempt, now, why)};
      // The first measure waits for its turn; an alternative is needed now, so the next one is tried.
      if (attempt == 0)
        return state != nullptr && state->overruled ? Bodies{}
                                                    : Bodies{EffectOverruled{place.row->name, place.effect, first.place.row->name}};
    }
    if (state != nullptr && state->exhausted) return {};  // it was said
    return {EffectExhausted{place.row->name, place.effect}};
  }
};

// The effects of tripped rows that have no measure under way and none left to try. Those of drills go with their drill.
std::vector<Place> spent_effects(const InterlockTable& table, const site::Directory& directory) {
  std::vector<Place> spent;
  for (const auto& [name, row] : table.rows) {
    const bool has_spent = row.tripped && std::ranges::any_of(row.effects, &EffectState::exhausted);
    if (!has_spent || site::is_exercise(name)) continue;
    for (const Place& place : effects_of(directory, name)) {
      const EffectState* state = state_of(table, place);
      const Command* command = standing(table, name, place.effect);
      if (state != nullptr && state->exhausted && (command == nullptr || !in_flight(*command))) spent.push_back(place);
    }
  }
  return spent;
}

Instant tried_again_at(const EffectState& state) {
  Duration after = kTriedAgainAfter;
  for (std::uint32_t i = 0; i < state.tries && after < kTriedAgainAtMost; ++i) after = after + after;
  return state.tried + std::min(after, kTriedAgainAtMost);
}

std::string causes_of(const RowTripped& tripped) {
  std::string text;
  for (const std::string& cause : tripped.causes) text += (text.empty() ? "" : ", ") + cause;
  for (const std::string& unknown : tripped.unknowns) text += (text.empty() ? "" : ", ") + unknown + " unknown";
  return text;
}

}  // namespace

const RowState* state_of_row(const InterlockTable& table, std::string_view row) {
  const auto found = table.rows.find(row);
  return found == table.rows.end() ? nullptr : &found->second;
}

const Command* standing(const InterlockTable& table, std::string_view row, std::uint32_t effect) {
  const RowState* state = state_of_row(table, row);
  if (state == nullptr || effect >= state->effects.size()) return nullptr;
  const auto found = table.commands.find(state->effects[effect].command);
  return found == table.commands.end() ? nullptr : &found->second;
}

bool in_flight(const Command& command) { return command.stage != CommandState::Observed && command.stage != CommandState::Failed; }

Bodies first_measures(const InterlockTable& table, const site::Directory& directory, const RowTripped& tripped, Instant now) {
  Bodies bodies;
  for (const Place& place : effects_of(directory, tripped.row))
    append(bodies, Chooser{table, directory, now}.choose(place, 0, causes_of(tripped)));
  return bodies;
}

Bodies measures_after_start(const InterlockTable& table, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [name, state] : table.rows) {
    if (!state.tripped || site::is_exercise(name)) continue;  // its drill is broken off
    for (const Place& place : effects_of(directory, name)) {
      const Command* command = standing(table, name, place.effect);
      const std::uint32_t attempt = command == nullptr ? 0 : command->attempt;
      append(bodies, Chooser{table, directory, now}.choose(place, attempt, "commanded again after a start"));
    }
  }
  return bodies;
}

Bodies measures_due_again(const InterlockTable& table, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const Place& place : spent_effects(table, directory))
    if (tried_again_at(*state_of(table, place)) <= now)
      append(bodies, Chooser{table, directory, now}.choose(place, 0, "tried again, for every measure had failed"));
  return bodies;
}

Bodies measures_of_returned(const InterlockTable& table, const site::Directory& directory, site::DeviceIndex device, Instant now) {
  Bodies bodies;
  for (const Place& place : spent_effects(table, directory)) {
    const auto is_of_device = [&](const site::Effect* measure) { return directory.site()[measure->actuator].device == device; };
    if (std::ranges::any_of(measures_of(place), is_of_device))
      append(bodies, Chooser{table, directory, now}.choose(place, 0, directory.site()[device].name + " is back"));
  }
  return bodies;
}

Instant next_try(const InterlockTable& table, const site::Directory& directory) {
  Instant due = Instant::never();
  for (const Place& place : spent_effects(table, directory)) due = std::min(due, tried_again_at(*state_of(table, place)));
  return due;
}

Bodies next_measure(const InterlockTable& table, const site::Directory& directory, const CommandFailed& failed, Instant now) {
  const auto found = table.commands.find(failed.command);
  if (found == table.commands.end()) return {};
  const Command& command = found->second;
  const Command* stands = standing(table, command.row, command.effect);
  const std::vector<Place> places = effects_of(directory, command.row);
  // Where another command of the effect is under way or proved, this failure changes nothing.
  if (stands == nullptr || stands->command != failed.command || command.effect >= places.size()) return {};
  const Chooser chooser{table, directory, now};
  if (failed.failure == CommandFailure::Lost && command.losses <= kLossesAtMost)
    return chooser.choose(places[command.effect], command.attempt, "the proved state was lost");
  return chooser.choose(places[command.effect], command.attempt + 1, "instead of " + command.actuator + " " + command.state);
}

// What was chosen before other commands of the same moment had become known is settled here: the last command to leave is the one that prevails.
Bodies settled_conflict(const InterlockTable& table, const site::Directory& directory, const CommandRequested& requested, Instant now) {
  const std::vector<Place> places = effects_of(directory, requested.row);
  if (requested.effect >= places.size()) return {};
  const Place& place = places[requested.effect];
  const Claim mine{place, measures_of(place)[requested.attempt], state_of_row(table, requested.row)->tripped_at};
  const std::vector<Claim> others = other_claims(table, directory, place, mine.measure->actuator);
  const Claim first = first_of(directory.site(), mine, others);
  if (first.measure->state != mine.measure->state) {
    Bodies bodies{EffectOverruled{requested.row, requested.effect, first.place.row->name}};
    if (const Command* command = standing(table, first.place.row->name, first.place.effect))
      bodies.push_back(request(directory.site(), first.place, command->attempt, now, "prevails over " + requested.row));
    return bodies;
  }
  Bodies bodies;
  for (const Claim& other : others) {
    const EffectState* state = state_of(table, other.place);
    if (other.measure->state != mine.measure->state && state != nullptr && !state->overruled)
      bodies.push_back(EffectOverruled{other.place.row->name, other.place.effect, requested.row});
  }
  return bodies;
}

Bodies freed_measures(const InterlockTable& table, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [name, state] : table.rows) {
    if (!state.tripped) continue;
    for (const Place& place : effects_of(directory, name)) {
      const EffectState* effect = state_of(table, place);
      if (effect != nullptr && effect->overruled)
        append(bodies, Chooser{table, directory, now}.choose(place, 0, "no row overrules it any more"));
    }
  }
  return bodies;
}

}  // namespace davy::core::interlock
