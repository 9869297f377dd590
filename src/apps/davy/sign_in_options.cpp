#include "apps/davy/sign_in_options.hpp"

#include "base/said.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <utility>

namespace davy::apps {
namespace {

Result<std::string> password_of(const SignInWish& wish) {
  std::string password;
  if (!wish.password_file.empty()) {
    std::ifstream file(wish.password_file);
    std::getline(file, password);
    if (password.empty()) return invalid(said({"{}：首行没有密码", "{}: found no password in its first line"}, wish.password_file));
    return password;
  }
  termios shown{};
  const bool is_terminal = ::tcgetattr(STDIN_FILENO, &shown) == 0;
  if (is_terminal) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    fmt::print(stderr, "{}", spoken(said({"{} 的密码：", "password of {}: "}, wish.sign_in.login)));
  }
  std::getline(std::cin, password);
  if (is_terminal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    fmt::print(stderr, "\n");
  }
  if (password.empty()) return invalid(said({"没有给出密码", "no password was given"}));
  return password;
}

}  // namespace

void add_sign_in(CLI::App& command, const std::shared_ptr<SignInWish>& wish) {
  command.add_option("--at", wish->sign_in.url, spoken({"davyd 的地址", "Where davyd answers"}))->capture_default_str();
  command
      .add_option("--ca", wish->sign_in.ca_file,
                  spoken({"签发 davyd 证书的机构的证书，同 --tls-local-ca",
                          "The certificate of the authority that signed davyd's, as of --tls-local-ca"}))
      ->check(CLI::ExistingFile);
  command.add_option("--login", wish->sign_in.login, spoken({"安全员或管理员", "A safety officer or an administrator"}))->required();
  command
      .add_option("--password-file", wish->password_file,
                  spoken({"首行为密码的文件；不给则询问", "File whose first line is the password; asked for when absent"}))
      ->check(CLI::ExistingFile);
  command.add_option("--code", wish->sign_in.code, spoken({"两步验证的验证码", "The code of the second factor"}));
}

Result<std::unique_ptr<ConsoleSession>> sign_in(SignInWish wish) {
  Result<std::string> password = password_of(wish);
  if (!password) return password.error();
  wish.sign_in.password = std::move(*password);
  return ConsoleSession::open(wish.sign_in);
}

}  // namespace davy::apps
