#pragma once
// Obligations and the figures over them in JSON.

#include "api/json/views.hpp"
#include "core/obligation/risk_coverage.hpp"

#include <functional>
#include <optional>

namespace davy::api {

struct NamedMatter {
  std::optional<Text> title;
  std::string zone;
};

// What an obligation does not say by itself.
struct ObligationWords {
  site::AppraisalStandards standards;
  Instant as_of;
  std::function<NamedMatter(const core::MatterRef&)> matter;
};

void write(JsonWriter& out, const core::MatterRef& matter, const ObligationWords& words);
void write(JsonWriter& out, const core::Obligation& obligation, const ObligationWords& words);
void write(JsonWriter& out, const core::Share& share);
void write(JsonWriter& out, const store::MatterStory& story, const ObligationWords& words);

struct KpiLine {
  core::KpiRow row;
  std::optional<Text> title;
  std::optional<core::Share> use;
  std::optional<std::uint64_t> merits;
};
struct KpiSheet {
  std::string month;
  core::KpiBy by = core::KpiBy::Person;
  Instant as_of;
  site::AppraisalStandards standards;
  std::vector<KpiLine> lines;
};
void write(JsonWriter& out, const KpiSheet& sheet);

// What two of the figures are made of: of one zone, or of all.
struct RiskSheet {
  std::string month;
  Instant as_of;
  Instant at;  // at which the points are held against what identifies them
  std::string zone;
  core::RiskFigures figures;
};
void write(JsonWriter& out, const RiskSheet& sheet);

}  // namespace davy::api
