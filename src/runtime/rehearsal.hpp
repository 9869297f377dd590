#pragma once
// A rehearsal: Davy tries itself on a state that was recovered, from a reading to a notice, with nothing written, nothing moved and nobody told.
//
// It is the golden drill of the site (site/exercise.hpp) in the loop that a daemon runs, in a time of its own that begins at `now` and does not wait for
// the clock. One thread.

#include "runtime/loop.hpp"

namespace davy::runtime {

// How the drill ended; its verdict says whether every step was seen. NotFound: the site has no limit that could be tried. `directory` is of a site with
// its exercises.
Result<core::DrillEnded> rehearse(const site::Directory& directory, const Recovered& recovered, Instant now);

}  // namespace davy::runtime
