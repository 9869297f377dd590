#pragma once
// Operators: the time functions that a site's expressions ask for, one for each point, function and window, however many expressions ask.
//
// Which inputs of a program are time functions, and what each gives, is told in site/expression/program.hpp; what it means in
// docs/formats/time_functions.md. Memory is taken by add(); no allocation after it. One thread.

#include "core/anomaly/anomaly.hpp"
#include "core/detect/rules.hpp"
#include "core/series/deviation.hpp"
#include "core/series/rate.hpp"
#include "core/series/spike.hpp"
#include "core/series/stillness.hpp"
#include "core/series/trend.hpp"
#include "core/series/window_stats.hpp"
#include "core/truth.hpp"
#include "site/expression/program.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace davy::core {

// Whether an input is answered by an operator.
bool is_time_function(site::expression::InputKind kind);

site::expression::Value value_of(Truth truth);

class Operators {
 public:
  // Whose samples they are: those of the input's point, or of the other one of a deviation.
  enum class Side : unsigned char { Point, Other };

  // Names an operator: by what it computes, which is the kind of the inputs that share it, and its place among those.
  struct Number {
    site::expression::InputKind function = site::expression::InputKind::Average;
    std::uint32_t place = 0;
    auto operator<=>(const Number&) const = default;
  };

  // The number of the operator that answers `input`, whose point is given; it is made when there is none yet.
  Number add(const site::expression::Input& input, const Rules& rules);

  // Samples of one point in the order of their source times; Bad where the sensor has failed.
  void feed(Number number, Side side, const Sample& sample);
  // As of `at`, or of the newest sample when that is later. Unknown while undecided.
  site::expression::Value answer(Number number, const site::expression::Input& input, Instant at);

  // How much of its window is known, as of the latest answer; none: it has no window of which half must be known.
  std::optional<double> known_share(Number number) const;

  // What the next sample will touch, ahead of it: first expect(), then what that leads to.
  void expect(Number number) const;
  void expect_cells(Number number) const;

  std::size_t size() const { return made_.size(); }
  std::size_t bytes() const;

 private:
  struct Made {
    site::expression::Input key;
    Number number;
  };
  // The other point's values are brought into the unit of the first.
  struct Compared {
    Deviation deviation;
    double factor;
    double offset;
  };

  const Made* made_for(const site::expression::Input& key, std::size_t hash) const;
  std::size_t make(const site::expression::Input& key, const Rules& rules);

  std::vector<WindowStats> stats_;
  std::vector<Trend> trends_;
  std::vector<Rate> rates_;
  std::vector<Stillness> stillnesses_;
  std::vector<Spike> spikes_;
  std::vector<Compared> compared_;
  std::vector<std::unique_ptr<Anomaly>> anomalies_;
  std::vector<Made> made_;
  std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;  // of the key: where in made_
};

}  // namespace davy::core
