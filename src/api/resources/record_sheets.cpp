// Sheets of records: a list as CSV or rows, and rows back in: first what they would change and every cell that is wrong, then all of them or none.

#include "api/resources/record_desk.hpp"
#include "api/resources/resources.hpp"
#include "base/bytes.hpp"
#include "base/text.hpp"
#include "record/sheet.hpp"
#include "store/views/record_index.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace davy::api {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kRowsIn = 2'000;     // of one import: one transaction
constexpr std::size_t kRowsOut = 100'000;  // of one export
constexpr std::size_t kPage = 1'000;
constexpr std::size_t kSameNameMost = 10;

record::Tongue tongue_of(const Ask& ask) {
  return language_of(ask.header("accept-language")) == Language::En ? record::Tongue::En : record::Tongue::Zh;
}

std::vector<const record::Field*> shown_fields(const record::Kind& kind, const Desk& desk) {
  std::vector<const record::Field*> fields;
  for (const record::Field& field : kind.fields)
    if (field.privacy == record::Privacy::Open || sees_personal(desk)) fields.push_back(&field);
  return fields;
}

// The labels of records, each looked up once.
class Labels {
 public:
  explicit Labels(Desk& desk) : desk_(desk) {}

  const std::string& of(const std::string& kind, const std::string& id) {
    const auto [at, fresh] = known_.try_emplace({kind, id});
    if (!fresh) return at->second;
    const record::Kind* of = desk_.services.options.kinds.find(kind);
    const auto row = desk_.queries.record(kind, id);
    if (of == nullptr || !row || !*row || is_hidden(*of)) return at->second;
    const Json label = member((*row)->body_json, of->label);
    if (label.is_string()) at->second = label.get<std::string>();
    return at->second;
  }

 private:
  bool is_hidden(const record::Kind& kind) const {
    return kind.field(kind.label)->privacy == record::Privacy::Personal && !sees_personal(desk_);
  }

  Desk& desk_;
  std::map<std::pair<std::string, std::string>, std::string> known_;
};

Outcome export_records(const Ask& ask, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  Fields query = Fields::of_query(ask);
  store::RecordFilter filter = filter_of(*kind, query);
  const bool as_csv = query.choice_or("format", {"csv", "json"}, "csv") == "csv";
  if (auto wrong = query.problem()) return *wrong;
  Labels labels(desk);
  const record::LabelOf label_of = [&labels](const std::string& of, const std::string& id) { return labels.of(of, id); };
  const std::vector<const record::Field*> fields = shown_fields(*kind, desk);
  const record::Tongue tongue = tongue_of(ask);
  std::string csv = std::string(record::kByteOrderMark) + record::csv_line(record::headings(fields, tongue));
  JsonWriter json;
  json.object().key("rows").list().value(record::headings(fields, tongue));
  filter.limit = kPage;
  std::size_t rows = 0;
  do {
    const auto page = desk.queries.records(filter);
    if (!page) return to_problem(page.error());
    for (const store::RecordRow& row : page->items) {
      const record::Cells cells = record::cells_of(fields, row.id, row.body_json, label_of, tongue);
      if (as_csv)
        csv += record::csv_line(cells);
      else
        json.value(cells);
    }
    rows += page->items.size();
    filter.after = page->next;
  } while (!filter.after.empty() && rows < kRowsOut);
  if (!filter.after.empty())
    return problem(ProblemKind::TooLarge, fmt::format("一次最多导出 {} 条，请先筛选", kRowsOut),
                   fmt::format("an export has at most {} records: filter first", kRowsOut));
  note_list_read(*kind, "sheet", desk);
  if (!as_csv) return json_reply(json.end().end().take());
  Reply reply;
  reply.type = "text/csv; charset=utf-8";
  reply.body = std::move(csv);
  reply.headers = {{"Content-Disposition", "attachment; filename=\"" + kind->name + ".csv\""}, {"Cache-Control", "private, no-store"}};
  return reply;
}

// What came in: the first row is that of the headings.
struct Sheet {
  std::vector<record::Cells> rows;
  std::string reason;
};

