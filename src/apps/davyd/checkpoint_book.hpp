#pragma once
// The store's checkpoints as the courier to the witnesses sees them.

#include "notify/witness/courier.hpp"
#include "store/evidence/checkpoints.hpp"

namespace davy::davyd {

class StoreCheckpointBook final : public notify::CheckpointBook {
 public:
  // Both must outlive it.
  StoreCheckpointBook(store::Checkpoints& checkpoints, const runtime::Clock& clock) : checkpoints_(checkpoints), clock_(clock) {}

  Result<void> make() override;
  Result<Waiting> waiting(const std::string& witness) override;  // at most 100 at a time
  Result<void> kept(const std::string& witness, std::uint64_t number) override;
  Result<Progress> progress(const std::string& witness) override;

 private:
  store::Checkpoints& checkpoints_;
  const runtime::Clock& clock_;
};

}  // namespace davy::davyd
