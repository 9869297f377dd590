#pragma once
// What documents share: words in the reader's language, times by the plant's clock.

#include "api/problem.hpp"
#include "base/text.hpp"
#include "core/obligation/kpi.hpp"
#include "paper/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

Text title_of(core::Metric metric);
Text title_of(core::Step step);

class PaperWords {
 public:
  PaperWords(Language language, Duration utc_offset) : language_(language), utc_offset_(utc_offset) {}

  std::string in(const Text& text) const { return language_ == Language::Zh ? text.zh : text.en; }
  std::string in(std::string_view zh, std::string_view en) const { return std::string(language_ == Language::Zh ? zh : en); }
  std::string minute(Instant at) const;                                  // "2026-11-24 08:05", by the plant's clock
  std::string duration(Duration d) const;                                // "3 天 4 小时", "12 min"; to two units
  std::string number(double value) const;                                // at most three digits behind the point
  std::string share(const core::Share& share) const;                     // "87%（26/30）"
  std::string records(const std::vector<std::uint64_t>& records) const;  // "#12 #15 …"
  std::string joined(const std::vector<std::string>& parts) const;
  std::string in_brackets(const std::string& text) const;  // nothing for nothing
  paper::Language of_paper() const { return language_ == Language::Zh ? paper::Language::Zh : paper::Language::En; }

 private:
  Language language_;
  Duration utc_offset_;
};

}  // namespace davy::api
