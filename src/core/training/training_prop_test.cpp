// Laws of training, over whatever people do to courses, plans, accounts and exams: nobody passes what they have not read and answered, nobody has a course open
// twice, an exam counts as a naive recount does, and the journal folds to the same state.
#include "core/testing/training_story.hpp"

#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

struct Lesson {
  int what = 0;
  int who = 0;
  int which = 0;
  int how = 0;
  int wait_h = 0;
};

void showValue(const Lesson& lesson, std::ostream& out) {
  out << "{" << lesson.what << ", " << lesson.who << ", " << lesson.which << ", " << lesson.how << ", " << lesson.wait_h << "}";
}

rc::Gen<std::vector<Lesson>> lessons() {
  return rc::gen::container<std::vector<Lesson>>(
      rc::gen::build<Lesson>(rc::gen::set(&Lesson::what, rc::gen::inRange(0, 26)), rc::gen::set(&Lesson::who, rc::gen::inRange(0, 3)),
                             rc::gen::set(&Lesson::which, rc::gen::inRange(0, 2)), rc::gen::set(&Lesson::how, rc::gen::inRange(0, 8)),
                             rc::gen::set(&Lesson::wait_h, rc::gen::element(0, 0, 0, 0, 0, 1, 30, 400, 4000))));
}

class SchoolLife {
 public:
  SchoolLife() {
    for (const std::string course : {"c-0", "c-1"}) {
      for (const std::string part : {"1", "2"}) save("course-section", course + "-" + part, {{"course", course}});
      for (const std::string part : {"q1", "q2", "q3"}) question(course + "-" + part, course, "B");
    }
  }

  void live(const Lesson& lesson) {
    pass(1_h * lesson.wait_h);
    do_it(lesson);
    for (const auto& [id, training] : engine_.state().trainings.open) {
      const Training* same = engine_.state().trainings.open_of(training.what.person, training.what.course);
      RC_ASSERT(same != nullptr && same->id == id);  // at most one of a person and course
      RC_ASSERT(!training.exam || training.exam->until > now_);
    }
  }

  // Asked of the journal as a whole.
  void judge() const {
    Engine folded(directory_);
    for (std::size_t i = 0; i < journal_.size(); ++i) {
      folded.evolve(journal_[i]);
      if (const auto* finished = get_if<TrainingExamFinished>(&journal_[i].body)) recount(i, *finished);
      if (const auto* passed = get_if<TrainingPassed>(&journal_[i].body)) earned(i, *passed);
    }
    RC_ASSERT(print(folded.state()) == print(engine_.state()));
  }
  bool met(const std::string& kind) const {
    return std::ranges::any_of(journal_, [&](const Event& event) { return kind_of(event.body) == kind; });
  }

 private:
  // What the record of a question said was right when the exam began.
  std::vector<std::string> right_at(std::size_t until, const std::string& question) const {
    std::set<std::string> right;
    for (std::size_t i = 0; i < until; ++i) {
      const auto* saved = get_if<RecordSaved>(&journal_[i].body);
      if (saved == nullptr || saved->kind != "question" || saved->id != question) continue;
      right.clear();
      for (const RecordMark& mark : saved->live)
        if (mark.field == "right") right.insert(mark.value);
    }
    return {right.begin(), right.end()};
  }
  std::size_t started(std::size_t before, TrainingId id) const {
    for (std::size_t i = before; i-- > 0;)
      if (const auto* start = get_if<TrainingExamStarted>(&journal_[i].body); start != nullptr && start->training == id) return i;
    return journal_.size();
  }
  void recount(std::size_t at, const TrainingExamFinished& finished) const {
    const std::size_t begun = started(at, finished.training);
    RC_ASSERT(begun < at);
    const auto& start = get<TrainingExamStarted>(journal_[begun].body);
    RC_ASSERT(start.questions.size() == finished.answers.size());
    std::uint32_t right = 0;
    for (std::size_t i = 0; i < start.questions.size(); ++i) {
      RC_ASSERT(finished.answers[i].question == start.questions[i]);
      right += !finished.answers[i].chosen.empty() && finished.answers[i].chosen == right_at(begun, start.questions[i]) ? 1 : 0;
    }
    RC_ASSERT(right == finished.right);
    RC_ASSERT(finished.percent == right * 100 / finished.of);
    RC_ASSERT(finished.late == (journal_[at].time >= start.until));
    RC_ASSERT(!finished.passed || (!finished.late && finished.percent >= 60));
  }
  // Every section that there was had been read since the latest failure, and the exam just before was passed.
  void earned(std::size_t at, const TrainingPassed& passed) const {
    std::set<std::string> read;
    bool exam = false;
    for (std::size_t i = 0; i < at; ++i) {
      if (const auto* each = get_if<TrainingRead>(&journal_[i].body); each != nullptr && each->training == passed.training)
        read.insert(each->section);
      if (const auto* failed = get_if<TrainingFailed>(&journal_[i].body); failed != nullptr && failed->training == passed.training)
        read.clear();
      if (const auto* finished = get_if<TrainingExamFinished>(&journal_[i].body);
          finished != nullptr && finished->training == passed.training)
        exam = finished->passed;
    }
    RC_ASSERT(exam);
    for (const std::string part : {"1", "2"}) RC_ASSERT(read.contains(passed.course + "-" + part));
  }

