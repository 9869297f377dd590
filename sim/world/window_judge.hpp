#pragma once
// WindowJudge: what an expression over a window says, by the words of docs/formats/time_functions.md: every reading is kept, and all are looked through each time.
//
// It reads one form of text: `min(6s) >= 30`, or `max`, with `mode == 'maintenance' && ` before it or not. One thread.

#include "core/sample.hpp"
#include "core/truth.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::sim {

class WindowJudge {
 public:
  static std::optional<WindowJudge> read(const std::string& text);  // none: not of that form

  void forget() { readings_.clear(); }
  enum class Reading { Usable, Unusable };
  void take(const core::Sample& sample, Reading reading);  // in the order of their source times
  // As of `at`, or of the newest reading when that is later.
  core::Truth says(Instant at, Duration stale_after, const std::string& mode) const;

 private:
  enum class Extreme { Least, Greatest };
  struct One {
    Instant source;
    double value = 0;
    Reading reading = Reading::Usable;
  };

  Duration known(Instant now, Duration stale_after) const;

  std::string mode_;  // empty: in any
  Extreme extreme_ = Extreme::Least;
  Duration window_;
  double limit_ = 0;
  std::vector<One> readings_;  // of the window, and the one before it
};

}  // namespace davy::sim
