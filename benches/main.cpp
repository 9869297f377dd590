// davy-bench [NAME…] [--json] [--tiny] [--list]: runs the named benches, all of them when none is named with --tiny.
//
// Exit status 0: measured, 1: a bench failed, 2: asked for something that does not exist.

#include "benches/benches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace davy::bench {
namespace {

enum class Form { Text, Json };

struct Wishes {
  std::vector<std::string> names;
  Scale scale = Scale::Full;
  Form form = Form::Text;
  bool list = false;
};

Result<Wishes> parse(int argc, char** argv) {
  Wishes wishes;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--json")
      wishes.form = Form::Json;
    else if (word == "--tiny")
      wishes.scale = Scale::Tiny;
    else if (word == "--list")
      wishes.list = true;
    else if (word.starts_with("-"))
      return invalid(fmt::format("unknown option '{}'; expected --json, --tiny or --list", word));
    else
      wishes.names.emplace_back(word);
  }
  return wishes;
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

std::string to_json(const Bench& bench, const Report& report) {
  std::vector<std::string> params, figures;
  for (const auto& [name, value] : report.params) params.push_back(quoted(name) + ": " + quoted(value));
  for (const auto& [name, value] : report.figures) figures.push_back(fmt::format("{}: {:.9g}", quoted(name), value));
  return fmt::format("{{\"bench\": {}, \"params\": {{{}}}, \"figures\": {{{}}}, \"checksum\": {}}}", quoted(bench.name),
                     fmt::join(params, ", "), fmt::join(figures, ", "), quoted(report.checksum));
}

std::string to_text(const Bench& bench, const Report& report) {
  std::string text = fmt::format("{}: {}\n", bench.name, bench.measures);
  for (const auto& [name, value] : report.params) text += fmt::format("  {:<28} {}\n", name, value);
  for (const auto& [name, value] : report.figures) text += fmt::format("  {:<28} {:.6g}\n", name, value);
  return text + fmt::format("  {:<28} {}", "checksum", report.checksum);
}

int run(const Wishes& wishes, const std::vector<Bench>& benches) {
  const bool all = wishes.names.empty() && wishes.scale == Scale::Tiny;
  if (wishes.list || (wishes.names.empty() && !all)) {
    for (const Bench& bench : benches) fmt::print("{:<12} {}\n", bench.name, bench.measures);
    return 0;
  }
  for (const std::string& name : wishes.names) {
    if (std::any_of(benches.begin(), benches.end(), [&](const Bench& bench) { return bench.name == name; })) continue;
    fmt::print(stderr, "davy-bench: no bench is named '{}'; --list names them\n", name);
    return 2;
  }
  int status = 0;
  for (const Bench& bench : benches) {
    if (!all && std::find(wishes.names.begin(), wishes.names.end(), bench.name) == wishes.names.end()) continue;
    const auto report = bench.run(wishes.scale);
    if (report)
      fmt::print("{}\n", wishes.form == Form::Json ? to_json(bench, *report) : to_text(bench, *report));
    else
      fmt::print(stderr, "{}: {}\n", bench.name, report.error().message), status = 1;
    std::fflush(stdout);
  }
  return status;
}

}  // namespace
}  // namespace davy::bench

int main(int argc, char** argv) {
  const auto wishes = davy::bench::parse(argc, argv);
  if (!wishes) {
    fmt::print(stderr, "davy-bench: {}\n", wishes.error().message);
    return 2;
  }
  return davy::bench::run(*wishes, davy::bench::all_benches());
}
