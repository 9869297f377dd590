// How fast a backup is made, made again when little has changed, and restored with its proof: the journal's whole chain and the views folded anew.

#include "store/backup/restore.hpp"

#include "benches/benches.hpp"
#include "benches/child.hpp"
#include "store/backup/folder_target.hpp"
#include "store/sealing.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

namespace davy::bench {
namespace {

namespace backup = store::backup;

constexpr std::size_t kPoints = 200;
constexpr double kMegabyte = 1e6;

site::Site instruments() {
  site::Site site;
  site.points.resize(kPoints);
  for (std::size_t i = 0; i < kPoints; ++i) site.points[i].name = fmt::format("p{}", i);
  return site;
}

// Samples that hardly compress, and a decision with every commit.
class Life {
 public:
  explicit Life(store::SqliteStore& store) : store_(store) {}

  Result<void> go_on(std::size_t commits) {
    for (std::size_t n = 0; n < commits; ++n) {
      runtime::Commit commit;
      ++seq_;
      const Instant at = Instant::from_unix_ms(1'800'000'000'000 + static_cast<std::int64_t>(seq_) * 1'000);
      for (std::size_t i = 0; i < 20 * kPoints; ++i) {
        noise_ = noise_ * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        commit.samples.push_back(
            {site::PointIndex(i % kPoints), core::Quality::Good, static_cast<double>(noise_ >> 11U) * 0x1p-53, at, at});
      }
      commit.events.push_back({seq_, at, "user:li.na", core::RowReset{"row-1"}});
      if (auto done = store_.commit(commit); !done) return done;
      if (auto tidied = store_.tidy(at); !tidied) return tidied.error();
    }
    return {};
  }
  std::uint64_t events() const { return seq_; }

 private:
  store::SqliteStore& store_;
  std::uint64_t seq_ = 0;
  std::uint64_t noise_ = 1;
};

struct Figures {
  double backup_s = 0;
  double again_s = 0;
  double restore_s = 0;
  double megabytes = 0;
  double sent_again_share = 0;
};

Result<Figures> measure(std::size_t commits) {
  const ScratchFolder folder;
  const std::string data = folder.path() / "data";
  std::filesystem::create_directory(data);
  if (auto prepared = store::prepare_seal(data, {}, store::Sealed::Yes); !prepared) return prepared.error();
  const site::Site site = instruments();
  const site::Directory directory(site);
  auto store = store::SqliteStore::open(data, directory);
  if (!store) return store.error();
  Life life(**store);
  if (auto lived = life.go_on(commits); !lived) return lived.error();

  backup::FolderTarget target(folder.path() / "target");
  std::optional<Result<backup::Made>> first, again;
  std::optional<Result<backup::Restored>> restored;
  Figures figures;
  const Instant at = Instant::from_unix_ms(1'900'000'000'000);
  figures.backup_s = seconds_of([&] { first = backup::make_backup(data, target, at, "bench"); });
  if (!*first) return first->error();
  if (auto lived = life.go_on(1); !lived) return lived.error();
  figures.again_s = seconds_of([&] { again = backup::make_backup(data, target, at + Duration::from_ms(1'000), "bench"); });
  if (!*again) return again->error();
  const store::seal::KeySource key{.key_file = data + ".key", .passphrase_file = {}};
  figures.restore_s = seconds_of([&] { restored = backup::restore(target, "", folder.path() / "new", {key}); });
  if (!*restored) return restored->error();
  if ((*restored)->records != life.events()) return failed("records are missing after the restore");
  figures.megabytes = static_cast<double>((*restored)->bytes) / kMegabyte;
  figures.sent_again_share = static_cast<double>((*again)->sent_bytes) / static_cast<double>((*first)->sent_bytes);
  return figures;
}

Result<Report> run(Scale scale) {
  const std::size_t commits = scale == Scale::Full ? 4'000 : 20;
  const auto figures = measure(commits);
  if (!figures) return figures.error();
  return Report{.params = {{"points", std::to_string(kPoints)},
                           {"commits", std::to_string(commits)},
                           {"mb", fmt::format("{:.0f}", figures->megabytes)}},
                .figures = {{"mb_per_s", figures->megabytes / figures->restore_s},
                            {"backup_mb_per_s", figures->megabytes / figures->backup_s},
                            {"again_s", figures->again_s},
                            {"sent_again_ratio", figures->sent_again_share}},
                .checksum = fmt::format("{} commits", commits + 1)};
}

}  // namespace

Bench restore_bench() { return {"restore", "a backup made, made again, restored and proved", run}; }

}  // namespace davy::bench
