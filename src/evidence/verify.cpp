#include "evidence/verify.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace davy::evidence {
namespace {

using MaybeFault = std::optional<Fault>;

std::string record(std::uint64_t seq) { return "record " + std::to_string(seq); }
std::string checkpoint_at(std::uint64_t seq) { return "checkpoint at record " + std::to_string(seq); }

// What is there against what the manifest lists, place by place. `name` of either gives what a fault calls it.
template <class There, class Listed, class Same, class Name, class ListedName>
MaybeFault compare(const std::vector<There>& there, const std::vector<Listed>& listed, Same same, Name name, ListedName listed_name) {
  for (std::size_t i = 0; i < std::max(there.size(), listed.size()); ++i) {
    if (i >= there.size()) return Fault{Wrong::Missing, listed_name(listed[i])};
    if (i >= listed.size()) return Fault{Wrong::Inserted, name(there[i])};
    if (same(there[i], listed[i])) continue;
    const auto is_here = [&](const There& each) { return same(each, listed[i]); };
    const auto is_listed = [&](const Listed& each) { return same(there[i], each); };
    if (std::none_of(there.begin(), there.end(), is_here)) return Fault{Wrong::Missing, listed_name(listed[i])};
    if (std::none_of(listed.begin(), listed.end(), is_listed)) return Fault{Wrong::Inserted, name(there[i])};
    return Fault{Wrong::OutOfOrder, name(there[i])};
  }
  return std::nullopt;
}

MaybeFault compare_blocks(const std::vector<Block>& blocks, const std::vector<Part>& listed, const std::string& what) {
  const auto called = [&](const auto& each) { return what + " " + each.name; };
  const auto same_name = [](const Block& block, const Part& part) { return block.name == part.name; };
  if (MaybeFault fault = compare(blocks, listed, same_name, called, called)) return fault;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (sha256(blocks[i].text) != listed[i].sha256) return Fault{Wrong::Changed, called(blocks[i])};
  return std::nullopt;
}

MaybeFault check_checkpoints(const Bundle& bundle, const Manifest& manifest) {
  for (const Checkpoint& each : bundle.checkpoints) {
    if (each.key != bundle.key) return Fault{Wrong::OtherKey, checkpoint_at(each.seq)};
    if (!is_sound(each)) return Fault{Wrong::BadSignature, checkpoint_at(each.seq)};
    if (each.site != manifest.site) return Fault{Wrong::OtherSite, checkpoint_at(each.seq)};
  }
  const auto same = [](const Checkpoint& each, const Digest& listed) { return digest_of(each) == listed; };
  const auto called = [](const Checkpoint& each) { return checkpoint_at(each.seq); };
  const auto listed_as = [](const Digest& digest) { return "checkpoint " + to_hex(digest); };
  if (MaybeFault fault = compare(bundle.checkpoints, manifest.checkpoints, same, called, listed_as)) return fault;
  for (std::size_t i = 1; i < bundle.checkpoints.size(); ++i)
    if (bundle.checkpoints[i].previous != digest_of(bundle.checkpoints[i - 1]))
      return Fault{Wrong::Unlinked, checkpoint_at(bundle.checkpoints[i].seq)};
  return std::nullopt;
}

// Where each checkpoint of the stretch must find the chain.
MaybeFault check_against_checkpoints(const Bundle& bundle, const Manifest& manifest, const std::map<std::uint64_t, Digest>& hashes) {
  for (const Checkpoint& each : bundle.checkpoints) {
    const auto at = hashes.find(each.seq);
    if (at == hashes.end() || at->second != each.hash) return Fault{Wrong::OtherHash, checkpoint_at(each.seq)};
  }
  if (bundle.checkpoints.empty() || bundle.checkpoints.back().seq != manifest.last_seq)
    return Fault{Wrong::Missing, checkpoint_at(manifest.last_seq)};
  const bool begins = manifest.after_seq == 0 ? manifest.after_hash == Digest{} : bundle.checkpoints.front().seq == manifest.after_seq;
  if (!begins) return Fault{Wrong::Missing, checkpoint_at(manifest.after_seq)};
  return std::nullopt;
}

class Walk {
 public:
  Walk(const Bundle& bundle, const Manifest& manifest) : bundle_(bundle), manifest_(manifest) {
    for (const Entry& entry : bundle.records) ++times_[entry.seq];
  }

  MaybeFault run() {
    hashes_[manifest_.after_seq] = manifest_.after_hash;
    Digest prev = manifest_.after_hash;
    std::uint64_t expected = manifest_.after_seq;
    for (const Entry& entry : bundle_.records) {
      if (MaybeFault fault = place(entry, ++expected)) return fault;
      const auto* content = std::get_if<Content>(&entry.what);
      const Digest hash = content != nullptr ? hash_of(prev, entry.seq, *content) : link_of(prev, entry.seq, std::get<Digest>(entry.what));
      if (hash != entry.hash) return Fault{Wrong::Changed, record(entry.seq)};
      prev = entry.hash;
      hashes_[entry.seq] = entry.hash;
    }
    if (expected < manifest_.last_seq) return Fault{Wrong::Missing, record(expected + 1)};
    if (prev != manifest_.last_hash) return Fault{Wrong::Changed, record(manifest_.last_seq)};
    return check_against_checkpoints(bundle_, manifest_, hashes_);
  }

  const std::map<std::uint64_t, Digest>& hashes() const { return hashes_; }

 private:
  MaybeFault place(const Entry& entry, std::uint64_t expected) const {
    if (entry.seq == expected && entry.seq <= manifest_.last_seq) return std::nullopt;
    if (entry.seq > manifest_.last_seq || entry.seq <= manifest_.after_seq || times_.at(entry.seq) > 1)
      return Fault{Wrong::Inserted, record(entry.seq)};
    if (times_.contains(expected)) return Fault{Wrong::OutOfOrder, record(expected)};
    return Fault{Wrong::Missing, record(expected)};
  }

