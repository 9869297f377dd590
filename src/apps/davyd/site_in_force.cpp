#include "apps/davyd/site_in_force.hpp"

#include "site/exercise.hpp"
#include "store/site_copy.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <utility>

namespace davy::davyd {
namespace {

constexpr std::size_t kChangesListed = 2'000;
constexpr std::size_t kAdditionsListed = 500;

void log_finding(const site::Finding& finding) {
  if (finding.level == site::FindingLevel::Error)
    spdlog::error("{}", to_text(finding, language_of_process()));
  else
    spdlog::warn("{}", to_text(finding, language_of_process()));
}

// The accepted site, read again by this program.
Result<site::Site> accepted_again(const std::string& data_folder, const core::SiteAccepted& accepted, const std::string& site_folder) {
  const Result<site::SourceFiles> files = store::kept_site(data_folder, accepted.sources);
  if (!files) return files.error();
  site::Loaded loaded = site::load_site(*files);
  if (!loaded.site) {
    const auto first = std::ranges::find(loaded.findings, site::FindingLevel::Error, &site::Finding::level);
    const Said why = first == loaded.findings.end() ? said({"没有站点", "no site"})
                                                    : Said::paired({to_text(*first, Language::Zh), to_text(*first, Language::En)});
    return invalid(said({"已接受的站点无法由本程序载入：{}", "the accepted site does not load with this program: {}"}, why));
  }
  if (loaded.site->version != accepted.version)
    return error_of(ErrorCode::Corrupt,
                    said({"已接受站点的文件与接受时不同", "the files of the accepted site are not those that were accepted"}));
  loaded.site->folder = site_folder;  // its drawing is that of the folder of now
  return std::move(*loaded.site);
}

core::SiteHeld described(const FoundSite& found) {
  core::SiteHeld held;
  held.version = found.site->version;
  held.takes = found.site->access.rules;
  return held;
}

void say_what_is_held(const core::SiteHeld& held) {
  spdlog::critical(
      "the safety rules in the site's files are NOT in force: {} changes wait for two people; the accepted rules protect the site",
      held.changes.size());
  for (const site::RuleChange& change : held.changes) spdlog::warn("not in force: {}", to_text(change));
}

// Leaves the first of them, and says how many more there were: what the journal has of it is in every snapshot, too. The log and `davy check --against` have all.
std::uint64_t listed(std::vector<site::RuleChange>& changes, std::size_t most) {
  if (changes.size() <= most) return 0;
  const std::size_t more = changes.size() - most;
  changes.resize(most);
  changes.shrink_to_fit();
  return more;
}

// Held against the accepted site; gives that where it is the one to run under.
std::optional<site::Site> hold_against(const core::SiteAccepted& accepted, const FoundSite& found, const std::string& data_folder,
                                       core::SiteHeld& held) {
  held.before = accepted.version;
  if (accepted.version == found.site->version) return std::nullopt;
  Result<site::Site> before = accepted_again(data_folder, accepted, found.folder);
  if (!before) {
    held.unreadable = before.error().message;
    held.unreadable_zh = before.error().in(Language::Zh);
    if (accepted.takes == site::TwoPeople::Required)
      spdlog::critical("the accepted safety rules cannot be had again, those of the files are in force and nobody agreed to them: {}",
                       held.unreadable);
    else
      spdlog::warn("which safety rules changed cannot be said: {}", held.unreadable);
    return std::nullopt;
  }
  site::RuleChanges changes = site::rule_changes(*before, *found.site);
  held.changes = std::move(changes.changes);
  held.additions = std::move(changes.additions);
  if (accepted.takes == site::TwoPeople::Required && !held.changes.empty()) say_what_is_held(held);
  held.more = listed(held.changes, kChangesListed);
  held.more_additions = listed(held.additions, kAdditionsListed);
  if (accepted.takes == site::TwoPeople::Off || held.changes.empty()) return std::nullopt;
  return std::move(*before);
}

Said in_short(const std::vector<site::Finding>& findings) {
  const auto first = std::ranges::find(findings, site::FindingLevel::Error, &site::Finding::level);
  if (first == findings.end()) return said({"没有站点", "no site"});
  const auto others = std::ranges::count(findings, site::FindingLevel::Error, &site::Finding::level) - 1;
  const Said text = Said::paired({to_text(*first, Language::Zh), to_text(*first, Language::En)});
  return others == 0 ? text : said({"{}（另有 {} 处）", "{} (and {} more)"}, text, others);
}

// Files that are no site: where one person could not have changed the rules, one cannot put them out of force either, by a slip or on purpose.
Result<SiteInForce> accepted_instead(const FoundSite& found, const std::optional<core::SiteAccepted>& accepted,
                                     const std::string& data_folder) {
  if (!accepted || accepted->takes == site::TwoPeople::Off) return no_site(found);
  Result<site::Site> before = accepted_again(data_folder, *accepted, found.folder);
  if (!before)
    return invalid(said({"{}；已接受的站点无法代替它：{}", "{}; the accepted one cannot stand in for it: {}"}, said_of(no_site(found)),
                        said_of(before.error())));
  spdlog::critical("the site's files have errors and are NOT in force; the accepted rules protect the site: {}", spoken(found.errors));
  core::SiteHeld held;
  held.takes = accepted->takes;
  held.before = accepted->version;
  held.errors = found.errors.en();
  held.errors_zh = found.errors.zh();
  return SiteInForce{site::with_exercises(std::move(*before)), core::NoteSite{std::move(held)}};
}

}  // namespace

Error no_site(const FoundSite& found) {
  return invalid(said({"{} 中的站点有错误；`davy check` 会逐条列出", "the site in {} has errors; `davy check` lists them"}, found.folder));
}

FoundSite read_site(const Options& options) {
  std::vector<site::Finding> unread;
  FoundSite found;
  found.folder = options.site_folder;
  found.files = site::read_sources(options.site_folder, options.packs_folder, unread);
  site::Loaded loaded = unread.empty() ? site::load_site(found.files) : site::Loaded{std::nullopt, std::move(unread)};
  for (const site::Finding& finding : loaded.findings) log_finding(finding);
  if (!loaded.site) {
    found.errors = in_short(loaded.findings);
    return found;
  }
  found.site = std::move(loaded.site);
  found.site->folder = options.site_folder;
  const std::vector<std::string>& used = found.site->packs;
  std::erase_if(found.files.packs, [&](const auto& pack) { return std::ranges::find(used, pack.first) == used.end(); });
  return found;
}

Result<SiteInForce> site_in_force(FoundSite found, store::OpenFolder& folder) {
  const Result<std::optional<core::SiteAccepted>> accepted = store::accepted_site(folder);
  if (!accepted) return accepted.error().within(folder.path);
  if (!found.site) return accepted_instead(found, *accepted, folder.path);
  core::SiteHeld held = described(found);
  std::optional<site::Site> before;
  if (*accepted) before = hold_against(**accepted, found, folder.path, held);
  const bool waits = *accepted && (*accepted)->takes == site::TwoPeople::Required && (!held.changes.empty() || !held.unreadable.empty());
  const Result<std::string> kept = store::keep_site(folder.path, found.files);
  if (kept)
    held.sources = *kept;
  else
    spdlog::error("the site's files cannot be kept, so they cannot be the accepted ones yet: {}", kept.error().message);
  if (before) held.parts = site::rules_digests(*found.site);  // else who tells of it has the site
  SiteInForce in_force;
  if (kept || waits) in_force.note = core::NoteSite{std::move(held)};
  in_force.site = site::with_exercises(before ? std::move(*before) : std::move(*found.site));
  return in_force;
}

}  // namespace davy::davyd
