// davy-sim: the fake plant on MQTT. Its own process; it knows the site folder and the broker, nothing of the daemon.
#include "apps/davy-sim/sim_device.hpp"
#include "base/columns.hpp"
#include "base/said.hpp"
#include "runtime/system_clock.hpp"
#include "sim/scenario/scenario.hpp"
#include "site/load.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

namespace davy::apps {
namespace {

constexpr Duration kStep = Duration::from_ms(100);       // of the plant, however busy the machine is: the same steps give the same readings
constexpr Duration kHeldUp = Duration::from_ms(10'000);  // after a longer pause the plant goes on where it stood
constexpr int kLookMs = 20;

volatile sig_atomic_t stop_asked = 0;

struct Options {
  std::string site;
  std::string packs = "packs";
  std::string scenario;
  std::string host = "127.0.0.1";
  std::uint16_t port = 1883;
  std::string authority;
  std::string passwords;
};

int give_up(const Said& why) {
  fmt::print(stderr, "davy-sim: {}\n", spoken(why));
  return 1;
}

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::map<std::string, std::string> read_passwords(const std::string& text) {
  std::map<std::string, std::string> passwords;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (const std::size_t colon = line.find(':'); colon != std::string::npos) passwords[line.substr(0, colon)] = line.substr(colon + 1);
    at = end + 1;
  }
  return passwords;
}

void print(const std::vector<site::Finding>& findings) {
  for (const site::Finding& finding : findings) fmt::print(stderr, "{}\n", site::to_text(finding, language_of_process()));
}

// Lines on standard input, each one happening; "quit" ends.
class Lines {
 public:
  template <class Take>
  void read(Take take) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (open_ && poll(&input, 1, 0) > 0) {
      std::array<char, 4096> bytes{};
      const ssize_t n = ::read(STDIN_FILENO, bytes.data(), bytes.size());
      if (n <= 0) {
        open_ = false;
        return;
      }
      text_.append(bytes.data(), static_cast<std::size_t>(n));
      for (std::size_t end = text_.find('\n'); end != std::string::npos; end = text_.find('\n')) {
        take(text_.substr(0, end));
        text_.erase(0, end + 1);
      }
    }
  }

 private:
  std::string text_;
  bool open_ = true;
};

// The plant, its devices and its script, from the first step to the last.
class Show {
 public:
  Show(const site::Directory& directory, sim::Scenario scenario, const Broker& broker, const std::map<std::string, std::string>& passwords)
      : directory_(directory), scenario_(std::move(scenario)), start_(clock_.now()), plant_(directory.site(), scenario_.seed, start_) {
    const site::Site& site = directory.site();
    for (std::size_t i = 0; i < site.devices.size(); ++i) {
      const auto password = passwords.find(site.devices[i].name);
      devices_.push_back(std::make_unique<SimDevice>(directory, site::DeviceIndex(i), plant_, plant_mutex_, clock_, broker,
                                                     password == passwords.end() ? "" : password->second));
    }
  }

  void run() {
    fmt::print("davy-sim: {} devices, scenario {}\n", devices_.size(), scenario_.name);
    std::fflush(stdout);
    while (stop_asked == 0) {
      lines_.read([&](const std::string& line) { obey(line); });
      for (const auto& device : devices_) device->follow_power();
      follow(clock_.now());
      poll(nullptr, 0, kLookMs);
    }
  }

 private:
  // Every step of the plant that is due, one after the other.
  void follow(Instant now) {
    const Duration late = now - (plant_.now() + kStep + behind_);
    if (late > kHeldUp || late < -kStep) behind_ = behind_ + late;
    while (plant_.now() + kStep + behind_ <= now) step(plant_.now() + kStep);
  }

  void step(Instant now) {
    {
      const std::scoped_lock lock(plant_mutex_);
      for (; next_ < scenario_.steps.size() && start_ + scenario_.steps[next_].at <= now; ++next_)
        plant_.happen(scenario_.steps[next_].happening, now);
      plant_.advance(now);
    }
    for (const auto& device : devices_) device->publish_due(now, behind_);
  }

