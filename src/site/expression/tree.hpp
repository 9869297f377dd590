#pragma once
// The tree of a condition's text: what was written, each part with its place. Names, types and units are not judged here (check.hpp).

#include "base/enum_names.hpp"
#include "base/said.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::site::expression {

// From 1, inside the text; columns count characters.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  bool operator==(const Place&) const = default;
};

// One thing that is wrong with a text.
struct Fault {
  Place at;
  Said found;
  Said expected;
  std::string nearest;  // empty: no valid name is near
};

// "1:9: found 'valu', expected … (did you mean 'value'?)", in English, for tests and the log
std::string to_text(const Fault& fault);

enum class Operator : std::uint8_t {
  Or,
  And,
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
  Remainder
};

enum class NodeKind : std::uint8_t {
  Null,
  Bool,
  Int,
  UInt,
  Double,
  Quantity,  // a number with what stands behind it: "25 %LEL", "5min"
  String,
  Name,
  Select,  // child . text
  Call,    // text (children)
  Method,  // first child . text (other children)
  Index,   // first child [second child]
  List,
  Not,
  Minus,
  Binary,
  Choice  // first ? second : third
};

struct Node {
  NodeKind kind = NodeKind::Null;
  Operator op = Operator::Or;  // of Binary
  Place at;                    // of the operator for Binary, Choice and Index, of the name for Select and Method
  std::uint32_t depth = 1;     // levels from here down
  std::string text;            // a name, the value of a String, what stands behind a Quantity's number
  bool truth = false;          // of Bool
  std::int64_t whole = 0;      // of Int
  std::uint64_t natural = 0;   // of UInt
  double number = 0;           // of Double and Quantity
  std::vector<Node> children;
};

// The tree in one line, operators first: "(> (call rate [1 m]) 5)". For tests and messages.
std::string outline(const Node& node);

}  // namespace davy::site::expression

namespace davy {

template <>
inline constexpr auto kEnumNames<site::expression::Operator> =
    std::to_array<EnumName<site::expression::Operator>>({{site::expression::Operator::Or, "||"},
                                                         {site::expression::Operator::And, "&&"},
                                                         {site::expression::Operator::Less, "<"},
                                                         {site::expression::Operator::LessOrEqual, "<="},
                                                         {site::expression::Operator::Greater, ">"},
                                                         {site::expression::Operator::GreaterOrEqual, ">="},
                                                         {site::expression::Operator::Equal, "=="},
                                                         {site::expression::Operator::NotEqual, "!="},
                                                         {site::expression::Operator::In, "in"},
                                                         {site::expression::Operator::Add, "+"},
                                                         {site::expression::Operator::Subtract, "-"},
                                                         {site::expression::Operator::Multiply, "*"},
                                                         {site::expression::Operator::Divide, "/"},
                                                         {site::expression::Operator::Remainder, "%"}});

}  // namespace davy
