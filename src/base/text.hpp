#pragma once
// Text for people, in both languages, and help for those who mistype.

#include <compare>
#include <cstddef>
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

// In lines of at most so many columns, of which a Chinese character takes two; broken at blanks and beside Chinese characters, but never before closing or
// after opening punctuation. A word that is longer than a line stays whole.
std::string wrapped(std::string_view text, std::size_t columns);

}  // namespace davy
