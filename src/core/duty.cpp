#include "core/duty.hpp"

#include <algorithm>

namespace davy::core {

std::string post_at_the_top(const site::Directory& directory) {
  const std::vector<site::Post>& posts = directory.site().posts;
  const auto top = std::ranges::find_if(posts, [](const site::Post& post) { return !post.escalates_to; });
  return top == posts.end() ? std::string() : top->name;
}

std::string post_on_duty(const site::Directory& directory, site::ZoneIndex zone, Matter matter, Instant at) {
  const auto duty = directory.on_duty(zone, matter, at);
  return duty ? directory.site()[*duty].name : post_at_the_top(directory);
}

std::string post_answering(const site::Directory& directory, site::ConditionIndex condition, Instant at, Matter matter) {
  const site::Site& site = directory.site();
  const site::Condition& rule = site[condition];
  return rule.answered_by ? site[*rule.answered_by].name : post_on_duty(directory, site[rule.point].zone, matter, at);
}

std::string post_above(const site::Directory& directory, const std::string& post) {
  const auto index = directory.post(post);
  if (!index) return post;
  const auto& above = directory.site()[*index].escalates_to;
  return above ? directory.site()[*above].name : post;
}

bool answers_for(const std::vector<std::string>& held, const site::Directory& directory, std::string post) {
  while (std::ranges::find(held, post) == held.end()) {
    std::string above = post_above(directory, post);
    if (above == post) return false;
    post = std::move(above);
  }
  return true;
}

}  // namespace davy::core
