#include "core/mode/mode_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {

const PlaceMode* ModeBook::in_force(const site::Directory& directory, std::optional<site::ZoneIndex> zone) const {
  for (std::optional<site::ZoneIndex> at = zone; at; at = directory.site()[*at].parent)
    if (const auto found = set.find(directory.site()[*at].name); found != set.end()) return &found->second;
  const auto whole = set.find("");
  return whole == set.end() ? nullptr : &whole->second;
}

namespace mode {
namespace {

// Applies one event to the book. Events of other rooms change nothing here.
struct Change {
  ModeBook& book;
  const Event& event;

  // Beyond kChangesMax the oldest is forgotten, and with it what was before.
  void note(const std::string& zone, const std::string& mode) const {
    book.changes.push_back({event.time, zone, mode});
    if (book.changes.size() <= ModeBook::kChangesMax) return;
    const ModeChange& oldest = book.changes.front();
    book.before[oldest.zone] = oldest.mode;
    if (oldest.mode.empty()) book.before.erase(oldest.zone);
    book.known_since = oldest.at;
    book.changes.erase(book.changes.begin());
  }

  void operator()(const ModeSet& body) const {
    book.set[body.zone] = {body.mode, person_of(event.actor), body.reason, event.time, body.until};
    note(body.zone, body.mode);
  }

  void operator()(const ModeEnded& body) const {
    book.set.erase(body.zone);
    note(body.zone, {});
  }

  template <class Other>
  void operator()(const Other&) const {}
};

bool has_modes_by_shift(const site::Site& site) {
  return std::ranges::any_of(site.modes, [](const site::Mode& each) { return each.shift.has_value(); });
}

Refusal no_zone() { return refuse(RefusalCode::NotFound, "没有这个区域", "there is no such zone", "zone"); }

}  // namespace

Decided decide(const ModeBook& book, const site::Directory& directory, const SetMode& ask, Instant now) {
  const site::Site& site = directory.site();
  if (!ask.zone.empty() && !directory.zone(ask.zone)) return no_zone();
  const auto mode = directory.mode(ask.mode);
  if (!mode) return refuse(RefusalCode::Invalid, "没有这个工况“" + ask.mode + "”", "there is no mode " + ask.mode, "mode");
  if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明理由", "say why the mode is set", "reason");
  // Where shifts bring modes, the site can be kept from them: there the normal mode is set as any other.
  if (ask.zone.empty() && mode->get() == 0 && !has_modes_by_shift(site)) {
    if (!book.set.contains("")) return refuse(RefusalCode::NotNow, "已是正常工况", "the site is in its normal mode already", "mode");
    return Bodies{ModeEnded{"", book.set.at("").mode, Ended::ByPerson}};
  }
  const std::optional<Duration>& at_most = site[*mode].at_most;
  const bool too_long = at_most && (!ask.duration || *ask.duration > *at_most);
  if (too_long || (ask.duration && *ask.duration <= Duration{})) {
    const std::string most = at_most ? to_text(*at_most) : std::string();
    return refuse(RefusalCode::Invalid, at_most ? "此工况须有时限，且不超过 " + most : "时限须大于 0",
                  at_most ? "this mode lasts more than 0 and at most " + most : "a mode lasts more than 0", "duration");
  }
  std::optional<Instant> until;
  if (ask.duration) until = now + *ask.duration;
  return Bodies{ModeSet{ask.zone, ask.mode, ask.reason, until}};
}

Decided decide(const ModeBook& book, const EndMode& ask) {
  const auto found = book.set.find(ask.zone);
  if (found == book.set.end()) return refuse(RefusalCode::NotNow, "此处没有设定工况", "no mode is set here", "zone");
  return Bodies{ModeEnded{ask.zone, found->second.mode, Ended::ByPerson}};
}

Bodies on_time(const ModeBook& book, Instant now) {
  Bodies bodies;
  for (const auto& [zone, set] : book.set)
    if (set.until && *set.until <= now) bodies.push_back(ModeEnded{zone, set.mode, Ended::Expired});
  return bodies;
}

Bodies on_start(const ModeBook& book, const site::Directory& directory) {
  Bodies bodies;
  for (const auto& [zone, set] : book.set)
    if ((!zone.empty() && !directory.zone(zone)) || !directory.mode(set.mode))
      bodies.push_back(ModeEnded{zone, set.mode, Ended::Withdrawn});
  return bodies;
}

Instant next_due(const ModeBook& book) {
  Instant due = Instant::never();
  for (const auto& [zone, set] : book.set)
    if (set.until) due = std::min(due, *set.until);
  return due;
}

void evolve(ModeBook& book, const Event& event) { visit(Change{book, event}, event.body); }

}  // namespace mode
}  // namespace davy::core
