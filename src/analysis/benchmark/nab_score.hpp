#pragma once
// NAB score: how well the scores of an anomaly detector find labelled windows, by the Numenta Anomaly Benchmark's own function.
//
// A detection is a row whose score reaches the threshold. In each window only the earliest counts: +1 at the window's begin, falling along a
// sigmoid to 0 at its end. A window without a detection costs `missed`. A detection outside costs up to `false_positive`: less shortly after a
// window, all of it before the first window and from three widths after the last. Rows of the probationary period count for nothing: 15 % of
// the series, of at most 5 000 rows. The sum is scaled so that a detector that says nothing has 0 and one that is perfect has 100. One threshold
// serves all series: the one with the highest sum.
//
// Source: Lavin and Ahmad, "Evaluating real-time anomaly detection algorithms: the Numenta Anomaly Benchmark", 2015, sections II.B and II.C.

#include <cstddef>
#include <span>
#include <vector>

namespace davy::analysis {

// What mistakes cost; a perfect window is worth 1.
struct NabProfile {
  double false_positive;
  double missed;
};

inline constexpr NabProfile kNabStandard{.false_positive = 0.11, .missed = 1};
inline constexpr NabProfile kNabFewFalsePositives{.false_positive = 0.22, .missed = 1};
inline constexpr NabProfile kNabFewMissed{.false_positive = 0.11, .missed = 2};

struct NabWindow {
  std::size_t first;  // row
  std::size_t last;
};

struct NabSeries {
  std::vector<double> scores;      // by row, higher is stranger
  std::vector<NabWindow> windows;  // ascending, apart
};

struct NabScore {
  double threshold = 0;
  double normalised = 0;  // 0: as one that says nothing; 100: perfect; less than 0: worse than saying nothing
  std::size_t found = 0;
  std::size_t windows = 0;
  std::size_t false_positives = 0;  // rows
};

std::size_t nab_probation(std::size_t rows);

// The score at one threshold.
NabScore nab_score(std::span<const NabSeries> corpus, double threshold, NabProfile profile);

// The score at the best threshold; that of silence when nothing is better. O(n log n) in the rows of the corpus.
NabScore best_nab_score(std::span<const NabSeries> corpus, NabProfile profile);

}  // namespace davy::analysis
