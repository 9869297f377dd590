#pragma once
// The grade of an accident by its casualties and direct loss: State Council Order 493 art. 3. Any one figure suffices; "以上" includes the figure itself.

#include "base/enum_names.hpp"

#include <cstdint>

namespace davy::core {

enum class AccidentGrade {
  None,
  General,
  Larger,
  Major,
  Extraordinary
};  // 一般, 较大, 重大, 特别重大; none: nobody was hurt and nothing lost

// `injured` seriously, acute poisoning with them.
AccidentGrade accident_grade(std::uint32_t dead, std::uint32_t injured, double loss_cny);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::AccidentGrade> =
    std::to_array<davy::EnumName<davy::core::AccidentGrade>>({{davy::core::AccidentGrade::None, "none"},
                                                              {davy::core::AccidentGrade::General, "general"},
                                                              {davy::core::AccidentGrade::Larger, "larger"},
                                                              {davy::core::AccidentGrade::Major, "major"},
                                                              {davy::core::AccidentGrade::Extraordinary, "extraordinary"}});
