#pragma once
// Events of permits for special work (特殊作业安全作业票, GB 30871-2022). A PermitId is the journal sequence of its PermitApplied.
//
// What a permit says never changes (4.18): another content, place or time is another permit. What happens to it is added.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "site/names.hpp"
#include "site/severity.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

using PermitId = SeqId<struct PermitTag>;
using site::PermitKind;
using site::PermitRole;

// As the standard calls them, each within its kind: of hot work special is the strictest, of lifting first is, of height fourth is. Compare with gb30871::rank().
enum class PermitLevel { None, Special, First, Second, Third, Fourth };

// 5.1: where the fire is. Running: on equipment, pipes or tanks in operation in places with a danger of fire or explosion; TankDike: inside the dike of a tank
// farm that is a major hazard; ShutDown: the whole unit stands still, cleaned, analysed, isolated, and so approved.
enum class HotPlace { Running, TankDike, ExplosionArea, PipeRack, ShutDown, Elsewhere };
// 8.1, those that make height work one level stricter.
enum class HeightFactor { Wind, Cold, ColdWater, Slippery, PoorLight, NearLive, TinyFooting, ToxicOrLowOxygen, Rescue };
// Beside the work itself, what others must keep away from, or keep out (5.2.8, 5.2.9, 6.7).
enum class Activity { GasVenting, LiquidDraining, SolventOrPainting, DustSweeping, DewateringOrSampling };
// How somebody showed where they were: the code of the place was scanned, the phone's place lies there, a device that they carry is heard there, or
// the code was
// typed from its label, which can be done from anywhere.
enum class OnSite { No, Scanned, Located, Beacon, Typed };

// What the phone's place came to, held against the place of the work; the place itself is not kept. Coarse: it could be there or not.
enum class FixVerdict { Inside, Coarse };
struct PlaceFix {
  FixVerdict verdict = FixVerdict::Coarse;
  double away_m = 0;  // from the edge of the work; in the zone itself 0
  bool operator==(const PlaceFix&) const = default;
  DAVY_FIELDS(verdict, away_m)
};

// What decides the level.
struct PermitGrounds {
  HotPlace hot_place = HotPlace::Elsewhere;
  double height_m = 0;
  std::vector<HeightFactor> factors;
  double load_t = 0;
  double depth_m = 0;
  DAVY_FIELDS(hot_place, height_m, factors, load_t, depth_m)
};

// A circle on the plan, from `bottom_m` to `top_m` above the ground; a radius of 0 is a spot.
struct PermitPlace {
  double x_m = 0;
  double y_m = 0;
  double radius_m = 0;
  double bottom_m = 0;
  double top_m = 0;
  DAVY_FIELDS(x_m, y_m, radius_m, bottom_m, top_m)
};

// One line of the job's safety analysis (4.1).
struct JobHazard {
  std::string step;
  std::string danger;
  std::string measure;
  std::optional<site::Severity> residual = {};  // the risk that is left with the measure; none: nobody judged it (before it was asked for)
  DAVY_FIELDS(step, danger, measure, residual)
};

// What keeps energy away from the work (能量隔离, 4.2, 4.5c). A closed valve is none by itself where a blind is asked for (5.2.2, 6.1).
enum class IsolationKind { Blind, Parted, Valve, Electrical, Mechanical, Radioactive };

struct Isolation {
  IsolationKind kind = IsolationKind::Blind;
  std::string place;  // "inlet of P-101, flange F3"
  bool operator==(const Isolation&) const = default;
  DAVY_FIELDS(kind, place)
};

struct PermitDetail {  // what the form of a kind asks for besides: "method", "medium", "plate-number", …
  std::string field;
  std::string text;
  DAVY_FIELDS(field, text)
};

