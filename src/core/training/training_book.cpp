#include "core/training/training_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>
#include <charconv>

namespace davy::core {

const Course* TrainingBook::course(std::string_view id) const {
  const auto found = courses.find(id);
  return found == courses.end() ? nullptr : &found->second;
}

const Training* TrainingBook::find(TrainingId id) const {
  const auto found = open.find(id);
  return found == open.end() ? nullptr : &found->second;
}

const Training* TrainingBook::open_of(std::string_view person, std::string_view course) const {
  const auto by_course = open_by.find(person);
  if (by_course == open_by.end()) return nullptr;
  const auto found = by_course->second.find(course);
  return found == by_course->second.end() ? nullptr : find(found->second);
}

const CoursePass* TrainingBook::pass_of(std::string_view person, std::string_view course) const {
  const auto by_course = passes.find(person);
  if (by_course == passes.end()) return nullptr;
  const auto found = by_course->second.find(course);
  return found == by_course->second.end() ? nullptr : &found->second;
}

namespace training {
namespace {

// What the journal says of a record of ours.
struct TrainingMarks {
  const std::vector<RecordMark>& live;

  std::string text(std::string_view field) const {
    const auto found = std::ranges::find(live, field, &RecordMark::field);
    return found == live.end() ? std::string() : found->value;
  }
  std::set<std::string> texts(std::string_view field) const {
    std::set<std::string> all;
    for (const RecordMark& mark : live)
      if (mark.field == field) all.insert(mark.value);
    return all;
  }
  double number(std::string_view field) const {
    const std::string written = text(field);
    double value = 0;
    std::from_chars(written.data(), written.data() + written.size(), value);
    return value;
  }
  std::uint32_t whole(std::string_view field, std::uint32_t otherwise) const {
    const double value = number(field);
    return value >= 1 && value <= 1'000'000 ? static_cast<std::uint32_t>(value) : otherwise;
  }
  bool yes(std::string_view field) const { return text(field) == "true"; }
};

Course course_of(const TrainingMarks& marks) {
  Course course;
  course.name = marks.text("name");
  course.kind = value_named<CourseKind>(marks.text("kind")).value_or(CourseKind::Daily);
  course.hours = marks.number("hours");
  course.edition = marks.whole("edition", 1);
  course.exam_questions = marks.whole("exam-questions", 0);
  course.pass_percent = marks.whole("pass-percent", 100);
  course.minutes = marks.whole("minutes", 1);
  course.attempts = marks.whole("attempts", 1);
  course.valid_months = marks.whole("valid-months", 0);
  course.topics = marks.texts("topics");
  course.gives = marks.text("gives");
  return course;
}

TrainingPlan plan_of(const TrainingMarks& marks) {
  TrainingPlan plan;
  plan.course = marks.text("course");
  plan.posts = marks.texts("posts");
  plan.within_days = marks.whole("within-days", 30);
  plan.every_months = marks.whole("every-months", 0);
  plan.required = marks.yes("required");
  return plan;
}

struct TrainingChange {
  TrainingBook& book;
  const site::Directory& directory;
  const Event& event;

  Training* find(TrainingId id) const {
    const auto found = book.open.find(id);
    return found == book.open.end() ? nullptr : &found->second;
  }

  void close(TrainingId id) const {
    const Training* training = find(id);
    if (training == nullptr) return;
    const auto by_course = book.open_by.find(training->what.person);
    by_course->second.erase(training->what.course);
    if (by_course->second.empty()) book.open_by.erase(by_course);
    book.open.erase(id);
  }

  void operator()(const SystemStarted& started) const { book.site_before = std::exchange(book.site_version, started.site_version); }
  void operator()(const RecordSaved& saved) const {
    const TrainingMarks marks{saved.live};
    if (saved.kind == "course") book.courses[saved.id] = course_of(marks);
    if (saved.kind == "course-section") book.sections[saved.id] = marks.text("course");
    if (saved.kind == "training-plan") book.plans[saved.id] = plan_of(marks);
    if (saved.kind != "question") return;
    const std::set<std::string> right = marks.texts("right");
    book.questions[saved.id] = {marks.text("course"), {right.begin(), right.end()}};
  }
  void operator()(const RecordRemoved& removed) const {
    if (removed.kind == "course") book.courses.erase(removed.id);
    if (removed.kind == "course-section") book.sections.erase(removed.id);
    if (removed.kind == "training-plan") book.plans.erase(removed.id);
    if (removed.kind == "question") book.questions.erase(removed.id);
  }

