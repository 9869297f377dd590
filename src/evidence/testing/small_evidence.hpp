#pragma once
// Small evidence: a made-up journal of a few records and the bundle of one matter from it, for tests that attack it.

#include "evidence/bundle.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::evidence {

enum class Salted { All, SomeOld };  // SomeOld: the first third is of an older store, and shown

struct SmallEvidence {
  SigningKey key;
  Bundle bundle;
  Manifest manifest;
  std::vector<Checkpoint> kept;  // by a witness, all of them

  // The same `seed` is the same evidence. At least 6 records, 3 checkpoints, 2 photos, 2 blocks of samples, 1 rule.
  static SmallEvidence made_of(std::uint64_t seed, std::size_t records, Salted salted);

  void sign_again();  // after `manifest` was changed, as whoever has the key could
};

}  // namespace davy::evidence
