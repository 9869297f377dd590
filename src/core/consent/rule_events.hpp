#pragma once
// Events of the site that Davy runs under: taken over by somebody or by nobody, held back until two people agree, given up.
//
// A site is named by its version. What it changes is worked out by whoever reads the files (site/safety_rules.hpp); its files themselves lie in the store.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "site/names.hpp"
#include "site/safety_rules.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::core {

// First: of a new store, by nobody. No rule: it changes none. One person: the site before asked for no more. Two people: one proposed it, another agreed.
enum class SiteBecause { First, NoRule, OnePerson, TwoPeople };

struct SiteAccepted {  // the rules from the next start on; where one person is enough, or at the first start, from this one on
  static constexpr std::string_view kKind = "site.accepted";
  std::string version;
  std::string sources;                           // under which name its files lie in the store
  site::TwoPeople takes = site::TwoPeople::Off;  // what it says of the rules that follow it
  SiteBecause because = SiteBecause::First;
  std::string before;  // the version that was accepted until then; empty: none
  std::vector<site::RulesDigest> parts;
  std::vector<site::RuleChange> changes;
  std::vector<site::RuleChange> additions;
  std::string asked_by;    // login of who proposed it, where another agreed
  std::uint64_t more = 0;  // changes beside those listed, which are the first of them
  std::uint64_t more_additions = 0;
  DAVY_FIELDS(version, sources, takes, because, before, parts, changes, additions, asked_by, more, more_additions)
};

// The files hold it, and two people have to agree: it is not in force unless `unreadable` says why the one before cannot be. Or the files are no site: `errors`.
struct SiteHeld {
  static constexpr std::string_view kKind = "site.held";
  std::string version;  // empty: `errors` says why there is none
  std::string sources;  // empty: they could not be kept, so nobody can agree to them yet
  site::TwoPeople takes = site::TwoPeople::Off;
  std::string before;  // the accepted one, against which it was held
  std::vector<site::RulesDigest> parts;
  std::vector<site::RuleChange> changes;
  std::vector<site::RuleChange> additions;
  std::string
      unreadable;      // the accepted rules could not be had again, so these are in force without anybody's agreement; empty: they are not
  std::string errors;  // the first thing that is wrong with the files; empty: they are a site
  std::uint64_t more = 0;  // as above
  std::uint64_t more_additions = 0;
  std::string unreadable_zh;  // the same in Chinese; empty in records of earlier versions
  std::string errors_zh;
  DAVY_FIELDS(version, sources, takes, before, parts, changes, additions, unreadable, errors, more, more_additions, unreadable_zh,
              errors_zh)
};

struct SiteWithdrawn {  // the files no longer hold what was held back: they are the accepted ones again
  static constexpr std::string_view kKind = "site.withdrawn";
  std::string version;
  DAVY_FIELDS(version)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::SiteBecause> =
    std::to_array<davy::EnumName<davy::core::SiteBecause>>({{davy::core::SiteBecause::First, "first"},
                                                            {davy::core::SiteBecause::NoRule, "no-rule"},
                                                            {davy::core::SiteBecause::OnePerson, "one-person"},
                                                            {davy::core::SiteBecause::TwoPeople, "two-people"}});
