// What is left to be done before a permit can be signed, and before the work can begin or go on.
#include "core/permit/permit_form.hpp"

namespace davy::core::permit {
namespace {

Text both(std::string zh, std::string en) { return {std::move(zh), std::move(en)}; }

// Each isolation of the list: its lock hangs, and somebody else saw it there.
std::vector<Text> isolations_left(const PermitBook& book, const Permit& permit) {
  std::size_t unset = 0;
  std::size_t unseen = 0;
  for (std::uint32_t i = 1; i <= permit.what.isolations.size(); ++i) {
    const IsolationLock* lock = book.lock_of(permit.id, i);
    if (lock == nullptr)
      ++unset;
    else if (lock->verified_by.empty())
      ++unseen;
  }
  std::vector<Text> found;
  if (unset > 0) {
    const std::string left = std::to_string(unset);
    found.push_back(
        both("还有 " + left + " 处隔离未上锁挂牌", left + (unset == 1 ? " isolation is" : " isolations are") + " not locked yet"));
  }
  if (unseen > 0) {
    const std::string left = std::to_string(unseen);
    found.push_back(both("还有 " + left + " 处隔离未经他人现场确认",
                         left + (unseen == 1 ? " isolation was" : " isolations were") + " not verified at the place yet"));
  }
  return found;
}

}  // namespace

std::vector<Text> unready(const Sources& sources, const Permit& permit, Instant now) {
  std::vector<Text> found;
  const std::size_t measures = count_measures(permit.what);
  if (permit.measures.size() < measures) {
    const std::string left = std::to_string(measures - permit.measures.size());
    found.push_back(
        both("还有 " + left + " 条安全措施未确认", left + (left == "1" ? " measure is" : " measures are") + " not confirmed yet"));
  }
  for (Text& open : isolations_left(sources.book, permit)) found.push_back(std::move(open));
  if (gb30871::asks_for_gas_test(permit.what)) {
    if (!permit.test)
      found.push_back(both("还没有气体分析", "the gas has not been tested"));
    else if (!permit.test->good)
      found.push_back(both("气体分析不合格", "the gas test is not good"));
  }
  for (const std::string& worker : permit.what.workers)
    if (!permit.briefed.contains(worker))
      found.push_back(both(worker + " 还未接受安全交底", worker + " has not been briefed"));
    else if (!permit.received.contains(worker))
      found.push_back(both(worker + " 还未签字确认接受交底", worker + " has not signed that they were briefed"));
  for (Text& lacking : without_certificate(sources, permit.what, now)) found.push_back(std::move(lacking));
  return found;
}

std::vector<Text> missing(const Sources& sources, const Permit& permit, Instant now) {
  std::vector<Text> found = unready(sources, permit, now);
  for (Text& lacking : signers_without_certificate(sources, permit, now)) found.push_back(std::move(lacking));
  const std::size_t steps = gb30871::signatures(permit.what.kind, permit.what.level).size();
  if (permit.signatures.size() < steps) {
    const std::string left = std::to_string(steps - permit.signatures.size());
    found.push_back(both("还有 " + left + " 步签字", left + (left == "1" ? " signature is" : " signatures are") + " to come"));
  }
  if (permit.state == PermitState::Preparing) return found;
  if (now < permit.what.from) found.push_back(both("未到开始时间", "its time has not begun"));
  for (const Fault& fault : faults(sources, permit, now))
    if (fault.cause != StopCause::BadTest && fault.cause != StopCause::Certificate) found.push_back(words(fault, sources.directory));
  return found;
}

}  // namespace davy::core::permit
