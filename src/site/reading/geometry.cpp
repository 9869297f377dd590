#include "site/reading/geometry.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::size_t kCornersMax = 500;

double turn(Metres a, Metres b, Metres c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

// Whether `p`, on the line through a and b, lies between them.
bool between(Metres a, Metres b, Metres p) {
  return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
}

bool on_side(Metres a, Metres b, Metres p) { return turn(a, b, p) == 0 && between(a, b, p); }

bool meet(Metres a, Metres b, Metres c, Metres d) {
  const double c_side = turn(a, b, c);
  const double d_side = turn(a, b, d);
  const double a_side = turn(c, d, a);
  const double b_side = turn(c, d, b);
  if (((c_side > 0 && d_side < 0) || (c_side < 0 && d_side > 0)) && ((a_side > 0 && b_side < 0) || (a_side < 0 && b_side > 0))) return true;
  return on_side(a, b, c) || on_side(a, b, d) || on_side(c, d, a) || on_side(c, d, b);
}

bool same(Metres a, Metres b) { return a.x == b.x && a.y == b.y; }

}  // namespace

std::optional<std::string> fault_of(std::span<const Metres> outline) {
  const std::size_t n = outline.size();
  if (n < 3) return fmt::format("{} corners", n);
  if (n > kCornersMax) return fmt::format("{} corners, more than {}", n, kCornersMax);
  const auto corner = [&](std::size_t i) { return outline[i % n]; };
  for (std::size_t i = 0; i < n; ++i) {
    if (same(corner(i), corner(i + 1))) return fmt::format("corner {} twice", i + 1);
    if (turn(corner(i), corner(i + 1), corner(i + 2)) == 0 && !between(corner(i), corner(i + 2), corner(i + 1)))
      return fmt::format("a side that runs back on itself at corner {}", (i + 1) % n + 1);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 2; j < n; ++j)
      if ((j + 1) % n != i && meet(corner(i), corner(i + 1), corner(j), corner(j + 1)))
        return fmt::format("side {} crossing side {}", i + 1, j + 1);
  return std::nullopt;
}

bool holds(std::span<const Metres> outline, Metres place) {
  bool inside = false;
  for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
    const Metres a = outline[i];
    const Metres b = outline[j];
    if (on_side(a, b, place)) return true;
    if ((a.y > place.y) != (b.y > place.y) && place.x < (b.x - a.x) * (place.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

}  // namespace davy::site
