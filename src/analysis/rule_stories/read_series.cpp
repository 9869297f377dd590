#include "analysis/rule_stories/read_series.hpp"

#include "base/text.hpp"
#include "site/reading/record.hpp"
#include "site/reading/scalars.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace davy::analysis {
namespace {

using site::Record;
using site::Report;
using site::YamlNode;

constexpr std::array<std::string_view, 2> kSeriesKeys{"point", "sends"};
constexpr std::array<std::string_view, 9> kPieceKeys{"from", "value", "ramp", "steps", "csv", "silent", "quality", "noise", "seed"};
constexpr std::array<std::string_view, 3> kRampKeys{"from", "to", "over"};
constexpr std::array<std::string_view, 2> kStepsKeys{"values", "every"};
constexpr std::array<std::string_view, 5> kShapeKeys{"value", "ramp", "steps", "csv", "silent"};

std::string_view cut(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return trimmed(part);
}

// "12.5, 30.1, bad": seconds since the piece began, value, and the quality unless it is good.
std::optional<Reading> reading_of(std::string_view line) {
  Reading reading;
  double seconds = 0;
  const auto number = [](std::string_view text, double& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
  };
  if (!number(cut(line, ','), seconds) || seconds < 0 || seconds > 1e7 || !number(cut(line, ','), reading.value)) return std::nullopt;
  reading.at = Duration::from_seconds(seconds);
  if (const std::string_view word = trimmed(line); !word.empty()) {
    const auto quality = value_named<core::Quality>(word);
    if (!quality) return std::nullopt;
    reading.quality = *quality;
  }
  return reading;
}

class PieceReader {
 public:
  PieceReader(Report& report, const Unit& unit) : report_(report), unit_(unit) {}

  std::optional<Piece> read(const YamlNode& node) {
    const Record record(report_, node, kPieceKeys);
    Piece piece;
    const YamlNode* shape = nullptr;
    std::size_t shapes = 0;
    for (const std::string_view key : kShapeKeys)
      if (const YamlNode* found = record.find(key)) ++shapes, shape = found, piece.shape = shape_of(key);
    if (shapes != 1) {
      report_.error(node, said({"一段中有 {} 种形状", "{} shapes in one piece"}, shapes),
                    said({"value、ramp、steps、csv、silent 恰好之一", "exactly one of value, ramp, steps, csv, silent"}));
      return std::nullopt;
    }
    if (const YamlNode* from = record.find("from")) piece.from = site::read_duration(report_, *from, site::Sign::NotNegative).value_or(0_s);
    if (const YamlNode* quality = record.find("quality"))
      piece.quality = site::read_enum<core::Quality>(report_, *quality, {"质量", "quality"}).value_or(core::Quality::Good);
    if (const YamlNode* noise = record.find("noise")) piece.noise = difference(*noise).value_or(0);
    if (const YamlNode* seed = record.find("seed")) piece.seed = site::read_count(report_, *seed).value_or(1);
    return read_shape(*shape, piece) ? std::optional(std::move(piece)) : std::nullopt;
  }

 private:
  static Shape shape_of(std::string_view key) {
    if (key == "value") return Shape::Constant;
    if (key == "ramp") return Shape::Ramp;
    if (key == "steps") return Shape::Steps;
    return key == "csv" ? Shape::Csv : Shape::Silent;
  }

  bool read_shape(const YamlNode& node, Piece& piece) {
    switch (piece.shape) {
      case Shape::Constant: return store(level(node), piece.value);
      case Shape::Ramp: return ramp(node, piece);
      case Shape::Steps: return steps(node, piece);
      case Shape::Csv: return csv(node, piece);
      case Shape::Silent: return site::read_flag(report_, node).value_or(false);
    }
    return false;
  }

  bool ramp(const YamlNode& node, Piece& piece) {
    const Record record(report_, node, kRampKeys);
    const YamlNode* from = record.need("from", {"开始时的值", "the value where it begins"});
    const YamlNode* to = record.need("to", {"结束时的值", "the value where it ends"});
    const YamlNode* over = record.need("over", {"历时多长", "how long it takes"});
    if (from == nullptr || to == nullptr || over == nullptr) return false;
    return store(level(*from), piece.value) && store(level(*to), piece.target) &&
           store(site::read_duration(report_, *over, site::Sign::Positive), piece.over);
  }

