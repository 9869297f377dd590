#pragma once
// The one internal scale of severity, from which every domain's own label is rendered.
//
// The standards disagree on which end is worst (gas alarm 二级 is worse than 一级; warning 一级 is the worst), so numbers of different
// domains are never compared: this scale is. Colours are those of the four-colour risk map.

#include <compare>
#include <string_view>

namespace davy::site {

enum class Severity { Low = 1, Moderate, Serious, Major };  // 低 blue, 一般 yellow, 较大 orange, 重大 red

}  // namespace davy::site
