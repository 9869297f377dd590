#pragma once
// HistoryReading: the samples of some points once more, from the data folder of a daemon that writes beside it, for whoever tries rules on them.
//
// Reads so much more than it is asked for that detection knows what went before when counting begins. Blocks; bounded memory. One thread.

#include "api/history_jobs.hpp"
#include "site/model.hpp"
#include "store/historian/sample_stream.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace davy::api {

// Beside a daemon; a person may stop it between slices.
inline constexpr store::StreamOptions kModestReading{.samples_held = 1'000'000, .slice = 100'000};

// How long before the count these sites' rules must be fed: their longest window, 31 days at most, and an hour for delays, silence and what stood.
Duration fed_before(std::span<const site::Site* const> sites);

struct HistoryWish {
  std::vector<std::string> points;
  store::Range range;  // that counts
  Duration before = 1_h;
  store::StreamOptions options = kModestReading;
};

class HistoryReading {
 public:
  // PointIndex of a sample counts in `points`.
  static Result<HistoryReading> open(const std::string& data_folder, HistoryWish wish);

  Instant begin() const { return covered_.from; }  // of the first sample
  store::Range range() const { return range_; }    // as asked, where there are samples
  bool empty() const { return range_.from >= range_.until; }

  // All of them, in the order of their arrival.
  Result<void> play(const std::function<void(std::span<const core::Sample>)>& take, const GoOn& go_on);

  std::uint64_t samples() const { return samples_; }  // that were taken
  std::vector<std::string> missing() const;           // what could not be read

 private:
  explicit HistoryReading(std::unique_ptr<store::SampleStream> stream, store::Range asked);

  std::unique_ptr<store::SampleStream> stream_;
  store::Range covered_;
  store::Range range_;
  std::uint64_t samples_ = 0;
};

}  // namespace davy::api
