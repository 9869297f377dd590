#pragma once
// Starting anew in place: the same process becomes the same program again, with the same arguments, so that whoever started it keeps its hold of it.
//
// A file that can be read once only, as a pipe with a passphrase, is copied at the first start into memory that outlives the change, and the arguments name
// that copy instead. Nothing else but the three standard streams is handed on.

#include "base/result.hpp"

#include <string>
#include <vector>

namespace davy::davyd {

// The arguments with such copies named in place of files that cannot be read again. What is read so stands nowhere on a disk.
Result<std::vector<std::string>> readable_again(std::vector<std::string> arguments);

// Whether the program can be started from here; what it says then is why not.
Result<void> can_become_itself();

// Returns only where it could not: why. Everything has been stopped.
Error become_itself(const std::vector<std::string>& arguments);

}  // namespace davy::davyd
