#include "store/backup/keeper.hpp"

#include "base/said.hpp"
#include "runtime/thread_role.hpp"
#include "store/backup/keeper_file.hpp"
#include "store/backup/restore.hpp"
#include "store/seal/keys.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace davy::store::backup {

namespace {

// In turns: a proof is a whole restore. With a turn every 15 seconds after one minute, two, four, at last every six hours.
constexpr std::uint32_t kFirstRest = 4;
constexpr std::uint32_t kLongestRest = 1'440;

}  // namespace

class Keeper::Impl {
 public:
  Impl(std::string data_folder, KeeperOptions options, const runtime::Clock& clock)
      : data_folder_(std::move(data_folder)), options_(std::move(options)), clock_(clock), state_(read_state(data_folder_)) {
    state_.where = options_.address;
    state_.trouble = {};
    state_.trouble_since.reset();
    thread_ = std::thread([this] {
      runtime::take_role("backup", runtime::Urgency::GivesWay);
      run();
    });
    shipping_ = std::thread([this] {
      runtime::take_role("backup-ship", runtime::Urgency::GivesWay);
      run_shipping();
    });
  }

  ~Impl() {
    {
      const std::scoped_lock lock(mutex_);
      ends_ = true;
    }
    wake_.notify_all();
    thread_.join();
    shipping_.join();
  }

