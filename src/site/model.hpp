#pragma once
// The plant as data: what a site folder says after parsing and validation.
//
// Plain values, linked by Index into the vectors of Site. Names ("tank-farm", "ch4-01") are unique per kind, lower-case, and are what
// journal, wire and people use. load_site() guarantees that every Index is valid, every limit is in its point's unit, safety points
// have their blind conditions and actuators their fault condition. Immutable afterwards; shared by all threads.

#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "base/units.hpp"
#include "site/severity.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::site {

namespace expression {
struct Program;  // site/expression/program.hpp
}

using ZoneIndex = Index<struct ZoneTag>;
using DeviceIndex = Index<struct DeviceTag>;
using PointIndex = Index<struct PointTag>;
using ActuatorIndex = Index<struct ActuatorTag>;
using PostIndex = Index<struct PostTag>;
using ShiftIndex = Index<struct ShiftTag>;
using GuidanceIndex = Index<struct GuidanceTag>;
using ConditionIndex = Index<struct ConditionTag>;
using RowIndex = Index<struct RowTag>;
using InhibitionIndex = Index<struct InhibitionTag>;
using RetentionIndex = Index<struct RetentionTag>;
using ModeIndex = Index<struct ModeTag>;
using RiskIndex = Index<struct RiskTag>;
using FactIndex = Index<struct FactTag>;

enum class Scene { Production, Warehouse, Office, SpecialWork, Emergency };

// A place on the plan, from its top-left corner: x to the right, y down, as in the drawing.
struct Metres {
  double x = 0;
  double y = 0;
};

struct Zone {
  std::string name;
  Text title;
  Scene scene = Scene::Production;
  std::optional<ZoneIndex> parent;
  std::vector<Metres> outline;             // polygon on the plan, in metres, at least three corners
  Severity inherent_risk = Severity::Low;  // of the double-prevention assessment, before any reading
  std::vector<ZoneIndex> neighbours;       // by geometry or declared, on both sides; never itself, nor what it lies in or holds
};

// What a site or a part of it is about: running, start-up, maintenance. A person sets it; limits and expressions may depend on it.
struct Mode {
  std::string name;
  Text title;
  std::optional<Duration> at_most;       // then it must be set with an end, at the latest after this
  std::optional<ShiftIndex> shift = {};  // the mode, while this shift is on, of a place for which nobody set one
};

// A thing that speaks: one connection, one fate.
struct Device {
  std::string name;
  Text title;
  ZoneIndex zone;
};

// What a point measures, for its icon, its defaults and its scene.
enum class PointKind {
  CombustibleGas,
  ToxicGas,
  Oxygen,
  Smoke,
  Flame,
  Temperature,
  Pressure,
  Level,
  Flow,
  Vibration,
  Current,
  Humidity,
  Wind,
  Door,
  People,
  State,
  Other
};

enum class Purpose { Process, Safety };  // a safety point that goes blind is an alarm of its own

struct Point {
  std::string name;
  Text title;
  PointKind kind = PointKind::Other;
  Purpose purpose = Purpose::Process;
  ZoneIndex zone;
  DeviceIndex device;
  const Unit* unit = nullptr;  // never null in a valid site
  double range_min = 0;        // measuring range, in the unit
  double range_max = 0;
  Duration period;       // nominal time between samples
  Duration stale_after;  // source time older than this: the value is no longer known (default 3 periods, at least 3 s)
  std::optional<Metres> at;
};

// A state an actuator can be told to take, and the reading of the feedback point that proves it.
struct ActuatorState {
  std::string name;  // "closed", "on"
  Text title;
  double feedback_value = 0;
};

struct Actuator {
  std::string name;
  Text title;
  ZoneIndex zone;
  DeviceIndex device;
  std::vector<ActuatorState> states;
  std::string safe_state;  // one of states
  PointIndex feedback;     // the point whose value proves the state
  ConditionIndex fault;    // rings when a command is not proved in time
  double feedback_tolerance = 0;
  Duration accept_within;   // from sent to the device's acceptance
  Duration observe_within;  // from sent to the read-back that proves it
  std::optional<Metres> at;
};

// A position in the organisation that answers for something; people hold posts, the site does not name people.
struct Post {
  std::string name;
  Text title;
  std::optional<PostIndex> escalates_to;         // the chain of duty, without cycles
  std::vector<std::string> qualifications = {};  // categories of certificates that who answers for it must hold
  bool emergency_duty = false;                   // 应急值班: somebody of it is to be there day and night (Order 708)
};

