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
#include <variant>
#include <vector>

namespace davy::core {

// Whether an input is answered by an operator.
bool is_time_function(site::expression::InputKind kind);

site::expression::Value value_of(Truth truth);

class Operators {
 public:
  // Whose samples they are: those of the input's point, or of the other one of a deviation.
  enum class Side : unsigned char { Point, Other };

  // The number of the operator that answers `input`, whose point is given; it is made when there is none yet.
  std::uint32_t add(const site::expression::Input& input, const Rules& rules);

  // Samples of one point in the order of their source times; Bad where the sensor has failed.
  void feed(std::uint32_t number, Side side, const Sample& sample);
  // As of `at`, or of the newest sample when that is later. Unknown while undecided.
  site::expression::Value answer(std::uint32_t number, const site::expression::Input& input, Instant at);

  // How much of its window is known, as of the latest answer; none: it has no window of which half must be known.
  std::optional<double> known_share(std::uint32_t number) const;

  std::size_t size() const { return operators_.size(); }
  std::size_t bytes() const;

 private:
  using Unlike = std::unique_ptr<Anomaly>;
  using Operator = std::variant<WindowStats, Rate, Trend, Stillness, Spike, Deviation, Unlike>;

  std::optional<std::uint32_t> made_for(const site::expression::Input& key, std::size_t hash) const;

  std::vector<Operator> operators_;
  std::vector<site::expression::Input> keys_;                    // by operator: what it was made for
  std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;  // of its key
};

}  // namespace davy::core
