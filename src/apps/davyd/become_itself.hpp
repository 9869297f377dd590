#pragma once
// Starting anew in place: the same process becomes the same program again, with the same arguments, so that whoever started it keeps its hold of it.
//
// A file that can be read once only, as a pipe with a passphrase, is copied at the first start into memory that outlives the change, and the arguments name
// that copy instead. Nothing else but the three standard streams is handed on.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::davyd {

// The arguments with such copies named in place of files that cannot be read again. What is read so stands nowhere on a disk.
Result<std::vector<std::string>> readable_again(std::vector<std::string> arguments);

// The arguments with `port` in place of a free one that they ask for (--http 0): whoever was connected finds the next start where the last one was.
std::vector<std::string> at_port(std::vector<std::string> arguments, std::uint16_t port);

// Whether the program can be started from here; what it says then is why not.
Result<void> can_become_itself();

// Returns only where it could not: why. The engine has been stopped and what it was told is durable; threads that still run end as in a crash.
Error become_itself(const std::vector<std::string>& arguments);

}  // namespace davy::davyd
