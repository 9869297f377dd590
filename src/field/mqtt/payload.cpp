#include "field/mqtt/payload.hpp"

#include "field/mqtt/next_point.hpp"
#include "field/mqtt/plain_samples.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>

namespace davy::field {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::optional<Instant> time_of(const element& t) {
  std::string_view text;
  if (t.get(text) == simdjson::SUCCESS) {
    const Result<Instant> at = parse_instant(text);
    return at ? std::optional(*at) : std::nullopt;
  }
  std::int64_t ms = 0;
  if (t.get(ms) != simdjson::SUCCESS || ms > kUnixMsMax || ms < -kUnixMsMax) return std::nullopt;
  return Instant::from_unix_ms(ms);
}

std::optional<core::Quality> quality_named(std::string_view name) {
  const auto quality = value_named<core::Quality>(name);
  return quality == core::Quality::Manual ? std::nullopt : quality;  // only a person says that
}

std::optional<core::Quality> quality_of(const object& sample) {
  element q;
  if (sample.at_key("q").get(q) != simdjson::SUCCESS) return core::Quality::Good;
  std::string_view name;
  if (q.get(name) != simdjson::SUCCESS) return std::nullopt;
  return quality_named(name);
}

// Not a number for a bad reading without one: detection never looks at a bad value.
std::optional<double> value_of(const object& sample, core::Quality quality) {
  element v;
  double value = 0;
  if (sample.at_key("v").get(v) == simdjson::SUCCESS && v.is_number() && v.get(value) == simdjson::SUCCESS) return value;
  if (quality != core::Quality::Bad) return std::nullopt;
  return std::nan("");
}

struct Speaker {
  NextPoint& points;
  Instant arrival;
};

std::variant<core::Sample, Malformed> sample_of(const element& item, const Speaker& speaker) {
  object sample;
  if (item.get(sample) != simdjson::SUCCESS) return Malformed::NotAnObject;
  std::string_view name;
  if (sample.at_key("point").get(name) != simdjson::SUCCESS) return Malformed::UnknownPoint;
  const auto point = speaker.points.find(name);
  if (const auto* not_its_own = std::get_if<Malformed>(&point)) return *not_its_own;

  element t;
  if (sample.at_key("t").get(t) != simdjson::SUCCESS) return Malformed::BadTime;
  const std::optional<Instant> source = time_of(t);
  if (!source) return Malformed::BadTime;
  const std::optional<core::Quality> quality = quality_of(sample);
  if (!quality) return Malformed::BadQuality;
  const std::optional<double> value = value_of(sample, *quality);
  if (!value) return Malformed::BadValue;
  return core::Sample{std::get<site::PointIndex>(point), *quality, *value, *source, speaker.arrival};
}

SamplesRead read_each(const std::vector<PlainSample>& list, const Speaker& speaker) {
  SamplesRead read;
  read.samples.reserve(list.size());
  for (const PlainSample& sample : list) {
    const auto point = speaker.points.find(sample.point);
    const auto quality = sample.quality.empty() ? core::Quality::Good : quality_named(sample.quality);
    if (const auto* not_its_own = std::get_if<Malformed>(&point))
      read.malformed.push_back(*not_its_own);
    else if (!quality)
      read.malformed.push_back(Malformed::BadQuality);
    else
      read.samples.push_back({*std::get_if<site::PointIndex>(&point), *quality, sample.value, sample.source, speaker.arrival});
  }
  return read;
}

SamplesRead read_each(const simdjson::dom::array& list, const Speaker& speaker) {
  SamplesRead read;
  read.samples.reserve(list.size());
  for (const element& item : list) {
    const auto sample = sample_of(item, speaker);
    if (const auto* good = std::get_if<core::Sample>(&sample))
      read.samples.push_back(*good);
    else
      read.malformed.push_back(std::get<Malformed>(sample));
  }
  return read;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<int>(c));
    else
      out += c;
  }
  return out + "\"";
}

}  // namespace

struct PayloadReader::Parser {
  explicit Parser(const site::Directory& directory) : points(directory) {}

  simdjson::dom::parser parser{kPayloadBytesMax};
  NextPoint points;
  std::vector<PlainSample> plain;

