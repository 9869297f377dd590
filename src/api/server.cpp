#include "api/server.hpp"

#include "api/alarm_gauge.hpp"
#include "api/http/http_server.hpp"
#include "api/http/replays.hpp"
#include "api/http/web_files.hpp"
#include "api/link_host.hpp"
#include "api/live/feed_thread.hpp"
#include "api/resources/duty.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/person_fields.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "api/workers.hpp"
#include "base/bytes.hpp"

#include <algorithm>
#include <exception>

namespace davy::api {
namespace {

constexpr std::size_t kQueryThreads = 2;
constexpr std::size_t kLineThreads = 2;
constexpr std::size_t kQueriesWaitingMax = 256;
constexpr std::size_t kLinesWaitingMax = 64;
constexpr std::size_t kPasswordsWaitingMax = 32;
constexpr std::size_t kPicturesWaitingMax = 16;  // each with its body; one is decoded at a time
constexpr std::string_view kPrefix = "/api/v1";

void add_site_and_its_files(Router& router) {
  add_site(router);
  add_site_checks(router);
  add_site_rules(router);
  add_site_folder(router);
}

Router all_routes() {
  Router router{kPrefix};
  add_session(router);
  add_sessions(router);
  add_personal_reads(router);
  add_second_factors(router);
  add_site_and_its_files(router);
  add_zones_and_points(router);
  add_alarms(router);
  add_conditions(router);
  add_consents(router);
  add_authority(router);
  add_broker_passwords(router);
  add_backtests(router);
  add_remedies(router);
  add_rule_trials(router);
  add_orders(router);
  add_hazards(router);
  add_care(router);
  add_devices(router);
  add_merits(router);
  add_photos(router);
  add_voices(router);
  add_films(router);
  add_checks(router);
  add_permits(router);
  add_permit_documents(router);
  add_incident_documents(router);
  add_permit_rules(router);
  add_incidents(router);
  add_stories(router);
  add_evidence(router);
  add_appraisal(router);
  add_reviews(router);
  add_rows(router);
  add_duty(router);
  add_rosters(router);
  add_emergency_duty(router);
  add_handovers(router);
  add_zone_risk(router);
  add_major_hazards(router);
  add_modes(router);
  add_facts(router);
  add_notices(router);
  add_journal(router);
  add_accounts(router);
  add_records(router);
  add_record_sheets(router);
  add_ingest(router);
  add_backup(router);
  add_lines(router);
  add_machines(router);
  add_health(router);
  add_live(router);
  add_trainings(router);
  add_drills(router);
  ensure(router.size() == access_table().size(), "every line of api/http/access_table.cpp is a route");
  return router;
}

Reply method_not_allowed(const Router::OtherMethods& others, const Ask& ask) {
  Reply reply = problem_reply(problem(ProblemKind::MethodNotAllowed, "不支持此方法", "There is no such method here"), ask);
  std::string allowed;
  for (const Method method : others.allowed) allowed += (allowed.empty() ? "" : ", ") + std::string(name_of(method));
  reply.headers.emplace_back("Allow", allowed);
  return reply;
}

Problem busy() {
  Problem result = problem(ProblemKind::Unavailable, "正忙，请稍后再试", "Busy: try again in a moment");
  result.retry_after = 1_s;
  return result;
}

Problem not_signed_in() { return problem(ProblemKind::Unauthenticated, "请先登录", "Sign in first"); }

Problem no_such_machine() {
  return problem(ProblemKind::Unauthenticated, "没有此令牌", "There is no such token: expected 'Authorization: Token …'");
}

Problem not_for_this_role(core::Right right) {
  const Text who = core::holders_of(right);
  return problem(ProblemKind::NotAllowed, "此操作需要" + who.zh + "权限", "This takes " + who.en);
}

// A browser adds its cookies to what a foreign page sends, but not this header; where it says whose page asks, it must be ours (Fetch Metadata; RFC 6454).
std::optional<Problem> sent_by_another_site(const Ask& ask) {
  if (ask.header("x-davy") != "1") return problem(ProblemKind::NotAllowed, "缺少请求头 X-Davy: 1", "The header X-Davy: 1 is missing");
  const std::string_view site = ask.header("sec-fetch-site");
  const std::string_view origin = ask.header("origin");
  const std::size_t scheme = origin.find("://");
  const bool foreign_origin = !origin.empty() && (scheme == std::string_view::npos || origin.substr(scheme + 3) != ask.header("host"));
  if (foreign_origin || (!site.empty() && site != "same-origin" && site != "none"))
    return problem(ProblemKind::NotAllowed, "不接受其他网站发来的操作", "Pages of other sites may not do this");
  return std::nullopt;
}

// "Token …", as InfluxDB's clients say it, or "Bearer …" (RFC 6750 §2.1); empty when there is neither.
std::string token_of(const Ask& ask) {
  const std::string_view header = ask.header("authorization");
  for (const std::string_view scheme : {"Token ", "Bearer "})
    if (header.starts_with(scheme)) return std::string(header.substr(scheme.size()));
  return {};
}

// Bytes of the largest body that a route takes; 0: it takes no large one.
std::size_t large_body_most(std::string_view pattern) {
  if (pattern == "/photos") return kPictureBytesMax;
  if (pattern == "/voices") return kVoiceBytesMax;
  if (pattern == "/films/{name}/pieces/{number}") return kFilmPieceBytesMax;
  if (pattern == "/sheets/{kind}") return kSheetBytesMax;
  if (pattern == "/site/check") return kSiteBytesMax;
  return 0;
}

std::string fingerprint_of(const Ask& ask) {
  Hasher hasher;
  hasher.add(name_of(ask.method));
  for (const std::string& segment : ask.target.segments) hasher.add(segment);
  hasher.add(ask.body);
  return to_hex(hasher.finish());
}

// What the journal calls a request: it says neither who asked nor the key.
std::string request_name(const std::string& login, const std::string& key) {
  Hasher hasher;
  hasher.add(login);
  hasher.add(key);
  return to_hex(hasher.finish());
}

}  // namespace

class Server::Impl : public std::enable_shared_from_this<Server::Impl> {
 public:
  Impl(Options options, Parts parts)
      : options_(std::move(options)),
        parts_(parts),
        blobs_(options_.data_folder),
        sessions_(parts.credentials, options_.tls ? Transport::Tls : Transport::Plain),
        lines_(parts.directory.site()),
        backtests_(parts.directory.site()),
        remedies_(parts.directory),
        rule_trials_(parts.directory),
        site_checks_(parts.directory),
        story_runs_(parts.directory),
        feed_(std::make_shared<Feed>(parts.directory, sources())),
        services_{options_,
                  parts.directory,
                  parts.clock,
                  parts.runtime,
                  parts.credentials,
                  blobs_,
                  parts.checkpoints,
                  sessions_,
                  guard_,
                  personal_reads_,
                  uploads_,
                  *feed_,
                  lines_,
                  quarantine_,
                  backtests_,
                  remedies_,
                  rule_trials_,
                  site_checks_,
                  story_runs_,
                  [this](Feed::Console console, std::optional<std::uint64_t> since) { feed_thread_->join(std::move(console), since); },
                  [this] { return alarm_gauge_->text(); },
                  [this] { return http_->answered(); }} {}
  ~Impl() { stop(); }

