#pragma once
// Program: a checked condition as a flat list of small steps over a stack, with its constants and what it reads of the plant.
//
// Holds no pointer into the tree it was made of; a copy is a program of its own. core/expression runs it; what an input's value is at an
// instant is the business of who runs it. There are no jumps: CEL's && || ?: have no side effects, so both sides are always computed and
// an error in the side that does not count is dropped.

#include "base/enum_names.hpp"
#include "base/time.hpp"
#include "site/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::site::expression {

enum class ValueKind : std::uint8_t {
  Unknown,  // nobody knows: data is missing, bad or silent
  Failed,   // an error of CEL: overflow, division by zero, no such index
  Null,
  Bool,      // whole: 0 or 1
  Int,       // whole
  UInt,      // natural
  Double,    // number
  String,    // text
  Duration,  // whole: nanoseconds
  List,      // whole: how many items; natural: how many slots below it they take
  Between    // a count of which only the ends are known: whole to natural
};

// One slot of the stack. `text` is a view of the program's constant, or of a name that lives as long as the process.
struct Value {
  ValueKind kind = ValueKind::Unknown;
  std::int64_t whole = 0;
  std::uint64_t natural = 0;
  double number = 0;
  std::string_view text;
};

inline Value of_bool(bool truth) { return {.kind = ValueKind::Bool, .whole = truth ? 1 : 0}; }
inline Value of_int(std::int64_t whole) { return {.kind = ValueKind::Int, .whole = whole}; }
inline Value of_double(double number) { return {.kind = ValueKind::Double, .number = number}; }
inline Value of_text(std::string_view text) { return {.kind = ValueKind::String, .text = text}; }
inline Value of_duration(Duration d) { return {.kind = ValueKind::Duration, .whole = d.ns()}; }

struct Constant {
  Value value;
  std::string text;  // what a String's value is; its view is made when the program runs
};

enum class Step : std::uint8_t {
  Constant,  // operand: which
  Input,     // operand: which
  Not,
  Negate,
  And,
  Or,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
  Equal,
  NotEqual,
  In,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
  Choose,  // truth, then, otherwise
  List,    // operand: how many items
  Index,
  Size,
  ToInt,
  ToUInt,
  ToDouble,
  StartsWith,
  EndsWith,
  Contains,
  Rescale,  // number, factor, offset: number * factor + offset
  All,      // operand: how many truths
  Any,
  Count
};

struct Instruction {
  Step step = Step::Constant;
  std::uint32_t operand = 0;
};

enum class InputKind : std::uint8_t {
  Value,    // Double; Unknown while it is not known
  Quality,  // String: good, uncertain, bad
  Known,    // Bool: whether Value is known; never Unknown
  Average,  // of `window`, as core/series defines each
  Minimum,
  Maximum,
  Sum,
  StandardDeviation,
  Count,
  Rate,        // per minute
  Forecast,    // `window` ahead
  TimeUp,      // Duration until `limit` is reached from below
  TimeDown,    // from above
  Confidence,  // Double: how surely the trend is no chance, 0 to 1
  Stale,       // Bool: no sample within `window`; never Unknown
  Stuck,       // Bool: has not moved by more than `limit` for `window`
  Changed,     // Bool: has, within `window`
  Spike,       // Bool: left its usual band by `limit` or more and came back within `window`
  Anomaly,     // Bool: is unlike its own past
  Deviation,   // Double: the point less `other`, in the point's unit
  Sequence,    // Bool: the part after `part` became true at most `window` after that part
  Mode,        // String: the name of the mode of `zone`
  Fact,        // Bool, Int or Double: `fact` as told of `zone`
  OpenOrders,  // Int: in `zone` and the zones inside it
  OpenHazards  // Int: likewise
};

// What no point measures.
inline bool is_of_no_point(InputKind kind) {
  return kind == InputKind::Mode || kind == InputKind::Fact || kind == InputKind::OpenOrders || kind == InputKind::OpenHazards;
}

// What a program reads. `point` none: the condition's own.
struct Input {
  InputKind kind = InputKind::Value;
  std::optional<PointIndex> point;
  Duration window;
  Duration lookback;  // of Forecast, TimeUp, TimeDown and Confidence: the readings that the trend is fitted to
  double limit = 0;   // in the point's unit
  // Of Deviation: the other point, and what turns its values into the point's unit.
  std::optional<PointIndex> other;
  double factor = 1;
  double offset = 0;
  std::uint32_t part = 0;  // of Sequence
  // Of what no point measures.
  std::optional<ZoneIndex> zone;  // none: the site
  std::optional<FactIndex> fact;
  bool operator==(const Input&) const = default;
};

struct Routine {
  std::vector<Instruction> code;
  std::vector<Constant> constants;
  std::size_t slots = 0;  // of the stack, at most
};

// The condition itself, and what it reads. A part is a truth of its own that an input follows over time; it reads only inputs that stand before
// that one.
struct Program : Routine {
  std::vector<Input> inputs;
  std::vector<Routine> parts;
  std::optional<Routine> kept;  // weighed instead while the condition is true: its deadband (deadband.hpp)
};

}  // namespace davy::site::expression

namespace davy {

template <>
inline constexpr auto kEnumNames<site::expression::InputKind> =
    std::to_array<EnumName<site::expression::InputKind>>({{site::expression::InputKind::Value, "value"},
                                                          {site::expression::InputKind::Quality, "quality"},
                                                          {site::expression::InputKind::Known, "has"},
                                                          {site::expression::InputKind::Average, "avg"},
                                                          {site::expression::InputKind::Minimum, "min"},
                                                          {site::expression::InputKind::Maximum, "max"},
                                                          {site::expression::InputKind::Sum, "sum"},
                                                          {site::expression::InputKind::StandardDeviation, "stddev"},
                                                          {site::expression::InputKind::Count, "count"},
                                                          {site::expression::InputKind::Rate, "rate"},
                                                          {site::expression::InputKind::Forecast, "forecast"},
                                                          {site::expression::InputKind::TimeUp, "time_to"},
                                                          {site::expression::InputKind::TimeDown, "time_down_to"},
                                                          {site::expression::InputKind::Confidence, "confidence"},
                                                          {site::expression::InputKind::Stale, "stale"},
                                                          {site::expression::InputKind::Stuck, "stuck"},
                                                          {site::expression::InputKind::Changed, "changed"},
                                                          {site::expression::InputKind::Spike, "spike"},
                                                          {site::expression::InputKind::Anomaly, "anomaly"},
                                                          {site::expression::InputKind::Deviation, "deviation"},
                                                          {site::expression::InputKind::Sequence, "sequence"},
                                                          {site::expression::InputKind::Mode, "mode"},
                                                          {site::expression::InputKind::Fact, "fact"},
                                                          {site::expression::InputKind::OpenOrders, "open_orders"},
                                                          {site::expression::InputKind::OpenHazards, "open_hazards"}});

}  // namespace davy
