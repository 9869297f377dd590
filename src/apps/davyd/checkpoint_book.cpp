#include "apps/davyd/checkpoint_book.hpp"

namespace davy::davyd {
namespace {

constexpr std::size_t kAtATime = 100;

}  // namespace

Result<void> StoreCheckpointBook::make() {
  const auto made = checkpoints_.make(clock_.now());
  if (!made) return made.error();
  return {};
}

Result<StoreCheckpointBook::Waiting> StoreCheckpointBook::waiting(const std::string& witness) {
  const auto progress = checkpoints_.progress(witness);
  if (!progress) return progress.error();
  const auto after = checkpoints_.after(progress->number, kAtATime);
  if (!after) return after.error();
  Waiting waiting;
  for (const store::NumberedCheckpoint& each : *after) {
    waiting.last = each.number;
    waiting.lines += evidence::to_json(each.checkpoint) + "\n";
  }
  return waiting;
}

Result<void> StoreCheckpointBook::kept(const std::string& witness, std::uint64_t number) {
  return checkpoints_.kept(witness, number, clock_.now());
}

Result<StoreCheckpointBook::Progress> StoreCheckpointBook::progress(const std::string& witness) {
  const auto progress = checkpoints_.progress(witness);
  if (!progress) return progress.error();
  return Progress{progress->number, progress->at, progress->waiting};
}

}  // namespace davy::davyd
