// Trainings: who is to learn what, the course to be read, exams, and the hours of a year. The right choices of questions are for those who have answered them.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/record_index.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace davy::api {
namespace {

using CourseJson = nlohmann::json;

constexpr std::size_t kContentMost = 1'000;  // sections, or questions, of a course
constexpr std::size_t kAnswersMost = 100;
constexpr std::size_t kLettersMost = 8;
constexpr double kSecondsMost = 86'400;

bool sees_everybody(const Desk& desk) { return may(desk.person->role, core::Right::Lead) || may(desk.person->role, core::Right::Oversee); }

Problem not_yours() { return problem(ProblemKind::NotAllowed, "只能查看自己的培训", "Only your own trainings may be read"); }

std::string field_text(const CourseJson& body, const char* field) {
  return body.contains(field) && body[field].is_string() ? body[field].get<std::string>() : std::string();
}

double field_number(const CourseJson& body, const char* field) {
  return body.contains(field) && body[field].is_number() ? body[field].get<double>() : 0;
}

std::int64_t field_whole(const CourseJson& body, const char* field) { return static_cast<std::int64_t>(field_number(body, field)); }

std::vector<std::string> field_texts(const CourseJson& body, const char* field) {
  std::vector<std::string> texts;
  if (body.contains(field) && body[field].is_array())
    for (const CourseJson& each : body[field])
      if (each.is_string()) texts.push_back(each.get<std::string>());
  return texts;
}

struct RecordBody {
  std::string id;
  CourseJson body;
};

// Those of a kind that are of the course.
Result<std::vector<RecordBody>> parts_of_course(Desk& desk, const std::string& kind, const std::string& course) {
  store::RecordFilter filter;
  filter.kind = kind;
  if (!course.empty()) filter.values = {{"course", store::key_of_text(course)}};
  filter.limit = kContentMost;
  const auto page = desk.queries.records(filter);
  if (!page) return page.error();
  std::vector<RecordBody> parts;
  for (const store::RecordRow& row : page->items) parts.push_back({row.id, CourseJson::parse(row.body_json, nullptr, false)});
  return parts;
}

// All of a kind, page by page.
template <class Take>
Result<void> each_record(Desk& desk, const std::string& kind, Take take) {
  store::RecordFilter filter;
  filter.kind = kind;
  filter.limit = kContentMost;
  for (;;) {
    const auto page = desk.queries.records(filter);
    if (!page) return page.error();
    for (const store::RecordRow& row : page->items) take(RecordBody{row.id, CourseJson::parse(row.body_json, nullptr, false)});
    if (page->next.empty()) return {};
    filter.after = page->next;
  }
}

Result<std::optional<CourseJson>> body_of(Desk& desk, const std::string& kind, const std::string& id) {
  const auto row = desk.queries.record(kind, id);
  if (!row) return row.error();
  if (!*row || (*row)->standing != store::RecordRow::Standing::There) return std::optional<CourseJson>();
  return std::optional(CourseJson::parse((*row)->body_json, nullptr, false));
}

void write_training(JsonWriter& out, const store::TrainingRow& row) {
  const core::TrainingAssigned& what = row.what;
  out.field("id", row.id).field("person", what.person).field("course", what.course).field("name", what.name).field("kind", what.kind);
  out.field("edition", what.edition).field("because", what.because).field("about", what.about);
  out.field("assigned_by", or_null(row.assigned_by)).field("assigned", row.assigned).field("due", what.due).field("state", row.state);
  out.field("overdue", row.overdue && !row.ended).field("sections_read", row.sections_read).field("attempt", row.attempt);
  out.field("attempts", row.attempts).field("best_percent", row.best_percent).field("passed", row.passed);
  out.field("valid_until", or_null(row.valid_until)).field("hours", row.hours);
  if (row.end)
    out.key("ended")
        .object()
        .field("by", or_null(row.ended_by))
        .field("at", row.ended)
        .field("end", *row.end)
        .field("reason", row.ended_reason)
        .end();
  else
    out.field("ended", nullptr);
}

void write_section(JsonWriter& out, const RecordBody& section, const std::vector<std::string>& read) {
  out.object().field("id", section.id).field("title", field_text(section.body, "title")).field("text", field_text(section.body, "text"));
  out.field("photos", field_texts(section.body, "photos")).field("video", or_null(field_text(section.body, "video")));
  out.field("film", or_null(field_text(section.body, "film")));
  out.field("read", std::ranges::find(read, section.id) != read.end()).end();
}

Result<void> write_content(JsonWriter& out, const store::TrainingFile& file, Desk& desk) {
  const auto course = body_of(desk, "course", file.row.what.course);
  if (!course) return course.error();
  if (!*course) {
    out.field("content", nullptr);
    return {};
  }
  const CourseJson& body = **course;
  auto sections = parts_of_course(desk, "course-section", file.row.what.course);
  if (!sections) return sections.error();
  std::ranges::stable_sort(*sections, {}, [](const RecordBody& each) { return field_whole(each.body, "position"); });
  const auto months = field_whole(body, "valid-months");
  out.key("content").object().field("name", field_text(body, "name")).field("kind", field_text(body, "kind"));
  out.field("level", or_null(field_text(body, "level")))
      .field("about", field_text(body, "about"))
      .field("hours", field_number(body, "hours"));
  out.field("exam_questions", field_whole(body, "exam-questions")).field("pass_percent", field_whole(body, "pass-percent"));
  out.field("minutes", field_whole(body, "minutes")).field("attempts", field_whole(body, "attempts"));
  out.field("valid_months", months > 0 ? std::optional(months) : std::nullopt).field("gives", or_null(field_text(body, "gives")));
  out.key("sections").list();
  for (const RecordBody& section : *sections) write_section(out, section, file.read);
  out.end().end();
  return {};
}

enum class Answers { Shown, Hidden };

Result<void> write_question(JsonWriter& out, const store::ExamQuestion& asked, Answers answers, Desk& desk) {
  const auto question = body_of(desk, "question", asked.question);
  if (!question) return question.error();
  const CourseJson body = question->value_or(CourseJson::object());
  const std::string kind = field_text(body, "kind");
  out.object().field("id", asked.question).field("text", field_text(body, "text")).field("kind", kind.empty() ? "single" : kind);
  out.field("options", field_texts(body, "options")).field("chosen", asked.chosen);
  if (answers == Answers::Shown)
    out.field("right", asked.right).field("why", or_null(field_text(body, "why")));
  else
    out.field("right", nullptr).field("why", nullptr);
  out.end();
  return {};
}

// While one runs nobody gets what is right, of the earlier ones neither: the same question may be asked again.
Result<void> write_exams(JsonWriter& out, const store::TrainingFile& file, Desk& desk) {
  const bool shows_questions = file.row.what.person == desk.person->login || may(desk.person->role, core::Right::Oversee);
  const Answers answers = file.row.state == store::TrainingState::Sitting ? Answers::Hidden : Answers::Shown;
  out.key("exams").list();
  for (const store::ExamRow& exam : file.exams) {
    out.object().field("attempt", exam.attempt).field("started", exam.started).field("until", exam.until).field("finished", exam.finished);
    out.key("questions").list();
    if (shows_questions)
      for (const store::ExamQuestion& asked : exam.questions)
        if (const Result<void> written = write_question(out, asked, answers, desk); !written) return written.error();
    out.end();
    out.field("right", exam.right)
        .field("of", exam.of)
        .field("percent", exam.percent)
        .field("late", exam.late)
        .field("passed", exam.passed);
    out.end();
  }
  out.end();
  return {};
}

Answered training_now(core::TrainingId id, Desk& desk) {
  const auto file = desk.queries.training(id);
  if (!file) return to_problem(file.error());
  if (!*file) return not_found_problem();
  if (!sees_everybody(desk) && (*file)->row.what.person != desk.person->login) return not_yours();
  note_personal_read(desk, {"training", "training/" + std::to_string(id.get()), (*file)->row.what.person});
  JsonWriter out;
  out.object();
  write_training(out, (*file)->row);
  if (const Result<void> written = write_content(out, **file, desk); !written) return to_problem(written.error());
  if (const Result<void> written = write_exams(out, **file, desk); !written) return to_problem(written.error());
  return json_reply(out.end().take());
}

Outcome list_trainings(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::TrainingFilter filter;
  const std::string which = query.choice_or("which", {"open", "over", "all"}, "open");
  if (which == "all") filter.which = store::TrainingFilter::Which::All;
  if (which == "over") filter.which = store::TrainingFilter::Which::Over;
  filter.person = query.text_or("person", sees_everybody(desk) ? "" : desk.person->login);
  filter.course = query.text_or("course", "");
  filter.order =
      order_asked(query, {{"assigned", store::ListOrder::By::Id}, {"deadline", store::ListOrder::By::Deadline}}).value_or(filter.order);
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  if (!sees_everybody(desk) && filter.person != desk.person->login) return not_yours();
  const auto page = desk.queries.trainings(filter);
  if (!page) return to_problem(page.error());
  note_personal_read(desk, {"trainings", "training", filter.person});
  JsonWriter out;
  out.object().key("items").list();
  for (const store::TrainingRow& row : page->items) {
    out.object();
    write_training(out, row);
    out.end();
  }
  return json_reply(out.end().field("next", or_null(page->next)).end().take());
}

Outcome get_training(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(training_now(core::TrainingId(*id), desk));
}

Answered assigned_now(const std::vector<core::Event>& events, Desk& desk) {
  Answered answered = training_now(core::TrainingId(events.front().seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome assign_training(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::AssignTraining request{fields.text("person", {1, kNameMax}), fields.text("course", {1, kNameMax}), fields.maybe_time("due"),
                                 fields.text_or("reason", "")};
    return Command{std::move(request), assigned_now, {}, {}};
  });
}

std::uint32_t seconds_read(Fields& fields) {
  const double seconds = fields.maybe_amount("seconds").value_or(0);
  if (seconds >= 0 && seconds <= kSecondsMost) return static_cast<std::uint32_t>(seconds);
  fields.wrong("seconds", "应为 0 到 86400 秒", "must be 0 to 86400 seconds");
  return 0;
}

Outcome read_section(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, training_now, [](core::TrainingId id, Fields& fields) {
    const std::uint32_t seconds = seconds_read(fields);
    return core::ReadSection{id, fields.text("section", {1, kNameMax}), seconds};
  });
}

// Nothing need be said about it; a body may stay away.
Outcome start_exam(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const core::TrainingId training(*id);
  return Command{core::StartExam{training}, [training](const auto&, Desk& later) { return training_now(training, later); }, {}, {}};
}

Outcome finish_exam(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, training_now, [](core::TrainingId id, Fields& fields) {
    core::FinishExam request{id, {}};
    request.answers = fields.objects("answers", kAnswersMost, [](Fields& answer) {
      return core::ExamAnswer{answer.text("question", {1, kNameMax}), answer.texts_or_none("chosen", kLettersMost)};
    });
    return request;
  });
}

