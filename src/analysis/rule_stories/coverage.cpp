#include "analysis/rule_stories/coverage.hpp"

namespace davy::analysis {

Coverage coverage(const site::Directory& directory, const std::vector<StoryResult>& results) {
  const site::Site& site = directory.site();
  std::set<site::ConditionIndex> rang;
  std::set<site::RowIndex> tripped;
  for (const StoryResult& result : results) {
    rang.insert(result.rang.begin(), result.rang.end());
    tripped.insert(result.tripped.begin(), result.tripped.end());
  }
  Coverage found{site.folder, site.conditions.size(), site.rows.size(), {}, {}};
  for (std::size_t i = 0; i < site.conditions.size(); ++i)
    if (!rang.contains(site::ConditionIndex(i))) found.never_true.push_back(directory.name_of(site::ConditionIndex(i)));
  for (std::size_t i = 0; i < site.rows.size(); ++i)
    if (!tripped.contains(site::RowIndex(i))) found.never_tripped.push_back(site.rows[i].name);
  return found;
}

}  // namespace davy::analysis
