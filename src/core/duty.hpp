#pragma once
// Duty: which post answers for something at a time, and who stands above it in the chain of duty. Never nobody in a site that has posts.

#include "site/directory.hpp"

#include <string>

namespace davy::core {

// Above whom there is nobody; empty in a site without posts.
std::string post_at_the_top(const site::Directory& directory);

using site::Matter;

// The duty of the place for the matter; where nobody is on duty, the top of the chain.
std::string post_on_duty(const site::Directory& directory, site::ZoneIndex zone, Matter matter, Instant at);

// The condition's own post, else the duty of its point's zone.
std::string post_answering(const site::Directory& directory, site::ConditionIndex condition, Instant at, Matter matter = Matter::Alarm);

// One step up; at the top, and for a post that the site no longer has, the same.
std::string post_above(const site::Directory& directory, const std::string& post);

// `post` and then everyone above it: whether one of `held` is among them.
bool answers_for(const std::vector<std::string>& held, const site::Directory& directory, std::string post);

}  // namespace davy::core
