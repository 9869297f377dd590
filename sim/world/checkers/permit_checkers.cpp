#include "sim/world/checkers/laws.hpp"

#include <algorithm>
#include <map>

namespace davy::sim {
namespace {

using core::PermitState;
using core::Truth;

class PermitGate final : public Checker {
 public:
  PermitGate(const site::Directory& directory, const Judge& judge, Duration tick)
      : Checker(
            "permit-gate",
            "No permit is open on unknown, stale or high gas: after every turn all that gates its kind in its zone is false by the judge, "
            "and in service (after a start what has not spoken yet may be silent for as long as its point may), its gas test is good, its "
            "guardian "
            "was heard of in time and its own time is not over. What was opened, and what was taken back, is so after any crash."),
        directory_(directory),
        judge_(judge),
        tick_(tick),
        spoke_(directory.site().conditions.size()) {}

  void see(const Seen& step) override {
    on<step::Recovered>(step, [&](const step::Recovered&) { spoke_.assign(spoke_.size(), false); });
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events) fold(event);
    });
    on<step::Started>(step, [&](const step::Started& started) { compare(started.loop.state()); });
    on<step::Turned>(step, [&](const step::Turned& turned) {
      if (turned.kind == step::Turned::Kind::Go) went_ = turned.now;
      for (std::size_t i = 0; i < spoke_.size(); ++i)
        if (judge_.truth(site::ConditionIndex(i)) != Truth::Unknown) spoke_[i] = true;
      for (const auto& [id, permit] : turned.loop.state().permits.permits)
        if (permit.state == PermitState::Open) see_open(permit, turned);
    });
  }

 private:
  void see_open(const core::Permit& permit, const step::Turned& turned) {
    const std::string who = "permit " + std::to_string(permit.id.get()) + " is open, and ";
    const site::Site& site = directory_.site();
    for (std::size_t i = 0; i < site.conditions.size(); ++i) {
      const site::Condition& gate = site.conditions[i];
      if (std::ranges::find(gate.gates, permit.what.kind) == gate.gates.end()) continue;
      if (site[site[gate.point].zone].name != permit.what.zone) continue;
      const std::string name = directory_.name_of(site::ConditionIndex(i));
      const Truth truth = judge_.truth(site::ConditionIndex(i));
      if (truth == Truth::True) breaks(who + name + " is true");
      const bool may_yet_speak = !spoke_[i] && turned.now <= went_ + site[gate.point].stale_after + gate.on_delay + tick_;
      if (truth == Truth::Unknown && !may_yet_speak) breaks(who + name + " is unknown");
      const core::Alarm* alarm = turned.loop.state().alarms.of(name);
      if (alarm != nullptr && alarm->out_of_service) breaks(who + name + " is out of service");
    }
    if (!permit.test || !permit.test->good) breaks(who + "its gas is not known to be good");
    if (!judge_.ticked()) return;
    if (turned.now >= permit.guarded + site.permits.guardian_within + tick_) breaks(who + "its guardian is not heard of");
    if (turned.now >= permit.what.until + tick_) breaks(who + "its time is over");
  }

  void fold(const core::Event& event) {
    if (holds<core::PermitApplied>(event.body)) now_[event.seq] = PermitState::Preparing;
    if (const auto* opened = get_if<core::PermitStarted>(&event.body)) now_[opened->permit.get()] = PermitState::Open;
    if (const auto* opened = get_if<core::PermitResumed>(&event.body)) now_[opened->permit.get()] = PermitState::Open;
    if (const auto* rests = get_if<core::PermitInterrupted>(&event.body)) now_[rests->permit.get()] = PermitState::Interrupted;
    if (const auto* rests = get_if<core::PermitReturned>(&event.body)) now_[rests->permit.get()] = PermitState::Interrupted;
    if (const auto* back = get_if<core::PermitSuspended>(&event.body)) now_[back->permit.get()] = PermitState::Suspended;
    if (const auto* done = get_if<core::PermitFinished>(&event.body)) now_[done->permit.get()] = PermitState::Finished;
    if (const auto* over = get_if<core::PermitExpired>(&event.body)) now_.erase(over->permit.get());
    if (const auto* over = get_if<core::PermitCancelled>(&event.body)) now_.erase(over->permit.get());
    if (const auto* over = get_if<core::PermitRefused>(&event.body)) now_.erase(over->permit.get());
    if (const auto* over = get_if<core::PermitArchived>(&event.body)) now_.erase(over->permit.get());
  }

  // Of those that work has begun under: what comes before and after it is of no consequence here.
  void compare(const core::State& state) {
    const auto counts = [](PermitState each) {
      return each == PermitState::Open || each == PermitState::Interrupted || each == PermitState::Suspended;
    };
    for (const auto& [id, was] : now_) {
      const core::Permit* permit = state.permits.find(core::PermitId(id));
      const std::string who = "permit " + std::to_string(id);
      if (counts(was) && permit == nullptr) return breaks(who + " is gone after a crash");
      if (permit == nullptr || (!counts(was) && !counts(permit->state)) || permit->state == was) continue;
      breaks(who + " was " + std::string(name_of(was)) + ", and is " + std::string(name_of(permit->state)) + " after a crash");
    }
  }

  const site::Directory& directory_;
  const Judge& judge_;
  const Duration tick_;
  Instant went_;
  std::vector<bool> spoke_;                   // in this life, by ConditionIndex
  std::map<std::uint64_t, PermitState> now_;  // by the journal
};

}  // namespace

void add_permit_checkers(Checkers& to, const site::Directory& directory, const Judge& judge, Duration tick) {
  to.push_back(std::make_unique<PermitGate>(directory, judge, tick));
}

}  // namespace davy::sim
