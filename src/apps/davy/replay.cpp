// `davy replay`: publishes recorded measurements as the devices of a site would, their times moved to now.
//
// One connection per device, with that device's own name and password. It says nothing of the devices being online: it is not they.

#include "analysis/replay/moved_time.hpp"
#include "analysis/replay/recording.hpp"
#include "apps/davy/mqtt_acl.hpp"
#include "apps/davy/option_text.hpp"
#include "apps/davy/say.hpp"
#include "apps/davy/site_options.hpp"
#include "apps/davy/subcommands.hpp"
#include "field/mqtt/connection.hpp"
#include "field/mqtt/payload.hpp"
#include "runtime/system_clock.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <thread>

namespace davy::apps {
namespace {

constexpr Duration kBrokerPatience = Duration::from_ms(5'000);

struct ReplayOptions {
  SiteOptions site;
  std::string map;
  std::vector<std::string> recordings;
  std::uint16_t port = 1883;
  std::string passwords;
  double speed = 1;
  std::string from;
  std::string until;
};

// The part of the recordings that is played.
struct Span {
  Instant from = Instant::before_all();
  Instant until = Instant::never();
};

Result<std::string> content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return not_found(said({"{} 无法读取", "{} cannot be read"}, path));
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class Player {
 public:
  Player(const site::Directory& directory, double speed) : directory_(directory), speed_(speed) {}

  // Connects every device that has a column; all must stand before the first row.
  Result<void> connect(const analysis::ReplayMap& map, const Passwords& passwords, std::uint16_t port) {
    const site::Site& site = directory_.site();
    for (const analysis::ReplayMap::Column& column : map.columns) {
      const site::DeviceIndex device = site[column.point].device;
      const std::string& name = site[device].name;
      const auto password = passwords.find(name);
      if (password == passwords.end()) return not_found(said({"没有设备 '{}' 的密码", "no password for device '{}'"}, name));
      field::ConnectionOptions options;
      options.port = port;
      options.client_id = site.name + "-" + name + "-replay";
      options.user = name;
      options.password = password->second;
      const auto [at, is_new] = connections_.try_emplace(device);
      if (!is_new) continue;
      at->second = std::make_unique<field::Connection>(clock_, options, [](std::string_view, std::string_view) {});
      at->second->start();
    }
    for (const auto& [device, connection] : connections_)
      if (!connection->wait_up(kBrokerPatience)) return lost(device, *connection);
    return {};
  }

  Result<void> play(const std::string& file, const analysis::ReplayMap& map, Span span) {
    std::ifstream in(file);
    if (!in) return not_found(said({"{} 无法读取", "{} cannot be read"}, file));
    auto recording = analysis::Recording::create(in, map);
    if (!recording) return recording.error().within(file);
    for (const std::string& column : recording->missing())
      warn(said({"{}：没有列 '{}'；其测点不发送数据", "{}: no column '{}'; its point stays silent"}, file, column));
    std::optional<analysis::MovedTime> moved;
    while (true) {
      std::vector<core::Sample> samples;
      const auto at = recording->next(samples);
      if (!at) return at.error().within(file);
      if (!*at || **at > span.until) return {};
      if (**at < span.from) continue;
      if (!moved) moved.emplace(**at, clock_.now(), speed_);
      if (const auto published = publish(std::move(samples), (*moved)(**at)); !published) return published;
    }
  }

  // Waits for the broker's word on what it was given.
  Result<void> finish() {
    for (const auto& [device, connection] : connections_) {
      connection->stop();
      published_ += connection->published();
      acknowledged_ += connection->acknowledged();
    }
    if (acknowledged_ == published_) return {};
    return error_of(ErrorCode::Unavailable, said({"消息代理只确认了 {1} 条中的 {0} 条", "the broker acknowledged only {} of {} messages"},
                                                 acknowledged_, published_));
  }

  std::uint64_t acknowledged() const { return acknowledged_; }  // messages, after finish()
  std::size_t rows() const { return rows_; }
  std::size_t samples() const { return samples_; }

 private:
  Result<void> publish(std::vector<core::Sample> samples, Instant at) {
    for (Duration left = at - clock_.now(); left > Duration(); left = at - clock_.now())
      std::this_thread::sleep_for(std::chrono::nanoseconds(left.ns()));
    std::map<site::DeviceIndex, std::vector<core::Sample>> by_device;
    for (core::Sample& sample : samples) {
      sample.source = at;
      by_device[directory_.site()[sample.point].device].push_back(sample);
    }
    for (const auto& [device, batch] : by_device) {
      field::Connection& connection = *connections_.at(device);
      const site::Site& site = directory_.site();
      const std::string topic = field::topic_of(site.name, site[device].name, field::Leaf::Samples);
      const std::string payload = field::samples_payload(batch, site);
      while (!connection.publish(topic, payload))
        if (!connection.wait_up(kBrokerPatience)) return lost(device, connection);
    }
    ++rows_;
    samples_ += samples.size();
    return {};
  }

  Error lost(site::DeviceIndex device, const field::Connection& connection) const {
    return error_of(ErrorCode::Unavailable, said({"消息代理不接受设备 '{}'：{}", "the broker does not take device '{}': {}"},
                                                 directory_.site()[device].name, connection.health().error));
  }

  const site::Directory& directory_;
  const double speed_;
  runtime::SystemClock clock_;
  std::map<site::DeviceIndex, std::unique_ptr<field::Connection>> connections_;
  std::size_t rows_ = 0;
  std::size_t samples_ = 0;
  std::uint64_t published_ = 0;  // messages, after finish()
  std::uint64_t acknowledged_ = 0;
};

Result<Span> span_of(const ReplayOptions& options) {
  Span span;
  if (Result<void> read = read_option(options.from, "--from", parse_instant, span.from); !read) return read.error();
  if (Result<void> read = read_option(options.until, "--until", parse_instant, span.until); !read) return read.error();
  return span;
}

Result<void> replay(const ReplayOptions& options, const site::Directory& directory) {
  const auto map_text = content_of(options.map);
  if (!map_text) return map_text.error();
  const auto map = analysis::parse_replay_map(*map_text, options.map, directory);
  if (!map) return map.error();
  const auto passwords_text = content_of(options.passwords);
  if (!passwords_text) return passwords_text.error();
  const auto passwords = parse_passwords(*passwords_text);
  if (!passwords) return passwords.error().within(options.passwords);
  const auto span = span_of(options);
  if (!span) return span.error();
  Player player(directory, options.speed);
  if (const auto connected = player.connect(*map, *passwords, options.port); !connected) return connected;
  for (const std::string& file : options.recordings)
    if (const auto played = player.play(file, *map, *span); !played) return played;
  const auto finished = player.finish();
  tell(said({"已发布 {} 行、{} 个样本；消息代理确认 {} 条消息", "{} rows, {} samples published; the broker acknowledged {} messages"},
            player.rows(), player.samples(), player.acknowledged()));
  return finished;
}

}  // namespace

void add_replay(CLI::App& app, int& exit_status) {
  const auto options = std::make_shared<ReplayOptions>();
  CLI::App* command = app.add_subcommand("replay", spoken({"经 MQTT 发布记录的测量值，时间移至现在。",
                                                           "Publish recorded measurements through MQTT, their times moved to now."}));
  command->add_option("recordings", options->recordings, spoken({"依次播放的 CSV 文件", "CSV files, played one after the other"}))
      ->required()
      ->check(CLI::ExistingFile);
  command
      ->add_option("--map", options->map,
                   spoken({"哪一列是哪个测点（docs/formats/replay_map.md）", "Which column is which point (docs/formats/replay_map.md)"}))
      ->required();
  command->add_option("--site", options->site.site, spoken({"站点目录", "The site folder"}))->required();
  command->add_option("--packs", options->site.packs,
                      spoken({"场景包目录；默认为站点上两级的 packs，或当前目录的 packs",
                              "The folder of the scene packs; else packs two above the site, or here"}));
  command->add_option("--mqtt-port", options->port, spoken({"本机上消息代理的端口", "The broker's port on this machine"}))
      ->capture_default_str();
  command->add_option("--passwords", options->passwords, spoken({"mqtt-acl 写出的 passwords.txt", "The passwords.txt that mqtt-acl wrote"}))
      ->required();
  command->add_option("--speed", options->speed, spoken({"60：记录中的一分钟用一秒", "60: a recorded minute takes a second"}))
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--from", options->from, spoken({"从记录中的此时刻开始", "Begin at this recorded instant"}));
  command->add_option("--until", options->until, spoken({"在记录中的此时刻之后结束", "End after this recorded instant"}));
  command->callback([options, &exit_status] {
    const site::Loaded loaded = load(options->site);
    for (const site::Finding& finding : loaded.findings) fmt::print(stderr, "{}\n", to_text(finding, language_of_process()));
    exit_status = loaded.site ? 0 : 1;
    if (!loaded.site) return;
    const site::Directory directory(*loaded.site);
    if (const auto replayed = replay(*options, directory); !replayed) {
      say(replayed.error());
      exit_status = 2;
    }
  });
}

}  // namespace davy::apps
