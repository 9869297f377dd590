#include "core/interlock/row_vote.hpp"

#include <algorithm>

namespace davy::core::interlock {
namespace {

Verdict verdict_of(const site::Row& row, std::size_t trues, std::size_t unknowns, std::size_t silent) {
  const bool counts_unknown = row.on_unknown == site::OnUnknown::Trip;
  const Truth heard = counts_unknown ? vote(trues + unknowns, 0, row.needed) : vote(trues, unknowns, row.needed);
  if (heard == Truth::True) return Verdict::Acts;
  if (heard == Truth::Unknown) return Verdict::Blind;
  return vote(trues, unknowns + silent, row.needed) == Truth::False ? Verdict::Rests : Verdict::Waiting;
}

}  // namespace

Vote vote_of(const InterlockTable& table, const site::Directory& directory, const site::Row& row, Instant now) {
  Vote result;
  std::vector<Instant> since;  // of the causes that count as true
  const Instant silence_end = silence_ends(table, directory, row);
  for (const site::ConditionIndex cause : row.causes) {
    const auto found = table.told.find(cause);
    if (found == table.told.end() && now < silence_end) {
      result.silent.push_back(cause);
      continue;
    }
    const Told told = found == table.told.end() ? Told{Truth::Unknown, silence_end} : found->second;
    if (told.truth == Truth::True) result.trues.push_back(cause);
    if (told.truth == Truth::Unknown) result.unknowns.push_back(cause);
    if (told.truth == Truth::True || (told.truth == Truth::Unknown && row.on_unknown == site::OnUnknown::Trip)) since.push_back(told.since);
  }
  result.verdict = verdict_of(row, result.trues.size(), result.unknowns.size(), result.silent.size());
  if (result.verdict == Verdict::Acts) {
    std::sort(since.begin(), since.end());
    result.onset = since[row.needed - 1];
  }
  return result;
}

Instant silence_ends(const InterlockTable& table, const site::Directory& directory, const site::Row& row) {
  const auto silent = [&](site::ConditionIndex cause) { return !table.told.contains(cause); };
  if (!table.started || std::none_of(row.causes.begin(), row.causes.end(), silent)) return Instant::never();
  Duration longest;
  for (const site::ConditionIndex cause : row.causes) {
    const site::Condition& condition = directory.site()[cause];
    longest = std::max(longest, directory.site()[condition.point].stale_after + condition.on_delay);
  }
  return std::max(*table.started, table.live_since) + longest;
}

std::vector<std::string> names_of(const site::Directory& directory, const std::vector<site::ConditionIndex>& conditions) {
  std::vector<std::string> names;
  for (const site::ConditionIndex condition : conditions) names.push_back(directory.name_of(condition));
  return names;
}

}  // namespace davy::core::interlock
