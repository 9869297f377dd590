#include "store/backup/manifest.hpp"

#include "store/seal/sealed_bytes.hpp"
#include "store/zip.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace davy::store::backup {
namespace {

using nlohmann::json;

constexpr const char* kFormat = "davy-backup-1";

std::string two_levels(const char* folder, const std::string& name) { return folder + name.substr(0, 2) + "/" + name; }
std::string object_of(const std::string& name) { return kManifests + name; }

}  // namespace

std::string block_object(const std::string& name) { return two_levels(kBlocks, name); }
std::string blob_object(const std::string& name) { return two_levels(kBlobs, name); }

Result<Manifest> read_manifest(const std::string& text) {
  const json file = json::parse(text, nullptr, false);
  if (!file.is_object() || file.value("format", json()) != kFormat)
    return Error{ErrorCode::Corrupt, std::string("found no manifest of the format ") + kFormat};
  const bool has_numbers = std::ranges::all_of(std::array{"head", "tail", "checkpoints"},
                                               [&](const char* name) { return file.value(name, json()).is_number_unsigned(); });
  if (!has_numbers || !file.value("at_ns", json()).is_number_integer())
    return Error{ErrorCode::Corrupt, "found a manifest without its numbers"};
  try {
    return Manifest{.name = file.at("name"),
                    .at = Instant::from_unix_ns(file.at("at_ns")),
                    .head = file.at("head"),
                    .head_hash = file.at("head_hash"),
                    .tail = file.at("tail"),
                    .checkpoints = file.at("checkpoints"),
                    .program_version = file.at("program_version"),
                    .databases = file.at("databases"),
                    .blobs = file.at("blobs")};
  } catch (const json::exception& error) {
    return Error{ErrorCode::Corrupt, std::string("found a manifest that is not whole: ") + error.what()};
  }
}

Result<void> put_manifest(Target& target, const Manifest& manifest, const seal::Key& key) {
  const json file{{"format", kFormat},
                  {"name", manifest.name},
                  {"at_ns", manifest.at.unix_ns()},
                  {"head", manifest.head},
                  {"head_hash", manifest.head_hash},
                  {"tail", manifest.tail},
                  {"checkpoints", manifest.checkpoints},
                  {"program_version", manifest.program_version},
                  {"databases", manifest.databases},
                  {"blobs", manifest.blobs}};
  return target.put(object_of(manifest.name), seal::seal(zip(file.dump()), key, object_of(manifest.name)));
}

Result<Manifest> get_manifest(Target& target, const std::string& name, const seal::Key& key) {
  const Result<std::string> sealed = target.get(object_of(name));
  if (!sealed) return sealed.error();
  const Result<std::string> zipped = seal::unseal(*sealed, key, object_of(name));
  if (!zipped) return zipped.error().within("the backup " + name);
  const Result<std::string> text = unzip(*zipped);
  if (!text) return text.error().within("the backup " + name);
  Result<Manifest> manifest = read_manifest(*text);
  if (!manifest) return manifest.error().within("the backup " + name);
  return manifest;
}

Result<std::vector<std::string>> manifest_names(Target& target) {
  Result<std::vector<std::string>> objects = target.list(kManifests);
  if (!objects) return objects.error();
  for (std::string& object : *objects) object.erase(0, std::string_view(kManifests).size());
  return objects;
}

}  // namespace davy::store::backup