struct PermitApplied {
  static constexpr std::string_view kKind = "permit.applied";
  PermitKind kind = PermitKind::HotWork;
  PermitLevel level = PermitLevel::None;  // after upgrading
  std::vector<std::string> upgraded;      // why: "night", "rest-day", "holiday", "wind", "reading"; empty: it is not
  PermitGrounds grounds;
  std::string zone;
  PermitPlace place;
  bool outdoors = false;
  std::string what;                  // the work
  std::string unit;                  // that does it; a contractor or a team
  std::string lead;                  // login of who is responsible (作业负责人)
  std::string guardian;              // login
  std::vector<std::string> workers;  // ids of their records
  std::string coordinator;           // login, of cross-work; empty: there is none
  std::vector<PermitId> related;     // other permits of the same job (4.6)
  std::vector<Activity> activities;
  Instant from;
  Instant until;  // not later than its kind and level allow
  std::vector<JobHazard> analysis;
  std::vector<PermitDetail> details;
  std::vector<std::string> points;  // the detectors that it stands on
  std::vector<std::string> others;  // measures beside the standard ones
  std::vector<std::string> photos;
  std::vector<Isolation> isolations = {};
  std::string no_isolation = {};  // why none is needed, where the kind asks for them
  DAVY_FIELDS(kind, level, upgraded, grounds, zone, place, outdoors, what, unit, lead, guardian, workers, coordinator, related, activities,
              from, until, analysis, details, points, others, photos, isolations, no_isolation)
};

// What was measured for a measure: "cylinders-apart-m", in the unit of its rule (gb30871::figures()).
struct MeasuredFigure {
  std::string field;
  double value = 0;
  bool operator==(const MeasuredFigure&) const = default;
  DAVY_FIELDS(field, value)
};

// One measure of the list of its kind, counted from 1, the permit's own after the standard ones.
struct PermitMeasureConfirmed {
  static constexpr std::string_view kKind = "permit.measure_confirmed";
  PermitId permit;
  std::uint32_t measure = 0;
  bool applies = true;
  std::string remark;
  std::vector<std::string> photos;
  std::vector<MeasuredFigure> figures = {};
  DAVY_FIELDS(permit, measure, applies, remark, photos, figures)
};

// Of one isolation: the lock is hung; somebody else saw it at the place; it is taken off; it stays on, and the actor answers for it.
enum class IsolationDeed { Set, Verified, Removed, Kept };
struct PermitIsolation {
  static constexpr std::string_view kKind = "permit.isolation";
  PermitId permit;
  std::uint32_t isolation = 0;  // of the permit's list, counted from 1
  IsolationDeed deed = IsolationDeed::Set;
  IsolationKind what = IsolationKind::Blind;
  std::string place;
  std::string lock;  // the number of the lock or tag
  OnSite on_site = OnSite::No;
  PermitId for_permit;  // of Kept: the other work that needs it; none: the place itself does
  std::string note;
  std::vector<std::string> photos;
  std::optional<PlaceFix> fix = {};
  DAVY_FIELDS(permit, isolation, deed, what, place, lock, on_site, for_permit, note, photos, fix)
};

enum class GasClass { Combustible, Oxygen, Toxic };
enum class VesselPart { Whole, Top, Middle, Bottom };  // of a large vessel; left, middle and right of a lying one

struct GasReading {
  GasClass what = GasClass::Combustible;
  std::string gas;  // "methane"; empty: of oxygen
  VesselPart part = VesselPart::Whole;
  double value = 0;
  std::string unit;           // "%LEL", "%vol", "mg/m3", "ppm"
  std::optional<double> low;  // the permit's limits, in the unit
  std::optional<double> high;
  bool good = false;
  DAVY_FIELDS(what, gas, part, value, unit, low, high, good)
};

struct PermitGasTested {
  static constexpr std::string_view kKind = "permit.gas_tested";
  PermitId permit;
  Instant taken;  // of the samples
  std::string analyst;
  std::vector<GasReading> readings;
  bool good = false;  // all of them
  std::vector<std::string> photos;
  DAVY_FIELDS(permit, taken, analyst, readings, good, photos)
};

