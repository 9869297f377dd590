#pragma once
// What late samples say about the past of expressions: a walk over them with nothing behind it, as at a start.

#include "core/detect/edge.hpp"
#include "core/detect/expressions.hpp"

#include <span>
#include <vector>

namespace davy::core {

// `samples` of points that expressions read, in the order of their source times, one each point and instant. Appends findings without the
// instant at which they were known. Takes memory for the expressions that read these points.
void judge_late(const Expressions& expressions, const Rules& rules, std::span<const Sample> samples, std::vector<LateFinding>& out);

}  // namespace davy::core
