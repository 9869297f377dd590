// memory: what davyd holds of a large site once every point has spoken for a while; and with one average over 30 s per point beside.

#include "benches/benches.hpp"
#include "benches/lines_client.hpp"
#include "benches/lines_plant.hpp"

#include <fmt/format.h>

namespace davy::bench {
namespace {

struct Size {
  std::size_t points;
  std::size_t seconds;
};

Size size_of(Scale scale) { return scale == Scale::Full ? Size{100'000, 20} : Size{1'000, 5}; }

Result<double> resident_mb(const Size& size, Averages averages) {
  const ScratchFolder folder;
  auto site = generate_site(folder.path() / "generated", {.detectors = size.points, .valves = 0, .averages = averages});
  if (!site) return site.error();
  auto plant = LinesPlant::start(*site);
  if (!plant) return plant.error();
  auto client = LinesClient::connect((*plant)->port(), (*plant)->target(), (*plant)->headers());
  if (!client) return client.error();
  for (const std::string& body : lines_of({.points = size.points, .seconds = size.seconds, .start = start_for(size.seconds)}))
    if (const auto sent = client->post(body); !sent) return sent.error();
  if (const auto right = (*plant)->expect_evaluated(size.points * size.seconds); !right) return right.error();
  return (*plant)->resident_mb();
}

Result<Report> run(Scale scale) {
  const Size size = size_of(scale);
  const auto plain = resident_mb(size, Averages::None);
  if (!plain) return plain.error();
  const auto windowed = resident_mb(size, Averages::OneEach);
  if (!windowed) return windowed.error().within("with averages");
  return Report{.params = {{"points", std::to_string(size.points)},
                           {"conditions_a_point", "5: two limits, silence, bad quality, out of range"},
                           {"samples_a_point", std::to_string(size.seconds)},
                           {"windowed", "beside these one avg(30s) over a limit"}},
                .figures = {{"rss_mb_100k", *plain}, {"rss_mb_100k_windowed", *windowed}},
                .checksum = fmt::format("{} samples", 2 * size.points * size.seconds)};
}

}  // namespace

Bench memory_bench() { return {"memory", "resident memory of davyd with a large site whose points all speak", run}; }

}  // namespace davy::bench
