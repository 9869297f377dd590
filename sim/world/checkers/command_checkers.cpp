#include "sim/world/checkers/laws.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace davy::sim {
namespace {

const core::RowState* row_of(const core::State& state, const std::string& name) {
  const auto found = state.interlocks.rows.find(name);
  return found == state.interlocks.rows.end() ? nullptr : &found->second;
}

class CommandAtOnce final : public Checker {
 public:
  CommandAtOnce(const site::Directory& directory, const Judge& judge)
      : Checker("command-at-once",
                "A safety command leaves in the turn in which its row's vote becomes true, whatever the store does; after a start every "
                "tripped row "
                "commands again in the first turn; and no command is in the books that has not left."),
        directory_(directory),
        judge_(judge) {}

  void see(const Seen& step) override {
    on<step::Started>(step, [&](const step::Started& started) {
      left_.clear();
      left_in_turn_.clear();
      before_ = rows(started.loop.state());
    });
    on<step::CommandLeft>(step, [&](const step::CommandLeft& sent) {
      left_.insert(sent.command.command);
      left_in_turn_.insert(sent.command.command);
    });
    on<step::Turned>(step, [&](const step::Turned& turned) {
      see_rows(turned);
      see_books(turned.loop.state());
      left_in_turn_.clear();
      before_ = rows(turned.loop.state());
    });
  }

 private:
  struct Before {
    bool tripped = false;
    bool bypassed = false;
  };

  std::vector<Before> rows(const core::State& state) const {
    std::vector<Before> rows;
    for (const site::Row& row : directory_.site().rows) {
      const core::RowState* found = row_of(state, row.name);
      rows.push_back(found == nullptr ? Before{} : Before{found->tripped, found->bypass.has_value()});
    }
    return rows;
  }

  void see_rows(const step::Turned& turned) {
    const core::State& state = turned.loop.state();
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const site::Row& row = directory_.site().rows[i];
      const core::RowState* now = row_of(state, row.name);
      const bool tripped = now != nullptr && now->tripped;
      const bool bypassed = now != nullptr && now->bypass;
      const bool demanded = judge_.votes(site::RowIndex(i))
                                ? !bypassed
                                : judge_.acted(site::RowIndex(i)) && !bypassed && !before_[i].bypassed && !before_[i].tripped;
      if (demanded && !tripped) breaks("the vote of row " + row.name + " is true, and it has not tripped");
      const bool anew = tripped && (!before_[i].tripped || turned.kind == step::Turned::Kind::Go);
      if (anew) see_effects(row, *now, state);
    }
  }

  void see_effects(const site::Row& row, const core::RowState& now, const core::State& state) {
    for (std::size_t effect = 0; effect < row.effects.size(); ++effect) {
      if (effect < now.effects.size() && (now.effects[effect].overruled || now.effects[effect].exhausted)) continue;
      const bool left = std::ranges::any_of(state.interlocks.commands, [&](const auto& entry) {
        return entry.second.row == row.name && entry.second.effect == effect && left_in_turn_.contains(entry.first);
      });
      if (!left) breaks("effect " + std::to_string(effect) + " of row " + row.name + " was not commanded in this turn");
    }
  }

  void see_books(const core::State& state) {
    for (const auto& [name, command] : state.interlocks.commands) {
      const bool of_this_life = name.starts_with(std::to_string(state.start_seq) + "-");
      if (of_this_life && !left_.contains(name))
        breaks("command " + name + " of " + command.actuator + " is in the books and has not left");
    }
  }

  const site::Directory& directory_;
  const Judge& judge_;
  std::vector<Before> before_;  // by RowIndex, after the turn before
  std::set<std::string> left_;  // of this life
  std::set<std::string> left_in_turn_;
};

class ReadBack final : public Checker {
 public:
  ReadBack(const site::Directory& directory, const Judge& judge, Duration tick)
      : Checker("read-back-or-next-measure",
                "A command is proved by a read-back that a sensor measured after it, by nothing else; without one in time it has failed, "
                "its actuator's "
                "fault alarm rings, and the next measure has been commanded or people are told that there is none."),
        directory_(directory),
        judge_(judge),
        tick_(tick) {}

