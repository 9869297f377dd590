#include "api/story_runs.hpp"

#include "analysis/rule_stories/read_stories.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::api {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> story_files(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".yaml" || entry.path().extension() == ".yml") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace

Result<std::vector<StoryRun>> run_stories(const site::Directory& directory, const StoryWish& wish, const GoOn& go_on) {
  std::vector<StoryRun> runs;
  const std::vector<fs::path> files = story_files(wish.folder);
  for (const fs::path& file : files) {
    StoryRun& run = runs.emplace_back();
    run.file = file.filename().string();
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return failed(said({"{} 无法读取", "{} cannot be read"}, file.string()));
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    analysis::StoriesRead read = analysis::read_stories(directory, run.file, text);
    run.findings = std::move(read.findings);
    for (const analysis::Story& story : read.stories) {
      run.results.push_back(play_story(directory, story));
      if (go_on(static_cast<double>(runs.size()) / static_cast<double>(files.size() + 1)) == Go::Stop)
        return failed(said({"已停止", "stopped"}));
    }
  }
  return runs;
}

}  // namespace davy::api