  const Bundle& bundle_;
  const Manifest& manifest_;
  std::map<std::uint64_t, std::size_t> times_;
  std::map<std::uint64_t, Digest> hashes_;
};

MaybeFault check_shown(const Bundle& bundle, const Manifest& manifest) {
  const std::set<std::uint64_t> shown(manifest.shown.begin(), manifest.shown.end());
  std::set<std::uint64_t> seen;
  for (const Entry& entry : bundle.records) {
    const bool is_whole = std::holds_alternative<Content>(entry.what);
    if (is_whole != shown.contains(entry.seq)) return Fault{is_whole ? Wrong::Inserted : Wrong::Hidden, record(entry.seq)};
    seen.insert(entry.seq);
  }
  for (const std::uint64_t seq : shown)
    if (!seen.contains(seq)) return Fault{Wrong::Missing, record(seq)};
  return std::nullopt;
}

MaybeFault check_photos(const Bundle& bundle, const Manifest& manifest) {
  const auto called = [](const Digest& name) { return "photo " + to_hex(name); };
  for (const Photo& photo : bundle.photos)
    if (sha256(photo.bytes) != photo.name) return Fault{Wrong::Changed, called(photo.name)};
  const auto same = [](const Photo& photo, const Digest& listed) { return photo.name == listed; };
  if (MaybeFault fault = compare(
          bundle.photos, manifest.photos, same, [&](const Photo& each) { return called(each.name); }, called))
    return fault;
  std::set<Digest> named;
  for (const Entry& entry : bundle.records)
    if (const auto* content = std::get_if<Content>(&entry.what))
      for (const Digest& photo : photos_of(content->body)) named.insert(photo);
  for (const Photo& photo : bundle.photos)
    if (!named.contains(photo.name)) return Fault{Wrong::Inserted, called(photo.name)};
  for (const Digest& photo : named) {
    const bool is_here = std::ranges::any_of(bundle.photos, [&](const Photo& each) { return each.name == photo; });
    if (!is_here && std::ranges::find(manifest.lacking, called(photo)) == manifest.lacking.end())
      return Fault{Wrong::Missing, called(photo)};
  }
  return std::nullopt;
}

MaybeFault check_witness(const Bundle& bundle, const Manifest& manifest, const std::vector<Checkpoint>& kept,
                         const std::map<std::uint64_t, Digest>& hashes, std::uint64_t& compared) {
  for (const Checkpoint& each : kept) {
    if (each.key != bundle.key || each.site != manifest.site) continue;
    if (!is_sound(each)) return Fault{Wrong::BadSignature, "witness: " + checkpoint_at(each.seq)};
    const auto at = hashes.find(each.seq);
    if (at == hashes.end() || each.seq == 0) continue;
    ++compared;
    if (at->second != each.hash) return Fault{Wrong::OtherHash, "witness: " + record(each.seq)};
  }
  if (compared == 0)
    return Fault{Wrong::Missing,
                 "witness: checkpoint from record " + std::to_string(manifest.after_seq) + " to " + record(manifest.last_seq)};
  return std::nullopt;
}

}  // namespace

const Fault* Verdict::first_fault() const {
  for (const Checked& each : checks)
    if (each.fault) return &*each.fault;
  return nullptr;
}

Verdict verify(const Bundle& bundle, const Trust& trust) {
  Verdict verdict;
  const auto add = [&](Check check, std::uint64_t count, MaybeFault fault) { verdict.checks.push_back({check, count, std::move(fault)}); };
  Result<Manifest> manifest = manifest_from_json(bundle.manifest);
  MaybeFault of_manifest;
  if (!is_signed(bundle.key, manifest_digest(bundle.manifest), bundle.signature))
    of_manifest = Fault{Wrong::BadSignature, "manifest"};
  else if (!manifest)
    of_manifest = Fault{Wrong::Unreadable, "manifest"};
  add(Check::Manifest, 1, of_manifest);
  if (trust.key) add(Check::Key, 1, *trust.key == bundle.key ? MaybeFault() : Fault{Wrong::OtherKey, "manifest"});
  if (!manifest) return verdict;

  add(Check::Checkpoints, bundle.checkpoints.size(), check_checkpoints(bundle, *manifest));
  Walk walk(bundle, *manifest);
  MaybeFault of_records = walk.run();
  const bool is_chained = !of_records;
  add(Check::Records, bundle.records.size(), std::move(of_records));
  add(Check::Shown, manifest->shown.size(), check_shown(bundle, *manifest));
  add(Check::Photos, bundle.photos.size(), check_photos(bundle, *manifest));
  add(Check::Samples, bundle.samples.size(), compare_blocks(bundle.samples, manifest->samples, "samples"));
  add(Check::Rules, bundle.rules.size(), compare_blocks(bundle.rules, manifest->rules, "rule"));
  if (trust.kept && is_chained) {
    std::uint64_t compared = 0;
    MaybeFault fault = check_witness(bundle, *manifest, *trust.kept, walk.hashes(), compared);
    add(Check::Witness, compared, std::move(fault));
  }
  verdict.manifest = std::move(*manifest);
  return verdict;
}

Result<std::vector<Checkpoint>> witness_lines(std::string_view text) {
  std::vector<Checkpoint> kept;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view one = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (one.empty()) continue;
    Result<Checkpoint> read = checkpoint_from_json(one);
    if (!read) return read.error().within("line " + std::to_string(line));
    kept.push_back(std::move(*read));
  }
  return kept;
}

}  // namespace davy::evidence
