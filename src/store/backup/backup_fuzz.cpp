// Any bytes as each of the things that a target gives back: manifest, piece, seal and what an S3 server answers. It is read, or it is said that it is none.

#include "base/ensure.hpp"
#include "store/backup/manifest.hpp"
#include "store/backup/piece.hpp"
#include "store/backup/rows.hpp"
#include "store/backup/s3_answer.hpp"
#include "store/seal/seal_text.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using davy::ensure;
  const std::string bytes(reinterpret_cast<const char*>(data), size);

  const auto manifest = davy::store::backup::read_manifest(bytes);
  ensure(manifest.has_value() || !manifest.error().message.empty(), "why it is no manifest");
  if (manifest)
    for (const std::string& blob : manifest->blobs) ensure(davy::store::backup::blob_object(blob).ends_with("/" + blob), "where it is");

  const auto piece = davy::store::backup::read_piece(bytes);
  ensure(piece.has_value() || !piece.error().message.empty(), "why it is no piece");
  if (piece)
    for (const nlohmann::json& rows : piece->tables)
      for (const nlohmann::json& row : rows["rows"]) ensure(row.size() == rows["columns"].size(), "a row is as long as the columns");

  const auto seal = davy::store::seal::read_seal(bytes);
  ensure(seal.has_value() || !seal.error().message.empty(), "why it is no seal");

  for (const char* tag : {"Key", "NextContinuationToken", "Message"}) {
    std::size_t length = 0;
    for (const std::string& each : davy::store::backup::elements(bytes, tag)) length += each.size();
    ensure(length <= size, "what was found stands in the answer");
    ensure(davy::store::backup::first_element(bytes, tag).size() <= length, "the first of them");
  }
  return 0;
}