  void pass(Duration time) {
    const Instant until = now_ + time;
    for (int ticks = 0; engine_.next_due() <= until; ++ticks) {
      RC_ASSERT(ticks < 200);  // the clock never runs on the spot
      now_ = std::max(now_, engine_.next_due());
      step(Tick{});
    }
    now_ = until;
  }
  void step(const Input& input) {
    for (const Event& event : engine_.step(input, now_).events) journal_.push_back(event);
  }
  void ask(const std::string& login, Role role, Request request) { step(PersonRequest{{login, role, {}}, std::move(request)}); }
  void save(const std::string& kind, const std::string& id, const CourseMarks& live) {
    ask("chen", Role::SafetyOfficer, fixture::saved_record(engine_.state().records, kind, id, live));
  }
  void question(const std::string& id, const std::string& course, const std::string& right) {
    save("question", id, {{"course", course}, {"kind", "single"}, {"options", "one"}, {"options", "two"}, {"right", right}});
  }
  static std::string person(int who) { return std::array{"wang", "zhao", "li"}[static_cast<std::size_t>(who)]; }

  void do_it(const Lesson& lesson) {
    const std::string course = "c-" + std::to_string(lesson.which), who = person(lesson.who);
    const Training* open = engine_.state().trainings.open_of(who, course);
    switch (lesson.what) {
      case 0:
      case 1: return save("course", course, TrainingStory::marks(course, course_marks(lesson.how)));
      case 2:
        return ask("chen", Role::SafetyOfficer,
                   RemoveRecord{"course", course, fixture::version_of(engine_.state().records, "course", course), "test"});
      case 3:
      case 4:
        return save("training-plan", "p-" + std::to_string(lesson.how % 2),
                    {{"course", course},
                     {"within-days", "10"},
                     {"every-months", lesson.how < 4 ? "6" : ""},
                     {"posts", lesson.how % 3 == 0 ? "" : "operator"}});
      case 5: return question(course + "-q" + std::to_string(lesson.how % 3 + 1), course, lesson.how < 4 ? "A" : "B");
      case 6:
      case 7:
      case 8:
        return ask("root", Role::Administrator,
                   SaveAccount{who, who, Role::Worker,
                               lesson.how % 3 == 0 ? std::vector<std::string>{} : std::vector<std::string>{"operator"}});
      case 9: return ask("li", Role::TeamLead, AssignTraining{who, course, {}, "asked"});
      case 10:
        if (open != nullptr) ask("chen", Role::SafetyOfficer, WithdrawTraining{open->id, "no"});
        return;
      default: break;
    }
    if (open != nullptr) learn(who, *open, lesson);
  }
  static CourseMarks course_marks(int how) {
    CourseMarks marks{{"edition", std::to_string(how % 2 + 1)}};
    if (how % 3 == 0) marks.emplace_back("valid-months", "12");
    if (how > 4) marks.emplace_back("topics", "post:operator");
    return marks;
  }
  void learn(const std::string& who, const Training& open, const Lesson& lesson) {
    const TrainingId id = open.id;
    if (lesson.what < 17) return ask(who, Role::Worker, ReadSection{id, open.what.course + "-" + std::to_string(lesson.how % 2 + 1), 5});
    if (lesson.what < 21) return ask(who, Role::Worker, StartExam{id});
    FinishExam answers{id, {}};
    if (open.exam)
      for (std::size_t i = 0; i < open.exam->questions.size(); ++i)
        if (lesson.how != 0) answers.answers.push_back({open.exam->questions[i], {lesson.how < 3 && i == 0 ? "A" : "B"}});
    ask(who, Role::Worker, answers);
  }

  site::Site site_ = make_small_plant();
  site::Directory directory_{site_};
  Engine engine_{directory_};
  Instant now_ = kEight;
  std::vector<Event> journal_;
};

RC_GTEST_PROP(TrainingProp, NobodyPassesWhatTheyHaveNotLearnt, ()) {
  SchoolLife life;
  for (const Lesson& lesson : *lessons()) life.live(lesson);
  life.judge();
  RC_CLASSIFY(life.met("training.passed"), "passed");
  RC_CLASSIFY(life.met("training.failed"), "failed");
  RC_CLASSIFY(life.met("training.withdrawn"), "withdrawn");
}

}  // namespace
}  // namespace davy::core
