#pragma once
// ObligationReader: the duty chain for people: lists of obligations, the figures over them, the chain of matters, and who has looked at what they were told. Within
// a transaction.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class ObligationReader {
 public:
  explicit ObligationReader(sql::Database& database) : database_(database) {}

  // Costs what lies between the page's first and last of the person, the post, the zone or the time asked for.
  Result<Page<core::Obligation>> list(const ObligationFilter& filter);
  std::vector<core::KpiRow> kpi(const KpiAsk& ask);
  std::vector<UseRow> use(Instant from, Instant until);
  std::vector<core::Obligation> chain(const std::vector<core::MatterRef>& matters);
  // That the story of a matter tells of besides, in order; of an alarm also the permits that its condition took back while it lasted.
  std::vector<core::MatterRef> related(const core::MatterRef& matter, const std::optional<AlarmRow>& alarm);

 private:
  sql::Database& database_;
};

}  // namespace davy::store
