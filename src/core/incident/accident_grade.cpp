#include "core/incident/accident_grade.hpp"

#include <array>

namespace davy::core {

AccidentGrade accident_grade(std::uint32_t dead, std::uint32_t injured, double loss_cny) {
  struct Least {
    AccidentGrade grade;
    std::uint32_t dead;
    std::uint32_t injured;
    double loss_cny;
  };
  static constexpr std::array kLeast{Least{AccidentGrade::Extraordinary, 30, 100, 100e6}, Least{AccidentGrade::Major, 10, 50, 50e6},
                                     Least{AccidentGrade::Larger, 3, 10, 10e6}};
  for (const Least& least : kLeast)
    if (dead >= least.dead || injured >= least.injured || loss_cny >= least.loss_cny) return least.grade;
  return dead > 0 || injured > 0 || loss_cny > 0 ? AccidentGrade::General : AccidentGrade::None;
}

}  // namespace davy::core
