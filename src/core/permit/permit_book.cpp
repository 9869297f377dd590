#include "core/permit/permit_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {

const Permit* PermitBook::find(PermitId id) const {
  const auto found = permits.find(id);
  return found == permits.end() ? nullptr : &found->second;
}

bool PermitBook::stands_on(const site::Directory& directory, site::ConditionIndex condition) const {
  const site::Condition& rule = directory.site()[condition];
  const std::string& point = directory.site()[rule.point].name;
  return std::ranges::any_of(permits, [&](const auto& each) {
    const Permit& permit = each.second;
    return permit.state == PermitState::Open && std::ranges::find(rule.gates, permit.what.kind) != rule.gates.end() &&
           std::ranges::find(permit.what.points, point) != permit.what.points.end();
  });
}

namespace permit {
namespace {

struct PermitChange {
  PermitBook& book;
  const Event& event;

  template <class Apply>
  void at(PermitId id, Apply apply) const {
    const auto found = book.permits.find(id);
    if (found != book.permits.end()) apply(found->second);
  }
  void over(PermitId id) const { book.permits.erase(id); }

  void operator()(const SystemStarted&) const {
    book.started = event.time;
    book.told.clear();
  }
  void operator()(const PermitApplied& applied) const {
    Permit permit;
    permit.id = PermitId(event.seq);
    permit.what = applied;
    permit.by = person_of(event.actor);
    permit.applied = event.time;
    permit.guarded = Instant::before_all();
    book.permits.emplace(permit.id, std::move(permit));
  }
  void operator()(const PermitMeasureConfirmed& confirmed) const {
    at(confirmed.permit, [&](Permit& permit) {
      permit.measures[confirmed.measure] = {confirmed.applies, person_of(event.actor), event.time};
    });
  }
  void operator()(const PermitGasTested& tested) const {
    at(tested.permit, [&](Permit& permit) {
      if (permit.test && tested.taken < permit.test->taken) return;
      permit.test = PermitTest{tested.taken, tested.good};
      permit.reminded.erase(PermitDueKind::GasTest);
    });
  }
  void operator()(const PermitBriefed& briefed) const {
    at(briefed.permit, [&](Permit& permit) {
      permit.briefed_by = person_of(event.actor);
      permit.briefed.insert(briefed.receivers.begin(), briefed.receivers.end());
    });
  }
  void operator()(const PermitSigned& given) const {
    at(given.permit, [&](Permit& permit) {
      permit.signatures.push_back({person_of(event.actor), event.time});
      const bool is_last = permit.signatures.size() == gb30871::signatures(permit.what.kind, permit.what.level).size();
      if (is_last) permit.state = PermitState::Signed;
    });
  }
  void operator()(const PermitRefused& refused) const { over(refused.permit); }
  void operator()(const PermitStarted& started) const {
    at(started.permit, [&](Permit& permit) {
      permit.state = PermitState::Open;
      permit.started = event.time;
    });
  }

  void rests(PermitId id, PermitState state) const {
    at(id, [&](Permit& permit) {
      if (!permit.rests_since) permit.rests_since = event.time;
      permit.state = state;
    });
  }
  void operator()(const PermitInterrupted& interrupted) const { rests(interrupted.permit, PermitState::Interrupted); }
  void operator()(const PermitSuspended& suspended) const {
    rests(suspended.permit, PermitState::Suspended);
    at(suspended.permit, [&](Permit& permit) {
      permit.stopped = suspended.cause;
      permit.stopped_by = suspended.what;
      permit.rests_since = event.time;  // a test from before it says nothing of it
    });
  }
  void operator()(const PermitResumed& resumed) const {
    at(resumed.permit, [&](Permit& permit) {
      permit.state = PermitState::Open;
      permit.rests_since.reset();
      permit.stopped.reset();
      permit.stopped_by.clear();
    });
  }
  void operator()(const PermitGuarded& guarded) const {
    at(guarded.permit, [&](Permit& permit) {
      permit.guarded = event.time;
      permit.reminded.erase(PermitDueKind::Guardian);
    });
  }
  void operator()(const PermitDue& due) const {
    at(due.permit, [&](Permit& permit) { permit.reminded.insert(due.what); });
  }
  void operator()(const PermitFinished& finished) const { rests(finished.permit, PermitState::Finished); }
  void operator()(const PermitAccepted& accepted) const {
    at(accepted.permit, [&](Permit& permit) { permit.state = PermitState::Accepted; });
  }
  void operator()(const PermitReturned& returned) const { rests(returned.permit, PermitState::Interrupted); }
  void operator()(const PermitExpired& expired) const { over(expired.permit); }
  void operator()(const PermitCancelled& cancelled) const { over(cancelled.permit); }
  void operator()(const PermitArchived& archived) const { over(archived.permit); }

  template <class Other>
  void operator()(const Other&) const {}
};

template <class T>
concept AboutPermit = requires(const T& body) { PermitId(body.permit); } && !std::is_same_v<T, NoticeIssued>;

struct ConcernsPermits {
  bool operator()(const PermitApplied&) const { return true; }
  bool operator()(const SystemStarted&) const { return true; }
  template <AboutPermit T>
  bool operator()(const T&) const {
    return true;
  }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

void observe(PermitBook& book, const site::Directory& directory, const Edge& edge) {
  if (!directory.site()[edge.condition].gates.empty()) book.told[edge.condition] = {edge.truth, edge.since};
}

void evolve(PermitBook& book, const Event& event) { visit(PermitChange{book, event}, event.body); }

bool concerns(const EventBody& body) { return visit(ConcernsPermits{}, body); }

}  // namespace permit
}  // namespace davy::core
