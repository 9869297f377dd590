#pragma once
// Key: 32 secret bytes, in memory that is locked, kept out of dumps and wiped when the last copy goes (libsodium). Copies share the bytes; thread-safe.
//
// A key may have those with it that came before it: what they sealed it still opens (sealed_bytes.hpp), and it seals nothing with them.

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace davy::store::seal {

// What a key is for. Keys of different purposes are unrelated, so that nothing sealed for one can stand in for another.
enum class Purpose : std::uint64_t { Pages = 1, Blobs = 2, Backup = 3, Before = 4, Name = 5 };

class Key {
 public:
  static constexpr std::size_t kBytes = 32;

  static Key random();
  static Result<Key> from_hex(std::string_view hex);
  // Argon2id; slow and hungry on purpose.
  struct Stretching {
    std::string salt;  // 16 bytes
    std::uint64_t operations = 0;
    std::uint64_t memory_bytes = 0;
  };
  static Stretching new_stretching();
  static Result<Key> from_passphrase(std::string_view passphrase, const Stretching& stretching);

  Key derived(Purpose purpose) const;  // of those before it too

  Key with(std::vector<Key> before) const;  // the newest first
  Key alone() const;
  const std::vector<Key>& before() const;
  bool is(const Key& other) const;  // the same bytes, whatever came before

  const std::uint8_t* bytes() const { return bytes_.get(); }
  std::string to_hex() const;
  std::string name() const;  // by which it is known again; tells nothing of it

 private:
  Key();
  std::shared_ptr<std::uint8_t> bytes_;
  std::shared_ptr<const std::vector<Key>> before_;  // null: none
};

}  // namespace davy::store::seal
