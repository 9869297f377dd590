#include "evidence/testing/small_evidence.hpp"

#include <algorithm>

namespace davy::evidence {
namespace {

constexpr std::string_view kJournalKeyForTests = "0123456789abcdef0123456789abcdef";
constexpr std::uint64_t kRecordsPerCheckpoint = 3;

SigningKey key_of(std::uint64_t seed) {
  std::string bytes(SigningKey::kSeedBytes, static_cast<char>('a' + seed % 26));
  return *SigningKey::from_seed(bytes);
}

}  // namespace

SmallEvidence SmallEvidence::made_of(std::uint64_t seed, std::size_t records, Salted salted) {
  SmallEvidence made{key_of(seed), {}, {}, {}};
  Bundle& bundle = made.bundle;
  Manifest& manifest = made.manifest;
  for (const char* bytes : {"a photo of the valve", "another photo"})
    bundle.photos.push_back({sha256(bytes + std::to_string(seed)), bytes + std::to_string(seed)});
  std::ranges::sort(bundle.photos, {}, &Photo::name);
  Digest prev{};
  Digest last_checkpoint{};
  for (std::uint64_t seq = 1; seq <= records; ++seq) {
    Content content;
    if (salted == Salted::All || seq > records / 3) content.salt = salt_of(kJournalKeyForTests, seq);
    content.time = Instant::from_unix_ms(1'796'000'000'000) + 1_s * static_cast<std::int64_t>(seq);
    content.kind = seq % 2 == 0 ? "alarm.raised" : "order.submitted";
    content.subject = "alarm:" + std::to_string(2 + seed % 3);
    content.actor = "user:wang";
    const bool is_shown = !content.salt || (seq + seed) % 2 == 0 || seq == 2 || seq == 3;
    content.body = "{\"note\":\"record " + std::to_string(seq) + "\"}";
    if (seq == 2 || seq == 3) content.body = "{\"photos\":[\"" + to_hex(bundle.photos[seq - 2].name) + "\"]}";
    Entry entry{seq, hash_of(prev, seq, content), {}};
    prev = entry.hash;
    if (is_shown) {
      manifest.shown.push_back(seq);
      entry.what = std::move(content);
    } else {
      entry.what = content_digest(content);
    }
    bundle.records.push_back(std::move(entry));
    if (seq % kRecordsPerCheckpoint != 0 && seq != records) continue;
    Checkpoint checkpoint{
        .site = "works", .seq = seq, .hash = prev, .time = Instant::from_unix_ms(1'796'000'100'000), .previous = last_checkpoint};
    sign(checkpoint, made.key);
    last_checkpoint = digest_of(checkpoint);
    manifest.checkpoints.push_back(last_checkpoint);
    bundle.checkpoints.push_back(checkpoint);
  }
  bundle.samples = {{"ch4-01", "source_ns,arrival_ns,quality,value\n1,2,good,26.1\n"}, {"ch4-02", "source_ns,arrival_ns,quality,value\n"}};
  bundle.rules = {{"ch4-01:high", "limit: 25 %LEL\n"}};
  manifest.site = "works";
  manifest.matter = "alarm:2";
  manifest.program = "0";
  manifest.made_by = "user:zhou";
  manifest.made = Instant::from_unix_ms(1'796'000'200'000);
  manifest.last_seq = records;
  manifest.last_hash = prev;
  for (const Block& each : bundle.samples) manifest.samples.push_back({each.name, sha256(each.text)});
  for (const Block& each : bundle.rules) manifest.rules.push_back({each.name, sha256(each.text)});
  for (const Photo& each : bundle.photos) manifest.photos.push_back(each.name);
  made.kept = bundle.checkpoints;
  made.sign_again();
  return made;
}

void SmallEvidence::sign_again() {
  bundle.manifest = to_json(manifest);
  bundle.key = key.public_key();
  bundle.signature = key.sign(manifest_digest(bundle.manifest));
}

}  // namespace davy::evidence
