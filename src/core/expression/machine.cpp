#include "core/expression/machine.hpp"

#include "base/ensure.hpp"
#include "core/expression/arithmetic.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace davy::core {
namespace {

using site::expression::Instruction;
using site::expression::of_bool;
using site::expression::of_int;
using site::expression::Routine;
using Operation = site::expression::Step;
using site::expression::Value;
using site::expression::ValueKind;

constexpr Value kUnknown{};

bool is_true(const Value& v) { return v.kind == ValueKind::Bool && v.whole != 0; }
bool is_false(const Value& v) { return v.kind == ValueKind::Bool && v.whole == 0; }

Value both(const Value& a, const Value& b) {
  if (is_false(a) || is_false(b)) return of_bool(false);
  if (a.kind == ValueKind::Unknown || b.kind == ValueKind::Unknown) return kUnknown;
  return a.kind == ValueKind::Failed || b.kind == ValueKind::Failed ? kFailed : of_bool(true);
}

Value inverted(const Value& a) { return a.kind == ValueKind::Bool ? of_bool(a.whole == 0) : a; }
Value either(const Value& a, const Value& b) { return inverted(both(inverted(a), inverted(b))); }

bool holds(Operation step, std::partial_ordering order) {
  switch (step) {
    case Operation::Less: return order == std::partial_ordering::less;
    case Operation::LessOrEqual: return order == std::partial_ordering::less || order == std::partial_ordering::equivalent;
    case Operation::Greater: return order == std::partial_ordering::greater;
    case Operation::GreaterOrEqual: return order == std::partial_ordering::greater || order == std::partial_ordering::equivalent;
    default: return false;
  }
}

Value lowest(const Value& v) { return v.kind == ValueKind::Between ? of_int(v.whole) : v; }
Value highest(const Value& v) { return v.kind == ValueKind::Between ? of_int(static_cast<std::int64_t>(v.natural)) : v; }

// A comparison in which a side is only known to lie between two numbers: decided when it comes out alike at both ends.
Value compared_between(Operation step, const Value& a, const Value& b) {
  if (step == Operation::Equal || step == Operation::NotEqual) {
    const bool apart = holds(Operation::Less, compare(highest(a), lowest(b))) ||
                       holds(Operation::Greater, compare(lowest(a), highest(b))) ||
                       compare(lowest(a), lowest(b)) == std::partial_ordering::unordered;
    return apart ? of_bool(step == Operation::NotEqual) : kUnknown;
  }
  const bool one_end = holds(step, compare(lowest(a), highest(b)));
  return one_end == holds(step, compare(highest(a), lowest(b))) ? of_bool(one_end) : kUnknown;
}

// The stack of one run. A list lies below its own slot: its items, each in its own slots, the first one lowest.
class Run {
 public:
  Run(std::span<Value> stack, const Routine& routine, std::span<const Value> inputs) : stack_(stack), routine_(&routine), inputs_(inputs) {}

  void take(Instruction instruction);
  const Value& result() const { return stack_[size_ - 1]; }

 private:
  void push(const Value& value) { stack_[size_++] = value; }
  const Value& top() const { return stack_[size_ - 1]; }
  std::size_t extent(std::size_t end) const { return stack_[end - 1].kind == ValueKind::List ? stack_[end - 1].natural + 1 : 1; }

  // What a step gives whose `operands` top values are not all known; none when they are. A count that is not certain counts as unknown.
  const Value* missing(std::size_t operands) const;
  void replace(std::size_t operands, const Value& by);

  void read(std::uint32_t input);
  void combine(Operation step);
  void fold(Operation step, std::uint32_t items);
  void relate(Operation step);
  void join();
  void make_list(std::uint32_t items);
  void index();
  void choose();
  void rescale();
  void measure();
  void look_in();
  void look_for(Operation step);
  bool equal(std::size_t left_end, std::size_t right_end) const;

