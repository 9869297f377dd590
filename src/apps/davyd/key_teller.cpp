#include "apps/davyd/key_teller.hpp"

#include "store/views/queries.hpp"

#include <spdlog/spdlog.h>

namespace davy::davyd {
namespace {

core::Actor asker_of(const store::seal::Rotation& rotation) {
  constexpr std::string_view kUser = "user:";
  const std::string& by = rotation.by;
  if (by.empty()) return {"machine:davyd", core::Role::Administrator, {}};
  return {by.starts_with(kUser) ? by.substr(kUser.size()) : by, core::Role::Administrator, {}};
}

}  // namespace

void KeyTeller::look() {
  for (const store::seal::Rotation& each : store::seal::rotations(data_folder_)) {
    tell(each, core::KeyStage::Begun);
    if (each.stage == store::seal::Rotation::Stage::Finished) tell(each, core::KeyStage::Finished);
  }
}

// A crash may have come between the record and what this process knows of it.
void KeyTeller::tell(const store::seal::Rotation& rotation, core::KeyStage stage) {
  const std::string name = "data-key/" + rotation.after + "/" + std::string(name_of(stage));
  {
    const std::scoped_lock lock(mutex_);
    if (!told_.insert(name).second) return;
  }
  const auto queries = store::Queries::open(data_folder_);
  if (!queries) return told(name, queries.error());
  const auto done = (*queries)->done_request(name);
  if (!done) return told(name, done.error());
  if (*done) return;
  const core::NoteKeyChange change{{rotation.before, rotation.after, stage, rotation.since}};
  runtime_.request({asker_of(rotation), change, {name, name}}, [this, name](const runtime::Answer& answer) { told(name, answer); });
}

// While the store fails it stays to be told: the next look asks again.
void KeyTeller::told(const std::string& name, const runtime::Answer& answer) {
  if (const auto* no = std::get_if<core::Refusal>(&answer))
    spdlog::error("a change of the data key is not in the journal: {}", no->message.en);
  if (!std::holds_alternative<Error>(answer)) return;
  const std::scoped_lock lock(mutex_);
  told_.erase(name);
}

}  // namespace davy::davyd
