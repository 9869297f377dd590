#include "store/backup/piece.hpp"

#include "store/backup/rows.hpp"

namespace davy::store::backup {

using nlohmann::json;

Result<Piece> read_piece(std::string_view packed) {
  const Error other{ErrorCode::Corrupt, "found no piece of a journal"};
  const json read = json::from_msgpack(packed.begin(), packed.end(), true, false);
  if (!read.is_object() || !read.contains("tables") || !read["tables"].is_array()) return other;
  Piece piece;
  for (const json& rows : read["tables"]) {
    if (!are_rows(rows)) return other;
    piece.tables.push_back(rows);
  }
  if (!read.contains("credentials")) return piece;
  if (!read["credentials"].is_array()) return other;
  std::vector<std::string>& pages = piece.credentials.emplace();
  for (const json& block : read["credentials"]) {
    if (!block.is_binary()) return other;
    pages.emplace_back(block.get_binary().begin(), block.get_binary().end());
  }
  return piece;
}

}  // namespace davy::store::backup
