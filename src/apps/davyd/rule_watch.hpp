#pragma once
// RuleWatch: which safety rules were accepted and which are held back, for whoever asks how Davy is: they wait for nobody. Told on the writer thread.

#include "core/consent/rule_book.hpp"
#include "runtime/ports.hpp"

#include <mutex>

namespace davy::davyd {

class RuleWatch final : public runtime::Listener {
 public:
  void begin(core::RuleBook book) {
    const std::scoped_lock lock(mutex_);
    book_ = std::move(book);
  }
  void committed(const std::vector<core::Event>& events) override {
    const std::scoped_lock lock(mutex_);
    for (const core::Event& event : events) core::site_rules::evolve(book_, event);
  }
  core::RuleBook book() const {
    const std::scoped_lock lock(mutex_);
    return book_;
  }

 private:
  mutable std::mutex mutex_;
  core::RuleBook book_;
};

}  // namespace davy::davyd
