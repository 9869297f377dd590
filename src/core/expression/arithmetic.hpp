#pragma once
// CEL's arithmetic and order on single values, without allocation: overflow, division by zero and what leaves the range are errors.

#include "site/expression/program.hpp"

#include <compare>

namespace davy::core {

inline constexpr site::expression::Value kFailed{.kind = site::expression::ValueKind::Failed};

// `left` and `right` are of one kind, as the checker of conditions sees to: Int, UInt, Double or Duration.
site::expression::Value calculate(site::expression::Step step, const site::expression::Value& left, const site::expression::Value& right);

site::expression::Value negated(const site::expression::Value& of);
site::expression::Value converted(site::expression::Step step, const site::expression::Value& of);  // ToInt, ToUInt, ToDouble

// Numbers of any kind compare as numbers, exactly; NaN is unordered. Texts by code point, false before true.
std::partial_ordering compare(const site::expression::Value& left, const site::expression::Value& right);

}  // namespace davy::core