// That a worker was briefed, in their own hand (4.4): by their account, or drawn on the phone of who answers for the work.
struct BriefingReceipt {
  std::string worker;     // the id of their record
  std::string signature;  // its picture, which is among the photos; empty: the actor is the worker
  bool operator==(const BriefingReceipt&) const = default;
  DAVY_FIELDS(worker, signature)
};

struct PermitBriefed {  // 安全交底, by the actor; of no receivers: only that some of those briefed before have signed for it
  static constexpr std::string_view kKind = "permit.briefed";
  PermitId permit;
  std::vector<std::string> receivers;  // ids of the workers' records
  std::string note;
  std::vector<std::string> photos;  // with their signatures
  std::vector<BriefingReceipt> receipts = {};
  DAVY_FIELDS(permit, receivers, note, photos, receipts)
};

// What a signature is for, in the order in which they are given.
enum class SignPurpose { Lead, Consent, Approval, ShiftCheck };

struct PermitSigned {
  static constexpr std::string_view kKind = "permit.signed";
  PermitId permit;
  std::uint32_t step = 0;  // of the kind's and level's signatures, counted from 1
  PermitRole role = PermitRole::Lead;
  SignPurpose purpose = SignPurpose::Lead;
  std::string post;  // for which the actor signs; empty: for none
  std::string opinion;
  OnSite on_site = OnSite::No;
  std::string next;  // the post that is to sign now; empty: nobody
  std::optional<PlaceFix> fix = {};
  DAVY_FIELDS(permit, step, role, purpose, post, opinion, on_site, next, fix)
};

struct PermitRefused {  // 驳回; it is over
  static constexpr std::string_view kKind = "permit.refused";
  PermitId permit;
  std::string reason;
  std::string what;       // the work
  std::string applicant;  // login
  DAVY_FIELDS(permit, reason, what, applicant)
};

struct PermitStarted {
  static constexpr std::string_view kKind = "permit.started";
  PermitId permit;
  DAVY_FIELDS(permit)
};

struct PermitInterrupted {  // the work rests; how long decides whether the gas is tested again
  static constexpr std::string_view kKind = "permit.interrupted";
  PermitId permit;
  std::string reason;
  DAVY_FIELDS(permit, reason)
};

// Why a permit is taken back (收回, 中止).
enum class StopCause {
  Gas,           // a detector of it is beyond the permit's limit
  Blind,         // a detector of it does not say
  Uncalibrated,  // a detector's calibration is over, has failed or is not known
  OutOfService,  // a detector's condition is set aside
  Unbound,       // the site has the detector no longer
  BadTest,       // a gas test beyond the limit
  TestOverdue,
  GuardianAbsent,
  LevelTooLow,   // by the hour, the day or the wind the work is of a stricter level
  Conflict,      // with another work
  Certificate,   // of somebody named on it is over
  Surroundings,  // what is told of the place forbids it: a train, what is let out, the weather
  Person,        // somebody stopped it
};

struct PermitSuspended {
  static constexpr std::string_view kKind = "permit.suspended";
  PermitId permit;
  StopCause cause = StopCause::Person;
  std::string what;  // the condition or point, the other permit, the fact of the surroundings; of a person the reason
  double value = 0;  // of Gas, in the point's unit
  std::string zone;
  std::string post;                 // on duty there, who answers
  std::optional<Instant> due = {};  // by when it is given back, finished or cancelled; none: nobody said (before it was asked for)
  DAVY_FIELDS(permit, cause, what, value, zone, post, due)
};

struct PermitResumed {
  static constexpr std::string_view kKind = "permit.resumed";
  PermitId permit;
  std::string note;
  DAVY_FIELDS(permit, note)
};

struct PermitGuarded {  // the guardian said to be there
  static constexpr std::string_view kKind = "permit.guarded";
  PermitId permit;
  OnSite on_site = OnSite::No;
  std::optional<PlaceFix> fix = {};
  DAVY_FIELDS(permit, on_site, fix)
};