  Result<void> start() {
    if (!options_.web_folder.empty()) {
      auto files = WebFiles::load(options_.web_folder);
      if (!files) return files.error();
      web_files_ = std::move(*files);
    }
    std::vector<Readers> readers;
    for (std::size_t i = 0; i < kQueryThreads + kLineThreads + 4; ++i) {
      auto opened = open_readers(options_.data_folder);
      if (!opened) return opened.error();
      readers.push_back(std::move(*opened));
    }
    if (const auto begun = feed_->begin(*readers.back().queries); !begun) return begun;
    feed_thread_ = std::make_unique<FeedThread>(*feed_, parts_.clock, take_last(readers));
    alarm_gauge_ = std::make_unique<AlarmGauge>(parts_.directory, parts_.clock, take_last(readers));
    std::vector<Readers> for_passwords;
    for_passwords.push_back(take_last(readers));
    passwords_ = std::make_unique<Workers>(std::move(for_passwords), kPasswordsWaitingMax);
    std::vector<Readers> for_pictures;
    for_pictures.push_back(take_last(readers));
    pictures_ = std::make_unique<Workers>(std::move(for_pictures), kPicturesWaitingMax);
    std::vector<Readers> for_lines;
    for (std::size_t i = 0; i < kLineThreads; ++i) for_lines.push_back(take_last(readers));
    line_workers_ = std::make_unique<Workers>(std::move(for_lines), kLinesWaitingMax);
    queries_ = std::make_unique<Workers>(std::move(readers), kQueriesWaitingMax);
    parts_.runtime.listen(feed_);
    auto http = HttpServer::listen({options_.address, options_.port, options_.tls}, hooks());
    if (!http) return http.error();
    http_ = std::move(*http);
    http_->start();
    return {};
  }

