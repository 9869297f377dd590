#pragma once
// Subject: what an event is about, as it stands in the journal.
//
// "alarm:<id>", "condition:<name>" (shelving and the like, which need no occurrence), "order:<id>", "hazard:<id>", "incident:<id>", "training:<id>", "notice:<id>", "row:<name>", "device:<name>",
// "account:<login>", "post:<name>", "zone:<name>", "site" (all of it), "system".

#include "core/event.hpp"

#include <functional>
#include <string>

namespace davy::store {

// `row_of` names the row of a command.
std::string subject_of(const core::Event& event, const std::function<std::string(const std::string& command)>& row_of);

}  // namespace davy::store
