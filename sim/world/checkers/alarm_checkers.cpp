#include "sim/world/checkers/laws.hpp"

#include <algorithm>
#include <map>

namespace davy::sim {
namespace {

using core::Truth;

class AlarmsAsDemanded final : public Checker {
 public:
  AlarmsAsDemanded(const site::Directory& directory, const Judge& judge)
      : Checker("alarms-as-demanded",
                "No alarm that the rules demand is missing or doubled: after every turn an alarm is active exactly where the judge knows "
                "its condition "
                "to be true, blind where nobody knows, begun when the judge says; and nothing rings anew before it has returned."),
        directory_(directory),
        judge_(judge) {}

  void see(const Seen& step) override {
    on<step::Started>(step, [&](const step::Started& started) { newest_ = started.loop.state().last_seq; });
    on<step::Turned>(step, [&](const step::Turned& turned) {
      const core::State& state = turned.loop.state();
      for (std::size_t i = 0; i < directory_.site().conditions.size(); ++i)
        if (judge_.judges(site::ConditionIndex(i))) compare(site::ConditionIndex(i), state);
      newest_ = state.last_seq;
    });
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events) fold(event);
    });
  }

 private:
  void compare(site::ConditionIndex condition, const core::State& state) {
    const std::string name = directory_.name_of(condition);
    const core::Alarm* alarm = state.alarms.of(name);
    const bool active = alarm != nullptr && alarm->active;
    switch (judge_.truth(condition)) {
      case Truth::True:
        if (!active && directory_.site()[condition].rings != site::Rings::Always) return;  // nobody works there; or a risk asks it
        if (!active) return breaks(name + " is true and does not ring");
        if (alarm->blind) return breaks(name + " is known to be true, and its alarm is blind");
        if (alarm->id.get() > newest_ && alarm->onset != judge_.onset(condition) &&
            directory_.site()[condition].kind != site::ConditionKind::Stale)
          breaks(name + " began at " + to_text(judge_.onset(condition)) + ", its alarm says " + to_text(alarm->onset));
        return;
      case Truth::False:
        if (active) breaks(name + " is not true, and rings");
        return;
      case Truth::Unknown:
        if (active && !alarm->blind) breaks(name + " is unknown, and its alarm is not blind");
        return;
    }
  }

  void fold(const core::Event& event) {
    if (const auto* raised = get_if<core::AlarmRaised>(&event.body)) {
      if (active_.contains(raised->condition))
        breaks(raised->condition + " rang twice, the second time with record " + std::to_string(event.seq));
      active_[raised->condition] = event.seq;
    }
    if (const auto* back = get_if<core::AlarmReturned>(&event.body))
      std::erase_if(active_, [&](const auto& entry) { return entry.second == back->alarm.get(); });
  }

  const site::Directory& directory_;
  const Judge& judge_;
  std::uint64_t newest_ = 0;                     // event of the turn before
  std::map<std::string, std::uint64_t> active_;  // in the journal, with the record that raised it
};

class Grades final : public Checker {
 public:
  Grades(const site::Directory& directory, const Judge& judge)
      : Checker("grades-as-demanded",
                "After every turn the grade of an alarm that rings is its rule's own, or what a related risk raises it to: as long as one "
                "of its "
                "companions rings within reach and is in service, or what the risk asks is true, and no longer; what is not known any more "
                "leaves the grade as it is."),
        directory_(directory),
        judge_(judge) {}

  void see(const Seen& step) override {
    on<step::Turned>(step, [&](const step::Turned& turned) {
      for (const auto& [name, alarm] : turned.loop.state().alarms.alarms)
        if (const auto condition = directory_.condition(name); condition && alarm.active) compare(*condition, alarm, turned.loop.state());
    });
  }

 private:
  // All in one zone here, so that everything is within reach.
  void compare(site::ConditionIndex condition, const core::Alarm& alarm, const core::State& state) {
    const site::Site& site = directory_.site();
    site::Severity grade = site[condition].severity;
    for (const site::Risk& risk : site.risks) {
      if (std::ranges::find(risk.raised, condition) == risk.raised.end()) continue;
      const bool beside = std::ranges::any_of(risk.companions, [&](site::ConditionIndex companion) {
        const core::Alarm* other = companion == condition ? nullptr : state.alarms.of(directory_.name_of(companion));
        return other != nullptr && other->active && !other->out_of_service;
      });
      if (beside || is_asked(risk, condition, alarm)) grade = std::max(grade, risk.to);
    }
    if (alarm.severity != grade)
      breaks(alarm.condition + " is graded " + std::string(name_of(alarm.severity)) + ", and ought to be " + std::string(name_of(grade)));
  }

  bool is_asked(const site::Risk& risk, site::ConditionIndex raised, const core::Alarm& alarm) const {
    if (risk.when.empty()) return false;
    const auto place = static_cast<std::size_t>(std::ranges::find(risk.raised, raised) - risk.raised.begin());
    const Truth truth = judge_.truth(risk.when[place]);
    return truth == Truth::True || (truth == Truth::Unknown && alarm.related && alarm.related->rule == risk.name);
  }

  const site::Directory& directory_;
  const Judge& judge_;
};

}  // namespace

void add_alarm_checkers(Checkers& to, const site::Directory& directory, const Judge& judge) {
  to.push_back(std::make_unique<AlarmsAsDemanded>(directory, judge));
  to.push_back(std::make_unique<Grades>(directory, judge));
}

}  // namespace davy::sim
