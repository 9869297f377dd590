#include "apps/davyd/first_records.hpp"

#include "api/resources/record_desk.hpp"
#include "core/record/record_book.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

namespace davy::davyd {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Drafts = std::vector<core::RecordDraft>;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The day for which the records were written; none: they mean the days that they say.
Result<std::optional<Day>> as_of(const fs::path& folder) {
  const fs::path file = folder / "as-of";
  std::error_code failure;
  const bool there = fs::exists(file, failure);
  if (failure) return invalid(file.string() + ": " + failure.message());
  if (!there) return std::optional<Day>();
  std::string text = text_of(file);
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  const Result<Day> day = parse_day(text);
  if (!day) return invalid(file.string() + ": " + day.error().message);
  return std::optional(*day);
}

// Only what the kind calls a day: a text that looks like one is none. What is no day is left for the check to find.
void move_days(const record::Kind& kind, Json& body, std::int64_t days) {
  if (!body.is_object()) return;
  for (const record::Field& field : kind.fields) {
    if (field.type != record::FieldType::Date) continue;
    const auto value = body.find(field.name);
    if (value == body.end() || !value->is_string()) continue;
    if (const Result<Day> day = parse_day(value->get_ref<const std::string&>())) *value = to_text(*day + days);
  }
}

struct Reading {
  const record::KindBook& kinds;
  const record::SiteNames& names;
  std::int64_t days_later = 0;  // by which days are moved
};

Result<void> read_file(const fs::path& file, const Reading& how, Drafts& drafts) {
  const record::Kind* kind = how.kinds.find(file.stem().string());
  if (kind == nullptr) return invalid(file.string() + ": found '" + file.stem().string() + "', expected the name of a kind of records");
  Json json = Json::parse(text_of(file), nullptr, false);
  if (!json.is_object()) return invalid(file.string() + ": expected a JSON object of records by id");
  for (auto& [id, body] : json.items()) {
    if (!record::is_record_id(id)) return invalid(file.string() + ": found id '" + id + "', expected a-z, 0-9 and '-' inside");
    move_days(*kind, body, how.days_later);
    const record::Checked checked = record::check(*kind, body.dump(), how.names);
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

Result<core::SaveRecords> first_records(const std::string& site_folder, const record::KindBook& kinds, const record::SiteNames& names,
                                        Day today) {
  const fs::path folder = fs::path(site_folder) / "records";
  const Result<std::optional<Day>> written = as_of(folder);
  if (!written) return written.error();
  std::vector<fs::path> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  const Reading how{kinds, names, *written ? today - **written : 0};
  Drafts drafts;
  for (const fs::path& file : files)
    if (Result<void> read = read_file(file, how, drafts); !read) return read.error();
  // Whoever wonders about a day in the journal finds there that it was moved.
  const std::string moved = *written ? ", as-of " + to_text(**written) + " → " + to_text(today) : "";
  return core::SaveRecords{in_order(std::move(drafts)), "SITE/records" + moved};
}

}  // namespace davy::davyd
