#pragma once
// Keeper: keeps a data folder backed up while davyd runs: a backup by schedule, the journal and the newest samples every few seconds in between, and now and
// then a restore that proves that what is kept can be used.
//
// Two threads of its own, which give way to all others; nothing waits for them: one ships, so that neither a long backup nor a proof holds it up, the other
// does the rest. A target that cannot be reached is tried again with each turn and said in state(); a proof that failed after a rest, which grows. What is
// proved is restored beside the data folder (FOLDER.proof), tries itself, and is removed again. State survives in `backup.json` of the data folder. Where
// a target had backups and has nothing any more, none is begun before somebody asks for it: its disk may not be mounted.

#include "base/enum_names.hpp"
#include "base/said.hpp"
#include "runtime/ports.hpp"
#include "store/backup/backup.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace davy::store::backup {

struct KeeperOptions {
  std::string address;  // of the target
  std::string s3_credentials;
  Duration every = Duration::from_ms(24 * 3'600'000);
  Duration ship_every = Duration::from_ms(15'000);
  Duration prove_every = Duration::from_ms(7 * 24 * 3'600'000);
  std::size_t keep = 30;  // backups
  std::string program_version;
  std::function<Result<std::unique_ptr<Target>>()> open = {};                // once for each thread; none: open_target() of the address
  std::function<Result<void>(const std::string& folder)> try_restored = {};  // what a proof made tries itself; none: it does not
};

enum class Doing { Nothing, Backup, Proof };

struct KeeperState {
  struct Kept {
    std::string name;
    Instant at;
    std::uint64_t head = 0;        // the newest record of the journal in it
    std::uint64_t bytes = 0;       // of the databases
    std::uint64_t sent_bytes = 0;  // that travelled for it
    std::string where = {};        // the address; empty: of an older program
  };
  struct Proof {
    std::string name;  // of the backup
    Instant at;
    std::uint64_t records = 0;  // of the journal, restored and checked
    std::string head;           // the newest one's hash, hexadecimal
    double seconds = 0;
  };
  std::string where;
  std::optional<Kept> last;
  std::optional<Instant> shipped_at;  // when all that was durable had reached the target
  std::uint64_t shipped_head = 0;     // the newest record there
  std::optional<Proof> proof;         // the last that succeeded
  davy::Said trouble;                 // why the latest try failed; empty: it did not
  std::optional<Instant> trouble_since;
  Doing doing = Doing::Nothing;
  double progress = 0;  // of what it is doing, 0 to 1
};

class Keeper {
 public:
  // `clock` must outlive it. Begins at once.
  Keeper(std::string data_folder, KeeperOptions options, const runtime::Clock& clock);
  ~Keeper();  // stops after the step that is under way

  KeeperState state() const;  // any thread
  void back_up_now();         // any thread; returns at once
  void prove_now();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store::backup

namespace davy {

template <>
inline constexpr auto kEnumNames<store::backup::Doing> = std::to_array<EnumName<store::backup::Doing>>(
    {{store::backup::Doing::Nothing, "nothing"}, {store::backup::Doing::Backup, "backup"}, {store::backup::Doing::Proof, "proof"}});

}  // namespace davy
