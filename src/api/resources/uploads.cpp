#include "api/resources/uploads.hpp"

#include "api/services.hpp"

namespace davy::api {

std::optional<Problem> no_room_on_disk(std::uint64_t bytes, const Desk& desk) {
  std::error_code error;
  const std::filesystem::space_info disk = std::filesystem::space(desk.services.options.data_folder, error);
  // Where it cannot be asked, the writing itself will say.
  if (error || room_for(bytes, disk) == Room::Enough) return std::nullopt;
  return problem(ProblemKind::Unavailable, "磁盘空间不足：剩余空间留给读数和记录，暂不接收照片、录音和视频，请通知管理员",
                 "The disk is nearly full: what is left is for readings and records. Pictures, voice notes and films are not taken for "
                 "now; tell an administrator");
}

std::optional<Problem> no_room_for_upload(std::uint64_t bytes, Desk& desk) {
  if (auto full = no_room_on_disk(bytes, desk)) return full;
  const std::optional<Duration> wait = desk.services.uploads.take(desk.person->login, bytes, desk.services.now());
  if (!wait) return std::nullopt;
  const std::string free_again = to_text(desk.services.now() + *wait);
  Problem full = problem(ProblemKind::TooMany, "24 小时内上传已达 2 GB 上限，" + free_again + " 起可继续上传",
                         "You have sent 2 GB within 24 hours, the most that is taken: there is room again from " + free_again);
  full.retry_after = *wait;
  return full;
}

}  // namespace davy::api