  void obey(const std::string& line) {
    if (line.empty()) return;
    if (line == "quit") {
      stop_asked = 1;
      return;
    }
    const sim::HappeningRead read = sim::read_happening(directory_, line);
    print(read.findings);
    if (!read.happening) return;
    const std::scoped_lock lock(plant_mutex_);
    plant_.happen(*read.happening, plant_.now());
    fmt::print("davy-sim: {}\n", line);
    std::fflush(stdout);
  }

  const runtime::SystemClock clock_;
  const site::Directory& directory_;
  const sim::Scenario scenario_;
  const Instant start_;
  std::mutex plant_mutex_;
  sim::Plant plant_;
  std::vector<std::unique_ptr<SimDevice>> devices_;
  Lines lines_;
  std::size_t next_ = 0;
  Duration behind_;  // how far the plant's time is behind ours
};

int run(const Options& options) {
  const site::Loaded loaded = site::load_site(options.site, options.packs);
  if (!loaded.site) {
    print(loaded.findings);
    return give_up(said({"站点有错误；什么都没有启动", "the site has errors; nothing was started"}));
  }
  const site::Directory directory(*loaded.site);
  const auto passwords = content_of(options.passwords);
  if (!passwords) return give_up(said({"{} 无法读取", "{} cannot be read"}, options.passwords));
  sim::Scenario scenario{"calm", {}, 1, {}};
  if (!options.scenario.empty()) {
    const auto text = content_of(options.scenario);
    if (!text) return give_up(said({"{} 无法读取", "{} cannot be read"}, options.scenario));
    sim::ScenarioRead read = sim::read_scenario(directory, options.scenario, *text);
    print(read.findings);
    if (!read.scenario) return give_up(said({"情景有错误；什么都没有启动", "the scenario has errors; nothing was started"}));
    scenario = std::move(*read.scenario);
  }
  Show(directory, std::move(scenario), Broker{options.host, options.port, options.authority}, read_passwords(*passwords)).run();
  return 0;
}

}  // namespace
}  // namespace davy::apps

namespace {

using davy::spoken;

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

void add_options(CLI::App& app, davy::apps::Options& options) {
  app.add_option("--site", options.site, spoken({"站点目录", "The site folder"}))->required();
  app.add_option("--packs", options.packs, spoken({"场景包目录", "The folder of the scene packs"}))->capture_default_str();
  app.add_option("--scenario", options.scenario,
                 spoken({"发生什么，YAML 文件；不写则工厂平静", "What happens, as YAML; without it the plant is calm"}));
  app.add_option("--mqtt-host", options.host, spoken({"消息代理的地址", "The broker's address"}))->capture_default_str();
  app.add_option("--mqtt-port", options.port, spoken({"消息代理的端口", "The broker's port"}))->capture_default_str();
  app.add_option("--mqtt-ca", options.authority,
                 spoken({"消息代理证书的签发机构（PEM）；给出则连接使用 TLS",
                         "The authority of the broker's certificate (PEM); then the link is TLS"}))
      ->check(CLI::ExistingFile);
  app.add_option("--passwords", options.passwords,
                 spoken({"每行为 用户:密码 的文件；各设备取自己的一行", "Lines user:password; each device finds its own"}))
      ->required();
}

}  // namespace

int main(int argc, char** argv) {
  davy::speak(davy::language_of({davy::language_option(argc, argv), variable("DAVY_LANGUAGE"), variable("LC_ALL"), variable("LANG")}));
  davy::apps::Options options;
  std::string language;
  CLI::App app{spoken({"davy-sim：MQTT 上的模拟工厂，用于试用 Davy", "davy-sim: a fake plant on MQTT, for trying Davy out"})};
  app.set_help_flag("-h,--help", spoken({"打印本帮助，然后结束", "Print this help and end"}));
  app.add_option("--language", language,
                 spoken({"语言，zh 或 en；默认依次取 DAVY_LANGUAGE、LC_ALL、LANG",
                         "zh or en; by default as DAVY_LANGUAGE, LC_ALL or LANG say"}))
      ->check(CLI::IsMember({"zh", "en"}));
  add_options(app, options);
  for (CLI::Option* option : app.get_options([](CLI::Option*) { return true; }))
    option->description(davy::wrapped(option->get_description(), 50));
  CLI11_PARSE(app, argc, argv);
  signal(SIGINT, [](int) { davy::apps::stop_asked = 1; });
  signal(SIGTERM, [](int) { davy::apps::stop_asked = 1; });
  return davy::apps::run(options);
}