// A part of the day in site time; `until` before `from` runs past midnight; equal means the whole day.
struct Shift {
  std::string name;
  Text title;
  Duration from;  // since local midnight
  Duration until;
};

// What somebody can be asked to answer for.
enum class Matter : std::uint8_t { Alarm, Order, Hazard, Inspection, Permit };

struct Duty {
  PostIndex post;
  ZoneIndex zone;  // and the zones inside it, unless they have a duty of their own
  ShiftIndex shift;
  std::optional<double> alarm_budget;  // alarms an hour that may be asked of it; none: nobody has said
  std::vector<Matter> matters;         // in order, each once; empty: all that no other duty of the zone and shift names

  bool names(Matter matter) const { return std::ranges::find(matters, matter) != matters.end(); }
};

// What people are told; shared by all conditions that come from one template.
struct Guidance {
  Text title;  // "可燃气体高高报警"
  Text cause;
  Text consequence;
  Text response;  // what to do, mandatory for every alarm
  Text basis;     // standard and clause of the limit, or who decided it; the same word twice where the site wrote one
};

// What makes a condition true. ActuatorFault stands on an actuator's feedback point and is decided by the interlock, not by detection.
// Expression: its program says (docs/formats/conditions.md).
enum class ConditionKind { High, Low, Stale, BadQuality, OutOfRange, ActuatorFault, Expression };
// The kinds of work that need a permit (GB 30871-2022). A fact "permit-hot-work" is `permit.hot_work` in a condition.
enum class PermitKind : std::uint8_t { HotWork, ConfinedSpace, BlindPlate, Height, Lifting, TemporaryPower, Excavation, RoadBreaking };

enum class PlanKind : std::uint8_t { Comprehensive, Special, OnSite };  // 综合预案, 专项预案, 现场处置方案
// 三级: the place itself; 二级: the plant; 一级: the company, with help from outside.
enum class ResponseLevel : std::uint8_t { Third, Second, First };

// Who signs permits, in the standard's words; the site says which posts they are. Lead: who is responsible for the work, by name.
enum class PermitRole : std::uint8_t { Lead, Unit, Safety, Professional, Manager, Shift, Power, Fire, Utilities, Process, Equipment };
inline constexpr std::size_t kPermitRoles = 11;

// As what somebody is named on a permit (4.9, 4.10; the firm's own 开票人, 审批人, 分析人): of each part a certificate may be asked for.
enum class PermitPart : std::uint8_t { Worker, Guardian, Lead, Coordinator, Applicant, Approver, Analyst };
inline constexpr std::size_t kPermitParts = 7;

// A condition that gates permits can be one that is no alarm by itself: it rings only while it takes back a permit. Never: it says when a risk makes the alarms
// of its point worse, and no more.
enum class Rings : std::uint8_t { Always, WithPermit, Never };

enum class Latch { No, Yes };  // latched: stays until a person resets it
enum class WorkOrder { No, Yes };

// A limit in place of the condition's own while its zone is in a mode; none: nothing is asked in that mode.
struct ModeLimit {
  ModeIndex mode;
  std::optional<double> limit;  // in the point's unit
  bool operator==(const ModeLimit&) const = default;
};

struct Condition {
  std::string suffix;  // "high-high": the condition's name is point name + ":" + suffix
  PointIndex point;
  ConditionKind kind = ConditionKind::High;
  double limit = 0;                                    // High, Low: in the point's unit; true at value >= limit (High) or <= limit (Low)
  std::vector<ModeLimit> by_mode;                      // High, Low: other limits in some modes
  std::shared_ptr<const expression::Program> program;  // of Expression, never null there; owned by the copies of this condition
  std::string text;                                    // of Expression, as written
  double deadband =
      0;  // in the point's unit: false again only when value < limit - deadband (High), > limit + deadband (Low); of Expression see expression/deadband.hpp
  Duration on_delay;  // of source time
  Duration off_delay;
  Severity severity = Severity::Moderate;
  Latch latch = Latch::No;
  std::string alarm_class;                // of the site's alarm-classes; empty: none
  std::optional<Duration> realarm_after;  // acknowledged and still active for this long: unacknowledged again
  WorkOrder work_order = WorkOrder::Yes;
  Duration respond_within;               // an order's time to be done
  std::optional<PostIndex> answered_by;  // else the duty of the point's zone
  std::vector<PermitKind> gates;         // permits that are not open while it is true or unknown
  std::vector<PermitKind> upgrades;      // works that are of a stricter level while it is true or unknown; hot work only
  Rings rings = Rings::Always;
  GuidanceIndex guidance;
  std::optional<Duration> shelve_at_most;  // none: may not be shelved
};

