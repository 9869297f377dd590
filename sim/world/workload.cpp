#include "sim/world/workload.hpp"

namespace davy::sim {

Workload draw_workload(Chance& chance) {
  Workload work;
  work.length = draw_between(chance, 30_s, 100_s);
  work.tick = draw_between(chance, 100_ms, 500_ms);
  work.snapshot_every = 20 + draw_below(chance, 200);
  work.between_requests = draw_between(chance, 300_ms, 3_s);
  work.kept_share = chance.uniform() * 0.6;
  work.late_people = chance.uniform() * 0.4;
  work.double_clicks = chance.uniform() * 0.3;
  work.between_steps = draw_between(chance, 100_ms, 600_ms);
  return work;
}

}  // namespace davy::sim
