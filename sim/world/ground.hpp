#pragma once
// Ground: what the parts of a world share: its time, its chance, what is still to happen, the machine's clock, and who watches.
//
// Time is counted, never read: it goes from one planned happening to the next. One thread.

#include "sim/world/checker.hpp"
#include "sim/world/draw.hpp"
#include "sim/world/forward_time.hpp"
#include "sim/world/schedule.hpp"

#include <deque>

namespace davy::sim {

inline const Instant kWorldBegin = Instant::from_unix_ms(1'795'500'000'000);

enum class Trail { No, Yes };  // of the latest steps, to be read by people

class Ground {
 public:
  Ground(const site::Directory& directory, std::uint64_t seed, Duration tick, Trail trail);

  Instant now() const { return now_; }  // true time
  Duration age() const { return now_ - kWorldBegin; }
  Chance& chance() { return chance_; }

  // The clock of Davy's machine: people and NTP set its wall clock, Davy reads it as it reads every wall clock.
  const runtime::Clock& clock() const { return clock_; }
  void set_clock(Duration by) { clock_.ahead = clock_.ahead + by; }

  void at(Instant when, std::function<void()> what) { schedule_.at(std::max(when, now_), std::move(what)); }
  void after(Duration time, std::function<void()> what) { at(now_ + time, std::move(what)); }
  // Lets all happen that is planned until then, or until `enough`.
  void pass_until(Instant when, const std::function<bool()>& enough);

  void tell(const Seen& step);  // the judge, then the checkers
  void tell_end(const End& end);
  bool broken() const { return broken_ != nullptr; }
  const Checker* broken_law() const { return broken_; }
  Instant broken_at() const { return broken_at_; }
  const std::vector<std::unique_ptr<Checker>>& checkers() const { return checkers_; }
  const std::deque<std::string>& trail() const { return trail_; }

 private:
  struct MachineClock final : runtime::Clock {
    explicit MachineClock(const Ground& of) : ground(of) {}
    Instant now() const override { return time.at(ground.now_ + ahead, ground.now_ - kWorldBegin); }
    const Ground& ground;
    Duration ahead;
    mutable ForwardTime time;
  };

  void note(const Seen& step);
  void look_for_broken();

  Instant now_ = kWorldBegin;
  Chance chance_;
  Schedule schedule_;
  MachineClock clock_{*this};
  Judge judge_;
  std::vector<std::unique_ptr<Checker>> checkers_;
  const Checker* broken_ = nullptr;
  Instant broken_at_;
  const Trail keeps_trail_;
  std::deque<std::string> trail_;
};

}  // namespace davy::sim
