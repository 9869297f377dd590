#include "api/history_reading.hpp"

#include "site/expression/program.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr Duration kAlwaysBefore = 1_h;
constexpr Duration kLongestBefore = Duration::from_ms(31LL * 86'400'000);  // the longest window that the language has

Duration reach_of(const site::expression::Input& input) { return std::max(input.window, input.lookback); }

// Parts look back from where the condition looks back to: then it is all of them, one after another.
Duration reach_of(const site::expression::Program& program) {
  Duration longest;
  Duration together;
  for (const site::expression::Input& input : program.inputs) {
    longest = std::max(longest, reach_of(input));
    together = together + reach_of(input);
  }
  return program.parts.empty() ? longest : together;
}

}  // namespace

Duration fed_before(std::span<const site::Site* const> sites) {
  Duration longest;
  for (const site::Site* site : sites)
    for (const site::Condition& condition : site->conditions)
      if (condition.program) longest = std::max(longest, reach_of(*condition.program));
  return kAlwaysBefore + std::min(longest, kLongestBefore);
}

Result<HistoryReading> HistoryReading::open(const std::string& data_folder, HistoryWish wish) {
  const bool from_beginning = wish.range.from == Instant::before_all();
  const store::Range read{from_beginning ? wish.range.from : wish.range.from - wish.before, wish.range.until};
  auto stream = store::SampleStream::open(data_folder, std::move(wish.points), read, wish.options);
  if (!stream) return stream.error().within(data_folder);
  return HistoryReading(std::move(*stream), wish.range);
}

HistoryReading::HistoryReading(std::unique_ptr<store::SampleStream> stream, store::Range asked)
    : stream_(std::move(stream)), covered_(stream_->covered()), range_{std::max(asked.from, covered_.from), covered_.until} {}

Result<void> HistoryReading::play(const std::function<void(std::span<const core::Sample>)>& take, const GoOn& go_on) {
  while (true) {
    const auto samples = stream_->next();
    if (!samples) return samples.error();
    if (samples->empty()) return {};
    take(*samples);
    samples_ += samples->size();
    const double share = (stream_->position() - covered_.from).seconds() / (covered_.until - covered_.from).seconds();
    if (go_on(share) == Go::Stop) return failed(said({"已停止", "stopped"}));
  }
}

std::vector<std::string> HistoryReading::missing() const {
  std::vector<std::string> what;
  for (const store::Damage& damage : stream_->missing()) what.push_back(damage.what);
  return what;
}

}  // namespace davy::api
