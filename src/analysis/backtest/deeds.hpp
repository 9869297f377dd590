#pragma once
// Deeds: what people and other systems decided in a history, and what became of permits and orders, as far as alarms depend on it: modes, facts, permits,
// what was set aside, bypasses, acknowledgements, orders, hazards; and that Davy started.
//
// A backtest does them again at their times. That a limit took a permit back is left out: that is for the rules to say that are tried. Records of a journal name each
// other by their numbers; lived again they have others, which DeedBook keeps.

#include "core/engine/engine.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace davy::analysis {

struct PastDeed {
  core::Event event;
  std::string condition = {};  // of the alarm that it names; empty: it names none
};
using Deeds = std::vector<PastDeed>;

// The kinds of records that are deeds.
std::vector<std::string_view> deed_kinds();

// Gathers the deeds of a journal.
class DeedReader {
 public:
  // In journal order; what is no deed, or a drill's, is left out. A fact told again before it ran out, with the same value, only lasts longer.
  void take(const core::Event& event);
  // All of them. `condition_of` an alarm by its number; empty: nobody knows.
  Deeds give(const std::function<std::string(core::AlarmId)>& condition_of);

 private:
  Deeds deeds_;
  std::map<std::pair<std::string, std::string>, std::size_t> told_;  // facts of zones, into deeds_
};

// What concerns one condition that is tried as several, side by side: starts, modes and facts, and what set it aside, done to each of `names`.
Deeds deeds_of_one(const Deeds& deeds, std::string_view condition, std::span<const std::string> names);

// What of the deeds can still be done, and as what.
class DeedBook {
 public:
  explicit DeedBook(const site::Directory& directory) : directory_(&directory) {}

  // What is to be lived now; none: the site does not know what it is about, or it is so already.
  std::optional<core::Lived> again(const PastDeed& deed, const core::State& state) const;
  // Of each deed, once it is known whether it is lived. `seq`: the number that it then has.
  void done(const PastDeed& deed, std::optional<std::uint64_t> seq);

  bool was_open(core::PermitId permit) const { return open_.contains(permit); }  // in the history, at that time

 private:
  const site::Directory* directory_;
  std::map<std::uint64_t, std::uint64_t> numbers_;  // of permits, orders and hazards, by those of the history
  std::set<core::PermitId> open_;
};

}  // namespace davy::analysis
