#include "apps/davy/story_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace davy::apps {
namespace {

using analysis::Coverage;
using analysis::Failure;
using analysis::StoryResult;

Said stories_text(std::size_t n) { return n == 1 ? said({"1 个故事", "1 story"}) : said({"{} 个故事", "{} stories"}, n); }
Said expectations_text(std::size_t n) { return n == 1 ? said({"1 条期望", "1 expectation"}) : said({"{} 条期望", "{} expectations"}, n); }

bool covered(const Coverage& coverage, Required required) {
  return required == Required::Nothing || (coverage.never_tripped.empty() && (required == Required::Rows || coverage.never_true.empty()));
}

std::size_t failed(const StoryOutcome& outcome) {
  return static_cast<std::size_t>(std::ranges::count_if(outcome.results, [](const StoryResult& r) { return !r.failures.empty(); }));
}

// What is required and missing, a line each; with `detail` also what is only worth knowing.
std::string coverage_for_people(const StoryOutcome& outcome, Detail detail) {
  std::string text;
  for (const Coverage& coverage : outcome.coverage) {
    if (detail == Detail::Short && covered(coverage, outcome.required)) continue;
    text += spoken(
        said({"{0}：{2} 个条件中 {1} 个成立过，{4} 个联锁中 {3} 个触发过\n", "{}: {} of {} conditions were true, {} of {} rows tripped\n"},
             coverage.site, coverage.conditions - coverage.never_true.size(), coverage.conditions,
             coverage.rows - coverage.never_tripped.size(), coverage.rows));
    if (detail == Detail::WithCoverage || outcome.required == Required::Everything)
      for (const std::string& name : coverage.never_true)
        text += spoken(said({"{}：没有故事使 {} 成立\n", "{}: no story made {} true\n"}, coverage.site, name));
    for (const std::string& name : coverage.never_tripped)
      text += spoken(said({"{}：没有故事触发联锁 {}\n", "{}: no story tripped row {}\n"}, coverage.site, name));
  }
  return text;
}

// XML 1.0 has no place for most control characters, and quotes end an attribute.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return out;
}

nlohmann::ordered_json json_of(const StoryResult& result) {
  nlohmann::ordered_json failures = nlohmann::ordered_json::array();
  for (const Failure& failure : result.failures)
    failures.push_back({{"file", failure.place.file},
                        {"line", failure.place.line},
                        {"column", failure.place.column},
                        {"expected", spoken(failure.expected)},
                        {"found", spoken(failure.found)},
                        {"nearest", spoken(failure.nearest)},
                        {"text", to_text(failure, language_of_process())}});
  return {{"story", result.name},
          {"file", result.place.file},
          {"line", result.place.line},
          {"simulated_s", result.lasts.seconds()},
          {"expectations", result.expectations},
          {"ok", result.failures.empty()},
          {"failures", std::move(failures)}};
}

std::string case_of(const StoryResult& result) {
  std::string xml = fmt::format(R"(    <testcase classname="{}" name="{}" file="{}" line="{}">)", escaped(result.place.file),
                                escaped(result.name), escaped(result.place.file), result.place.line);
  for (const Failure& failure : result.failures)
    xml += fmt::format("\n      <failure message=\"{}\"/>", escaped(to_text(failure, language_of_process())));
  return xml + (result.failures.empty() ? "" : "\n    ") + "</testcase>\n";
}

}  // namespace

bool passed(const StoryOutcome& outcome) {
  return outcome.findings.empty() && failed(outcome) == 0 &&
         std::ranges::all_of(outcome.coverage, [&](const Coverage& each) { return covered(each, outcome.required); });
}

std::string stories_for_people(const StoryOutcome& outcome, Detail detail) {
  std::string text;
  for (const site::Finding& finding : outcome.findings) text += to_text(finding, language_of_process()) + "\n";
  std::size_t expectations = 0;
  std::size_t failures = 0;
  for (const StoryResult& result : outcome.results) {
    expectations += result.expectations;
    failures += result.failures.size();
    for (const Failure& failure : result.failures)
      text += spoken(said({"{}（故事 {}）\n", "{} (story {})\n"}, to_text(failure, language_of_process()), result.name));
  }
  text += coverage_for_people(outcome, detail);
  return text + spoken(said({"{}，{} 个不通过；{}，{} 条不符\n", "{}, {} failed; {}, {} failed\n"}, stories_text(outcome.results.size()),
                            failed(outcome), expectations_text(expectations), failures));
}

std::string stories_as_json(const StoryOutcome& outcome) {
  nlohmann::ordered_json report;
  report["ok"] = passed(outcome);
  report["findings"] = nlohmann::ordered_json::array();
  for (const site::Finding& finding : outcome.findings) report["findings"].push_back(to_text(finding, language_of_process()));
  report["stories"] = nlohmann::ordered_json::array();
  for (const StoryResult& result : outcome.results) report["stories"].push_back(json_of(result));
  report["coverage"] = nlohmann::ordered_json::array();
  for (const Coverage& each : outcome.coverage)
    report["coverage"].push_back({{"site", each.site},
                                  {"conditions", each.conditions},
                                  {"rows", each.rows},
                                  {"never_true", each.never_true},
                                  {"never_tripped", each.never_tripped}});
  return report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string stories_as_junit(const StoryOutcome& outcome) {
  std::string cases;
  std::size_t failures = failed(outcome);
  for (const StoryResult& result : outcome.results) cases += case_of(result);
  std::size_t others = 0;
  const auto add = [&](const std::string& name, const std::string& message) {
    ++others, ++failures;
    cases += fmt::format("    <testcase classname=\"test-rules\" name=\"{}\">\n      <failure message=\"{}\"/>\n    </testcase>\n",
                         escaped(name), escaped(message));
  };
  for (const site::Finding& finding : outcome.findings) add("can be read", to_text(finding, language_of_process()));
  for (const Coverage& each : outcome.coverage)
    if (!covered(each, outcome.required))
      add("coverage of " + each.site, coverage_for_people({{}, {}, {each}, outcome.required}, Detail::Short));
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"davy test-rules\" tests=\"{}\" failures=\"{}\">\n{}  "
      "</testsuite>\n</testsuites>\n",
      outcome.results.size() + others, failures, cases);
}

}  // namespace davy::apps
