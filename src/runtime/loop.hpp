#pragma once
// Loop: the heart between its ports, one turn at a time: messages in, safety commands out at once, then what is to be made durable.
//
// It has no thread, clock or queue of its own, so that daemon, simulation and evaluation run the same one. Its caller keeps the order of effects: commit a
// turn, only then give its answers, and say so with a Committed message; notices leave in the turn that takes this message, if they are
// still true in it. Start: start(), commit, go(). One thread.

#include "core/detect/detector.hpp"
#include "runtime/exercise_player.hpp"
#include "runtime/ports.hpp"

#include <deque>
#include <functional>
#include <span>
#include <variant>
#include <vector>

namespace davy::runtime {

// The answer to a person's request, given after the commit.
struct Accepted {
  std::vector<core::Event> events;  // those that the request caused, now durable
};
using Answer = std::variant<Accepted, core::Refusal, Error>;

struct Ask {
  core::PersonRequest request;
  std::function<void(const Answer&)> done;
};

// Samples whose sender waits until they are durable; answered with Accepted and no events.
struct Kept {
  std::vector<core::Sample> samples;
  std::function<void(const Answer&)> done;
};

// Somebody wants to see what the engine knows, between two inputs of it. Short: commands wait for it.
struct Look {
  std::function<void(const core::State& state, const core::Detector& detector, Instant now)> at;
};

// Everything up to this sequence is durable.
struct Committed {
  std::uint64_t seq = 0;
};

using Samples = std::vector<core::Sample>;
using Message = std::variant<Samples, Kept, Ask, core::CommandReport, core::DeviceReport, core::NoticeReport, core::ThinningReport,
                             Committed, Look, core::Lived>;

// What a turn leaves to its caller.
struct Turn {
  Commit commit;
  struct Pending {
    std::function<void(const Answer&)> done;
    Answer answer;
  };
  std::vector<Pending> answers;  // to be given after the commit
};

// Whether the clock is watched for leaps, which are then decided upon; one that is set back by less than a second stands still until it has caught up, so that
// no record is of an earlier moment than the one before it. A replay's clock leaps all the time and means nothing by it.
enum class Leaps { Ignored, Watched };

struct LoopOptions {
  std::string program_version;
  std::uint64_t snapshot_every = 2'000;               // events
  Duration tick = Duration::from_ms(100);             // how finely silence and timers are seen
  Duration notify_again = Duration::from_ms(30'000);  // a notice that its channel has not reported on is handed out again
  Leaps leaps = Leaps::Ignored;
  core::TakesBack takes_back = core::TakesBack::Anything;
  core::DetectorOptions detector;
};

class Loop {
 public:
  // Restores state, timers and detection; decides nothing yet. The references must outlive the loop.
  Loop(const site::Directory& directory, Field& field, Notifier& notifier, LoopOptions options, const Recovered& recovered, Instant now);

  // Decides the start, and no command yet: were the start not durable, names of commands could be given twice.
  Turn start(Instant now);
  // The start is durable: tripped rows command, as of now, however long that took, and what the recovered samples say about every condition is evaluated. Silence
  // counts from now.
  Turn go(Instant now);

  // The messages in their order, then the passing of time. `messages` is left empty.
  Turn turn(std::vector<Message>& messages, Instant now);

  // For replays, beside turn(): takes the samples before the first that could change anything, and says how many those are. They give no event and are
  // in no commit.
  std::size_t take_calm(std::span<const core::Sample> samples);

  // Decides the stop in order; the turn holds a snapshot.
  Turn stop(const std::string& reason, Instant now, const std::string& asked_by = {});

  const core::State& state() const { return engine_.state(); }
  const core::Detector& detector() const { return detector_; }
  // What good samples of the point are made uncertain by; None or Valid: nothing.
  core::CalibrationState calibration(site::PointIndex point) const { return calibration_[point.get()]; }
  core::Fates fates() const;  // of the samples since the start, without those recovered

 private:
  void take(Samples& batch, Instant now);
  void judge(Samples& batch, Instant now);
  void play_drill(Instant now);
  void take(Kept& kept, Instant now);
  void take(Ask& ask, Instant now);
  void take_readings(const std::vector<core::Event>& events, Instant now);
  void take(Committed& committed, Instant now);
  void take(const Look& look, Instant now);
  void take(const core::CommandReport& report, Instant now);
  void take(const core::DeviceReport& report, Instant now);
  void take(const core::NoticeReport& report, Instant now);
  void take(const core::ThinningReport& report, Instant now);
  void take(core::Lived& lived, Instant now);
  void rebuild_detection(const Recovered& recovered, Instant now);
  Instant held(Instant now);
  void watch_clock(Instant now);
  void pass_time(Instant now);
  void step_findings(Instant now);
  std::optional<core::Refusal> step(const core::Input& input, Instant now);
  template <class Decide>
  std::optional<core::Refusal> carry_out(Decide decide, Instant now);
  void send_command(const core::Event& event, std::vector<core::CommandReport>& not_sent);
  void tell_detection(const core::Event& event);  // of what is known besides samples
  void tell_open_orders();
  void tell_open_hazards();
  void learn_calibrations();
  void doubt(Samples& batch) const;
  void hand_out_notices(Instant now);
  void hand_out_again(Instant now);
  void hand_out(core::NoticeId id, Instant now);
  Turn finish();
  void add_snapshot();

  const site::Directory& directory_;
  Field& field_;
  Notifier& notifier_;
  LoopOptions options_;
  core::Engine engine_;
  core::Detector detector_;
  core::Findings findings_;
  ExercisePlayer exercise_;
  std::vector<bool> is_feedback_;                    // by PointIndex
  std::vector<core::CalibrationState> calibration_;  // by PointIndex
  bool any_doubted_ = false;                         // of those
  std::vector<core::Edge> rebuilt_;                  // what the recovered samples say, the last edge of each condition, until go()
  std::optional<Instant> last_alive_;
  core::Fates before_start_;
  struct HandedOut {
    core::NoticeId notice;
    Instant when;
  };
  std::deque<HandedOut> handed_out_;  // oldest first; one that was reported on meanwhile is no longer waiting
  std::uint64_t considered_seq_ = 0;  // notices up to it were handed out, or dropped
  std::uint64_t committed_seq_ = 0;
  std::uint64_t snapshot_seq_ = 0;
  Instant next_tick_ = Instant::before_all();
  Instant turned_at_ = Instant::before_all();
  Instant decided_at_ = Instant::before_all();  // of the latest step, or what was recorded last before the start
  bool orders_changed_ = false;                 // since detection was told of them
  bool hazards_changed_ = false;
  Turn turn_;  // the one being made
};

}  // namespace davy::runtime
