#include "evidence/checkpoint.hpp"

#include "evidence/checkpoint_json.hpp"
#include "evidence/content.hpp"

namespace davy::evidence {
namespace {

constexpr std::string_view kCheckpointTag = "davy-checkpoint-1";

}  // namespace

Digest digest_of(const Checkpoint& checkpoint) {
  Hasher hasher;
  hasher.add(kCheckpointTag).add(checkpoint.site).add(checkpoint.seq).add(bytes_of(checkpoint.hash));
  hasher.add(static_cast<std::uint64_t>(checkpoint.time.unix_ns())).add(bytes_of(checkpoint.previous));
  hasher.add({reinterpret_cast<const char*>(checkpoint.key.data()), checkpoint.key.size()});
  return hasher.finish();
}

void sign(Checkpoint& checkpoint, const SigningKey& key) {
  checkpoint.key = key.public_key();
  checkpoint.signature = key.sign(digest_of(checkpoint));
}

bool is_sound(const Checkpoint& checkpoint) { return is_signed(checkpoint.key, digest_of(checkpoint), checkpoint.signature); }

Json json_of(const Checkpoint& checkpoint) {
  return {{"site", checkpoint.site},
          {"seq", checkpoint.seq},
          {"hash", to_hex(checkpoint.hash)},
          {"time_ns", text_of(checkpoint.time)},
          {"previous", to_hex(checkpoint.previous)},
          {"key", to_hex(checkpoint.key)},
          {"signature", to_hex(checkpoint.signature)}};
}

Checkpoint read_checkpoint(const Json& json, const std::string& where, std::string& wrong) {
  StrictObject object(json, where, wrong);
  Checkpoint read;
  read.site = object.text("site");
  read.seq = object.number("seq");
  read.hash = object.digest("hash");
  read.time = object.time("time_ns");
  read.previous = object.digest("previous");
  const Result<PublicKey> key = key_from_hex(object.text("key"));
  const Result<Signature> signature = signature_from_hex(object.text("signature"));
  object.finish();
  if (!key) object.blame("key is none");
  if (!signature) object.blame("signature is none");
  if (key) read.key = *key;
  if (signature) read.signature = *signature;
  return read;
}

std::string to_json(const Checkpoint& checkpoint) { return json_of(checkpoint).dump(); }

Result<Checkpoint> checkpoint_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  std::string wrong;
  Checkpoint read = read_checkpoint(json, "checkpoint", wrong);
  if (!wrong.empty()) return invalid(wrong);
  return read;
}

}  // namespace davy::evidence