  std::span<Value> stack_;
  const Routine* routine_;
  std::span<const Value> inputs_;
  std::size_t size_ = 0;
};

void Run::take(Instruction instruction) {
  switch (instruction.step) {
    case Operation::Constant: {
      const auto& constant = routine_->constants[instruction.operand];
      push(constant.value);
      stack_[size_ - 1].text = constant.text;
      return;
    }
    case Operation::Input: return read(instruction.operand);
    case Operation::Not: return replace(1, inverted(top()));
    case Operation::Negate:
      if (const Value* why = missing(1)) return replace(1, *why);
      return replace(1, negated(top()));
    case Operation::And:
    case Operation::Or: return combine(instruction.step);
    case Operation::Less:
    case Operation::LessOrEqual:
    case Operation::Greater:
    case Operation::GreaterOrEqual:
    case Operation::Equal:
    case Operation::NotEqual: return relate(instruction.step);
    case Operation::In: return look_in();
    case Operation::Add: return join();
    case Operation::Subtract:
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Remainder:
      if (const Value* why = missing(2)) return replace(2, *why);
      return replace(2, calculate(instruction.step, stack_[size_ - 2], top()));
    case Operation::Choose: return choose();
    case Operation::List: return make_list(instruction.operand);
    case Operation::Index: return index();
    case Operation::Size: return measure();
    case Operation::ToInt:
    case Operation::ToUInt:
    case Operation::ToDouble:
      if (const Value* why = missing(1)) return replace(1, *why);
      return replace(1, converted(instruction.step, top()));
    case Operation::StartsWith:
    case Operation::EndsWith:
    case Operation::Contains: return look_for(instruction.step);
    case Operation::Rescale: return rescale();
    case Operation::All:
    case Operation::Any:
    case Operation::Count: return fold(instruction.step, instruction.operand);
  }
}

const Value* Run::missing(std::size_t operands) const {
  bool failed = false;
  std::size_t end = size_;
  for (std::size_t i = 0; i < operands; ++i) {
    const ValueKind kind = stack_[end - 1].kind;
    if (kind == ValueKind::Unknown || kind == ValueKind::Between) return &kUnknown;
    failed = failed || kind == ValueKind::Failed;
    end -= extent(end);
  }
  return failed ? &kFailed : nullptr;
}

void Run::replace(std::size_t operands, const Value& by) {
  const Value value = by;
  for (std::size_t i = 0; i < operands; ++i) size_ -= extent(size_);
  push(value);
}

void Run::read(std::uint32_t input) {
  ensure(input < inputs_.size(), "the inputs of the program");
  push(inputs_[input]);
}

void Run::combine(Operation step) {
  const Value& left = stack_[size_ - 2];
  replace(2, step == Operation::And ? both(left, top()) : either(left, top()));
}

void Run::fold(Operation step, std::uint32_t items) {
  const std::span<const Value> truths = stack_.subspan(size_ - items, items);
  Value result = of_bool(step == Operation::All);
  std::int64_t trues = 0;
  std::uint64_t possible = 0;
  for (const Value& truth : truths) {
    if (step == Operation::All) result = both(result, truth);
    if (step == Operation::Any) result = either(result, truth);
    trues += is_true(truth) ? 1 : 0;
    possible += is_false(truth) ? 0 : 1;
  }
  const bool certain = static_cast<std::uint64_t>(trues) == possible;
  if (step == Operation::Count) result = certain ? of_int(trues) : Value{.kind = ValueKind::Between, .whole = trues, .natural = possible};
  replace(items, result);
}

void Run::relate(Operation step) {
  const std::size_t left_end = size_ - extent(size_);
  const Value& left = stack_[left_end - 1];
  const bool between = left.kind == ValueKind::Between || top().kind == ValueKind::Between;
  const auto known = [](const Value& v) { return v.kind != ValueKind::Unknown && v.kind != ValueKind::Failed; };
  if (between && known(left) && known(top())) return replace(2, compared_between(step, left, top()));
  if (const Value* why = missing(2)) return replace(2, *why);
  if (step == Operation::Equal || step == Operation::NotEqual)
    return replace(2, of_bool(equal(left_end, size_) == (step == Operation::Equal)));
  replace(2, of_bool(holds(step, compare(left, top()))));
}

// Lists are joined by closing the gap that the first one's slot leaves.
void Run::join() {
  if (const Value* why = missing(2)) return replace(2, *why);
  if (top().kind != ValueKind::List) return replace(2, calculate(Operation::Add, stack_[size_ - 2], top()));
  const std::size_t left_end = size_ - extent(size_);
  const Value left = stack_[left_end - 1];
  const Value right = top();
  std::copy(stack_.begin() + static_cast<std::ptrdiff_t>(left_end), stack_.begin() + static_cast<std::ptrdiff_t>(size_ - 1),
            stack_.begin() + static_cast<std::ptrdiff_t>(left_end - 1));
  size_ -= 2;
  push({.kind = ValueKind::List, .whole = left.whole + right.whole, .natural = left.natural + right.natural});
}

void Run::make_list(std::uint32_t items) {
  if (const Value* why = missing(items)) return replace(items, *why);
  std::size_t end = size_;
  for (std::uint32_t i = 0; i < items; ++i) end -= extent(end);
  push({.kind = ValueKind::List, .whole = items, .natural = size_ - end});
}

void Run::index() {
  if (const Value* why = missing(2)) return replace(2, *why);
  const std::int64_t position = top().whole;
  const Value& list = stack_[size_ - 2];
  if (position < 0 || position >= list.whole) return replace(2, kFailed);
  std::size_t end = size_ - 2;
  for (std::int64_t i = list.whole - 1; i > position; --i) end -= extent(end);
  const std::size_t slots = extent(end);
  const std::size_t base = size_ - 2 - list.natural;
  std::copy(stack_.begin() + static_cast<std::ptrdiff_t>(end - slots), stack_.begin() + static_cast<std::ptrdiff_t>(end),
            stack_.begin() + static_cast<std::ptrdiff_t>(base));
  size_ = base + slots;
}

// Truth, then, otherwise: only the one that counts stays, with the errors that it has.
void Run::choose() {
  const std::size_t otherwise = size_ - extent(size_);
  const std::size_t then = otherwise - extent(otherwise);
  const Value truth = stack_[then - 1];
  if (truth.kind != ValueKind::Bool) return replace(3, truth);
  const std::size_t first = truth.whole != 0 ? then : otherwise;
  const std::size_t last = truth.whole != 0 ? otherwise : size_;
  std::copy(stack_.begin() + static_cast<std::ptrdiff_t>(first), stack_.begin() + static_cast<std::ptrdiff_t>(last),
            stack_.begin() + static_cast<std::ptrdiff_t>(then - 1));
  size_ = then - 1 + (last - first);
}

void Run::rescale() {
  if (const Value* why = missing(3)) return replace(3, *why);
  replace(3, site::expression::of_double(stack_[size_ - 3].number * stack_[size_ - 2].number + top().number));
}

// Texts are counted in code points: every byte of UTF-8 that does not go on with one.
void Run::measure() {
  if (const Value* why = missing(1)) return replace(1, *why);
  if (top().kind == ValueKind::List) return replace(1, of_int(top().whole));
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  replace(1, of_int(std::count_if(top().text.begin(), top().text.end(), begins)));
}

void Run::look_in() {
  if (const Value* why = missing(2)) return replace(2, *why);
  const std::size_t value_end = size_ - extent(size_);
  bool found = false;
  std::size_t end = size_ - 1;
  for (std::int64_t i = 0; i < top().whole && !found; ++i) {
    found = equal(value_end, end);
    end -= extent(end);
  }
  replace(2, of_bool(found));
}

void Run::look_for(Operation step) {
  if (const Value* why = missing(2)) return replace(2, *why);
  const std::string_view in = stack_[size_ - 2].text;
  const std::string_view part = top().text;
  const bool found = step == Operation::StartsWith ? in.starts_with(part)
                     : step == Operation::EndsWith ? in.ends_with(part)
                                                   : in.find(part) != std::string_view::npos;
  replace(2, of_bool(found));
}

bool Run::equal(std::size_t left_end, std::size_t right_end) const {
  const Value& left = stack_[left_end - 1];
  const Value& right = stack_[right_end - 1];
  if (left.kind != ValueKind::List) return compare(left, right) == std::partial_ordering::equivalent;
  if (left.whole != right.whole) return false;
  std::size_t l = left_end - 1;
  std::size_t r = right_end - 1;
  for (std::int64_t i = 0; i < left.whole; ++i) {
    if (!equal(l, r)) return false;
    l -= extent(l);
    r -= extent(r);
  }
  return true;
}

// As a double, where nothing is lost by that.
std::optional<double> exact_number(const Value& value) {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (value.kind == ValueKind::Double) return value.number;
  if (value.kind == ValueKind::Int && value.whole >= -kExact && value.whole <= kExact) return static_cast<double>(value.whole);
  return std::nullopt;
}

// Most conditions compare one number of the plant with a constant: that needs no stack.
std::optional<Outcome> compared_at_once(const Routine& routine, std::span<const Value> inputs) {
  const std::vector<Instruction>& code = routine.code;
  if (code.size() != 3 || code[0].step != Operation::Input || code[1].step != Operation::Constant) return std::nullopt;
  ensure(code[0].operand < inputs.size(), "the inputs of the program");
  const Value& left = inputs[code[0].operand];
  const auto right = exact_number(routine.constants[code[1].operand].value);
  if (left.kind != ValueKind::Double || !right) return std::nullopt;
  const auto outcome = [](bool truth) { return truth ? Outcome::True : Outcome::False; };
  switch (code[2].step) {
    case Operation::Less: return outcome(left.number < *right);
    case Operation::LessOrEqual: return outcome(left.number <= *right);
    case Operation::Greater: return outcome(left.number > *right);
    case Operation::GreaterOrEqual: return outcome(left.number >= *right);
    default: return std::nullopt;
  }
}

}  // namespace

Outcome Machine::run(const Routine& routine, std::span<const Value> inputs) {
  ensure(routine.slots <= stack_.size(), "a program that fits the machine");
  if (const auto at_once = compared_at_once(routine, inputs)) return *at_once;
  Run run(stack_, routine, inputs);
  for (const Instruction instruction : routine.code) run.take(instruction);
  switch (run.result().kind) {
    case ValueKind::Bool: return run.result().whole != 0 ? Outcome::True : Outcome::False;
    case ValueKind::Failed: return Outcome::Failed;
    default: return Outcome::Unknown;
  }
}

}  // namespace davy::core
