#include "core/engine/engine.hpp"
#include "site/exercise.hpp"

namespace davy::core {

drill::Sources Engine::drill_sources(Instant now) const {
  return {
      state_.drills, state_.alarms, state_.orders, state_.interlocks, state_.incidents, *directory_, [this, now](const std::string& post) {
        return people_holding({post}, now);
      }};
}

// Twins have nothing to say outside of a drill.
bool Engine::rests(const Edge& edge) const {
  const site::Site& site = directory_->site();
  return !state_.drills.running && site::is_exercise(site[site[edge.condition].point].name);
}

// An exercise that is called while a drill runs is the drill's; what ends with it says what was not done by then.
void Engine::tell_drill(EventBody& body) const {
  if (auto* opened = get_if<IncidentOpened>(&body)) {
    const auto& running = state_.drills.running;
    const bool is_ours = running && running->what.kind == DrillKind::Practice && opened->exercise == Exercise::Drill;
    opened->drill = is_ours ? running->id : DrillId();
  }
  auto* ended = get_if<IncidentEnded>(&body);
  const Incident* incident = ended == nullptr || ended->drill.none() ? nullptr : state_.incidents.find(ended->incident);
  if (incident == nullptr) return;
  ended->open_cards.clear();
  for (const IncidentCard& card : incident->cards)
    if (card.state != CardState::Done) ended->open_cards.push_back(card.card);
}

}  // namespace davy::core
