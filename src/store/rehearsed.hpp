#pragma once
// A data folder that nobody uses tries itself: its state is recovered and the golden drill of the site is held on it (runtime/rehearsal.hpp).
//
// The folder stays as it is. `directory` is of a site with its exercises. NotFound: the site has no limit that could be tried. One thread.

#include "core/drill/drill_events.hpp"
#include "site/directory.hpp"

#include <string>

namespace davy::store {

Result<core::DrillEnded> rehearsed(const std::string& data_folder, const site::Directory& directory, Instant now);

}  // namespace davy::store
