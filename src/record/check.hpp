#pragma once
// What of a record does not keep to its kind: every field that is wrong, with what was found and what was expected.

#include "record/kind.hpp"

#include <functional>

namespace davy::record {

struct Fault {
  std::string field;
  std::string found;  // as JSON, shortened; empty: nothing
  Text expected;
};

struct Mark {
  std::string field;
  std::string value;
};

// A record that is sound, as it goes into the journal.
struct Sound {
  std::string body;  // canonical: sorted keys, no white space, empty fields left out
  std::vector<Mark> unique;
  std::vector<Mark> references;  // "kind/id"
  std::vector<Mark> live;        // what the core reads; of a list one each; numbers and flags as in JSON
};

struct Checked {
  std::optional<Sound> sound;  // none when there are faults
  std::vector<Fault> faults;
};

// Whether the site has a part of this name.
using SiteNames = std::function<bool(SitePart part, const std::string& name)>;

// Without `names` what a record says of the site is taken as it is.
Checked check(const Kind& kind, std::string_view json, const SiteNames& names = nullptr);

// Without the fields that are personal.
std::string without_personal(const Kind& kind, std::string_view body);

// An id of a record: [a-z0-9-], at most 64, no '-' at an end.
bool is_record_id(std::string_view text);

}  // namespace davy::record