  void stop() {
    if (http_) http_->stop();
    feed_->stop();
    backtests_.stop();
    remedies_.stop();
    rule_trials_.stop();
    site_checks_.stop();
    story_runs_.stop();
    if (queries_) queries_->stop();
    if (passwords_) passwords_->stop();
    if (pictures_) pictures_->stop();
    if (line_workers_) line_workers_->stop();
    if (feed_thread_) feed_thread_->stop();
    if (alarm_gauge_) alarm_gauge_->stop();
  }

  std::uint16_t port() const { return http_->port(); }
  const Options& options() const { return options_; }
  const Parts& parts() const { return parts_; }
  Feed& feed() { return *feed_; }

 private:
  // One request on its way; shared by the steps that it takes on different threads.
  struct Errand {
    Ask ask;
    Answer answer;
    const Route* route = nullptr;
    std::vector<std::string> parameters = {};
    std::optional<core::Account> person = {};
    std::optional<store::Machine> machine = {};
    std::string session = {};                                  // by its name
    std::optional<std::string> cookie = {};                    // of the token that takes the place of the one asked with
    std::string replay_key = {};                               // empty: none
    core::RequestKey key = {};                                 // likewise
    std::optional<std::vector<core::Event>> done_before = {};  // by an earlier process
  };
  using ErrandPtr = std::shared_ptr<Errand>;

  static Readers take_last(std::vector<Readers>& readers) {
    Readers last = std::move(readers.back());
    readers.pop_back();
    return last;
  }

  Feed::Sources sources() {
    return {[this] { return parts_.runtime.live_values(); }, [this] { return parts_.runtime.health(); },
            [this] { return parts_.clock.now(); },
            [this](const std::string& token, store::Queries& queries) -> Result<std::optional<core::Account>> {
              const auto session = sessions_.check(token, queries, parts_.clock.now(), Use::Unattended);
              if (!session) return session.error();
              return *session ? std::optional((*session)->account) : std::nullopt;
            },
            [this] { feed_thread_->wake(); }};
  }

  HttpServer::Hooks hooks() {
    return {[this](Ask ask, Answer answer) { receive(std::move(ask), std::move(answer)); },
            [this](Ask head, std::function<void(HttpServer::Admitted)> answer) { admit(std::move(head), std::move(answer)); }};
  }

  // Network thread.
  void receive(Ask ask, Answer answer) {
    as_our_own(ask);
    const auto& segments = ask.target.segments;
    if (segments.empty() || segments.front() != "api") return answer(outside_the_interface(ask));
    auto found = router_.find(ask.method, segments);
    if (std::holds_alternative<Router::NoSuchPath>(found)) return answer(problem_reply(not_found_problem(), ask));
    if (const auto* others = std::get_if<Router::OtherMethods>(&found)) return answer(method_not_allowed(*others, ask));
    auto& match = std::get<Router::Match>(found);
    if (ask.method != Method::Get && !std::holds_alternative<Machine>(match.route->whom))
      if (const auto no = sent_by_another_site(ask)) return answer(problem_reply(*no, ask));
    const auto errand = std::make_shared<Errand>(Errand{std::move(ask), std::move(answer), match.route, std::move(match.parameters)});
    if (workers_of(*errand).try_do([this, errand](Readers& readers) { carry_out(errand, readers); }) != Pushed::Yes)
      finish(*errand, busy());
  }

  Reply outside_the_interface(const Ask& ask) {
    if (ask.method != Method::Get) return method_not_allowed({{Method::Get}}, ask);
    const auto& segments = ask.target.segments;
    if (segments.size() == 1 && segments[0] == "healthz") return healthz(services_);
    if (segments.size() == 1 && segments[0] == "readyz") return readyz(services_);
    if (segments.size() == 1 && segments[0] == "metrics") return metrics(services_);
    return web_files_.reply(ask);
  }

