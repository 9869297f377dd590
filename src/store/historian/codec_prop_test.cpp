#include "store/historian/batch_codec.hpp"
#include "store/historian/chunk_codec.hpp"
#include "store/historian/summary.hpp"
#include "store/testing/any_readings.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <functional>

namespace davy::store {
namespace {

using fixture::same;

RC_GTEST_PROP(ChunkCodec, GivesBackWhatSensorsSend, ()) {
  const auto readings = fixture::steady_readings(*rc::gen::inRange<std::size_t>(1, 300));
  const auto back = decode_chunk(encode_chunk(readings));
  RC_ASSERT(back.has_value());
  RC_ASSERT(same(*back, readings));
}

RC_GTEST_PROP(ChunkCodec, GivesBackAnyBitsInAnyOrder, ()) {
  const auto readings = fixture::wild_readings(*rc::gen::inRange<std::size_t>(1, 60));
  const auto back = decode_chunk(encode_chunk(readings));
  RC_ASSERT(back.has_value());
  RC_ASSERT(same(*back, readings));
}

// Damaged chunks between them, qualities and all: what was decoded before leaves no trace in what is decoded now.
RC_GTEST_PROP(ChunkCodec, GivesBackTheSameInMemoryOfOtherChunks, ()) {
  ChunkMemory memory;
  for (int chunks = *rc::gen::inRange(2, 6); chunks > 0; --chunks) {
    const auto count = *rc::gen::inRange<std::size_t>(1, 60);
    const auto readings = *rc::gen::arbitrary<bool>() ? fixture::wild_readings(count) : fixture::steady_readings(count);
    std::string encoded = encode_chunk(readings);
    auto back = decode_chunk(encoded, memory);
    RC_ASSERT(back.has_value());
    RC_ASSERT(same(*back, readings));
    memory.spare_readings.push_back(std::move(*back));
    encoded.pop_back();
    RC_ASSERT(!decode_chunk(encoded, memory).has_value());
  }
}

// Checks of the row find what was changed; the codec must only live through it.
RC_GTEST_PROP(ChunkCodec, SurvivesDamage, ()) {
  const auto readings = fixture::steady_readings(*rc::gen::inRange<std::size_t>(1, 60));
  std::string encoded = encode_chunk(readings);
  encoded[*rc::gen::inRange<std::size_t>(0, encoded.size())] ^= static_cast<char>(*rc::gen::inRange(1, 256));
  encoded.resize(encoded.size() - *rc::gen::weightedElement<std::size_t>({{9, 0}, {1, 1}}));
  if (const auto back = decode_chunk(encoded)) RC_ASSERT(!back->empty() && back->size() <= kChunkReadingsMax);
  PlainChunk().read(encoded);
}

RC_GTEST_PROP(PlainChunk, HasTheTimesAndValuesOfTheReadings, ()) {
  auto readings = fixture::steady_readings(*rc::gen::inRange<std::size_t>(1, 300));
  const int places = *rc::gen::inRange(0, 4);
  for (Reading& reading : readings) {
    reading.quality = core::Quality::Good;
    reading.value = *rc::gen::inRange(-1'000, 1'000) / std::pow(10.0, places);
  }
  PlainChunk plain;
  RC_ASSERT(plain.read(encode_chunk(readings)));
  RC_ASSERT(plain.sources().size() == readings.size() && plain.wholes().size() == readings.size());
  for (std::size_t i = 0; i < readings.size(); ++i) {
    RC_ASSERT(static_cast<std::int64_t>(plain.sources()[i]) * plain.unit().ns() == readings[i].source.unix_ns());
    RC_ASSERT(static_cast<double>(static_cast<std::int64_t>(plain.wholes()[i])) / plain.scale() == readings[i].value);
  }
  readings.back().quality = core::Quality::Bad;
  RC_ASSERT(!plain.read(encode_chunk(readings)));
}

RC_GTEST_PROP(ColumnCodec, GivesBackAnyNumbers, ()) {
  const auto style = *rc::gen::inRange(0, 4);
  std::uint64_t line = *rc::gen::arbitrary<std::uint64_t>();
  Numbers numbers;
  for (auto count = *rc::gen::inRange(1, 200); count > 0; --count) {
    const std::uint64_t any = *rc::gen::arbitrary<std::uint64_t>();
    line += 1'000;
    if (any % 50 == 0) line += any;
    numbers.push_back(style == 0 ? any : style == 1 ? any % 70'000 : style == 2 ? line + any % 40 : line += any % 300);
  }
  const std::string bytes = encode_column(numbers).bytes;
  BytesReader in(bytes);
  Numbers back;
  RC_ASSERT(decode_column(in, numbers.size(), back));
  RC_ASSERT(in.at_end());
  RC_ASSERT(back == numbers);
}

RC_GTEST_PROP(BatchCodec, GivesBackAnyBitsInTheOrderReceived, ()) {
  std::vector<PointReading> batch;
  for (const Reading& reading : fixture::wild_readings(*rc::gen::inRange<std::size_t>(0, 60)))
    batch.push_back({*rc::gen::arbitrary<std::uint64_t>(), reading});
  const auto back = decode_batch(encode_batch(batch));
  RC_ASSERT(back.has_value());
  RC_ASSERT(back->size() == batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i)
    RC_ASSERT((*back)[i].point == batch[i].point && same((*back)[i].reading, batch[i].reading));
}

RC_GTEST_PROP(BatchCodec, SurvivesDamage, ()) {
  std::string bytes = encode_batch(std::vector<PointReading>{{1, fixture::wild_readings(1)[0]}, {2, fixture::wild_readings(1)[0]}});
  bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
  bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size() + 1));
  if (const auto back = decode_batch(bytes)) RC_ASSERT(back->size() <= bytes.size());
}

RC_GTEST_PROP(Summary, OfPartsIsTheSummaryOfTheWhole, ()) {
  const auto readings = fixture::steady_readings(*rc::gen::inRange<std::size_t>(0, 60));
  const auto cut = *rc::gen::inRange<std::size_t>(0, readings.size() + 1);
  Summary whole;
  Summary front;
  Summary back;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    whole.add(readings[i]);
    (i < cut ? front : back).add(readings[i]);
  }
  front.add(back);
  RC_ASSERT(front.count == whole.count);
  RC_ASSERT(front.uncertain == whole.uncertain);
  RC_ASSERT(front.bad == whole.bad);
  RC_ASSERT(front.min == whole.min && front.max == whole.max);
  RC_ASSERT(front.first == whole.first && front.last == whole.last);
  RC_ASSERT(front.first_at == whole.first_at && front.last_at == whole.last_at);
  const Instant since = fixture::any_instant();
  const auto read = decode_summary(encode_summary(whole, since), since);
  RC_ASSERT(read.has_value());
  RC_ASSERT(encode_summary(*read, since) == encode_summary(whole, since));
}

