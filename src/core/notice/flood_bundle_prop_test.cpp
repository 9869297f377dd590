#include "core/engine/engine.hpp"
#include "core/testing/print.hpp"
#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace davy::core {
namespace {

// Who was called for which alarm, told from the journal alone: every call is answered by one notice of its own, at once, or by one bundle, in time.
class Calls {
 public:
  void read(const Event& event) {
    alarm::evolve(alarms_, event);
    if (const auto* started = get_if<FloodStarted>(&event.body)) flooded_.insert(started->post);
    if (const auto* ended = get_if<FloodEnded>(&event.body)) flooded_.erase(ended->post), flood_ended_[ended->post] = event.time;
    if (const Alarm* rang = alarms_.begins_to_ring(event); rang != nullptr && rang->active && !rang->acked) {
      const std::string& post = rang->duty;
      open_.push_back({rang->id, post, event.time, rang->severity, flooded_.contains(post)});
    }
    if (const auto* issued = get_if<NoticeIssued>(&event.body)) told(*issued, event.time);
  }

  void nothing_is_left() const { RC_ASSERT(open_.empty()); }

  std::size_t bundles = 0;

 private:
  struct Call {
    AlarmId alarm;
    std::string post;
    Instant at;
    site::Severity severity;
    bool in_flood;
  };

  void told(const NoticeIssued& issued, Instant now) {
    if (issued.reason == NoticeReason::AlarmRaised) return told_alone(issued, now);
    if (issued.reason == NoticeReason::FloodBundle) told_together(issued, now);
  }

  void told_alone(const NoticeIssued& issued, Instant now) {
    if (issued.post == "safety-officer") return;  // the post above, of a major alarm
    const auto call = std::ranges::find_if(open_, [&](const Call& c) { return c.alarm == issued.alarm && c.at == now; });
    RC_ASSERT(call != open_.end());
    RC_ASSERT(!call->in_flood || call->severity == site::Severity::Major);
    open_.erase(call);
  }

  void told_together(const NoticeIssued& issued, Instant now) {
    ++bundles;
    const Bundle& bundle = *issued.bundle;
    const bool flood_over = flood_ended_.contains(issued.post) && flood_ended_[issued.post] == now;
    if (last_.contains(issued.post) && !flood_over) RC_ASSERT(now - last_[issued.post] >= 60_s);
    last_[issued.post] = now;
    std::uint32_t gone = 0;
    Instant first = Instant::never();
    for (const AlarmId alarm : bundle.alarms) {
      const auto is_of_it = [&](const Call& c) { return c.alarm == alarm && c.post == issued.post; };
      const auto call = std::ranges::find_if(open_, is_of_it);
      RC_ASSERT(call != open_.end());
      for (const Call& c : open_)
        if (is_of_it(c)) {
          RC_ASSERT(c.in_flood && c.severity < site::Severity::Major);
          RC_ASSERT(now - c.at <= 65_s);
          first = std::min(first, c.at);
        }
      std::erase_if(open_, is_of_it);
      const Alarm* alarm_now = alarms_.find(alarm);
      gone += alarm_now == nullptr || !alarm_now->active ? 1 : 0;
    }
    if (bundle.orders.empty() && !flood_over) RC_ASSERT(now - first >= 5_s);
    RC_ASSERT(bundle.gone == gone);
    RC_ASSERT(bundle.low + bundle.moderate + bundle.serious == bundle.alarms.size());
  }

  AlarmBook alarms_;
  std::set<std::string> flooded_;
  std::map<std::string, Instant> flood_ended_;
  std::map<std::string, Instant> last_;
  std::vector<Call> open_;
};

struct Turn {
  int what = 0;
  int which = 0;
  int wait_s = 0;
};

rc::Gen<std::vector<Turn>> turns() {
  return rc::gen::resize(300, rc::gen::container<std::vector<Turn>>(
                                  rc::gen::build<Turn>(rc::gen::set(&Turn::what, rc::gen::inRange(0, 12)),
                                                       rc::gen::set(&Turn::which, rc::gen::inRange(0, 1'000)),
                                                       rc::gen::set(&Turn::wait_s, rc::gen::element(0, 0, 1, 2, 4, 5, 9, 30, 58, 200)))));
}

class FloodedLife {
 public:
  explicit FloodedLife(const site::Directory& directory) : directory_(directory), engine_(directory) { step(Start{"test", {}}); }

  void live(const Turn& turn) {
    pass(now_ + 1_s * turn.wait_s);
    const site::ConditionIndex condition(static_cast<std::size_t>(turn.which) %
                                         8);  // the gas detectors', the pressure's, the temperature's
    const std::string name = directory_.name_of(condition);
    const Alarm* alarm = engine_.state().alarms.of(name);
    switch (turn.what) {
      case 0: return step(PersonRequest{kLead, ShelveAlarm{name, 5_min, "calibration"}});
      case 1: return step(PersonRequest{kLead, UnshelveAlarm{name}});
      case 2: return step(PersonRequest{kLead, AcknowledgeAlarm{alarm == nullptr ? AlarmId() : alarm->id, ""}});
      case 3: return step(SuppressByDesign{name, "the tank is empty"});
      case 4: return step(EndSuppression{name});
      case 5: engine_ = Engine(directory_, engine_.state()); return step(Start{"test", now_});
      default: return step(Edge{condition, turn.what % 2 == 0 ? Truth::True : Truth::False, 1, now_, now_});
    }
  }

  // The operator's, by one detector.
  void flood() {
    for (int i = 0; i < 22; ++i) step(Edge{site::ConditionIndex(0), i % 2 == 0 ? Truth::True : Truth::False, 1, now_, now_});
  }

  // Until no bundle waits; orders remind for ever.
  void rest() { pass(now_ + 2_min); }

  const std::vector<Event>& journal() const { return journal_; }
  const State& state() const { return engine_.state(); }

 private:
  inline static const Actor kLead{"li", Role::TeamLead, {"shift-lead"}};

  void pass(Instant until) {
    for (; engine_.next_due() <= until; step(Tick{})) now_ = std::max(now_, engine_.next_due());
    now_ = until;
  }
  void step(const Input& input) {
    const Decision decision = engine_.step(input, now_);
    journal_.insert(journal_.end(), decision.events.begin(), decision.events.end());
  }

  const site::Directory& directory_;
  Engine engine_;
  Instant now_ = kEight;
  std::vector<Event> journal_;
};

RC_GTEST_PROP(FloodBundleProperty, EveryCallIsInExactlyOneNoticeInTime, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  FloodedLife life(directory);
  const auto happened = *turns();
  if (*rc::gen::inRange(0, 4) > 0) life.flood();
  for (const Turn& turn : happened) life.live(turn);
  life.rest();
  Calls calls;
  for (const Event& event : life.journal()) calls.read(event);
  calls.nothing_is_left();
  RC_TAG(calls.bundles > 0 ? "bundles" : "no flood");
  Engine folded(directory);
  for (const Event& event : life.journal()) folded.evolve(event);
  RC_ASSERT(print(folded.state()) == print(life.state()));
}

}  // namespace
}  // namespace davy::core
