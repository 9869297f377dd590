#include "core/hazard/likeness.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

namespace davy::core {
namespace {

constexpr double kForNearness = 0.3;

// Of one code point in UTF-8: what is not ASCII is a letter but CJK marks (U+3000 to U+303F) and full-width forms (U+FF00 to U+FF7F).
bool is_letter(std::string_view point) {
  const char c = point.front();
  if (static_cast<unsigned char>(c) < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  return !point.starts_with("\xE3\x80") && !point.starts_with("\xEF\xBC") && !point.starts_with("\xEF\xBD");
}
bool continues(unsigned char c) { return (c & 0xC0) == 0x80; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Each once, in order; a single letter stands for itself. No pair spans a blank or a comma.
std::vector<std::string> pairs_of(std::string_view text) {
  std::vector<std::string> pairs;
  std::string last;
  bool alone = false;
  const auto end_of_run = [&] {
    if (alone) pairs.push_back(last);
    last.clear(), alone = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && continues(static_cast<unsigned char>(text[next]))) ++next;
    std::string letter(text.substr(at, next - at));
    at = next;
    letter.front() = lower(letter.front());
    if (!is_letter(letter)) {
      end_of_run();
      continue;
    }
    alone = last.empty();
    if (!last.empty()) pairs.push_back(last + letter);
    last = std::move(letter);
  }
  end_of_run();
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

double likeness(const Sighting& a, const Sighting& b) {
  const std::vector<std::string> mine = pairs_of(a.what);
  const std::vector<std::string> theirs = pairs_of(b.what);
  if (mine.empty() || theirs.empty()) return 0;
  std::vector<std::string> common;
  std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(), std::back_inserter(common));
  const double words = 2.0 * static_cast<double>(common.size()) / static_cast<double>(mine.size() + theirs.size());
  const bool near = a.place && b.place && std::hypot(a.place->x_m - b.place->x_m, a.place->y_m - b.place->y_m) <= kNear_m;
  return words > 0 && near ? std::min(1.0, words + kForNearness) : words;
}

}  // namespace davy::core
