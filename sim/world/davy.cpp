#include "sim/world/davy.hpp"

#include <algorithm>
#include <array>

namespace davy::sim {
namespace {

constexpr Duration kRetryStore = Duration::from_ms(200);
constexpr Duration kEngineWakes = Duration::from_ms(5);
constexpr Duration kWriterWakes = Duration::from_ms(60);
constexpr std::uint64_t kOtherIds = 1'000'000;  // of notices, for a planted fault
constexpr int kSettleAtMost = 200;

runtime::Options options_of(const Workload& work) {
  runtime::Options options;
  options.loop.program_version = "world";
  options.loop.snapshot_every = work.snapshot_every;
  options.loop.tick = work.tick;
  options.loop.notify_again = 5_s;
  options.queue_limit = 64;
  options.unsaved_events_limit = 400;
  options.unsaved_samples_limit = 600;
  options.store_stalled_after = 2_s;
  return options;
}

}  // namespace

class Davy::FieldPort final : public runtime::Field {
 public:
  explicit FieldPort(Davy& davy) : davy_(davy) {}

  void send(const runtime::FieldCommand& command) override {
    runtime::FieldCommand sent = command;
    if (davy_.settings_.planted == Planted::SwallowCommand && davy_.trouble() != nullptr) return;
    if (davy_.settings_.planted == Planted::ReuseCommandName) {
      if (davy_.first_command_.empty()) davy_.first_command_ = command.command;
      sent.command = davy_.first_command_;
    }
    davy_.ground_.tell(step::CommandLeft{sent, davy_.ground_.clock().now()});
    davy_.outside_.command(sent);
    if (davy_.settings_.planted == Planted::ForgeReadBack) davy_.forge_read_back(sent);
  }

 private:
  Davy& davy_;
};

class Davy::NoticePort final : public runtime::Notifier {
 public:
  explicit NoticePort(Davy& davy) : davy_(davy) {}
  void notify(const core::Notice& notice) override { davy_.hear_of(notice); }

 private:
  Davy& davy_;
};

// The store as it fares: slow, failing, full, or gone with the process in the middle of it.
class Davy::TroubledStore final : public runtime::Store {
 public:
  TroubledStore(Davy& davy, std::unique_ptr<runtime::Store> behind) : davy_(davy), behind_(std::move(behind)) {}

  Result<runtime::Recovered> recover(Instant now) override { return behind_->recover(now); }
  Result<runtime::Tidied> tidy(Instant now) override { return behind_->tidy(now); }

  Result<void> commit(const runtime::Commit& commit) override {
    const runtime::Commit asked = as_asked(commit);
    if (davy_.crashes_at(CrashPoint::BeforeCommit)) return gone();
    const StoreTrouble* trouble = davy_.trouble();
    if (trouble != nullptr && !pass(trouble->commit_takes)) return gone();
    if (dies_within(asked)) return gone();
    if (trouble == nullptr || trouble->mood == StoreMood::Slow) return write(asked);
    if (davy_.settings_.planted == Planted::AcceptFailedCommit) {
      held_.push_back(asked);
      return {};
    }
    return trouble->mood == StoreMood::Full ? Error{ErrorCode::Full, "the disk is full"} : failed("the disk does not answer");
  }

 private:
  static Error gone() { return failed("the process has ended"); }

  // False: the process ended meanwhile.
  bool pass(Duration time) {
    const int life = davy_.life_;
    davy_.ground_.pass_until(davy_.ground_.now() + time, [&] { return davy_.life_ != life; });
    return davy_.life_ == life;
  }

  bool dies_within(const runtime::Commit& commit) {
    if (davy_.calm_ || davy_.next_crash_ >= davy_.settings_.faults.crashes.size()) return false;
    const Crash& crash = davy_.settings_.faults.crashes[davy_.next_crash_];
    if (crash.point != CrashPoint::InCommit || davy_.ground_.age() < crash.after) return false;
    if (happens(davy_.ground_.chance(), 0.5)) static_cast<void>(write(commit));
    return davy_.crashes_at(CrashPoint::InCommit);
  }

  Result<void> write(const runtime::Commit& commit) {
    for (const runtime::Commit& held : std::exchange(held_, {}))
      if (Result<void> done = write(held); !done) return done;
    Result<void> done = behind_->commit(commit);
    if (done) davy_.ground_.tell(step::Durable{commit});
    return done;
  }

