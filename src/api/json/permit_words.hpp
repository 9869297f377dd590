#pragma once
// What people call the terms of permits, in both languages.

#include "base/text.hpp"
#include "core/permit/permit_events.hpp"
#include "store/views/permit_rows.hpp"

namespace davy::api {

Text title_of(core::PermitKind value);
Text title_of(core::HotPlace value);
Text title_of(core::HeightFactor value);
Text title_of(core::Activity value);
Text title_of(store::PermitStage value);
Text title_of(core::StopCause value);
Text title_of(core::SignPurpose value);
Text title_of(core::OnSite value);
Text title_of(site::Severity value);
Text title_of(core::IsolationKind value);
Text title_of(core::GasClass value);
Text title_of(core::VesselPart value);
Text title_of(core::PermitKind kind, core::PermitLevel level);

}  // namespace davy::api
