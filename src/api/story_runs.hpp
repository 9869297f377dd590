#pragma once
// Story runs: which stories of the site's own folder made a condition true, and whether they hold, as `davy test-rules --site` says it.
//
// Played once for a daemon, when somebody first asks: neither the site nor, for it, its stories change while it runs.

#include "analysis/rule_stories/play_story.hpp"
#include "api/history_jobs.hpp"
#include "site/directory.hpp"
#include "site/finding.hpp"

#include <string>
#include <vector>

namespace davy::api {

struct StoryWish {
  std::string folder;  // of the stories
};

struct StoryRun {
  std::string file;  // within the folder
  std::vector<analysis::StoryResult> results;
  std::vector<site::Finding> findings;  // why it could not be read
};

// Files by name; a folder that is not there has none.
Result<std::vector<StoryRun>> run_stories(const site::Directory& directory, const StoryWish& wish, const GoOn& go_on);

using StoryJob = HistoryJob<StoryWish, std::vector<StoryRun>>;

class StoryRuns final : public HistoryJobs<StoryWish, std::vector<StoryRun>> {
 public:
  // The directory must outlive it.
  explicit StoryRuns(const site::Directory& directory)
      : HistoryJobs([&directory](const StoryWish& wish, const GoOn& go_on) { return run_stories(directory, wish, go_on); }, 1) {}
};

}  // namespace davy::api
