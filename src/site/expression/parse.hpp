#pragma once
// parse(): the text of a condition as a tree, or what is wrong with it and where.
//
// The grammar is that of CEL (google/cel-spec, langdef.md "Syntax") without bytes, maps, messages and names with a leading dot, which are
// refused by name; Davy adds only what may stand behind a number (literals.hpp). Format: docs/formats/conditions.md.
// Limits: 4096 bytes, 32 brackets inside each other, 32 choices `?:`, 100 levels; each says so.

#include "site/expression/tree.hpp"

#include <optional>
#include <string_view>

namespace davy::site::expression {

inline constexpr std::size_t kTextMax = 4096;
inline constexpr std::size_t kBracketsMax = 32;
inline constexpr std::size_t kChoicesMax = 32;
inline constexpr std::uint32_t kLevelsMax = 100;

struct Parsed {
  std::optional<Node> root;
  std::optional<Fault> fault;  // exactly one of the two is there: a text whose form is wrong is read up to that place
};

Parsed parse(std::string_view text);

}  // namespace davy::site::expression
