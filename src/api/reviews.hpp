#pragma once
// Reviews: the review of a month, out of the store. It reads the whole month of the journal: one at a time, and one that is over is kept while nothing is
// written.

#include "analysis/review/review.hpp"
#include "api/problem.hpp"
#include "core/obligation/risk_coverage.hpp"
#include "store/views/queries.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>

namespace davy::api {

// Of what is committed by now. NotFound: the journal began after the month.
Result<analysis::Review> review_month(store::Queries& queries, const site::Directory& directory, const analysis::Month& month, Instant now);

// What the figures of risk points are made of (core/obligation/risk_coverage.hpp).
Result<core::RiskFigures> risk_figures(store::Queries& queries, const site::Directory& directory, const analysis::Month& month);

// From any thread.
class Reviews {
 public:
  using Answer = std::variant<std::shared_ptr<const analysis::Review>, Problem>;
  Answer of(store::Queries& queries, const site::Directory& directory, const analysis::Month& month, Instant now);

 private:
  struct Kept {
    std::uint64_t seq = 0;  // committed when it was made
    std::shared_ptr<const analysis::Review> review;
  };
  std::mutex walking_;
  std::map<std::string, Kept> kept_;  // by month; under walking_
};

}  // namespace davy::api
