// What people ask of incidents.
#include "core/duty.hpp"
#include "core/hazard/hazard_book.hpp"
#include "core/incident/accident_grade.hpp"
#include "core/incident/expected_people.hpp"
#include "core/refuse.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core::incident {
namespace {

constexpr std::size_t kNamedInRefusal = 5;

Refusal blank(std::string field, std::string zh, std::string en) {
  return refuse(RefusalCode::Invalid, std::move(zh), std::move(en), std::move(field));
}
Refusal say_why() { return blank("reason", "请写明原因", "say why"); }

// Basic types of GB 6441-2025.
bool is_danger(std::string_view code) {
  return code.empty() || (code.size() == 4 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }));
}

std::string hash_of(IncidentId id) { return "#" + std::to_string(id.get()); }

// Order 21: of a general or larger accident at least once a day, of a major one twice.
Duration follow_up_within(const Casualties& known) {
  return accident_grade(known.dead, known.injured, known.loss_cny) >= AccidentGrade::Major ? 12_h : 24_h;
}

struct IncidentJudge {
  const Sources& sources;
  const Actor& actor;
  Instant now;

  const site::Directory& directory() const { return sources.directory; }
  const site::Site& site() const { return sources.directory.site(); }

  const site::EmergencyPlan* plan_named(std::string_view name) const {
    const auto found = std::ranges::find(site().emergency_plans, name, &site::EmergencyPlan::name);
    return found == site().emergency_plans.end() ? nullptr : &*found;
  }
  bool fits(const site::EmergencyPlan& plan, const std::string& zone) const {
    std::vector<std::string> zones;
    for (const site::ZoneIndex each : plan.zones) zones.push_back(site()[each].name);
    return zones.empty() || std::ranges::count(with_inside(directory(), zones), zone) > 0;
  }

  template <class Then>
  Decided when(IncidentId id, std::initializer_list<IncidentState> states, Then then) const {
    const Incident* incident = sources.book.find(id);
    if (incident == nullptr)
      return refuse(RefusalCode::NotFound, "没有这次应急响应，或它已关闭", "there is no such incident, or it is closed", "incident");
    if (std::ranges::find(states, incident->state) != states.end()) return then(*incident);
    if (incident->state == IncidentState::Ended) return refuse(RefusalCode::NotNow, "应急响应已终止", "not once the response has ended");
    return refuse(RefusalCode::NotNow, "应急响应尚未终止", "not while the response goes on");
  }
  template <class Then>
  Decided while_open(IncidentId id, Then then) const {
    return when(id, {IncidentState::Open}, then);
  }
  template <class Then>
  Decided until_closed(IncidentId id, Then then) const {
    return when(id, {IncidentState::Open, IncidentState::Ended}, then);
  }

  std::optional<Refusal> cannot_open(const IncidentOpened& opened, const site::EmergencyPlan* plan) const {
    if (!is_login(actor.login)) return refuse(RefusalCode::NotAllowed, "应急响应由人启动", "a person opens an incident");
    if (!opened.plan.empty() && plan == nullptr)
      return refuse(RefusalCode::NotFound, "没有预案“" + opened.plan + "”", "there is no plan " + opened.plan, "plan");
    if (!directory().zone(opened.zone)) return refuse(RefusalCode::Invalid, "请选择区域", "say where it is: a zone of the site", "zone");
    if (plan != nullptr && !fits(*plan, opened.zone))
      return refuse(RefusalCode::Invalid, "预案“" + plan->title.zh + "”不适用于此区域",
                    "the plan " + plan->title.en + " is not for this zone", "plan");
    if (!is_danger(opened.danger)) return blank("danger", "事故类型代码为四位数字", "the code of a danger has four digits");
    if (is_blank(opened.what)) return blank("what", "请写明发生了什么", "say what has happened");
    if (!opened.alarm.none() && sources.alarms.find(opened.alarm) == nullptr)
      return refuse(RefusalCode::NotFound, "没有这条报警，或它已结束", "there is no such alarm, or it is over", "alarm");
    for (const auto& [id, other] : sources.book.incidents) {
      const bool is_same = other.what.plan == opened.plan && other.what.zone == opened.zone && other.what.exercise == opened.exercise;
      if (is_same && other.state == IncidentState::Open)
        return refuse(RefusalCode::NotNow, "此处已有进行中的应急响应 " + hash_of(id) + "：" + other.what.what,
                      "an incident goes on here already, " + hash_of(id) + ": " + other.what.what);
    }
    return std::nullopt;
  }

