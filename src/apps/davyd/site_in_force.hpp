#pragma once
// The site that davyd runs under: that of the files, or the accepted one, where the files hold other safety rules that two people have not agreed to
// or are no site at all (docs/decisions/0013-rules-take-two-people.md).

#include "apps/davyd/options.hpp"
#include "core/input.hpp"
#include "site/load.hpp"
#include "store/open_folder.hpp"

#include <optional>
#include <string>

namespace davy::davyd {

// What the files say, and the files that say it.
struct FoundSite {
  std::optional<site::Site> site;  // none: `errors`
  std::string folder;
  Said errors;              // the first, and how many more
  site::SourceFiles files;  // with the packs that it names, no others
};

struct SiteInForce {
  site::Site site;  // with its twins
  std::optional<core::NoteSite>
      note;  // what the journal is to be told of the files, without `parts` where they are those of `site`; none: they could not be kept
};

// What is wrong with the site has been logged, finding by finding.
FoundSite read_site(const Options& options);
Error no_site(const FoundSite& found);

// What is not in force is logged, rule by rule. Failed: the store does not say which site was accepted, or the files are none and no accepted one stands in for
// them, for it takes no two people to change, or cannot be had again.
Result<SiteInForce> site_in_force(FoundSite found, store::OpenFolder& folder);

}  // namespace davy::davyd
