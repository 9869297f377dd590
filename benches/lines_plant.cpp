#include "benches/lines_plant.hpp"

#include "benches/lines_client.hpp"
#include "runtime/system_clock.hpp"
#include "store/accounts/credentials.hpp"

#include <fmt/format.h>

#include <iterator>

namespace davy::bench {
namespace {

constexpr std::string_view kToken = "bench";

}  // namespace

Result<std::unique_ptr<LinesPlant>> LinesPlant::start(const GeneratedSite& site) {
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
                             std::to_string(free_port())},
                            plant->folder_.path() / "davyd.log");
  if (!davyd) return davyd.error();
  plant->davyd_.emplace(std::move(*davyd));
  const auto url = plant->davyd_->wait_for_line("listening ");
  if (!url) return url.error();
  plant->port_ = static_cast<std::uint16_t>(std::stoi(url->substr(url->rfind(':') + 1)));
  return plant;
}

std::string LinesPlant::headers() const { return fmt::format("Authorization: Token {}\r\n", kToken); }

Result<void> LinesPlant::expect_evaluated(std::size_t samples) const {
  auto client = LinesClient::connect(port_, "", "");
  if (!client) return client.error();
  const auto metrics = client->get("/metrics");
  if (!metrics) return metrics.error();
  if (metrics->find(fmt::format("davy_samples_total{{fate=\"evaluated\"}} {}\n", samples)) != std::string::npos) return {};
  return failed("not every sample was evaluated:\n" + *metrics);
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
