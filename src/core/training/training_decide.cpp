// What people ask of trainings, and what follows from plans, mistakes and the clock.
#include "core/refuse.hpp"
#include "core/training/training_needs.hpp"
#include "site/exercise.hpp"

#include <algorithm>

namespace davy::core::training {
namespace {

constexpr std::size_t kAnswersMost = 100;

std::vector<std::string> sections_of(const TrainingBook& book, std::string_view course) {
  std::vector<std::string> found;
  for (const auto& [id, of] : book.sections)
    if (of == course) found.push_back(id);
  return found;
}

std::size_t count_unread(const TrainingBook& book, const Training& training, std::string_view but = {}) {
  const std::vector<std::string> sections = sections_of(book, training.what.course);
  return static_cast<std::size_t>(
      std::ranges::count_if(sections, [&](const std::string& id) { return id != but && !training.read.contains(id); }));
}

// A step of splitmix64: the same numbers everywhere.
std::uint64_t stirred(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
  number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
  return number ^ (number >> 31);
}

// Questions of the course in an order that the training and its exams so far decide.
std::vector<std::string> drawn(const TrainingBook& book, const Training& training, std::size_t most) {
  std::vector<std::pair<std::uint64_t, std::string>> pool;
  const std::uint64_t seed = stirred(training.id.get()) + training.exams;
  for (const auto& [id, question] : book.questions)
    if (question.course == training.what.course) pool.emplace_back(stirred(stirred(seed) + pool.size()), id);
  std::ranges::sort(pool);
  if (pool.size() > most) pool.resize(most);
  std::vector<std::string> questions;
  for (auto& [place, id] : pool) questions.push_back(std::move(id));
  return questions;
}

TrainingPassed passed_of(const TrainingBook& book, const site::Directory& directory, const Training& training, Instant now) {
  TrainingPassed passed;
  passed.training = training.id;
  passed.person = training.what.person;
  passed.course = training.what.course;
  passed.name = training.what.name;
  passed.kind = training.what.kind;
  passed.edition = training.what.edition;
  if (const Course* course = book.course(training.what.course)) {
    passed.edition = course->edition;
    passed.hours = course->hours;
    passed.gives = course->gives;
    const Day today = day_at(now, directory.site().utc_offset);
    if (course->valid_months != 0) passed.valid_until = to_text(months_after(today, course->valid_months) + -1);
  }
  return passed;
}

TrainingAssigned assigned_of(const Course& course, std::string id, std::string person, const Need& need) {
  return {std::move(person), std::move(id), course.name, course.kind, course.edition, need.because, need.about, need.due};
}

TrainingExamFinished graded(const Training& training, const std::vector<ExamAnswer>& given, Instant now) {
  const RunningExam& exam = *training.exam;
  TrainingExamFinished finished;
  finished.training = training.id;
  finished.attempt = training.attempt;
  finished.of = static_cast<std::uint32_t>(exam.questions.size());
  for (std::size_t i = 0; i < exam.questions.size(); ++i) {
    ExamAnswer answer{exam.questions[i], {}};
    const auto found = std::ranges::find(given, exam.questions[i], &ExamAnswer::question);
    if (found != given.end()) {
      const std::set<std::string> chosen(found->chosen.begin(), found->chosen.end());
      answer.chosen.assign(chosen.begin(), chosen.end());
    }
    if (!answer.chosen.empty() && answer.chosen == exam.right[i]) ++finished.right;
    finished.answers.push_back(std::move(answer));
  }
  finished.percent = finished.of == 0 ? 0 : finished.right * 100 / finished.of;
  finished.late = now >= exam.until;
  finished.passed = !finished.late && finished.of > 0 && finished.percent >= exam.pass_percent;
  return finished;
}

struct TrainingJudge {
  const Sources& sources;
  const Actor& actor;
  Instant now;

  static Refusal unknown_training() {
    return refuse(RefusalCode::NotFound, "没有这项培训，或它已经结束", "there is no such training, or it is over", "training");
  }

  template <class Then>
  Decided mine(TrainingId id, Then then) const {
    const Training* training = sources.book.find(id);
    if (training == nullptr) return unknown_training();
    if (training->what.person != actor.login)
      return refuse(RefusalCode::NotAllowed, "这是 " + training->what.person + " 的培训，只能由本人完成",
                    "this training is for " + training->what.person + " to do, in person");
    return then(*training);
  }