// Told shortly before it takes the permit back, or ends it.
enum class PermitDueKind { Guardian, GasTest, End };
struct PermitDue {
  static constexpr std::string_view kKind = "permit.due";
  PermitId permit;
  PermitDueKind what = PermitDueKind::End;
  Instant at;
  std::vector<std::string> people = {};  // logins, who are to do it; none: nobody said (before it was asked for)
  DAVY_FIELDS(permit, what, at, people)
};

struct PermitFinished {  // the work is done; to be accepted by somebody else
  static constexpr std::string_view kKind = "permit.finished";
  PermitId permit;
  std::string note;
  std::vector<std::string> photos;
  std::string post;  // that is to accept it
  DAVY_FIELDS(permit, note, photos, post)
};

struct PermitAccepted {  // 完工验收
  static constexpr std::string_view kKind = "permit.accepted";
  PermitId permit;
  std::string note;
  DAVY_FIELDS(permit, note)
};

struct PermitReturned {  // not accepted: something is left to be done
  static constexpr std::string_view kKind = "permit.returned";
  PermitId permit;
  std::string reason;
  DAVY_FIELDS(permit, reason)
};

struct PermitExpired {  // by the clock
  static constexpr std::string_view kKind = "permit.expired";
  PermitId permit;
  bool was_open = false;  // the work went on when the time was over
  std::string what;       // the work
  std::string zone;
  std::string post;                 // on duty there
  std::vector<std::string> people;  // logins: who is responsible, the guardian
  DAVY_FIELDS(permit, was_open, what, zone, post, people)
};

struct PermitCancelled {  // 作废
  static constexpr std::string_view kKind = "permit.cancelled";
  PermitId permit;
  std::string reason;
  DAVY_FIELDS(permit, reason)
};

