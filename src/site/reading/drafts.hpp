#pragma once
// Drafts: points, conditions, actuators and rows as far as they are written down, before they are whole.
//
// A template and a site's own entry are both drafts; overlay() lays the one on the other, field by field, and only the result is held
// against what must be there. Texts are still views of the YAML tree, so that a copy of a draft costs little.

#include "site/model.hpp"
#include "site/reading/record.hpp"
#include "site/reading/scalars.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace davy::site {

// Whether all that was written could be read. What is Broken was reported, and is not judged further.
enum class Soundness { Sound, Broken };

struct GuidanceDraft {
  std::optional<TextView> title;
  std::optional<TextView> cause;
  std::optional<TextView> consequence;
  std::optional<TextView> response;
  std::optional<TextView> basis;
};

struct ModeLimitDraft {
  const YamlNode* mode = nullptr;
  std::optional<Quantity> limit;  // none: disabled
};

struct ConditionDraft {
  std::string_view suffix;
  const YamlNode* at = nullptr;
  Soundness soundness = Soundness::Sound;
  const YamlNode* disabled = nullptr;  // where the word stands
  std::optional<ConditionKind> kind;
  const YamlNode* expression = nullptr;  // the text, of kind Expression
  std::optional<Quantity> limit;
  std::vector<ModeLimitDraft> by_mode;
  std::optional<Quantity> deadband;
  std::optional<Duration> on_delay;
  std::optional<Duration> off_delay;
  std::optional<Severity> severity;
  std::optional<Latch> latch;
  std::optional<WorkOrder> work_order;
  std::optional<Duration> respond_within;
  std::optional<std::optional<Duration>> realarm_after;   // "never" is a value
  std::optional<std::optional<Duration>> shelve_at_most;  // "never" is a value
  const YamlNode* answered_by = nullptr;
  const YamlNode* alarm_class = nullptr;
  std::optional<std::vector<PermitKind>> gates;
  const YamlNode* gates_at = nullptr;
  std::optional<std::vector<PermitKind>> upgrades;
  const YamlNode* upgrades_at = nullptr;
  std::optional<Rings> rings;
  const YamlNode* rings_at = nullptr;
  GuidanceDraft guidance;
};

struct RangeDraft {
  Quantity min;
  Quantity max;
};

// Whether a point without conditions is meant so.
enum class Watched { Yes, No };

struct PointDraft {
  const YamlNode* at = nullptr;
  Soundness soundness = Soundness::Sound;
  std::optional<TextView> title;
  std::optional<PointKind> kind;
  std::optional<Purpose> purpose;
  std::optional<const Unit*> unit;
  std::optional<RangeDraft> range;
  std::optional<Duration> period;
  std::optional<Duration> stale_after;
  std::vector<ConditionDraft> conditions;
  std::optional<Watched> watched;
};

struct StateDraft {
  std::string_view name;
  TextView title;
  Quantity feedback;
  const YamlNode* at = nullptr;
};

struct ActuatorDraft {
  const YamlNode* at = nullptr;
  Soundness soundness = Soundness::Sound;
  std::optional<TextView> title;
  std::optional<std::vector<StateDraft>> states;
  const YamlNode* safe_state = nullptr;
  std::optional<Quantity> feedback_tolerance;
  std::optional<Duration> accept_within;
  std::optional<Duration> observe_within;
  std::optional<ConditionDraft> fault;
};

struct RowDraft {
  const YamlNode* at = nullptr;
  Soundness soundness = Soundness::Sound;
  std::optional<TextView> title;
  std::optional<std::size_t> needed;
  const YamlNode* needed_at = nullptr;
  std::optional<OnUnknown> on_unknown;
  std::optional<Severity> severity;
  std::optional<Duration> bypass_at_most;
  std::optional<TextView> basis;
};

// The keys that a draft reads from a record, beside those of its place.
inline constexpr std::array<std::string_view, 8> kPointDraftKeys{"title", "kind",   "purpose",     "unit",
                                                                 "range", "period", "stale-after", "conditions"};
inline constexpr std::array<std::string_view, 7> kActuatorDraftKeys{"title",         "states",         "safe-state", "feedback-tolerance",
                                                                    "accept-within", "observe-within", "fault"};
inline constexpr std::array<std::string_view, 6> kRowDraftKeys{"title", "needed", "on-unknown", "severity", "bypass-at-most", "basis"};

PointDraft read_point_draft(Report& report, const Record& record);
ActuatorDraft read_actuator_draft(Report& report, const Record& record);
RowDraft read_row_draft(Report& report, const Record& record);

// The conditions of a mapping {suffix: {…}, suffix: disabled}.
std::vector<ConditionDraft> read_condition_drafts(Report& report, const YamlNode& node);
ConditionDraft read_condition_draft(Report& report, std::string_view suffix, const YamlNode& node);
ConditionDraft read_condition_fields(Report& report, std::string_view suffix, const Record& record);
std::span<const std::string_view> condition_keys();

// `upper` where it says something, else `lower`.
ConditionDraft overlay(const ConditionDraft& lower, const ConditionDraft& upper);
std::vector<ConditionDraft> overlay(std::vector<ConditionDraft> lower, const std::vector<ConditionDraft>& upper);
PointDraft overlay(const PointDraft& lower, const PointDraft& upper);
ActuatorDraft overlay(const ActuatorDraft& lower, const ActuatorDraft& upper);
RowDraft overlay(const RowDraft& lower, const RowDraft& upper);

}  // namespace davy::site
