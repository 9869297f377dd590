#include "site/load.hpp"

#include "site/promises.hpp"
#include "site/small_site.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>

namespace davy::site {
namespace {

// What a tired engineer does to a file: loses a stretch, copies one elsewhere, types something that belongs to another place.
std::string spoiled(std::string text) {
  static const std::vector<std::string> kWords{"0",    "-1",     "1e300",  "disabled",   "none",       "never",   "[]",     "{}",
                                               "\"\"", "true",   "closed", "low",        "high",       "ch4-01",  "xv-101", "plant",
                                               "ppm",  "1 MPa",  "30s",    "999d",       "xv-101-fb",  "lab/gas", "night",  ": ",
                                               ", ",   "- ",     "\n",     "  ",         "]",          "}",       "stale",  "not-proved",
                                               "id: ", "safety", "error",  "[hot-work]", "with-permit"};
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  const auto length = *rc::gen::inRange<std::size_t>(0, 40);
  switch (*rc::gen::inRange(0, 4)) {
    case 0: text.erase(at, length); break;
    case 1: text.replace(at, std::min<std::size_t>(length, 8), *rc::gen::elementOf(kWords)); break;
    case 2: text.insert(*rc::gen::inRange<std::size_t>(0, text.size()), std::string(text, at, length)); break;
    case 3: {
      // Between two separators a whole value stands: put another in its place.
      const std::size_t start = text.find_first_of(" [{", at);
      const std::size_t end = start == std::string::npos ? start : text.find_first_of(",]}\n", start);
      if (end != std::string::npos) text.replace(start + 1, end - start - 1, *rc::gen::elementOf(kWords));
      break;
    }
  }
  return text;
}

SourceFiles spoiled_site() {
  SourceFiles sources = small_site();
  std::array<std::string*, 4> texts{&sources.site[0].text, &sources.site[1].text, &sources.site[2].text, &sources.packs["lab"][0].text};
  const int changes = *rc::gen::inRange(1, 4);
  for (int i = 0; i < changes; ++i) {
    std::string& text = *texts[*rc::gen::inRange<std::size_t>(0, texts.size())];
    text = spoiled(text);
  }
  return sources;
}

RC_GTEST_PROP(LoadSiteProperty, ASiteIsGivenAwayWhenThereIsNoErrorAndThenItKeepsItsPromises, ()) {
  const Loaded loaded = load_site(spoiled_site());
  const bool errors =
      std::any_of(loaded.findings.begin(), loaded.findings.end(), [](const Finding& f) { return f.level == FindingLevel::Error; });
  RC_ASSERT(loaded.site.has_value() != errors);
  if (loaded.site) check_promises(*loaded.site);
}

RC_GTEST_PROP(LoadSiteProperty, EveryFindingHasAPlaceAndBothHalves, ()) {
  for (const Finding& finding : load_site(spoiled_site()).findings) {
    RC_ASSERT(!finding.file.empty() && !finding.found.empty() && !finding.expected.empty());
    RC_ASSERT((finding.line > 0) == (finding.column > 0));
    RC_ASSERT(finding.file != "built in");
  }
}

RC_GTEST_PROP(LoadSiteProperty, TheSameFilesGiveTheSameAnswer, ()) {
  const SourceFiles sources = spoiled_site();
  RC_ASSERT(findings_of(sources) == findings_of(sources));
}

}  // namespace
}  // namespace davy::site
