#pragma once
// The options with which a subcommand signs a person in at a running davyd.

#include "apps/davy/console_session.hpp"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace davy::apps {

struct SignInWish {
  SignIn sign_in;
  std::string password_file;
};

void add_sign_in(CLI::App& command, const std::shared_ptr<SignInWish>& wish);

// The password comes from the file, or is asked for: never from the arguments, which everybody on the machine can read.
Result<std::unique_ptr<ConsoleSession>> sign_in(SignInWish wish);

}  // namespace davy::apps