  void see(const Seen& step) override {
    on<step::Started>(step, [&](const step::Started&) { commands_.clear(); });
    on<step::CommandLeft>(step, [&](const step::CommandLeft& sent) {
      commands_[sent.command.command] = {sent.command.actuator, sent.command.state, sent.now};
    });
    on<step::Accepted>(step, [&](const step::Accepted& accepted) {
      if (accepted.from == step::Accepted::From::Plant)
        for (const core::Sample& sample : accepted.samples) see_sample(sample);
    });
    on<step::Turned>(step, [&](const step::Turned& turned) {
      for (const auto& [name, command] : turned.loop.state().interlocks.commands) see_command(command, turned);
    });
  }

 private:
  struct Left {
    site::ActuatorIndex actuator;
    std::string state;
    Instant at;
    std::optional<Instant> told_sent = {};  // Davy had heard that it went: from then on the read-back is awaited
    bool proved = false;
  };

  void see_sample(const core::Sample& sample) {
    if (sample.quality == core::Quality::Bad) return;
    for (auto& [name, left] : commands_) {
      const site::Actuator& actuator = directory_.site()[left.actuator];
      if (actuator.feedback != sample.point || sample.source <= left.at) continue;
      for (const site::ActuatorState& state : actuator.states)
        if (state.name == left.state && std::abs(sample.value - state.feedback_value) <= actuator.feedback_tolerance) left.proved = true;
    }
  }

  // A clock that is set between leaving and hearing of it makes the wait neither shorter nor longer.
  void see_command(const core::Command& command, const step::Turned& turned) {
    const core::State& state = turned.loop.state();
    const auto found = commands_.find(command.command);
    if (found == commands_.end()) return;  // of a life before
    const site::Actuator& actuator = directory_.site()[found->second.actuator];
    const std::string who = "command " + command.command + " of " + command.actuator;
    Left& left = found->second;
    switch (command.stage) {
      case core::CommandState::Requested:
        if (judge_.ticked() && turned.now > left.at + actuator.accept_within + tick_)
          breaks(who + " is not known to be sent in time and has not failed");
        return;
      case core::CommandState::Sent:
      case core::CommandState::Accepted:
        if (!left.told_sent) left.told_sent = turned.now;
        if (judge_.ticked() && turned.now > *left.told_sent + actuator.observe_within + tick_)
          breaks(who + " has no read-back in time and has not failed");
        return;
      case core::CommandState::Observed:
        if (!left.proved) breaks(who + " is taken for proved, and no sensor has said so");
        return;
      case core::CommandState::Failed: return see_failure(command, actuator, state);
    }
  }

  void see_failure(const core::Command& command, const site::Actuator& actuator, const core::State& state) {
    const core::Alarm* alarm = state.alarms.of(directory_.name_of(actuator.fault));
    if (alarm == nullptr || !alarm->active)
      breaks("command " + command.command + " has failed, and the fault alarm of " + actuator.name + " does not ring");
    const core::RowState* row = row_of(state, command.row);
    if (row == nullptr || !row->tripped || command.effect >= row->effects.size()) return;
    const core::EffectState& effect = row->effects[command.effect];
    if (effect.command == command.command && !effect.exhausted && !effect.overruled)
      breaks("command " + command.command + " has failed, and nothing else is tried");
  }

  const site::Directory& directory_;
  const Judge& judge_;
  const Duration tick_;
  std::map<std::string, Left> commands_;  // of this life
};

class CommandNames final : public Checker {
 public:
  CommandNames()
      : Checker("command-names",
                "No two commands have one name, in all lives together: a device acts once per name, so the second would be lost.") {}

  void see(const Seen& step) override {
    on<step::CommandLeft>(step, [&](const step::CommandLeft& sent) {
      if (!names_.insert(sent.command.command).second) breaks("the name " + sent.command.command + " was given twice");
    });
  }

 private:
  std::set<std::string> names_;
};

}  // namespace

void add_command_checkers(Checkers& to, const site::Directory& directory, const Judge& judge, Duration tick) {
  to.push_back(std::make_unique<CommandAtOnce>(directory, judge));
  to.push_back(std::make_unique<ReadBack>(directory, judge, tick));
  to.push_back(std::make_unique<CommandNames>());
}

}  // namespace davy::sim
