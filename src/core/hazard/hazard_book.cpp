#include "core/hazard/hazard_book.hpp"

#include "core/duty.hpp"
#include "core/refuse.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace davy::core {

const Hazard* HazardBook::find(HazardId id) const {
  const auto found = hazards.find(id);
  return found == hazards.end() ? nullptr : &found->second;
}

const Hazard* HazardBook::about(const Event& event) const {
  return visit(
      [&](const auto& body) -> const Hazard* {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (requires { body.hazard; } && !std::is_same_v<Body, NoticeIssued> && !std::is_same_v<Body, MeritGiven>)
          return find(body.hazard);
        else
          return nullptr;
      },
      event.body);
}

const Hazard* HazardBook::open_about(std::string_view measure) const {
  const auto found = std::ranges::find_if(hazards, [&](const auto& each) { return each.second.measure == measure; });
  return found == hazards.end() ? nullptr : &found->second;
}

bool HazardBook::is_open_about(std::string_view measure) const { return open_about(measure) != nullptr; }

namespace hazard {
namespace {

constexpr Duration kFoundAhead = Duration::from_ms(5 * 60'000);    // the clock of a device, at most
constexpr double kCostMostYuan = 1e10;                             // more is a slip of the finger
constexpr Duration kSuperviseAtLeast = Duration::from_ms(60'000);  // a site that says less would flood its own people

// Whether people have been called since the present deadline passed; an extension and a return may set a new one.
bool called(const Hazard& hazard) { return hazard.last_call >= hazard.deadline; }

Instant due(const Hazard& hazard, const site::HazardTerms& terms) {
  if (called(hazard)) return hazard.last_call + std::max(terms.supervise_every, kSuperviseAtLeast);
  const Instant early = hazard.deadline - terms.remind_before;
  return early > hazard.deadline_set && hazard.last_call < early ? early : hazard.deadline;
}

HazardSupervised supervision_of(const Hazard& hazard, const site::Directory& directory, const std::string& post) {
  const std::string& from = hazard.supervised_by.empty() ? post : hazard.supervised_by;
  return {hazard.id, post_above(directory, from), hazard.supervision + 1};
}

// What of the plan of a major hazard is missing.
std::optional<Refusal> incomplete(const FivePoints& plan) {
  struct Part {
    const std::string& text;
    const char* field;
    const char* zh;
    const char* en;
  };
  const std::array<Part, 5> parts{{{plan.responsibility, "plan.responsibility", "责任", "who is responsible"},
                                   {plan.measures, "plan.measures", "措施", "the measures"},
                                   {plan.funds, "plan.funds", "资金", "the funds"},
                                   {plan.contingency, "plan.contingency", "预案", "the contingency plan"},
                                   {plan.interim, "plan.interim", "整改期间的防范措施", "what keeps people safe until it is mended"}}};
  for (const Part& part : parts)
    if (is_blank(part.text))
      return refuse(RefusalCode::Invalid, std::string("重大隐患须写明") + part.zh, std::string("a major hazard needs ") + part.en,
                    part.field);
  return std::nullopt;
}

struct Judge {
  const HazardBook& book;
  const site::Directory& directory;
  const Actor& actor;
  Instant now;

  const site::HazardTerms& terms() const { return directory.site().hazards; }

  Refusal unknown_hazard() const {
    return refuse(RefusalCode::NotFound, "没有这条隐患，或它已经销号", "there is no such hazard, or it is closed", "hazard");
  }

  Decided operator()(const ReportHazard& ask) const {
    if (!directory.zone(ask.zone))
      return refuse(RefusalCode::Invalid, "没有区域“" + ask.zone + "”", "there is no zone " + ask.zone, "zone");
    const bool is_wordless = is_blank(ask.what);
    if (is_wordless && ask.photos.empty())
      return refuse(RefusalCode::Invalid, "请用一句话写明隐患，或附一张照片", "say in a line what is wrong, or add a photo", "what");
    if (ask.place && !(std::isfinite(ask.place->x_m) && std::isfinite(ask.place->y_m)))
      return refuse(RefusalCode::Invalid, "位置应为平面图上的米数", "the place is two numbers of metres on the plan", "place");
    if (!ask.about.point.empty() && !directory.point(ask.about.point))
      return refuse(RefusalCode::Invalid, "没有测点“" + ask.about.point + "”", "there is no point " + ask.about.point, "about.point");
    if (!ask.about.row.empty() && !directory.row(ask.about.row))
      return refuse(RefusalCode::Invalid, "没有联锁“" + ask.about.row + "”", "there is no row " + ask.about.row, "about.row");
    if (ask.found && *ask.found > now + kFoundAhead)
      return refuse(RefusalCode::Invalid, "发现时间晚于现在：请校准这台设备的时钟",
                    "it was found later than now: set the clock of this device", "found");
    ReportHazard report = ask;
    if (is_wordless) report.what.clear();
    return Bodies{reported(directory, std::move(report), now)};
  }

  // 1. A report is graded once; later a hazard can only be found to be worse, while it is being mended.
  // 2. What is mended at once is mended within the time the site says; anything else has a deadline to come, no later than the site says of its grade.
  // 3. A major one is never a matter of a moment: it has its five points, and is under supervision from now on.
  Decided operator()(const GradeHazard& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (found == nullptr) return unknown_hazard();
    if (auto no = no_grading(*found, ask)) return *no;
    const std::string& post = ask.post.empty() ? found->post : ask.post;
    if (!ask.post.empty() && !directory.post(ask.post))
      return refuse(RefusalCode::Invalid, "没有岗位“" + ask.post + "”", "there is no post " + ask.post, "post");
    const bool at_once = ask.handling == HazardHandling::AtOnce;
    const std::optional<Duration> most = at_once ? terms().at_once_within : longest(ask.grade);
    if (!most && !ask.deadline) return refuse(RefusalCode::Invalid, "请填写整改期限", "a deadline is missing", "deadline");
    const Instant deadline = ask.deadline ? *ask.deadline : now + *most;
    if (deadline <= now) return refuse(RefusalCode::Invalid, "整改期限已过", "the deadline has passed already", "deadline");
    if (most && deadline > now + *most)
      return refuse(RefusalCode::Invalid, (at_once ? "即查即改的期限不得超过 " : "此等级隐患的整改期限不得超过 ") + to_text(*most),
                    (at_once ? "what is mended at once has " : "a hazard of this grade has ") + to_text(*most) + " at most", "deadline");
    Bodies bodies{HazardGraded{ask.hazard, ask.grade, ask.danger, ask.handling, post, deadline, ask.plan, ask.management, ask.arose_in,
                               is_blank(ask.reason) ? std::string() : ask.reason, ask.hazard_code}};
    if (ask.grade == HazardGrade::Major) bodies.push_back(supervision_of(*found, directory, post));
    return bodies;
  }

  std::optional<Duration> longest(HazardGrade grade) const {
    const site::HazardDeadlines& by_grade = directory.site().hazard_deadlines;
    switch (grade) {
      case HazardGrade::General: return by_grade.general;
      case HazardGrade::Serious: return by_grade.serious;
      case HazardGrade::Major: return by_grade.major;
    }
    return std::nullopt;
  }

  std::optional<Refusal> no_grading(const Hazard& found, const GradeHazard& ask) const {
    if (found.state != HazardState::Reported) {
      if (!is_being_mended(found))
        return refuse(RefusalCode::NotNow, "隐患正在验收，须先退回才能重新定级",
                      "the hazard is being reviewed: return it before grading it again");
      if (ask.grade <= found.grade)
        return refuse(RefusalCode::NotNow, "隐患已定级，只能提高等级", "the hazard has its grade, which can only be raised", "grade");
    }
    if (ask.grade != HazardGrade::Major) return std::nullopt;
    if (ask.handling == HazardHandling::AtOnce)
      return refuse(RefusalCode::Invalid, "重大隐患须限期整改", "a major hazard is mended by a deadline, not at once", "handling");
    return incomplete(ask.plan);
  }

  // What merging and dismissing have in common: they are no way round the proof.
  std::optional<Refusal> no_setting_aside(const Hazard* found) const {
    if (found == nullptr) return unknown_hazard();
    if (found->state != HazardState::Reported)
      return refuse(RefusalCode::NotNow, "隐患已定级，只能整改并验收后销号",
                    "the hazard has been graded: only mending and review close it");
    return std::nullopt;
  }

  Decided operator()(const MergeHazard& ask) const {
    if (auto no = no_setting_aside(book.find(ask.hazard))) return *no;
    const Hazard* into = book.find(ask.into);
    if (into == nullptr || ask.into == ask.hazard)
      return refuse(RefusalCode::Invalid, "请选择另一条未销号的隐患", "choose another hazard that is open", "into");
    return Bodies{HazardMerged{ask.hazard, ask.into}};
  }

  Decided operator()(const DismissHazard& ask) const {
    if (auto no = no_setting_aside(book.find(ask.hazard))) return *no;
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明为何不是隐患", "say why it is no hazard", "reason");
    return Bodies{HazardDismissed{ask.hazard, ask.reason}};
  }

  Decided operator()(const AcceptHazard& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (found == nullptr) return unknown_hazard();
    if (found->state == HazardState::Reported) return refuse(RefusalCode::NotNow, "隐患尚未定级", "the hazard has not been graded");
    if (!is_being_mended(*found)) return refuse(RefusalCode::NotNow, "隐患正在验收", "the hazard is being reviewed");
    if (found->handler == actor.login) return refuse(RefusalCode::NotNow, "您已接单", "you have accepted it already");
    if (!found->handler.empty() && !may(actor.role, Right::Lead))
      return refuse(RefusalCode::NotAllowed, "已由 " + found->handler + " 接单，只有班组长或以上可以接替",
                    found->handler + " has accepted it; only a team lead or above takes it over");
    if (auto no = not_theirs(*found)) return *no;
    return Bodies{HazardAccepted{ask.hazard}};
  }

  std::optional<Refusal> not_theirs(const Hazard& found) const {
    if (may(actor.role, Right::Lead) || answers_for(actor.posts, directory, found.post)) return std::nullopt;
    const Text post = title_of_post(directory, found.post);
    return refuse(RefusalCode::NotAllowed, "这条隐患由“" + post.zh + "”整改，您不在此岗位",
                  "this hazard is for the post " + post.en + ", which you do not hold");
  }

  Decided operator()(const RectifyHazard& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (found == nullptr) return unknown_hazard();
    if (auto no = no_mending(*found)) return *no;
    if (is_blank(ask.note)) return refuse(RefusalCode::Invalid, "请写明做了什么", "say what was done", "note");
    if (ask.photos.empty())
      return refuse(RefusalCode::Invalid, "请至少附一张整改后的照片", "add at least one photo of the place as it is now", "photos");
    if (ask.cost_yuan && !(*ask.cost_yuan >= 0 && *ask.cost_yuan <= kCostMostYuan))
      return refuse(RefusalCode::Invalid, "整改费用应为 0 至 100 亿元", "the cost is from 0 to 10 000 million yuan", "cost_yuan");
    return Bodies{HazardRectified{ask.hazard, ask.note, ask.photos, ask.cost_yuan}};
  }

  // What is mended at once need not be accepted: its reporter may mend it on the spot.
  std::optional<Refusal> no_mending(const Hazard& found) const {
    if (found.state == HazardState::Reported) return refuse(RefusalCode::NotNow, "隐患尚未定级", "the hazard has not been graded");
    if (!is_being_mended(found)) return refuse(RefusalCode::NotNow, "隐患正在验收", "the hazard is being reviewed");
    if (found.state == HazardState::Graded) {
      if (found.handling == HazardHandling::ByDeadline)
        return refuse(RefusalCode::NotNow, "隐患须先接单，才能提交", "a hazard is accepted first, then mended");
      return found.reporter == actor.login ? std::nullopt : not_theirs(found);
    }
    if (found.handler != actor.login)
      return refuse(RefusalCode::NotAllowed, "只有整改人 " + found.handler + " 可以提交",
                    "only its handler, " + found.handler + ", may submit it");
    return std::nullopt;
  }

  // What both reviews have in common.
  std::optional<Refusal> no_review(const Hazard& found, Verdict verdict, const std::string& reason) const {
    if (found.rectifiers.contains(actor.login))
      return refuse(RefusalCode::NotAllowed, "整改人不能验收自己的整改", "whoever mended it may not review it");
    if (verdict == Verdict::Returned && is_blank(reason))
      return refuse(RefusalCode::Invalid, "请写明退回理由", "say why it is returned", "reason");
    if (verdict == Verdict::Approved && !found.found_again.none()) {
      const std::string check = "#" + std::to_string(found.found_again.get());
      return refuse(RefusalCode::NotNow, "整改后的排查 " + check + " 又发现了这条隐患，须先退回整改",
                    "check " + check + " found it again after it was mended: return it");
    }
    return std::nullopt;
  }

  // Of what is returned: time for it, unless there is more already.
  Instant deadline_after(const Hazard& found, Verdict verdict) const {
    return verdict == Verdict::Returned ? std::max(found.deadline, now + terms().rework_within) : found.deadline;
  }

  Decided operator()(const ReviewHazard& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (found == nullptr) return unknown_hazard();
    if (found->state != HazardState::Rectified)
      return refuse(RefusalCode::NotNow, "隐患尚未提交整改，不能验收", "nothing has been submitted that could be reviewed");
    if (auto no = no_review(*found, ask.verdict, ask.reason)) return *no;
    Bodies bodies{HazardReviewed{ask.hazard, ask.verdict, ask.reason, deadline_after(*found, ask.verdict)}};
    if (ask.verdict == Verdict::Approved && found->grade != HazardGrade::Major) bodies.push_back(HazardClosed{ask.hazard});
    return bodies;
  }

  Decided operator()(const ReviewHazardAgain& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (found == nullptr) return unknown_hazard();
    if (found->state != HazardState::Reviewed)
      return refuse(RefusalCode::NotNow, "只有验收通过的重大隐患需要复核",
                    "only a major hazard that a first review approved is reviewed again");
    if (found->reviewer == actor.login)
      return refuse(RefusalCode::NotAllowed, "复核须由验收人以外的人进行", "the second review is for another person than the first");
    if (auto no = no_review(*found, ask.verdict, ask.reason)) return *no;
    Bodies bodies{HazardReviewedAgain{ask.hazard, ask.verdict, ask.reason, deadline_after(*found, ask.verdict)}};
    if (ask.verdict == Verdict::Approved) bodies.push_back(HazardClosed{ask.hazard});
    return bodies;
  }

  std::optional<Refusal> no_extension(const Hazard* found) const {
    if (found == nullptr) return unknown_hazard();
    if (is_being_mended(*found)) return std::nullopt;
    return refuse(RefusalCode::NotNow, "只有整改中的隐患可以延期", "only what is being mended can be extended");
  }

  // Whoever is to be in time does not say what in time means.
  std::optional<Refusal> no_deciding(const Hazard& found) const {
    const std::string above = post_above(directory, found.post);
    const bool stands_above = above != found.post && answers_for(actor.posts, directory, above);
    if (found.handler != actor.login && (stands_above || may(actor.role, Right::Decide))) return std::nullopt;
    return refuse(RefusalCode::NotAllowed, "延期须由责任岗位的上级批准", "it takes somebody above the responsible post to extend it");
  }

  std::optional<Refusal> wrong_extension(const Hazard& found, Instant deadline, const std::string& reason) const {
    if (is_blank(reason)) return refuse(RefusalCode::Invalid, "请写明延期理由", "say why it is extended", "reason");
    if (deadline > std::max(found.deadline, now)) return std::nullopt;
    return refuse(RefusalCode::Invalid, "新期限须晚于现在和原期限", "the new deadline is to be later than now and than the old one",
                  "deadline");
  }

  Decided operator()(const ExtendHazard& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (auto no = no_extension(found)) return *no;
    if (auto no = no_deciding(*found)) return *no;
    if (auto no = wrong_extension(*found, ask.deadline, ask.reason)) return *no;
    return Bodies{HazardExtended{ask.hazard, ask.deadline, ask.reason}};
  }

  Decided operator()(const AskExtension& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (auto no = no_extension(found)) return *no;
    if (found->handler != actor.login)
      return refuse(RefusalCode::NotAllowed, "只有整改人可以申请延期", "only its handler may ask for more time");
    if (auto no = wrong_extension(*found, ask.deadline, ask.reason)) return *no;
    return Bodies{HazardExtensionAsked{ask.hazard, ask.deadline, ask.reason}};
  }

  Decided operator()(const RefuseExtension& ask) const {
    const Hazard* found = book.find(ask.hazard);
    if (auto no = no_extension(found)) return *no;
    if (!found->asked) return refuse(RefusalCode::NotNow, "没有待批的延期申请", "nobody has asked for more time");
    if (auto no = no_deciding(*found)) return *no;
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明不批准的理由", "say why it is refused", "reason");
    return Bodies{HazardExtensionRefused{ask.hazard, ask.reason}};
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about a hazard");
    return Bodies{};
  }
};

struct Change {
  HazardBook& book;
  const Event& event;

  template <class Apply>
  void at(HazardId id, Apply apply) const {
    const auto found = book.hazards.find(id);
    if (found != book.hazards.end()) apply(found->second);
  }

  void give(Hazard& hazard, Instant deadline) const {
    if (deadline == hazard.deadline) return;
    hazard.deadline = deadline;
    hazard.deadline_set = event.time;
  }

  void operator()(const HazardReported& reported) const {
    Hazard hazard;
    hazard.id = HazardId(event.seq);
    hazard.zone = reported.zone;
    hazard.what = reported.what;
    hazard.measure = reported.about.measure.empty() ? reported.about.record : reported.about.measure;
    if (!reported.about.part.empty()) hazard.measure += " " + reported.about.part;
    hazard.reporter = event.actor == kAnonymous ? "" : person_of(event.actor);
    hazard.post = reported.post;
    hazard.reported = event.time;
    give(hazard, reported.deadline);
    book.hazards.emplace(hazard.id, std::move(hazard));
  }

  void operator()(const HazardGraded& graded) const {
    at(graded.hazard, [&](Hazard& hazard) {
      hazard.state = HazardState::Graded;
      hazard.grade = graded.grade;
      hazard.handling = graded.handling;
      hazard.post = graded.post;
      hazard.handler.clear();
      hazard.asked.reset();
      give(hazard, graded.deadline);
    });
  }

  void operator()(const HazardMerged& merged) const { book.hazards.erase(merged.hazard); }
  void operator()(const HazardDismissed& dismissed) const { book.hazards.erase(dismissed.hazard); }
  void operator()(const HazardClosed& closed) const { book.hazards.erase(closed.hazard); }

  void operator()(const HazardAccepted& accepted) const {
    at(accepted.hazard, [&](Hazard& hazard) {
      if (hazard.state == HazardState::Graded) hazard.state = HazardState::Accepted;
      hazard.asked.reset();  // it was the other handler's
      hazard.handler = person_of(event.actor);
    });
  }

  void operator()(const HazardRectified& rectified) const {
    at(rectified.hazard, [&](Hazard& hazard) {
      hazard.state = HazardState::Rectified;
      hazard.handler = person_of(event.actor);
      hazard.rectifiers.insert(hazard.handler);
      hazard.mended = event.time;
      hazard.asked.reset();
      hazard.found_again = {};
    });
  }

  void operator()(const HazardReviewed& reviewed) const {
    at(reviewed.hazard, [&](Hazard& hazard) {
      hazard.reviewers.insert(person_of(event.actor));
      if (reviewed.verdict == Verdict::Returned) return give_back(hazard, reviewed.deadline);
      hazard.state = HazardState::Reviewed;
      hazard.reviewer = person_of(event.actor);
    });
  }

  void operator()(const HazardReviewedAgain& reviewed) const {
    at(reviewed.hazard, [&](Hazard& hazard) {
      hazard.reviewers.insert(person_of(event.actor));
      if (reviewed.verdict == Verdict::Returned) give_back(hazard, reviewed.deadline);
    });
  }

  // Of every hazard about what was checked: whichever of them waits for a review.
  void operator()(const CheckRecorded& record) const {
    const Hazard* named = book.find(record.open_hazard);
    if (named == nullptr || record.result != CheckResult::Hazard) return;
    const std::string measure = named->measure;
    for (auto& [id, hazard] : book.hazards) {
      const bool waits = hazard.state == HazardState::Rectified || hazard.state == HazardState::Reviewed;
      if (waits && hazard.measure == measure && record.done_at >= hazard.mended) hazard.found_again = record.check;
    }
  }

  void give_back(Hazard& hazard, Instant deadline) const {
    hazard.found_again = {};
    hazard.state = HazardState::Returned;
    hazard.reviewer.clear();
    ++hazard.returns;
    give(hazard, deadline);
  }

  void operator()(const HazardExtended& extended) const {
    at(extended.hazard, [&](Hazard& hazard) {
      ++hazard.extensions;
      hazard.asked.reset();
      give(hazard, extended.deadline);
    });
  }

  void operator()(const HazardExtensionAsked& asked) const {
    at(asked.hazard, [&](Hazard& hazard) { hazard.asked = asked.deadline; });
  }
  void operator()(const HazardExtensionRefused& refused) const {
    at(refused.hazard, [](Hazard& hazard) { hazard.asked.reset(); });
  }

  void operator()(const HazardReminded& reminded) const {
    at(reminded.hazard, [&](Hazard& hazard) {
      hazard.reminders = reminded.times;
      hazard.last_call = event.time;
    });
  }

  void operator()(const HazardSupervised& supervised) const {
    at(supervised.hazard, [&](Hazard& hazard) {
      hazard.supervision = supervised.level;
      hazard.supervised_by = supervised.post;
      hazard.last_call = event.time;
    });
  }

  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

bool is_being_mended(const Hazard& hazard) {
  return hazard.state == HazardState::Graded || hazard.state == HazardState::Accepted || hazard.state == HazardState::Returned;
}

HazardReported reported(const site::Directory& directory, ReportHazard report, Instant now) {
  const auto zone = directory.zone(report.zone);
  ensure(zone.has_value(), "a hazard is reported of a zone of the site");
  return {std::move(report.zone),
          std::move(report.what),
          std::move(report.photos),
          report.source,
          report.place,
          std::move(report.about),
          post_on_duty(directory, *zone, Matter::Hazard, now),
          now + directory.site().hazards.grade_within,
          report.found ? std::optional(std::min(*report.found, now)) : std::nullopt};
}

Decided decide(const HazardBook& book, const site::Directory& directory, const PersonRequest& request, Instant now) {
  return visit(Judge{book, directory, request.actor, now}, request.request);
}

Bodies on_time(const HazardBook& book, const site::Directory& directory, Instant now) {
  Bodies bodies;
  for (const auto& [id, hazard] : book.hazards) {
    if (due(hazard, directory.site().hazards) > now) continue;
    if (called(hazard))
      bodies.push_back(supervision_of(hazard, directory, hazard.post));
    else
      bodies.push_back(HazardReminded{id, hazard.reminders + 1});
  }
  return bodies;
}

Instant next_due(const HazardBook& book, const site::Directory& directory) {
  Instant next = Instant::never();
  for (const auto& [id, hazard] : book.hazards) next = std::min(next, due(hazard, directory.site().hazards));
  return next;
}

void evolve(HazardBook& book, const Event& event) { visit(Change{book, event}, event.body); }

}  // namespace hazard
}  // namespace davy::core
