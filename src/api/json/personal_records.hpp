#pragma once
// Records of the journal whose body is about a person: who may read it, by the rule of the resource that shows the same, and what of such
// a reading is told to the journal (docs/security.md, Personal data). To the others the record is there with an empty body.

#include "core/access_requests.hpp"
#include "core/account.hpp"
#include "store/views/journal_rows.hpp"

#include <string>
#include <vector>

namespace davy::api {

// For one reader. `own` is the subject of the matter whose story this is, of which the reading is told already; empty: none.
// Gives what of the bodies that stay is to be told, each once.
std::vector<core::NotePersonalRead> withhold_personal(std::vector<store::JournalRow>& records, const core::Account& reader,
                                                      const std::string& own = {});

// For all readers at once: where nobody can be told from another, and no reading be told to the journal.
void withhold_personal(std::vector<store::JournalRow>& records);

}  // namespace davy::api
