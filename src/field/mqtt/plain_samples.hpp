#pragma once
// plain_samples: reads a batch in the form in which most devices write it, several times as fast as a parser for all of JSON.
//
// Plain is {"samples":[{"point":"…","t":1764500000000,"v":1.5,"q":"good"},…]} with these keys in this order, `q` or not, no white space, no escapes and no time as
// text. Whatever differs by one byte is not plain, and for the whole parser to judge: what this takes is JSON, and means what the parser says it means.

#include "base/time.hpp"

#include <string_view>
#include <vector>

namespace davy::field {

inline constexpr std::int64_t kUnixMsMax =
    9'000'000'000'000;  // the year 2255; Instant ends in 2262. Beyond it, before or after, is not plain

struct PlainSample {
  std::string_view point;
  Instant source;
  double value = 0;          // the nearest double to what is written
  std::string_view quality;  // empty: none is said
};

enum class Plain { Yes, No };

// The samples of `payload`, views into it, in place of what `samples` held; empty unless Plain::Yes.
Plain read_plain(std::string_view payload, std::vector<PlainSample>& samples);

}  // namespace davy::field
