#pragma once
// Text for people, in both languages, and help for those who mistype.

#include <compare>
#include <span>
#include <string>
#include <string_view>

namespace davy {

// One message in Chinese and English; rendered per reader.
struct Text {
  std::string zh;
  std::string en;
  bool operator==(const Text&) const = default;
};

// The candidate nearest to `word` (edit distance with transpositions, at most a third of its length + 1); empty when none is near.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

// Without the blanks, tabs and ends of line around it.
std::string_view trimmed(std::string_view text);

}  // namespace davy
