#include "apps/davy/mqtt_acl.hpp"

#include "api/session/broker_file.hpp"
#include "apps/davy/say.hpp"
#include "apps/davy/site_options.hpp"
#include "apps/davy/subcommands.hpp"
#include "base/bytes.hpp"
#include "store/durable_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

namespace davy::apps {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPasswordBytes = 24;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<void> write_all(const site::Site& site, const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return failed(said({"{} 无法建立：{}", "{} cannot be made: {}"}, folder.string(), error.message()));
  const fs::path passwords_file = folder / "passwords.txt";
  const Result<Passwords> known = parse_passwords(content_of(passwords_file));
  if (!known) return known.error().within(passwords_file.string());
  if (auto written = store::replace_file(passwords_file.string(), to_text(passwords_for(site, *known))); !written) return written;
  return store::replace_file((folder / "acl").string(), acl_of(site));
}

}  // namespace

std::string acl_of(const site::Site& site) {
  std::string acl = "user davyd\ntopic readwrite davy/#\n";
  for (const site::Device& device : site.devices) acl += "\n" + api::acl_section_of({site.name, device.name});
  return acl;
}

Result<Passwords> parse_passwords(std::string_view text) {
  Passwords passwords;
  std::size_t line = 1;
  for (; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view entry = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (entry.empty()) continue;
    const std::size_t colon = entry.find(':');
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == entry.size())
      return invalid(said({"第 {} 行不是 用户:密码", "line {} is not user:password"}, line));
    passwords[std::string(entry.substr(0, colon))] = entry.substr(colon + 1);
  }
  return passwords;
}

std::string to_text(const Passwords& passwords) {
  std::string text;
  for (const auto& [user, password] : passwords) text += user + ":" + password + "\n";
  return text;
}

Passwords passwords_for(const site::Site& site, const Passwords& known) {
  Passwords passwords;
  const auto give = [&](const std::string& user) {
    const auto old = known.find(user);
    passwords[user] = old != known.end() ? old->second : random_hex(kPasswordBytes);
  };
  give("davyd");
  for (const site::Device& device : site.devices) give(device.name);
  return passwords;
}

void add_mqtt_acl(CLI::App& app, int& exit_status) {
  struct Options {
    SiteOptions site;
    std::string out;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("mqtt-acl",
                         spoken({"写出消息代理的 ACL 和每台设备的密码。", "Write the broker's ACL and a password for each device."}));
  command->add_option("--site", options->site.site, spoken({"站点目录", "The site folder"}))->required();
  command->add_option("--packs", options->site.packs,
                      spoken({"场景包目录；默认为站点上两级的 packs，或当前目录的 packs",
                              "The folder of the scene packs; else packs two above the site, or here"}));
  command->add_option("--out", options->out, spoken({"存放 acl 和 passwords.txt 的目录", "The folder for acl and passwords.txt"}))
      ->required();
  command->callback([options, &exit_status] {
    const site::Loaded loaded = load(options->site);
    for (const site::Finding& finding : loaded.findings) fmt::print(stderr, "{}\n", to_text(finding, language_of_process()));
    exit_status = loaded.site ? 0 : 1;
    if (!loaded.site) return;
    if (const Result<void> written = write_all(*loaded.site, options->out); !written) {
      say(written.error());
      exit_status = 2;
    }
  });
}

}  // namespace davy::apps
