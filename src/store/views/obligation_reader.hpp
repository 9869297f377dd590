#pragma once
// ObligationReader: the duty chain for people: lists of obligations, the figures over them, the chain of matters, and who has looked at what they were told. Within
// a transaction.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace davy::store {

class ObligationReader {
 public:
  explicit ObligationReader(sql::Database& database) : database_(database) {}

  // Costs what lies between the page's first and last of the person, the post, the zone or the time asked for. What is late, overdue or not
  // due yet of whatever post or zone, and of everybody what is withdrawn or of one figure, is found by what it is.
  Result<Page<core::Obligation>> list(const ObligationFilter& filter);
  std::vector<core::KpiRow> kpi(const KpiAsk& ask);
  std::vector<UseRow> use(Instant from, Instant until);
  std::vector<core::Obligation> chain(const std::vector<core::MatterRef>& matters);
  // That the story of a matter tells of besides, in order; of an alarm also the permits that its condition took back while it lasted.
  std::vector<core::MatterRef> related(const core::MatterRef& matter, const std::optional<AlarmRow>& alarm);

 private:
  using Place = std::pair<Instant, std::uint64_t>;  // when it was asked, and its number
  std::vector<core::Obligation> late_by_standard(const ObligationFilter& filter, const Place& before);

  sql::Database& database_;
};

}  // namespace davy::store