std::vector<Reading> every_second(std::size_t count, const std::function<double(std::size_t)>& value) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < count; ++i) {
    const Instant at = Instant::from_unix_ms(1'800'000'000'000) + 1_s * static_cast<std::int64_t>(i);
    readings.push_back({at, at + 40_ms, core::Quality::Good, value(i)});
  }
  return readings;
}

TEST(ChunkCodec, IsSmall) {
  const auto slow = every_second(4'096, [](std::size_t i) { return static_cast<double>(i / 60 % 250) / 10; });
  EXPECT_LT(encode_chunk(slow).size(), 4'096U / 8);
  const auto lively = every_second(4'096, [](std::size_t i) { return static_cast<double>((i * 2'654'435'761U >> 8U) % 20) / 10; });
  EXPECT_LT(encode_chunk(lively).size(), 4'096U);
}

TEST(ChunkCodec, PaysForJitterAndStepsOnlyOnce) {
  // 39 kinds of jitter in milliseconds and 7 kinds of steps in tenths: 5.3 + 2.8 bits.
  auto readings = every_second(8'192, [](std::size_t) { return 0.0; });
  std::uint32_t chance = 1;
  std::int64_t tenths = 500;
  for (Reading& reading : readings) {
    chance = chance * 1'664'525 + 1'013'904'223;
    reading.source = reading.source + 1_ms * static_cast<std::int64_t>((chance >> 8U) % 39) - 19_ms;
    reading.arrival = reading.source + 2_ms;
    tenths += static_cast<std::int64_t>((chance >> 24U) % 7) - 3;
    reading.value = static_cast<double>(tenths) / 10;
  }
  EXPECT_LT(encode_chunk(readings).size(), 8'192U * 107 / 100);  // with the loss of Huffman's codes
  EXPECT_TRUE(same(*decode_chunk(encode_chunk(readings)), readings));
}

TEST(ChunkCodec, KeepsAFewOddValuesAmongDecimals) {
  auto readings = every_second(4'096, [](std::size_t i) { return static_cast<double>(i % 7) / 10; });
  const std::size_t without = encode_chunk(readings).size();
  readings[100].value = std::numeric_limits<double>::quiet_NaN();
  readings[200].value = -0.0;
  EXPECT_TRUE(same(*decode_chunk(encode_chunk(readings)), readings));
  EXPECT_LT(encode_chunk(readings).size(), without + 64);
}

}  // namespace
}  // namespace davy::store
