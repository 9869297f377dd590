#include "store/key_changes.hpp"

#include "store/seal/keys.hpp"
#include "store/views/queries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace davy::store {
namespace {

const seal::Rotation* noted(const KeyChanges& changes, const core::DataKeyChanged& told) {
  const auto found = std::ranges::find_if(changes.rotations, [&](const seal::Rotation& each) {
    return each.before == told.before && each.after == told.after;
  });
  return found == changes.rotations.end() ? nullptr : &*found;
}

bool is_told(const KeyChanges& changes, const seal::Rotation& rotation) {
  return std::ranges::any_of(changes.told, [&](const ToldChange& each) {
    return each.change.before == rotation.before && each.change.after == rotation.after;
  });
}

// Why seal.json cannot have had these two keys one after the other; empty: it can.
std::string not_held(const KeyChanges& changes, const std::string& before, const std::string& after) {
  const auto place_of = [&](const std::string& name) { return std::ranges::find(changes.keys, name); };
  for (const std::string& name : {after, before})
    if (place_of(name) == changes.keys.end()) return "seal.json holds no data key " + name;
  return place_of(before) > place_of(after) ? "" : "seal.json holds them the other way round";
}

std::string wrong_with(const KeyChanges& changes, const ToldChange& told) {
  const core::DataKeyChanged& change = told.change;
  if (std::string why = not_held(changes, change.before, change.after); !why.empty()) return why;
  const seal::Rotation* rotation = noted(changes, change);
  if (rotation == nullptr) return {};  // sealed anew by an older version: it kept the keys, not what was noted of them
  if (rotation->since != change.since) return "seal.json says that it was asked for at " + to_text(rotation->since);
  if (change.stage == core::KeyStage::Finished && rotation->stage == seal::Rotation::Stage::Begun)
    return "seal.json says that it is under way";
  return {};
}

}  // namespace

Result<std::optional<KeyChanges>> key_changes(const std::string& data_folder) {
  std::error_code ignored;
  if (!std::filesystem::exists(seal::seal_path(data_folder), ignored)) return std::optional<KeyChanges>();
  // The journal first: what it was told stood in seal.json before.
  KeyChanges changes;
  const auto queries = Queries::open(data_folder);
  if (!queries) return queries.error();
  const std::array kinds{KindSince{core::DataKeyChanged::kKind}};
  const Result<void> read = (*queries)->events(kinds, Instant::never(), [&](const core::Event& event) {
    if (const auto* change = get_if<core::DataKeyChanged>(&event.body)) changes.told.push_back({event.seq, event.time, *change});
  });
  if (!read) return read.error();
  const Result<std::optional<seal::Key>> key = seal::key_of_backups(data_folder);
  if (!key) return key.error();
  if (!*key) return std::optional<KeyChanges>();
  changes.rotations = seal::rotations(data_folder);
  changes.keys.push_back((*key)->name());
  for (const seal::Key& before : (*key)->before()) changes.keys.push_back(before.name());
  return std::optional(std::move(changes));
}

KeyFindings check_key_changes(const KeyChanges& changes) {
  KeyFindings found;
  for (const ToldChange& told : changes.told)
    if (const std::string why = wrong_with(changes, told); !why.empty())
      found.wrong.push_back(fmt::format("record {} tells at {} that data key {} was followed by {}, asked for at {}: {}", told.record,
                                        to_text(told.at), told.change.before, told.change.after, to_text(told.change.since), why));
  for (const seal::Rotation& rotation : changes.rotations) {
    const auto tell = [&](const std::string& why) {
      found.wrong.push_back(fmt::format("seal.json notes that data key {} was followed by {}, asked for at {}: {}", rotation.before,
                                        rotation.after, to_text(rotation.since), why));
    };
    if (is_told(changes, rotation)) {
      if (found.untold > 0) tell("the journal was told of it, and not of the change before it");
      continue;
    }
    if (const std::string why = not_held(changes, rotation.before, rotation.after); !why.empty()) tell(why);
    ++found.untold;
  }
  return found;
}

}  // namespace davy::store
