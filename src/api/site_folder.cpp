#include "api/site_folder.hpp"

#include <utility>

namespace davy::api {

SiteFolder read_site_folder(const std::string& folder, const std::string& packs, const site::Site& in_force) {
  SiteFolder read;
  const site::SourceFiles files = site::read_sources(folder, packs, read.findings);
  if (!read.findings.empty()) return read;
  site::Loaded loaded = site::load_site(files);
  read.findings = std::move(loaded.findings);
  if (!loaded.site) return read;
  read.version = loaded.site->version;
  if (read.version != in_force.version) read.rules = site::rule_changes(in_force, *loaded.site);
  return read;
}

StartBrings start_brings(const SiteFolder& folder, const core::RuleBook& book, std::string_view in_force) {
  if (folder.version.empty()) return StartBrings::Errors;
  // What was agreed to is in force from the next start on, whatever the files hold by then.
  if (core::site_rules::standing(book, in_force) == core::RulesStanding::Agreed) return StartBrings::InForce;
  const bool known = book.held && book.held->what.version == folder.version;
  if (known) return StartBrings::Nothing;  // it is held already, or in force without anybody's agreement
  if (folder.version == in_force && !book.held) return StartBrings::Nothing;
  const bool is_accepted = book.accepted && book.accepted->what.version == folder.version;
  if (is_accepted || folder.version == in_force) return StartBrings::InForce;  // what was held back is given up
  const bool takes_two = book.accepted && book.accepted->what.takes == site::TwoPeople::Required;
  return takes_two && !folder.rules.changes.empty() ? StartBrings::Held : StartBrings::InForce;
}

}  // namespace davy::api
