#include "apps/davy/system_user.hpp"

#include <pwd.h>
#include <unistd.h>

namespace davy::apps {

std::string user_of_system() {
  const uid_t id = ::getuid();
  const passwd* entry = ::getpwuid(id);
  return entry == nullptr ? "uid " + std::to_string(id) : entry->pw_name;
}

}  // namespace davy::apps
