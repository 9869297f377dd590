#pragma once
// The part of something that a Range header asks for (RFC 9110 §14.1.2, §14.2), in bytes.
//
// One part is given at most: of several ranges the first that can be, as §14.2 allows. Any header may be given (byte_range_fuzz.cpp). A header that is none, of another
// unit, that breaks the grammar or names more than 16 ranges is as if it were not there.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace davy::api {

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // this one too; within the size

  bool operator==(const ByteRange&) const = default;
};
struct WholeAsked {};
struct NoSuchRange {};  // 416

using RangeAsked = std::variant<WholeAsked, ByteRange, NoSuchRange>;

RangeAsked range_asked(std::string_view header, std::uint64_t size);

// Content-Range (§14.4) of a part, and of what cannot be given: "bytes 0-9/100", "bytes */100".
std::string content_range(const ByteRange& range, std::uint64_t size);
std::string content_range(NoSuchRange none, std::uint64_t size);

}  // namespace davy::api