std::optional<std::string> cell_of(const Json& json) {
  if (json.is_null()) return "";
  if (json.is_string()) return json.get<std::string>();
  if (json.is_structured()) return std::nullopt;
  return json.dump();
}

std::variant<Sheet, Problem> sheet_of_json(const Ask& ask) {
  const auto wrong = [] {
    return problem(ProblemKind::Invalid, "应为 {\"reason\": …, \"rows\": [[…], …]}，单元格为文本、数字、true、false 或 null",
                   "expected {\"reason\": …, \"rows\": [[…], …]}, each cell a text, a number, true, false or null");
  };
  const Json json = Json::parse(ask.body, nullptr, false);
  if (!json.is_object() || !json.contains("rows") || !json["rows"].is_array()) return wrong();
  Sheet sheet;
  for (const auto& [name, value] : json.items()) {
    if (name == "rows") continue;
    if (name != "reason" || !value.is_string()) return wrong();
    sheet.reason = value.get<std::string>();
  }
  for (const Json& row : json["rows"]) {
    if (!row.is_array()) return wrong();
    record::Cells& cells = sheet.rows.emplace_back();
    for (const Json& each : row) {
      std::optional<std::string> cell = cell_of(each);
      if (!cell) return wrong();
      cells.push_back(std::move(*cell));
    }
  }
  return sheet;
}

std::variant<Sheet, Problem> sheet_of(const Ask& ask, const std::string& reason) {
  if (!ask.header("content-type").starts_with("text/csv")) return sheet_of_json(ask);
  Result<std::vector<record::Cells>> rows = record::read_csv(ask.body);
  if (!rows) return to_problem(rows.error());
  return Sheet{std::move(*rows), reason};
}

enum class Outlook { New, Changed, Same, Faulty };
constexpr std::array<std::string_view, 4> kOutlooks{"new", "changed", "same", "faulty"};

struct RowPlan {
  std::size_t row = 0;  // from 1, that of the headings
  std::string id;
  Outlook outlook = Outlook::Same;
  std::string before;  // bodies
  std::string after;
  std::vector<record::CellFault> faults;
};

// What each row of a sheet would do, and the drafts that do it.
class Plan {
 public:
  Plan(const record::Kind& kind, const Sheet& sheet, Desk& desk) : kind_(kind), desk_(desk), reader_(kind, sheet.rows.front()) {
    if (!reader_.faults().empty()) rows_.push_back({1, "", Outlook::Faulty, {}, {}, reader_.faults()});
    const auto is_empty = [](const std::string& cell) { return trimmed(cell).empty(); };
    for (std::size_t at = 1; at < sheet.rows.size(); ++at)
      if (!std::ranges::all_of(sheet.rows[at], is_empty)) add(at + 1, sheet.rows[at]);
  }

  std::size_t count(Outlook outlook) const { return static_cast<std::size_t>(std::ranges::count(rows_, outlook, &RowPlan::outlook)); }
  const std::vector<RowPlan>& rows() const { return rows_; }
  std::vector<core::RecordDraft> drafts() && { return std::move(drafts_); }

  std::string json() const {
    JsonWriter out;
    out.object().key("counts").object();
    for (const Outlook each : {Outlook::New, Outlook::Changed, Outlook::Same, Outlook::Faulty})
      out.field(kOutlooks.at(static_cast<std::size_t>(each)), count(each));
    out.end().key("rows").list();
    for (const RowPlan& row : rows_) {
      out.object().field("row", row.row).field("id", row.id).field("outlook", kOutlooks.at(static_cast<std::size_t>(row.outlook)));
      out.key("changes");
      write_changes(out, kind_, row.before, row.after, desk_);
      out.key("faults").list();
      for (const record::CellFault& fault : row.faults) {
        out.object().field("column", fault.column).field("field", fault.field).field("found", fault.found);
        out.field("expected", fault.expected).end();
      }
      out.end().end();
    }
    return out.end().end().take();
  }

