#include "store/seal/seal_text.hpp"

#include "base/bytes.hpp"

#include <nlohmann/json.hpp>

namespace davy::store::seal {

using nlohmann::json;

Result<Seal> read_seal(const std::string& text) {
  const json file = json::parse(text, nullptr, false);
  const Error other{ErrorCode::Corrupt, std::string("found something else than a seal of the format ") + kSealFormat};
  if (!file.is_object() || file.value("format", json()) != kSealFormat || !file.value("key", json()).is_string()) return other;
  Result<std::string> wrapped = bytes_from_hex(file["key"].get<std::string>());
  if (!wrapped) return other;
  const json name = file.value("name", json());
  Seal seal{.name = name.is_string() ? name.get<std::string>() : std::string(),
            .before = {},
            .stretching = std::nullopt,
            .wrapped_key = std::move(*wrapped)};
  for (const json& each : file.value("before", json::array())) {
    Result<std::string> before = bytes_from_hex(each.is_string() ? each.get<std::string>() : std::string());
    if (!before) return other;
    seal.before.push_back(std::move(*before));
  }
  if (file.value("by", json()) == "key-file") return seal;
  const json stretching = file.value("argon2id", json());
  if (!stretching.is_object() || !stretching.value("salt", json()).is_string() ||
      !stretching.value("operations", json()).is_number_unsigned() || !stretching.value("memory_bytes", json()).is_number_unsigned())
    return other;
  Result<std::string> salt = bytes_from_hex(stretching["salt"].get<std::string>());
  if (!salt) return other;
  seal.stretching = {std::move(*salt), stretching["operations"].get<std::uint64_t>(), stretching["memory_bytes"].get<std::uint64_t>()};
  return seal;
}

}  // namespace davy::store::seal
