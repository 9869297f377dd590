#pragma once
// A person signed in at a running davyd over HTTP, as a console is; signed out when it goes. One thread.
//
// Errors: Failed: nobody answers; Invalid: davyd refuses, with its own words.

#include "base/result.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace davy::apps {

struct SignIn {
  std::string url = "http://127.0.0.1:8080";
  std::string ca_file;  // that signed davyd's certificate; empty: the system's
  std::string login;
  std::string password;
  std::string code;  // of the second factor; empty: none
};

class ConsoleSession {
 public:
  static Result<std::unique_ptr<ConsoleSession>> open(const SignIn& who);
  ~ConsoleSession();

  Result<nlohmann::json> get(const std::string& path);  // below /api/v1
  Result<nlohmann::json> post(const std::string& path, const nlohmann::json& body);

 private:
  struct Impl;
  explicit ConsoleSession(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::apps
