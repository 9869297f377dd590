#pragma once
// Bench: one measurement of Davy's speed: its name, what it measured with, the figures, and a checksum of what was computed.
//
// A bench fails when it computed something wrong: a fast wrong answer is no figure. One file a bench, listed in benches.hpp.

#include "base/result.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace davy::bench {

enum class Scale { Tiny, Full };  // tiny: a second, for the tests; its figures mean nothing

struct Report {
  std::vector<std::pair<std::string, std::string>> params;
  std::vector<std::pair<std::string, double>> figures;  // the unit ends the name
  std::string checksum;                                 // the same on every machine
};

struct Bench {
  std::string name;
  std::string measures;  // in half a line
  std::function<Result<Report>(Scale)> run;
};

// The middle one; the mean of the two middle ones of an even number. Not empty.
double median(std::vector<double> values);

// Seconds that `work` takes.
double seconds_of(const std::function<void()>& work);

}  // namespace davy::bench
