#include "store/evidence/export.hpp"

#include "base/said.hpp"
#include "evidence/bundle.hpp"
#include "site/names.hpp"
#include "store/blobs/blobs.hpp"
#include "store/evidence/rule_text.hpp"
#include "store/files.hpp"
#include "store/historian/historian.hpp"
#include "store/journal/record.hpp"
#include "store/sql/schema.hpp"
#include "store/sql/selection.hpp"
#include "store/views/queries.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace davy::store {
namespace {

constexpr Duration kSamplesBefore = 30_min;
constexpr std::size_t kSamplesOfAPointMax = 200'000;  // of one point

std::string matter_name(const core::MatterRef& matter) { return std::string(name_of(matter.kind)) + ":" + std::to_string(matter.id); }

// What happened to the matter itself; that somebody took it out of the house is no part of it.
bool is_about_matter(const JournalRow& row) { return row.kind != "evidence.exported" && row.kind != "request.done"; }

// The names under which bodies speak of points and of conditions ("point:suffix").
void add_points(const nlohmann::json& json, std::set<std::string>& points) {
  const auto add = [&](const nlohmann::json& name) {
    if (!name.is_string()) return;
    const auto& text = name.get_ref<const std::string&>();
    points.insert(text.substr(0, text.find(':')));
  };
  if (!json.is_object()) return;
  for (const char* field : {"point", "condition", "conditions"}) {
    const auto at = json.find(field);
    if (at == json.end()) continue;
    if (at->is_array())
      for (const auto& each : *at) add(each);
    else
      add(*at);
  }
}

class Exporter {
 public:
  Exporter(std::string data_folder, Checkpoints& checkpoints, const ExportWishes& wishes)
      : data_folder_(std::move(data_folder)), checkpoints_(checkpoints), wishes_(wishes) {}

  Result<std::string> run() {
    if (Result<void> done = read_story(); !done) return done.error();
    if (Result<void> done = enclose(); !done) return done.error();
    if (Result<void> done = read_records(); !done) return done.error();
    if (Result<void> done = read_samples(); !done) return done.error();
    if (Result<void> done = read_photos(); !done) return done.error();
    return sign();
  }

 private:
  Result<void> read_story() {
    Result<std::unique_ptr<Queries>> queries = Queries::open(data_folder_);
    if (!queries) return queries.error();
    Result<std::optional<MatterStory>> story = (*queries)->matter_story(wishes_.matter);
    if (!story) return story.error();
    if (!*story || (*story)->records.empty()) return not_found(said({"没有 {}", "there is no {}"}, matter_name(wishes_.matter)));
    story_ = std::move(**story);
    for (const JournalRow& row : story_.records) shown_.insert(row.event.seq);
    for (const core::MatterRef& each : story_.matters)
      if (each != wishes_.matter) manifest_.related.push_back(matter_name(each));
    for (const core::MatterRef& each : story_.matters)
      if (each.kind == core::MatterKind::Alarm)
        if (const auto alarm = (*queries)->alarm(core::AlarmId(each.id)); alarm && *alarm)
          add_rule((*alarm)->alarm.condition, (*alarm)->rule_version);
    return {};
  }

  void add_rule(const std::string& condition, const std::string& version) {
    const bool is_here = std::ranges::any_of(bundle_.rules, [&](const evidence::Block& each) { return each.name == condition; });
    if (is_here) return;
    const auto index = wishes_.directory != nullptr ? wishes_.directory->condition(condition) : std::nullopt;
    if (index && wishes_.directory->site().version == version)
      bundle_.rules.push_back({condition, rule_text(*wishes_.directory, *index)});
    else
      manifest_.lacking.push_back("rule " + condition + ": version " + version + " is not at hand");
  }

  Result<void> enclose() {
    const Result<std::optional<NumberedCheckpoint>> made = checkpoints_.make(wishes_.now);
    if (!made) return made.error();
    Result<std::vector<evidence::Checkpoint>> around = checkpoints_.around(*shown_.begin(), *shown_.rbegin());
    if (!around) return around.error();
    if (around->empty())
      return failed(said({"{} 最新的记录之后没有检查点", "no checkpoint follows the newest record of {}"}, matter_name(wishes_.matter)));
    bundle_.checkpoints = std::move(*around);
    const evidence::Checkpoint& first = bundle_.checkpoints.front();
    if (first.seq < *shown_.begin()) {
      manifest_.after_seq = first.seq;
      manifest_.after_hash = first.hash;
    }
    manifest_.last_seq = bundle_.checkpoints.back().seq;
    manifest_.last_hash = bundle_.checkpoints.back().hash;
    return {};
  }

