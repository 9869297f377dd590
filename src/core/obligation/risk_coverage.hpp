#pragma once
// RiskCoverage (FACTS §D.4): which risk points should be identified, what identifies each (风险识别覆盖率), and whether the risk was
// assessed anew within a day after one changed (风险更新及时率).
//
// What should be identified is declared, never guessed: the zones of the site in which work goes on (production, warehouse, special work)
// or that the site says to be dangerous (inherent-risk above low), and the records of the kinds hazard-unit, storage-place and risk-point
// that are there. A point is identified while a risk event is there (its record has an assessment) whose unit, or whose unit's object,
// names the point; a zone, while that object is in it.
//
// A pure function of the events of those records and of the site of now: they are few, and read anew each time.

#include "core/event.hpp"
#include "core/obligation/kpi.hpp"
#include "site/directory.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

enum class RiskPointKind { Zone, HazardUnit, StoragePlace, RiskPoint };

inline constexpr Duration kRiskUpdate = 24_h;  // FACTS §D.4: updated at the latest a day after the change

// The kinds of record that it is about.
inline constexpr std::array<std::string_view, 6> kRiskKinds = {"hazard-unit", "storage-place", "risk-point",
                                                               "risk-object", "risk-unit",     "risk-event"};

struct RiskPointRef {
  RiskPointKind kind = RiskPointKind::Zone;
  std::string id;  // of its record; of a zone its name
  auto operator<=>(const RiskPointRef&) const = default;
};

// Ids of the records that identify a point, and the record of the journal that has the assessment.
struct IdentifiedBy {
  std::string object;
  std::string unit;
  std::string event;
  std::uint64_t seq = 0;
  bool operator==(const IdentifiedBy&) const = default;
};

struct ExpectedRisk {
  RiskPointRef point;
  Text title;
  std::string zone;              // empty: nobody says where it is
  std::uint64_t seq = 0;         // the record that says it is there; 0: the site says so
  std::vector<IdentifiedBy> by;  // none: a gap
  bool operator==(const ExpectedRisk&) const = default;
};

// A point that came, or of which something was said otherwise than before: more than its name, its stock, a filing or who
// answers for it.
struct RiskChange {
  RiskPointRef point;
  Text title;
  std::string zone;
  std::uint64_t seq = 0;
  Instant at;
  std::uint64_t updated = 0;  // the record by which an assessment later than the change first stood for the point; 0: none so far
  std::optional<Instant> updated_at;
  bool operator==(const RiskChange&) const = default;
};
Standing standing_of(const RiskChange& change, Instant as_of);

struct RiskFigures {
  std::vector<ExpectedRisk> points;  // zones in the site's order, then the others by kind and id
  std::vector<RiskChange> changes;   // in order
};

// What of these counts, for their zones.
std::vector<Counted> counted(const RiskFigures& figures, Instant as_of);

// Into rows by zone; those of what is nowhere are in none.
void add_risks(std::vector<KpiRow>& rows, const RiskFigures& figures, Instant as_of);

class RiskFold {
 public:
  // The points as they are at the end, or at `until` when that has passed; the changes of [from, until) as they were answered up to the
  // end. The directory must outlive it.
  RiskFold(const site::Directory& directory, Instant from, Instant until) : directory_(directory), from_(from), until_(until) {}

  void take(const Event& event);  // in order; of records of other kinds it takes no notice
  RiskFigures finish() const;

 private:
  struct Known {
    Text title;
    std::string place;             // its zone; of a storage place its hazard unit
    std::vector<RecordMark> said;  // what makes it another risk
    std::uint64_t seq = 0;
  };
  struct Naming {
    std::string above;  // of an object its zone, of a unit its object
    std::set<RiskPointRef> points;
  };
  struct Assessed {
    std::string unit;
    std::uint64_t seq = 0;
  };

  void save(const RecordSaved& saved, const Event& event);
  void save_point(const RiskPointRef& ref, const RecordSaved& saved, const Event& event);
  void remove(const RecordRemoved& removed, const Event& event);
  void answer(const std::vector<std::string>& events, const Event& event);
  std::vector<std::string> events_under(const std::string& object, const std::string& unit) const;
  std::set<RiskPointRef> named_by(const Assessed& event) const;
  std::string zone_of(const RiskPointRef& ref, const Known& known) const;
  std::vector<ExpectedRisk> points() const;

  const site::Directory& directory_;
  Instant from_;
  Instant until_;
  std::map<RiskPointRef, Known> known_;
  std::map<std::string, Naming> objects_;
  std::map<std::string, Naming> units_;
  std::map<std::string, Assessed> events_;
  std::vector<RiskChange> changes_;
  std::optional<std::vector<ExpectedRisk>> at_until_;
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::RiskPointKind> =
    std::to_array<davy::EnumName<davy::core::RiskPointKind>>({{davy::core::RiskPointKind::Zone, "zone"},
                                                              {davy::core::RiskPointKind::HazardUnit, "hazard-unit"},
                                                              {davy::core::RiskPointKind::StoragePlace, "storage-place"},
                                                              {davy::core::RiskPointKind::RiskPoint, "risk-point"}});