 private:
  void add(std::size_t number, const record::Cells& cells) {
    const record::Find find = [this](const std::string& kind, const std::string& text) { return meant(kind, text); };
    record::RowRead read = reader_.read(cells, find);
    RowPlan row{number, read.id, Outlook::Faulty, {}, {}, std::move(read.faults)};
    const Json values = Json::parse(read.values);
    if (row.id.empty()) row.id = id_for(values);
    const auto found = desk_.queries.record(kind_.name, row.id);
    const bool is_there = found && *found && (*found)->standing == store::RecordRow::Standing::There;
    const Json before = is_there ? Json::parse((*found)->body_json) : Json::object();
    Json after = before;
    for (const auto& [name, value] : values.items()) after[name] = value;
    const record::Checked checked = record::check(kind_, after.dump(), names_of(desk_.services.directory));
    for (const record::Fault& fault : checked.faults) add_fault(row, fault.field, fault.found, fault.expected);
    if (!ids_.insert(row.id).second)
      add_fault(row, "id", row.id, {"每条记录只出现一次", "each record once"});
    else if (found && *found && !is_there)
      add_fault(row, "id", row.id, {"未被删除的记录；请先恢复", "no record that was removed; restore it first"});
    if (checked.sound) check_unique(row, *checked.sound);
    if (checked.sound && after != before)
      for (const record::Fault& fault : missing_files(checked.sound->body, desk_)) add_fault(row, fault.field, fault.found, fault.expected);
    row.before = before.dump();
    row.after = checked.sound ? checked.sound->body : row.before;
    if (row.faults.empty() && checked.sound) {
      row.outlook = !is_there ? Outlook::New : Json::parse(row.after) == before ? Outlook::Same : Outlook::Changed;
      if (row.outlook != Outlook::Same) {
        core::RecordDraft draft = draft_of(kind_, row.id, *checked.sound);
        draft.expected_version = is_there ? (*found)->version : 0;
        drafts_.push_back(std::move(draft));
      }
      if (const Json label = member(row.after, kind_.label); label.is_string()) labels_[label.get<std::string>()].insert(row.id);
    }
    rows_.push_back(std::move(row));
  }

  // A cell that could not be read is told of once.
  void add_fault(RowPlan& row, const std::string& field, const std::string& found, const Text& expected) {
    if (std::ranges::find(row.faults, field, &record::CellFault::field) != row.faults.end()) return;
    row.faults.push_back({reader_.column_of(field), field, found, expected});
  }

  // A row without an id is the record with its unique value; else one whose id comes from what the row says, so that the same row again is the same record.
  std::string id_for(const Json& values) {
    for (const record::Field& field : kind_.fields) {
      if (field.uniqueness != record::Uniqueness::Unique || !values.contains(field.name) || !values[field.name].is_string()) continue;
      const std::vector<std::string> holders = holders_of(kind_, field, values[field.name].get<std::string>());
      if (holders.size() == 1) return holders.front();
    }
    return "r-" + to_hex(sha256(kind_.name + values.dump())).substr(0, 16);
  }

  void check_unique(RowPlan& row, const record::Sound& sound) {
    for (const record::Mark& mark : sound.unique) {
      const auto [at, fresh] = taken_.try_emplace({mark.field, mark.value}, row.row);
      if (!fresh) {
        const std::string other = std::to_string(at->second);
        add_fault(row, mark.field, mark.value, {"与第 " + other + " 行不同的值", "another value than that of row " + other});
        continue;
      }
      for (const std::string& holder : holders_of(kind_, *kind_.field(mark.field), mark.value))
        if (holder != row.id)
          add_fault(row, mark.field, mark.value, {"未被 " + holder + " 使用的值", "a value that " + holder + " has not"});
    }
  }

  // Of a field that is not personal.
  std::vector<std::string> holders_of(const record::Kind& kind, const record::Field& field, const std::string& value) {
    std::vector<std::string> ids;
    if (field.privacy == record::Privacy::Personal) return ids;
    store::RecordFilter filter;
    filter.kind = kind.name;
    filter.values = {{field.name, store::key_of_text(value)}};
    filter.limit = kSameNameMost;
    const auto page = desk_.queries.records(filter);
    if (page)
      for (const store::RecordRow& row : page->items) ids.push_back(row.id);
    return ids;
  }

