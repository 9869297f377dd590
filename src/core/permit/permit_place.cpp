#include "core/permit/permit_place.hpp"

#include "core/refuse.hpp"
#include "site/anchor.hpp"
#include "site/reading/geometry.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core::permit {
namespace {

constexpr double kCoarseM = 100;  // a phone that knows no better stands anywhere in a plant

// From the edge of the work; in the zone itself 0.
double away_from(const site::Directory& directory, const PermitApplied& what, site::Metres at) {
  const auto zone = directory.zone(what.zone);
  if (zone && site::holds(directory.site()[*zone].outline, at)) return 0;
  return std::max(0.0, std::hypot(at.x - what.place.x_m, at.y - what.place.y_m) - what.place.radius_m);
}

bool is_on_earth(const PhoneFix& fix) {
  return std::isfinite(fix.latitude) && std::isfinite(fix.longitude) && std::isfinite(fix.accuracy_m) && std::abs(fix.latitude) <= 90 &&
         std::abs(fix.longitude) <= 180 && fix.accuracy_m >= 0;
}

Refusal not_there(double away_m) {
  const std::string metres = std::to_string(std::lround(away_m));
  return refuse(RefusalCode::Invalid, "您的位置不在作业现场，相距约 " + metres + " 米",
                "you are not at the place of the work, but about " + metres + " m away", "place");
}

// Outside: even the nearest place that the phone may be at is too far. Inside: it is near, and the phone knows where it is.
std::variant<PlaceFix, Refusal> judge_fix(const site::Directory& directory, const PermitApplied& what, const PhoneFix& fix) {
  if (!is_on_earth(fix))
    return refuse(RefusalCode::Invalid, "定位数据无效", "that is no place on the earth with an accuracy", "place.latitude");
  const double within = directory.site().permits.on_site_within_m;
  const double away = away_from(directory, what, site::on_plan(*directory.site().plan.anchor, fix.latitude, fix.longitude));
  if (away - fix.accuracy_m > within) return not_there(away);
  const bool is_inside = away <= within && fix.accuracy_m <= kCoarseM;
  return PlaceFix{is_inside ? FixVerdict::Inside : FixVerdict::Coarse, std::round(away)};
}

std::variant<OnSite, Refusal> by_code(const site::Directory& directory, const PermitApplied& what, const SaidPlace& said) {
  if (said.tag.empty()) return OnSite::No;
  if (said.tag != what.zone)
    return refuse(RefusalCode::Invalid, "扫到的是“" + said.tag + "”，不是作业区域的标牌",
                  "that is the code of " + said.tag + ", not of the place of the work", "place.tag");
  if (said.read == CodeRead::Camera) return OnSite::Scanned;
  return directory.site().permits.typed_codes == site::TypedCodes::Count ? OnSite::Typed : OnSite::No;
}

}  // namespace

std::variant<Presence, Refusal> presence(const site::Directory& directory, const PermitApplied& what, const SaidPlace& said) {
  Presence shown;
  auto code = by_code(directory, what, said);
  if (auto* no = std::get_if<Refusal>(&code)) return std::move(*no);
  shown.on_site = std::get<OnSite>(code);
  if (said.fix && directory.site().plan.anchor) {
    auto fix = judge_fix(directory, what, *said.fix);
    if (auto* no = std::get_if<Refusal>(&fix)) return std::move(*no);
    shown.fix = std::get<PlaceFix>(fix);
    if (shown.fix->verdict == FixVerdict::Inside && shown.on_site != OnSite::Scanned) shown.on_site = OnSite::Located;
  }
  if (said.at) {
    const double away = std::isfinite(said.at->x) && std::isfinite(said.at->y) ? away_from(directory, what, *said.at) : HUGE_VAL;
    if (away > directory.site().permits.on_site_within_m)
      return refuse(RefusalCode::Invalid, "您的位置不在作业现场", "you are not at the place of the work", "place");
    if (shown.on_site != OnSite::Scanned) shown.on_site = OnSite::Located;
  }
  return shown;
}

Refusal come_to_the_place(const site::Directory& directory, const Presence& shown) {
  if (shown.fix && shown.fix->verdict == FixVerdict::Coarse)
    return refuse(RefusalCode::Invalid, "定位精度不够，无法证明在现场；请到室外再试，或扫码",
                  "the phone knows too coarsely where it is to show that you are there: try in the open, or scan the code", "place");
  if (directory.site().permits.typed_codes == site::TypedCodes::Refused)
    return refuse(RefusalCode::Invalid, "请在现场扫码或定位；本厂不接受手工输入的编号",
                  "scan the code at the place, or let the phone say where you are; this site takes no code that was typed", "place");
  return refuse(RefusalCode::Invalid, "请在现场扫码或定位", "scan the code at the place, or let the phone say where you are", "place");
}

}  // namespace davy::core::permit
