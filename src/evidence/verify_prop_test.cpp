// Attacks on small bundles: whatever is done to one, verification names it.
#include "evidence/verify.hpp"

#include "evidence/testing/small_evidence.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::evidence {
namespace {

struct Attacked : SmallEvidence {
  std::string fault() const { return fault_with({}); }
  std::string fault_with(const Trust& trust) const {
    const Verdict verdict = verify(bundle, trust);
    const Fault* found = verdict.first_fault();
    return found == nullptr ? "holds" : std::string(name_of(found->wrong)) + " " + found->what;
  }
  std::vector<Entry>& records() { return bundle.records; }
};

Attacked any_evidence() {
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  const auto records = *rc::gen::inRange<std::size_t>(6, 24);
  const Salted salted = *rc::gen::element(Salted::All, Salted::SomeOld);
  return {SmallEvidence::made_of(seed, records, salted)};
}

std::size_t any_of(std::size_t count) { return *rc::gen::inRange<std::size_t>(0, count); }

std::string called_record(std::uint64_t seq) { return "record " + std::to_string(seq); }

RC_GTEST_PROP(Evidence, HoldsAsItWasMade, ()) {
  const Attacked some = any_evidence();
  RC_ASSERT(some.fault() == "holds");
  RC_ASSERT(some.fault_with({.key = some.key.public_key(), .kept = some.kept}) == "holds");
  const Result<Bundle> again = bundle_from_json(to_json(some.bundle));
  RC_ASSERT(again.has_value());
  RC_ASSERT(to_json(*again) == to_json(some.bundle));
}

RC_GTEST_PROP(Evidence, NamesTheRecordThatWasChanged, ()) {
  Attacked some = any_evidence();
  Entry& victim = some.records()[any_of(some.records().size())];
  if (auto* content = std::get_if<Content>(&victim.what)) {
    std::string& text = **rc::gen::element(&content->kind, &content->subject, &content->actor, &content->body);
    const std::size_t at = any_of(text.size());
    text[at] = static_cast<char>(text[at] ^ 1);
  } else {
    std::get<Digest>(victim.what)[any_of(32)] ^= 1U;
  }
  RC_ASSERT(some.fault() == "changed " + called_record(victim.seq));
}

RC_GTEST_PROP(Evidence, NamesTheRecordWhoseTimeSaltOrHashWasChanged, ()) {
  Attacked some = any_evidence();
  Entry& victim = some.records()[any_of(some.records().size())];
  auto* content = std::get_if<Content>(&victim.what);
  const auto how = any_of(3);
  if (how == 0 && content != nullptr)
    content->time = content->time + 1_ns;
  else if (how == 1 && content != nullptr && content->salt)
    (*content->salt)[any_of(32)] ^= 0x80U;
  else
    victim.hash[any_of(32)] ^= 1U;
  RC_ASSERT(some.fault() == "changed " + called_record(victim.seq));
}

RC_GTEST_PROP(Evidence, NamesTheRecordThatWasDropped, ()) {
  Attacked some = any_evidence();
  const std::size_t at = any_of(some.records().size());
  const std::uint64_t seq = some.records()[at].seq;
  some.records().erase(some.records().begin() + static_cast<std::ptrdiff_t>(at));
  RC_ASSERT(some.fault() == "missing " + called_record(seq));
}

RC_GTEST_PROP(Evidence, NamesTheFirstRecordThatIsOutOfOrder, ()) {
  Attacked some = any_evidence();
  const std::size_t a = any_of(some.records().size() - 1);
  const std::size_t b = a + 1 + any_of(some.records().size() - a - 1);
  std::swap(some.records()[a], some.records()[b]);
  RC_ASSERT(some.fault() == "out-of-order " + called_record(a + 1));
}

RC_GTEST_PROP(Evidence, NamesTheRecordThatWasInserted, ()) {
  Attacked some = any_evidence();
  const std::size_t from = any_of(some.records().size());
  const std::size_t to = any_of(some.records().size() + 1);
  const Entry copy = some.records()[from];
  some.records().insert(some.records().begin() + static_cast<std::ptrdiff_t>(to), copy);
  RC_ASSERT(some.fault() == "inserted " + called_record(copy.seq));
}

// Whoever renumbers what follows cannot make it follow.
RC_GTEST_PROP(Evidence, NamesAnInventedRecordAmongRenumberedOnes, ()) {
  Attacked some = any_evidence();
  const std::size_t at = any_of(some.records().size());
  Entry invented{at + 1, {}, Content{Digest{}, Instant::from_unix_ms(1), "alarm.raised", "alarm:2", "system", "{}"}};
  const Digest prev = at == 0 ? Digest{} : some.records()[at - 1].hash;
  invented.hash = hash_of(prev, at + 1, std::get<Content>(invented.what));
  some.records().insert(some.records().begin() + static_cast<std::ptrdiff_t>(at), invented);
  for (std::size_t i = at + 1; i < some.records().size(); ++i) ++some.records()[i].seq;
  const bool is_last = at + 2 > some.records().size() - 1;
  RC_ASSERT(some.fault() == (is_last ? "inserted " : "changed ") + called_record(at + 2));
}

// With all hashes made anew up to the next checkpoint: its signature is what cannot be made.
RC_GTEST_PROP(Evidence, NamesTheCheckpointThatARewrittenChainMisses, ()) {
  Attacked some = any_evidence();
  const std::size_t at = any_of(some.records().size());
  some.records()[at].what = Content{Digest{}, Instant::from_unix_ms(1), "alarm.raised", "alarm:2", "system", "{}"};
  Digest prev = at == 0 ? Digest{} : some.records()[at - 1].hash;
  for (std::size_t i = at; i < some.records().size(); ++i) {
    Entry& entry = some.records()[i];
    const auto* content = std::get_if<Content>(&entry.what);
    entry.hash = content != nullptr ? hash_of(prev, entry.seq, *content) : link_of(prev, entry.seq, std::get<Digest>(entry.what));
    prev = entry.hash;
  }
  RC_ASSERT(some.fault() == "changed " + called_record(some.records().size()));
  some.manifest.last_hash = prev;
  some.sign_again();  // even who can sign bundles, but not the checkpoints that are out
  std::uint64_t missed = 0;
  for (const Checkpoint& each : some.bundle.checkpoints)
    if (missed == 0 && each.seq > at) missed = each.seq;
  RC_ASSERT(some.fault() == "other-hash checkpoint at record " + std::to_string(missed));
}

RC_GTEST_PROP(Evidence, NamesTheRecordThatWasHidden, ()) {
  Attacked some = any_evidence();
  std::vector<Entry*> shown;
  for (Entry& each : some.records())
    if (auto* content = std::get_if<Content>(&each.what); content != nullptr && content->salt) shown.push_back(&each);
  RC_PRE(!shown.empty());
  Entry& victim = *shown[any_of(shown.size())];
  victim.what = content_digest(std::get<Content>(victim.what));
  RC_ASSERT(some.fault() == "hidden " + called_record(victim.seq));
}

RC_GTEST_PROP(Evidence, NamesThePhotoThatWasSwappedOrDropped, ()) {
  Attacked some = any_evidence();
  const std::size_t at = any_of(some.bundle.photos.size());
  const std::string name = "photo " + to_hex(some.bundle.photos[at].name);
  switch (any_of(3)) {
    case 0: some.bundle.photos[at].bytes = some.bundle.photos[1 - at].bytes; break;
    case 1: some.bundle.photos[at].bytes[any_of(some.bundle.photos[at].bytes.size())] ^= 4; break;
    default:
      some.bundle.photos.erase(some.bundle.photos.begin() + static_cast<std::ptrdiff_t>(at));
      RC_ASSERT(some.fault() == "missing " + name);
      return;
  }
  RC_ASSERT(some.fault() == "changed " + name);
}

RC_GTEST_PROP(Evidence, NamesTheBlockThatWasChanged, ()) {
  Attacked some = any_evidence();
  const bool is_rule = any_of(2) == 0;
  auto& blocks = is_rule ? some.bundle.rules : some.bundle.samples;
  Block& victim = blocks[any_of(blocks.size())];
  victim.text[any_of(victim.text.size())] ^= 2;
  RC_ASSERT(some.fault() == (is_rule ? "changed rule " : "changed samples ") + victim.name);
}

RC_GTEST_PROP(Evidence, NamesTheCheckpointThatWasChangedOrDropped, ()) {
  Attacked some = any_evidence();
  const std::size_t at = any_of(some.bundle.checkpoints.size());
  Checkpoint& victim = some.bundle.checkpoints[at];
  const std::string name = "checkpoint at record " + std::to_string(victim.seq);
  switch (any_of(4)) {
    case 0: victim.hash[any_of(32)] ^= 1U; break;
    case 1: victim.signature[any_of(64)] ^= 1U; break;
    case 2: victim.time = victim.time + 1_s; break;
    default: {
      const std::string digest = to_hex(digest_of(victim));
      some.bundle.checkpoints.erase(some.bundle.checkpoints.begin() + static_cast<std::ptrdiff_t>(at));
      RC_ASSERT(some.fault() == "missing checkpoint " + digest);
      return;
    }
  }
  RC_ASSERT(some.fault() == "bad-signature " + name);
}

RC_GTEST_PROP(Evidence, NamesTheManifestThatWasChanged, ()) {
  Attacked some = any_evidence();
  const std::size_t at = any_of(some.bundle.manifest.size());
  some.bundle.manifest[at] = static_cast<char>(some.bundle.manifest[at] ^ 1);
  RC_ASSERT(some.fault() == "bad-signature manifest");
}

RC_GTEST_PROP(Evidence, NamesAnotherKeyThanThePinnedOne, ()) {
  const Attacked some = any_evidence();
  const Attacked other{SmallEvidence::made_of(some.bundle.key[0] + 1U, 6, Salted::All)};
  RC_PRE(other.key.public_key() != some.key.public_key());
  RC_ASSERT(some.fault_with({.key = other.key.public_key(), .kept = {}}) == "other-key manifest");
}

// Whoever has the key can write another history, but not into the witness's file.
RC_GTEST_PROP(Evidence, NamesTheRecordOfWhichAWitnessKeptAnotherHash, ()) {
  const Attacked some = any_evidence();
  Trust trust{.key = {}, .kept = some.kept};
  Checkpoint& other = (*trust.kept)[any_of(trust.kept->size())];
  other.hash[any_of(32)] ^= 1U;
  sign(other, some.key);
  RC_ASSERT(some.fault_with(trust) == "other-hash witness: record " + std::to_string(other.seq));
}

RC_GTEST_PROP(Evidence, NoFlippedByteOfTheFileLeavesAnotherBundleThatHolds, ()) {
  const Attacked some = any_evidence();
  std::string file = to_json(some.bundle);
  const std::size_t at = any_of(file.size());
  file[at] = static_cast<char>(file[at] ^ (1 << any_of(7)));
  const Result<Bundle> read = bundle_from_json(file);
  if (!read) return;
  RC_ASSERT(verify(*read, {}).first_fault() != nullptr);
}

TEST(Evidence, AWitnessWithoutACheckpointOfTheStretchProvesNothing) {
  const Attacked some{SmallEvidence::made_of(1, 9, Salted::All)};
  EXPECT_EQ(some.fault_with({.key = {}, .kept = std::vector<Checkpoint>()}), "missing witness: checkpoint from record 0 to record 9");
}

TEST(Evidence, LinesOfAWitnessAreReadOneByOne) {
  const Attacked some{SmallEvidence::made_of(1, 9, Salted::All)};
  std::string lines;
  for (const Checkpoint& each : some.kept) lines += to_json(each) + "\n";
  const auto read = witness_lines(lines);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(*read, some.kept);
  EXPECT_EQ(witness_lines(lines + "{}\n").error().message, "line 4: checkpoint: site is missing");
}

TEST(Evidence, WhatIsNoBundleIsSaid) {
  EXPECT_EQ(bundle_from_json("").error().message, "the file is not JSON, or was cut off");
  EXPECT_EQ(bundle_from_json("{}").error().message, "bundle: format is missing");
}

}  // namespace
}  // namespace davy::evidence
