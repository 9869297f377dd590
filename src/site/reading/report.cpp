#include "site/reading/report.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace davy::site {
namespace {

constexpr std::size_t kQuotedMax = 40;

// Cuts between characters of UTF-8, never inside one.
std::string_view shortened(std::string_view text) {
  if (text.size() <= kQuotedMax) return text;
  std::size_t end = kQuotedMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

}  // namespace

std::uint16_t Report::add_file(std::string name) {
  files_.push_back(std::move(name));
  return static_cast<std::uint16_t>(files_.size() - 1);
}

void Report::error(const YamlNode& at, Said found, Said expected, std::string nearest) {
  add(this->at(FindingLevel::Error, at, std::move(found), std::move(expected), std::move(nearest)));
}

void Report::warning(const YamlNode& at, Said found, Said expected) {
  add(this->at(FindingLevel::Warning, at, std::move(found), std::move(expected), {}));
}

void Report::fault(std::uint16_t file, const YamlFault& fault) {
  complete_ = false;
  add({FindingLevel::Error, files_[file], static_cast<int>(fault.line), static_cast<int>(fault.column), fault.found, fault.expected, {}});
}

void Report::error_without_place(std::string file, Said found, Said expected, std::string nearest) {
  add({FindingLevel::Error, std::move(file), 0, 0, std::move(found), std::move(expected), std::move(nearest)});
}

void Report::unknown_name(const YamlNode& at, Words what, Said expected, std::span<const std::string> candidates) {
  if (complete_) unknown_name(at, what, std::move(expected), near(at.text, candidates));
}

void Report::unknown_name(const YamlNode& at, Words what, Said expected, std::string nearest) {
  if (complete_) error(at, said({"{} {}", "{} {}"}, what, quoted(at)), std::move(expected), std::move(nearest));
}

std::string Report::near(std::string_view word, std::span<const std::string> candidates) {
  if (candidates.size() > comparisons_left_) return {};
  comparisons_left_ -= candidates.size();
  return nearest(word.substr(0, 2 * kQuotedMax), candidates);
}

std::string Report::place(const YamlNode& node) const {
  return files_[node.file] + ":" + std::to_string(node.line) + ":" + std::to_string(node.column);
}

std::vector<Finding> Report::take() {
  std::stable_sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  return std::move(findings_);
}

Finding Report::at(FindingLevel level, const YamlNode& node, Said found, Said expected, std::string nearest) const {
  return {level,
          files_[node.file],
          static_cast<int>(node.line),
          static_cast<int>(node.column),
          std::move(found),
          std::move(expected),
          std::move(nearest)};
}

void Report::add(Finding finding) {
  if (!seen_.insert(std::hash<std::string>{}(to_text(finding))).second) return;
  if (finding.level == FindingLevel::Error) ++errors_;
  findings_.push_back(std::move(finding));
}

std::string quoted(std::string_view text) {
  const std::string_view kept = shortened(text);
  return "'" + std::string(kept) + (kept.size() < text.size() ? "…'" : "'");
}

Said with_article(Words what) {
  const bool vowel = what.en.find_first_of("aeiou") == 0;
  return Said::paired({std::string(what.zh), (vowel ? "an " : "a ") + std::string(what.en)});
}

Said quoted(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::Sequence: return said({"列表", "a list"});
    case YamlNode::Kind::Mapping: return said({"映射", "a mapping"});
    case YamlNode::Kind::Scalar: break;
  }
  return node.text.empty() ? said({"空值", "nothing"}) : as_written(quoted(node.text));
}

}  // namespace davy::site
