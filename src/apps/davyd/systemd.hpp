#pragma once
// What systemd is told by the protocol of sd_notify(3), where it started davyd with Type=notify; elsewhere nothing.

#include "base/time.hpp"

#include <string>

namespace davy::davyd {

// The protocol's words. A start anew takes as long as a start may, in which nobody says that readings are judged: the watchdog waits so long, until the
// program that is ready again gives it the time of its unit (WATCHDOG_USEC of the environment; null: there is no watchdog).
std::string reloading_words(Duration since_boot);
std::string ready_words(const char* watchdog_us);

void tell_systemd(const std::string& words);

}  // namespace davy::davyd
