#include "api/resources/record_desk.hpp"

#include "api/resources/answers.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "store/views/record_index.hpp"

#include <nlohmann/json.hpp>

#include <charconv>

namespace davy::api {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPerson = "person";  // the kind

std::vector<core::RecordMark> marks(const std::vector<record::Mark>& from) {
  std::vector<core::RecordMark> to;
  for (const record::Mark& mark : from) to.push_back({mark.field, mark.value});
  return to;
}

bool is_hidden(const record::Field& field, const Desk& desk) { return field.privacy == record::Privacy::Personal && !sees_personal(desk); }

// The key that a record with this value has; none when the field cannot have it.
std::optional<std::string> key_of(const record::Field& field, const std::string& value) {
  if (value.empty()) return "";
  switch (field.type) {
    case record::FieldType::Text:
    case record::FieldType::Date:
    case record::FieldType::Texts: return store::key_of_text(value);
    case record::FieldType::Flag: return value == "true" || value == "false" ? std::optional(value) : std::nullopt;
    case record::FieldType::Number:
    case record::FieldType::Integer: break;
  }
  double number = 0;
  const auto [at, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || at != value.data() + value.size()) return std::nullopt;
  return store::key_of_number(number);
}

void add_value(const record::Field& field, const std::string& value, Fields& query, store::RecordFilter& filter) {
  const std::string name = "field." + field.name;
  const std::optional<std::string> key = key_of(field, value);
  if (field.privacy == record::Privacy::Personal)
    query.wrong(name, "个人信息不能用于筛选", "is personal: lists are not filtered by it");
  else if (filter.which == store::RecordFilter::Which::Removed)
    query.wrong(name, "已删除的记录不能按字段筛选", "does not filter records that were removed");
  else if (!key)
    query.wrong(name, "应为该字段的值，如 12.5 或 true", "must be a value of the field, as 12.5 or true");
  else
    filter.values.push_back({field.name, *key});
}

void set_order(const record::Kind& kind, std::string sort, Fields& query, store::RecordFilter& filter) {
  if (sort.starts_with('-')) {
    filter.order = store::RecordFilter::Order::Descending;
    sort.erase(0, 1);
  }
  const record::Field* field = kind.field(sort);
  if (field == nullptr || field->privacy == record::Privacy::Personal || field->type == record::FieldType::Texts)
    return query.wrong("sort", "应为该类记录的字段名，非列表、非个人信息，前加 - 为降序",
                       "must be a field of the kind, no list and not personal, with - before it for descending");
  if (filter.which == store::RecordFilter::Which::Removed)
    return query.wrong("sort", "已删除的记录按编号排序", "is not for records that were removed: they are listed by id");
  filter.sort = sort;
}

bool shows_personal(const record::Kind& kind, const Desk& desk) {
  const auto is_personal = [](const record::Field& field) { return field.privacy == record::Privacy::Personal; };
  return kind.privacy == record::Privacy::Personal || (sees_personal(desk) && std::ranges::any_of(kind.fields, is_personal));
}

// Whom a record is about: its own login, or that of the person whom it refers to; empty: nobody with an account.
std::string login_of(const record::Kind& kind, const std::string& body, Desk& desk) {
  const auto text = [](const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); };
  if (kind.name == kPerson) return text(member(body, "login"));
  const auto holder = std::ranges::find(kind.fields, kPerson, &record::Field::refers_to);
  if (holder == kind.fields.end()) return {};
  const auto person = desk.queries.record(std::string(kPerson), text(member(body, holder->name)));
  return person && *person ? text(member((*person)->body_json, "login")) : std::string();
}

}  // namespace

const record::Kind* kind_of(const Desk& desk) { return desk.services.options.kinds.find(desk.name()); }

bool sees_personal(const Desk& desk) { return may(desk.person->role, core::Right::Oversee); }

void note_record_read(const record::Kind& kind, const store::RecordRow& row, Desk& desk) {
  if (shows_personal(kind, desk)) note_personal_read(desk, {"record", kind.name + "/" + row.id, login_of(kind, row.body_json, desk)});
}

void note_list_read(const record::Kind& kind, std::string_view what, Desk& desk) {
  if (shows_personal(kind, desk)) note_personal_read(desk, {std::string(what), kind.name, {}});
}