  KeeperState state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
  }

  void ask(Doing wanted) {
    {
      const std::scoped_lock lock(mutex_);
      (wanted == Doing::Backup ? backup_asked_ : proof_asked_) = true;
      is_woken_ = true;
    }
    wake_.notify_all();
  }

 private:
  // What each kind of work failed with last; empty: it did not.
  struct Troubles {
    davy::Said backup, ship, proof;
  };

  void run() {
    std::unique_lock lock(mutex_);
    while (!ends_) {
      is_woken_ = false;
      lock.unlock();
      turn();
      lock.lock();
      state_.doing = Doing::Nothing;
      wake_.wait_for(lock, std::chrono::nanoseconds(options_.ship_every.ns()), [this] { return ends_ || is_woken_; });
    }
  }

  void turn() {
    if (!target_) {
      if (Result<void> opened = open(target_); !opened) return tell(&Troubles::backup, opened);
    }
    if (wants_backup()) {
      const Result<void> done = back_up();
      tell(&Troubles::backup, done);
      if (!done) return;
    }
    if (wants_proof()) tell(&Troubles::proof, prove());
  }

  void run_shipping() {
    std::unique_lock lock(mutex_);
    for (bool last = false; !last;) {
      wake_.wait_for(lock, std::chrono::nanoseconds(options_.ship_every.ns()), [this] { return ends_; });
      last = ends_;
      if (last && !(troubles_.backup.empty() && troubles_.ship.empty())) return;  // where nothing answers, nobody waits
      lock.unlock();
      ship();  // also the last records of an orderly stop
      lock.lock();
    }
  }

  Result<void> open(std::unique_ptr<Target>& target) const {
    Result<std::unique_ptr<Target>> opened = options_.open ? options_.open() : open_target(options_.address, options_.s3_credentials);
    if (!opened) return opened.error();
    target = std::move(*opened);
    return {};
  }

  void tell(davy::Said Troubles::*of, const Result<void>& done) {
    const std::scoped_lock lock(mutex_);
    troubles_.*of = done ? davy::Said() : said_of(done.error());
    state_.trouble = troubles_.backup;
    for (const davy::Said& other : {troubles_.ship, troubles_.proof})
      if (state_.trouble.empty()) state_.trouble = other;
    if (state_.trouble.empty())
      state_.trouble_since.reset();
    else if (!state_.trouble_since)
      state_.trouble_since = clock_.now();
  }

  // What lies ahead was written by a clock that was.
  bool is_due(Instant last, Duration every) const {
    const Duration since = clock_.now() - last;
    return since < Duration() || since >= every;
  }

  // Also after a start: what a shipper knows of the target is gone with the process.
  bool wants_backup() {
    const std::scoped_lock lock(mutex_);
    return backup_asked_ || is_base_wanted_ || !state_.last || is_due(state_.last->at, options_.every);
  }

  bool wants_proof() {
    const std::scoped_lock lock(mutex_);
    if (proof_asked_) return true;
    if (rest_ > 0) return --rest_, false;
    return !state_.proof || is_due(state_.proof->at, options_.prove_every);
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

  // Nothing of ours where there was something: perhaps a disk that is not mounted, and what is put there would lie on the one below.
  Result<void> find_place() {
    {
      const std::scoped_lock lock(mutex_);
      if (backup_asked_ || !state_.last || state_.last->where != options_.address) return {};
    }
    return find_seal(*target_);
  }

  Result<void> back_up() {
    if (Result<void> found = find_place(); !found) return found;
    begin(Doing::Backup);
    const Instant at = clock_.now();
    Result<Made> made = make_backup(data_folder_, *target_, at, options_.program_version, progress());
    if (!made) return made.error();
    const std::string name = made->manifest.name;
    {
      const std::scoped_lock lock(mutex_);
      backup_asked_ = is_base_wanted_ = false;
      state_.last = {name, at, made->manifest.head, made->bytes, made->sent_bytes, options_.address};
      if (!state_.shipped_at || *state_.shipped_at < at) state_.shipped_at = at;
      state_.shipped_head = std::max(state_.shipped_head, made->manifest.head);
      state_.doing = Doing::Nothing;
      base_ = std::move(*made);
    }
    if (Result<void> saved = save(); !saved) return saved;
    const Result<std::size_t> removed = keep_newest(data_folder_, *target_, {options_.keep, name});
    return removed ? Result<void>() : removed.error();
  }

  // Goes on after the newest backup of this process.
  bool has_base() {
    const std::scoped_lock lock(mutex_);
    if (base_) shipper_.emplace(data_folder_, *ship_target_, *base_);
    base_.reset();
    return shipper_.has_value();
  }

  void ship() {
    if (!ship_target_) {
      if (Result<void> opened = open(ship_target_); !opened) return tell(&Troubles::ship, opened);
    }
    if (!has_base()) return;
    const Instant at = clock_.now();
    const Result<Shipper::Shipped> shipped = shipper_->ship();
    if (!shipped) return fail_to_ship(shipped.error());
    {
      const std::scoped_lock lock(mutex_);
      state_.shipped_at = at;
      state_.shipped_head = std::max(state_.shipped_head, shipped->head);
    }
    tell(&Troubles::ship, {});
  }

  void fail_to_ship(const Error& error) {
    const bool wants_base = error.code == ErrorCode::Conflict || error.code == ErrorCode::NotFound;
    {
      const std::scoped_lock lock(mutex_);
      if (base_) return;  // there is a newer one already
      is_base_wanted_ = is_base_wanted_ || wants_base;
      is_woken_ = is_woken_ || wants_base;
    }
    // That samples were tidied away, or the key changed, is as it should be: a new backup follows at once.
    if (error.code != ErrorCode::Conflict) tell(&Troubles::ship, error);
    wake_.notify_all();
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
    const Result<void> tried = restored && options_.try_restored ? options_.try_restored(place) : Result<void>();
    std::filesystem::remove_all(place, ignored);
    const double seconds = static_cast<double>((clock_.now() - began).ns()) / 1e9;
    {
      const std::scoped_lock lock(mutex_);
      proof_asked_ = false;
      if (!restored || !tried) next_rest_ = rest_ = std::clamp(2 * next_rest_, kFirstRest, kLongestRest);
      if (!restored) return seen_from(said({"备份无法恢复", "the backup could not be restored"}), restored.error());
      if (!tried)
        return seen_from(said({"备份已恢复，但恢复出的数据未通过自检",
                               "the backup was restored, but what it gave did not pass its self-test"}),
                         tried.error());
      next_rest_ = rest_ = 0;
      state_.proof = {restored->manifest.name, clock_.now(), restored->records, restored->head, seconds};
    }
    return save();
  }

  Result<void> save() { return write_state(data_folder_, state()); }

  const std::string data_folder_;
  const KeeperOptions options_;
  const runtime::Clock& clock_;
  std::unique_ptr<Target> target_;       // of the one thread
  std::unique_ptr<Target> ship_target_;  // of the other
  std::optional<Shipper> shipper_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  KeeperState state_;
  Troubles troubles_;
  std::optional<Made> base_;    // made, and not yet taken by the thread that ships
  bool is_base_wanted_ = true;  // nothing can be shipped before
  std::uint32_t rest_ = 0;      // turns until the next proof is tried
  std::uint32_t next_rest_ = 0;
  bool ends_ = false;
  bool is_woken_ = false;
  bool backup_asked_ = false;
  bool proof_asked_ = false;
  std::thread thread_;
  std::thread shipping_;
};

Keeper::Keeper(std::string data_folder, KeeperOptions options, const runtime::Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(data_folder), std::move(options), clock)) {}
Keeper::~Keeper() = default;

KeeperState Keeper::state() const { return impl_->state(); }
void Keeper::back_up_now() { impl_->ask(Doing::Backup); }
void Keeper::prove_now() { impl_->ask(Doing::Proof); }

}  // namespace davy::store::backup
