#include "runtime/rehearsal.hpp"

#include "base/said.hpp"
#include "site/exercise.hpp"

#include <algorithm>
#include <utility>

namespace davy::runtime {
namespace {

constexpr Duration kStep = Duration::from_ms(100);
constexpr Duration kGraceAfterDrill = Duration::from_ms(1'000);  // of one that should be over

// What rows of the plant still want reaches nobody.
class NowhereField final : public Field {
 public:
  void send(const FieldCommand&) override {}
};

// Every notice counts as shown in the next turn.
class SilentNotifier final : public Notifier {
 public:
  void notify(const core::Notice& notice) override { shown_.push_back(notice.id); }
  std::vector<core::NoticeId> take() { return std::exchange(shown_, {}); }

 private:
  std::vector<core::NoticeId> shown_;
};

class Rehearsal {
 public:
  Rehearsal(const site::Directory& directory, const Recovered& recovered, Instant now)
      : now_(now), loop_(directory, field_, notifier_, {.program_version = "rehearsal"}, recovered, now) {}

  Result<core::DrillEnded> run(Duration at_most) {
    take(loop_.start(now_));
    take(loop_.go(now_));
    messages_.emplace_back(Ask{{{"machine:rehearsal", core::Role::SafetyOfficer, {}}, core::StartDrill{std::string(site::kGoldenScenario)}},
                               [this](const Answer& answer) { hear(answer); }});
    for (const Instant end = now_ + at_most; now_ < end && !ended_ && refused_.empty(); now_ = now_ + kStep) turn();
    if (ended_) return *std::move(ended_);
    return failed(refused_.empty() ? "the self-test has not ended in its time" : refused_);
  }

 private:
  void turn() {
    for (const core::NoticeId id : notifier_.take())
      messages_.emplace_back(core::NoticeReport{id, core::NoticeStage::Sent, "rehearsal", ""});
    take(loop_.turn(messages_, now_));
  }

  // Durable at once: nobody keeps it.
  void take(const Turn& turn) {
    for (const core::Event& event : turn.commit.events) see(event);
    if (!turn.commit.events.empty()) messages_.emplace_back(Committed{turn.commit.events.back().seq});
    for (const Turn::Pending& pending : turn.answers) pending.done(pending.answer);
  }

  void see(const core::Event& event) {
    if (const auto* started = get_if<core::DrillStarted>(&event.body); started != nullptr && started->kind == core::DrillKind::Golden)
      running_ = core::DrillId(event.seq);
    const auto* ended = get_if<core::DrillEnded>(&event.body);
    if (ended != nullptr && running_ == ended->drill) ended_ = *ended;
  }

  void hear(const Answer& answer) {
    if (const auto* no = std::get_if<core::Refusal>(&answer)) refused_ = "the self-test was refused: " + no->message.en;
  }

  NowhereField field_;
  SilentNotifier notifier_;
  Instant now_;
  Loop loop_;
  std::vector<Message> messages_;
  std::optional<core::DrillId> running_;
  std::optional<core::DrillEnded> ended_;
  std::string refused_;
};

}  // namespace

Result<core::DrillEnded> rehearse(const site::Directory& directory, const Recovered& recovered, Instant now) {
  const auto& scenarios = directory.site().drill_scenarios;
  const auto golden = std::ranges::find(scenarios, site::kGoldenScenario, &site::DrillScenario::name);
  if (golden == scenarios.end()) return not_found(said({"站点没有可供自检试验的限值", "the site has no limit that a self-test could try"}));
  return Rehearsal(directory, recovered, now).run(golden->lasts + kGraceAfterDrill);
}

}  // namespace davy::runtime
