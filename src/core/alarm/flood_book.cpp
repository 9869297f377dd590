#include "core/alarm/flood_book.hpp"

#include "core/alarm/flood.hpp"
#include "site/exercise.hpp"

#include <algorithm>

namespace davy::core::flood {
namespace {

constexpr std::size_t kKept = kFloodStartsAbove + 1;

// When fewer than 5 are left of the last 10 minutes, if no other rings.
Instant ends(const PostFlood& post) {
  if (!post.since || post.newest.size() < kFloodEndsBelow) return Instant::never();
  return post.newest[post.newest.size() - kFloodEndsBelow] + kFloodWindow;
}

}  // namespace

Bodies react(const FloodBook& book, const AlarmBook& alarms, const Event& event) {
  const Alarm* rang = alarms.begins_to_ring(event);
  const auto found = rang == nullptr || site::is_exercise(rang->condition) ? book.posts.end() : book.posts.find(rang->duty);
  if (found == book.posts.end() || found->second.since) return {};
  const std::vector<Instant>& newest = found->second.newest;
  const bool many = newest.size() == kKept && newest.back() == event.time && newest.front() + kFloodWindow > event.time;
  return many ? Bodies{FloodStarted{rang->duty}} : Bodies{};
}

Bodies on_time(const FloodBook& book, Instant now) {
  Bodies bodies;
  for (const auto& [name, post] : book.posts)
    if (ends(post) <= now) bodies.push_back(FloodEnded{name});
  return bodies;
}

Instant next_due(const FloodBook& book) {
  Instant due = Instant::never();
  for (const auto& [name, post] : book.posts) due = std::min(due, ends(post));
  return due;
}

void evolve(FloodBook& book, const AlarmBook& alarms, const Event& event) {
  const Alarm* rang = alarms.begins_to_ring(event);
  if (rang != nullptr && !rang->duty.empty() && !site::is_exercise(rang->condition)) {
    std::vector<Instant>& newest = book.posts[rang->duty].newest;
    newest.push_back(event.time);
    if (newest.size() > kKept) newest.erase(newest.begin());
  }
  if (const auto* started = get_if<FloodStarted>(&event.body)) book.posts[started->post].since = event.time;
  if (const auto* ended = get_if<FloodEnded>(&event.body)) book.posts[ended->post].since.reset();
}

}  // namespace davy::core::flood
