#pragma once
// ModeBook: which modes people have set, and since when; what they were before, as far back as late samples are judged by it.
//
// The mode of a zone is the one set for it, else that of the zone it lies in, and so on up, else that of the site, else that of the hour
// (shift_modes.hpp), else the normal one. A mode that is set with an end goes by itself. decide() and on_time() are pure; evolve() is the only way in which the book changes.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

struct PlaceMode {
  std::string mode;
  std::string by;
  std::string reason;
  Instant since;
  std::optional<Instant> until;
  DAVY_FIELDS(mode, by, reason, since, until)
};

// A change of what is set for one place.
struct ModeChange {
  Instant at;
  std::string zone;  // empty: the site
  std::string mode;  // empty: nothing of its own any more
  DAVY_FIELDS(at, zone, mode)
};

struct ModeBook {
  static constexpr std::size_t kChangesMax = 512;

  std::map<std::string, PlaceMode, std::less<>> set;  // by zone; "" is the site
  std::vector<ModeChange> changes;                    // the latest, oldest first
  std::map<std::string, std::string> before;          // what was set before the first of them
  std::optional<Instant> known_since;                 // none: from the beginning
  DAVY_FIELDS(set, changes, before, known_since)

  // What is set for a place, else for what it lies in; none: the normal mode.
  const PlaceMode* in_force(const site::Directory& directory, std::optional<site::ZoneIndex> zone) const;
};

namespace mode {
Decided decide(const ModeBook& book, const site::Directory& directory, const SetMode& ask, Instant now);
Decided decide(const ModeBook& book, const EndMode& ask);
Bodies on_time(const ModeBook& book, Instant now);                        // what has come to its end
Bodies on_start(const ModeBook& book, const site::Directory& directory);  // modes and zones that the site no longer has
Instant next_due(const ModeBook& book);
void evolve(ModeBook& book, const Event& event);
}  // namespace mode

}  // namespace davy::core
