#include "field/mqtt/payload.hpp"

#include "base/ensure.hpp"

#include <cstdint>
#include <string_view>

namespace {

davy::site::Site small_site() {
  davy::site::Site site;
  site.name = "demo";
  site.devices.resize(1);
  site.devices[0].name = "gas-1";
  site.points.resize(1);
  site.points[0].name = "ch4-01";
  return site;
}

}  // namespace

// Whatever arrives, what is read of it belongs to the device and to Davy's time, and nothing breaks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const davy::site::Site site = small_site();
  static const davy::site::Directory directory(site);
  static davy::field::PayloadReader reader(directory);
  const std::string_view payload(reinterpret_cast<const char*>(data), size);
  const auto read = reader.samples(payload, davy::site::DeviceIndex(0), davy::Instant());
  for (const davy::core::Sample& sample : read.samples) {
    davy::ensure(sample.point.get() == 0, "the device's own point");
    davy::ensure(davy::parse_instant(to_text(sample.source)).has_value(), "a time that can be written and read again");
  }
  (void)reader.reply(payload);
  (void)reader.status(payload);
  (void)davy::field::parse_topic(payload, "demo");
  return 0;
}
