#include "site/reading/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

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

double squared_distance(Metres p, Metres a, Metres b) {
  const double length = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
  const double along = length == 0 ? 0 : std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length, 0.0, 1.0);
  const double x = a.x + along * (b.x - a.x) - p.x;
  const double y = a.y + along * (b.y - a.y) - p.y;
  return x * x + y * y;
}

// Sides that do not meet are nearest to each other at an end of one.
bool come_close(Metres a, Metres b, Metres c, Metres d) {
  constexpr double kNear = kAdjacentMetres * kAdjacentMetres;
  return meet(a, b, c, d) || squared_distance(a, c, d) <= kNear || squared_distance(b, c, d) <= kNear ||
         squared_distance(c, a, b) <= kNear || squared_distance(d, a, b) <= kNear;
}

struct Box {
  Metres low{1e300, 1e300}, high{-1e300, -1e300};
};

Box box_of(std::span<const Metres> outline) {
  Box box;
  for (const Metres& corner : outline) {
    box.low = {std::min(box.low.x, corner.x), std::min(box.low.y, corner.y)};
    box.high = {std::max(box.high.x, corner.x), std::max(box.high.y, corner.y)};
  }
  return box;
}

// Far apart by their boxes alone: nearly all zones of a large site are.
bool far_apart(const Box& a, const Box& b) {
  return a.high.x + kAdjacentMetres < b.low.x || b.high.x + kAdjacentMetres < a.low.x || a.high.y + kAdjacentMetres < b.low.y ||
         b.high.y + kAdjacentMetres < a.low.y;
}

bool same(Metres a, Metres b) { return a.x == b.x && a.y == b.y; }

}  // namespace

std::optional<Said> fault_of(std::span<const Metres> outline) {
  const std::size_t n = outline.size();
  if (n < 3) return said({"{} 个顶点", "{} corners"}, n);
  if (n > kCornersMax) return said({"{} 个顶点，多于 {} 个", "{} corners, more than {}"}, n, kCornersMax);
  const auto corner = [&](std::size_t i) { return outline[i % n]; };
  for (std::size_t i = 0; i < n; ++i) {
    if (same(corner(i), corner(i + 1))) return said({"顶点 {} 重复", "corner {} twice"}, i + 1);
    if (turn(corner(i), corner(i + 1), corner(i + 2)) == 0 && !between(corner(i), corner(i + 2), corner(i + 1)))
      return said({"有边在顶点 {} 折返", "a side that runs back on itself at corner {}"}, (i + 1) % n + 1);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 2; j < n; ++j)
      if ((j + 1) % n != i && meet(corner(i), corner(i + 1), corner(j), corner(j + 1)))
        return said({"边 {} 与边 {} 相交", "side {} crossing side {}"}, i + 1, j + 1);
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

double distance_m(std::span<const Metres> outline, Metres place) {
  if (holds(outline, place)) return 0;
  double nearest = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < outline.size(); ++i)
    nearest = std::min(nearest, squared_distance(place, outline[i], outline[(i + 1) % outline.size()]));
  return std::sqrt(nearest);
}

bool adjacent(std::span<const Metres> one, std::span<const Metres> other) {
  if (one.empty() || other.empty() || far_apart(box_of(one), box_of(other))) return false;
  if (holds(one, other.front()) || holds(other, one.front())) return true;
  for (std::size_t i = 0; i < one.size(); ++i)
    for (std::size_t j = 0; j < other.size(); ++j)
      if (come_close(one[i], one[(i + 1) % one.size()], other[j], other[(j + 1) % other.size()])) return true;
  return false;
}

}  // namespace davy::site
