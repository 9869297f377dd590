#pragma once
// ObligationBook: folds the journal into obligations. It keeps those that are open, and who holds which post; nothing else of the past.

#include "core/event.hpp"
#include "core/obligation/obligation.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace davy::core {

class ObligationBook {
 public:
  // Every event once and in order. `changed` is told each obligation that the event brought, changed or ended, as it is from now on; the key of one is
  // (asked_by, step, part).
  void evolve(const Event& event, const std::function<void(const Obligation&)>& changed);

  // What was open when a store was left, and the accounts of that time, before the first event.
  void restore(Obligation open);
  void restore_account(const std::string& login, const std::vector<std::string>& posts);

  std::vector<Obligation> open() const;  // by key

 private:
  std::map<MatterRef, std::vector<Obligation>> open_;
  std::map<std::string, std::vector<std::string>> posts_;  // by login
};

}  // namespace davy::core