struct PermitArchived {  // 归档; kept for a year at least (B.3)
  static constexpr std::string_view kKind = "permit.archived";
  PermitId permit;
  DAVY_FIELDS(permit)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::PermitLevel> = std::to_array<EnumName<core::PermitLevel>>({{core::PermitLevel::None, "none"},
                                                                                                  {core::PermitLevel::Special, "special"},
                                                                                                  {core::PermitLevel::First, "first"},
                                                                                                  {core::PermitLevel::Second, "second"},
                                                                                                  {core::PermitLevel::Third, "third"},
                                                                                                  {core::PermitLevel::Fourth, "fourth"}});

template <>
inline constexpr auto kEnumNames<core::HotPlace> = std::to_array<EnumName<core::HotPlace>>({{core::HotPlace::Running, "running"},
                                                                                            {core::HotPlace::TankDike, "tank-dike"},
                                                                                            {core::HotPlace::ExplosionArea,
                                                                                             "explosion-area"},
                                                                                            {core::HotPlace::PipeRack, "pipe-rack"},
                                                                                            {core::HotPlace::ShutDown, "shut-down"},
                                                                                            {core::HotPlace::Elsewhere, "elsewhere"}});

template <>
inline constexpr auto kEnumNames<core::HeightFactor> =
    std::to_array<EnumName<core::HeightFactor>>({{core::HeightFactor::Wind, "wind"},
                                                 {core::HeightFactor::Cold, "cold"},
                                                 {core::HeightFactor::ColdWater, "cold-water"},
                                                 {core::HeightFactor::Slippery, "slippery"},
                                                 {core::HeightFactor::PoorLight, "poor-light"},
                                                 {core::HeightFactor::NearLive, "near-live"},
                                                 {core::HeightFactor::TinyFooting, "tiny-footing"},
                                                 {core::HeightFactor::ToxicOrLowOxygen, "toxic-or-low-oxygen"},
                                                 {core::HeightFactor::Rescue, "rescue"}});

template <>
inline constexpr auto kEnumNames<core::Activity> =
    std::to_array<EnumName<core::Activity>>({{core::Activity::GasVenting, "gas-venting"},
                                             {core::Activity::LiquidDraining, "liquid-draining"},
                                             {core::Activity::SolventOrPainting, "solvent-or-painting"},
                                             {core::Activity::DustSweeping, "dust-sweeping"},
                                             {core::Activity::DewateringOrSampling, "dewatering-or-sampling"}});

template <>
inline constexpr auto kEnumNames<core::OnSite> = std::to_array<EnumName<core::OnSite>>({{core::OnSite::No, "no"},
                                                                                        {core::OnSite::Scanned, "scanned"},
                                                                                        {core::OnSite::Located, "located"},
                                                                                        {core::OnSite::Beacon, "beacon"},
                                                                                        {core::OnSite::Typed, "typed"}});

template <>
inline constexpr auto kEnumNames<core::FixVerdict> = std::to_array<EnumName<core::FixVerdict>>({{core::FixVerdict::Inside, "inside"},
                                                                                                {core::FixVerdict::Coarse, "coarse"}});

template <>
inline constexpr auto kEnumNames<core::IsolationKind> =
    std::to_array<EnumName<core::IsolationKind>>({{core::IsolationKind::Blind, "blind"},
                                                  {core::IsolationKind::Parted, "parted"},
                                                  {core::IsolationKind::Valve, "valve"},
                                                  {core::IsolationKind::Electrical, "electrical"},
                                                  {core::IsolationKind::Mechanical, "mechanical"},
                                                  {core::IsolationKind::Radioactive, "radioactive"}});

template <>
inline constexpr auto kEnumNames<core::IsolationDeed> =
    std::to_array<EnumName<core::IsolationDeed>>({{core::IsolationDeed::Set, "set"},
                                                  {core::IsolationDeed::Verified, "verified"},
                                                  {core::IsolationDeed::Removed, "removed"},
                                                  {core::IsolationDeed::Kept, "kept"}});

template <>
inline constexpr auto kEnumNames<core::GasClass> = std::to_array<EnumName<core::GasClass>>({{core::GasClass::Combustible, "combustible"},
                                                                                            {core::GasClass::Oxygen, "oxygen"},
                                                                                            {core::GasClass::Toxic, "toxic"}});

template <>
inline constexpr auto kEnumNames<core::VesselPart> = std::to_array<EnumName<core::VesselPart>>({{core::VesselPart::Whole, "whole"},
                                                                                                {core::VesselPart::Top, "top"},
                                                                                                {core::VesselPart::Middle, "middle"},
                                                                                                {core::VesselPart::Bottom, "bottom"}});

template <>
inline constexpr auto kEnumNames<core::SignPurpose> = std::to_array<EnumName<core::SignPurpose>>({{core::SignPurpose::Lead, "lead"},
                                                                                                  {core::SignPurpose::Consent, "consent"},
                                                                                                  {core::SignPurpose::Approval, "approval"},
                                                                                                  {core::SignPurpose::ShiftCheck,
                                                                                                   "shift-check"}});

template <>
inline constexpr auto kEnumNames<core::StopCause> =
    std::to_array<EnumName<core::StopCause>>({{core::StopCause::Gas, "gas"},
                                              {core::StopCause::Blind, "blind"},
                                              {core::StopCause::Uncalibrated, "uncalibrated"},
                                              {core::StopCause::OutOfService, "out-of-service"},
                                              {core::StopCause::Unbound, "unbound"},
                                              {core::StopCause::BadTest, "bad-test"},
                                              {core::StopCause::TestOverdue, "test-overdue"},
                                              {core::StopCause::GuardianAbsent, "guardian-absent"},
                                              {core::StopCause::LevelTooLow, "level-too-low"},
                                              {core::StopCause::Conflict, "conflict"},
                                              {core::StopCause::Certificate, "certificate"},
                                              {core::StopCause::Surroundings, "surroundings"},
                                              {core::StopCause::Person, "person"}});

template <>
inline constexpr auto kEnumNames<core::PermitDueKind> = std::to_array<EnumName<core::PermitDueKind>>(
    {{core::PermitDueKind::Guardian, "guardian"}, {core::PermitDueKind::GasTest, "gas-test"}, {core::PermitDueKind::End, "end"}});

}  // namespace davy
