#pragma once
// Piece: what was shipped after a backup, as it is once it has been opened (docs/formats/backup.md). It is sealed, but may be of another program: nothing of
// its form is taken for granted.

#include "base/result.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::store::backup {

struct Piece {
  std::vector<nlohmann::json> tables;                   // each as rows.hpp says
  std::optional<std::vector<std::string>> credentials;  // the pages of that database, when they changed
};

// Of MessagePack. Corrupt when it is none.
Result<Piece> read_piece(std::string_view packed);

}  // namespace davy::store::backup