// An effect and, when its read-back fails, what is tried instead, in order.
struct Effect {
  ActuatorIndex actuator;
  std::string state;  // one of the actuator's states
  std::vector<Effect> alternatives;
};

enum class OnUnknown { Hold, Trip };  // what an undecided vote does: keep waiting (its blind alarms ring), or act as if true

// One row of the cause-and-effect table: N of M causes trip the effects, in order.
struct Row {
  std::string name;
  Text title;
  std::vector<ConditionIndex> causes;
  std::size_t needed = 1;
  OnUnknown on_unknown = OnUnknown::Hold;
  std::vector<Effect> effects;
  Severity severity = Severity::Serious;
  Duration bypass_at_most;
  Text basis;
};

// What follows from what: an alarm of `effects` that begins within `within` of one of `cause` is its consequence.
struct Consequence {
  ConditionIndex cause;
  std::vector<ConditionIndex> effects;
  Duration within;
};

enum class Reach { Zone, Equipment, Site };  // equipment: one device

// Suppression by design (ISA-18.2): while one of `inhibitors` is known to be true, the alarms of `targets` within its reach are set aside. Interlocks do
// not care. Never of severity major, never an actuator's fault; no rule sets aside what inhibits for it, however long the way.
struct Inhibition {
  std::string name;
  Text reason;
  std::vector<ConditionIndex> inhibitors;
  std::vector<ConditionIndex> targets;
  Reach reach = Reach::Zone;
  std::optional<Duration> at_most;  // then the alarms come back even if the inhibitor has not gone
  Text basis;
};

// How long the samples of a class of points stay as they came, and what stays of them then: figures per interval, with the first and the last value and
// both extremes. Samples within an hour of an alarm of their zone stay for ever.
struct Retention {
  std::string name;
  std::vector<PointKind> kinds;           // empty: all
  std::optional<Purpose> purpose;         // none: both
  std::optional<Duration> raw_for;        // whole days; none: for ever
  Duration interval;                      // of the figures; a day is a multiple of it
  std::optional<Duration> summaries_for;  // more than raw_for; none: for ever
};

enum class Nearness { Zone, Neighbours, Site };  // zone: the same, or one inside the other; neighbours: these and those beside it

// Related risk: while one of `raised` and one of `companions` ring within reach of each other, or while what the risk asks of the plant is true, the grade of
// the former is `to` at least.
struct Risk {
  std::string name;
  Text reason;
  std::vector<ConditionIndex> raised;
  std::vector<ConditionIndex> companions;
  Nearness reach = Nearness::Neighbours;
  Severity to = Severity::Serious;
  Text basis;
  std::vector<ConditionIndex> when = {};  // by `raised`: what it asks, a condition of that point that never rings; empty: it asks nothing
};

// In the order of PermitKind.
inline constexpr std::array<std::string_view, 8> kPermitKinds{"hot-work", "confined-space",  "blind-plate", "height",
                                                              "lifting",  "temporary-power", "excavation",  "road-breaking"};

enum class FactKind { Truth, Count, Number };

// What people or other systems tell of a zone, or of the site, and samples do not: permits, people, whatever the site declares.
struct Fact {
  std::string name;  // "people", "permit-hot-work", "crane-busy"
  Text title;
  FactKind kind = FactKind::Truth;
  std::vector<ZoneIndex> zones;  // of which it is told; none: of the site
  Duration valid_for;            // at most: then it is unknown, until it is told again
};

// The least score of each level of an assessment method; below `moderate` it is low.
struct RiskBands {
  double moderate = 0;
  double serious = 0;
  double major = 0;
  std::string standard;  // or who decided it
  std::string edition;   // of the standard, or since when
  std::vector<Severity> matrix =
      {};                        // of LS: in place of the scores a level for each likelihood, each with its five severities; empty: none
  std::optional<Day> from = {};  // what was assessed from that day on has it; none: whenever it was
};

// How long a hazard of each grade may take that is mended by a deadline; none: as long as whoever grades it says.
struct HazardDeadlines {
  std::optional<Duration> general;
  std::optional<Duration> serious;
  std::optional<Duration> major;
  std::string standard;
  std::string edition;
};

enum class TwoPeople { Off, Required };

