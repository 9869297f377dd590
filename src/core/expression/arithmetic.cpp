#include "core/expression/arithmetic.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace davy::core {
namespace {

using Operation = site::expression::Step;
using site::expression::Value;
using site::expression::ValueKind;

constexpr std::int64_t kIntMin = std::numeric_limits<std::int64_t>::min();
constexpr double kTwo63 = 9223372036854775808.0;
constexpr double kTwo64 = 18446744073709551616.0;

Value whole(std::int64_t number, ValueKind kind) { return {.kind = kind, .whole = number}; }
Value natural(std::uint64_t number) { return {.kind = ValueKind::UInt, .natural = number}; }

// Of Int, and of Duration, which has only the first two.
Value signed_result(Operation step, std::int64_t a, std::int64_t b, ValueKind kind) {
  std::int64_t result = 0;
  if (step == Operation::Add) return __builtin_add_overflow(a, b, &result) ? kFailed : whole(result, kind);
  if (step == Operation::Subtract) return __builtin_sub_overflow(a, b, &result) ? kFailed : whole(result, kind);
  if (step == Operation::Multiply) return __builtin_mul_overflow(a, b, &result) ? kFailed : whole(result, kind);
  if (b == 0 || (a == kIntMin && b == -1)) return kFailed;
  return whole(step == Operation::Divide ? a / b : a % b, kind);
}

Value unsigned_result(Operation step, std::uint64_t a, std::uint64_t b) {
  std::uint64_t result = 0;
  if (step == Operation::Add) return __builtin_add_overflow(a, b, &result) ? kFailed : natural(result);
  if (step == Operation::Subtract) return __builtin_sub_overflow(a, b, &result) ? kFailed : natural(result);
  if (step == Operation::Multiply) return __builtin_mul_overflow(a, b, &result) ? kFailed : natural(result);
  if (b == 0) return kFailed;
  return natural(step == Operation::Divide ? a / b : a % b);
}

Value double_result(Operation step, double a, double b) {
  if (step == Operation::Add) return site::expression::of_double(a + b);
  if (step == Operation::Subtract) return site::expression::of_double(a - b);
  if (step == Operation::Multiply) return site::expression::of_double(a * b);
  return site::expression::of_double(a / b);
}

std::partial_ordering ordered(auto a, auto b) {
  return std::cmp_less(a, b)    ? std::partial_ordering::less
         : std::cmp_equal(a, b) ? std::partial_ordering::equivalent
                                : std::partial_ordering::greater;
}

// Without rounding the integer: beyond 2^53 a double cannot hold every one.
std::partial_ordering compare_with_double(auto a, double b, double lowest, double beyond) {
  if (std::isnan(b)) return std::partial_ordering::unordered;
  if (b < lowest) return std::partial_ordering::greater;
  if (b >= beyond) return std::partial_ordering::less;
  const double floor = std::floor(b);
  const std::partial_ordering order = ordered(a, static_cast<decltype(a)>(floor));
  return order == std::partial_ordering::equivalent && floor < b ? std::partial_ordering::less : order;
}

std::partial_ordering reversed(std::partial_ordering order) { return 0 <=> order; }

}  // namespace

Value calculate(Operation step, const Value& left, const Value& right) {
  switch (left.kind) {
    case ValueKind::Int:
    case ValueKind::Duration: return signed_result(step, left.whole, right.whole, left.kind);
    case ValueKind::UInt: return unsigned_result(step, left.natural, right.natural);
    case ValueKind::Double: return double_result(step, left.number, right.number);
    default: return kFailed;
  }
}

Value negated(const Value& of) {
  if (of.kind == ValueKind::Double) return site::expression::of_double(-of.number);
  return of.whole == kIntMin ? kFailed : whole(-of.whole, ValueKind::Int);
}

Value converted(Operation step, const Value& of) {
  const double d = of.number;
  if (step == Operation::ToDouble) {
    if (of.kind == ValueKind::Double) return of;
    return site::expression::of_double(of.kind == ValueKind::Int ? static_cast<double>(of.whole) : static_cast<double>(of.natural));
  }
  if (step == Operation::ToInt) {
    if (of.kind == ValueKind::Double) return d > -kTwo63 && d < kTwo63 ? whole(static_cast<std::int64_t>(d), ValueKind::Int) : kFailed;
    if (of.kind == ValueKind::UInt)
      return std::in_range<std::int64_t>(of.natural) ? whole(static_cast<std::int64_t>(of.natural), ValueKind::Int) : kFailed;
    return of;
  }
  if (of.kind == ValueKind::Double) return d >= 0 && d < kTwo64 ? natural(static_cast<std::uint64_t>(d)) : kFailed;
  if (of.kind == ValueKind::Int) return of.whole >= 0 ? natural(static_cast<std::uint64_t>(of.whole)) : kFailed;
  return of;
}

std::partial_ordering compare(const Value& left, const Value& right) {
  const bool left_double = left.kind == ValueKind::Double;
  if (left_double && right.kind == ValueKind::Double) return left.number <=> right.number;
  if (left_double) return reversed(compare(right, left));
  const bool right_double = right.kind == ValueKind::Double;
  switch (left.kind) {
    case ValueKind::Int:
      if (right_double) return compare_with_double(left.whole, right.number, -kTwo63, kTwo63);
      return right.kind == ValueKind::UInt ? ordered(left.whole, right.natural) : ordered(left.whole, right.whole);
    case ValueKind::UInt:
      if (right_double) return compare_with_double(left.natural, right.number, 0, kTwo64);
      return right.kind == ValueKind::Int ? ordered(left.natural, right.whole) : ordered(left.natural, right.natural);
    case ValueKind::String: return left.text <=> right.text;
    case ValueKind::Bool:
    case ValueKind::Duration: return left.whole <=> right.whole;
    default: return std::partial_ordering::equivalent;  // null is null
  }
}

}  // namespace davy::core