  Decided operator()(const AssignTraining& ask) const {
    if (!sources.accounts.contains(ask.person))
      return refuse(RefusalCode::Invalid, "没有账号“" + ask.person + "”", "there is no account " + ask.person, "person");
    const Course* course = sources.book.course(ask.course);
    if (course == nullptr)
      return refuse(RefusalCode::Invalid, "没有课程“" + ask.course + "”", "there is no course " + ask.course, "course");
    if (ask.due && *ask.due <= now) return refuse(RefusalCode::Invalid, "完成期限应晚于现在", "it is due at a time to come", "due");
    if (const Training* open = sources.book.open_of(ask.person, ask.course))
      return refuse(RefusalCode::NotNow, ask.person + " 已有这门课程的培训 #" + std::to_string(open->id.get()),
                    ask.person + " has this course open already: #" + std::to_string(open->id.get()), "course");
    const Need need{TrainingBecause::Asked, ask.reason, ask.due.value_or(now + kTrainingWithin)};
    return Bodies{assigned_of(*course, ask.course, ask.person, need)};
  }

  Decided operator()(const ReadSection& ask) const {
    return mine(ask.training, [&](const Training& training) -> Decided {
      const auto section = sources.book.sections.find(ask.section);
      if (section == sources.book.sections.end() || section->second != training.what.course)
        return refuse(RefusalCode::Invalid, "这门课程没有章节“" + ask.section + "”", "the course has no section " + ask.section, "section");
      if (training.read.contains(ask.section)) return Bodies{};
      return Bodies{TrainingRead{training.id, ask.section, ask.seconds, count_unread(sources.book, training, ask.section) == 0}};
    });
  }

  Decided operator()(const StartExam& ask) const {
    return mine(ask.training, [&](const Training& training) -> Decided {
      if (training.exam) return refuse(RefusalCode::NotNow, "考试正在进行", "an exam is running already");
      if (const std::size_t left = count_unread(sources.book, training); left > 0)
        return refuse(RefusalCode::NotNow, "还有 " + std::to_string(left) + " 节未学习",
                      std::to_string(left) + " sections are not read yet");
      const Course* course = sources.book.course(training.what.course);
      if (course == nullptr) return unknown_training();
      if (course->exam_questions == 0) return Bodies{passed_of(sources.book, sources.directory, training, now)};
      TrainingExamStarted started{training.id, training.attempt + 1, drawn(sources.book, training, course->exam_questions),
                                  now + 1_min * course->minutes};
      if (started.questions.empty())
        return refuse(RefusalCode::NotNow, "这门课程还没有试题，请联系安全员", "the course has no questions yet: ask a safety officer");
      return Bodies{std::move(started)};
    });
  }

  Decided operator()(const FinishExam& ask) const {
    return mine(ask.training, [&](const Training& training) -> Decided {
      if (!training.exam) return refuse(RefusalCode::NotNow, "没有正在进行的考试，或时间已到", "no exam is running, or its time is over");
      if (ask.answers.size() > kAnswersMost) return refuse(RefusalCode::Invalid, "答案过多", "too many answers", "answers");
      std::set<std::string> seen;
      for (const ExamAnswer& answer : ask.answers) {
        if (std::ranges::find(training.exam->questions, answer.question) == training.exam->questions.end())
          return refuse(RefusalCode::Invalid, "考试中没有题目“" + answer.question + "”", "the exam did not ask " + answer.question,
                        "answers");
        if (!seen.insert(answer.question).second)
          return refuse(RefusalCode::Invalid, "题目“" + answer.question + "”回答了两次", answer.question + " is answered twice", "answers");
        for (const std::string& letter : answer.chosen)
          if (letter.size() != 1 || letter.front() < 'A' || letter.front() > 'H')
            return refuse(RefusalCode::Invalid, "选项应为 A 至 H", "a choice is a letter from A to H", "answers");
      }
      return Bodies{graded(training, ask.answers, now)};
    });
  }

  Decided operator()(const WithdrawTraining& ask) const {
    const Training* training = sources.book.find(ask.training);
    if (training == nullptr) return unknown_training();
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明原因", "say why", "reason");
    // What was asked for besides, of somebody who has passed, is not what the plan asks for.
    const Wants wants(sources);
    const auto why = wants.reasons(training->what.person);
    const auto reason = why.find(training->what.course);
    if (reason != why.end() && wants.needs(training->what.person, now).contains(training->what.course))
      return refuse(RefusalCode::NotNow, "岗位或培训计划要求这项培训（" + reason->second.about + "）；请修改计划或岗位",
                    "a plan or post asks for this training (" + reason->second.about + "): change the plan or the posts");
    return Bodies{TrainingWithdrawn{training->id, TrainingEnd::ByPerson, ask.reason}};
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a training");
    return Bodies{};
  }
};

bool follows_from_needs(TrainingBecause because) {
  switch (because) {
    case TrainingBecause::Plan:
    case TrainingBecause::Post:
    case TrainingBecause::Gas:
    case TrainingBecause::NewEdition:
    case TrainingBecause::Renewal: return true;
    case TrainingBecause::Permit:
    case TrainingBecause::Mistake:
    case TrainingBecause::RuleChange:
    case TrainingBecause::Asked: return false;
  }
  return false;
}

// Assigns what is needed and withdraws what is needed no more.
struct TrainingKeeper {
  const Sources& sources;
  Instant now;
  Wants wants{sources};

