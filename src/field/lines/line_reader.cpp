#include "field/lines/line_reader.hpp"

#include "field/lines/scan.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace davy::field {
namespace {

constexpr std::size_t kFoundMax = 40;
constexpr std::size_t kFieldsMax = 256;  // of a line
constexpr std::size_t kNameMax = 64;     // of a point
constexpr std::string_view kPointTag = "point";
constexpr std::string_view kValueField = "value";
constexpr std::string_view kQualityField = "quality";
// The line protocol's usual separators, which a point's name does not have.
constexpr std::string_view kAsDashes = "_./";

// What a point would be called: in `room`, with '-' for other separators; a field other than "value" stands behind the series.
std::string_view composed(std::array<char, 2 * kNameMax + 1>& room, std::string_view series, std::string_view field) {
  if (series.size() > kNameMax || field.size() > kNameMax) return {};
  auto end = std::copy(series.begin(), series.end(), room.begin());
  if (field != kValueField) {
    *end++ = '-';
    end = std::copy(field.begin(), field.end(), end);
  }
  const auto is_separator = [](char c) { return kAsDashes.find(c) != std::string_view::npos; };
  std::replace_if(room.begin(), end, is_separator, '-');
  return {room.data(), static_cast<std::size_t>(end - room.begin())};
}

// Reads line after line into `out`.
class Lines {
 public:
  Lines(const site::Site& site, const NameIndex& points, const LinesFrom& from, LinesRead& out)
      : site_(site), points_(points), from_(from), out_(out) {}

  void read(std::string_view line) {
    ++number_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    Scan scan(line);
    scan.skip_spaces();
    if (scan.at_end() || scan.rest().front() == '#') return;
    const std::size_t before = out_.samples.size();
    quality_ = core::Quality::Good;
    unusable_ = 0;
    if (read_series(scan) && read_fields(scan) && read_time(scan, before)) {
      for (std::size_t i = before; i < out_.samples.size(); ++i) out_.samples[i].quality = quality_;
      return;
    }
    out_.refused += std::max<std::size_t>(out_.samples.size() - before, unusable_ == 0 ? 1 : 0);
    out_.samples.resize(before);
  }

 private:
  // measurement[,tag=value…]
  bool read_series(Scan& scan) {
    series_ = scan.name(Scan::Equals::Inside);
    if (series_.empty()) return wrong(scan, "a measurement");
    while (scan.take(',')) {
      const std::string_view tag = scan.name(Scan::Equals::Ends);
      if (tag.empty()) return wrong(scan, "the name of a tag");
      if (!scan.take('=')) return wrong(scan, "'=' after the tag's name");
      const std::string_view value = scan.name(Scan::Equals::Ends);
      if (value.empty()) return wrong(scan, "the value of the tag");
      if (tag == kPointTag) series_ = value;
    }
    if (!scan.take(' ')) return wrong(scan, "a space, then fields");
    scan.skip_spaces();
    return true;
  }

  // name=value[,name=value…]
  bool read_fields(Scan& scan) {
    for (std::size_t count = 0; count == 0 || scan.take(','); ++count) {
      if (count == kFieldsMax) return wrong(scan, "at most 256 fields");
      const std::size_t column = scan.column();
      const std::string_view field = scan.name(Scan::Equals::Ends);
      if (field.empty()) return wrong(scan, "the name of a field");
      if (!scan.take('=')) return wrong(scan, "'=' after the field's name");
      if (field == kQualityField) {
        if (!read_quality(scan)) return false;
      } else if (!read_value(scan, field, column)) {
        return false;
      }
    }
    if (scan.at_end()) return true;
    if (!scan.take(' ')) return wrong(scan, "',' or a space after the value");
    scan.skip_spaces();
    return true;
  }

