#pragma once
// Export: the bundle of a matter from the store (docs/formats/evidence.md). Davy may be running.

#include "core/obligation/obligation.hpp"
#include "site/directory.hpp"
#include "store/evidence/checkpoints.hpp"

#include <string>

namespace davy::store {

// What becomes of records of an older store that lie between: they can be proved only by being shown, whomever they are about.
enum class OldRecords { Refuse, Show };

struct ExportWishes {
  core::MatterRef matter;
  std::string made_by;  // "user:<login>", "command-line"
  std::string program_version;
  Instant now;
  OldRecords old_records = OldRecords::Refuse;
  const site::Directory* directory = nullptr;  // of the site as it is now; null: rules are left out, which the bundle says
};

// The bundle's JSON. Makes a checkpoint when none follows the matter's newest record. NotFound: there is no such matter. Conflict: old records lie between, which
// are not to be shown; the message says which.
Result<std::string> export_evidence(const std::string& data_folder, Checkpoints& checkpoints, const ExportWishes& wishes);

}  // namespace davy::store