  Result<void> read_records() {
    Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder_), sql::Access::Read);
    if (!database) return database.error();
    if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder_);
    sql::Transaction reading(**database);
    std::vector<std::uint64_t> old;
    sql::Selection stretch(std::string("SELECT ") + kRecordColumns + " FROM journal");
    stretch.where("seq > ?", manifest_.after_seq).where("seq <= ?", manifest_.last_seq).then(" ORDER BY seq");
    for (sql::Statement row = stretch.open(**database); row.next();) {
      const Record record = record_at(row);
      evidence::Content content = content_of(record);
      evidence::Entry entry{record.seq, stored_hash(row), Digest{}};
      const bool is_shown = shown_.contains(record.seq);
      if (!is_shown && !content.salt) old.push_back(record.seq);
      if (is_shown || !content.salt) {
        manifest_.shown.push_back(record.seq);
        entry.what = std::move(content);
      } else {
        entry.what = evidence::content_digest(content);
      }
      bundle_.records.push_back(std::move(entry));
    }
    if (!old.empty() && wishes_.old_records == OldRecords::Refuse)
      return Error{
          ErrorCode::Conflict,
          fmt::format("{} records from {} to {} were written before records had digests of their own: the chain can be proved around them "
                      "only by showing them, whomever they are about",
                      old.size(), old.front(), old.back())};
    return reading.commit();
  }

  Result<void> read_samples() {
    std::set<std::string> points;
    Instant first = Instant::never();
    Instant last = Instant::before_all();
    for (const JournalRow& row : story_.records) {
      if (!is_about_matter(row)) continue;
      first = std::min(first, row.event.time);
      last = std::max(last, row.event.time);
      add_points(nlohmann::json::parse(row.body_json, nullptr, false), points);
    }
    Result<std::unique_ptr<Historian>> historian = Historian::open(data_folder_);
    if (!historian) return historian.error();
    for (const std::string& point : points) {
      const Result<bool> known = (*historian)->knows(point);
      if (!known) return known.error();
      if (!*known) continue;
      // The end is exclusive, and a record is written within a second of the reading that it rests on.
      const Range range{first - kSamplesBefore, last + 1_s};
      auto answer = (*historian)->raw(point, range, kSamplesOfAPointMax + 1);
      if (!answer) return answer.error();
      add_samples(point, *answer);
    }
    return {};
  }

  void add_samples(const std::string& point, Answer<std::vector<Reading>>& answer) {
    if (!answer.missing.empty()) manifest_.lacking.push_back("samples " + point + ": " + answer.missing.front().what);
    if (!answer.thinned.empty()) manifest_.lacking.push_back("samples " + point + ": thinned by the site's retention");
    if (answer.found.size() > kSamplesOfAPointMax) {
      manifest_.lacking.push_back(fmt::format("samples {}: only the first {}", point, kSamplesOfAPointMax));
      answer.found.resize(kSamplesOfAPointMax);
    }
    std::string text = "source_ns,arrival_ns,quality,value\n";
    for (const Reading& each : answer.found)
      text += fmt::format("{},{},{},{}\n", each.source.unix_ns(), each.arrival.unix_ns(), name_of(each.quality), each.value);
    bundle_.samples.push_back({point, std::move(text)});
  }

  Result<void> read_photos() {
    const Blobs blobs(data_folder_);
    std::set<Digest> named;
    for (const evidence::Entry& entry : bundle_.records)
      if (const auto* content = std::get_if<evidence::Content>(&entry.what))
        for (const Digest& photo : evidence::photos_of(content->body)) named.insert(photo);
    for (const Digest& photo : named) {
      Result<std::string> bytes = blobs.get(to_hex(photo));
      if (bytes)
        bundle_.photos.push_back({photo, std::move(*bytes)});
      else
        manifest_.lacking.push_back("photo " + to_hex(photo));
    }
    return {};
  }

  Result<std::string> sign() {
    manifest_.site = checkpoints_.site();
    manifest_.matter = matter_name(wishes_.matter);
    manifest_.program = wishes_.program_version;
    manifest_.made_by = wishes_.made_by;
    manifest_.made = wishes_.now;
    for (const evidence::Checkpoint& each : bundle_.checkpoints) manifest_.checkpoints.push_back(digest_of(each));
    for (const evidence::Block& each : bundle_.samples) manifest_.samples.push_back({each.name, sha256(each.text)});
    for (const evidence::Block& each : bundle_.rules) manifest_.rules.push_back({each.name, sha256(each.text)});
    for (const evidence::Photo& each : bundle_.photos) manifest_.photos.push_back(each.name);
    bundle_.manifest = to_json(manifest_);
    bundle_.key = checkpoints_.key().public_key();
    bundle_.signature = checkpoints_.key().sign(evidence::manifest_digest(bundle_.manifest));
    return to_json(bundle_);
  }

  const std::string data_folder_;
  Checkpoints& checkpoints_;
  const ExportWishes& wishes_;
  MatterStory story_;
  std::set<std::uint64_t> shown_;
  evidence::Manifest manifest_;
  evidence::Bundle bundle_;
};

}  // namespace

Result<std::string> export_evidence(const std::string& data_folder, Checkpoints& checkpoints, const ExportWishes& wishes) {
  return Exporter(data_folder, checkpoints, wishes).run();
}

}  // namespace davy::store
