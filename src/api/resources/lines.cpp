// Lines: samples in InfluxDB's line protocol, acknowledged when they are durable (docs/formats/lines.md).

#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <fmt/format.h>

namespace davy::api {
namespace {

constexpr std::string_view kTopic = "lines:";

Text text_of(const field::LineError& error) {
  const std::string found = error.found.empty() ? "the end of the line" : "'" + error.found + "'";
  return {fmt::format("此处应为 {}，实为 {}", error.expected, error.found.empty() ? "行尾" : "'" + error.found + "'"),
          fmt::format("expected {}, found {}", error.expected, found)};
}

// What was kept, and why the rest was not.
Problem partly_kept(const field::LinesRead& read, std::size_t kept) {
  Problem partly = problem(ProblemKind::Invalid, fmt::format("已保存 {} 个样本，拒收 {} 个", kept, read.refused),
                           fmt::format("{} samples were kept, {} were refused", kept, read.refused));
  for (const field::LineError& error : read.errors)
    partly.errors.push_back({fmt::format("line {}, column {}", error.line, error.column), text_of(error)});
  return partly;
}

void put_in_quarantine(const field::LinesRead& read, const std::string& machine, Desk& desk) {
  for (const field::LineError& error : read.errors)
    desk.services.quarantine.add(error.reason, std::string(kTopic) + machine,
                                 fmt::format("line {}, column {}: {}", error.line, error.column, error.found), desk.services.now());
}

Outcome write_lines(const Ask& ask, Desk& desk) {
  const std::string_view encoding = ask.header("content-encoding");
  if (!encoding.empty() && encoding != "identity")
    return problem(ProblemKind::UnsupportedMedia, "不支持压缩的内容，请设 content_encoding = \"identity\"",
                   "Compressed content is not read here: set content_encoding = \"identity\"");
  const auto named = ask.target.query.find("precision");
  const auto precision = field::precision_named(named == ask.target.query.end() ? "ns" : named->second);
  if (!precision) return problem(ProblemKind::BadRequest, "precision 应为 ns、us、ms、s、m 或 h", "precision is ns, us, ms, s, m or h");

  const store::Machine& machine = *desk.machine;
  field::LinesFrom from{{}, *precision, Instant::from_unix_ms(desk.services.now().unix_ms())};
  if (!machine.device.empty()) {
    from.device = desk.services.directory.device(machine.device);
    if (!from.device) return problem(ProblemKind::NotAllowed, "本站点没有此令牌的设备", "The site has no device of this token");
  }
  field::LinesRead read = desk.services.lines.read(ask.body, from);
  put_in_quarantine(read, machine.name, desk);
  Answered answer = no_content();
  if (read.refused > 0) answer = partly_kept(read, read.samples.size());
  if (read.samples.empty()) return to_outcome(std::move(answer));
  return Keep{std::move(read.samples), std::move(answer)};
}

}  // namespace

void add_lines(Router& router) { router.add({Method::Post, "/write", write_lines, Hands::Samples}); }

}  // namespace davy::api
