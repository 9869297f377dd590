#include "evidence/bundle.hpp"

#include "evidence/checkpoint_json.hpp"

#include <algorithm>
#include <array>

namespace davy::evidence {
namespace {

constexpr std::string_view kManifestTag = "davy-manifest-1";

Json parts_json(const std::vector<Part>& parts) {
  Json list = Json::array();
  for (const Part& part : parts) list.push_back({{"name", part.name}, {"sha256", to_hex(part.sha256)}});
  return list;
}

Json digests_json(const std::vector<Digest>& digests) {
  Json list = Json::array();
  for (const Digest& digest : digests) list.push_back(to_hex(digest));
  return list;
}

std::vector<Part> read_parts(StrictObject& of, const char* name, std::string& wrong) {
  std::vector<Part> parts;
  for (const Json& each : of.list(name)) {
    StrictObject object(each, name, wrong);
    Part part{object.text("name"), object.digest("sha256")};
    object.finish();
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<std::string> read_texts(StrictObject& of, const char* name) {
  std::vector<std::string> texts;
  for (const Json& each : of.list(name)) {
    if (!each.is_string()) of.blame(std::string(name) + " holds something else than texts");
    texts.push_back(each.is_string() ? each.get<std::string>() : std::string());
  }
  return texts;
}

std::vector<Digest> read_digests(StrictObject& of, const char* name) {
  std::vector<Digest> digests;
  for (const std::string& text : read_texts(of, name)) {
    const Result<Digest> digest = digest_from_hex(text);
    if (!digest) of.blame(std::string(name) + " holds something else than digests");
    digests.push_back(digest ? *digest : Digest{});
  }
  return digests;
}

std::vector<std::uint64_t> read_numbers(StrictObject& of, const char* name) {
  std::vector<std::uint64_t> numbers;
  for (const Json& each : of.list(name)) {
    if (!each.is_number_unsigned()) of.blame(std::string(name) + " holds something else than numbers");
    numbers.push_back(each.is_number_unsigned() ? each.get<std::uint64_t>() : 0);
  }
  return numbers;
}

Json entry_json(const Entry& entry) {
  Json json{{"seq", entry.seq}, {"hash", to_hex(entry.hash)}};
  if (const auto* digest = std::get_if<Digest>(&entry.what)) {
    json["content"] = to_hex(*digest);
    return json;
  }
  const auto& content = std::get<Content>(entry.what);
  json["time_ns"] = text_of(content.time);
  json["kind"] = content.kind;
  json["subject"] = content.subject;
  json["actor"] = content.actor;
  json["body"] = content.body;
  if (content.salt) json["salt"] = to_hex(*content.salt);
  return json;
}

Entry read_entry(const Json& json, std::string& wrong) {
  StrictObject object(json, "records", wrong);
  Entry entry;
  entry.seq = object.number("seq");
  entry.hash = object.digest("hash");
  if (object.has("content")) {
    entry.what = object.digest("content");
  } else {
    Content content;
    content.time = object.time("time_ns");
    content.kind = object.text("kind");
    content.subject = object.text("subject");
    content.actor = object.text("actor");
    content.body = object.text("body");
    if (object.has("salt")) content.salt = object.digest("salt");
    entry.what = std::move(content);
  }
  object.finish();
  return entry;
}

Json blocks_json(const std::vector<Block>& blocks) {
  Json list = Json::array();
  for (const Block& block : blocks) list.push_back({{"name", block.name}, {"text", block.text}});
  return list;
}

std::vector<Block> read_blocks(StrictObject& of, const char* name, std::string& wrong) {
  std::vector<Block> blocks;
  for (const Json& each : of.list(name)) {
    StrictObject object(each, name, wrong);
    Block block{object.text("name"), object.text("text")};
    object.finish();
    blocks.push_back(std::move(block));
  }
  return blocks;
}

Photo read_photo(const Json& json, std::string& wrong) {
  StrictObject object(json, "photos", wrong);
  Photo photo;
  photo.name = object.digest("sha256");
  Result<std::string> bytes = bytes_from_base64(object.text("base64"));
  object.finish();
  if (bytes)
    photo.bytes = std::move(*bytes);
  else
    object.blame("base64 is none");
  return photo;
}

// The other half of what a body may name as pictures: lists and single digests under these names.
constexpr std::array<std::string_view, 3> kPictures{"photos", "voice", "signature"};

void collect(const Json& json, std::vector<Digest>& found) {
  if (json.is_string()) {
    if (const Result<Digest> digest = digest_from_hex(json.get_ref<const std::string&>())) found.push_back(*digest);
  } else if (json.is_array()) {
    for (const Json& each : json) collect(each, found);
  }
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  return Json{{"format", kFormat},
              {"site", manifest.site},
              {"matter", manifest.matter},
              {"related", manifest.related},
              {"program", manifest.program},
              {"made_by", manifest.made_by},
              {"made_ns", text_of(manifest.made)},
              {"after_seq", manifest.after_seq},
              {"after_hash", to_hex(manifest.after_hash)},
              {"last_seq", manifest.last_seq},
              {"last_hash", to_hex(manifest.last_hash)},
              {"shown", manifest.shown},
              {"checkpoints", digests_json(manifest.checkpoints)},
              {"samples", parts_json(manifest.samples)},
              {"rules", parts_json(manifest.rules)},
              {"photos", digests_json(manifest.photos)},
              {"lacking", manifest.lacking}}
      .dump();
}

Result<Manifest> manifest_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  std::string wrong;
  StrictObject object(json, "manifest", wrong);
  if (object.text("format") != kFormat) object.blame("it is of another format than " + std::string(kFormat));
  Manifest read;
  read.site = object.text("site");
  read.matter = object.text("matter");
  read.related = read_texts(object, "related");
  read.program = object.text("program");
  read.made_by = object.text("made_by");
  read.made = object.time("made_ns");
  read.after_seq = object.number("after_seq");
  read.after_hash = object.digest("after_hash");
  read.last_seq = object.number("last_seq");
  read.last_hash = object.digest("last_hash");
  read.shown = read_numbers(object, "shown");
  read.checkpoints = read_digests(object, "checkpoints");
  read.samples = read_parts(object, "samples", wrong);
  read.rules = read_parts(object, "rules", wrong);
  read.photos = read_digests(object, "photos");
  read.lacking = read_texts(object, "lacking");
  object.finish();
  if (!wrong.empty()) return invalid(wrong);
  return read;
}

Digest manifest_digest(std::string_view text) { return Hasher().add(kManifestTag).add(text).finish(); }

std::string to_json(const Bundle& bundle) {
  Json json{{"format", kFormat}, {"manifest", bundle.manifest}, {"signature", to_hex(bundle.signature)}, {"key", to_hex(bundle.key)}};
  Json& checkpoints = json["checkpoints"] = Json::array();
  for (const Checkpoint& each : bundle.checkpoints) checkpoints.push_back(json_of(each));
  Json& records = json["records"] = Json::array();
  for (const Entry& each : bundle.records) records.push_back(entry_json(each));
  json["samples"] = blocks_json(bundle.samples);
  json["rules"] = blocks_json(bundle.rules);
  Json& photos = json["photos"] = Json::array();
  for (const Photo& each : bundle.photos) photos.push_back({{"sha256", to_hex(each.name)}, {"base64", base64_of(each.bytes)}});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);  // what is not UTF-8 cannot be JSON; it shows as changed
}

Result<Bundle> bundle_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return invalid("the file is not JSON, or was cut off");
  std::string wrong;
  StrictObject object(json, "bundle", wrong);
  if (object.text("format") != kFormat) object.blame("it is of another format than " + std::string(kFormat));
  Bundle read;
  read.manifest = object.text("manifest");
  const Result<Signature> signature = signature_from_hex(object.text("signature"));
  const Result<PublicKey> key = key_from_hex(object.text("key"));
  if (!signature) object.blame("signature is none");
  if (!key) object.blame("key is none");
  if (signature) read.signature = *signature;
  if (key) read.key = *key;
  for (const Json& each : object.list("checkpoints")) read.checkpoints.push_back(read_checkpoint(each, "checkpoints", wrong));
  for (const Json& each : object.list("records")) read.records.push_back(read_entry(each, wrong));
  read.samples = read_blocks(object, "samples", wrong);
  read.rules = read_blocks(object, "rules", wrong);
  for (const Json& each : object.list("photos")) read.photos.push_back(read_photo(each, wrong));
  object.finish();
  if (!wrong.empty()) return invalid(wrong);
  return read;
}

std::vector<Digest> photos_of(std::string_view body) {
  std::vector<Digest> found;
  const Json json = Json::parse(body, nullptr, false);
  if (!json.is_object()) return found;
  for (const std::string_view name : kPictures)
    if (const auto at = json.find(name); at != json.end()) collect(*at, found);
  return found;
}

}  // namespace davy::evidence
