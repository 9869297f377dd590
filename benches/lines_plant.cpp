#include "benches/lines_plant.hpp"

#include "benches/lines_client.hpp"
#include "runtime/system_clock.hpp"
#include "store/accounts/credentials.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <iterator>

namespace davy::bench {
namespace {

constexpr std::string_view kToken = "bench";

Result<std::string> metrics_of(std::uint16_t port) {
  auto client = LinesClient::connect(port, "", "");
  if (!client) return client.error();
  return client->get("/metrics");
}

}  // namespace

Result<std::unique_ptr<LinesPlant>> LinesPlant::start(const GeneratedSite& site, std::uint16_t broker) {
  auto plant = std::make_unique<LinesPlant>();
  const std::filesystem::path data = plant->folder_.path() / "data";
  std::error_code error;
  std::filesystem::create_directories(data, error);
  {
    auto credentials = store::Credentials::open(data);
    if (!credentials) return credentials.error();
    if (const auto made = (*credentials)->set_machine(std::string(kToken), {"bench", "", {}}); !made) return made.error();
  }
  auto davyd = Child::start({own_program("davyd"), "--site", site.site, "--packs", site.packs, "--data", data, "--http", "0", "--mqtt-port",
                             std::to_string(broker)},
                            plant->folder_.path() / "davyd.log");
  if (!davyd) return davyd.error();
  plant->davyd_.emplace(std::move(*davyd));
  const auto url = plant->davyd_->wait_for_line("listening ");
  if (!url) return url.error();
  plant->port_ = static_cast<std::uint16_t>(std::stoi(url->substr(url->rfind(':') + 1)));
  return plant;
}

std::string LinesPlant::headers() const { return fmt::format("Authorization: Token {}\r\n", kToken); }

Result<bool> LinesPlant::has_evaluated(std::size_t samples) const {
  const auto metrics = metrics_of(port_);
  if (!metrics) return metrics.error();
  static constexpr std::string_view kEvaluated = "davy_samples_total{fate=\"evaluated\"} ";
  const std::size_t at = metrics->find(kEvaluated);
  // The drill at the start has samples of its own.
  return at != std::string::npos && std::strtoull(metrics->c_str() + at + kEvaluated.size(), nullptr, 10) >= samples;
}

Result<void> LinesPlant::expect_evaluated(std::size_t samples) const {
  const auto evaluated = has_evaluated(samples);
  if (!evaluated) return evaluated.error();
  if (*evaluated) return {};
  const auto metrics = metrics_of(port_);
  return failed("not every sample was evaluated:\n" + (metrics ? *metrics : metrics.error().message));
}

Bodies lines_of(const LinesWanted& wanted) {
  Bodies bodies;
  std::size_t lines = 0;
  for (std::size_t second = 0; second < wanted.seconds; ++second) {
    for (std::size_t point = wanted.first_point; point < wanted.first_point + wanted.points; ++point, ++lines) {
      if (lines % wanted.batch == 0) bodies.emplace_back();
      const std::size_t tenths = 50 + (point * 7 + second * 13) % 150;
      fmt::format_to(std::back_inserter(bodies.back()), "gas-{} value={}.{} {}\n", point, tenths / 10, tenths % 10,
                     wanted.start.unix_ms() + static_cast<std::int64_t>(second) * 1'000);
    }
  }
  return bodies;
}

Instant start_for(std::size_t seconds) {
  return Instant::from_unix_ms(runtime::SystemClock().now().unix_ms() - static_cast<std::int64_t>(seconds) * 1'000);
}

}  // namespace davy::bench