  Decided operator()(const OpenIncident& ask) const {
    const site::EmergencyPlan* plan = ask.plan.empty() ? nullptr : plan_named(ask.plan);
    IncidentOpened opened{ask.exercise, ask.plan,           ask.danger, ask.level.value_or(site::ResponseLevel::Third),
                          ask.zone,     ask.what,           ask.alarm,  actor.login,
                          ask.photos,   now + kReportWithin};
    if (plan != nullptr) {
      if (!ask.level) opened.level = plan->level;
      if (opened.danger.empty()) opened.danger = plan->danger;
      if (opened.zone.empty() && plan->zones.size() == 1) opened.zone = site()[plan->zones.front()].name;
      if (is_blank(opened.what)) opened.what = plan->title.zh;
    }
    if (auto no = cannot_open(opened, plan)) return *std::move(no);
    return Bodies{std::move(opened)};
  }

  static const IncidentCard* card_of(const Incident& incident, const std::string& name) {
    const auto found = std::ranges::find(incident.cards, name, &IncidentCard::card);
    return found == incident.cards.end() ? nullptr : &*found;
  }
  static Refusal no_card() { return refuse(RefusalCode::NotFound, "没有这张处置卡", "there is no such card", "card"); }

  Decided operator()(const TakeCard& ask) const {
    return while_open(ask.incident, [&](const Incident& incident) -> Decided {
      const IncidentCard* card = card_of(incident, ask.card);
      if (card == nullptr) return no_card();
      if (card->state != CardState::Issued)
        return refuse(RefusalCode::NotNow, "这张卡已由 " + card->by + " 领取", "this card has been taken by " + card->by);
      if (!may(actor.role, Right::Approve) && !answers_for(actor.posts, directory(), card->post)) {
        const Text post = title_of_post(directory(), card->post);
        return refuse(RefusalCode::NotAllowed, "这张卡发给“" + post.zh + "”，您不在此岗位",
                      "this card is for the post " + post.en + ", which you do not hold");
      }
      return Bodies{IncidentCardTaken{ask.incident, ask.card}};
    });
  }

  Decided operator()(const FinishCard& ask) const {
    return while_open(ask.incident, [&](const Incident& incident) -> Decided {
      const IncidentCard* card = card_of(incident, ask.card);
      if (card == nullptr) return no_card();
      if (card->state == CardState::Issued) return refuse(RefusalCode::NotNow, "请先领取这张卡", "a card is taken first, then done");
      if (card->state == CardState::Done) return refuse(RefusalCode::NotNow, "这张卡已完成", "this card is done already");
      if (actor.login != card->by && actor.login != incident.commander)
        return refuse(RefusalCode::NotAllowed, "只有领取人 " + card->by + " 或总指挥可以完成",
                      "only " + card->by + ", who took it, or who is in command says that it is done");
      return Bodies{IncidentCardDone{ask.incident, ask.card, ask.note, ask.photos}};
    });
  }

  Decided operator()(const SetResponseLevel& ask) const {
    return until_closed(ask.incident, [&](const Incident& incident) -> Decided {
      if (ask.level == incident.level)
        return refuse(RefusalCode::NotNow, "已是此响应级别", "the response is of this level already", "level");
      if (is_blank(ask.reason)) return say_why();
      return Bodies{IncidentLevelSet{ask.incident, ask.level, ask.reason}};
    });
  }

  Decided operator()(const TakeCommand& ask) const {
    return until_closed(ask.incident, [&](const Incident& incident) -> Decided {
      if (!is_login(actor.login)) return refuse(RefusalCode::NotAllowed, "总指挥由人担任", "a person is in command");
      if (actor.login == incident.commander) return refuse(RefusalCode::NotNow, "您已是总指挥", "you are in command already");
      return Bodies{IncidentCommandTaken{ask.incident}};
    });
  }