  Bodies keep(const std::string& login) const {
    Bodies bodies;
    const std::map<std::string, Need> needs = wants.needs(login, now);
    const auto open = sources.book.open_by.find(login);
    if (open != sources.book.open_by.end())
      for (const auto& [course, id] : open->second) {
        const Training& training = sources.book.open.at(id);
        if (!sources.book.courses.contains(course))
          bodies.push_back(TrainingWithdrawn{id, TrainingEnd::CourseRemoved, {}});
        else if (follows_from_needs(training.what.because) && !needs.contains(course))
          bodies.push_back(TrainingWithdrawn{id, TrainingEnd::NotNeeded, {}});
      }
    for (const auto& [course, need] : needs)
      if (sources.book.open_of(login, course) == nullptr)
        bodies.push_back(assigned_of(sources.book.courses.at(course), course, login, need));
    return bodies;
  }

  Bodies keep_all() const {
    Bodies bodies;
    for (const auto& [login, account] : sources.accounts) append(bodies, keep(login));
    return bodies;
  }

  // Every course with the topic, unless it is open already.
  Bodies teach(const std::string& login, std::string_view topic, const Need& need) const {
    Bodies bodies;
    if (!sources.accounts.contains(login)) return bodies;
    for (const auto& [id, course] : sources.book.courses)
      if (has_topic(course, topic) && sources.book.open_of(login, id) == nullptr) bodies.push_back(assigned_of(course, id, login, need));
    return bodies;
  }
  Bodies learn_from(const std::string& login, std::string_view mistake, std::string about) const {
    return teach(login, "mistake:" + std::string(mistake), {TrainingBecause::Mistake, std::move(about), now + kLessonWithin});
  }
};

template <class Id>
std::string matter(std::string_view kind, Id id) {
  return std::string(kind) + ":" + std::to_string(id.get());
}

struct TrainingReaction {
  const Sources& sources;
  const Event& event;
  const Hazard* before;
  check::Batch batch;

  TrainingKeeper keeper() const { return {sources, event.time}; }

  Bodies operator()(const AccountSaved& saved) const { return keeper().keep(saved.login); }
  Bodies operator()(const RecordSaved& saved) const {
    if (batch == check::Batch::GoesOn) return {};
    return batch == check::Batch::Last || is_ours(saved.kind) ? keeper().keep_all() : Bodies{};
  }
  Bodies operator()(const RecordRemoved& removed) const { return is_ours(removed.kind) ? keeper().keep_all() : Bodies{}; }
  static bool is_ours(const std::string& kind) { return kind == "course" || kind == "training-plan"; }

  Bodies operator()(const SystemStarted& started) const {
    const TrainingKeeper keeper = this->keeper();
    Bodies bodies = keeper.keep_all();
    const std::string& old = sources.book.site_before;
    if (old.empty() || old == started.site_version) return bodies;
    const site::Site& site = sources.directory.site();
    std::set<std::string> on_duty;
    for (const site::Duty& duty : site.duties) on_duty.insert(site[duty.post].name);
    const auto is_assigned = [&](const EventBody& body) {
      const auto* assigned = get_if<TrainingAssigned>(&body);
      return assigned == nullptr ? std::string() : assigned->person + "\n" + assigned->course;
    };
    std::set<std::string> assigned;
    for (const EventBody& body : bodies) assigned.insert(is_assigned(body));
    for (const auto& [login, account] : sources.accounts) {
      if (std::ranges::none_of(account.posts, [&](const std::string& post) { return on_duty.contains(post); })) continue;
      for (EventBody& body :
           keeper.teach(login, "rule-change", {TrainingBecause::RuleChange, started.site_version, event.time + kLessonWithin}))
        if (assigned.insert(is_assigned(body)).second) bodies.push_back(std::move(body));
    }
    return bodies;
  }

