#pragma once
// Daemon: all parts of davyd, built in the order in which they need each other, and stopped in reverse. One thread.

#include "api/server.hpp"
#include "apps/davyd/checkpoint_book.hpp"
#include "apps/davyd/key_teller.hpp"
#include "apps/davyd/options.hpp"
#include "apps/davyd/rule_watch.hpp"
#include "apps/davyd/self_test_watch.hpp"
#include "apps/davyd/token_teller.hpp"
#include "base/said.hpp"
#include "field/mqtt/mqtt_field.hpp"
#include "notify/display/display.hpp"
#include "record/kind.hpp"
#include "runtime/runtime.hpp"
#include "runtime/system_clock.hpp"
#include "store/accounts/credentials.hpp"
#include "store/backup/keeper.hpp"
#include "store/open_folder.hpp"
#include "store/resealing.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace davy::davyd {

class Daemon {
 public:
  // Running and answering when it returns. What is wrong with the site has been logged, finding by finding.
  static Result<std::unique_ptr<Daemon>> start(const Options& options);
  ~Daemon();  // stops

  std::string url() const { return server_->url(); }
  std::uint16_t port() const { return server_->port(); }
  Result<std::optional<std::string>> setup_link() { return server_->setup_link(); }

  // Logs what changed since the last look: store, broker, backups, evaluation, witnesses; tells the journal what was done to tokens and keys meanwhile. True
  // while the engine evaluates.
  bool look();

  // That Davy start anew under the files of now, for `who`. It says why not, and goes on as it is, where it would not start: errors in the files, above all.
  // From any thread.
  Result<void> ask_for_start(std::string who);
  // By whom; once for each asking, from the second look on: until then whoever asked over HTTP is being answered. None, too, where files that changed since
  // would keep it from starting: that is logged.
  std::optional<std::string> asked_to_start();

  // `asked_by`: who asked that it start anew; empty: it ends. For a start anew nobody waits for copies and witnesses that are under way; their threads still run.
  void stop(const std::string& reason, const std::string& asked_by = {});

 private:
  struct Wish {  // that Davy start anew
    std::string who;
    bool was_seen = false;
  };

  explicit Daemon(site::Site site);
  Result<void> would_start() const;
  Result<void> open(const Options& options, store::OpenFolder folder, std::optional<core::NoteSite> note);
  Result<void> open_store(const Options& options, store::OpenFolder folder);
  void connect_field(const Options& options, std::string password);
  Result<void> start_runtime();
  Result<void> serve(const Options& options, record::KindBook kinds);
  void tell_of_site(core::NoteSite note);
  void note_site(core::NoteSite note);
  Result<void> begin_records(const std::string& site_folder, const record::KindBook& kinds);
  Result<void> begin_matters(const Options& options);
  void begin_keeping(const Options& options, api::Options& api_options);
  Result<void> try_restored(const std::string& folder) const;
  field::MqttSink sink();
  void look_at_store(const runtime::Health& health);
  void look_at_broker();
  void look_at_backups();
  void look_at_evaluation(const runtime::Health& health);
  void look_at_witnesses();
  Result<void> begin_witnessing(const std::string& file);
  void try_itself();

  Options options_;
  const site::Site site_;
  const site::Directory directory_{site_};
  runtime::SystemClock clock_;
  notify::Display display_;
  std::shared_ptr<SelfTestWatch> self_tests_ = std::make_shared<SelfTestWatch>();  // the runtime keeps no hold of it
  std::shared_ptr<RuleWatch> rule_watch_ = std::make_shared<RuleWatch>();          // nor of this
  std::unique_ptr<store::SqliteStore> store_;
  std::unique_ptr<store::Credentials> credentials_;
  std::unique_ptr<store::Checkpoints> checkpoints_;
  std::unique_ptr<StoreCheckpointBook> checkpoint_book_;
  std::unique_ptr<field::MqttField> field_;
  std::unique_ptr<runtime::Runtime> runtime_;
  std::unique_ptr<TokenTeller> token_teller_;
  std::unique_ptr<KeyTeller> key_teller_;
  std::unique_ptr<store::Resealer> resealer_;      // none: in the clear
  std::unique_ptr<store::backup::Keeper> keeper_;  // none: no backups
  std::unique_ptr<notify::Courier> courier_;
  std::unique_ptr<api::Server> server_;
  std::thread telling_;  // what rules a large site has

  std::mutex wish_mutex_;
  std::optional<Wish> wish_;

  // As last logged.
  bool store_ok_ = true;
  bool broker_up_ = true;
  bool evaluating_ = true;
  Said backup_trouble_;
  std::string witness_errors_;
};

}  // namespace davy::davyd
