#pragma once
// Flood bundles: while a post is flooded, what would call it alarm by alarm waits and is told in one notice: what is new, its causes, how many of which
// severity, how many are over already.
//
// Bundled are new alarms below major and the orders that they issue. Major alarms, alarms that ring again or louder, reminders, escalations and measures that
// could not be proved always go alone and at once. A bundle is told 5 s after the first of it, but not within a minute of the bundle before; when the flood
// ends, at once. What is bundled is in exactly one bundle.

#include "core/alarm/flood_book.hpp"
#include "core/notice/notice_events.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

inline constexpr Duration kBundleGathers = Duration::from_ms(5'000);
inline constexpr Duration kBundlesApart = Duration::from_ms(60'000);

struct PostBundle {
  std::vector<NoticeBundled> waiting;  // in the order of their coming
  Instant since;                       // when the first of them came
  std::optional<Instant> told;         // the latest bundle of this post
  DAVY_FIELDS(waiting, since, told)
};

using BundleBook = std::map<std::string, PostBundle, std::less<>>;  // by post

namespace bundle {
// The notice as it is to be told now: alone, or bundled.
EventBody alone_or_bundled(NoticeIssued notice, const FloodBook& floods);
Bodies react(const BundleBook& book, const AlarmBook& alarms, const Event& event);  // a flood that ended
Bodies on_time(const BundleBook& book, const AlarmBook& alarms, Instant now);
Instant next_due(const BundleBook& book);
void evolve(BundleBook& book, const Event& event);
}  // namespace bundle

}  // namespace davy::core
