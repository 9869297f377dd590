#pragma once
// Record: a YAML mapping with a closed list of keys.
//
// Making one reports what is no mapping, keys that are unknown (with the nearest known one) and keys given twice (with the first place).

#include "site/reading/report.hpp"

#include <array>
#include <span>
#include <string_view>

namespace davy::site {

class Record {
 public:
  static constexpr std::size_t kKeysMax = 32;

  // `keys` must outlive the record.
  Record(Report& report, const YamlNode& node, std::span<const std::string_view> keys);

  const YamlNode& node() const { return *node_; }
  const YamlNode* find(std::string_view key) const;                  // null when absent
  const YamlNode* need(std::string_view key, Words expected) const;  // the same, and reports it
  void lacks(std::string_view key, Said expected) const;             // reports that it is absent

 private:
  std::size_t position(std::string_view key) const;

  Report* report_;
  const YamlNode* node_;
  std::span<const std::string_view> keys_;
  std::array<const YamlNode*, kKeysMax> values_{};
  std::array<const YamlNode*, kKeysMax> places_{};
};

}  // namespace davy::site