  // Who is named on it, and has not passed the course, or not any more.
  Bodies operator()(const PermitApplied& applied) const {
    std::set<std::string> people{applied.lead, applied.guardian};
    for (const std::string& worker : applied.workers)
      if (const auto login = sources.qualifications.logins.find(worker); login != sources.qualifications.logins.end())
        people.insert(login->second);
    const std::string kind(name_of(applied.kind));
    const Day today = day_at(event.time, sources.directory.site().utc_offset);
    Bodies bodies;
    for (const std::string& person : people)
      for (EventBody& body : keeper().teach(person, "permit:" + kind, {TrainingBecause::Permit, kind, event.time + kTrainingWithin})) {
        const CoursePass* pass = sources.book.pass_of(person, get<TrainingAssigned>(body).course);
        const auto last = pass == nullptr ? std::nullopt : last_day(*pass, 0);
        if (pass == nullptr || (last && *last < today)) bodies.push_back(std::move(body));
      }
    return bodies;
  }

  Bodies operator()(const OrderRejected& rejected) const {
    const Order* order = sources.orders.find(rejected.order);
    const bool counts = order != nullptr && !site::is_exercise(order->condition);
    return !counts ? Bodies{} : keeper().learn_from(order->handler, "order-returned", matter("order", order->id));
  }
  Bodies operator()(const HazardReviewed& reviewed) const {
    if (before == nullptr || reviewed.verdict == Verdict::Approved) return {};
    return keeper().learn_from(before->handler, "hazard-returned", matter("hazard", before->id));
  }
  Bodies operator()(const SeedOverlooked& overlooked) const {
    return keeper().learn_from(overlooked.person, "seed-overlooked", matter("check", overlooked.check));
  }
  // Of a guardian `what` is the login.
  Bodies operator()(const PermitSuspended& suspended) const {
    if (suspended.cause != StopCause::GuardianAbsent) return {};
    return keeper().learn_from(suspended.what, "guardian-absent", matter("permit", suspended.permit));
  }

  Bodies operator()(const TrainingRead& read) const {
    const Training* training = read.all ? sources.book.find(read.training) : nullptr;
    const Course* course = training == nullptr ? nullptr : sources.book.course(training->what.course);
    if (course == nullptr || course->exam_questions != 0) return {};
    return {passed_of(sources.book, sources.directory, *training, event.time)};
  }
  Bodies operator()(const TrainingExamFinished& finished) const {
    const Training* training = sources.book.find(finished.training);
    const Course* course = training == nullptr ? nullptr : sources.book.course(training->what.course);
    if (course == nullptr) return {};
    if (finished.passed) return {passed_of(sources.book, sources.directory, *training, event.time)};
    if (finished.attempt < course->attempts) return {};
    return {TrainingFailed{training->id, finished.attempt, post_over(sources.accounts, sources.directory, training->what.person)}};
  }

  template <class Other>
  Bodies operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Decided decide(const Sources& sources, const PersonRequest& request, Instant now) {
  return visit(TrainingJudge{sources, request.actor, now}, request.request);
}

Bodies react(const Sources& sources, const Event& event, const Hazard* before, check::Batch batch) {
  return visit(TrainingReaction{sources, event, before, batch}, event.body);
}

Bodies on_time(const Sources& sources, Instant now) {
  Bodies bodies;
  for (const auto& [id, training] : sources.book.open) {
    if (training.exam && training.exam->until <= now) bodies.push_back(graded(training, {}, now));
    if (!training.overdue && training.what.due <= now)
      bodies.push_back(TrainingOverdue{id, post_over(sources.accounts, sources.directory, training.what.person)});
  }
  append(bodies, TrainingKeeper{sources, now}.keep_all());
  return bodies;
}

Instant next_due(const Sources& sources) {
  Instant next = Instant::never();
  for (const auto& [id, training] : sources.book.open) {
    if (training.exam) next = std::min(next, training.exam->until);
    if (!training.overdue) next = std::min(next, training.what.due);
  }
  const Wants wants(sources);
  for (const auto& [login, by_course] : sources.book.passes) {
    if (!sources.accounts.contains(login)) continue;
    const std::map<std::string, Reason> why = wants.reasons(login);
    for (const auto& [course, pass] : by_course) {
      const auto reason = why.find(course);
      if (!sources.book.courses.contains(course) || sources.book.open_of(login, course) != nullptr) continue;
      if (reason == why.end() && pass.let_go) continue;
      const auto day = renewal_day(pass, reason == why.end() ? 0 : reason->second.cycle_months);
      if (day) next = std::min(next, start_of(*day, sources.directory.site().utc_offset));
    }
  }
  return next;
}

}  // namespace davy::core::training
