#pragma once
// A database as blocks: kBlockPages plain pages each, which are named by what is in them. Two copies of one database share the blocks that did not change.
//
// One thread.

#include "store/seal/sealed_page.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::store::backup {

inline constexpr std::size_t kBlockPages = 64;  // 256 KiB

// The block's name: a digest under the key, so that nobody without it can tell whether a block holds what he knows.
std::string block_name(std::string_view plain, const seal::Key& key);

// The pages of a sealed database file that nobody writes, block by block; the last may be shorter.
Result<void> read_blocks(const std::string& path, const seal::Key& pages, const std::function<Result<void>(std::string_view plain)>& take);

// The other way: `next` gives the blocks in order, empty at the end. Durable when it returns.
Result<void> write_blocks(const std::string& path, const seal::Key& pages, const std::function<Result<std::string>()>& next);

}  // namespace davy::store::backup
