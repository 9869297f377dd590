#pragma once
// TrainingStory: the small plant whose people have courses to pass, told as a story. For tests only.
//
//   TrainingStory story;
//   story.course("h2s", {{"topics", "post:operator"}});
//   const TrainingId id = story.open("wang", "h2s");
//   EXPECT_EQ(story.passes("wang", id), "done");
//
// A course that nobody changes has sections h2s-1 and h2s-2, four questions h2s-q1 … of which B is right, an exam of two, passed from 60 % in two attempts.

#include "core/testing/permit_story.hpp"
#include "core/training/training_needs.hpp"

namespace davy::core {

using CourseMarks = std::vector<std::pair<std::string, std::string>>;

class TrainingStory {
 public:
  TrainingStory() : TrainingStory(make_permit_plant()) {}
  explicit TrainingStory(site::Site site) : permits(std::move(site)) { plant.wrote(), plant.sent(); }

  std::string save(const std::string& kind, const std::string& id, const CourseMarks& live) {
    return plant.asks("chen", fixture::saved_record(plant.state().records, kind, id, live));
  }
  std::string remove(const std::string& kind, const std::string& id) {
    return plant.asks("chen", RemoveRecord{kind, id, fixture::version_of(plant.state().records, kind, id), "test"});
  }
  // With its sections and questions; `changes` take the place of what is said of one otherwise, topics are added.
  void course(const std::string& id, const CourseMarks& changes = {}) {
    for (const std::string section : {"1", "2"})
      EXPECT_EQ(save("course-section", id + "-" + section, {{"course", id}, {"position", section}}), "done");
    for (const std::string question : {"q1", "q2", "q3", "q4"}) this->question(id, id + "-" + question, "B");
    EXPECT_EQ(save("course", id, marks(id, changes)), "done");
  }
  static CourseMarks marks(const std::string& id, const CourseMarks& changes) {
    CourseMarks all{{"name", id},           {"kind", "daily"}, {"hours", "8"},   {"exam-questions", "2"},
                    {"pass-percent", "60"}, {"minutes", "30"}, {"attempts", "2"}};
    for (const auto& [field, value] : changes) {
      const auto same = std::ranges::find(all, field, &std::pair<std::string, std::string>::first);
      if (same == all.end() || field == "topics")
        all.emplace_back(field, value);
      else
        same->second = value;
    }
    return all;
  }
  void question(const std::string& course, const std::string& id, const std::string& right) {
    EXPECT_EQ(save("question", id, {{"course", course}, {"kind", "single"}, {"options", "one"}, {"options", "two"}, {"right", right}}),
              "done");
  }
  void plan(const std::string& id, const std::string& course, const CourseMarks& changes = {}) {
    CourseMarks live{{"course", course}, {"within-days", "10"}};
    live.insert(live.end(), changes.begin(), changes.end());
    EXPECT_EQ(save("training-plan", id, live), "done");
  }

  TrainingId open(const std::string& person, const std::string& course) const {
    const Training* found = book().open_of(person, course);
    return found == nullptr ? TrainingId() : found->id;
  }
  const Training& training(TrainingId id) const { return book().open.at(id); }
  const TrainingBook& book() const { return plant.state().trainings; }

  void reads_all(const std::string& who, TrainingId id) {
    const std::string course = training(id).what.course;
    for (const std::string section : {"1", "2"}) EXPECT_EQ(plant.asks(who, ReadSection{id, course + "-" + section, 60}), "done");
  }
  // So many of the answers are right, the others wrong.
  FinishExam answers(TrainingId id, std::size_t right) const {
    FinishExam answers{id, {}};
    for (const std::string& question : training(id).exam->questions)
      answers.answers.push_back({question, {answers.answers.size() < right ? "B" : "A"}});
    return answers;
  }
  std::string sits(const std::string& who, TrainingId id, std::size_t right) {
    if (std::string no = plant.asks(who, StartExam{id}); no != "done") return no;
    return plant.asks(who, answers(id, right));
  }
  std::string passes(const std::string& who, TrainingId id) {
    reads_all(who, id);
    return sits(who, id, 2);
  }

  PermitStory permits;
  PlantStory& plant = permits.plant;
};

}  // namespace davy::core
