#include "core/series/known_time.hpp"

#include "base/ensure.hpp"

#include <algorithm>

namespace davy::core {

KnownTime::KnownTime(Duration window, Duration stale_after) : window_(window), stale_after_(stale_after) {
  ensure(window > Duration() && stale_after > Duration(), "a window and a stale_after longer than zero");
}

void KnownTime::add(Instant at, Reading reading) {
  if (open_ && (reading == Reading::Unusable || at - newest_ > stale_after_)) close_at(std::min(at, newest_ + stale_after_));
  if (reading == Reading::Usable) {
    if (!open_) open_ = true, begin_ = at;
    newest_ = at;
  }
  now_ = std::max(now_, at);
  drop_older_than(now_ - window_);
}

void KnownTime::advance(Instant now) {
  if (now <= now_) return;
  now_ = now;
  drop_older_than(now_ - window_);
}

void KnownTime::drop_older_than(Instant edge) {
  while (count_ > 0 && oldest().end <= edge) {
    closed_total_ = closed_total_ - (oldest().end - oldest().begin);
    ++first_, --count_;
  }
}

Duration KnownTime::covered() const {
  const Instant edge = now_ - window_;
  Duration covered = closed_total_;
  // At most one stretch reaches over the edge, as they do not overlap: the oldest.
  if (count_ > 0) covered = covered - std::max(Duration(), edge - closed_[first_ % kStretches].begin);
  if (open_) covered = covered + std::max(Duration(), std::min(now_, newest_ + stale_after_) - std::max(begin_, edge));
  return covered;
}

double KnownTime::share() const { return static_cast<double>(covered().ns()) / static_cast<double>(window_.ns()); }

void KnownTime::close_at(Instant end) {
  push({begin_, end});
  open_ = false;
}

void KnownTime::push(Stretch stretch) {
  if (count_ == kStretches) {
    const Stretch gone = oldest();
    ++first_, --count_;
    Stretch& next = oldest();
    next = {gone.begin, next.end - (next.begin - gone.end)};
  }
  closed_[(first_ + count_) % kStretches] = stretch;
  ++count_;
  closed_total_ = closed_total_ + (stretch.end - stretch.begin);
}

}  // namespace davy::core