  // Who is expected: those of an evacuation that goes on, or whom the last one did not find; then permits and duty; then `others`.
  std::variant<std::map<std::string, ExpectedPerson>, Refusal> listed(const Incident& incident, const OrderEvacuation& ask,
                                                                      const std::vector<std::string>& zones) const {
    std::map<std::string, ExpectedPerson> people;
    if (incident.evacuation)
      for (const auto& [person, count] : incident.evacuation->people)
        if (!incident.evacuation->over || !is_accounted(count.state)) people.emplace(person, count.who);
    people.merge(expected_people(sources, zones, now));
    for (const ExpectedPerson& other : ask.others) {
      ExpectedPerson added{one_name(sources, other.person),
                           other.zone.empty() ? incident.what.zone : other.zone,
                           ExpectedBecause::Added,
                           {}};
      if (added.person.empty())
        return refuse(RefusalCode::Invalid, "没有这个人：" + other.person, "nobody is known as " + other.person, "others");
      if (!directory().zone(added.zone))
        return refuse(RefusalCode::Invalid, "没有区域“" + added.zone + "”", "there is no zone " + added.zone, "others");
      people.try_emplace(added.person, added);
    }
    return people;
  }

  std::vector<CountedZone> counted_in(const std::vector<std::string>& zones) const {
    std::vector<CountedZone> counted;
    for (const std::string& zone : zones) {
      const ToldFact* told = sources.facts.find(kPeopleFact, zone);
      if (told != nullptr && now < told->until) counted.push_back({zone, told->value});
    }
    return counted;
  }

  std::string assembly_for(const Incident& incident, const OrderEvacuation& ask) const {
    if (!ask.assembly.empty()) return ask.assembly;
    if (incident.evacuation && !incident.evacuation->over) return incident.evacuation->assembly;
    const site::EmergencyPlan* plan = plan_named(incident.what.plan);
    return plan != nullptr && plan->assembly ? site()[*plan->assembly].name : std::string();
  }

  Decided operator()(const OrderEvacuation& ask) const {
    return while_open(ask.incident, [&](const Incident& incident) -> Decided {
      for (const std::string& zone : ask.zones)
        if (!directory().zone(zone)) return refuse(RefusalCode::Invalid, "没有区域“" + zone + "”", "there is no zone " + zone, "zones");
      if (!ask.assembly.empty() && !directory().zone(ask.assembly))
        return refuse(RefusalCode::Invalid, "没有集合点“" + ask.assembly + "”", "there is no zone " + ask.assembly + " to meet in",
                      "assembly");
      const bool goes_on = incident.evacuation && !incident.evacuation->over;
      std::vector<std::string> asked = ask.zones;
      if (goes_on) asked.insert(asked.end(), incident.evacuation->zones.begin(), incident.evacuation->zones.end());
      if (asked.empty()) asked.push_back(incident.what.zone);
      EvacuationOrdered ordered{ask.incident, with_inside(directory(), asked), assembly_for(incident, ask), {}, {}};
      if (ordered.zones.empty()) return blank("zones", "请选择要疏散的区域", "say which zones are to be left");
      auto people = listed(incident, ask, ordered.zones);
      if (auto* no = std::get_if<Refusal>(&people)) return std::move(*no);
      for (auto& [name, person] : std::get<0>(people)) ordered.people.push_back(std::move(person));
      const bool widens = goes_on && (ordered.zones.size() > incident.evacuation->zones.size() ||
                                      ordered.people.size() > incident.evacuation->people.size());
      if (goes_on && !widens)
        return refuse(RefusalCode::NotNow, "疏散已在进行，没有新的区域或人员",
                      "an evacuation goes on already, and this adds no zone and nobody");
      ordered.counted = counted_in(ordered.zones);
      return Bodies{std::move(ordered)};
    });
  }

  Decided operator()(const AccountForPerson& ask) const {
    return until_closed(ask.incident, [&](const Incident& incident) -> Decided {
      if (!incident.evacuation) return refuse(RefusalCode::NotNow, "没有进行疏散清点", "nobody has been called out, so nobody is counted");
      const std::string person = one_name(sources, ask.person);
      if (person.empty()) return refuse(RefusalCode::Invalid, "没有这个人：" + ask.person, "nobody is known as " + ask.person, "person");
      if (!ask.zone.empty() && !directory().zone(ask.zone))
        return refuse(RefusalCode::Invalid, "没有区域“" + ask.zone + "”", "there is no zone " + ask.zone, "zone");
      if (incident.evacuation->over && !is_accounted(ask.state))
        return refuse(RefusalCode::NotNow, "疏散清点已结束；请重新下达疏散", "the head-count has ended: order an evacuation anew", "state");
      return Bodies{PersonAccounted{ask.incident, person, ask.state, ask.zone, ask.note}};
    });
  }

