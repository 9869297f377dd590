#pragma once
// Account: a person who may sign in, with what they may do and the posts that they hold.

#include "core/event.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::core {

struct Account {
  std::string login;
  std::string name;
  Role role = Role::Worker;
  std::vector<std::string> posts;
  std::vector<std::string> zones = {};  // where they may act, with what lies inside; none: everywhere
  DAVY_FIELDS(login, name, role, posts, zones)
};

using Accounts = std::map<std::string, Account, std::less<>>;  // by login

}  // namespace davy::core
