#include "analysis/rule_stories/read_stories.hpp"
#include "apps/davy/say.hpp"
#include "apps/davy/site_options.hpp"
#include "apps/davy/story_report.hpp"
#include "apps/davy/subcommands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

namespace davy::apps {
namespace {

namespace fs = std::filesystem;

struct TestRulesOptions {
  std::vector<std::string> stories;
  SiteOptions site;
  std::string junit;
  bool json = false;
  bool coverage = false;
  bool require_coverage = false;
  bool require_rows = false;
};

site::Finding finding(const std::string& file, Said found, Said expected) {
  return {site::FindingLevel::Error, file, 0, 0, std::move(found), std::move(expected), {}};
}

// A site with the stories that were told of it.
struct ToldSite {
  std::unique_ptr<const site::Site> site;  // null when it has errors
  std::unique_ptr<const site::Directory> directory;
  std::vector<analysis::StoryResult> results;
};

class StoryRunner {
 public:
  explicit StoryRunner(const TestRulesOptions& options) : options_(options) {}

  StoryOutcome run() {
    for (const fs::path& file : files()) play(file);
    for (auto& [folder, told] : sites_) {
      if (told.directory) outcome_.coverage.push_back(coverage(*told.directory, told.results));
      std::ranges::move(told.results, std::back_inserter(outcome_.results));
    }
    if (outcome_.results.empty() && outcome_.findings.empty())
      outcome_.findings.push_back(finding("stories", said({"没有故事", "no story"}), said({"至少一个", "at least one"})));
    outcome_.required = options_.require_coverage ? Required::Everything : options_.require_rows ? Required::Rows : Required::Nothing;
    return std::move(outcome_);
  }

 private:
  // Files as named; of a folder its YAML files. Nothing named: the stories of the site, else those of every pack.
  std::vector<fs::path> files() {
    std::vector<fs::path> named(options_.stories.begin(), options_.stories.end());
    if (named.empty() && !options_.site.site.empty()) named.push_back(fs::path(options_.site.site) / "stories");
    if (named.empty()) {
      const fs::path packs = options_.site.packs.empty() ? "packs" : options_.site.packs;
      std::error_code error;
      for (const fs::directory_entry& pack : fs::directory_iterator(packs, error))
        if (fs::is_directory(pack.path() / "stories", error)) named.push_back(pack.path() / "stories");
      std::ranges::sort(named);
    }
    std::vector<fs::path> found;
    for (const fs::path& each : named) {
      std::error_code error;
      if (!fs::is_directory(each, error)) {
        found.push_back(each);
        continue;
      }
      std::vector<fs::path> inside;
      for (const fs::directory_entry& entry : fs::directory_iterator(each, error))
        if (entry.path().extension() == ".yaml" || entry.path().extension() == ".yml") inside.push_back(entry.path());
      std::ranges::sort(inside);
      found.insert(found.end(), inside.begin(), inside.end());
    }
    return found;
  }

  void play(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
      outcome_.findings.push_back(
          finding(file.string(), said({"无法读取的文件", "a file that cannot be read"}), said({"故事文件", "a story"})));
      return;
    }
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    const std::string named = analysis::site_named_in(text);
    if (options_.site.site.empty() && named.empty()) {
      outcome_.findings.push_back(finding(file.string(), said({"没有站点", "no site"}),
                                          said({"在文件中写 site（站点目录），或给出 --site", "site: a folder, in the file, or --site"})));
      return;
    }
    ToldSite& told = site_at(options_.site.site.empty() ? file.parent_path() / named : fs::path(options_.site.site));
    if (!told.directory) return;
    analysis::StoriesRead read = analysis::read_stories(*told.directory, file.string(), text);
    std::ranges::move(read.findings, std::back_inserter(outcome_.findings));
    for (const analysis::Story& story : read.stories) told.results.push_back(play_story(*told.directory, story));
  }

  ToldSite& site_at(const fs::path& folder) {
    const std::string key = folder.lexically_normal().string();
    const auto [at, fresh] = sites_.try_emplace(key);
    if (!fresh) return at->second;
    site::Loaded loaded = load({key, packs_for(folder)});
    for (site::Finding each : loaded.findings) {
      if (each.level != site::FindingLevel::Error) continue;
      if (!each.file.starts_with("pack ")) each.file = (fs::path(key) / each.file).string();
      outcome_.findings.push_back(std::move(each));
    }
    if (loaded.site) {
      at->second.site = std::make_unique<const site::Site>(std::move(*loaded.site));
      at->second.directory = std::make_unique<const site::Directory>(*at->second.site);
    }
    return at->second;
  }

  // A pack's own test site lies inside the packs.
  std::string packs_for(const fs::path& folder) const {
    if (!options_.site.packs.empty()) return options_.site.packs;
    std::error_code error;
    for (fs::path at = fs::weakly_canonical(folder, error); at.has_relative_path(); at = at.parent_path())
      if (at.filename() == "packs") return at.string();
    return {};
  }

  const TestRulesOptions& options_;
  std::map<std::string, ToldSite> sites_;  // by folder
  StoryOutcome outcome_;
};

int test_rules(const TestRulesOptions& options) {
  const StoryOutcome outcome = StoryRunner(options).run();
  const Detail detail = options.coverage ? Detail::WithCoverage : Detail::Short;
  std::fputs((options.json ? stories_as_json(outcome) : stories_for_people(outcome, detail)).c_str(), stdout);
  if (!options.junit.empty()) {
    std::ofstream file(options.junit, std::ios::binary | std::ios::trunc);
    file << stories_as_junit(outcome);
    if (!file.flush()) {
      return say(failed(said({"{}：无法写入", "{}: cannot be written"}, options.junit)));
    }
  }
  return passed(outcome) ? 0 : 1;
}

}  // namespace

void add_test_rules(CLI::App& app, int& exit_status) {
  const auto options = std::make_shared<TestRulesOptions>();
  CLI::App* command =
      app.add_subcommand("test-rules", spoken({"用故事检验站点的规则，指出哪里与期望不符。",
                                               "Play stories against a site's rules and say where they do not do what is expected."}));
  command->add_option("stories", options->stories,
                      spoken({"故事文件或其目录；不给则为站点的故事，或全部场景包的故事",
                              "Story files, or folders of them; none: the site's stories, or those of every pack"}));
  command->add_option("--site", options->site.site,
                      spoken({"站点目录，代替故事中写明的站点", "The site folder, instead of the one that a story names"}));
  command->add_option("--packs", options->site.packs,
                      spoken({"场景包目录；默认为站点上两级的 packs，或当前目录的 packs",
                              "The folder of the scene packs; else packs two above the site, or here"}));
  command->add_option("--junit", options->junit, spoken({"另将 JUnit XML 写入此文件", "Also write JUnit XML to this file"}));
  command->add_flag("--json", options->json, spoken({"以 JSON 输出结果", "The outcome as JSON"}));
  command->add_flag("--coverage", options->coverage,
                    spoken({"另列出没有故事使其成立的条件和从未触发的联锁",
                            "Also say which conditions no story made true and which rows never tripped"}));
  command->add_flag("--require-coverage", options->require_coverage,
                    spoken({"有条件或联锁未覆盖则不通过", "Fail when a condition or a row is left out"}));
  command->add_flag("--require-rows", options->require_rows, spoken({"有联锁未覆盖则不通过", "Fail when a row is left out"}));
  command->callback([options, &exit_status] { exit_status = test_rules(*options); });
}

}  // namespace davy::apps
