#pragma once
// Content: what a record of the journal says, the digest that stands for it, and the link that chains it (docs/formats/journal.md).
//
// A record with a salt is committed to by its content digest alone: the chain can be proved around it without showing it. One of an older store has no salt; its
// hash covers its text, so that it can be proved only by being shown.

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace davy::evidence {

struct Content {
  std::optional<Digest> salt;  // none: of an older store
  Instant time;
  std::string kind;
  std::string subject;
  std::string actor;
  std::string body;  // canonical JSON, as text: these very bytes are what is hashed
};

// Of a content with a salt.
Digest content_digest(const Content& content);
Digest link_of(const Digest& prev, std::uint64_t seq, const Digest& content);

// The record's hash by its own formula: the link, or without a salt the earlier one.
Digest hash_of(const Digest& prev, std::uint64_t seq, const Content& content);

std::string_view bytes_of(const Digest& digest);  // of an lvalue that outlives the view
std::string_view bytes_of(Digest&&) = delete;

}  // namespace davy::evidence
