#include "store/backup/keeper.hpp"

#include "runtime/thread_role.hpp"
#include "store/backup/keeper_file.hpp"
#include "store/backup/restore.hpp"
#include "store/seal/keys.hpp"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace davy::store::backup {

class Keeper::Impl {
 public:
  Impl(std::string data_folder, KeeperOptions options, const runtime::Clock& clock)
      : data_folder_(std::move(data_folder)), options_(std::move(options)), clock_(clock), state_(read_state(data_folder_)) {
    state_.where = options_.address;
    state_.trouble.clear();
    state_.trouble_since.reset();
    thread_ = std::thread([this] {
      runtime::take_role("backup", runtime::Urgency::GivesWay);
      run();
    });
  }

  ~Impl() {
    {
      const std::scoped_lock lock(mutex_);
      ends_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

  KeeperState state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
  }

  void ask(Doing wanted) {
    {
      const std::scoped_lock lock(mutex_);
      (wanted == Doing::Backup ? backup_asked_ : proof_asked_) = true;
    }
    wake_.notify_all();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!ends_) {
      lock.unlock();
      const Result<void> done = turn();
      lock.lock();
      state_.doing = Doing::Nothing;
      state_.trouble = done ? "" : done.error().message;
      if (done)
        state_.trouble_since.reset();
      else if (!state_.trouble_since)
        state_.trouble_since = clock_.now();
      wake_.wait_for(lock, std::chrono::nanoseconds(options_.ship_every.ns()), [this] { return ends_ || backup_asked_ || proof_asked_; });
    }
    const bool is_reached = state_.trouble.empty() && shipper_;
    lock.unlock();
    if (is_reached) static_cast<void>(ship());  // the last records of an orderly stop; where nothing answers, nobody waits
  }

  Result<void> turn() {
    if (!target_) {
      Result<std::unique_ptr<Target>> target = open_target(options_.address, options_.s3_credentials);
      if (!target) return target.error();
      target_ = std::move(*target);
    }
    if (wants_backup())
      if (Result<void> done = back_up(); !done) return done;
    if (Result<void> done = ship(); !done) return done;
    return wants_proof() ? prove() : Result<void>();
  }

  // Also after a start: what a shipper knows of the target is gone with the process.
  bool wants_backup() {
    const std::scoped_lock lock(mutex_);
    return backup_asked_ || !shipper_ || !state_.last || clock_.now() - state_.last->at >= options_.every;
  }

  bool wants_proof() {
    const std::scoped_lock lock(mutex_);
    return proof_asked_ || !state_.proof || clock_.now() - state_.proof->at >= options_.prove_every;
  }

  Progress progress() {
    return [this](std::uint64_t done, std::uint64_t all) {
      const std::scoped_lock lock(mutex_);
      state_.progress = all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all);
    };
  }

  void begin(Doing doing) {
    const std::scoped_lock lock(mutex_);
    state_.doing = doing;
    state_.progress = 0;
  }

  Result<void> back_up() {
    begin(Doing::Backup);
    const Instant at = clock_.now();
    const Result<Made> made = make_backup(data_folder_, *target_, at, options_.program_version, progress());
    if (!made) return made.error();
    shipper_.emplace(data_folder_, *target_, *made);
    {
      const std::scoped_lock lock(mutex_);
      backup_asked_ = false;
      state_.last = {made->manifest.name, at, made->manifest.head, made->bytes, made->sent_bytes};
      state_.shipped_at = at;
      state_.shipped_head = made->manifest.head;
      state_.doing = Doing::Nothing;
    }
    if (Result<void> saved = save(); !saved) return saved;
    const Result<std::size_t> removed = keep_newest(data_folder_, *target_, options_.keep);
    return removed ? Result<void>() : removed.error();
  }

  Result<void> ship() {
    const Instant at = clock_.now();
    const Result<Shipper::Shipped> shipped = shipper_->ship();
    if (!shipped && shipped.error().code == ErrorCode::Conflict) return back_up();
    if (!shipped) return shipped.error();
    const std::scoped_lock lock(mutex_);
    state_.shipped_at = at;
    state_.shipped_head = shipped->head;
    return {};
  }

  Result<void> prove() {
    begin(Doing::Proof);
    const std::string place = data_folder_ + ".proof";
    std::error_code ignored;
    std::filesystem::remove_all(place, ignored);
    const Instant began = clock_.now();
    const Result<std::optional<seal::Key>> known = seal::key_of_backups(data_folder_);
    const Opener opener{seal::source_of(data_folder_), known ? *known : std::nullopt};  // also after `davy key change`, without a restart
    const Result<Restored> restored = restore(*target_, "", place, opener, progress());
    std::filesystem::remove_all(place, ignored);
    const double seconds = static_cast<double>((clock_.now() - began).ns()) / 1e9;
    {
      const std::scoped_lock lock(mutex_);
      proof_asked_ = false;
      if (!restored) return restored.error().within("the backup could not be restored");
      state_.proof = {restored->manifest.name, clock_.now(), restored->records, restored->head, seconds};
    }
    return save();
  }

  Result<void> save() { return write_state(data_folder_, state()); }

  const std::string data_folder_;
  const KeeperOptions options_;
  const runtime::Clock& clock_;
  std::unique_ptr<Target> target_;
  std::optional<Shipper> shipper_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  KeeperState state_;
  bool ends_ = false;
  bool backup_asked_ = false;
  bool proof_asked_ = false;
  std::thread thread_;
};

Keeper::Keeper(std::string data_folder, KeeperOptions options, const runtime::Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(data_folder), std::move(options), clock)) {}
Keeper::~Keeper() = default;

KeeperState Keeper::state() const { return impl_->state(); }
void Keeper::back_up_now() { impl_->ask(Doing::Backup); }
void Keeper::prove_now() { impl_->ask(Doing::Proof); }

}  // namespace davy::store::backup
