#pragma once
// What the resources of records share: the kind that the path names, what a person may see, and what is asked of a list or saved.

#include "api/handler.hpp"
#include "api/http/fields.hpp"
#include "api/json/json_writer.hpp"
#include "api/services.hpp"
#include "record/check.hpp"

#include <nlohmann/json_fwd.hpp>

namespace davy::api {

const record::Kind* kind_of(const Desk& desk);  // null: there is none of this name

// Who need not see personal fields does not get them.
bool sees_personal(const Desk& desk);
// Tell the journal when what is personal in this kind is shown to the person at the desk: of one record, or of many as a "list" or a "sheet".
void note_record_read(const record::Kind& kind, const store::RecordRow& row, Desk& desk);
void note_list_read(const record::Kind& kind, std::string_view what, Desk& desk);
std::string shown_body(const record::Kind& kind, const std::string& body, const Desk& desk);

nlohmann::json member(const std::string& body, const std::string& field);  // null when the body has none
// The fields in which the bodies differ, as a list: what was, what is.
void write_changes(JsonWriter& out, const record::Kind& kind, const std::string& before, const std::string& after, const Desk& desk);

// search, which, sort=FIELD or sort=-FIELD, field.FIELD=VALUE.
store::RecordFilter filter_of(const record::Kind& kind, Fields& query);

// Pictures and films that a sound body names and that were not uploaded.
std::vector<record::Fault> missing_files(const std::string& body, const Desk& desk);
Problem faults_problem(const std::vector<record::Fault>& faults);
record::SiteNames names_of(const site::Directory& directory);
core::RecordKeeper keeper_of(const record::Kind& kind);
core::RecordDraft draft_of(const record::Kind& kind, const std::string& id, const record::Sound& sound);

}  // namespace davy::api
