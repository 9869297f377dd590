#pragma once
// How a subcommand names a site on the command line, and reads it.

#include "site/load.hpp"

#include <string>

namespace davy::apps {

struct SiteOptions {
  std::string site;
  std::string packs;      // empty: the folder "packs" two above the site, as sites/demo and packs lie, else "packs" here
  std::string rule = {};  // a file of conditions that is laid over the site; empty: none
};

site::Loaded load(const SiteOptions& options);

// "demo: 9 zones, 80 points, 210 conditions, 15 actuators, 6 rows" and the like, in a line.
Said summary_of(const site::Site& site);

}  // namespace davy::apps