  // Records that are there, and those of earlier rows.
  std::vector<std::string> meant(const std::string& kind, const std::string& text) {
    const bool own = kind == kind_.name;
    const auto row = desk_.queries.record(kind, text);
    if ((row && *row && (*row)->standing == store::RecordRow::Standing::There) || (own && ids_.contains(text))) return {text};
    const record::Kind* of = desk_.services.options.kinds.find(kind);
    const std::vector<std::string> there = holders_of(*of, *of->field(of->label), text);
    std::set<std::string> ids(there.begin(), there.end());
    if (const auto here = labels_.find(text); own && here != labels_.end()) ids.insert(here->second.begin(), here->second.end());
    return {ids.begin(), ids.end()};
  }

  const record::Kind& kind_;
  Desk& desk_;
  record::SheetReader reader_;
  std::vector<RowPlan> rows_;
  std::vector<core::RecordDraft> drafts_;
  std::set<std::string> ids_;
  std::map<std::string, std::set<std::string>> labels_;               // of the rows so far
  std::map<std::pair<std::string, std::string>, std::size_t> taken_;  // unique values, by which row
};

Problem faulty(const Plan& plan) {
  Problem wrong = problem(ProblemKind::Invalid, fmt::format("有 {} 行需要改正，未导入任何记录", plan.count(Outlook::Faulty)),
                          fmt::format("{} rows need correction, nothing was imported", plan.count(Outlook::Faulty)));
  for (const RowPlan& row : plan.rows())
    for (const record::CellFault& fault : row.faults)
      wrong.errors.push_back({fmt::format("rows[{}].{}", row.row, fault.field.empty() ? std::to_string(fault.column) : fault.field),
                              {"现为 " + fault.found + "，应为" + fault.expected.zh,
                               "found " + (fault.found.empty() ? "nothing" : fault.found) + ", expected " + fault.expected.en}});
  return wrong;
}

// Who saves its records; of a kind with fields that they do not see, a sheet would tell or empty what is in them.
std::optional<Problem> may_not_import(const record::Kind& kind, const Desk& desk) {
  const core::Right right = kind.keeper == record::Keeper::Equipment ? core::Right::Equip : core::Right::Judge;
  if (may(desk.person->role, right) && shown_fields(kind, desk).size() == kind.fields.size()) return std::nullopt;
  const Text holders = core::holders_of(right);
  return problem(ProblemKind::NotAllowed, "此类台账须由" + holders.zh + "导入", "To import records of this kind takes " + holders.en);
}

Outcome import_records(const Ask& ask, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  if (auto no = may_not_import(*kind, desk)) return *no;
  Fields query = Fields::of_query(ask);
  const bool only_preview = query.flag("preview");
  const std::string reason = query.text_or("reason", "");
  if (auto wrong = query.problem()) return *wrong;
  auto read = sheet_of(ask, reason);
  if (auto* wrong = std::get_if<Problem>(&read)) return *wrong;
  Sheet& sheet = std::get<Sheet>(read);
  if (sheet.rows.empty())
    return problem(ProblemKind::Invalid, "表格为空，第一行应为字段名称", "the sheet is empty, expected titles of fields in its first row");
  if (sheet.rows.size() > kRowsIn + 1)
    return problem(ProblemKind::TooLarge, fmt::format("一次最多导入 {} 行，现有 {} 行", kRowsIn, sheet.rows.size() - 1),
                   fmt::format("found {} rows, an import has at most {}", sheet.rows.size() - 1, kRowsIn));
  Plan plan(*kind, sheet, desk);
  if (only_preview) return json_reply(plan.json());
  if (plan.count(Outlook::Faulty) > 0) return faulty(plan);
  std::string answer = plan.json();
  std::vector<core::RecordDraft> drafts = std::move(plan).drafts();
  if (drafts.empty()) return json_reply(std::move(answer));
  return Command{core::SaveRecords{std::move(drafts), std::move(sheet.reason)},
                 [answer](const auto&, Desk&) -> Answered { return json_reply(answer); },
                 {},
                 {}};
}

}  // namespace

void add_record_sheets(Router& router) {
  router.add({Method::Get, "/sheets/{kind}", export_records});
  router.add({Method::Post, "/sheets/{kind}", import_records});
}

}  // namespace davy::api
