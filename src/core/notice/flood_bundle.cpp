#include "core/notice/flood_bundle.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace davy::core::bundle {
namespace {

constexpr std::size_t kCausesMax = 10;

Instant due(const PostBundle& bundle) {
  if (bundle.waiting.empty()) return Instant::never();
  const Instant gathered = bundle.since + kBundleGathers;
  return bundle.told ? std::max(gathered, *bundle.told + kBundlesApart) : gathered;
}

bool may_wait(const NoticeIssued& notice) {
  if (notice.severity == site::Severity::Major) return false;
  return notice.reason == NoticeReason::AlarmRaised || notice.reason == NoticeReason::OrderIssued;
}

// The condition that its trouble began with, as far as the book still knows.
std::string cause_of(const NoticeBundled& one, const AlarmBook& alarms) {
  const Alarm* alarm = alarms.find(one.alarm);
  const auto group = alarm == nullptr || !alarm->group ? alarms.groups.end() : alarms.groups.find(alarm->group->group);
  return group == alarms.groups.end() ? one.condition : group->second.first_condition;
}

void count(Bundle& bundle, site::Severity severity) {
  switch (severity) {
    case site::Severity::Low: ++bundle.low; return;
    case site::Severity::Moderate: ++bundle.moderate; return;
    case site::Severity::Serious:
    case site::Severity::Major: ++bundle.serious; return;
  }
}

void add_causes(Bundle& bundle, const std::map<std::string, std::uint32_t>& causes) {
  for (const auto& [condition, alarms] : causes) bundle.causes.push_back({condition, alarms});
  std::ranges::stable_sort(bundle.causes, std::greater(), &BundledCause::alarms);
  bundle.causes_in_all = static_cast<std::uint32_t>(bundle.causes.size());
  if (bundle.causes.size() > kCausesMax) bundle.causes.resize(kCausesMax);
}

NoticeIssued told_together(const std::string& post, const PostBundle& waiting, const AlarmBook& alarms) {
  NoticeIssued notice{NoticeReason::FloodBundle, {}, {}, waiting.waiting.front().condition, post, site::Severity::Low, 0, Bundle()};
  Bundle& bundle = *notice.bundle;
  std::set<AlarmId> known;
  std::map<std::string, std::uint32_t> causes;
  for (const NoticeBundled& one : waiting.waiting) {
    notice.severity = std::max(notice.severity, one.severity);
    if (one.reason == NoticeReason::OrderIssued) {
      bundle.orders.push_back(one.order);
      continue;
    }
    if (!known.insert(one.alarm).second) continue;
    bundle.alarms.push_back(one.alarm);
    const Alarm* alarm = alarms.find(one.alarm);
    bundle.gone += alarm == nullptr || !alarm->active ? 1 : 0;
    count(bundle, one.severity);
    ++causes[cause_of(one, alarms)];
  }
  add_causes(bundle, causes);
  if (!bundle.causes.empty()) notice.condition = bundle.causes.front().condition;
  return notice;
}

void forget_told(PostBundle& bundle, const Bundle& told, Instant now) {
  const std::set<AlarmId> alarms(told.alarms.begin(), told.alarms.end());
  const std::set<OrderId> orders(told.orders.begin(), told.orders.end());
  std::erase_if(bundle.waiting, [&](const NoticeBundled& one) {
    return one.reason == NoticeReason::OrderIssued ? orders.contains(one.order) : alarms.contains(one.alarm);
  });
  bundle.since = now;
  bundle.told = now;
}

}  // namespace

EventBody alone_or_bundled(NoticeIssued notice, const FloodBook& floods) {
  const auto post = floods.posts.find(notice.post);
  if (post == floods.posts.end() || !post->second.since || !may_wait(notice)) return notice;
  return NoticeBundled{notice.reason, notice.alarm, notice.order, std::move(notice.condition), std::move(notice.post), notice.severity};
}

Bodies react(const BundleBook& book, const AlarmBook& alarms, const Event& event) {
  const auto* ended = get_if<FloodEnded>(&event.body);
  const auto found = ended == nullptr ? book.end() : book.find(ended->post);
  if (found == book.end() || found->second.waiting.empty()) return {};
  return {told_together(found->first, found->second, alarms)};
}

Bodies on_time(const BundleBook& book, const AlarmBook& alarms, Instant now) {
  Bodies bodies;
  for (const auto& [post, waiting] : book)
    if (due(waiting) <= now) bodies.push_back(told_together(post, waiting, alarms));
  return bodies;
}

Instant next_due(const BundleBook& book) {
  Instant next = Instant::never();
  for (const auto& [post, waiting] : book) next = std::min(next, due(waiting));
  return next;
}

void evolve(BundleBook& book, const Event& event) {
  if (const auto* bundled = get_if<NoticeBundled>(&event.body)) {
    PostBundle& post = book[bundled->post];
    if (post.waiting.empty()) post.since = event.time;
    post.waiting.push_back(*bundled);
  }
  if (const auto* issued = get_if<NoticeIssued>(&event.body); issued != nullptr && issued->bundle)
    forget_told(book[issued->post], *issued->bundle, event.time);
}

}  // namespace davy::core::bundle