  std::optional<element> parse(std::string_view payload) {
    element root;
    // Copies, because the parser reads a little past the end.
    if (payload.empty()) return std::nullopt;  // no message has no bytes, wherever they would be
    if (parser.parse(payload.data(), payload.size(), true).get(root) != simdjson::SUCCESS) return std::nullopt;
    return root;
  }
};

PayloadReader::PayloadReader(const site::Directory& directory) : parser_(std::make_unique<Parser>(directory)) {}
PayloadReader::~PayloadReader() = default;

SamplesRead PayloadReader::samples(std::string_view payload, site::DeviceIndex device, Instant arrival) {
  if (payload.size() > kPayloadBytesMax) return {{}, {Malformed::TooLarge}};
  const Speaker speaker{parser_->points, arrival};
  parser_->points.begin(device);
  if (read_plain(payload, parser_->plain) == Plain::Yes) return read_each(parser_->plain, speaker);
  const std::optional<element> root = parser_->parse(payload);
  if (!root) return {{}, {Malformed::NotJson}};
  simdjson::dom::array list;
  if (root->at_key("samples").get(list) != simdjson::SUCCESS) return {{}, {Malformed::NoSamples}};
  return read_each(list, speaker);
}

std::variant<Reply, Malformed> PayloadReader::reply(std::string_view payload) {
  if (payload.size() > kPayloadBytesMax) return Malformed::TooLarge;
  const std::optional<element> root = parser_->parse(payload);
  if (!root) return Malformed::NotJson;
  std::string_view command;
  std::string_view status;
  std::string_view reason;
  if (root->at_key("command").get(command) != simdjson::SUCCESS) return Malformed::BadReply;
  if (root->at_key("status").get(status) != simdjson::SUCCESS) return Malformed::BadReply;
  if (status != "accepted" && status != "refused") return Malformed::BadReply;
  if (root->at_key("reason").get(reason) != simdjson::SUCCESS) reason = {};
  return Reply{std::string(command), status == "accepted" ? core::CommandStage::Accepted : core::CommandStage::Refused,
               std::string(reason)};
}

std::variant<core::Presence, Malformed> PayloadReader::status(std::string_view payload) {
  if (payload.size() > kPayloadBytesMax) return Malformed::TooLarge;
  const std::optional<element> root = parser_->parse(payload);
  if (!root) return Malformed::NotJson;
  bool online = false;
  if (root->at_key("online").get(online) != simdjson::SUCCESS) return Malformed::BadStatus;
  return online ? core::Presence::Online : core::Presence::Offline;
}

std::string command_payload(const runtime::FieldCommand& command, const site::Directory& directory) {
  return fmt::format(R"({{"command":{},"actuator":{},"state":{},"expires":"{}","reason":{}}})", json_text(command.command),
                     json_text(directory.site()[command.actuator].name), json_text(command.state), to_text(command.expires),
                     json_text(command.reason));
}

std::string samples_payload(std::span<const core::Sample> samples, const site::Site& site) {
  std::string list;
  for (const core::Sample& sample : samples) {
    const std::string value = sample.quality == core::Quality::Bad ? "null" : fmt::format("{}", sample.value);
    list += fmt::format(R"({}{{"point":{},"t":"{}","v":{},"q":"{}"}})", list.empty() ? "" : ",", json_text(site[sample.point].name),
                        to_text(sample.source), value, name_of(sample.quality));
  }
  return fmt::format(R"({{"samples":[{}]}})", list);
}

std::optional<Topic> parse_topic(std::string_view topic, std::string_view site) {
  constexpr std::string_view kRoot = "davy/";
  if (!topic.starts_with(kRoot)) return std::nullopt;
  topic.remove_prefix(kRoot.size());
  if (!topic.starts_with(site) || topic.size() == site.size() || topic[site.size()] != '/') return std::nullopt;
  topic.remove_prefix(site.size() + 1);
  const std::size_t slash = topic.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::optional<Leaf> leaf = value_named<Leaf>(topic.substr(slash + 1));
  if (!leaf) return std::nullopt;
  return Topic{topic.substr(0, slash), *leaf};
}

std::string topic_of(std::string_view site, std::string_view device, Leaf leaf) {
  return fmt::format("davy/{}/{}/{}", site, device, name_of(leaf));
}

}  // namespace davy::field
