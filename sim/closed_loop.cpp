#include "sim/closed_loop.hpp"

#include <iterator>

namespace davy::sim {
namespace {

constexpr Duration kStep = Duration::from_ms(100);

}  // namespace

// Commands move the plant at once; what became of them is told in the next turn, as by a device.
struct ClosedLoop::PlantField final : runtime::Field {
  explicit PlantField(ClosedLoop& loop) : loop_(loop) {}

  void send(const runtime::FieldCommand& command) override {
    reports.push_back(core::CommandReport{command.command, core::CommandStage::Sent, {}});
    const CommandReply reply = loop_.plant_.command(command.actuator, command.state, loop_.now_);
    reports.push_back(
        core::CommandReport{command.command, reply.accepted ? core::CommandStage::Accepted : core::CommandStage::Refused, reply.reason});
  }

  std::vector<runtime::Message> reports;

 private:
  ClosedLoop& loop_;
};

struct ClosedLoop::Nobody final : runtime::Notifier {
  void notify(const core::Notice& notice) override {
    reports.push_back(core::NoticeReport{notice.id, core::NoticeStage::Sent, "nobody", {}});
  }
  std::vector<runtime::Message> reports;
};

ClosedLoop::ClosedLoop(const site::Directory& directory, Scenario scenario, Instant start)
    : directory_(directory),
      scenario_(std::move(scenario)),
      start_(start),
      now_(start),
      plant_(directory.site(), scenario_.seed, start),
      due_(directory.site().points.size(), start),
      field_(std::make_unique<PlantField>(*this)),
      nobody_(std::make_unique<Nobody>()) {
  runtime::LoopOptions options;
  options.program_version = "simulation";
  loop_ = std::make_unique<runtime::Loop>(directory, *field_, *nobody_, options, runtime::Recovered{}, start);
  for (runtime::Turn turn : {loop_->start(start), loop_->go(start)})
    events_.insert(events_.end(), turn.commit.events.begin(), turn.commit.events.end());
}

ClosedLoop::~ClosedLoop() = default;

void ClosedLoop::advance(Duration duration) {
  for (const Instant until = now_ + duration; now_ < until;) step();
}

void ClosedLoop::happen(const Happening& happening) { plant_.happen(happening, now_); }

void ClosedLoop::step() {
  now_ = now_ + kStep;
  for (; next_ < scenario_.steps.size() && start_ + scenario_.steps[next_].at <= now_; ++next_)
    plant_.happen(scenario_.steps[next_].happening, now_);
  plant_.advance(now_);
  runtime::Samples samples;
  for (std::size_t i = 0; i < due_.size(); ++i) {
    if (due_[i] > now_) continue;
    due_[i] = due_[i] + directory_.site().points[i].period;
    if (const auto sample = plant_.read(site::PointIndex(i), now_)) samples.push_back(*sample);
  }
  std::vector<runtime::Message> messages = std::exchange(field_->reports, {});
  for (runtime::Message& report : std::exchange(nobody_->reports, {})) messages.push_back(std::move(report));
  messages.push_back(std::move(samples));
  messages.push_back(runtime::Committed{loop_->state().last_seq});
  turn(std::move(messages));
}

void ClosedLoop::turn(std::vector<runtime::Message> messages) {
  runtime::Turn turn = loop_->turn(messages, now_);
  events_.insert(events_.end(), std::make_move_iterator(turn.commit.events.begin()), std::make_move_iterator(turn.commit.events.end()));
}

}  // namespace davy::sim
