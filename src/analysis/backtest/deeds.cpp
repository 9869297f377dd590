#include "analysis/backtest/deeds.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace davy::analysis {
namespace {

struct DeedKinds
    : TypeList<core::SystemStarted, core::ModeSet, core::ModeEnded, core::FactTold, core::AlarmShelved, core::AlarmUnshelved,
               core::AlarmTakenOutOfService, core::AlarmReturnedToService, core::AlarmAcknowledged, core::AlarmReset, core::RowBypassed,
               core::RowBypassEnded, core::RowReset, core::OrderIssued, core::OrderClosed, core::OrderWithdrawn, core::HazardReported,
               core::HazardMerged, core::HazardDismissed, core::HazardClosed, core::PermitApplied, core::PermitStarted,
               core::PermitInterrupted, core::PermitSuspended, core::PermitResumed, core::PermitFinished, core::PermitReturned,
               core::PermitAccepted, core::PermitRefused, core::PermitExpired, core::PermitCancelled, core::PermitArchived> {};

template <class Body>
concept SetsAside = std::is_same_v<Body, core::AlarmShelved> || std::is_same_v<Body, core::AlarmUnshelved> ||
    std::is_same_v<Body, core::AlarmTakenOutOfService> || std::is_same_v<Body, core::AlarmReturnedToService>;

// What of a deed can still be done; none: nothing.
struct Again {
  using Body = std::optional<core::EventBody>;
  const PastDeed& deed;
  const core::State& state;
  const site::Directory& directory;
  const std::map<std::uint64_t, std::uint64_t>& numbers;

  // By a name: whatever it is about must be there.
  Body operator()(const core::ModeSet& set) const {
    if (!set.zone.empty() && !directory.zone(set.zone)) return {};
    if (directory.mode(set.mode)) return set;
    const auto known = state.modes.set.find(set.zone);
    return known == state.modes.set.end() ? Body() : Body(core::ModeEnded{set.zone, known->second.mode, core::Ended::Withdrawn});
  }
  Body operator()(const core::ModeEnded& ended) const { return state.modes.set.contains(ended.zone) ? Body(ended) : Body(); }
  Body operator()(const core::FactTold& told) const { return directory.fact(told.fact).has_value() ? Body(told) : Body(); }
  Body operator()(const core::AlarmShelved& shelved) const {
    return directory.condition(shelved.condition).has_value() ? Body(shelved) : Body();
  }
  Body operator()(const core::AlarmTakenOutOfService& out) const {
    return directory.condition(out.condition).has_value() ? Body(out) : Body();
  }
  Body operator()(const core::AlarmUnshelved& ended) const {
    const core::Alarm* alarm = state.alarms.of(ended.condition);
    return alarm != nullptr && alarm->shelf.has_value() ? Body(ended) : Body();
  }
  Body operator()(const core::AlarmReturnedToService& back) const {
    const core::Alarm* alarm = state.alarms.of(back.condition);
    return alarm != nullptr && alarm->out_of_service.has_value() ? Body(back) : Body();
  }
  Body operator()(const core::RowBypassed& bypassed) const { return directory.row(bypassed.row).has_value() ? Body(bypassed) : Body(); }
  Body operator()(const core::RowBypassEnded& ended) const {
    const auto row = state.interlocks.rows.find(ended.row);
    return row != state.interlocks.rows.end() && row->second.bypass.has_value() ? Body(ended) : Body();
  }
  Body operator()(const core::RowReset& reset) const {
    const auto row = state.interlocks.rows.find(reset.row);
    return row != state.interlocks.rows.end() && row->second.tripped ? Body(reset) : Body();
  }

  // By an alarm: the one that the condition has now.
  Body operator()(const core::AlarmAcknowledged& acked) const {
    const core::Alarm* alarm = state.alarms.of(deed.condition);
    const bool can = alarm != nullptr && !core::alarm::cannot_acknowledge(*alarm);
    return can ? Body(core::AlarmAcknowledged{alarm->id, acked.comment}) : Body();
  }
  Body operator()(const core::AlarmReset&) const {
    const core::Alarm* alarm = state.alarms.of(deed.condition);
    return alarm != nullptr && !core::alarm::cannot_reset(*alarm) ? Body(core::AlarmReset{alarm->id}) : Body();
  }

  // Nobody is reminded: it counts as open, no more.
  Body operator()(core::OrderIssued issued) const {
    issued.alarm = {};
    issued.deadline = issued.deadline + kForEver;
    return directory.zone(issued.zone).has_value() ? Body(std::move(issued)) : Body();
  }
  Body operator()(const core::OrderClosed& closed) const { return on_order(closed); }
  Body operator()(const core::OrderWithdrawn& withdrawn) const { return on_order(withdrawn); }
  template <class Closed>
  Body on_order(Closed closed) const {
    const auto number = numbers.find(closed.order.get());
    if (number == numbers.end()) return {};
    closed.order = core::OrderId(number->second);
    return state.orders.find(closed.order) != nullptr ? Body(std::move(closed)) : Body();
  }

