// docs/formats/site.md shows a whole site: what a reader copies from it must load.
#include "site/load.hpp"
#include "tests/data/repository.hpp"

#include <gtest/gtest.h>

namespace davy::data {
namespace {

// The files of the page: blocks that begin with "# site/NAME" or "# packs/PACK/NAME".
site::SourceFiles files_of(const std::string& page) {
  site::SourceFiles sources;
  sources.others = {"plan.svg"};
  const std::string fence = "```yaml\n# ";
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    const std::filesystem::path path = page.substr(at, page.find('\n', at) - at);
    const std::string text = page.substr(at - 2, page.find("```", at) - at + 2);
    if (path.parent_path() == "site")
      sources.site.push_back({path.filename(), text});
    else
      sources.packs[path.parent_path().filename()].push_back({path.filename(), text});
  }
  return sources;
}

TEST(SitePage, ItsExamplesAreOneSiteWithoutFindings) {
  const site::SourceFiles sources = files_of(content_of("docs/formats/site.md"));
  EXPECT_EQ(sources.site.size(), 3U);
  const site::Loaded loaded = site::load_site(sources);
  for (const site::Finding& finding : loaded.findings) ADD_FAILURE() << to_text(finding);
  ASSERT_TRUE(loaded.site);
  EXPECT_EQ(loaded.site->actuators.size(), 2U);
}

}  // namespace
}  // namespace davy::data
