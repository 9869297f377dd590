#include "store/historian/column_codec.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace davy::store {
namespace {

enum class Follows : unsigned char { Line, Previous };

constexpr std::size_t kEscapesPart = 16;    // up to 1/16 of the numbers are listed apart, before all get more bytes
constexpr double kEscapeCost = 6;           // bytes
constexpr std::uint64_t kWidthMask = 0x0f;  // of the first byte; what is followed stands above
constexpr unsigned kFollowsShift = 4;

// What stands in `width` bytes where the error is listed apart.
constexpr std::uint64_t mark_of(std::size_t width) { return ~std::uint64_t{0} >> (64 - 8 * width); }

// The mean of the differences that are like the middle one: a gap does not bend the line, jitter averages out.
std::uint64_t step_of(std::span<const std::uint64_t> numbers) {
  std::vector<std::int64_t> differences;
  for (std::size_t i = 1; i < numbers.size(); ++i) differences.push_back(static_cast<std::int64_t>(numbers[i] - numbers[i - 1]));
  if (differences.empty()) return 0;
  const auto middle = differences.begin() + static_cast<std::ptrdiff_t>(differences.size() / 2);
  std::ranges::nth_element(differences, middle);
  const auto typical = static_cast<double>(*middle);
  double sum = 0;
  double count = 0;
  for (const std::int64_t difference : differences) {
    if (std::fabs(static_cast<double>(difference) - typical) > std::fabs(typical) / 2) continue;
    sum += static_cast<double>(difference);
    ++count;
  }
  const double mean = sum / count;
  return std::fabs(mean) < 4e18 ? static_cast<std::uint64_t>(std::llround(mean)) : 0;
}

struct Errors {
  std::vector<std::uint64_t> coded;    // zigzag, the mark where it is listed apart
  std::vector<std::uint64_t> escapes;  // those listed apart
};

Errors errors_of(std::span<const std::uint64_t> numbers, Follows follows, std::uint64_t step, std::size_t width) {
  const std::uint64_t mark = mark_of(width);
  Errors errors;
  std::uint64_t foretold = numbers[0];
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    foretold += step;
    const std::uint64_t error = zigzag(numbers[i] - foretold);
    const bool fits = error < mark;
    errors.coded.push_back(fits ? error : mark);
    if (!fits) errors.escapes.push_back(error);
    if (!fits || follows == Follows::Previous) foretold = numbers[i];
  }
  return errors;
}

double entropy_bytes(std::string_view bytes) {
  std::array<double, 256> counts{};
  for (const char byte : bytes) ++counts[static_cast<unsigned char>(byte)];
  double bits = 0;
  for (const double count : counts)
    if (count > 0) bits += count * std::log2(static_cast<double>(bytes.size()) / count);
  return bits / 8;
}

Column encode_errors(std::span<const std::uint64_t> numbers, Follows follows, std::uint64_t step) {
  std::size_t width = 1;
  Errors errors = errors_of(numbers, follows, step, width);
  while (width < 8 && errors.escapes.size() > numbers.size() / kEscapesPart) errors = errors_of(numbers, follows, step, width *= 2);
  Column column;
  column.bytes += static_cast<char>(width | static_cast<std::size_t>(follows) << kFollowsShift);
  put_varint(column.bytes, zigzag(numbers[0]));
  put_varint(column.bytes, zigzag(step));
  put_varint(column.bytes, errors.escapes.size());
  for (unsigned shift = 0; shift < 8 * width; shift += 8) {
    const std::size_t begin = column.bytes.size();
    for (const std::uint64_t error : errors.coded) column.bytes += static_cast<char>(error >> shift);
    column.cost += entropy_bytes(std::string_view(column.bytes).substr(begin));
  }
  for (const std::uint64_t escape : errors.escapes) put_varint(column.bytes, escape);
  column.cost += kEscapeCost * static_cast<double>(errors.escapes.size());
  return column;
}

struct Head {
  std::size_t width = 0;
  Follows follows = Follows::Line;
  std::uint64_t step = 0;
  std::uint64_t escapes = 0;
};

// One byte each and none listed apart: nearly every column there is, and the one that long questions wait for.
void read_bytes(std::string_view bytes, const Head& head, Numbers& numbers) {
  const auto* error = reinterpret_cast<const unsigned char*>(bytes.data());
  std::uint64_t* number = numbers.data();
  std::uint64_t foretold = *number++;
  if (head.follows == Follows::Line)
    for (std::size_t i = 0; i < bytes.size(); ++i) *number++ = (foretold += head.step) + unzigzag(error[i]);
  else
    for (std::size_t i = 0; i < bytes.size(); ++i) *number++ = foretold += head.step + unzigzag(error[i]);
}

bool read_planes(BytesReader& in, const Head& head, Numbers& numbers) {
  const std::size_t count = numbers.size() - 1;
  const std::string_view planes = in.take(count * head.width);
  if (!in.ok()) return false;
  if (head.width == 1 && head.escapes == 0) return read_bytes(planes, head, numbers), true;
  std::uint64_t foretold = numbers[0];
  std::uint64_t escapes = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t error = 0;
    for (std::size_t plane = 0; plane < head.width; ++plane)
      error |= std::uint64_t{static_cast<unsigned char>(planes[plane * count + i])} << (8 * plane);
    const bool escaped = error == mark_of(head.width);
    if (escaped) error = in.varint(), ++escapes;
    foretold += head.step;
    numbers[i + 1] = foretold + unzigzag(error);
    if (escaped || head.follows == Follows::Previous) foretold = numbers[i + 1];
  }
  return in.ok() && escapes == head.escapes;
}

}  // namespace

Column encode_column(std::span<const std::uint64_t> numbers) {
  const std::uint64_t step = step_of(numbers);
  Column line = encode_errors(numbers, Follows::Line, step);
  Column previous = encode_errors(numbers, Follows::Previous, step);
  return line.cost < previous.cost ? line : previous;
}

bool decode_column(BytesReader& in, std::size_t count, Numbers& numbers) {
  Head head;
  const std::uint64_t first = in.byte();
  head.width = first & kWidthMask;
  if (first >> kFollowsShift > 1 || !std::has_single_bit(head.width) || head.width > 8) return false;
  head.follows = static_cast<Follows>(first >> kFollowsShift);
  numbers.resize(count);
  numbers[0] = unzigzag(in.varint());
  head.step = unzigzag(in.varint());
  head.escapes = in.varint();
  return in.ok() && read_planes(in, head, numbers);
}

}  // namespace davy::store
