#include "apps/davyd/daemon.hpp"

#include "api/resources/record_desk.hpp"
#include "apps/davyd/first_matters.hpp"
#include "apps/davyd/first_records.hpp"
#include "base/version.hpp"
#include "record/kind.hpp"
#include "site/load.hpp"
#include "store/views/queries.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>

namespace davy::davyd {
namespace {

constexpr Duration kConsolesComeBack = Duration::from_ms(15'000);
constexpr Duration kBrokerAnswers = Duration::from_ms(2'000);  // a broker that is there does so in milliseconds
constexpr Duration kStalledAfter = Duration::from_ms(5'000);

Result<site::Site> load(const Options& options) {
  site::Loaded loaded = site::load_site(options.site_folder, options.packs_folder);
  for (const site::Finding& finding : loaded.findings) {
    if (finding.level == site::FindingLevel::Error)
      spdlog::error("{}", to_text(finding));
    else
      spdlog::warn("{}", to_text(finding));
  }
  if (!loaded.site) return invalid("the site in " + options.site_folder + " has errors; `davy check` lists them");
  return std::move(*loaded.site);
}

Result<std::string> password_of(const std::string& user, const std::string& file) {
  if (file.empty()) return std::string();
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(user + ":")) return line.substr(user.size() + 1);
  return not_found("no line '" + user + ":…' in " + file);
}

Result<record::KindBook> read_kinds(const std::string& packs_folder, const std::vector<std::string>& packs) {
  std::vector<record::KindBook::Source> sources = record::shipped_kinds();
  Result<std::vector<record::KindBook::Source>> of_packs = record::kinds_of_packs(packs_folder, packs);
  if (!of_packs) return of_packs.error();
  std::ranges::move(*of_packs, std::back_inserter(sources));
  return record::KindBook::read(sources);
}

api::Malformed malformed_of(const field::Quarantine& quarantine) {
  api::Malformed malformed;
  for (const auto& [reason, name] : kEnumNames<field::Malformed>)
    if (const std::uint64_t count = quarantine.count(reason)) malformed.counts[std::string(name)] = count;
  for (field::Quarantined& entry : quarantine.newest_first())
    malformed.latest.push_back({entry.when, std::move(entry.topic), std::string(name_of(entry.reason)), std::move(entry.excerpt)});
  return malformed;
}

}  // namespace

Result<std::unique_ptr<Daemon>> Daemon::start(const Options& options) {
  Result<site::Site> site = load(options);
  if (!site) return site.error();
  auto daemon = std::unique_ptr<Daemon>(new Daemon(std::move(*site)));
  if (Result<void> opened = daemon->open(options); !opened) return opened.error();
  return daemon;
}

Daemon::Daemon(site::Site site) : site_(std::move(site)), display_(clock_, kConsolesComeBack) {}

Daemon::~Daemon() { stop("the program ended"); }

Result<void> Daemon::open(const Options& options) {
  std::error_code cannot;
  std::filesystem::create_directories(options.data_folder, cannot);
  if (cannot) return failed("cannot make " + options.data_folder + ": " + cannot.message());
  Result<std::string> password = password_of(options.mqtt_user, options.mqtt_password_file);
  if (!password) return password.error();

  auto store = store::SqliteStore::open(options.data_folder, directory_);
  if (!store) return store.error();
  store_ = std::move(*store);
  auto credentials = store::Credentials::open(options.data_folder);
  if (!credentials) return credentials.error();
  credentials_ = std::move(*credentials);

  // The way to the valves stands before the first evaluation, which may have to command them.
  field_ = std::make_unique<field::MqttField>(directory_, clock_,
                                              field::MqttOptions{options.mqtt_host, options.mqtt_port, options.mqtt_user, *password});
  if (!field_->connect(kBrokerAnswers)) spdlog::warn("no MQTT broker at {}:{} yet", options.mqtt_host, options.mqtt_port);

  runtime::Options runtime_options;
  runtime_options.loop.program_version = kVersion;
  runtime_options.loop.leaps = runtime::Leaps::Watched;
  auto runtime = runtime::Runtime::start(directory_, {clock_, *field_, display_, *store_}, runtime_options);
  if (!runtime) return runtime.error();
  runtime_ = std::move(*runtime);
  display_.report_to([this](core::NoticeReport report) { return runtime_->report(std::move(report)); });

  Result<record::KindBook> kinds = read_kinds(options.packs_folder, site_.packs);
  if (!kinds) return kinds.error();
  if (Result<void> begun = begin_records(options.site_folder, *kinds); !begun) return begun.error();
  if (Result<void> begun = begin_matters(options); !begun) return begun.error();
  api::Options api_options{.address = options.http_address,
                           .port = options.http_port,
                           .web_folder = options.web_folder,
                           .data_folder = options.data_folder,
                           .packs_folder = options.packs_folder,
                           .program_version = kVersion,
                           .kinds = std::move(*kinds),
                           .malformed = [this] { return malformed_of(field_->quarantine()); }};
  auto server = api::Server::create(std::move(api_options), {directory_, clock_, *runtime_, *credentials_});
  if (!server) return server.error();
  server_ = std::move(*server);
  display_.show_with([this](const core::Notice& notice) { return server_->show(notice); });
  field_->listen(sink());
  return {};
}

// Before anybody has an account: from then on, records are changed by people only.
Result<void> Daemon::begin_records(const std::string& site_folder, const record::KindBook& kinds) {
  const Result<bool> any = credentials_->any();
  if (!any) return any.error();
  if (*any) return {};
  Result<core::SaveRecords> records = first_records(site_folder, kinds, api::names_of(directory_));
  if (!records) return records.error();
  if (records->records.empty()) return {};
  const core::Actor site{"site", core::Role::SafetyOfficer, {}};
  runtime_->request({site, std::move(*records)}, [](const runtime::Answer& answer) {
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

field::MqttSink Daemon::sink() {
  return {.samples = [this](std::vector<core::Sample> batch) { return runtime_->samples(std::move(batch)); },
          .command = [this](core::CommandReport report) { return runtime_->report(std::move(report)); },
          .device = [this](core::DeviceReport report) { return runtime_->report(report); }};
}

bool Daemon::look() {
  const runtime::Health health = runtime_->health();
  if (const bool was = std::exchange(store_ok_, health.store_ok); was != store_ok_) {
    if (store_ok_)
      spdlog::info("the store takes events again");
    else
      spdlog::error("the store is failing, detection and interlocks go on: {}", health.store_error);
  }
  const field::MqttHealth broker = field_->health();
  const bool up = broker.listening.state == field::LinkState::Up && broker.commanding.state == field::LinkState::Up;
  if (const bool was = std::exchange(broker_up_, up); was != up) {
    if (up)
      spdlog::info("the MQTT broker is back");
    else
      spdlog::warn("the MQTT broker is away: {}", broker.listening.error);
  }
  const bool evaluating = clock_.now() - health.last_turn < kStalledAfter;
  if (const bool was = std::exchange(evaluating_, evaluating); was != evaluating) {
    if (evaluating)
      spdlog::info("evaluating again");
    else
      spdlog::critical("no evaluation since {}", to_text(health.last_turn));
  }
  return evaluating;
}

// The way in closes first, then what is under way is decided, commanded and committed.
void Daemon::stop(const std::string& reason) {
  display_.show_with({});
  if (server_) server_->stop();
  if (runtime_) runtime_->stop(reason);
  if (field_) field_->stop();
}

}  // namespace davy::davyd
