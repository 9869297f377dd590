#pragma once
// LinesPlant: davyd of a generated site, with a token for lines, and the lines that its detectors would send.

#include "base/time.hpp"
#include "benches/child.hpp"
#include "benches/generated_site.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace davy::bench {

using Bodies = std::vector<std::string>;

class LinesPlant {
 public:
  // `broker`: the port of loopback that its devices publish to; none listens on a free one.
  static Result<std::unique_ptr<LinesPlant>> start(const GeneratedSite& site, std::uint16_t broker = free_port());

  std::uint16_t port() const { return port_; }
  std::string target() const { return "/api/v1/write?precision=ms"; }
  std::string headers() const;
  Result<double> resident_mb() const { return davyd_->resident_mb(); }
  Result<bool> has_evaluated(std::size_t samples) const;  // exactly so many
  // Failed: not so many samples were evaluated.
  Result<void> expect_evaluated(std::size_t samples) const;

 private:
  ScratchFolder folder_;
  std::optional<Child> davyd_;
  std::uint16_t port_ = 0;
};

struct LinesWanted {
  std::size_t first_point = 0;
  std::size_t points = 0;
  std::size_t seconds = 0;  // samples of each point
  Instant start;
  std::size_t batch = 5'000;
};

// Second after second each point's value, below every limit.
Bodies lines_of(const LinesWanted& wanted);

// So that the last sample is of now.
Instant start_for(std::size_t seconds);

}  // namespace davy::bench
