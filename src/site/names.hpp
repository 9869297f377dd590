#pragma once
// The names of the site's enums as they stand in YAML, JSON and the journal.

#include "base/enum_names.hpp"
#include "site/model.hpp"

namespace davy {

template <>
inline constexpr auto kEnumNames<site::Severity> = std::to_array<EnumName<site::Severity>>({{site::Severity::Low, "low"},
                                                                                            {site::Severity::Moderate, "moderate"},
                                                                                            {site::Severity::Serious, "serious"},
                                                                                            {site::Severity::Major, "major"}});

template <>
inline constexpr auto kEnumNames<site::Matter> = std::to_array<EnumName<site::Matter>>({{site::Matter::Alarm, "alarm"},
                                                                                        {site::Matter::Order, "order"},
                                                                                        {site::Matter::Hazard, "hazard"},
                                                                                        {site::Matter::Inspection, "inspection"},
                                                                                        {site::Matter::Permit, "permit"}});

template <>
inline constexpr auto kEnumNames<site::PermitKind> =
    std::to_array<EnumName<site::PermitKind>>({{site::PermitKind::HotWork, "hot-work"},
                                               {site::PermitKind::ConfinedSpace, "confined-space"},
                                               {site::PermitKind::BlindPlate, "blind-plate"},
                                               {site::PermitKind::Height, "height"},
                                               {site::PermitKind::Lifting, "lifting"},
                                               {site::PermitKind::TemporaryPower, "temporary-power"},
                                               {site::PermitKind::Excavation, "excavation"},
                                               {site::PermitKind::RoadBreaking, "road-breaking"}});

template <>
inline constexpr auto kEnumNames<site::PermitRole> =
    std::to_array<EnumName<site::PermitRole>>({{site::PermitRole::Lead, "lead"},
                                               {site::PermitRole::Unit, "unit"},
                                               {site::PermitRole::Safety, "safety"},
                                               {site::PermitRole::Professional, "professional"},
                                               {site::PermitRole::Manager, "manager"},
                                               {site::PermitRole::Shift, "shift"},
                                               {site::PermitRole::Power, "power"},
                                               {site::PermitRole::Fire, "fire"},
                                               {site::PermitRole::Utilities, "utilities"},
                                               {site::PermitRole::Process, "process"},
                                               {site::PermitRole::Equipment, "equipment"}});

template <>
inline constexpr auto kEnumNames<site::PermitPart> = std::to_array<EnumName<site::PermitPart>>({{site::PermitPart::Worker, "worker"},
                                                                                                {site::PermitPart::Guardian, "guardian"},
                                                                                                {site::PermitPart::Lead, "lead"},
                                                                                                {site::PermitPart::Coordinator,
                                                                                                 "coordinator"},
                                                                                                {site::PermitPart::Applicant, "applicant"},
                                                                                                {site::PermitPart::Approver, "approver"},
                                                                                                {site::PermitPart::Analyst, "analyst"}});

template <>
inline constexpr auto kEnumNames<site::PlanKind> = std::to_array<EnumName<site::PlanKind>>(
    {{site::PlanKind::Comprehensive, "comprehensive"}, {site::PlanKind::Special, "special"}, {site::PlanKind::OnSite, "on-site"}});

template <>
inline constexpr auto kEnumNames<site::ResponseLevel> = std::to_array<EnumName<site::ResponseLevel>>(
    {{site::ResponseLevel::Third, "third"}, {site::ResponseLevel::Second, "second"}, {site::ResponseLevel::First, "first"}});

template <>
inline constexpr auto kEnumNames<site::DrillAsks> = std::to_array<EnumName<site::DrillAsks>>({{site::DrillAsks::Acknowledge, "acknowledge"},
                                                                                              {site::DrillAsks::Accept, "accept"},
                                                                                              {site::DrillAsks::Submit, "submit"},
                                                                                              {site::DrillAsks::Approve, "approve"},
                                                                                              {site::DrillAsks::Call, "call"},
                                                                                              {site::DrillAsks::TakeCard, "take-card"}});

template <>
inline constexpr auto kEnumNames<site::DrillKind> = std::to_array<EnumName<site::DrillKind>>({{site::DrillKind::Practice, "practice"},
                                                                                              {site::DrillKind::Golden, "golden"}});

template <>
inline constexpr auto kEnumNames<site::Rings> = std::to_array<EnumName<site::Rings>>({{site::Rings::Always, "always"},
                                                                                      {site::Rings::WithPermit, "with-permit"},
                                                                                      {site::Rings::Never, "never"}});

template <>
inline constexpr auto kEnumNames<site::Scene> = std::to_array<EnumName<site::Scene>>({{site::Scene::Production, "production"},
                                                                                      {site::Scene::Warehouse, "warehouse"},
                                                                                      {site::Scene::Office, "office"},
                                                                                      {site::Scene::SpecialWork, "special-work"},
                                                                                      {site::Scene::Emergency, "emergency"}});

template <>
inline constexpr auto kEnumNames<site::PointKind> = std::to_array<EnumName<site::PointKind>>({{site::PointKind::CombustibleGas,
                                                                                               "combustible-gas"},
                                                                                              {site::PointKind::ToxicGas, "toxic-gas"},
                                                                                              {site::PointKind::Oxygen, "oxygen"},
                                                                                              {site::PointKind::Smoke, "smoke"},
                                                                                              {site::PointKind::Flame, "flame"},
                                                                                              {site::PointKind::Temperature, "temperature"},
                                                                                              {site::PointKind::Pressure, "pressure"},
                                                                                              {site::PointKind::Level, "level"},
                                                                                              {site::PointKind::Flow, "flow"},
                                                                                              {site::PointKind::Vibration, "vibration"},
                                                                                              {site::PointKind::Current, "current"},
                                                                                              {site::PointKind::Humidity, "humidity"},
                                                                                              {site::PointKind::Wind, "wind"},
                                                                                              {site::PointKind::Door, "door"},
                                                                                              {site::PointKind::People, "people"},
                                                                                              {site::PointKind::State, "state"},
                                                                                              {site::PointKind::Other, "other"}});

template <>
inline constexpr auto kEnumNames<site::Purpose> = std::to_array<EnumName<site::Purpose>>({{site::Purpose::Process, "process"},
                                                                                          {site::Purpose::Safety, "safety"}});

template <>
inline constexpr auto kEnumNames<site::ConditionKind> =
    std::to_array<EnumName<site::ConditionKind>>({{site::ConditionKind::High, "high"},
                                                  {site::ConditionKind::Low, "low"},
                                                  {site::ConditionKind::Stale, "stale"},
                                                  {site::ConditionKind::BadQuality, "bad-quality"},
                                                  {site::ConditionKind::OutOfRange, "out-of-range"},
                                                  {site::ConditionKind::ActuatorFault, "actuator-fault"},
                                                  {site::ConditionKind::Expression, "expression"}});

template <>
inline constexpr auto kEnumNames<site::Reach> =
    std::to_array<EnumName<site::Reach>>({{site::Reach::Zone, "zone"}, {site::Reach::Equipment, "equipment"}, {site::Reach::Site, "site"}});

template <>
inline constexpr auto kEnumNames<site::Nearness> = std::to_array<EnumName<site::Nearness>>({{site::Nearness::Zone, "zone"},
                                                                                            {site::Nearness::Neighbours, "neighbours"},
                                                                                            {site::Nearness::Site, "site"}});

template <>
inline constexpr auto kEnumNames<site::FactKind> = std::to_array<EnumName<site::FactKind>>({{site::FactKind::Truth, "truth"},
                                                                                            {site::FactKind::Count, "count"},
                                                                                            {site::FactKind::Number, "number"}});

template <>
inline constexpr auto kEnumNames<site::TwoPeople> = std::to_array<EnumName<site::TwoPeople>>({{site::TwoPeople::Off, "off"},
                                                                                              {site::TwoPeople::Required, "required"}});

template <>
inline constexpr auto kEnumNames<site::OnUnknown> = std::to_array<EnumName<site::OnUnknown>>({{site::OnUnknown::Hold, "hold"},
                                                                                              {site::OnUnknown::Trip, "trip"}});

}  // namespace davy
