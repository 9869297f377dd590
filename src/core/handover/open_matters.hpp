#pragma once
// The matters of a post that are open now: what who comes has to know of.
//
// Those that the post answers for, and all of the zones in which it has a duty, with the zones inside; of a post without a duty, of the whole site. Alarms that
// are not normal, set aside or not; orders and hazards that are not closed; rows that are bypassed; modes that are set; checks that are overdue; care of
// devices that is overdue, or has begun and keeps alarms out of service; permits of work that goes on, rests or waits to be accepted; incidents and
// drills, wherever they are, as long as the response goes on.

#include "core/care/care_book.hpp"
#include "core/check/check_book.hpp"
#include "core/hazard/hazard_book.hpp"
#include "core/incident/incident_book.hpp"
#include "core/interlock/interlock_table.hpp"
#include "core/mode/mode_book.hpp"
#include "core/order/order_book.hpp"
#include "core/permit/permit_book.hpp"

#include <vector>

namespace davy::core {

struct MatterSources {
  const AlarmBook& alarms;
  const OrderBook& orders;
  const HazardBook& hazards;
  const InterlockTable& interlocks;
  const ModeBook& modes;
  const CheckBook& checks;
  const CareBook& care;
  const PermitBook& permits;
  const IncidentBook& incidents;
};

// By kind, then by name.
std::vector<HandedMatter> open_matters(const MatterSources& sources, const site::Directory& directory, const std::string& post);

}  // namespace davy::core
