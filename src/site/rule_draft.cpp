#include "site/rule_draft.hpp"

#include "site/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::site {
namespace {

bool is_plain_name(std::string_view text) {
  const auto in_name = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && std::ranges::all_of(text, in_name);
}

enum class Written { LetterByLetter, Escaped };
struct Scalar {
  std::string text;
  Written written = Written::LetterByLetter;
};

Scalar quoted_scalar(std::string_view text) {
  const auto has = [&](std::string_view letters) { return text.find_first_of(letters) != std::string_view::npos; };
  const bool control = std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (!control && !has("\"\\")) return {"\"" + std::string(text) + "\""};
  if (!control && !has("'")) return {"'" + std::string(text) + "'"};
  std::string escaped = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      escaped += {'\\', c};
    else if (c == '\n')
      escaped += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      escaped += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else
      escaped += c;
  }
  return {escaped + "\"", Written::Escaped};
}

std::string name_scalar(const std::string& name) { return is_plain_name(name) ? name : quoted_scalar(name).text; }

std::string text_scalar(const Text& text) { return "{zh: " + quoted_scalar(text.zh).text + ", en: " + quoted_scalar(text.en).text + "}"; }

// The lines of one condition.
class RuleWriter {
 public:
  RuleYaml yaml;

  void line(std::string_view text) {
    yaml.text += std::string(text) + "\n";
    ++lines_;
  }
  void field(std::string_view key, std::string_view value) { line(fmt::format("    {}: {}", key, value)); }

  void when(const std::string& text) {
    if (text == name_of(ConditionKind::High) || text == name_of(ConditionKind::Low)) return field("when", text);
    const Scalar scalar = quoted_scalar(text);
    field("when", scalar.text);
    if (scalar.written == Written::Escaped) return;
    yaml.when_line = lines_;
    yaml.when_column = static_cast<int>(std::string_view("    when: '").size()) + 1;
  }

 private:
  int lines_ = 0;
};

}  // namespace

RuleYaml to_yaml(const RuleDraft& draft, RuleIs is) {
  RuleWriter out;
  out.line("conditions:");
  out.line("  - points: [" + name_scalar(draft.point) + "]");
  out.field("id", name_scalar(draft.id));
  if (!draft.when.empty()) out.when(draft.when);
  if (draft.limit) out.field("limit", fmt::format("{}", *draft.limit));
  if (draft.deadband) out.field("deadband", fmt::format("{}", *draft.deadband));
  if (draft.on_delay) out.field("on-delay", to_text(*draft.on_delay));
  if (draft.severity) out.field("severity", name_of(*draft.severity));
  if (draft.respond_within)
    out.field("respond-within", to_text(*draft.respond_within));
  else if (is == RuleIs::New)
    out.field("work-order", "false");
  if (draft.title || is == RuleIs::New) out.field("title", text_scalar(draft.title.value_or(Text{draft.id, draft.id})));
  if (draft.response)
    out.field("response", text_scalar(*draft.response));
  else if (is == RuleIs::New)
    out.field("response", text_scalar({"（保存前写明怎么办）", "(say what people are to do before this is saved)"}));
  return std::move(out.yaml);
}

std::optional<int> column_in_expression(const RuleYaml& yaml, const Finding& finding) {
  if (yaml.when_line == 0 || finding.file != kRuleFile || finding.line != yaml.when_line) return std::nullopt;
  if (finding.column < yaml.when_column) return std::nullopt;
  return finding.column - yaml.when_column + 1;
}

SourceFiles with_rule(SourceFiles sources, std::string yaml, const std::string& file) {
  sources.site.push_back({file, std::move(yaml)});
  return sources;
}

}  // namespace davy::site