  runtime::Commit as_asked(const runtime::Commit& commit) {
    runtime::Commit asked = commit;
    if (davy_.settings_.planted == Planted::ReviewOneself)
      for (core::Event& event : asked.events) review_oneself(event);
    return asked;
  }

  void review_oneself(core::Event& event) {
    if (const auto* done = get_if<core::OrderSubmitted>(&event.body)) workers_[done->order.get()] = event.actor;
    if (const auto* done = get_if<core::HazardRectified>(&event.body)) workers_[done->hazard.get()] = event.actor;
    if (const auto* yes = get_if<core::OrderApproved>(&event.body)) event.actor = workers_[yes->order.get()];
    if (const auto* yes = get_if<core::HazardReviewed>(&event.body)) event.actor = workers_[yes->hazard.get()];
  }

  Davy& davy_;
  std::unique_ptr<runtime::Store> behind_;
  std::vector<runtime::Commit> held_;  // for a planted fault, like the next
  std::map<std::uint64_t, std::string> workers_;
};

Davy::Davy(Ground& ground, const Settings& settings, Disk& disk, Outside outside)
    : ground_(ground),
      settings_(settings),
      disk_(disk),
      outside_(std::move(outside)),
      field_(std::make_unique<FieldPort>(*this)),
      notices_(std::make_unique<NoticePort>(*this)) {}

Davy::~Davy() = default;

void Davy::begin() {
  for (std::size_t i = 0; i < settings_.faults.crashes.size(); ++i) {
    const Crash& crash = settings_.faults.crashes[i];
    if (crash.point != CrashPoint::BetweenSteps && crash.point != CrashPoint::InOrder) continue;
    ground_.at(kWorldBegin + crash.after, [this, crash, i] {
      if (calm_ || next_crash_ > i) return;
      next_crash_ = i + 1;
      if (crash.point == CrashPoint::InOrder)
        stop(crash.down);
      else
        this->crash(crash.down);
    });
  }
  begin_life();
}

// A start that cannot be recorded ends the process; its supervisor starts it again.
void Davy::begin_life() {
  const int life = ++life_;
  dead_works_.clear();
  dead_stores_.clear();
  const auto again = [this, life] {
    ground_.after(1_s, [this, life] {
      if (life == life_ && works_ == nullptr) begin_life();
    });
  };
  Result<std::unique_ptr<runtime::Store>> opened = disk_.open();
  ensure(opened.has_value(), "the disk of a world can be opened");
  store_ = std::make_unique<TroubledStore>(*this, std::move(*opened));
  Result<runtime::Recovered> recovered = store_->recover(ground_.clock().now());
  ensure(recovered.has_value(), "what a world has written can be recovered");
  const runtime::Recovered given = as_recovered(std::move(*recovered));
  ground_.tell(step::Recovered{given, ground_.clock().now()});
  works_ = std::make_unique<runtime::Works>(settings_.directory, runtime::Runtime::Ports{ground_.clock(), *field_, *notices_, *store_},
                                            options_of(settings_.work), given);
  const Result<void> started = works_->start();
  if (life != life_) return;
  if (!started) {
    dead_works_.push_back(std::move(works_));
    dead_stores_.push_back(std::move(store_));
    return again();
  }
  ground_.tell(step::Started{works_->loop()});
  ground_.after(soon(kEngineWakes), [this, life] {
    if (life == life_) go();
  });
}

void Davy::go() {
  works_->go();
  going_ = true;
  saw_turn(step::Turned::Kind::Go);
}

void Davy::turn() {
  works_->turn();
  for (const runtime::Samples& samples : std::exchange(queued_, {})) ground_.tell(step::Accepted{samples, step::Accepted::From::Plant});
  saw_turn(step::Turned::Kind::Turn);
}

void Davy::saw_turn(step::Turned::Kind kind) {
  ground_.tell(step::Turned{works_->loop(), ground_.clock().now(), kind});
  wake_engine(settings_.work.tick);
  wake_writer(soon(kWriterWakes));
}

void Davy::wake_engine(Duration in) {
  const Instant when = ground_.now() + in;
  if (when >= engine_at_) return;
  engine_at_ = when;
  ground_.at(when, [this, life = life_, when] {
    if (life != life_ || when != engine_at_) return;
    engine_at_ = Instant::never();
    turn();
  });
}

void Davy::wake_writer(Duration in) {
  const Instant when = ground_.now() + in;
  if (when >= writer_at_) return;
  writer_at_ = when;
  ground_.at(when, [this, life = life_, when] {
    if (life != life_ || when != writer_at_) return;
    writer_at_ = Instant::never();
    write();
  });
}

void Davy::write() {
  if (writing_ == Writing::Committing || writing_ == Writing::Written) return;  // publish() wakes it again
  runtime::Writer& writer = works_->writer();
  if (writing_ == Writing::Idle) writer.take(Duration());
  if (settings_.planted == Planted::PublishBeforeCommit) writer.publish();
  writing_ = Writing::Committing;
  const int life = life_;
  const bool written = writer.write();
  if (life != life_) return;
  if (!written) {
    writing_ = Writing::InHand;
    return wake_writer(kRetryStore);
  }
  writing_ = Writing::Written;
  ground_.after(soon(kEngineWakes), [this, life] {
    if (life == life_) publish();
  });
}

void Davy::publish() {
  if (crashes_at(CrashPoint::BeforePublish)) return;
  works_->writer().publish();
  works_->writer().tidy();
  writing_ = Writing::Idle;
  wake_engine(soon(kEngineWakes));
  wake_writer(kWriterWakes);
}

void Davy::give(const runtime::Samples& offered, step::Accepted::From from) {
  ground_.tell(step::Accepted{offered, from});
  saw_turn(step::Turned::Kind::Turn);
}

bool Davy::samples(runtime::Samples offered) {
  if (!up()) return false;
  if (settings_.planted == Planted::DropSamples && happens(ground_.chance(), 0.05)) {
    queued_.push_back(std::move(offered));
    return true;
  }
  const std::uint64_t received = works_->loop().fates().received;
  if (works_->samples(as_brought(offered)) != Pushed::Yes) return false;
  if (works_->loop().fates().received != received) {  // it was judged at once
    give(offered, step::Accepted::From::Plant);
  } else {
    queued_.push_back(std::move(offered));
    wake_engine(soon(kEngineWakes));
  }
  return true;
}

void Davy::keep(runtime::Samples offered, const std::function<void(bool)>& done) {
  if (!up()) return done(false);
  const std::uint64_t received = works_->loop().fates().received;
  const int life = life_;
  const auto refused = std::make_shared<bool>(false);
  works_->keep(as_brought(offered), [this, life, offered, done, refused](const runtime::Answer& answer) {
    if (life != life_) return;
    *refused = std::holds_alternative<Error>(answer);
    ground_.tell(step::KeptAnswered{offered, answer});
    done(std::holds_alternative<runtime::Accepted>(answer));
  });
  if (works_->loop().fates().received != received) return give(offered, step::Accepted::From::Plant);
  if (*refused) return;
  queued_.push_back(std::move(offered));
  wake_engine(soon(kEngineWakes));
}

void Davy::report(runtime::Message report) {
  if (!up()) return;
  if (works_->report(std::move(report)) == Pushed::Yes) wake_engine(soon(kEngineWakes));
}

// A mode is set in a turn without samples, so that it is plain by which one each of them is judged.
void Davy::ask(core::PersonRequest request) {
  if (!up()) return;
  const bool sets_mode = holds<core::SetMode>(request.request) || holds<core::EndMode>(request.request);
  if (sets_mode) turn();
  works_->request(std::move(request), [this, life = life_](const runtime::Answer& answer) {
    if (life == life_) ground_.tell(step::Answered{answer});
  });
  if (sets_mode) return turn();
  wake_engine(soon(kEngineWakes));
}

void Davy::crash(Duration down) {
  if (works_ == nullptr) return;
  ground_.tell(step::Crashed{});
  disk_.crash();
  end_life(down);
}

// While a group is in hand a stop would wait for it: the supervisor does not.
void Davy::stop(Duration down) {
  if (!up() || writing_ != Writing::Idle) return crash(down);
  const int life = life_;
  works_->close_doors();
  turn();
  going_ = false;
  works_->stop("in order");
  works_->writer().run();
  if (life == life_) end_life(down);
}

void Davy::end_life(Duration down) {
  const int life = ++life_;
  going_ = false;
  queued_.clear();
  writing_ = Writing::Idle;
  engine_at_ = writer_at_ = Instant::never();
  dead_works_.push_back(std::move(works_));
  dead_stores_.push_back(std::move(store_));
  ground_.after(down, [this, life] {
    if (life == life_) begin_life();
  });
}

bool Davy::crashes_at(CrashPoint point) {
  if (calm_ || next_crash_ >= settings_.faults.crashes.size()) return false;
  const Crash& crash = settings_.faults.crashes[next_crash_];
  if (crash.point != point || ground_.age() < crash.after) return false;
  ++next_crash_;
  this->crash(crash.down);
  return true;
}

const StoreTrouble* Davy::trouble() const {
  if (calm_) return nullptr;
  const auto found = std::ranges::find_if(settings_.faults.store, [&](const StoreTrouble& trouble) {
    return trouble.from <= ground_.age() && ground_.age() < trouble.until;
  });
  return found == settings_.faults.store.end() ? nullptr : &*found;
}

bool Davy::settle() {
  for (int tries = 0; tries < kSettleAtMost && !ground_.broken(); ++tries) {
    if (!up() || writing_ == Writing::Committing || writing_ == Writing::Written) return false;
    turn();
    runtime::Writer& writer = works_->writer();
    if (writing_ == Writing::Idle) writer.take(Duration());
    if (!writer.write()) return false;
    writing_ = Writing::Idle;
    const std::uint64_t before = writer.committed_seq();
    writer.publish();
    if (before == works_->loop().state().last_seq && works_->health().queued == 0) return true;
  }
  return false;
}

void Davy::hear_of(const core::Notice& notice) {
  Chance& chance = ground_.chance();
  if (settings_.planted != Planted::SwallowNotice) ground_.tell(step::Told{notice});
  if (settings_.planted == Planted::NewNoticeId) {
    core::Notice other = notice;
    other.id = core::NoticeId(notice.id.get() + kOtherIds);
    ground_.tell(step::Told{other});
  }
  if (happens(chance, 0.1) && !calm_) return;  // the channel is silent
  const core::NoticeStage stage = happens(chance, 0.1) ? core::NoticeStage::Failed : core::NoticeStage::Sent;
  ground_.after(soon(1_s), [this, life = life_, id = notice.id, stage] {
    if (life == life_) report(core::NoticeReport{id, stage, "display", "as it was"});
  });
}

void Davy::forge_read_back(const runtime::FieldCommand& command) {
  const site::Actuator& actuator = settings_.directory.site()[command.actuator];
  ground_.after(1_s, [this, life = life_, actuator, wanted = command.state] {
    if (life != life_ || !up()) return;
    const Instant now = ground_.clock().now();
    for (const site::ActuatorState& state : actuator.states) {
      if (state.name != wanted) continue;
      const runtime::Samples forged{{actuator.feedback, core::Quality::Good, state.feedback_value, now, now}};
      const std::uint64_t received = works_->loop().fates().received;
      if (works_->samples(forged) == Pushed::Yes && works_->loop().fates().received != received)
        give(forged, step::Accepted::From::Nowhere);
    }
  });
}

runtime::Samples Davy::as_brought(runtime::Samples offered) {
  if (settings_.planted == Planted::LateAsLive)
    for (core::Sample& sample : offered)
      if (sample.arrival - sample.source > 3_s) sample.source = sample.arrival;
  if (settings_.planted == Planted::SampleTwice && happens(ground_.chance(), 0.1) && !offered.empty()) {
    offered.push_back(offered.back());
    offered.back().source = offered.back().source + 1_ns;
  }
  return offered;
}

runtime::Recovered Davy::as_recovered(runtime::Recovered recovered) const {
  const std::array forgetful{Planted::ForgetShelf, Planted::ForgetAlarm, Planted::ForgetSuspension};
  if (std::ranges::find(forgetful, settings_.planted) == forgetful.end()) return recovered;
  core::Engine engine(settings_.directory, recovered.state);
  for (const core::Event& event : std::exchange(recovered.events, {})) engine.evolve(event);
  recovered.state = engine.state();
  if (settings_.planted == Planted::ForgetAlarm) recovered.state.alarms = {};
  if (settings_.planted == Planted::ForgetSuspension) {
    for (auto& [id, permit] : recovered.state.permits.permits)
      if (permit.state == core::PermitState::Suspended) permit.state = core::PermitState::Open;
    return recovered;
  }
  for (auto& [condition, alarm] : recovered.state.alarms.alarms) alarm.shelf.reset();
  for (auto& [name, row] : recovered.state.interlocks.rows) row.bypass.reset();
  return recovered;
}

}  // namespace davy::sim
