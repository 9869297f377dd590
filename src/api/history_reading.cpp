#include "api/history_reading.hpp"

#include <algorithm>

namespace davy::api {
namespace {

constexpr Duration kWarmUp = Duration::from_ms(3'600'000);

}  // namespace

Result<HistoryReading> HistoryReading::open(const std::string& data_folder, std::vector<std::string> points, store::Range range,
                                            store::StreamOptions options) {
  const bool from_beginning = range.from == Instant::before_all();
  auto stream =
      store::SampleStream::open(data_folder, std::move(points), {from_beginning ? range.from : range.from - kWarmUp, range.until}, options);
  if (!stream) return stream.error().within(data_folder);
  return HistoryReading(std::move(*stream), range);
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
    if (go_on(share) == Go::Stop) return failed("stopped");
  }
}

std::vector<std::string> HistoryReading::missing() const {
  std::vector<std::string> what;
  for (const store::Damage& damage : stream_->missing()) what.push_back(damage.what);
  return what;
}

}  // namespace davy::api
