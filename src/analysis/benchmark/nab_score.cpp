#include "analysis/benchmark/nab_score.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace davy::analysis {

namespace {

constexpr std::size_t kOutside = std::numeric_limits<std::size_t>::max();

// A row that may be detected: what it adds on its own, or what it offers to its window.
struct Candidate {
  double score;
  double value;
  std::size_t window;  // in the corpus; kOutside: a false positive
};

double scaled_sigmoid(double position) {
  constexpr double kFarAway = 3;  // widths after the window
  return position > kFarAway ? -1 : 2 / (1 + std::exp(5 * position)) - 1;
}

double value_inside(const NabWindow& window, std::size_t row) {
  const double width = static_cast<double>(window.last - window.first + 1);
  return scaled_sigmoid(-static_cast<double>(window.last - row + 1) / width) / scaled_sigmoid(-1);
}

double value_after(const NabWindow& window, std::size_t row) {
  const double width = std::max(1.0, static_cast<double>(window.last - window.first));
  return scaled_sigmoid(static_cast<double>(row - window.last) / width);
}

void append_candidates(const NabSeries& series, NabProfile profile, std::size_t windows_before, std::vector<Candidate>& candidates) {
  std::size_t next = 0;  // the first window that has not ended
  for (std::size_t row = 0; row < series.scores.size(); ++row) {
    while (next < series.windows.size() && row > series.windows[next].last) ++next;
    if (row < nab_probation(series.scores.size())) continue;
    const bool inside = next < series.windows.size() && row >= series.windows[next].first;
    if (inside)
      candidates.push_back({series.scores[row], value_inside(series.windows[next], row), windows_before + next});
    else
      candidates.push_back(
          {series.scores[row], profile.false_positive * (next == 0 ? -1 : value_after(series.windows[next - 1], row)), kOutside});
  }
}

// What has been detected so far, at a threshold that only sinks.
class NabTally {
 public:
  NabTally(std::size_t windows, NabProfile profile)
      : best_(windows, kMissed), sum_(-profile.missed * static_cast<double>(windows)), profile_(profile) {}

  void detect(const Candidate& candidate) {
    if (candidate.window == kOutside) {
      sum_ += candidate.value;
      ++false_positives_;
      return;
    }
    double& best = best_[candidate.window];
    if (best == kMissed) ++found_;
    const double before = best == kMissed ? -profile_.missed : best;
    best = std::max(best, candidate.value);
    sum_ += best - before;
  }

  NabScore at(double threshold) const {
    const double windows = static_cast<double>(best_.size());
    const double silent = -profile_.missed * windows;
    return {threshold, best_.empty() ? 0 : 100 * (sum_ - silent) / (windows - silent), found_, best_.size(), false_positives_};
  }

 private:
  static constexpr double kMissed = -1;  // a found window is worth no less than 0

  std::vector<double> best_;  // by window
  double sum_;
  NabProfile profile_;
  std::size_t found_ = 0;
  std::size_t false_positives_ = 0;
};

struct Corpus {
  std::vector<Candidate> candidates;  // the strangest first
  std::size_t windows = 0;
};

Corpus gather(std::span<const NabSeries> corpus, NabProfile profile) {
  Corpus gathered;
  for (const NabSeries& series : corpus) {
    append_candidates(series, profile, gathered.windows, gathered.candidates);
    gathered.windows += series.windows.size();
  }
  std::stable_sort(gathered.candidates.begin(), gathered.candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return gathered;
}

}  // namespace

std::size_t nab_probation(std::size_t rows) { return std::min<std::size_t>(rows, 5'000) * 15 / 100; }

NabScore nab_score(std::span<const NabSeries> corpus, double threshold, NabProfile profile) {
  const Corpus gathered = gather(corpus, profile);
  NabTally tally(gathered.windows, profile);
  for (const Candidate& candidate : gathered.candidates)
    if (candidate.score >= threshold) tally.detect(candidate);
  return tally.at(threshold);
}

NabScore best_nab_score(std::span<const NabSeries> corpus, NabProfile profile) {
  const Corpus gathered = gather(corpus, profile);
  NabTally tally(gathered.windows, profile);
  NabScore best = tally.at(std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < gathered.candidates.size(); ++i) {
    tally.detect(gathered.candidates[i]);
    const bool more_of_it = i + 1 < gathered.candidates.size() && gathered.candidates[i + 1].score == gathered.candidates[i].score;
    if (more_of_it) continue;
    const NabScore here = tally.at(gathered.candidates[i].score);
    if (here.normalised > best.normalised) best = here;
  }
  return best;
}

}  // namespace davy::analysis
