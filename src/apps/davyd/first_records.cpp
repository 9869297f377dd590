#include "apps/davyd/first_records.hpp"

#include "api/resources/record_desk.hpp"
#include "core/record/record_book.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace davy::davyd {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Drafts = std::vector<core::RecordDraft>;

Result<void> read_file(const fs::path& file, const record::KindBook& kinds, const record::SiteNames& names, Drafts& drafts) {
  const record::Kind* kind = kinds.find(file.stem().string());
  if (kind == nullptr) return invalid(file.string() + ": found '" + file.stem().string() + "', expected the name of a kind of records");
  std::ifstream in(file, std::ios::binary);
  const Json json = Json::parse(std::string(std::istreambuf_iterator<char>(in), {}), nullptr, false);
  if (!json.is_object()) return invalid(file.string() + ": expected a JSON object of records by id");
  for (const auto& [id, body] : json.items()) {
    if (!record::is_record_id(id)) return invalid(file.string() + ": found id '" + id + "', expected a-z, 0-9 and '-' inside");
    const record::Checked checked = record::check(*kind, body.dump(), names);
    if (!checked.sound) {
      const record::Fault& fault = checked.faults.front();
      return invalid(file.string() + ": " + id + "." + fault.field + ": found " + fault.found + ", expected " + fault.expected.en);
    }
    drafts.push_back(api::draft_of(*kind, id, *checked.sound));
  }
  return {};
}

// The core takes a record only after those that it refers to; what refers in a circle or to nothing comes last, and is refused there.
Drafts in_order(Drafts waiting) {
  Drafts ordered;
  std::set<std::string> there;
  const auto is_ready = [&](const core::RecordDraft& draft) {
    return std::ranges::all_of(draft.references, [&](const core::RecordMark& mark) { return there.contains(mark.value); });
  };
  for (bool moved = true; moved;) {
    moved = false;
    Drafts others;
    for (core::RecordDraft& draft : waiting) {
      const bool ready = is_ready(draft);
      if (ready) there.insert(core::record_name(draft.kind, draft.id));
      (ready ? ordered : others).push_back(std::move(draft));
      moved = moved || ready;
    }
    waiting = std::move(others);
  }
  std::ranges::move(waiting, std::back_inserter(ordered));
  return ordered;
}

}  // namespace

Result<core::SaveRecords> first_records(const std::string& site_folder, const record::KindBook& kinds, const record::SiteNames& names) {
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(fs::path(site_folder) / "records", none))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  Drafts drafts;
  for (const fs::path& file : files)
    if (Result<void> read = read_file(file, kinds, names, drafts); !read) return read.error();
  return core::SaveRecords{in_order(std::move(drafts)), "SITE/records"};
}

}  // namespace davy::davyd