  // Where InfluxDB's clients write, whatever they are told.
  static void as_our_own(Ask& ask) {
    if (ask.target.segments == std::vector<std::string>{"api", "v2", "write"}) ask.target.segments[1] = "v1";
  }

  // Only pictures, pieces of films, sheets, sites and lines are large, and only of those who are known.
  void admit(Ask head, std::function<void(HttpServer::Admitted)> answer) {
    as_our_own(head);
    const auto found = router_.find(head.method, head.target.segments);
    const auto* match = std::get_if<Router::Match>(&found);
    if (match != nullptr && std::holds_alternative<Machine>(match->route->whom)) return admit_machine(token_of(head), std::move(answer));
    const std::size_t most = match == nullptr ? 0 : large_body_most(match->route->pattern);
    if (most == 0) return answer(problem(ProblemKind::TooLarge, "内容过大", "The body is too large"));
    const auto job = [this, token = head.cookie(kSessionCookie), answer, most](Readers& readers) {
      const auto session = sessions_.check(token, *readers.queries, parts_.clock.now(), Use::Unattended);
      if (session && *session) {
        answer(most);
      } else {
        answer(session ? not_signed_in() : to_problem(session.error()));
      }
    };
    if (queries_->try_do(job) != Pushed::Yes) answer(busy());
  }

  void admit_machine(std::string token, std::function<void(HttpServer::Admitted)> answer) {
    const auto job = [this, token = std::move(token), answer](Readers&) {
      const auto machine = parts_.credentials.machine(token, parts_.clock.now());
      if (machine && *machine)
        answer(kLinesBytesMax);
      else
        answer(machine ? no_such_machine() : to_problem(machine.error()));
    };
    if (line_workers_->try_do(job) != Pushed::Yes) answer(busy());
  }

  // Pool threads from here on.
  void carry_out(const ErrandPtr& errand, Readers& readers) {
    Desk desk = desk_for(*errand, readers);
    if (const auto stopped = let_in(*errand, desk)) return finish(*errand, *stopped);
    if (errand->person)
      if (const auto repeated = repeat_of(*errand, desk)) return errand->answer(*repeated);
    Outcome outcome = guarded<Outcome>([&] { return errand->route->handler(errand->ask, desk); });
    if (auto* command = std::get_if<Command>(&outcome)) return decide(errand, desk, std::move(*command));
    if (auto* keep = std::get_if<Keep>(&outcome)) return this->keep(errand, std::move(*keep));
    if (auto* wrong = std::get_if<Problem>(&outcome)) return finish(*errand, *wrong);
    finish(*errand, std::get<Reply>(std::move(outcome)));
  }

  // Why who asks may not, by the access table; empty: they may, and the desk knows who they are.
  std::optional<Problem> let_in(Errand& errand, Desk& desk) {
    const Whom& whom = errand.route->whom;
    if (std::holds_alternative<Anyone>(whom)) return std::nullopt;
    if (std::holds_alternative<Machine>(whom)) return let_machine_in(errand, desk);
    const Use use =
        errand.ask.header("x-davy-unattended").empty() && errand.ask.upgrade == Ask::Upgrade::No ? Use::ByPerson : Use::Unattended;
    const auto session = sessions_.check(errand.ask.cookie(kSessionCookie), desk.queries, parts_.clock.now(), use);
    if (!session) return to_problem(session.error());
    if (!*session) return not_signed_in();
    if ((*session)->renewed) errand.cookie = sessions_.cookie_of(*(*session)->renewed, parts_.clock.now());
    errand.session = desk.session = (*session)->id;
    errand.person = desk.person = (*session)->account;
    if (const core::Right right = std::get<core::Right>(whom); !may(errand.person->role, right)) return not_for_this_role(right);
    if (auto lacks = lacks_second_factor(*errand.person, errand.route->pattern)) return lacks;
    return asks_too_often(errand);
  }

  std::optional<Problem> asks_too_often(const Errand& errand) {
    const auto wait = ask_bounds_.take(errand.person->login, errand.route->cost, parts_.clock.now());
    if (!wait) return std::nullopt;
    Problem often = problem(ProblemKind::TooMany, "此类操作过于频繁，请稍后再试", "You ask for this too often: try again in a moment");
    often.retry_after = *wait;
    return often;
  }

