#pragma once
// Every bench of davy-bench, one line each; its file has the same name.

#include "benches/bench.hpp"

namespace davy::bench {

Bench aggregate_bench();
Bench backtest_bench();
Bench bytes_bench();
Bench detect_bench();
Bench flood_bench();
Bench ingest_bench();
Bench latency_bench();
Bench lists_bench();
Bench memory_bench();
Bench permits_bench();
Bench restore_bench();
Bench seal_bench();
Bench recovery_bench();
Bench series_bench();
Bench stall_bench();
Bench start_bench();
Bench stories_bench();
Bench who_bench();

inline std::vector<Bench> all_benches() {
  return {aggregate_bench(), backtest_bench(), bytes_bench(),  detect_bench(),  flood_bench(),    ingest_bench(),
          latency_bench(),   lists_bench(),    memory_bench(), permits_bench(), recovery_bench(), restore_bench(),
          seal_bench(),      series_bench(),   stall_bench(),  start_bench(),   stories_bench(),  who_bench()};
}

}  // namespace davy::bench
