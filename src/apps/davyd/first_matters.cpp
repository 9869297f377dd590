#include "apps/davyd/first_matters.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::davyd {
namespace {

namespace fs = std::filesystem;
using Matter = nlohmann::json;

Result<std::string> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return invalid(file.string() + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class FirstMatters {
 public:
  FirstMatters(fs::path folder, const site::Directory& directory, store::Blobs& blobs, Instant now, const AskNow& ask)
      : folder_(std::move(folder)), directory_(directory), blobs_(blobs), now_(now), ask_(ask) {}

  // A value of another type than it should be throws in the library.
  Result<void> live(const Matter& all) {
    for (const Matter& each : all.value("accounts", Matter::array()))
      if (Result<void> saved = account(each); !saved) return saved.error().within("account " + each.value("login", "?"));
    for (const Matter& each : all.value("rosters", Matter::array()))
      if (Result<void> set = roster(each); !set) return set.error().within("roster of " + each.value("post", "?"));
    for (const Matter& each : all.value("hazards", Matter::array()))
      if (Result<void> lived = hazard(each); !lived) return lived.error().within("hazard “" + each.value("what", "?") + "”");
    return {};
  }

 private:
  Result<void> account(const Matter& of) {
    const core::Actor person{of.at("login"), value_named<core::Role>(of.value("role", "worker")).value_or(core::Role::Worker),
                             of.value("posts", std::vector<std::string>())};
    people_[person.login] = person;
    return done({"site", core::Role::Administrator, {}}, core::SaveAccount{person.login, of.at("name"), person.role, person.posts});
  }

  Result<void> roster(const Matter& of) {
    core::SetRoster roster{of.at("post"), to_text(day_at(now_, directory_.site().utc_offset)), "", of.at("cycle"), {}};
    for (const Matter& crew : of.at("crews"))
      roster.crews.push_back({crew.at("name"), crew.at("people"), crew.value("starts-at", std::uint32_t{0})});
    return done({"site", core::Role::Administrator, {}}, std::move(roster));
  }

  // As far as the entry says: reported, graded, accepted, mended, reviewed.
  Result<void> hazard(const Matter& of) {
    Result<std::vector<std::string>> before = pictures(of, "before");
    if (!before) return before.error();
    core::ReportHazard report;
    report.zone = of.at("zone");
    report.what = of.at("what");
    report.photos = std::move(*before);
    if (const auto place = of.find("at"); place != of.end()) report.place = core::HazardPlace{place->at(0), place->at(1)};
    Result<std::vector<core::Event>> reported = ask_({person(of.at("by")), std::move(report)});
    if (!reported) return reported.error();
    const core::HazardId id(reported->front().seq);
    for (const auto& [key, step] : {std::pair{"grade", &FirstMatters::grade},
                                    {"accept", &FirstMatters::accept},
                                    {"mend", &FirstMatters::mend},
                                    {"review", &FirstMatters::review}}) {
      const auto entry = of.find(key);
      if (entry == of.end()) continue;
      if (Result<void> took = (this->*step)(id, *entry); !took) return took.error().within(key);
    }
    return {};
  }

  Result<void> grade(core::HazardId id, const Matter& of) {
    core::GradeHazard grade;
    grade.hazard = id;
    grade.grade = value_named<core::HazardGrade>(of.value("grade", "general")).value_or(core::HazardGrade::General);
    grade.danger = value_named<core::HazardKind>(of.value("danger", "safety")).value_or(core::HazardKind::Safety);
    if (const auto days = of.find("days"); days != of.end()) {
      grade.handling = core::HazardHandling::ByDeadline;
      grade.deadline = now_ + 24_h * days->get<std::int64_t>();
    }
    grade.post = of.value("post", "");
    grade.management = value_named<core::HazardManagement>(of.value("management", ""));
    grade.arose_in = value_named<core::HazardLink>(of.value("arose-in", ""));
    grade.reason = of.value("reason", "");
    grade.hazard_code = of.value("code", "");
    return done(person(of.at("by")), std::move(grade));
  }
  Result<void> accept(core::HazardId id, const Matter& of) { return done(person(of.at("by")), core::AcceptHazard{id}); }
  Result<void> mend(core::HazardId id, const Matter& of) {
    Result<std::vector<std::string>> after = pictures(of, "after");
    if (!after) return after.error();
    return done(person(of.at("by")), core::RectifyHazard{id, of.at("note"), std::move(*after), cost_of(of)});
  }
  static std::optional<double> cost_of(const Matter& of) {
    const auto cost = of.find("cost-yuan");
    return cost == of.end() ? std::nullopt : std::optional(cost->get<double>());
  }
  Result<void> review(core::HazardId id, const Matter& of) {
    const bool is_returned = of.value("returned", false);
    return done(person(of.at("by")),
                core::ReviewHazard{id, is_returned ? core::Verdict::Returned : core::Verdict::Approved, of.value("reason", "")});
  }

  Result<std::vector<std::string>> pictures(const Matter& of, const char* key) {
    std::vector<std::string> names;
    for (const std::string& name : of.value(key, std::vector<std::string>())) {
      const Result<std::string> bytes = bytes_of(folder_ / name);
      if (!bytes) return bytes.error();
      Result<std::string> kept = blobs_.put(*bytes);
      if (!kept) return kept.error();
      names.push_back(std::move(*kept));
    }
    return names;
  }

  core::Actor person(const std::string& login) const {
    const auto found = people_.find(login);
    return found == people_.end() ? core::Actor{login, core::Role::Worker, {}} : found->second;
  }

  Result<void> done(core::Actor actor, core::Request request) {
    const Result<std::vector<core::Event>> events = ask_({std::move(actor), std::move(request)});
    if (!events) return events.error();
    return {};
  }

  fs::path folder_;
  const site::Directory& directory_;
  store::Blobs& blobs_;
  Instant now_;
  const AskNow& ask_;
  std::map<std::string, core::Actor> people_;
};

}  // namespace

Result<void> live_first_matters(const std::string& file, const site::Directory& directory, store::Blobs& blobs, Instant now,
                                const AskNow& ask) {
  const Result<std::string> text = bytes_of(file);
  if (!text) return text.error();
  const Matter all = Matter::parse(*text, nullptr, false);
  if (!all.is_object()) return invalid(file + ": expected a JSON object of accounts, rosters and hazards");
  try {
    if (Result<void> lived = FirstMatters(fs::path(file).parent_path(), directory, blobs, now, ask).live(all); !lived)
      return lived.error().within(file);
    return {};
  } catch (const Matter::exception& error) {
    return invalid(file + ": " + error.what());
  }
}

}  // namespace davy::davyd
