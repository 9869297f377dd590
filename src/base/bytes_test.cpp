#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace davy {
namespace {

TEST(Fingerprint, ChangesWithEveryBit) {
  const std::string bytes = "methane 0.5 %";
  EXPECT_EQ(fingerprint(bytes), fingerprint(std::string(bytes)));
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_NE(fingerprint(changed), fingerprint(bytes));
  }
}

TEST(Sha256, KnowsTheDigestOfAbc) {
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2, B.1
}

TEST(Digest, ReadsWhatItPrints) {
  EXPECT_EQ(*digest_from_hex(to_hex(sha256("x"))), sha256("x"));
  EXPECT_FALSE(digest_from_hex("ba78"));
  EXPECT_FALSE(digest_from_hex(std::string(64, 'g')));
}

TEST(Hasher, TellsPiecesApart) {
  const Digest one = Hasher().add("ab").add("c").finish();
  const Digest other = Hasher().add("a").add("bc").finish();
  EXPECT_NE(one, other);
}

TEST(RandomHex, DoesNotRepeat) {
  EXPECT_EQ(random_hex(16).size(), 32U);
  EXPECT_NE(random_hex(16), random_hex(16));
}

}  // namespace
}  // namespace davy
