#pragma once
// What the resources of permits share: an application read from a body, and what the engine says of a permit or a draft at this moment.

#include "api/handler.hpp"
#include "api/http/fields.hpp"
#include "api/json/permit_json.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::api {

// The same for applying and for the preview.
core::PermitApplied read_permit_draft(Fields& fields, Desk& desk);

// As the engine sees the permit now; not known where it cannot say.
PermitNow permit_now(core::PermitId id, const core::PermitApplied& what, const Desk& desk);

// A lock that hangs, also of a permit that is over.
struct HangingLock {
  core::PermitId permit;
  std::uint32_t isolation = 0;
  core::IsolationLock lock;
  std::optional<core::PermitState> state;  // of its permit; none: it is over
};
Result<std::vector<HangingLock>> hanging_locks(const Desk& desk);  // those that hang longest first

// Of the permits at this moment: those whose briefing waits for a receipt of the person who asks, those that rest after they were taken back,
// and those that were taken back and wait for one of the posts.
struct PermitsWaiting {
  std::vector<core::PermitId> receipts;
  std::vector<core::PermitId> taken_back;
  std::vector<core::PermitId> to_answer;
};
Result<PermitsWaiting> permits_waiting(const Desk& desk, const std::vector<std::string>& posts);

// What would become of a draft.
struct JudgedDraft {
  core::PermitLevel level = core::PermitLevel::None;
  std::vector<std::string> upgraded;
  std::vector<std::string> points;
  std::vector<core::Conflict> conflicts;
  std::vector<core::training::Untrained> untrained;
  std::vector<core::permit::EndingCertificate> ending;
  std::optional<core::Refusal> refusal;
};
// Placed: some fields are missing or wrong, but kind, place and time are there: what it must not meet can be told. Adrift: not even these.
enum class DraftIs { Whole, Placed, Adrift };
Result<JudgedDraft> judge_permit_draft(const core::PermitApplied& draft, DraftIs state, const Desk& desk);

}  // namespace davy::api