  std::optional<Problem> let_machine_in(Errand& errand, Desk& desk) {
    auto machine = parts_.credentials.machine(token_of(errand.ask), parts_.clock.now());
    if (!machine) return to_problem(machine.error());
    if (!*machine) return no_such_machine();
    const std::string_view scope = errand.route->pattern == "/write" ? "samples" : "facts";
    if (std::ranges::find((*machine)->scopes, scope) == (*machine)->scopes.end())
      return problem(ProblemKind::NotAllowed, "此令牌不能用于此操作", "This token is not good for this");
    if (const auto noted = parts_.credentials.note_use(**machine, parts_.clock.now()); !noted) return to_problem(noted.error());
    desk.machine = std::move(*machine);
    return std::nullopt;
  }

  // Whose role must have a second factor does nothing else before there is one.
  std::optional<Problem> lacks_second_factor(const core::Account& person, std::string_view pattern) {
    if (!must_have_factor(person.role, parts_.directory.site())) return std::nullopt;
    if (pattern == "/session" || pattern == "/session/password" || pattern.starts_with("/second-factor")) return std::nullopt;
    const auto factor = parts_.credentials.factors().find(person.login);
    if (!factor) return to_problem(factor.error());
    if (*factor && (*factor)->enrolment == store::Enrolment::Confirmed) return std::nullopt;
    Problem wanted = problem(ProblemKind::NotAllowed, "您的角色须先设置两步验证", "Your role must set up a second factor first");
    wanted.second_factor_needed = true;
    return wanted;
  }

  void keep(const ErrandPtr& errand, Keep keep) {
    parts_.runtime.keep(std::move(keep.samples),
                        [weak = weak_from_this(), errand, then = std::move(keep.then)](const runtime::Answer& answer) {
                          const auto self = weak.lock();
                          if (!self) return;
                          const auto* error = std::get_if<Error>(&answer);
                          self->finish(*errand, error != nullptr ? Answered(to_problem(*error)) : then);
                        });
  }

  void decide(const ErrandPtr& errand, Desk& desk, Command command) {
    if (errand->done_before) return finish(*errand, guarded<Answered>([&] { return command.then(*errand->done_before, desk); }));
    core::PersonRequest request{command.on_behalf_of ? *command.on_behalf_of : desk.actor(), std::move(command.request), errand->key};
    auto done = [weak = weak_from_this(), errand, then = std::move(command.then),
                 otherwise = std::move(command.otherwise)](const runtime::Answer& answer) {
      const auto self = weak.lock();
      if (!self) return;
      if (const auto* accepted = std::get_if<runtime::Accepted>(&answer)) {
        self->workers_of(*errand).finish([self = self.get(), errand, then, events = accepted->events](Readers& readers) {
          Desk later = self->desk_for(*errand, readers);
          self->finish(*errand, self->guarded<Answered>([&] { return then(events, later); }));
        });
        return;
      }
      if (otherwise) otherwise();
      const auto* refusal = std::get_if<core::Refusal>(&answer);
      self->finish(*errand, refusal != nullptr ? to_problem(*refusal) : to_problem(std::get<Error>(answer)));
    };
    parts_.runtime.request(std::move(request), std::move(done));
  }

  Desk desk_for(const Errand& errand, Readers& readers) {
    return {services_, *readers.queries, *readers.historian, errand.person, {}, errand.parameters, errand.session};
  }

  Workers& workers_of(const Errand& errand) {
    switch (errand.route->hands) {
      case Hands::Queries: break;
      case Hands::Passwords: return *passwords_;
      case Hands::Samples: return *line_workers_;
      case Hands::Pictures: return *pictures_;
    }
    return *queries_;
  }

  // A handler that fails harms one request, nobody else.
  template <class T, class Work>
  static T guarded(Work work) {
    try {
      return work();
    } catch (const std::exception& thrown) {
      return problem(ProblemKind::Failed, std::string("系统出错：") + thrown.what(), thrown.what());
    }
  }

