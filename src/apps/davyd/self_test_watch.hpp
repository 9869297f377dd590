#pragma once
// SelfTestWatch: logs how Davy's self-tests go; one that failed is critical. On the writer thread.

#include "runtime/ports.hpp"

#include <optional>

namespace davy::davyd {

class SelfTestWatch final : public runtime::Listener {
 public:
  void committed(const std::vector<core::Event>& events) override;

 private:
  std::optional<core::DrillId> running_;
};

}  // namespace davy::davyd
