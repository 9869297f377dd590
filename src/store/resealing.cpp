#include "store/resealing.hpp"

#include "base/said.hpp"
#include "store/blobs/blobs.hpp"
#include "store/blobs/films.hpp"
#include "store/files.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_page.hpp"
#include "store/sql/database.hpp"
#include "store/upgrade.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPagesAtOnce = 256;             // 1 MiB: checkpoints wait for so long
constexpr auto kRest = std::chrono::milliseconds(2);  // between two: commits and checkpoints come first
constexpr auto kBusyAgain = std::chrono::milliseconds(20);
constexpr auto kLookEvery = std::chrono::seconds(1);
constexpr auto kTroubleAgain = std::chrono::seconds(10);
constexpr std::array<std::string (*)(const std::string&), 2> kLive{database_path, credentials_path};

double size_of(const std::string& path) {
  std::error_code missing;
  const auto bytes = fs::file_size(path, missing);
  return missing ? 0 : static_cast<double>(bytes);
}

std::string journal_of(const std::string& database) { return database + ".resealing"; }

class Reseal {
 public:
  Reseal(const std::string& data_folder, const ResealProgress& progress) : data_folder_(data_folder), progress_(progress) {}

  Result<void> run() {
    copies_ = copies_beside(data_folder_);  // nobody has them open
    const Blobs blobs(data_folder_);
    const std::vector<std::string> pictures = blobs.names();
    for (const auto path_in : kLive) all_ += 2 * size_of(path_in(data_folder_));  // sealed, and looked at once more
    for (const std::string& copy : copies_) all_ += size_of(copy);
    all_ += static_cast<double>(pictures.size()) * kOfAPicture;
    for (const auto path_in : kLive)
      if (Result<void> done = renew(path_in(data_folder_)); !done) return done;
    for (const std::string& copy : copies_) {
      const double size = size_of(copy);
      if (Result<void> done = seal::seal_file_anew(copy); !done) return done;
      if (Result<void> on = go_on(size); !on) return on;
    }
    for (const std::string& picture : pictures) {
      if (Result<void> done = blobs.seal_anew(picture); !done) return done;
      if (Result<void> on = go_on(kOfAPicture); !on) return on;
    }
    forget_uploads(data_folder_);
    return seal::end_resealing(data_folder_);
  }

 private:
  static constexpr double kOfAPicture = 200'000;  // bytes, about

  Result<void> go_on(double bytes) {
    done_ += bytes;
    const double share = all_ > 0 ? std::min(done_ / all_, 1.0) : 1.0;
    if (progress_(share)) return {};
    return error_of(ErrorCode::Unavailable, said({"更换加密将在下次启动时继续", "sealing anew goes on at the next start"}));
  }

  // First nothing of the key before is in the log any more, nor will be: whoever writes from now on knows the new one. Then the pages, until a whole round
  // finds none that was to be sealed.
  Result<void> renew(const std::string& path) {
    if (!fs::exists(path)) return {};
    Result<std::unique_ptr<sql::Database>> opened = sql::Database::open(path, sql::Access::Write);
    if (!opened) return opened.error();
    if (Result<void> emptied = empty_log(**opened); !emptied) return emptied.error().within(path);
    while (true) {
      const Result<std::uint64_t> sealed = walk(**opened, journal_of(path));
      if (!sealed) return sealed.error().within(path);
      if (*sealed == 0) return {};
    }
  }

  Result<void> empty_log(sql::Database& opened) {
    while (true) {
      {
        sql::Statement checkpoint = opened.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        if (checkpoint.query().next() && checkpoint.get<std::uint64_t>(0) == 0) return {};
      }
      if (opened.error() && opened.error()->code != ErrorCode::Unavailable) return *opened.error();
      if (Result<void> on = go_on(0); !on) return on;
      std::this_thread::sleep_for(kBusyAgain);
    }
  }

  Result<std::uint64_t> walk(sql::Database& opened, const std::string& journal) {
    std::uint64_t sealed = 0;
    for (std::uint64_t first = 0;; first += kPagesAtOnce) {
      Result<seal::SealedAnew> done = opened.seal_pages_anew(first, kPagesAtOnce, journal);
      while (!done && done.error().code == ErrorCode::Unavailable) {
        if (Result<void> on = go_on(0); !on) return on.error();
        std::this_thread::sleep_for(kBusyAgain);
        done = opened.seal_pages_anew(first, kPagesAtOnce, journal);
      }
      if (!done) return done.error();
      sealed += done->sealed;
      if (Result<void> on = go_on(static_cast<double>(done->seen * seal::kPageBytes)); !on) return on.error();
      if (done->seen < kPagesAtOnce) return sealed;
      std::this_thread::sleep_for(kRest);
    }
  }

  const std::string& data_folder_;
  const ResealProgress& progress_;
  std::vector<std::string> copies_;
  double all_ = 0;  // bytes
  double done_ = 0;
};

}  // namespace

Result<void> reseal(const std::string& data_folder, const ResealProgress& progress) {
  if (!seal::is_resealing(data_folder)) return {};
  return Reseal(data_folder, progress).run();
}

Result<void> finish_resealing(const std::string& data_folder) {
  for (const auto path_in : kLive)
    if (Result<void> mended = seal::mend_pages(path_in(data_folder), journal_of(path_in(data_folder))); !mended) return mended;
  return {};
}

Resealer::Resealer(std::string data_folder) : data_folder_(std::move(data_folder)) {
  thread_ = std::thread([this] { run(); });
}

Resealer::~Resealer() {
  {
    const std::scoped_lock lock(mutex_);
    ends_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

Result<void> Resealer::begin(const seal::Asked& asked) {
  if (Result<void> begun = seal::begin_resealing(data_folder_, seal::source_of(data_folder_), asked); !begun) return begun;
  {
    const std::scoped_lock lock(mutex_);
    state_ = {.running = true, .done = 0, .trouble = {}};
  }
  wake_.notify_all();
  return {};
}

Resealer::State Resealer::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

// Also what the command line began: seal.json says it.
void Resealer::run() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    if (!seal::is_resealing(data_folder_)) {
      state_.running = false;
      wake_.wait_for(lock, kLookEvery);
      continue;
    }
    state_.running = true;
    state_.done = 0;
    lock.unlock();
    const Result<void> done = reseal(data_folder_, [this](double share) {
      const std::scoped_lock told(mutex_);
      state_.done = share;
      return !ends_;
    });
    lock.lock();
    state_.trouble = done || ends_ ? davy::Said() : said_of(done.error());
    if (!done && !ends_) wake_.wait_for(lock, kTroubleAgain, [this] { return ends_; });
  }
}

}  // namespace davy::store
