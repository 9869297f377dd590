#pragma once
// Witnesses: who keeps the journal's signed checkpoints outside of the store, so that nobody can rewrite the journal unseen (docs/formats/evidence.md).
//
// A file of lines, an HTTP address that takes lines by POST, or people who get them by mail. hand_over() blocks, for at most `within`; any thread.

#include "base/enum_names.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <string>
#include <vector>

namespace davy::notify {

enum class WitnessKind { File, Http, Mail };

struct WitnessPlan {
  std::string name = {};
  WitnessKind kind = WitnessKind::File;
  std::string target = {};           // path, URL, or "smtp://host:port"
  std::string from = {};             // of mail
  std::vector<std::string> to = {};  // of mail
  std::string user = {};             // of mail; empty: without
  std::string password_file = {};    // its first line
  Duration every = {};               // between two deliveries, which carry all that waits
};

struct WitnessPlans {
  Duration checkpoint_every = 10_min;
  std::vector<WitnessPlan> witnesses;
};

// From YAML. Invalid: file, line, what was found and what was expected.
Result<WitnessPlans> read_witnesses(const std::string& file);

// `lines`: checkpoints as JSON, one a line, each line ended. Done means that the witness has them.
Result<void> hand_over(const WitnessPlan& plan, const std::string& lines, Duration within);

}  // namespace davy::notify

template <>
inline constexpr auto davy::kEnumNames<davy::notify::WitnessKind> = std::to_array<davy::EnumName<davy::notify::WitnessKind>>(
    {{davy::notify::WitnessKind::File, "file"}, {davy::notify::WitnessKind::Http, "http"}, {davy::notify::WitnessKind::Mail, "mail"}});
