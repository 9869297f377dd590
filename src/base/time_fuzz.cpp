// Any text as a time, a day or a span: what is read is written so that it is read as the same.

#include "base/time.hpp"

#include "base/ensure.hpp"

namespace {

template <class T>
void stays_the_same(const davy::Result<T>& read, davy::Result<T> (*parse)(std::string_view)) {
  if (!read) return davy::ensure(!read.error().message.empty(), "why it cannot be read");
  const davy::Result<T> again = parse(to_text(*read));
  davy::ensure(again.has_value() && *again == *read, "written and read it stays the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  stays_the_same(davy::parse_instant(text), davy::parse_instant);
  stays_the_same(davy::parse_day(text), davy::parse_day);
  stays_the_same(davy::parse_duration(text), davy::parse_duration);
  return 0;
}
