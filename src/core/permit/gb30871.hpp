#pragma once
// What GB 30871-2022 (special work in firms of dangerous chemicals) says in numbers and lists, in force since 2022-10-01: levels, how long a permit holds,
// limits of gas, times of gas tests, who signs, what must not meet. Pure. Source marks: FACTS §C.

#include "base/text.hpp"
#include "core/permit/permit_events.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::core::gb30871 {

inline constexpr std::string_view kEdition = "GB 30871-2022";

// The level that the grounds come to by themselves: 5.1 hot work, 8.1 height, 9.1 lifting; None of the other kinds.
PermitLevel level_of(PermitKind kind, const PermitGrounds& grounds);
std::uint32_t rank(PermitKind kind, PermitLevel level);    // a stricter level is more; 0: the kind has not this level
PermitLevel stricter(PermitKind kind, PermitLevel level);  // one step; the strictest stays
std::span<const PermitLevel> levels(PermitKind kind);      // from the mildest on; {None} where there are none

// How long it may hold at most; none: the standard says nothing (9, 11, 12: the permit's own end holds; blind plate: one plate, one action).
std::optional<Duration> longest(PermitKind kind, PermitLevel level);  // 5.1.5, 6.10, 8.2.11, 10.8

struct SignStep {
  PermitRole role = PermitRole::Lead;
  SignPurpose purpose = SignPurpose::Lead;
  bool operator==(const SignStep&) const = default;
};
std::vector<SignStep> signatures(PermitKind kind, PermitLevel level);  // Table B.1 and the forms of appendix A, in order

// Gas tests.
// The kind by whose rules the gas is judged: its own, but of what is dug deeper than 1.2 m in a place with a danger of explosion a confined space's (11.10).
// Whether lines lie under it no permit says: it is taken so.
inline constexpr double kDeepDigM = 1.2;
PermitKind gas_rules_of(PermitKind kind, const PermitGrounds& grounds);
bool asks_for_gas_test(PermitKind kind, const PermitGrounds& grounds);  // 5.3, 6.3, 10.1 (in places with a danger of explosion)
bool asks_for_gas_test(
    const PermitApplied& what);  // or because gas is vented or liquid drained beside it (5.2.9): Davy's, whatever the kind
inline constexpr Duration kTestHoldsBeforeStart = 30_min;        // 5.3.1c, 6.3a
Duration rest_without_test(PermitKind kind, PermitLevel level);  // 5.3.1, 6.3f: a longer rest asks for a new test; 30 or 60 min
std::optional<Duration> test_every(PermitKind kind);             // while the work goes on: confined space 2 h (6.5), hot work a day (5.3.1)
bool asks_for_detector(PermitKind kind, PermitLevel level);      // continuous monitoring: special hot work (5.3), confined space (6.5)

struct GasLimits {
  std::optional<double> low;
  std::optional<double> high;
};
// The permit's limits in the unit of a reading (5.3.2, 6.4, 5.2.7; toxic: GBZ 2.1 as of FACTS §B.4). A text says what is wrong: a unit that does not fit, a
// gas whose explosion limit or exposure limit is not known here; `field` of the reading is then to blame.
struct UnknownLimit {
  std::string_view field;
  Text why;
};
std::variant<GasLimits, UnknownLimit> limits(PermitKind kind, const GasReading& reading);
bool within(const GasLimits& limits, double value);  // at a limit is within; what is no number, not finite or below zero never is

// Gases whose limits are known here, by name; both values none: only its name is.
struct Gas {
  std::string_view name;  // "hydrogen-sulphide"
  std::string_view zh;
  std::string_view en;
  double molar_mass = 0;              // g/mol
  std::optional<double> lel_vol;      // lower explosion limit, %vol
  std::optional<double> toxic_mg_m3;  // the ceiling of GBZ 2.1 where it has one (MAC), else the average of a shift (PC-TWA)
};
std::span<const Gas> gases();

// Categories of certificates that the standard and Order 30 ask for (4.9, 4.10).
inline constexpr std::string_view kGuardianCertificate = "guardian";
std::span<const std::string_view> certificates(site::PermitPart part,
                                               PermitKind kind);  // one of them must be held; empty: none is asked for

// The measures of the kind's form (appendix A), in our words; what a firm adds comes after them.
struct Measure {
  std::string_view clause;
  std::string_view zh;
  std::string_view en;
};
std::span<const Measure> measures(PermitKind kind);

// What is measured when a measure is confirmed. Bounds are part of what is allowed.
struct Figure {
  PermitKind kind = PermitKind::HotWork;
  std::uint32_t measure = 0;  // of the kind's list, counted from 1
  std::string_view clause;
  std::string_view field;
  std::string_view zh;
  std::string_view en;
  std::string_view unit;
  std::optional<double> least;
  std::optional<double> most;
  bool needed = true;  // else told only where there is such a thing
};
std::span<const Figure> figures();
std::vector<Figure> figures(PermitKind kind, std::uint32_t measure);
bool keeps(const Figure& figure, double value);  // what is no number, not finite or below zero never does

// Where a permit lists what keeps energy away: 6.1 confined space, 7 blind plate, 10.3 temporary power, 5.2.2 hot work on equipment or pipes.
enum class IsolationNeed { No, OrWhyNot, Always };  // or why not: where there is nothing to isolate, or it cannot be, the form says so
IsolationNeed needs_isolation(PermitKind kind, const PermitGrounds& grounds);
std::optional<Text> unfit_isolation(PermitKind kind, std::span<const Isolation> isolations);  // none: the list may do

// What the form of a kind asks for besides (appendix A).
struct DetailField {
  std::string_view field;
  std::string_view zh;
  std::string_view en;
  bool needed = true;
};
std::span<const DetailField> details(PermitKind kind);

}  // namespace davy::core::gb30871

template <>
inline constexpr auto davy::kEnumNames<davy::core::gb30871::IsolationNeed> =
    std::to_array<davy::EnumName<davy::core::gb30871::IsolationNeed>>({{davy::core::gb30871::IsolationNeed::No, "no"},
                                                                       {davy::core::gb30871::IsolationNeed::OrWhyNot, "or-why-not"},
                                                                       {davy::core::gb30871::IsolationNeed::Always, "always"}});