  bool steps(const YamlNode& node, Piece& piece) {
    const Record record(report_, node, kStepsKeys);
    const YamlNode* values = record.need("values", {"值的列表", "a list of values"});
    const YamlNode* every = record.need("every", {"每个值保持多长时间", "how long each value stays"});
    if (values == nullptr || every == nullptr) return false;
    const auto items = site::read_list(report_, *values, {"各值", "values"});
    if (!items || !store(site::read_duration(report_, *every, site::Sign::Positive), piece.every)) return false;
    for (const YamlNode* item : *items)
      if (const auto value = level(*item)) piece.steps.push_back(*value);
    if (piece.steps.empty()) report_.error(*values, said({"没有值", "no value"}), said({"至少一个", "at least one"}));
    return piece.steps.size() == items->size() && !piece.steps.empty();
  }

  bool csv(const YamlNode& node, Piece& piece) {
    std::string_view rest = node.text;
    for (std::size_t row = 1; !rest.empty(); ++row) {
      const std::string_view line = cut(rest, '\n');
      if (line.empty()) continue;
      const auto reading = reading_of(line);
      if (!reading || (!piece.readings.empty() && reading->at <= piece.readings.back().at)) {
        report_.error(node, said({"CSV 第 {1} 行的 {0}", "{} in row {} of the CSV"}, site::quoted(line), row),
                      said({"自本段起的秒数（递增）、值，以及 good、uncertain 或 bad",
                            "seconds since the piece began (growing), value, and good, uncertain or bad"}));
        return false;
      }
      piece.readings.push_back(*reading);
    }
    if (piece.readings.empty())
      report_.error(node, said({"空的 CSV", "an empty CSV"}), said({"一行数据，如 0, 21.5", "a row such as 0, 21.5"}));
    for (Reading& reading : piece.readings) reading.at = reading.at + piece.from;
    return !piece.readings.empty();
  }

  std::optional<double> quantity(const YamlNode& node, site::Meaning meaning) {
    const auto read = site::read_quantity(report_, node);
    return read ? site::in_unit(report_, *read, unit_, meaning) : std::nullopt;
  }
  std::optional<double> level(const YamlNode& node) { return quantity(node, site::Meaning::Level); }
  std::optional<double> difference(const YamlNode& node) { return quantity(node, site::Meaning::Difference); }

  template <class T>
  static bool store(const std::optional<T>& from, T& to) {
    if (from) to = *from;
    return from.has_value();
  }

  Report& report_;
  const Unit& unit_;
};

bool read_points(Report& report, const site::Directory& directory, const YamlNode& node, Series& series) {
  const site::Site& site = directory.site();
  for (const YamlNode* name : one_or_more(node)) {
    if (const auto point = directory.point(name->text)) {
      series.points.push_back(*point);
    } else {
      std::vector<std::string> names;
      for (const site::Point& each : site.points) names.push_back(each.name);
      report.unknown_name(*name, {"测点", "point"}, said({"本站点的测点", "a point of this site"}), names);
      return false;
    }
    if (site[series.points.back()].unit != site[series.points.front()].unit) {
      report.error(*name, said({"单位为 {} 的测点", "a point in {}"}, site[series.points.back()].unit->symbol),
                   said({"同一序列中测点单位相同", "points of one unit in one series"}));
      return false;
    }
  }
  return !series.points.empty();
}

}  // namespace

std::vector<const YamlNode*> one_or_more(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::Sequence) return {&node};
  std::vector<const YamlNode*> nodes;
  for (const YamlNode& item : node) nodes.push_back(&item);
  return nodes;
}

std::optional<Series> read_series(Report& report, const site::Directory& directory, const YamlNode& node) {
  const Record record(report, node, kSeriesKeys);
  Series series;
  const YamlNode* point = record.need("point", {"本站点的测点，或其列表", "a point of this site, or a list of them"});
  const YamlNode* sends = record.need("sends", {"逐段写明发送什么", "what it sends, piece by piece"});
  if (point == nullptr || sends == nullptr || !read_points(report, directory, *point, series)) return std::nullopt;
  for (const YamlNode* item : one_or_more(*sends)) {
    auto piece = PieceReader(report, *directory.site()[series.points.front()].unit).read(*item);
    if (!piece) return std::nullopt;
    if (!series.pieces.empty() && piece->from <= series.pieces.back().from) {
      report.error(*item, said({"自 {} 开始的一段", "a piece from {}"}, to_text(piece->from)),
                   said({"各段按时间先后排列", "pieces in the order of their time"}));
      return std::nullopt;
    }
    series.pieces.push_back(std::move(*piece));
  }
  if (series.pieces.empty()) report.error(*sends, said({"没有段", "no piece"}), said({"至少一个", "at least one"}));
  return series.pieces.empty() ? std::nullopt : std::optional(std::move(series));
}

}  // namespace davy::analysis
