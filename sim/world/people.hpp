#pragma once
// People: who works at the plant of a world, and what they ask of Davy: in time, late, in wrong states, in a colleague's place, twice.
//
// They see what stands and ask for something about it; some look, wait, and ask only then. One thread.

#include "sim/world/davy.hpp"

namespace davy::sim {

// All who have an account; the last one gives them out.
const std::vector<core::Actor>& staff();
const core::Actor& member(std::string_view login);

class People {
 public:
  People(Ground& ground, const Davy::Settings& settings);

  void begin(Davy& davy);
  void go_home() { gone_ = true; }

 private:
  void ask_next();
  void ask(core::PersonRequest request, Duration in);
  std::optional<core::Request> wish(const core::State& state);
  std::optional<core::Request> about_alarms(const core::State& state);
  std::optional<core::Request> about_rows();
  core::Request about_modes();
  std::optional<core::Request> about_orders(const core::State& state);
  std::optional<core::Request> about_hazards(const core::State& state);
  core::Request about(const core::Hazard& hazard);
  core::GradeHazard grade(const core::Hazard& hazard);

  Ground& ground_;
  const Davy::Settings settings_;
  Davy* davy_ = nullptr;
  std::uint64_t asked_ = 0;
  bool gone_ = false;
};

}  // namespace davy::sim
