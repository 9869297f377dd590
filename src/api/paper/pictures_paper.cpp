#include "api/paper/pictures_paper.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {

void PicturesPaper::add(const std::vector<std::string>& photos, const std::string& what, const std::string& who, Instant at) {
  for (const std::string& photo : photos) kept_.push_back({photo, what + (who.empty() ? "" : " · " + who) + " · " + say_.minute(at)});
}

void PicturesPaper::write(paper::Document& document) const {
  if (kept_.empty()) return;
  document.blocks.emplace_back(paper::Heading{say_.in("照片", "Photographs")});
  paper::Pictures pictures;
  for (std::size_t i = 0; i < std::min(kept_.size(), kPicturesMost); ++i) {
    std::string bytes = photo_(kept_[i].name);
    const std::string gone = bytes.empty() ? say_.in("（读不出）", " (cannot be read)") : "";
    pictures.pictures.push_back({std::move(bytes), kept_[i].words + gone});
  }
  document.blocks.emplace_back(std::move(pictures));
  if (kept_.size() <= kPicturesMost) return;
  const std::size_t more = kept_.size() - kPicturesMost;
  document.blocks.emplace_back(
      paper::Paragraph{say_.in(fmt::format("还有 {} 张，见系统。", more), fmt::format("{} more are in the system.", more)),
                       paper::Tone::Quiet});
}

}  // namespace davy::api
