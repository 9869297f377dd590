#include "sim/world/canonical.hpp"
#include "sim/world/checkers/laws.hpp"

#include <map>
#include <optional>
#include <set>

namespace davy::sim {
namespace {

// What people and rules have set aside, by name and until when.
struct SetAside {
  std::map<std::string, Instant> shelves;
  std::map<std::string, Instant> bypasses;
  std::map<std::string, std::optional<Instant>> suppressed;
  std::set<std::string> out_of_service;
  bool operator==(const SetAside&) const = default;
};

SetAside set_aside_in(const core::State& state) {
  SetAside aside;
  for (const auto& [condition, alarm] : state.alarms.alarms) {
    if (alarm.shelf) aside.shelves[condition] = alarm.shelf->until;
    if (alarm.suppressed) aside.suppressed[condition] = alarm.suppressed->until;
    if (alarm.out_of_service) aside.out_of_service.insert(condition);
  }
  for (const auto& [name, row] : state.interlocks.rows)
    if (row.bypass) aside.bypasses[name] = row.bypass->until;
  return aside;
}

class SetAsideSurvives final : public Checker {
 public:
  explicit SetAsideSurvives(Duration tick)
      : Checker("set-aside-survives",
                "Shelves, suppressions, bypasses and what is out of service are after any crash what the journal says, none lost, none "
                "twice; each ends "
                "at its time: not before it, and not later than the engine's next tick."),
        tick_(tick) {}

  void see(const Seen& step) override {
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events) fold(event);
    });
    on<step::Started>(step, [&](const step::Started& started) { compare(started.loop.state()); });
    on<step::Turned>(step, [&](const step::Turned& turned) {
      const core::State& state = turned.loop.state();
      if (state.last_seq == last_seq_) compare(state);
      const SetAside aside = set_aside_in(state);
      for (const auto& [name, until] : aside.shelves)
        if (until + tick_ < turned.now) breaks("the shelf of " + name + " was to end at " + to_text(until));
      for (const auto& [name, until] : aside.bypasses)
        if (until + tick_ < turned.now) breaks("the bypass of " + name + " was to end at " + to_text(until));
    });
  }

 private:
  void compare(const core::State& state) {
    const SetAside now = set_aside_in(state);
    if (now == aside_) return;
    breaks("set aside are " + told(now) + "; the journal says " + told(aside_));
  }

  static std::string told(const SetAside& aside) {
    std::string text;
    for (const auto& [name, until] : aside.shelves) text += "shelved " + name + " until " + to_text(until) + ", ";
    for (const auto& [name, until] : aside.bypasses) text += "bypassed " + name + " until " + to_text(until) + ", ";
    for (const auto& [name, until] : aside.suppressed) text += "suppressed " + name + ", ";
    for (const std::string& name : aside.out_of_service) text += "out of service " + name + ", ";
    return text.empty() ? "none" : text.substr(0, text.size() - 2);
  }

  void fold(const core::Event& event) {
    last_seq_ = event.seq;
    if (const auto* begun = get_if<core::AlarmShelved>(&event.body)) begin(aside_.shelves, begun->condition, begun->until);
    if (const auto* begun = get_if<core::RowBypassed>(&event.body)) begin(aside_.bypasses, begun->row, begun->until);
    if (const auto* over = get_if<core::AlarmUnshelved>(&event.body)) end(aside_.shelves, over->condition, over->ended, event.time);
    if (const auto* over = get_if<core::RowBypassEnded>(&event.body)) end(aside_.bypasses, over->row, over->ended, event.time);
    if (const auto* begun = get_if<core::AlarmSuppressed>(&event.body)) aside_.suppressed[begun->condition] = begun->until;
    if (const auto* over = get_if<core::AlarmUnsuppressed>(&event.body)) aside_.suppressed.erase(over->condition);
    if (const auto* begun = get_if<core::AlarmTakenOutOfService>(&event.body)) aside_.out_of_service.insert(begun->condition);
    if (const auto* over = get_if<core::AlarmReturnedToService>(&event.body)) aside_.out_of_service.erase(over->condition);
  }

  void begin(std::map<std::string, Instant>& set, const std::string& name, Instant until) {
    if (!set.emplace(name, until).second) breaks(name + " was set aside twice");
  }

  void end(std::map<std::string, Instant>& set, const std::string& name, core::Ended ended, Instant at) {
    const auto found = set.find(name);
    if (found == set.end()) return breaks(name + " was not set aside, and that has ended");
    if (ended == core::Ended::Expired && at < found->second) breaks(name + " came back at " + to_text(at) + ", before its time");
    set.erase(found);
  }

  const Duration tick_;
  SetAside aside_;  // by the journal
  std::uint64_t last_seq_ = 0;
};

class JournalIsState final : public Checker {
 public:
  explicit JournalIsState(const site::Directory& directory)
      : Checker("journal-is-state",
                "The state that stands is what the journal folds to, from its first record, at every start and at the end; its sequence "
                "has no holes."),
        folded_(directory) {}

  void see(const Seen& step) override {
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events) fold(event);
    });
    on<step::Started>(step, [&](const step::Started& started) { compare(started.loop.state()); });
  }

  void end(const End& end) override { compare(end.state); }

 private:
  void fold(const core::Event& event) {
    if (broken()) return;
    const std::uint64_t next = folded_.state().last_seq + 1;
    if (event.seq != next) return breaks("record " + std::to_string(event.seq) + " came where " + std::to_string(next) + " was due");
    folded_.evolve(event);
  }

  void compare(const core::State& state) {
    if (broken() || canonical(state) == canonical(folded_.state())) return;
    breaks("the state at record " + std::to_string(state.last_seq) + " is not what the journal folds to, up to record " +
           std::to_string(folded_.state().last_seq));
  }

  core::Engine folded_;
};

}  // namespace

void add_journal_checkers(Checkers& to, const site::Directory& directory, Duration tick) {
  to.push_back(std::make_unique<SetAsideSurvives>(tick));
  to.push_back(std::make_unique<JournalIsState>(directory));
}

}  // namespace davy::sim
