#pragma once
// First matters: what a demonstration has lived through before its first start, so that its screens have life (docs/formats/first_matters.md).
//
// Accounts without a password (nobody can sign in with them), rosters, and hazards as far as each has come. Everything is decided by the core like any
// request of the person it names; times are those of the start.

#include "core/input.hpp"
#include "site/directory.hpp"
#include "store/blobs/blobs.hpp"

#include <functional>
#include <string>

namespace davy::davyd {

// What was decided on, in order; an error ends it. `ask` carries one request out and gives the events that it caused.
using AskNow = std::function<Result<std::vector<core::Event>>(core::PersonRequest)>;

// Reads FILE (JSON) and the pictures that it names, beside it. Invalid: which entry is wrong, and why; what came before it stays.
Result<void> live_first_matters(const std::string& file, const site::Directory& directory, store::Blobs& blobs, Instant now,
                                const AskNow& ask);

}  // namespace davy::davyd
