#pragma once
// What people ask of permits for special work.

#include "core/hazard/hazard_events.hpp"
#include "core/permit/permit_events.hpp"
#include "site/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

// How the code of a place came into the request. What nobody said was read by a camera was typed.
enum class CodeRead { Typed, Camera };

// Where a phone says that it is, WGS-84, in degrees; it is within accuracy_m of there.
struct PhoneFix {
  double latitude = 0;
  double longitude = 0;
  double accuracy_m = 0;
};

// Where somebody says to be: the code of the place, a place on the plan, or where the phone says that it is.
struct SaidPlace {
  std::string tag;  // the name of the zone, as its code says
  std::optional<site::Metres> at;
  CodeRead read = CodeRead::Typed;
  std::optional<PhoneFix> fix = {};
};

// `level` and `points` as the site and the standard say; points: those that are bound besides. `until` and `level` are judged.
struct ApplyForPermit {
  PermitApplied what;
};
struct ConfirmMeasure {
  PermitId permit;
  std::uint32_t measure = 0;
  bool applies = true;
  std::string remark;
  std::vector<std::string> photos;
  std::vector<MeasuredFigure> figures = {};
};
// Also of a lock that still hangs when its permit is over.
struct HandleIsolation {
  PermitId permit;
  std::uint32_t isolation = 0;
  IsolationDeed deed = IsolationDeed::Set;
  std::string lock;  // of Set
  SaidPlace place;
  PermitId for_permit;  // of Kept
  std::string note;
  std::vector<std::string> photos;
};
struct TestGas {
  PermitId permit;
  Instant taken;
  std::string analyst;
  std::vector<GasReading> readings;  // without limits: those are the permit's
  std::vector<std::string> photos;
};
struct BriefWorkers {
  PermitId permit;
  std::vector<std::string> receivers;
  std::string note;
  std::vector<std::string> photos;
  std::vector<BriefingReceipt> receipts = {};
};
struct SignPermit {
  PermitId permit;
  std::uint32_t step = 0;
  std::string opinion;
  SaidPlace place;
};
struct RefusePermit {
  PermitId permit;
  std::string reason;
};
struct StartPermit {
  PermitId permit;
};
struct InterruptPermit {
  PermitId permit;
  std::string reason;
};
struct SuspendPermit {  // anybody who sees a danger
  PermitId permit;
  std::string reason;
};
struct ResumePermit {
  PermitId permit;
  std::string note;
};
struct GuardPermit {
  PermitId permit;
  SaidPlace place;
};
struct FinishPermit {
  PermitId permit;
  std::string note;
  std::vector<std::string> photos;
};
struct AcceptPermit {
  PermitId permit;
  Verdict verdict = Verdict::Approved;
  std::string note;
};
struct CancelPermit {
  PermitId permit;
  std::string reason;
};
struct ArchivePermit {
  PermitId permit;
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::CodeRead> =
    std::to_array<davy::EnumName<davy::core::CodeRead>>({{davy::core::CodeRead::Typed, "typed"}, {davy::core::CodeRead::Camera, "camera"}});