  Decided operator()(const EndEvacuation& ask) const {
    return while_open(ask.incident, [&](const Incident& incident) -> Decided {
      if (!incident.evacuation || incident.evacuation->over)
        return refuse(RefusalCode::NotNow, "没有进行中的疏散", "no evacuation goes on");
      std::string names;
      std::uint32_t open = 0;
      for (const auto& [person, count] : incident.evacuation->people) {
        if (is_accounted(count.state)) continue;
        if (open++ < kNamedInRefusal) names += (names.empty() ? "" : ", ") + person;
      }
      if (open > 0 && !may(actor.role, Right::Judge))
        return refuse(RefusalCode::NotNow, "还有 " + std::to_string(open) + " 人下落不明：" + names + "；只有安全员可以在此时结束",
                      "nobody knows yet where " + std::to_string(open) + " people are: " + names +
                          "; only a safety officer ends it like that");
      if (is_blank(ask.reason)) return say_why();
      return Bodies{EvacuationEnded{ask.incident, ask.reason, open}};
    });
  }

  Decided operator()(const NoteIncident& ask) const {
    return until_closed(ask.incident, [&](const Incident&) -> Decided {
      if (is_blank(ask.text)) return blank("text", "请填写内容", "say what is to be noted");
      return Bodies{IncidentNoted{ask.incident, ask.text, ask.photos}};
    });
  }

  Decided operator()(const UseResource& ask) const {
    return until_closed(ask.incident, [&](const Incident&) -> Decided {
      if (is_blank(ask.what)) return blank("what", "请写明用了什么", "say what was used");
      if (!std::isfinite(ask.quantity) || ask.quantity <= 0) return blank("quantity", "数量须大于 0", "a quantity is more than 0");
      return Bodies{IncidentResourceUsed{ask.incident, ask.supply, ask.what, ask.quantity, ask.unit}};
    });
  }

  // What changes the report with it: Order 493 art. 9, when people were hurt after all; Order 21, when it is other than was reported: the same day.
  std::optional<Instant> report_asked(const Incident& incident, const TellCasualties& ask) const {
    const bool is_changed = ask.dead != incident.casualties.dead || ask.injured != incident.casualties.injured;
    if (incident.what.exercise == Exercise::Drill || !is_changed) return std::nullopt;
    if (incident.reports == 0) {
      const bool was_waived = !incident.report_due;
      return was_waived && (ask.dead > 0 || ask.injured > 0) ? std::optional(now + kReportWithin) : std::nullopt;
    }
    const Instant day_over = start_of(day_at(now, site().utc_offset) + 1, site().utc_offset);
    return !incident.report_due || day_over < *incident.report_due ? std::optional(day_over) : std::nullopt;
  }

  Decided operator()(const TellCasualties& ask) const {
    return until_closed(ask.incident, [&](const Incident& incident) -> Decided {
      if (!std::isfinite(ask.loss_cny) || ask.loss_cny < 0)
        return blank("loss_cny", "损失应为不小于 0 的数", "a loss is a number that is not negative");
      Bodies bodies{CasualtiesTold{ask.incident, ask.dead, ask.injured, ask.slight, ask.missing, ask.loss_cny}};
      if (const auto due = report_asked(incident, ask))
        bodies.push_back(IncidentReportDue{ask.incident, incident.reports == 0 ? ReportKind::First : ReportKind::FollowUp, *due,
                                           post_at_the_top(directory())});
      return bodies;
    });
  }

  Decided operator()(const ReportIncident& ask) const {
    return until_closed(ask.incident, [&](const Incident& incident) -> Decided {
      if (is_blank(ask.to)) return blank("to", "请写明报告给谁", "say whom it was reported to");
      if (is_blank(ask.how)) return blank("how", "请写明报告方式", "say how it was reported");
      if (is_blank(ask.text)) return blank("text", "请写明报告内容", "say what was reported");
      const bool goes_on = incident.state == IncidentState::Open && incident.what.exercise == Exercise::Real;
      return Bodies{IncidentReported{ask.incident, incident.reports == 0 ? ReportKind::First : ReportKind::FollowUp, ask.to, ask.how,
                                     ask.text, goes_on ? std::optional(now + follow_up_within(incident.casualties)) : std::nullopt}};
    });
  }

