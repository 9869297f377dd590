#include "sim/world/canonical.hpp"
#include "sim/world/checkers/laws.hpp"

#include <bit>
#include <map>
#include <set>
#include <tuple>

namespace davy::sim {
namespace {

class EffectsAfterCommit final : public Checker {
 public:
  EffectsAfterCommit()
      : Checker("effects-after-commit",
                "Nothing but safety commands has an effect before it is durable: no notice is shown, no request and no kept sample is "
                "answered as "
                "accepted, that the disk does not have.") {}

  void see(const Seen& step) override {
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events) durable_[event.seq] = fingerprint(canonical(event));
      for (const core::Sample& sample : durable.commit.samples) samples_.insert(key_of(sample));
    });
    on<step::Told>(step, [&](const step::Told& told) {
      if (!durable_.contains(told.notice.id.get()))
        breaks("notice " + std::to_string(told.notice.id.get()) + " was shown and is not durable");
    });
    on<step::Answered>(step, [&](const step::Answered& answered) {
      const auto* accepted = std::get_if<runtime::Accepted>(&answered.answer);
      if (accepted == nullptr) return;
      for (const core::Event& event : accepted->events) {
        const auto found = durable_.find(event.seq);
        if (found == durable_.end() || found->second != fingerprint(canonical(event)))
          breaks("a request was answered as accepted with record " + std::to_string(event.seq) + ", which is not durable");
      }
    });
    on<step::KeptAnswered>(step, [&](const step::KeptAnswered& kept) {
      if (!std::holds_alternative<runtime::Accepted>(kept.answer)) return;
      for (const core::Sample& sample : kept.samples)
        if (!samples_.contains(key_of(sample))) breaks("a sample was answered as kept that is not durable");
    });
  }

 private:
  using Key = std::tuple<std::size_t, std::int64_t, std::int64_t, std::uint64_t>;
  static Key key_of(const core::Sample& sample) {
    return {sample.point.get(), sample.source.unix_ns(), sample.arrival.unix_ns(), std::bit_cast<std::uint64_t>(sample.value)};
  }

  std::map<std::uint64_t, std::uint64_t> durable_;  // fingerprints by sequence
  std::set<Key> samples_;
};

class NoticesArrive final : public Checker {
 public:
  NoticesArrive()
      : Checker("notices-arrive",
                "Every notice is shown at least once after its commit or dropped with a reason, under the one id that the journal knows, "
                "and not again "
                "once it is known to be sent; none is said to be sent that was not shown.") {}

  void see(const Seen& step) override {
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events) fold(event);
    });
    on<step::Told>(step, [&](const step::Told& told) {
      const std::uint64_t id = told.notice.id.get();
      if (sent_.contains(id)) breaks("notice " + std::to_string(id) + " was shown again after it was known to be sent");
      const auto issued = issued_.find(id);
      if (issued == issued_.end() || issued->second != told.notice.what.reason)
        breaks("notice " + std::to_string(id) + " was shown, and the journal has no such notice");
      told_.insert(id);
    });
  }

  void end(const End&) override {
    for (const auto& [id, reason] : issued_)
      if (!told_.contains(id) && !dropped_.contains(id))
        return breaks("notice " + std::to_string(id) + " (" + std::string(name_of(reason)) + ") was neither shown nor dropped");
  }

 private:
  void fold(const core::Event& event) {
    if (const auto* issued = get_if<core::NoticeIssued>(&event.body)) {
      issued_[event.seq] = issued->reason;
      const bool once = issued->reason == core::NoticeReason::OrderIssued || issued->reason == core::NoticeReason::HazardReported;
      if (once &&
          !matters_.insert({issued->reason, issued->order.get(), issued->hazard.get(), issued->post, issued->person, issued->urgency})
               .second)
        breaks("the same matter was told twice, the second time as notice " + std::to_string(event.seq));
    }
    if (const auto* sent = get_if<core::NoticeSent>(&event.body)) {
      sent_.insert(sent->notice.get());
      if (!told_.contains(sent->notice.get()))
        breaks("notice " + std::to_string(sent->notice.get()) + " is said to be sent and was not shown");
    }
    if (const auto* dropped = get_if<core::NoticeDropped>(&event.body))
      if (!dropped->why.empty()) dropped_.insert(dropped->notice.get());
  }

  std::map<std::uint64_t, core::NoticeReason> issued_;
  std::set<std::uint64_t> told_;
  std::set<std::uint64_t> sent_;
  std::set<std::uint64_t> dropped_;
  std::set<std::tuple<core::NoticeReason, std::uint64_t, std::uint64_t, std::string, std::string, std::uint32_t>> matters_;
};

class ClosedByAnother final : public Checker {
 public:
  ClosedByAnother()
      : Checker(
            "closed-by-another",
            "No order and no hazard closes without the approval of somebody who has not done the work; a major hazard takes two of them.") {
  }

  void see(const Seen& step) override {
    on<step::Durable>(step, [&](const step::Durable& durable) {
      for (const core::Event& event : durable.commit.events) fold(event);
    });
  }

 private:
  struct Work {
    std::set<std::string> did;       // it, whenever
    std::set<std::string> approved;  // the latest of it
    bool major = false;
  };

  void fold(const core::Event& event) {
    if (const auto* done = get_if<core::OrderSubmitted>(&event.body)) did(orders_[done->order.get()], event);
    if (const auto* yes = get_if<core::OrderApproved>(&event.body)) orders_[yes->order.get()].approved.insert(event.actor);
    if (const auto* closed = get_if<core::OrderClosed>(&event.body)) close("order", closed->order.get(), orders_[closed->order.get()]);
    if (const auto* graded = get_if<core::HazardGraded>(&event.body))
      hazards_[graded->hazard.get()].major = graded->grade == core::HazardGrade::Major;
    if (const auto* done = get_if<core::HazardRectified>(&event.body)) did(hazards_[done->hazard.get()], event);
    if (const auto* said = get_if<core::HazardReviewed>(&event.body)) judged(hazards_[said->hazard.get()], said->verdict, event);
    if (const auto* said = get_if<core::HazardReviewedAgain>(&event.body)) judged(hazards_[said->hazard.get()], said->verdict, event);
    if (const auto* closed = get_if<core::HazardClosed>(&event.body)) close("hazard", closed->hazard.get(), hazards_[closed->hazard.get()]);
  }

  static void did(Work& work, const core::Event& event) {
    work.did.insert(event.actor);
    work.approved.clear();
  }

  static void judged(Work& work, core::Verdict verdict, const core::Event& event) {
    if (verdict == core::Verdict::Approved) work.approved.insert(event.actor);
  }

  void close(const std::string& kind, std::uint64_t id, const Work& work) {
    const std::string name = kind + " " + std::to_string(id);
    if (work.approved.size() < (work.major ? 2U : 1U)) breaks(name + " was closed without enough approvals");
    for (const std::string& who : work.approved)
      if (work.did.contains(who)) breaks(name + " was approved by " + who + ", who has done the work");
  }

  std::map<std::uint64_t, Work> orders_;
  std::map<std::uint64_t, Work> hazards_;
};

}  // namespace

void add_effect_checkers(Checkers& to) {
  to.push_back(std::make_unique<EffectsAfterCommit>());
  to.push_back(std::make_unique<NoticesArrive>());
  to.push_back(std::make_unique<ClosedByAnother>());
}

}  // namespace davy::sim
