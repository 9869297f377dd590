#include "evidence/content.hpp"

namespace davy::evidence {
namespace {

constexpr std::string_view kContentTag = "davy-record-1";
constexpr std::string_view kLinkTag = "davy-link-1";

std::uint64_t number_of(Instant time) { return static_cast<std::uint64_t>(time.unix_ns()); }

}  // namespace

std::string_view bytes_of(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

Digest content_digest(const Content& content) {
  ensure(content.salt.has_value(), "a content with a salt");
  Hasher hasher;
  hasher.add(kContentTag).add(bytes_of(*content.salt)).add(number_of(content.time));
  hasher.add(content.kind).add(content.subject).add(content.actor).add(content.body);
  return hasher.finish();
}

Digest link_of(const Digest& prev, std::uint64_t seq, const Digest& content) {
  Hasher hasher;
  hasher.add(kLinkTag).add(bytes_of(prev)).add(seq).add(bytes_of(content));
  return hasher.finish();
}

Digest hash_of(const Digest& prev, std::uint64_t seq, const Content& content) {
  if (content.salt) return link_of(prev, seq, content_digest(content));
  Hasher hasher;
  hasher.add(bytes_of(prev)).add(seq).add(number_of(content.time));
  hasher.add(content.kind).add(content.subject).add(content.actor).add(content.body);
  return hasher.finish();
}

}  // namespace davy::evidence
