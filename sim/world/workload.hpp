#pragma once
// Workload: how long a world lives and how busy it is, as data. Drawn from a seed, or written by hand in a test.

#include "sim/world/draw.hpp"

namespace davy::sim {

struct Workload {
  Duration length = 120_s;  // then faults end, and what is under way is given `settle` to come to rest
  Duration settle = 20_s;
  Duration tick = 250_ms;              // of the engine
  std::uint64_t snapshot_every = 100;  // events
  Duration between_requests = 1_s;     // of all people together, on average
  Duration between_steps = 300_ms;     // of the work under permits, on average
  double kept_share = 0.3;             // of the batches: sent by a sender who waits until they are durable
  double late_people = 0.2;            // of the requests: arrive long after the person looked
  double double_clicks = 0.1;          // of the requests
};

Workload draw_workload(Chance& chance);

}  // namespace davy::sim
