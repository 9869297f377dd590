// The laws of the interlock, over random plants and random histories.

#include "core/interlock/row_story.hpp"
#include "core/interlock/row_vote.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <sstream>

namespace davy::core {
namespace {

using site::Severity;
using story::Device;

// ---- a random plant ---------------------------------------------------------------------------------------------------

site::Effect random_effect(const std::vector<site::Effect>& instead) {
  const auto device = *rc::gen::element(story::V1, story::V2, story::Fan);
  const bool resting = *rc::gen::arbitrary<bool>();
  const char* state = device == story::Fan ? (resting ? "off" : "on") : (resting ? "closed" : "open");
  return story::effect(device, state, instead);
}

site::Row random_row(const std::string& name) {
  using Causes = std::vector<story::Gas>;
  const auto causes = *rc::gen::element(Causes{story::Ch4_1}, Causes{story::Ch4_2}, Causes{story::Ch4_1, story::Ch4_2},
                                        Causes{story::Ch4_1, story::Ch4_2, story::Ch4_3});
  std::vector<site::Effect> effects;
  const int count = *rc::gen::inRange(1, 3);
  for (int i = 0; i < count; ++i) {
    std::vector<site::Effect> instead;
    const int alternatives = *rc::gen::inRange(0, 3);
    for (int k = 0; k < alternatives; ++k) instead.push_back(random_effect({}));
    effects.push_back(random_effect(instead));
  }
  site::Row row = story::row(name, causes, std::move(effects));
  row.needed = *rc::gen::inRange<std::size_t>(1, causes.size() + 1);
  row.on_unknown = *rc::gen::element(site::OnUnknown::Hold, site::OnUnknown::Trip);
  row.severity = *rc::gen::element(Severity::Moderate, Severity::Serious);
  return row;
}

std::vector<site::Row> random_rows() {
  std::vector<site::Row> rows;
  const int count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) rows.push_back(random_row("row-" + std::to_string(i)));
  return rows;
}

// ---- a random history -------------------------------------------------------------------------------------------------

std::string some_row(const RowStory& plant) { return plant.site().rows[*rc::gen::inRange<std::size_t>(0, plant.site().rows.size())].name; }

std::string some_command(const RowStory& plant) {
  std::vector<std::string> names{"c0"};
  for (const auto& [name, command] : plant.table().commands) names.push_back(name);
  return names[*rc::gen::inRange<std::size_t>(0, names.size())];
}

void live_a_moment(RowStory& plant) {
  switch (*rc::gen::weightedElement<int>({{4, 0}, {4, 1}, {4, 2}, {4, 3}, {1, 4}, {1, 5}, {2, 6}, {1, 7}})) {
    case 0:
      return plant.gas(*rc::gen::element(story::Ch4_1, story::Ch4_2, story::Ch4_3),
                       *rc::gen::element(Truth::False, Truth::True, Truth::Unknown));
    case 1: {
      const Instant source = plant.now() - Duration::from_ms(*rc::gen::element(0, 0, 500, 5'000));
      return plant.reads_back_at(*rc::gen::element(story::V1, story::V2, story::Fan), *rc::gen::element(0.0, 0.05, 0.5, 1.0), source);
    }
    case 2:
      return plant.reports(some_command(plant),
                           *rc::gen::element(CommandStage::Sent, CommandStage::Accepted, CommandStage::Refused, CommandStage::NotSent));
    case 3: return plant.passes(*rc::gen::element(0.1, 1.0, 3.0, 12.0, 70.0));
    case 4: plant.asks(BypassRow{some_row(plant), Duration::from_ms(*rc::gen::element(2'000, 30'000)), "test"}); return;
    case 5: plant.asks(EndBypass{some_row(plant)}); return;
    case 6: plant.asks(ResetRow{some_row(plant)}); return;
    default: plant.starts();
  }
}

// ---- the laws ---------------------------------------------------------------------------------------------------------

bool failed(const Command& command) { return command.stage == CommandState::Failed; }

// 1. A row does not trip while it is bypassed.
void no_trip_while_bypassed(const RowStory& plant) {
  for (const bool bypassed : plant.was_bypassed()) RC_ASSERT(!bypassed);
  for (const auto& [name, row] : plant.table().rows) RC_ASSERT(!(row.tripped && row.bypass));
}

// 2. Every effect of a tripped row is under way or observed, or exhausted, or overruled; and it says which. One that is exhausted may be tried again.
void no_effect_is_forgotten(const RowStory& plant) {
  for (const site::Row& rule : plant.site().rows) {
    const auto found = plant.table().rows.find(rule.name);
    if (found == plant.table().rows.end() || !found->second.tripped) continue;
    RC_ASSERT(found->second.effects.size() == rule.effects.size());
    for (std::uint32_t i = 0; i < rule.effects.size(); ++i) {
      const EffectState& effect = found->second.effects[i];
      const auto command = plant.table().commands.find(effect.command);
      const bool has_command = command != plant.table().commands.end();
      const bool driven = has_command && !failed(command->second) && !effect.exhausted;
      const bool proved = has_command && command->second.stage == CommandState::Observed;
      RC_ASSERT(!(effect.exhausted && proved));
      RC_ASSERT(int(driven) + int(effect.exhausted) + int(effect.overruled) == 1);
    }
  }
}

// Only tripped rows have commands.
void no_command_without_a_trip(const RowStory& plant) {
  for (const auto& [name, command] : plant.table().commands) RC_ASSERT(plant.table().rows.at(command.row).tripped);
}

// 3. An alternative is commanded only after a measure before it has failed, in the same trip.
void alternatives_follow_failures(const RowStory& plant) {
  std::map<std::string, CommandRequested> requests;
  std::set<std::pair<std::string, std::uint32_t>> has_failed;
  for (const Event& event : plant.events()) {
    if (const auto* tripped = get_if<RowTripped>(&event.body)) {
      std::erase_if(has_failed, [&](const auto& effect) { return effect.first == tripped->row; });
    } else if (const auto* requested = get_if<CommandRequested>(&event.body)) {
      RC_ASSERT(requested->attempt == 0 || has_failed.contains({requested->row, requested->effect}));
      requests[requested->command] = *requested;
    } else if (const auto* failure = get_if<CommandFailed>(&event.body)) {
      has_failed.insert({requests.at(failure->command).row, requests.at(failure->command).effect});
    }
  }
}

// 4. No read-back from before the request proves it, and none that is off by more than the tolerance.
void proofs_are_proofs(const RowStory& plant) {
  std::map<std::string, std::pair<Instant, std::string>> requests;
  for (const Event& event : plant.events()) {
    if (const auto* requested = get_if<CommandRequested>(&event.body)) requests[requested->command] = {event.time, requested->state};
    if (const auto* observed = get_if<CommandObserved>(&event.body)) {
      const auto& [time, state] = requests.at(observed->command);
      RC_ASSERT(observed->at > time);
      const bool resting = state == "closed" || state == "off";
      RC_ASSERT(resting == (observed->value <= 0.1));
      RC_ASSERT(resting || observed->value >= 0.9);
    }
  }
}

// What each row still wants of each actuator is one state.
void actuators_obey_one(const RowStory& plant) {
  std::map<std::string, std::string> wanted;
  for (const auto& [name, row] : plant.table().rows)
    for (const EffectState& effect : row.effects) {
      const auto found = plant.table().commands.find(effect.command);
      if (found == plant.table().commands.end() || failed(found->second)) continue;
      RC_ASSERT(wanted.try_emplace(found->second.actuator, found->second.state).first->second == found->second.state);
    }
}

// The last command that left for an actuator is what its rows still want of it.
void the_last_command_prevails(const RowStory& plant) {
  std::map<std::string, std::string> last;
  for (const Event& event : plant.events())
    if (const auto* requested = get_if<CommandRequested>(&event.body)) last[requested->actuator] = requested->state;
  for (const auto& [name, command] : plant.table().commands)
    if (command.stage != CommandState::Failed) RC_ASSERT(last.at(command.actuator) == command.state);
}

// Time is wanted exactly when something is due.
void due_is_exact(const RowStory& plant) {
  if (plant.due() == Instant::never()) return RC_ASSERT(plant.silent_at(plant.now() + Duration::from_ms(86'400'000)));
  RC_ASSERT(plant.silent_at(plant.due() - Duration::from_ns(1)));
  RC_ASSERT(!plant.silent_at(plant.due()));
}

// 5. The events alone give the same table.
template <class T>
void describe(std::ostream& out, const T& value);

template <class T>
void describe_all(std::ostream& out, const T& values) {
  for (const auto& value : values) describe(out, value), out << ';';
}

template <class T>
void describe(std::ostream& out, const T& value) {
  if constexpr (HasFields<const T>) {
    T::each_field(value, [&](std::string_view name, const auto& field) {
      out << name << '=';
      describe(out, field);
      out << ' ';
    });
  } else if constexpr (requires { value.has_value(); }) {
    out << '[';
    if (value) describe(out, *value);
    out << ']';
  } else if constexpr (requires { value.first; }) {
    out << value.first << ": ";
    describe(out, value.second);
  } else if constexpr (std::is_same_v<T, std::string>) {
    out << value;
  } else if constexpr (requires { value.begin(); }) {
    describe_all(out, value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    out << value.unix_ns();
  } else if constexpr (std::is_enum_v<T>) {
    out << name_of(value);
  } else {
    out << value;
  }
}

std::string described(const InterlockTable& table) {
  std::ostringstream out;
  describe(out, table);
  return out.str();
}

void folds_alike(const RowStory& plant) {
  InterlockTable folded;
  for (const Event& event : plant.events()) interlock::evolve(folded, event);
  RC_ASSERT(described(folded) == described(plant.table()));
}

RC_GTEST_PROP(Interlock, KeepsItsLawsWhateverHappens, ()) {
  RowStory plant(random_rows());
  if (*rc::gen::arbitrary<bool>()) plant.starts();
  const int moments = *rc::gen::inRange(1, 80);
  for (int i = 0; i < moments; ++i) {
    live_a_moment(plant);
    plant.passes(0);
    no_trip_while_bypassed(plant);
    no_effect_is_forgotten(plant);
    no_command_without_a_trip(plant);
    actuators_obey_one(plant);
    the_last_command_prevails(plant);
    due_is_exact(plant);
  }
  alternatives_follow_failures(plant);
  proofs_are_proofs(plant);
  folds_alike(plant);
}

// 6. The vote is what all completions of the unknown causes agree on.
RC_GTEST_PROP(Vote, IsWhatAllCompletionsOfTheUnknownAgreeOn, ()) {
  const site::Row row = random_row("row");
  const site::Site site = story::tank_farm({row});
  const site::Directory directory(site);
  InterlockTable table;
  table.started = story::kDawn;
  std::vector<Truth> truths;
  for (const site::ConditionIndex cause : row.causes) {
    truths.push_back(*rc::gen::element(Truth::False, Truth::True, Truth::Unknown));
    if (truths.back() != Truth::Unknown || *rc::gen::arbitrary<bool>()) table.told[cause] = {truths.back(), story::kDawn};
  }
  bool may_be_true = false;
  bool may_be_false = false;
  for (unsigned completion = 0; completion < 1u << truths.size(); ++completion) {
    std::size_t trues = 0;
    for (std::size_t i = 0; i < truths.size(); ++i)
      trues += truths[i] == Truth::True || (truths[i] == Truth::Unknown && (completion >> i & 1u) != 0);
    (trues >= row.needed ? may_be_true : may_be_false) = true;
  }
  const bool trips_on_unknown = row.on_unknown == site::OnUnknown::Trip;
  using interlock::Verdict;
  const Verdict expected = !may_be_true ? Verdict::Rests : !may_be_false || trips_on_unknown ? Verdict::Acts : Verdict::Blind;
  const Instant settled = story::at(60);  // long after every cause could have spoken
  RC_ASSERT(interlock::vote_of(table, directory, row, settled).verdict == expected);
}

}  // namespace
}  // namespace davy::core