Outcome withdraw_training(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, training_now, [](core::TrainingId id, Fields& fields) {
    return core::WithdrawTraining{id, fields.text("reason")};
  });
}

// The most that a plan for one of these posts, or for everybody, asks for in a year like this.
std::optional<double> hours_asked(const std::vector<RecordBody>& plans, const std::vector<std::string>& held,
                                  const store::TrainingHours& hours) {
  double most = 0;
  for (const RecordBody& plan : plans) {
    const std::vector<std::string> posts = field_texts(plan.body, "posts");
    const bool is_for =
        posts.empty() || std::ranges::any_of(posts, [&](const std::string& post) { return std::ranges::find(held, post) != held.end(); });
    if (!is_for) continue;
    const double first = hours.began ? field_number(plan.body, "hours-first-year") : 0;
    most = std::max({most, first, field_number(plan.body, "hours-a-year")});
  }
  return most > 0 ? std::optional(most) : std::nullopt;
}

// Hours of courses outside Davy, by login, of the days from `first` until before `end`.
Result<std::map<std::string, double>> hours_outside(Desk& desk, const std::string& first, const std::string& end) {
  std::map<std::string, std::string> logins;  // by person
  const auto people = each_record(desk, "person", [&](const RecordBody& each) { logins[each.id] = field_text(each.body, "login"); });
  if (!people) return people.error();
  std::map<std::string, double> hours;
  const auto courses = each_record(desk, "outside-training", [&](const RecordBody& each) {
    const std::string day = field_text(each.body, "day");
    if (day < first || day >= end) return;
    for (const std::string& person : field_texts(each.body, "people"))
      if (const std::string& login = logins[person]; !login.empty()) hours[login] += field_number(each.body, "hours");
  });
  if (!courses) return courses.error();
  return hours;
}