// How people prove who they are, and what takes two of them.
struct AccessTerms {
  TwoPeople two_people = TwoPeople::Off;  // of a site built in memory; one that was read asks for two unless it says off
  Duration long_shelf = 8_h;              // longer than a shift: whoever comes next finds the shelf without having known of it
  Duration consent_within = 15_min;
  std::vector<std::string> second_factor;  // the roles whose people must have one
  TwoPeople rules = TwoPeople::Off;  // whether other safety rules than those that were accepted take two people (site/safety_rules.hpp)
};

// The times that hazards are given.
struct HazardTerms {
  Duration grade_within = 24_h;     // from the report
  Duration at_once_within = 24_h;   // what is mended at once (即查即改), from the grading
  Duration rework_within = 24_h;    // at least, of what a review returned
  Duration remind_before = 24_h;    // a deadline that is further off than this
  Duration supervise_every = 24_h;  // an overdue hazard goes one post up the chain of duty each time this passes
};

// What good reports and good handling of hazards are worth (积分), and how much of it a person can earn in a month.
struct MeritRule {
  std::uint32_t report = 2;  // graded, so that it was a hazard
  std::uint32_t major = 10;  // graded major, besides
  std::uint32_t mended_in_time = 3;
  std::uint32_t review = 1;  // of another's work
  std::uint32_t month_cap = 30;
};

// Whether the code of a place that was typed from its label shows that somebody is there.
enum class TypedCodes : std::uint8_t { Count, Refused };

// What the firm says of its permits; the rest is the standard's (core/permit/gb30871.hpp).
struct PermitRules {
  std::array<std::optional<PostIndex>, kPermitRoles> posts = {};  // by role; none: that of safety, else the top of the chain of duty
  Duration night_from = 22_h;                                     // hot work at night is of a stricter level (5.1.1), by the site's clock
  Duration night_until = 6_h;                                     // equal: there is no night
  std::vector<std::uint8_t> rest_days = {6, 7};                   // of the week, Monday is 1
  std::vector<Day> holidays = {};
  std::vector<Day> workdays = {};     // on what would be a rest day
  Duration guardian_within = 30_min;  // the guardian is heard of at least so often (4.10)
  Duration answer_within = 30_min;    // what was taken back is answered: given back, finished or cancelled
  Duration around = 30_min;           // preparation before and clean-up after the work, for what must not meet
  double on_site_within_m = 50;       // of the place, who signs or guards there
  TypedCodes typed_codes = TypedCodes::Count;
  // Categories of certificates, one of which the part asks for at that kind of work; empty: what the standard says.
  std::array<std::array<std::vector<std::string>, kPermitKinds.size()>, kPermitParts> certificates = {};

  const std::optional<PostIndex>& post(PermitRole role) const { return posts[static_cast<std::size_t>(role)]; }
  const std::vector<std::string>& certificates_of(PermitPart part, PermitKind kind) const {
    return certificates[static_cast<std::size_t>(part)][static_cast<std::size_t>(kind)];
  }
};

// 应急处置卡 of a plan: what one post does, step by step.
struct PlanCard {
  std::string name;
  Text title;
  PostIndex post;
  std::vector<Text> steps;
  Duration within = 3_min;  // somebody is to have taken it
};

// An emergency plan (应急预案, GB/T 29639-2020 §5). It opens with one button.
struct EmergencyPlan {
  std::string name;
  Text title;
  PlanKind kind = PlanKind::OnSite;
  std::string danger;  // code of GB 6441-2025, four digits; empty: of any kind
  ResponseLevel level = ResponseLevel::Third;
  std::vector<ZoneIndex> zones;       // with those inside; empty: everywhere
  std::optional<ZoneIndex> assembly;  // where people meet
  std::vector<PlanCard> cards;
};

// What a drill asks people to do; of alarms and orders of the drill itself.
enum class DrillAsks : std::uint8_t { Acknowledge, Accept, Submit, Approve, Call, TakeCard };
enum class DrillKind : std::uint8_t { Practice, Golden };  // golden: Davy tries itself, nobody is called
enum class DrillShape : std::uint8_t { Step, Ramp };       // ramp: in a straight line from the reading before

struct DrillReading {
  Duration after;    // the start of the drill
  double value = 0;  // in the point's unit
  DrillShape shape = DrillShape::Step;
};

// What the twin of a point reads; the last value stays until the drill is over.
struct DrillSeries {
  PointIndex point;
  std::vector<DrillReading> readings;   // in order of time, each later than the one before
  std::optional<PointIndex> twin = {};  // where the site has its twins (site/exercise.hpp)
};

struct DrillExpectation {
  DrillAsks what = DrillAsks::Acknowledge;
  std::optional<PostIndex> post;  // of who is to do it; none: anybody
  Duration within;                // of the first alarm of the drill
  std::uint32_t points = 0;       // met; half of them when it is late
};

