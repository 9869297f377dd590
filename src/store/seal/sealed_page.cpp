#include "store/seal/sealed_page.hpp"

#include <algorithm>

namespace davy::store::seal {
namespace {

constexpr std::size_t kPlainBytes = kPageBytes - kSealBytes;

bool are_zeros(std::span<const std::uint8_t> bytes) {
  return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

}  // namespace

std::string about_page(std::uint64_t number) { return "page " + std::to_string(number); }

bool seal_page(Page& page, const Key& key, std::string_view about) {
  if (!are_zeros(std::span(page).last(kSealBytes))) return false;
  seal_into(page, std::span(page).first(kPlainBytes), key, about);
  return true;
}

bool open_page(Page& page, const Key& key, std::string_view about) {
  if (!unseal_into(std::span(page).first(kPlainBytes), page, key, about)) return false;
  std::ranges::fill(std::span(page).last(kSealBytes), std::uint8_t{0});
  return true;
}

bool is_empty(const Page& page) { return are_zeros(page); }

}  // namespace davy::store::seal