void write_hours(JsonWriter& out, const core::Account& account, const store::TrainingHours& hours, double outside,
                 const std::optional<double>& asked) {
  double total = hours.drills + outside;
  out.object().field("person", account.login).field("name", account.name).key("hours").object();
  for (const auto& kind : kEnumNames<core::CourseKind>) {
    const auto found = hours.passed.find(kind.value);
    const double passed = found == hours.passed.end() ? 0 : found->second;
    total += passed;
    out.field(kind.name, passed);
  }
  out.field("drill", hours.drills).field("outside", outside);
  out.end().field("total", total).field("required", asked).field("open", hours.open).field("overdue", hours.overdue).end();
}

Outcome get_hours(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const auto year = query.maybe_number("year", {2000, 2200});
  if (auto wrong = query.problem()) return *wrong;
  const Duration clock = desk.services.directory.site().utc_offset;
  const std::string now = to_text(day_at(desk.services.now(), clock));
  const std::string asked = year ? std::to_string(*year) : now.substr(0, 4);
  const Day first = *parse_day(asked + "-01-01");
  const Day end = months_after(first, 12);
  const auto hours = desk.queries.training_hours(start_of(first, clock), start_of(end, clock));
  if (!hours) return to_problem(hours.error());
  const auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());
  const auto plans = parts_of_course(desk, "training-plan", "");
  if (!plans) return to_problem(plans.error());
  auto outside = hours_outside(desk, to_text(first), to_text(end));
  if (!outside) return to_problem(outside.error());
  if (sees_everybody(desk)) note_personal_read(desk, {"training-hours", asked, {}});
  JsonWriter out;
  out.object().field("year", std::stoi(asked)).key("items").list();
  for (const core::Account& account : *accounts) {
    if (!sees_everybody(desk) && account.login != desk.person->login) continue;
    const auto found = hours->find(account.login);
    const store::TrainingHours own = found == hours->end() ? store::TrainingHours() : found->second;
    write_hours(out, account, own, (*outside)[account.login], hours_asked(*plans, account.posts, own));
  }
  return json_reply(out.end().end().take());
}

}  // namespace

void add_trainings(Router& router) {
  router.add({Method::Get, "/trainings", list_trainings});
  router.add({Method::Post, "/trainings", assign_training});
  router.add({Method::Get, "/trainings/{id}", get_training});
  router.add({Method::Post, "/trainings/{id}/read", read_section});
  router.add({Method::Post, "/trainings/{id}/exam", start_exam});
  router.add({Method::Post, "/trainings/{id}/exam/answers", finish_exam});
  router.add({Method::Post, "/trainings/{id}/withdraw", withdraw_training});
  router.add({Method::Get, "/training-hours", get_hours});
}

}  // namespace davy::api
