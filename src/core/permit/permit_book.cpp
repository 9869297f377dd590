#include "core/permit/permit_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {

const Permit* PermitBook::find(PermitId id) const {
  const auto found = permits.find(id);
  return found == permits.end() ? nullptr : &found->second;
}

const IsolationLock* PermitBook::lock_of(PermitId id, std::uint32_t isolation) const {
  const auto of_permit = locks.find(id);
  if (of_permit == locks.end()) return nullptr;
  const auto found = of_permit->second.find(isolation);
  return found == of_permit->second.end() ? nullptr : &found->second;
}

bool PermitBook::stands_on(const site::Directory& directory, site::ConditionIndex condition) const {
  return !standing_on(directory, condition).empty();
}

std::vector<PermitId> PermitBook::standing_on(const site::Directory& directory, site::ConditionIndex condition) const {
  const site::Condition& rule = directory.site()[condition];
  std::vector<PermitId> found;
  if (rule.gates.empty()) return found;
  const auto standing = open_on.find(directory.site()[rule.point].name);
  if (standing == open_on.end()) return found;
  for (const PermitId id : standing->second)
    if (std::ranges::find(rule.gates, permits.at(id).what.kind) != rule.gates.end()) found.push_back(id);
  return found;
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
  void over(PermitId id) const {
    at(id, [&](const Permit& permit) { stands_no_more(permit); });
    book.permits.erase(id);
  }
  void opens(Permit& permit) const {
    permit.state = PermitState::Open;
    for (const std::string& point : permit.what.points) book.open_on[point].insert(permit.id);
  }
  void stands_no_more(const Permit& permit) const {
    for (const std::string& point : permit.what.points) {
      const auto found = book.open_on.find(point);
      if (found == book.open_on.end()) continue;
      found->second.erase(permit.id);
      if (found->second.empty()) book.open_on.erase(found);
    }
  }

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
      if (!briefed.receivers.empty()) permit.briefed_by = person_of(event.actor);
      permit.briefed.insert(briefed.receivers.begin(), briefed.receivers.end());
      for (const BriefingReceipt& each : briefed.receipts) permit.received.insert(each.worker);
    });
  }
  void operator()(const PermitIsolation& told) const {
    const std::string by = person_of(event.actor);
    if (told.deed == IsolationDeed::Removed) {
      const auto found = book.locks.find(told.permit);
      if (found == book.locks.end()) return;
      found->second.erase(told.isolation);
      if (found->second.empty()) book.locks.erase(found);
      return;
    }
    IsolationLock& lock = book.locks[told.permit][told.isolation];
    if (told.deed == IsolationDeed::Set) {
      const Permit* permit = book.find(told.permit);
      lock = {told.what, told.place, permit == nullptr ? std::string() : permit->what.zone, told.lock, by, event.time, {}, {}};
    }
    if (told.deed == IsolationDeed::Verified) lock.verified_by = by;
    if (told.deed == IsolationDeed::Kept) lock.kept_by = by;
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
      opens(permit);
      permit.started = event.time;
    });
  }

  void rests(PermitId id, PermitState state) const {
    at(id, [&](Permit& permit) {
      if (!permit.rests_since) permit.rests_since = event.time;
      permit.state = state;
      stands_no_more(permit);
    });
  }
  void operator()(const PermitInterrupted& interrupted) const { rests(interrupted.permit, PermitState::Interrupted); }
  void operator()(const PermitSuspended& suspended) const {
    rests(suspended.permit, PermitState::Suspended);
    at(suspended.permit, [&](Permit& permit) {
      permit.stopped = suspended.cause;
      permit.stopped_by = suspended.what;
      permit.answer_due = suspended.due;
      permit.rests_since = event.time;  // a test from before it says nothing of it
    });
  }
  void operator()(const PermitResumed& resumed) const {
    at(resumed.permit, [&](Permit& permit) {
      opens(permit);
      permit.rests_since.reset();
      permit.stopped.reset();
      permit.stopped_by.clear();
      permit.answer_due.reset();
      permit.reminded.erase(PermitDueKind::Guardian);  // nobody was to do it while the work rested
      permit.reminded.erase(PermitDueKind::GasTest);
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
concept AboutPermit = requires(const T& body) {
  PermitId(body.permit);
}
&&!std::is_same_v<T, NoticeIssued>;

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

std::optional<Instant> listening_since(const PermitBook& book) {
  return book.started ? std::optional(std::max(*book.started, book.live_since)) : std::nullopt;
}

void observe(PermitBook& book, const site::Directory& directory, const Edge& edge) {
  const site::Condition& rule = directory.site()[edge.condition];
  if (!rule.gates.empty() || !rule.upgrades.empty()) book.told[edge.condition] = {edge.truth, edge.since};
}

void evolve(PermitBook& book, const Event& event) { visit(PermitChange{book, event}, event.body); }

bool concerns(const EventBody& body) { return visit(ConcernsPermits{}, body); }

}  // namespace permit
}  // namespace davy::core
