#pragma once
// Who is at the keyboard, as far as the system knows.

#include <string>

namespace davy::apps {

std::string user_of_system();

}  // namespace davy::apps