// 演练: readings of a made-up emergency, and what people are expected to do about it.
struct DrillScenario {
  std::string name;
  Text title;
  DrillKind kind = DrillKind::Practice;
  ZoneIndex zone;
  std::string plan;  // emergency plan that is to be opened in it; empty: none
  Duration lasts;    // at most
  std::vector<DrillSeries> series;
  std::vector<DrillExpectation> expect;
  std::uint32_t pass_percent = 60;
};

// By when something is to be done whose event sets no time of its own (appraisal, 考核).
struct AppraisalStandards {
  Duration acknowledge = 5_min;  // an alarm
  Duration accept = 15_min;      // an order, a hazard
  Duration review = 24_h;        // what others have done
  Duration decide = 24_h;        // a grade, an extension
  Duration sign = 4_h;           // a permit
  Duration take_over = 30_min;   // a shift
  Duration report = 1_h;         // a hazard, after it was found (FACTS §D.4)
  Duration see = 30_min;         // a notice
  Duration restore = 4_h;        // the data of a point that is silent, bad or out of its range
};

// The place of the plan's top-left corner, WGS-84, in degrees; and which way its upper edge looks, clockwise from true north.
struct Anchor {
  double latitude = 0;
  double longitude = 0;
  double bearing = 0;
};

struct Plan {
  std::string svg_path;  // relative to the site folder
  double width_m = 0;
  double height_m = 0;
  std::optional<Anchor> anchor = {};  // none: nobody said where the plan lies
};

struct Site {
  std::string name;
  Text title;
  Duration utc_offset = Duration::from_ms(8 * 3'600'000);  // China has no daylight saving time
  std::string folder;                                      // where it was loaded from; empty when built in memory
  std::string version;  // SHA-256 of all files read, hexadecimal: every alarm names the rules that made it
  std::vector<std::string> packs;
  Plan plan;
  std::vector<Zone> zones;
  std::vector<Device> devices;
  std::vector<Point> points;
  std::vector<Actuator> actuators;
  std::vector<Post> posts;
  std::vector<Shift> shifts;
  std::vector<Duty> duties;
  std::vector<Guidance> guidance;
  std::vector<Condition> conditions;  // those of one point stand together
  std::vector<Row> rows;
  std::vector<Consequence> consequences;
  std::vector<Inhibition> inhibitions;
  std::vector<Retention> retention;  // the first one that covers a point holds; without one its samples stay for ever
  std::vector<Risk> risks;
  std::vector<Fact> facts;
  std::vector<Mode> modes;  // the first is the normal one; none: the site knows no modes
  // In the order of their days; the first has none.
  std::vector<RiskBands> ls_bands{{9, 15, 20, "L×S 5×5", "built-in"}};    // likelihood × severity
  std::vector<RiskBands> lec_bands{{70, 160, 320, "L×E×C", "built-in"}};  // likelihood × exposure × consequence
  HazardDeadlines hazard_deadlines;
  std::optional<Duration>
      group_within;  // alarms of one device or zone that begin so close together are one group; none: not grouped by place
  AccessTerms access;
  HazardTerms hazards;
  MeritRule merits;
  PermitRules permits;
  std::vector<EmergencyPlan> emergency_plans;
  std::vector<DrillScenario> drill_scenarios;
  AppraisalStandards appraisal;
  Duration escalate_every;  // an overdue order goes one post up the chain each time this passes

  const Zone& operator[](ZoneIndex i) const { return zones[i.get()]; }
  const Device& operator[](DeviceIndex i) const { return devices[i.get()]; }
  const Point& operator[](PointIndex i) const { return points[i.get()]; }
  const Actuator& operator[](ActuatorIndex i) const { return actuators[i.get()]; }
  const Post& operator[](PostIndex i) const { return posts[i.get()]; }
  const Shift& operator[](ShiftIndex i) const { return shifts[i.get()]; }
  const Guidance& operator[](GuidanceIndex i) const { return guidance[i.get()]; }
  const Condition& operator[](ConditionIndex i) const { return conditions[i.get()]; }
  const Row& operator[](RowIndex i) const { return rows[i.get()]; }
  const Inhibition& operator[](InhibitionIndex i) const { return inhibitions[i.get()]; }
  const Mode& operator[](ModeIndex i) const { return modes[i.get()]; }
  const Risk& operator[](RiskIndex i) const { return risks[i.get()]; }
  const Fact& operator[](FactIndex i) const { return facts[i.get()]; }
};

}  // namespace davy::site
