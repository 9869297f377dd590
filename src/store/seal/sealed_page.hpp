#pragma once
// A page of a sealed database: kPageBytes, the last kSealBytes of them the seal on the disk and zeros to whoever reads it. Bound to its number. Thread-safe.

#include "store/seal/sealed_bytes.hpp"

#include <array>

namespace davy::store::seal {

inline constexpr std::size_t kPageBytes = 4096;
using Page = std::array<std::uint8_t, kPageBytes>;

// What a page is sealed as: the page `number` of a database, from 0; in its log pages are told apart by the checksums of their frames.
std::string about_page(std::uint64_t number);
inline constexpr std::string_view kAboutLog = "log";

// In place. False when the reserved bytes are not zeros: they would be lost.
bool seal_page(Page& page, const Key& key, std::string_view about);
bool open_page(Page& page, const Key& key, std::string_view about);

bool is_empty(const Page& page);  // zeros: never written

}  // namespace davy::store::seal
