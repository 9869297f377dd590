#pragma once
// Sealing of a whole data folder: a new one before anything is in it, an older one as a copy that takes its place in one step.
//
// Whatever happens in between, the folder is whole: until the copy is complete the old files count, from then on the new ones, and who next opens the
// folder for writing finishes the exchange. Refused while another process writes.

#include "store/seal/seal_file.hpp"

namespace davy::store {

enum class Sealed { Yes, No };

// Of a folder that nothing is in yet when `wish` is Yes: made. An older one stays as it is. Gives what the folder is now.
Result<Sealed> prepare_seal(const std::string& data_folder, const seal::KeySource& source, Sealed wish);

// Every file under a new data key, wrapped by `source`; the folder may be clear, or sealed with the key that this process looks for (keys.hpp).
// What the old files held may still be on the disk, where no file shows it. A change of the key is noted with who asked, and told to the journal by the next
// davyd, as are those before it that it was not told of.
Result<void> seal_anew(const std::string& data_folder, const seal::KeySource& source, const seal::Asked& asked);

// After a seal_anew() that was cut off. The caller holds the folder's lock.
Result<void> finish_sealing(const std::string& data_folder);

}  // namespace davy::store
