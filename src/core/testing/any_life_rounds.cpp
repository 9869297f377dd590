// What comes round in any life: care, checks, shifts, courses.
#include "core/care/care_story.hpp"
#include "core/handover/open_matters.hpp"
#include "core/testing/any_life.hpp"

namespace davy::core {
namespace {

using fixture::CareMarks;

CareMarks measure_of(int every) {
  return {{"name", "foam"}, {"event", "leak"}, {"check", "look"}, {"every", std::to_string(every)}, {"every-unit", "hours"}};
}
CareMarks course_of(int edition) {
  return {{"name", "gas"},        {"kind", "daily"}, {"hours", "2"},    {"edition", std::to_string(edition)}, {"exam-questions", "2"},
          {"pass-percent", "50"}, {"minutes", "30"}, {"attempts", "2"}, {"topics", "mistake:order-returned"}};
}
CareMarks question_of() { return {{"course", "gas"}, {"kind", "single"}, {"options", "one"}, {"options", "two"}, {"right", "B"}}; }

}  // namespace

void AnyLife::settle() {
  const auto by = [&](int who, Request request) { step(PersonRequest{person(who), std::move(request)}); };
  const auto save = [&](const std::string& kind, const std::string& id, const CareMarks& live) {
    by(3, fixture::saved_record(state().records, kind, id, live));
  };
  for (int who = 0; who < 5; ++who) by(4, SaveAccount{person(who).login, "somebody", person(who).role, person(who).posts});
  save("risk-object", "tanks", {{"zone", "tank-farm"}});
  save("risk-unit", "tank-1", {{"object", "tanks"}});
  save("risk-event", "leak",
       {{"unit", "tank-1"},
        {"method", "ls"},
        {"likelihood", "4"},
        {"consequence", "4"},
        {"residual-likelihood", "1"},
        {"residual-consequence", "4"}});
  save("risk-measure", "foam", measure_of(2));
  save("device-class", "gas", {{"drift-limit", "5"}});
  save("care-plan", "yearly", fixture::plan_of_care("calibration", 5, "hours"));
  save("device-card", "box", {{"class", "gas"}, {"device", "rtu-01"}});
  save("course-section", "gas-1", {{"course", "gas"}});
  save("question", "gas-q1", question_of());
  save("question", "gas-q2", question_of());
  save("course", "gas", course_of(1));
  save("training-plan", "all", {{"course", "gas"}, {"within-days", "1"}, {"posts", "operator"}});
}

Request AnyLife::about_rounds(const Happening& h) const {
  const std::string reason = h.how == 0 ? " " : "because";
  const CareId care = one_of(cares_, static_cast<int>(cares_.size()) - 1 - h.how % 2, CareId(3));
  switch (h.what) {
    case 71: return about_records(h);
    case 72: return AskForCare{"rtu-01", static_cast<CareWork>(h.which % 4), reason};
    case 73:
    case 74: return StartCare{care, ""};
    case 75:
    case 76: {
      FinishCare done;
      done.care = care;
      done.result = h.how % 4 == 0 ? CareResult::Failed : CareResult::Passed;
      done.note = reason;
      return done;
    }
    case 77: return AbandonCare{care, reason};
    case 78:
    case 79:
    case 80: {
      RecordCheck record;
      record.check = one_of(checks_, static_cast<int>(checks_.size()) - 1 - h.how % 3, CheckId(3));
      record.result = static_cast<CheckResult>(h.how % 5 < 3 ? 0 : h.how % 5 - 2);
      record.done_at = now_ - 20_min * (h.which % 4);
      record.note = reason;
      return record;
    }
    case 81:
    case 82:
    case 83:
    case 84: return about_handovers(h);
    default: return about_trainings(h);
  }
}

// Now and then of one that is over, or with a matter forgotten.
Request AnyLife::about_handovers(const Happening& h) const {
  const auto& open = state().handovers.open;
  const HandoverId id = h.how == 0 || open.empty() ? one_of(handovers_, h.which, HandoverId(3)) : open.begin()->first;
  switch (h.what) {
    case 81: return OfferHandover{h.how % 3 == 0 ? "shift-lead" : "operator", h.how == 5 ? "zhao" : "", {"note"}};
    case 82: return h.how % 2 == 0 ? Request(RefuseHandover{id, "not yet"}) : WithdrawHandover{id, ""};
    default: break;
  }
  AcceptHandover accept{id, {}, ""};
  const MatterSources sources{state().alarms, state().orders, state().hazards, state().interlocks, state().modes,
                              state().checks, state().care,   state().permits, state().incidents};
  if (const Handover* found = state().handovers.find(id)) accept.matters = handover::to_acknowledge(*found, sources, directory_);
  if (h.how == 1 && !accept.matters.empty()) accept.matters.pop_back();
  return accept;
}

Request AnyLife::about_trainings(const Happening& h) const {
  const std::string& who = person(h.who).login;
  const Training* open = state().trainings.open_of(who, "gas");
  const TrainingId id = open == nullptr || h.how == 0 ? one_of(trainings_, h.which, TrainingId(3)) : open->id;
  switch (h.what) {
    case 85: return AssignTraining{person(h.which % 5).login, "gas", h.how % 2 == 0 ? std::nullopt : std::optional(now_ + 1_h * h.how), ""};
    case 86: return h.how % 4 == 0 ? Request(WithdrawTraining{id, "because"}) : ReadSection{id, "gas-1", 5};
    case 87: return ReadSection{id, "gas-1", 5};
    case 88:
    case 89: return StartExam{id};
    default: break;
  }
  FinishExam answers{id, {}};
  if (open != nullptr && open->exam)
    for (const std::string& question : open->exam->questions) answers.answers.push_back({question, {h.how < 4 ? "A" : "B"}});
  return answers;
}

Request AnyLife::about_records(const Happening& h) const {
  const RecordBook& book = state().records;
  switch (h.how % 6) {
    case 0: return fixture::saved_record(book, "risk-measure", "foam", measure_of(1 + h.which % 4));
    case 1: return RemoveRecord{"risk-measure", "foam", fixture::version_of(book, "risk-measure", "foam"), "because"};
    case 2: return fixture::saved_record(book, "course", "gas", course_of(1 + h.which % 3));
    case 3: return RemoveRecord{"training-plan", "all", fixture::version_of(book, "training-plan", "all"), "because"};
    case 4: return fixture::saved_record(book, "care-plan", "yearly", fixture::plan_of_care("calibration", 3 + h.which % 4, "hours"));
    default: return RemoveRecord{"device-card", "box", fixture::version_of(book, "device-card", "box"), "because"};
  }
}

}  // namespace davy::core