  // As an order: open, no more. What it is about is of records that no history has here.
  Body operator()(core::HazardReported reported) const {
    reported.about = {};
    reported.photos.clear();
    reported.deadline = reported.deadline + kForEver;
    return directory.zone(reported.zone).has_value() ? Body(std::move(reported)) : Body();
  }
  Body operator()(const core::HazardMerged& merged) const { return on_hazard(merged); }
  Body operator()(const core::HazardDismissed& dismissed) const { return on_hazard(dismissed); }
  Body operator()(const core::HazardClosed& closed) const { return on_hazard(closed); }
  template <class Closed>
  Body on_hazard(Closed closed) const {
    const auto number = numbers.find(closed.hazard.get());
    if (number == numbers.end()) return {};
    closed.hazard = core::HazardId(number->second);
    return state.hazards.find(closed.hazard) != nullptr ? Body(std::move(closed)) : Body();
  }

  Body operator()(core::PermitApplied applied) const {
    applied.related.clear();
    return applied;
  }
  Body operator()(const core::PermitSuspended& suspended) const {
    return suspended.cause == core::StopCause::Gas ? Body() : on_permit(suspended, core::PermitState::Suspended);
  }
  Body operator()(const core::PermitStarted& started) const { return on_permit(started, core::PermitState::Open); }
  Body operator()(const core::PermitResumed& resumed) const { return on_permit(resumed, core::PermitState::Open); }
  template <class About>
  requires requires(About about) { core::PermitId(about.permit); }
  Body operator()(const About& about) const { return on_permit(about, std::nullopt); }

  template <class Other>
  Body operator()(const Other&) const {
    return {};
  }

  // Unless it is in that state already.
  template <class About>
  Body on_permit(About about, std::optional<core::PermitState> already) const {
    const auto number = numbers.find(about.permit.get());
    if (number == numbers.end()) return {};
    about.permit = core::PermitId(number->second);
    const core::Permit* permit = state.permits.find(about.permit);
    return permit != nullptr && permit->state != already ? Body(std::move(about)) : Body();
  }

  static constexpr Duration kForEver = Duration::from_ms(100LL * 365 * 86'400'000);
};

}  // namespace

std::vector<std::string_view> deed_kinds() {
  return DeedKinds::with_all([]<class... Bodies>(std::type_identity<Bodies>...) { return std::vector{Bodies::kKind...}; });
}

void DeedReader::take(const core::Event& event) {
  if (core::is_of_exercise(event.body)) return;
  visit(
      [&]<class Body>(const Body& body) {
        if constexpr (InList<Body, DeedKinds>) {
          if constexpr (std::is_same_v<Body, core::FactTold>) {
            const auto [known, is_new] = told_.try_emplace({body.fact, body.zone}, deeds_.size());
            if (!is_new) {
              auto& before = get<core::FactTold>(deeds_[known->second].event.body);
              if (before.value == body.value && before.until >= event.time && before.until <= body.until) {
                before.until = body.until;
                return;
              }
              known->second = deeds_.size();
            }
          }
          deeds_.push_back({event});
        }
      },
      event.body);
}

Deeds DeedReader::give(const std::function<std::string(core::AlarmId)>& condition_of) {
  for (PastDeed& deed : deeds_) {
    if (const auto* acked = get_if<core::AlarmAcknowledged>(&deed.event.body)) deed.condition = condition_of(acked->alarm);
    if (const auto* reset = get_if<core::AlarmReset>(&deed.event.body)) deed.condition = condition_of(reset->alarm);
  }
  told_.clear();
  return std::exchange(deeds_, {});
}

Deeds deeds_of_one(const Deeds& deeds, std::string_view condition, std::span<const std::string> names) {
  Deeds found;
  for (const PastDeed& deed : deeds)
    visit(
        [&]<class Body>(const Body& body) {
          if constexpr (std::is_same_v<Body, core::SystemStarted> || std::is_same_v<Body, core::ModeSet> ||
                        std::is_same_v<Body, core::ModeEnded> || std::is_same_v<Body, core::FactTold>) {
            found.push_back(deed);
          } else if constexpr (SetsAside<Body>) {
            if (body.condition != condition) return;
            for (const std::string& name : names) {
              Body other = body;
              other.condition = name;
              found.push_back({{deed.event.seq, deed.event.time, deed.event.actor, std::move(other)}, {}});
            }
          }
        },
        deed.event.body);
  return found;
}

std::optional<core::Lived> DeedBook::again(const PastDeed& deed, const core::State& state) const {
  std::optional<core::EventBody> body = visit(Again{deed, state, *directory_, numbers_}, deed.event.body);
  return body ? std::optional(core::Lived{deed.event.actor, std::move(*body)}) : std::nullopt;
}

void DeedBook::done(const PastDeed& deed, std::optional<std::uint64_t> seq) {
  visit(
      [&]<class Body>(const Body& body) {
        if constexpr (std::is_same_v<Body, core::PermitApplied> || std::is_same_v<Body, core::OrderIssued> ||
                      std::is_same_v<Body, core::HazardReported>) {
          if (seq) numbers_[deed.event.seq] = *seq;
        } else if constexpr (requires { core::PermitId(body.permit); }) {
          const auto number = numbers_.find(body.permit.get());
          if (number == numbers_.end()) return;
          if constexpr (std::is_same_v<Body, core::PermitStarted> || std::is_same_v<Body, core::PermitResumed>)
            open_.insert(core::PermitId(number->second));
          else
            open_.erase(core::PermitId(number->second));
        }
      },
      deed.event.body);
}

}  // namespace davy::analysis
