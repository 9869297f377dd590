#include "core/record/record_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

std::string holder_key(std::string_view kind, const RecordMark& mark) { return std::string(kind) + "/" + mark.field + "=" + mark.value; }

// Which one of several is to blame.
std::string field_of(const SaveRecords& ask, std::size_t at, const std::string& field) {
  return ask.records.size() == 1 ? field : "records[" + std::to_string(at) + "]." + field;
}

Refusal changed_since(std::uint64_t expected, std::uint64_t found, const std::string& field) {
  if (expected == 0) return refuse(RefusalCode::Changed, "该编号已存在", "a record with this id is there already", field);
  if (found == 0) return refuse(RefusalCode::Changed, "该记录已不存在", "the record is not there any more", field);
  return refuse(RefusalCode::Changed, "记录已被他人改为第 " + std::to_string(found) + " 版，请重新载入",
                "somebody has changed the record to version " + std::to_string(found) + ": load it again", field);
}

// What has been decided so far of one request, over the book.
class Draft {
 public:
  Draft(const RecordBook& book, const SaveRecords& ask) : book_(book), ask_(ask) {}

  std::optional<Refusal> add(std::size_t at) {
    const RecordDraft& draft = ask_.records[at];
    const std::string name = record_name(draft.kind, draft.id);
    if (is_blank(draft.id)) return refuse(RefusalCode::Invalid, "请填写编号", "an id is missing", field_of(ask_, at, "id"));
    if (!saved_.insert(name).second)
      return refuse(RefusalCode::Invalid, "同一编号出现两次", "the same id a second time", field_of(ask_, at, "id"));
    const auto found = book_.records.find(name);
    const KeptRecord before = found == book_.records.end() ? KeptRecord{} : found->second;
    const std::uint64_t current = before.is_there() ? before.version : 0;
    if (draft.expected_version != current && !(draft.restored > 0 && draft.expected_version == before.version))
      return changed_since(draft.expected_version, current, field_of(ask_, at, "version"));
    for (const RecordMark& mark : draft.unique)
      if (auto taken = take(name, draft.kind, mark, at)) return taken;
    for (const RecordMark& mark : draft.references)
      if (!is_there(mark.value))
        return refuse(RefusalCode::NotNow, "没有“" + mark.value + "”这条记录", "there is no record " + mark.value,
                      field_of(ask_, at, mark.field));
    bodies_.push_back(RecordSaved{draft.kind, draft.id, before.version + 1, ask_.reason, draft.body, draft.unique, draft.references,
                                  draft.live, draft.personal, draft.restored});
    return std::nullopt;
  }

  std::vector<EventBody> bodies() && { return std::move(bodies_); }

 private:
  // A value that another record of this request gives up is not free before the next request: the order must not matter.
  std::optional<Refusal> take(const std::string& name, const std::string& kind, const RecordMark& mark, std::size_t at) {
    const std::string key = holder_key(kind, mark);
    const auto held = book_.holders.find(key);
    const auto now = taken_.emplace(key, name);
    const std::string& holder = held != book_.holders.end() ? held->second : now.first->second;
    if (holder == name) return std::nullopt;
    return refuse(RefusalCode::NotNow, "“" + mark.value + "”已被 " + holder + " 使用", mark.value + " is used by " + holder,
                  field_of(ask_, at, mark.field));
  }
  bool is_there(const std::string& name) const {
    if (saved_.contains(name)) return true;
    const auto found = book_.records.find(name);
    return found != book_.records.end() && found->second.is_there();
  }

  const RecordBook& book_;
  const SaveRecords& ask_;
  std::set<std::string> saved_;
  std::map<std::string, std::string> taken_;
  std::vector<EventBody> bodies_;
};

void unmark(RecordBook& book, const std::string& kind, KeptRecord& kept) {
  for (const RecordMark& mark : kept.unique) book.holders.erase(holder_key(kind, mark));
  for (const RecordMark& mark : kept.references)
    if (const auto count = book.referred.find(mark.value); count != book.referred.end() && --count->second == 0) book.referred.erase(count);
  kept.unique.clear();
  kept.references.clear();
}

}  // namespace

std::string record_name(std::string_view kind, std::string_view id) { return std::string(kind) + "/" + std::string(id); }

namespace record {

std::variant<std::vector<EventBody>, Refusal> decide(const RecordBook& book, const SaveRecords& ask) {
  if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请填写原因", "a reason is missing", "reason");
  Draft draft(book, ask);
  for (std::size_t at = 0; at < ask.records.size(); ++at)
    if (auto no = draft.add(at)) return *no;
  return std::move(draft).bodies();
}

std::variant<std::vector<EventBody>, Refusal> decide(const RecordBook& book, const RemoveRecord& ask) {
  if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请填写原因", "a reason is missing", "reason");
  const std::string name = record_name(ask.kind, ask.id);
  const auto found = book.records.find(name);
  if (found == book.records.end() || !found->second.is_there())
    return refuse(RefusalCode::NotFound, "没有这条记录", "there is no such record");
  if (found->second.version != ask.expected_version) return changed_since(ask.expected_version, found->second.version, "version");
  if (const auto referred = book.referred.find(name); referred != book.referred.end())
    return refuse(RefusalCode::NotNow, "仍被 " + std::to_string(referred->second) + " 处引用，不能删除",
                  "it is referred to in " + std::to_string(referred->second) + " places and cannot be removed");
  return std::vector<EventBody>{RecordRemoved{ask.kind, ask.id, found->second.version + 1, ask.reason}};
}

void evolve(RecordBook& book, const Event& event) {
  if (const auto* saved = get_if<RecordSaved>(&event.body)) {
    const std::string name = record_name(saved->kind, saved->id);
    KeptRecord& kept = book.records[name];
    unmark(book, saved->kind, kept);
    kept = {saved->version, 0, saved->unique, saved->references};
    for (const RecordMark& mark : kept.unique) book.holders[holder_key(saved->kind, mark)] = name;
    for (const RecordMark& mark : kept.references) ++book.referred[mark.value];
  }
  if (const auto* removed = get_if<RecordRemoved>(&event.body)) {
    KeptRecord& kept = book.records[record_name(removed->kind, removed->id)];
    unmark(book, removed->kind, kept);
    kept.version = kept.removed = removed->version;
  }
}

}  // namespace record

}  // namespace davy::core
