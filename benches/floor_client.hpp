#pragma once
// The floor of the latency bench: the barest client of libmosquitto that answers a value over the limit with the command, at once.

#include <cstdint>

namespace davy::bench {

// Never returns; run it in a process of its own.
void answer_at_once(std::uint16_t port);

}  // namespace davy::bench
