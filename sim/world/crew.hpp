#pragma once
// Crew: who works under permits in a world: they apply, confirm, test, brief, sign, guard, open, rest, go on and finish; now and then at the wrong time, in
// another's place, late, or with gas that is not good.
//
// One permit at a time, hot work in the tank farm. They see where it stands and do what is next. One thread.

#include "sim/world/davy.hpp"

namespace davy::sim {

class Crew {
 public:
  Crew(Ground& ground, const Davy::Settings& settings) : ground_(ground), settings_(settings) {}

  void begin(Davy& davy);
  void go_home() { gone_ = true; }

 private:
  struct Wish {
    std::string who;
    core::Request what;
  };

  void act();
  void ask(Wish wish, Duration in);
  std::vector<Wish> next(const core::State& state);
  std::vector<Wish> prepare(const core::Permit& permit);
  std::vector<Wish> at_work(const core::Permit& permit);
  std::vector<Wish> go_on(const core::Permit& permit);
  Wish amiss(core::PermitId permit);
  core::PermitApplied hot_work();
  core::TestGas test(core::PermitId permit);
  bool wants_guard(const core::Permit& permit) const;

  Ground& ground_;
  const Davy::Settings settings_;
  Davy* davy_ = nullptr;
  std::uint64_t asked_ = 0;
  bool gone_ = false;
};

}  // namespace davy::sim