  // The answer when this request was made before under its key; nothing when it is the first. One that an earlier process carried out is not
  // carried out again, but answered from what it brought about.
  std::optional<Reply> repeat_of(Errand& errand, Desk& desk) {
    const std::string key(errand.ask.header("idempotency-key"));
    if (errand.ask.method != Method::Post || key.empty()) return std::nullopt;
    const std::string fingerprint = fingerprint_of(errand.ask);
    const auto found = replays_.begin(errand.person->login, key, fingerprint);
    if (const auto* reply = std::get_if<Reply>(&found)) return *reply;
    if (std::holds_alternative<Replays::Running>(found))
      return problem_reply(problem(ProblemKind::NotNow, "同一请求正在处理", "The same request is being carried out"), errand.ask);
    if (std::holds_alternative<Replays::Different>(found)) return problem_reply(another_request(), errand.ask);
    errand.replay_key = key;
    errand.key = {request_name(errand.person->login, key), fingerprint};
    auto before = desk.queries.done_request(errand.key.request);
    if (before && !*before) return std::nullopt;
    if (before && (*before)->fingerprint == fingerprint) {
      errand.done_before = std::move((*before)->events);
      return std::nullopt;
    }
    replays_.forget(errand.person->login, key);
    return problem_reply(before ? another_request() : to_problem(before.error()), errand.ask);
  }

  static Problem another_request() {
    Problem different =
        problem(ProblemKind::Invalid, "此 Idempotency-Key 已用于另一请求", "This Idempotency-Key was used for another request");
    different.errors.push_back({"Idempotency-Key", different.detail});
    return different;
  }

  void finish(const Errand& errand, const Problem& problem) { finish(errand, problem_reply(problem, errand.ask)); }
  void finish(const Errand& errand, Answered answered) {
    std::visit([&](auto&& each) { finish(errand, std::forward<decltype(each)>(each)); }, std::move(answered));
  }
  void finish(const Errand& errand, Reply reply) {
    const bool says =
        std::any_of(reply.headers.begin(), reply.headers.end(), [](const auto& header) { return header.first == "Cache-Control"; });
    if (!says) reply.headers.emplace_back("Cache-Control", "no-store");
    if (!errand.replay_key.empty()) replays_.finish(errand.person->login, errand.replay_key, reply);
    if (errand.cookie) reply.headers.emplace_back("Set-Cookie", *errand.cookie);
    errand.answer(std::move(reply));
  }

  const Options options_;
  const Parts parts_;
  store::Blobs blobs_;
  Sessions sessions_;
  LoginGuard guard_;
  PersonalReads personal_reads_;
  UploadBounds uploads_;
  AskBounds ask_bounds_;
  Replays replays_;
  WebFiles web_files_;
  const Router router_ = all_routes();
  const field::LineReader lines_;
  field::Quarantine quarantine_;  // of lines
  Backtests backtests_;
  Remedies remedies_;
  RuleTrials rule_trials_;
  SiteChecks site_checks_;
  StoryRuns story_runs_;
  std::shared_ptr<Feed> feed_;  // the runtime knows it too, weakly
  const Services services_;
  std::unique_ptr<HttpServer> http_;
  std::unique_ptr<FeedThread> feed_thread_;
  std::unique_ptr<AlarmGauge> alarm_gauge_;
  std::unique_ptr<Workers> passwords_;
  std::unique_ptr<Workers> pictures_;
  std::unique_ptr<Workers> queries_;
  std::unique_ptr<Workers> line_workers_;
};

Result<std::unique_ptr<Server>> Server::create(Options options, Parts parts) {
  auto impl = std::make_shared<Impl>(std::move(options), parts);
  if (const auto started = impl->start(); !started) return started.error();
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() { impl_->stop(); }

std::uint16_t Server::port() const { return impl_->port(); }

std::string Server::url() const { return url_at(impl_->options().address); }

std::string Server::url_at(const std::string& host) const {
  return (impl_->options().tls ? "https://" : "http://") + host + ":" + std::to_string(port());
}

Result<std::optional<std::string>> Server::setup_link() {
  store::Credentials& credentials = impl_->parts().credentials;
  const auto any = credentials.any();
  if (!any) return any.error();
  if (*any) return std::optional<std::string>();
  const std::string token = random_hex(16);
  if (const auto set = credentials.set_setup_token(token, impl_->parts().clock.now() + kSetupTokenLife); !set) return set.error();
  const Options& options = impl_->options();
  return std::optional(url_at(link_host(options.address, options.names, machine_name())) + "/setup#" + token);
}

std::size_t Server::show(const core::Notice& notice) { return impl_->feed().show(notice); }

void Server::stop() { impl_->stop(); }

}  // namespace davy::api