std::string shown_body(const record::Kind& kind, const std::string& body, const Desk& desk) {
  return sees_personal(desk) ? body : record::without_personal(kind, body);
}

Json member(const std::string& body, const std::string& field) {
  const Json json = Json::parse(body.empty() ? "{}" : body, nullptr, false);
  return json.is_object() && json.contains(field) ? json[field] : Json();
}

void write_changes(JsonWriter& out, const record::Kind& kind, const std::string& before, const std::string& after, const Desk& desk) {
  out.list();
  for (const record::Field& field : kind.fields) {
    const Json was = member(before, field.name);
    const Json is = member(after, field.name);
    if (was == is || is_hidden(field, desk)) continue;
    out.object().field("field", field.name).key("before").raw(was.dump()).key("after").raw(is.dump()).end();
  }
  out.end();
}

store::RecordFilter filter_of(const record::Kind& kind, Fields& query) {
  store::RecordFilter filter;
  filter.kind = kind.name;
  filter.search = query.text_or("search", "", {0, 100});
  filter.which = query.choice_or("which", {"there", "removed"}, "there") == "removed" ? store::RecordFilter::Which::Removed
                                                                                      : store::RecordFilter::Which::There;
  for (const record::Field& field : kind.fields)
    if (const auto value = query.maybe_text("field." + field.name)) add_value(field, *value, query, filter);
  if (const auto sort = query.maybe_text("sort")) set_order(kind, *sort, query, filter);
  return filter;
}

std::vector<record::Fault> missing_files(const std::string& body, const Desk& desk) {
  std::vector<record::Fault> faults;
  for (const Json& named : member(body, "photos")) {
    const std::string photo = named.get<std::string>();
    if (!is_photo_name(photo) || !desk.services.blobs.get(photo))
      faults.push_back({"photos", "\"" + photo + "\"", {"已上传的照片", "a picture that was uploaded"}});
  }
  const Json film = member(body, "film");
  if (film.is_string() && !film.get<std::string>().empty() && !is_kept_film(film.get<std::string>(), desk))
    faults.push_back({"film", "\"" + film.get<std::string>() + "\"", {"已上传的视频", "a film that was uploaded"}});
  return faults;
}

Problem faults_problem(const std::vector<record::Fault>& faults) {
  Problem wrong = problem(ProblemKind::Invalid, "有字段不符合要求", "some fields are not as they should be");
  for (const record::Fault& fault : faults) {
    const std::string field = "record" + (fault.field.empty() ? "" : "." + fault.field);
    const std::string found = fault.found.empty() ? "" : fault.found;
    wrong.errors.push_back({field,
                            {(found.empty() ? "未填写" : "现为 " + found) + "，应为" + fault.expected.zh,
                             "found " + (found.empty() ? "nothing" : found) + ", expected " + fault.expected.en}});
  }
  return wrong;
}

record::SiteNames names_of(const site::Directory& directory) {
  return [&directory](record::SitePart part, const std::string& name) {
    switch (part) {
      case record::SitePart::None: return true;
      case record::SitePart::Zone: return directory.zone(name).has_value();
      case record::SitePart::Device: return directory.device(name).has_value();
      case record::SitePart::Point: return directory.point(name).has_value();
      case record::SitePart::Condition: return directory.condition(name).has_value();
      case record::SitePart::Row: return directory.row(name).has_value();
      case record::SitePart::Post: return directory.post(name).has_value();
    }
    return false;
  };
}

core::RecordKeeper keeper_of(const record::Kind& kind) {
  return kind.keeper == record::Keeper::Equipment ? core::RecordKeeper::Equipment : core::RecordKeeper::Officer;
}

core::RecordDraft draft_of(const record::Kind& kind, const std::string& id, const record::Sound& sound) {
  core::RecordDraft draft{kind.name,         id, 0, sound.body,     marks(sound.unique), marks(sound.references),
                          marks(sound.live), {}, 0, keeper_of(kind)};
  for (const record::Field& field : kind.fields)
    if (field.privacy == record::Privacy::Personal) draft.personal.push_back(field.name);
  return draft;
}

}  // namespace davy::api
