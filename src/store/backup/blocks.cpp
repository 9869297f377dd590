#include "store/backup/blocks.hpp"

#include "base/bytes.hpp"
#include "store/durable_file.hpp"

#include <sodium.h>

#include <cstring>
#include <fstream>

namespace davy::store::backup {
namespace {

using seal::kPageBytes;
using seal::Page;

}  // namespace

std::string block_name(std::string_view plain, const seal::Key& key) {
  std::array<unsigned char, 32> name{};
  crypto_generichash(name.data(), name.size(), reinterpret_cast<const unsigned char*>(plain.data()), plain.size(), key.bytes(),
                     seal::Key::kBytes);
  return to_hex(name);
}

Result<void> read_blocks(const std::string& path, const seal::Key& pages, const std::function<Result<void>(std::string_view plain)>& take) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed(path + " cannot be read");
  std::string block;
  Page page;
  for (std::uint64_t number = 0; file.read(reinterpret_cast<char*>(page.data()), page.size()); ++number) {
    if (!seal::open_page(page, pages, seal::about_page(number)) && !seal::is_empty(page))
      return Error{ErrorCode::Corrupt, path + ": page " + std::to_string(number) + " is damaged, or was sealed with another key"};
    block.append(reinterpret_cast<const char*>(page.data()), page.size());
    if (block.size() < kBlockPages * kPageBytes) continue;
    if (Result<void> taken = take(block); !taken) return taken;
    block.clear();
  }
  return block.empty() ? Result<void>() : take(block);
}

Result<void> write_blocks(const std::string& path, const seal::Key& pages, const std::function<Result<std::string>()>& next) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  std::uint64_t number = 0;
  std::string sealed;
  while (true) {
    const Result<std::string> block = next();
    if (!block) return block.error();
    if (block->empty()) break;
    if (block->size() % kPageBytes != 0) return Error{ErrorCode::Corrupt, "found a block that is not made of whole pages"};
    sealed.clear();
    for (std::size_t at = 0; at < block->size(); at += kPageBytes) {
      Page page;
      std::memcpy(page.data(), block->data() + at, page.size());
      if (!seal::seal_page(page, pages, seal::about_page(number++)))
        return Error{ErrorCode::Corrupt, "found a page whose reserved bytes are not free"};
      sealed.append(reinterpret_cast<const char*>(page.data()), page.size());
    }
    file.write(sealed.data(), static_cast<std::streamsize>(sealed.size()));
  }
  file.close();
  if (!file) return Error{ErrorCode::Full, path + " cannot be written"};
  return sync_file(path);
}

}  // namespace davy::store::backup