  void operator()(const TrainingAssigned& assigned) const {
    const TrainingId id(event.seq);
    Training made;
    made.id = id;
    made.what = assigned;
    book.open[id] = std::move(made);
    book.open_by[assigned.person][assigned.course] = id;
  }
  void operator()(const TrainingRead& read) const {
    if (Training* training = find(read.training)) training->read.insert(read.section);
  }
  void operator()(const TrainingExamStarted& started) const {
    Training* training = find(started.training);
    if (training == nullptr) return;
    training->attempt = started.attempt;
    ++training->exams;
    RunningExam exam;
    exam.questions = started.questions;
    exam.until = started.until;
    if (const Course* course = book.course(training->what.course)) exam.pass_percent = course->pass_percent;
    for (const std::string& question : started.questions) {
      const auto found = book.questions.find(question);
      exam.right.push_back(found == book.questions.end() ? std::vector<std::string>() : found->second.right);
    }
    training->exam = std::move(exam);
  }
  void operator()(const TrainingExamFinished& finished) const {
    if (Training* training = find(finished.training)) training->exam.reset();
  }
  void operator()(const TrainingPassed& passed) const {
    const Day today = day_at(event.time, directory.site().utc_offset);
    book.passes[passed.person][passed.course] = {passed.edition, to_text(today), passed.valid_until, false};
    close(passed.training);
  }
  void operator()(const TrainingFailed& failed) const {
    Training* training = find(failed.training);
    if (training == nullptr) return;
    training->read.clear();
    training->attempt = 0;
  }
  void operator()(const TrainingOverdue& overdue) const {
    if (Training* training = find(overdue.training)) training->overdue = true;
  }
  void operator()(const TrainingWithdrawn& withdrawn) const {
    const Training* training = find(withdrawn.training);
    if (training == nullptr) return;
    const TrainingBecause because = training->what.because;
    if (withdrawn.end == TrainingEnd::ByPerson && (because == TrainingBecause::Renewal || because == TrainingBecause::NewEdition)) {
      const auto by_course = book.passes.find(training->what.person);
      if (by_course != book.passes.end())
        if (const auto pass = by_course->second.find(training->what.course); pass != by_course->second.end()) pass->second.let_go = true;
    }
    close(withdrawn.training);
  }
  template <class Other>
  void operator()(const Other&) const {}
};

std::string field_of(const SaveRecords& ask, std::size_t at, std::string_view field) {
  const std::string name = "record." + std::string(field);
  return ask.records.size() == 1 ? name : "records[" + std::to_string(at) + "]." + name;
}

Refusal wrong_record(std::string field, std::string zh, std::string en) {
  return refuse(RefusalCode::Invalid, std::move(zh), std::move(en), std::move(field));
}

std::optional<Refusal> wrong_question(const SaveRecords& ask, std::size_t at) {
  const RecordDraft& draft = ask.records[at];
  const TrainingMarks marks{draft.live};
  const std::string kind = marks.text("kind");
  const std::set<std::string> right = marks.texts("right");
  const auto options = static_cast<std::size_t>(std::ranges::count(draft.live, "options", &RecordMark::field));
  const std::size_t choices = kind == "judge" ? 2 : options;
  if (right.empty() || (kind != "multiple" && right.size() != 1))
    return wrong_record(field_of(ask, at, "right"), "单选题和判断题应有且只有一个正确答案",
                        "one letter is right, of a question with several one or more");
  if (choices < 2) return wrong_record(field_of(ask, at, "options"), "至少两个选项", "two options at least");
  for (const std::string& letter : right)
    if (letter.size() != 1 || letter.front() < 'A' || static_cast<std::size_t>(letter.front() - 'A') >= choices)
      return wrong_record(field_of(ask, at, "right"), "正确答案“" + letter + "”不在选项之中", "there is no option " + letter);
  return std::nullopt;
}

bool is_topic(const site::Directory& directory, const std::string& topic) {
  static const std::set<std::string> kWhole{"rule-change", "mistake:order-returned", "mistake:hazard-returned", "mistake:seed-overlooked",
                                            "mistake:guardian-absent"};
  const std::string what = topic.substr(topic.find(':') + 1);
  if (topic.starts_with("post:")) return directory.post(what).has_value();
  if (topic.starts_with("zone:")) return directory.zone(what).has_value();
  if (topic.starts_with("gas:")) return value_named<site::PointKind>(what).has_value();
  if (topic.starts_with("permit:")) return value_named<site::PermitKind>(what).has_value();
  return kWhole.contains(topic);
}

}  // namespace

std::optional<Refusal> refuse_wrong(const site::Directory& directory, const SaveRecords& ask) {
  for (std::size_t at = 0; at < ask.records.size(); ++at) {
    const RecordDraft& draft = ask.records[at];
    if (draft.kind == "question")
      if (auto no = wrong_question(ask, at)) return no;
    if (draft.kind != "course") continue;
    for (const std::string& topic : TrainingMarks{draft.live}.texts("topics"))
      if (!is_topic(directory, topic))
        return wrong_record(field_of(ask, at, "topics"), "没有主题“" + topic + "”", "there is no topic " + topic);
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_own(const QualificationBook& known, const Actor& actor, const SaveRecords& ask) {
  for (std::size_t at = 0; at < ask.records.size(); ++at) {
    if (ask.records[at].kind != "outside-training") continue;
    for (const std::string& person : TrainingMarks{ask.records[at].live}.texts("people"))
      if (const auto login = known.logins.find(person); login != known.logins.end() && login->second == actor.login)
        return refuse(RefusalCode::NotAllowed, "自己的培训学时须由他人登记", "your own hours are entered by somebody else",
                      field_of(ask, at, "people"));
  }
  return std::nullopt;
}

void evolve(TrainingBook& book, const site::Directory& directory, const Event& event) {
  visit(TrainingChange{book, directory, event}, event.body);
}

bool concerns(const EventBody& body) {
  return holds<TrainingAssigned>(body) || holds<TrainingExamStarted>(body) || holds<TrainingExamFinished>(body) ||
         holds<TrainingPassed>(body) || holds<TrainingFailed>(body) || holds<TrainingOverdue>(body) || holds<TrainingWithdrawn>(body) ||
         holds<RecordSaved>(body) || holds<RecordRemoved>(body) || holds<AccountSaved>(body) || holds<SystemStarted>(body);
}

}  // namespace training
}  // namespace davy::core
