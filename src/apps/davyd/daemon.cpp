#include "apps/davyd/daemon.hpp"

#include "api/http/http_server.hpp"
#include "api/http/local_ca.hpp"
#include "api/resources/record_desk.hpp"
#include "apps/davyd/become_itself.hpp"
#include "apps/davyd/first_matters.hpp"
#include "apps/davyd/first_records.hpp"
#include "apps/davyd/site_in_force.hpp"
#include "base/said.hpp"
#include "base/version.hpp"
#include "site/exercise.hpp"
#include "site/safety_rules.hpp"
#include "store/files.hpp"
#include "store/rehearsed.hpp"
#include "store/seal/keys.hpp"
#include "store/views/queries.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <utility>

namespace davy::davyd {
namespace {

constexpr Duration kConsolesComeBack = Duration::from_ms(15'000);
constexpr Duration kBrokerAnswers = Duration::from_ms(2'000);  // a broker that is there does so in milliseconds
constexpr std::size_t kDigestedAtOnce = 20'000;                // conditions; a larger site is not kept waiting for it
constexpr Duration kStalledAfter = Duration::from_ms(5'000);

Result<std::string> password_of(const std::string& user, const std::string& file) {
  if (file.empty()) return std::string();
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(user + ":")) return line.substr(user.size() + 1);
  return not_found(said({"{1} 中没有以 '{0}:' 开头的行", "no line '{0}:…' in {1}"}, user, file));
}

Result<record::KindBook> read_kinds(const std::string& packs_folder, const std::vector<std::string>& packs) {
  std::vector<record::KindBook::Source> sources = record::shipped_kinds();
  Result<std::vector<record::KindBook::Source>> of_packs = record::kinds_of_packs(packs_folder, packs);
  if (!of_packs) return of_packs.error();
  std::ranges::move(*of_packs, std::back_inserter(sources));
  return record::KindBook::read(sources);
}

Result<store::OpenFolder> open_data(const Options& options) {
  std::error_code cannot;
  std::filesystem::create_directories(options.data_folder, cannot);
  if (cannot) return failed(said({"无法建立 {}：{}", "cannot make {}: {}"}, options.data_folder, cannot.message()));
  store::seal::look_for_keys_at(options.seal_key);
  const Result<store::Sealed> sealed = store::prepare_seal(options.data_folder, options.seal_key, options.new_data);
  if (!sealed) return sealed.error();
  if (*sealed == store::Sealed::No)
    spdlog::warn("the data in {} are in the clear: `davy seal --data {}` seals them while davyd is stopped", options.data_folder,
                 options.data_folder);
  return store::open_folder(options.data_folder);
}

// Whether it is no longer what was known of it; then it is known as it is.
template <class T>
bool has_changed(T& known, const T& now) {
  return std::exchange(known, now) != now;
}

// None: in the clear.
Result<std::optional<api::TlsFiles>> tls_of(const Options& options, Instant now) {
  if (!options.tls_certificate.empty()) return std::optional(api::TlsFiles{options.tls_certificate, options.tls_key});
  if (options.tls_local_ca.empty()) return std::optional<api::TlsFiles>();
  std::vector<std::string> names{"localhost", "127.0.0.1"};
  for (const std::string& name : options.tls_names)
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  const auto files = api::local_ca(options.tls_local_ca, names, now);
  if (!files) return files.error();
  return std::optional(*files);
}

// What a start reads besides the site and people change meanwhile, first of all the key of the data: a start that fails protects nobody.
Result<void> could_start(const Options& options, const std::vector<std::string>& packs) {
  for (const std::string& path :
       {options.tls_certificate, options.tls_key, options.mqtt_ca, options.authority, options.broker_passwords, options.broker_acl,
        options.broker_folder, options.web_folder, options.backup.s3_credentials, options.seal_key.passphrase_file, options.first_matters})
    if (std::error_code ignored; !path.empty() && !std::filesystem::exists(path, ignored))
      return not_found(said({"{} 不在了", "{} is not there"}, path));
  if (!options.tls_certificate.empty())
    if (Result<void> fits = api::HttpServer::could_speak({options.tls_certificate, options.tls_key}); !fits) return fits;
  const auto key = store::seal::open_seal(options.data_folder, store::seal::source_of(options.data_folder));
  if (!key) return key.error();
  if (const auto password = password_of(options.mqtt_user, options.mqtt_password_file); !password) return password.error();
  if (const auto kinds = read_kinds(options.packs_folder, packs); !kinds) return kinds.error();
  if (options.witnesses.empty()) return {};
  const auto plans = notify::read_witnesses(options.witnesses);
  return plans ? Result<void>() : Result<void>(plans.error());
}

// None: devices get their passwords elsewhere.
std::optional<api::BrokerFiles> broker_files_of(const Options& options) {
  if (!options.broker_folder.empty()) {
    const std::filesystem::path folder(options.broker_folder);
    return api::BrokerFiles{(folder / "passwd").string(), (folder / "acl").string(), (folder / "changed").string(), options.broker_pid};
  }
  if (options.broker_passwords.empty()) return std::nullopt;
  return api::BrokerFiles{options.broker_passwords, options.broker_acl, {}, options.broker_pid};
}

// Empty: there is none to be given.
std::string authority_of(const Options& options) {
  if (!options.authority.empty()) return options.authority;
  if (!options.tls_local_ca.empty()) return options.tls_local_ca + "/ca.crt";
  return options.broker_folder.empty() ? "" : options.broker_folder + "/ca.crt";
}

api::Malformed malformed_of(const field::Quarantine& quarantine) {
  api::Malformed malformed;
  for (const auto& [reason, name] : kEnumNames<field::Malformed>)
    if (const std::uint64_t count = quarantine.count(reason)) malformed.counts[std::string(name)] = count;
  for (field::Quarantined& entry : quarantine.newest_first())
    malformed.latest.push_back({entry.when, std::move(entry.topic), std::string(name_of(entry.reason)), std::move(entry.excerpt)});
  return malformed;
}

api::Witnessing witnessing_of(notify::Courier& courier) {
  api::Witnessing witnessing;
  witnessing.checkpoint_error = courier.checkpoint_error();
  for (notify::WitnessState& each : courier.states())
    witnessing.witnesses.push_back(
        {std::move(each.name), std::string(name_of(each.kind)), each.last_success, each.waiting, std::move(each.error)});
  return witnessing;
}

}  // namespace

// The store before the site: it knows which one was accepted.
Result<std::unique_ptr<Daemon>> Daemon::start(const Options& options) {
  FoundSite found = read_site(options);
  if (!found.site && !std::filesystem::exists(store::database_path(options.data_folder))) return no_site(found);
  Result<store::OpenFolder> folder = open_data(options);
  if (!folder) return folder.error();
  Result<SiteInForce> in_force = site_in_force(std::move(found), *folder);
  if (!in_force) return in_force.error();
  auto daemon = std::unique_ptr<Daemon>(new Daemon(std::move(in_force->site)));
  if (Result<void> opened = daemon->open(options, std::move(*folder), std::move(in_force->note)); !opened) return opened.error();
  return daemon;
}

Daemon::Daemon(site::Site site) : site_(std::move(site)), display_(clock_, kConsolesComeBack) {}

Daemon::~Daemon() { stop("the program ended"); }

Result<void> Daemon::open(const Options& options, store::OpenFolder folder, std::optional<core::NoteSite> note) {
  options_ = options;
  Result<std::string> password = password_of(options.mqtt_user, options.mqtt_password_file);
  if (!password) return password.error();

  if (Result<void> opened = open_store(options, std::move(folder)); !opened) return opened;

  // The way to the valves stands before the first evaluation, which may have to command them.
  connect_field(options, std::move(*password));
  if (Result<void> started = start_runtime(); !started) return started;
  if (note) tell_of_site(std::move(*note));
  token_teller_ = std::make_unique<TokenTeller>(options.data_folder, *credentials_, *runtime_);
  key_teller_ = std::make_unique<KeyTeller>(options.data_folder, *runtime_);
  display_.report_to([this](core::NoticeReport report) { return runtime_->report(std::move(report)); });

  Result<record::KindBook> kinds = read_kinds(options.packs_folder, site_.packs);
  if (!kinds) return kinds.error();
  if (Result<void> begun = begin_records(options.site_folder, *kinds); !begun) return begun.error();
  if (Result<void> begun = begin_matters(options); !begun) return begun.error();
  if (Result<void> begun = begin_witnessing(options.witnesses); !begun) return begun.error();
  if (Result<void> served = serve(options, std::move(*kinds)); !served) return served;
  field_->listen(sink());
  if (options.golden_drill) try_itself();
  return {};
}

void Daemon::connect_field(const Options& options, std::string password) {
  const field::MqttOptions broker{options.mqtt_host, options.mqtt_port, options.mqtt_user, std::move(password), options.mqtt_ca};
  field_ = std::make_unique<field::MqttField>(directory_, clock_, broker);
  if (!field_->connect(kBrokerAnswers)) spdlog::warn("no MQTT broker at {}:{} yet", options.mqtt_host, options.mqtt_port);
}

Result<void> Daemon::start_runtime() {
  runtime::Options options;
  options.loop.program_version = kVersion;
  options.loop.leaps = runtime::Leaps::Watched;
  auto runtime = runtime::Runtime::start(directory_, {clock_, *field_, display_, *store_}, options);
  if (!runtime) return runtime.error();
  runtime_ = std::move(*runtime);
  runtime_->listen(self_tests_);
  runtime_->listen(rule_watch_);
  return runtime_->look([this](const core::State& state, Instant) { rule_watch_->begin(state.rules); });
}

Result<void> Daemon::serve(const Options& options, record::KindBook kinds) {
  const auto tls = tls_of(options, clock_.now());
  if (!tls) return tls.error();
  api::Options api_options{.address = options.http_address,
                           .port = options.http_port,
                           .tls = *tls,
                           .names = options.tls_names,
                           .broker_files = broker_files_of(options),
                           .authority = authority_of(options),
                           .web_folder = options.web_folder,
                           .data_folder = options.data_folder,
                           .packs_folder = options.packs_folder,
                           .site_folder = options.site_folder,
                           .program_version = kVersion,
                           .kinds = std::move(kinds),
                           .malformed = [this] { return malformed_of(field_->quarantine()); },
                           .witnessing = [this] { return witnessing_of(*courier_); },
                           .rules = [this] { return rule_watch_->book(); },
                           .start_anew = [this](const std::string& login) { return ask_for_start(login); }};
  begin_keeping(options, api_options);
  auto server = api::Server::create(std::move(api_options), {directory_, clock_, *runtime_, *credentials_, *checkpoints_});
  if (!server) return server.error();
  server_ = std::move(*server);
  display_.show_with([this](const core::Notice& notice) { return server_->show(notice); });
  return {};
}

// What sees to the data in the background: copies elsewhere, another key.
void Daemon::begin_keeping(const Options& options, api::Options& api_options) {
  if (!options.backup.address.empty()) {
    store::backup::KeeperOptions backup = options.backup;
    backup.program_version = kVersion;
    backup.try_restored = [this](const std::string& folder) { return try_restored(folder); };
    keeper_ = std::make_unique<store::backup::Keeper>(options.data_folder, std::move(backup), clock_);
    api_options.keeper = keeper_.get();
  }
  if (const auto key = store::seal::key_of(options.data_folder); key && *key)
    resealer_ = std::make_unique<store::Resealer>(options.data_folder);
  api_options.resealer = resealer_.get();
}

// A restored folder, by the rules of this site; one without a limit has nothing to be tried.
Result<void> Daemon::try_restored(const std::string& folder) const {
  const Result<core::DrillEnded> ended = store::rehearsed(folder, directory_, clock_.now());
  if (!ended && ended.error().code == ErrorCode::NotFound) return {};
  if (!ended) return ended.error();
  if (ended->verdict == core::DrillVerdict::Passed) return {};
  return failed(fmt::format("{} of {} steps were seen", ended->score, ended->of));
}

Result<void> Daemon::open_store(const Options& options, store::OpenFolder folder) {
  auto store = store::SqliteStore::open(std::move(folder), directory_);
  if (!store) return store.error();
  store_ = std::move(*store);
  auto credentials = store::Credentials::open(options.data_folder);
  if (!credentials) return credentials.error();
  credentials_ = std::move(*credentials);

  auto checkpoints = store::Checkpoints::open(options.data_folder, site_.name);
  if (!checkpoints) return checkpoints.error();
  checkpoints_ = std::move(*checkpoints);
  checkpoint_book_ = std::make_unique<StoreCheckpointBook>(*checkpoints_, clock_);
  return {};
}

// What the files hold is a record: taken over, held back, or what it was.
void Daemon::tell_of_site(core::NoteSite note) {
  const core::RuleBook book = rule_watch_->book();
  const bool is_new = note.found.version == site_.version && !(book.accepted && book.accepted->what.version == site_.version);
  if (!is_new) return note_site(std::move(note));
  auto digest_and_note = [this, note = std::move(note)]() mutable {
    note.found.parts = site::rules_digests(site_);
    note_site(std::move(note));
  };
  if (site_.conditions.size() <= kDigestedAtOnce)
    digest_and_note();
  else
    telling_ = std::thread(std::move(digest_and_note));
}

void Daemon::note_site(core::NoteSite note) {
  const core::Actor davy{"machine:davyd", core::Role::Administrator, {}};
  runtime_->request({davy, std::move(note)}, [](const runtime::Answer& answer) {
    if (const auto* no = std::get_if<core::Refusal>(&answer)) spdlog::error("the site's files are not in the journal: {}", no->message.en);
    if (const auto* error = std::get_if<Error>(&answer)) spdlog::error("the site's files are not in the journal yet: {}", error->message);
  });
}

// From a reading to a notice, on stand-ins: that the program runs does not yet show that it would ring.
void Daemon::try_itself() {
  const auto& scenarios = site_.drill_scenarios;
  if (std::ranges::find(scenarios, site::DrillKind::Golden, &site::DrillScenario::kind) == scenarios.end())
    return spdlog::info("the site has no limit that a self-test could try");
  const core::Actor davy{"machine:davyd", core::Role::SafetyOfficer, {}};
  runtime_->request({davy, core::StartDrill{std::string(site::kGoldenScenario)}}, [](const runtime::Answer& answer) {
    if (const auto* no = std::get_if<core::Refusal>(&answer)) spdlog::error("the self-test was refused: {}", no->message.en);
    if (const auto* error = std::get_if<Error>(&answer)) spdlog::error("the self-test was not started: {}", error->message);
  });
}

// Before anybody has an account: from then on, records are changed by people only.
Result<void> Daemon::begin_records(const std::string& site_folder, const record::KindBook& kinds) {
  const Result<bool> any = credentials_->any();
  if (!any) return any.error();
  if (*any) return {};
  Result<core::SaveRecords> records = first_records(site_folder, kinds, api::names_of(directory_), day_at(clock_.now(), site_.utc_offset));
  if (!records) return records.error();
  if (records->records.empty()) return {};
  const core::Actor site{"site", core::Role::SafetyOfficer, {}};
  const std::string from = records->reason;
  runtime_->request({site, std::move(*records)}, [from](const runtime::Answer& answer) {
    if (std::holds_alternative<runtime::Accepted>(answer)) spdlog::info("the first records are saved, from {}", from);
    if (const auto* no = std::get_if<core::Refusal>(&answer); no != nullptr && no->code != core::RefusalCode::Changed)
      spdlog::error("the records of the site were refused: {} ({})", no->message.en, no->field);
    if (const auto* error = std::get_if<Error>(&answer)) spdlog::error("the records of the site were not saved: {}", error->message);
  });
  return {};
}

// Once: while there is no account at all.
Result<void> Daemon::begin_matters(const Options& options) {
  if (options.first_matters.empty()) return {};
  auto queries = store::Queries::open(options.data_folder);
  if (!queries) return queries.error();
  const auto accounts = (*queries)->accounts();
  if (!accounts) return accounts.error();
  if (!accounts->empty()) return {};
  store::Blobs blobs(options.data_folder);
  return live_first_matters(options.first_matters, directory_, blobs, clock_.now(),
                            [this](core::PersonRequest request) -> Result<std::vector<core::Event>> {
                              std::promise<runtime::Answer> promise;
                              runtime_->request(std::move(request), [&](const runtime::Answer& answer) { promise.set_value(answer); });
                              runtime::Answer answer = promise.get_future().get();
                              if (const auto* no = std::get_if<core::Refusal>(&answer)) return invalid(no->message.en);
                              if (const auto* error = std::get_if<Error>(&answer)) return *error;
                              return std::get<runtime::Accepted>(std::move(answer)).events;
                            });
}

// Its first checkpoint is of the start.
Result<void> Daemon::begin_witnessing(const std::string& file) {
  notify::WitnessPlans plans;
  if (!file.empty()) {
    Result<notify::WitnessPlans> read = notify::read_witnesses(file);
    if (!read) return read.error();
    plans = std::move(*read);
  }
  courier_ = std::make_unique<notify::Courier>(*checkpoint_book_, std::move(plans), clock_);
  return {};
}

void Daemon::look_at_witnesses() {
  const api::Witnessing witnessing = witnessing_of(*courier_);
  std::string errors = witnessing.checkpoint_error;
  for (const api::Witnessing::Witness& each : witnessing.witnesses)
    if (!each.error.empty()) errors += (errors.empty() ? "" : "; ") + each.name + ": " + each.error;
  if (!has_changed(witness_errors_, errors)) return;
  if (witness_errors_.empty())
    spdlog::info("every witness has the checkpoints again");
  else
    spdlog::warn("checkpoints do not reach everybody: {}", witness_errors_);
}

field::MqttSink Daemon::sink() {
  return {.samples = [this](std::vector<core::Sample> batch) { return runtime_->samples(std::move(batch)); },
          .command = [this](core::CommandReport report) { return runtime_->report(std::move(report)); },
          .device = [this](core::DeviceReport report) { return runtime_->report(report); }};
}

bool Daemon::look() {
  const runtime::Health health = runtime_->health();
  look_at_store(health);
  look_at_broker();
  look_at_backups();
  token_teller_->look();
  key_teller_->look();
  look_at_evaluation(health);
  look_at_witnesses();
  return evaluating_;
}

void Daemon::look_at_store(const runtime::Health& health) {
  if (!has_changed(store_ok_, health.store_ok)) return;
  if (store_ok_)
    spdlog::info("the store takes events again");
  else
    spdlog::error("the store is failing, detection and interlocks go on: {}", health.store_error);
}

void Daemon::look_at_broker() {
  const field::MqttHealth broker = field_->health();
  const bool up = broker.listening.state == field::LinkState::Up && broker.commanding.state == field::LinkState::Up;
  if (!has_changed(broker_up_, up)) return;
  if (up)
    spdlog::info("the MQTT broker is back");
  else
    spdlog::warn("the MQTT broker is away: {}", broker.listening.error);
}

void Daemon::look_at_evaluation(const runtime::Health& health) {
  if (!has_changed(evaluating_, clock_.now() - health.last_turn < kStalledAfter)) return;
  if (evaluating_)
    spdlog::info("evaluating again");
  else
    spdlog::critical("no evaluation since {}", to_text(health.last_turn));
}

// What the site's files say is logged, finding by finding.
Result<void> Daemon::would_start() const {
  if (Result<void> can = can_become_itself(); !can) return can;
  // What is in memory only would be lost, and a start that cannot write does not judge.
  if (const runtime::Health health = runtime_->health(); !health.store_ok)
    return failed(said({"存储正在失败：{}", "the store is failing: {}"}, health.store_error));
  const FoundSite found = read_site(options_);
  if (!found.site) return invalid(said({"{}：{}", "{}: {}"}, said_of(no_site(found)), found.errors));
  return could_start(options_, found.site->packs);
}

Result<void> Daemon::ask_for_start(std::string who) {
  if (Result<void> would = would_start(); !would) return would;
  const std::scoped_lock lock(wish_mutex_);
  if (!wish_) wish_ = Wish{std::move(who)};
  return {};
}

// Whoever was asked two seconds ago may have been right then: somebody else is in the midst of saving files, and nothing would protect the plant.
std::optional<std::string> Daemon::asked_to_start() {
  std::string who;
  {
    const std::scoped_lock lock(wish_mutex_);
    if (!wish_ || !std::exchange(wish_->was_seen, true)) return std::nullopt;
    who = std::exchange(wish_, std::nullopt)->who;
  }
  if (const Result<void> would = would_start(); !would) {
    spdlog::error("it does not start anew for {}, what it reads has changed since: {}", who, spoken(would.error()));
    return std::nullopt;
  }
  return who;
}

void Daemon::look_at_backups() {
  if (!keeper_) return;
  if (!has_changed(backup_trouble_, keeper_->state().trouble)) return;
  if (backup_trouble_.empty())
    spdlog::info("backups are being made again");
  else
    spdlog::error("no backup is being made: {}", spoken(backup_trouble_));
}

// The way in closes first, then what is under way is decided, commanded and committed; the last record gets a checkpoint.
// Nothing is heard any more before the engine ends: a reading that comes then waits at the broker, which was told of none that was not judged.
// Before a start anew a copy, its proof or a witness that does not answer could take hours in which nothing is judged: they are cut off, as a crash would.
void Daemon::stop(const std::string& reason, const std::string& asked_by) {
  display_.show_with({});
  if (telling_.joinable()) telling_.join();
  if (server_) server_->stop();
  if (field_) field_->stop_listening();
  if (runtime_) runtime_->stop(reason, asked_by);
  if (field_) field_->stop();
  if (!asked_by.empty()) return;
  if (courier_) courier_->stop();
  keeper_.reset();
  resealer_.reset();
}

}  // namespace davy::davyd
