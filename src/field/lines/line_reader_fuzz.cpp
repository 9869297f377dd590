// Any bytes as lines: nothing but samples of known points and errors with a place may come out.

#include "field/lines/line_reader.hpp"

#include <cstddef>
#include <cstdint>

namespace davy::field {
namespace {

void read_any(std::string_view text) {
  static const site::Site site = [] {
    site::Site made;
    made.points.resize(2);
    made.points[0].name = "t1";
    made.points[1].name = "pump-7-pressure";
    return made;
  }();
  static const LineReader reader(site);
  const LinesRead read = reader.read(text, {.device = {}, .precision = 1_ms, .arrival = Instant::from_unix_ms(1'800'000'000'000)});
  for (const core::Sample& sample : read.samples) ensure(sample.point.get() < site.points.size(), "a point of the site");
  ensure(read.errors.size() <= kLineErrorsMax, "errors are bounded");
  for (const LineError& error : read.errors) ensure(error.line > 0 && error.column > 0, "an error has a place");
}

}  // namespace
}  // namespace davy::field

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  davy::field::read_any({reinterpret_cast<const char*>(data), size});
  return 0;
}