  bool read_quality(Scan& scan) {
    const std::size_t column = scan.column();
    const auto text = scan.text();
    const auto quality = text ? value_named<core::Quality>(*text) : std::nullopt;
    if (!quality || quality == core::Quality::Manual)  // which only a person says
      return wrong(column, text.value_or(scan.rest()), R"("good", "uncertain" or "bad")", Malformed::BadQuality);
    quality_ = *quality;
    return true;
  }

  // A field that is no number is none of ours: it is refused alone, the line goes on.
  bool read_value(Scan& scan, std::string_view field, std::size_t column) {
    const std::size_t value_column = scan.column();
    if (const auto text = scan.text()) {
      ++unusable_;
      ++out_.refused;
      note(value_column, *text, "a number", Malformed::BadValue);
      return true;
    }
    const auto value = scan.number();
    if (!value) return wrong(value_column, scan.rest(), "a number", Malformed::BadValue);
    const auto point = point_of(field);
    if (point && (!from_.device || site_[*point].device == *from_.device)) {
      out_.samples.push_back({*point, core::Quality::Good, *value, from_.arrival, from_.arrival});
      return true;
    }
    ++unusable_;
    ++out_.refused;
    if (point)
      note(column, series_, "a point of this token's device", Malformed::OthersPoint);
    else
      note(column, field == kValueField ? series_ : field, "a point of this site", Malformed::UnknownPoint);
    return true;
  }

  std::optional<site::PointIndex> point_of(std::string_view field) const {
    std::optional<std::size_t> found;
    if (field == kValueField) found = points_.find(series_);
    std::array<char, 2 * kNameMax + 1> room;
    if (!found) found = points_.find(composed(room, series_, field));
    if (!found) return std::nullopt;
    return site::PointIndex(*found);
  }

  bool read_time(Scan& scan, std::size_t first) {
    if (scan.at_end()) return true;
    const std::size_t column = scan.column();
    const std::string_view rest = scan.rest();
    const auto time = scan.whole();
    std::int64_t ns = 0;
    if (!time || __builtin_mul_overflow(*time, from_.precision.ns(), &ns))
      return wrong(column, rest, "a time, as a whole number", Malformed::BadTime);
    scan.skip_spaces();
    if (!scan.at_end()) return wrong(scan, "the end of the line");
    const Instant source = Instant::from_unix_ns(ns);
    for (std::size_t i = first; i < out_.samples.size(); ++i) out_.samples[i].source = source;
    return true;
  }

  bool wrong(const Scan& scan, const char* expected) { return wrong(scan.column(), scan.rest(), expected, Malformed::BadLine); }
  bool wrong(std::size_t column, std::string_view found, const char* expected, Malformed reason) {
    note(column, found, expected, reason);
    return false;
  }
  void note(std::size_t column, std::string_view found, const char* expected, Malformed reason) {
    if (out_.errors.size() < kLineErrorsMax)
      out_.errors.push_back({number_, column, expected, std::string(found.substr(0, kFoundMax)), reason});
  }

  const site::Site& site_;
  const NameIndex& points_;
  const LinesFrom& from_;
  LinesRead& out_;
  std::size_t number_ = 0;
  std::string_view series_;
  core::Quality quality_ = core::Quality::Good;
  std::size_t unusable_ = 0;  // fields of this line that were refused alone
};

constexpr std::size_t kUsualLine = 40;  // bytes

}  // namespace

LineReader::LineReader(const site::Site& site)
    : site_(site), points_(site.points.size(), [&](std::size_t i) -> const std::string& { return site.points[i].name; }) {}

LinesRead LineReader::read(std::string_view text, const LinesFrom& from) const {
  LinesRead out;
  out.samples.reserve(text.size() / kUsualLine + 1);
  Lines lines(site_, points_, from, out);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.read(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::optional<Duration> precision_named(std::string_view name) {
  if (name == "ns" || name == "n") return 1_ns;
  if (name == "us" || name == "u") return 1_us;
  if (name == "ms") return 1_ms;
  if (name == "s") return 1_s;
  if (name == "m") return 1_min;
  if (name == "h") return 1_h;
  return std::nullopt;
}

}  // namespace davy::field
