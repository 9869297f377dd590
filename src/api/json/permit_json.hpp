#pragma once
// Permits for special work in JSON, and what the rules say of them.

#include "api/json/views.hpp"
#include "core/permit/permit_form.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace davy::api {

// What the engine knows of a permit, or of a draft, at a moment.
struct GateNow {
  site::ConditionIndex condition;
  core::Truth truth = core::Truth::Unknown;
};
struct DetectorNow {
  std::string point;
  std::optional<runtime::LiveValue> live;  // none: the site has the point no longer
  std::vector<GateNow> gates;
};
struct PermitNow {
  bool known = false;
  Instant at;
  std::vector<core::Fault> faults;
  std::vector<Text> missing;
  std::vector<DetectorNow> detectors;
  std::vector<core::Conflict> conflicts;
  std::vector<core::training::Untrained> untrained;
  std::vector<core::permit::EndingCertificate> ending;
};

struct PermitDetail {
  store::PermitRow row;
  store::PermitStory story;
  PermitNow now;
};

void write(JsonWriter& out, const store::PermitRow& row, const site::Directory& directory);
void write(JsonWriter& out, const PermitDetail& permit, const site::Directory& directory);
void write(JsonWriter& out, const core::Conflict& conflict);
void write_ending(JsonWriter& out, const std::vector<core::permit::EndingCertificate>& ending);
void write_untrained(JsonWriter& out, const std::vector<core::training::Untrained>& untrained);

// What a form needs: the steps of signing, the measures (the standard's, then `others`), the details.
void write_steps(JsonWriter& out, core::PermitKind kind, core::PermitLevel level, const site::Directory& directory);
void write_measures(JsonWriter& out, core::PermitKind kind, const std::vector<std::string>& others);
void write_details(JsonWriter& out, core::PermitKind kind);
void write_texts(JsonWriter& out, std::span<const std::string_view> texts);

}  // namespace davy::api
