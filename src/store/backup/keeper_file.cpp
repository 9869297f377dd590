#include "store/backup/keeper_file.hpp"

#include "store/durable_file.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace davy::store::backup {
namespace {

using nlohmann::json;

std::string path_of(const std::string& data_folder) { return data_folder + "/backup.json"; }

}  // namespace

KeeperState read_state(const std::string& data_folder) {
  KeeperState state;
  std::ifstream stream(path_of(data_folder));
  const json file = json::parse(std::string(std::istreambuf_iterator<char>(stream), {}), nullptr, false);
  if (!file.is_object()) return state;
  try {
    if (file.contains("last")) {
      const json& last = file["last"];
      state.last = {last.at("name"),       Instant::from_unix_ns(last.at("at_ns")),
                    last.at("head"),       last.at("bytes"),
                    last.at("sent_bytes"), last.value("where", "")};
    }
    if (file.contains("proof")) {
      const json& proof = file["proof"];
      state.proof = {proof.at("name"), Instant::from_unix_ns(proof.at("at_ns")), proof.at("records"), proof.at("head"),
                     proof.at("seconds")};
    }
  } catch (const json::exception&) {
    return {};
  }
  return state;
}

Result<void> write_state(const std::string& data_folder, const KeeperState& state) {
  json file = json::object();
  if (state.last)
    file["last"] = {{"name", state.last->name},   {"at_ns", state.last->at.unix_ns()},    {"head", state.last->head},
                    {"bytes", state.last->bytes}, {"sent_bytes", state.last->sent_bytes}, {"where", state.last->where}};
  if (state.proof)
    file["proof"] = {{"name", state.proof->name},
                     {"at_ns", state.proof->at.unix_ns()},
                     {"records", state.proof->records},
                     {"head", state.proof->head},
                     {"seconds", state.proof->seconds}};
  return replace_file(path_of(data_folder), file.dump(1) + "\n");
}

}  // namespace davy::store::backup