  Decided operator()(const WaiveReport& ask) const {
    return until_closed(ask.incident, [&](const Incident& incident) -> Decided {
      if (incident.reports > 0) return refuse(RefusalCode::NotNow, "事故已上报", "it has been reported");
      if (incident.casualties.dead > 0 || incident.casualties.injured > 0)
        return refuse(RefusalCode::NotNow, "有人员伤亡，必须上报（493号令第九条）",
                      "people were hurt: it must be reported (Order 493 art. 9)");
      if (!incident.report_due) return refuse(RefusalCode::NotNow, "没有待上报的事项", "no report is asked for");
      if (is_blank(ask.reason)) return say_why();
      return Bodies{IncidentReportWaived{ask.incident, ask.reason}};
    });
  }

  Decided operator()(const EndIncident& ask) const {
    return while_open(ask.incident, [&](const Incident& incident) -> Decided {
      if (incident.evacuation && !incident.evacuation->over)
        return refuse(RefusalCode::NotNow, "疏散清点尚未结束", "the evacuation has not ended: not everybody is counted");
      if (is_blank(ask.reason)) return say_why();
      IncidentEnded ended{ask.incident, ask.reason, {}};
      for (const IncidentCard& card : incident.cards)
        if (card.state != CardState::Done) ended.open_cards.push_back(card.card);
      return Bodies{std::move(ended)};
    });
  }

  // A site that was changed may have the zone no longer.
  std::string zone_of_lessons(const Incident& incident) const {
    if (directory().zone(incident.what.zone) || site().zones.empty()) return incident.what.zone;
    return site().zones.front().name;
  }

  Decided operator()(const CloseIncident& ask) const {
    return when(ask.incident, {IncidentState::Ended}, [&](const Incident& incident) -> Decided {
      if (actor.login == incident.commander)
        return refuse(RefusalCode::NotAllowed, "总指挥不能总结自己指挥的处置，请由他人关闭",
                      "who was in command does not review it: somebody else does");
      if (incident.report_due) return refuse(RefusalCode::NotNow, "事故尚未上报", "its report is still to be made, or waived");
      if (is_blank(ask.summary)) return blank("summary", "请填写总结", "say what there is to say of it");
      if (std::ranges::any_of(ask.lessons, is_blank)) return blank("lessons", "改进项不能为空", "a lesson has words");
      Bodies bodies{IncidentClosed{ask.incident, ask.summary, ask.lessons}};
      const std::string zone = zone_of_lessons(incident);
      if (!directory().zone(zone)) return bodies;
      for (const std::string& lesson : ask.lessons) {
        ReportHazard report;
        report.zone = zone;
        report.what = lesson;
        report.source = incident.what.exercise == Exercise::Drill ? HazardSource::Other : HazardSource::Analogy;
        report.about.record = "incident/" + std::to_string(ask.incident.get());
        bodies.push_back(hazard::reported(directory(), std::move(report), now));
      }
      return bodies;
    });
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about incidents");
    return Bodies{};
  }
};

}  // namespace

Decided decide(const Sources& sources, const PersonRequest& request, Instant now) {
  return visit(IncidentJudge{sources, request.actor, now}, request.request);
}

Bodies react(const Sources& sources, const Event& event) {
  const auto* opened = get_if<IncidentOpened>(&event.body);
  if (opened == nullptr) return {};
  Bodies bodies;
  const auto& plans = sources.directory.site().emergency_plans;
  const auto plan = std::ranges::find(plans, opened->plan, &site::EmergencyPlan::name);
  if (opened->plan.empty() || plan == plans.end()) return {};
  for (const site::PlanCard& card : plan->cards) {
    IncidentCardIssued issued{
        IncidentId(event.seq),   card.name, {card.title.zh, card.title.en}, {}, sources.directory.site()[card.post].name, opened->zone,
        event.time + card.within};
    for (const Text& step : card.steps) issued.steps.push_back({step.zh, step.en});
    bodies.push_back(std::move(issued));
  }
  return bodies;
}

}  // namespace davy::core::incident
