// What people ask of permits.
#include "core/duty.hpp"
#include "core/permit/permit_form.hpp"
#include "core/permit/permit_place.hpp"
#include "core/refuse.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace davy::core::permit {
namespace {

constexpr Duration kTestOldest = 24_h;
constexpr Duration kClockAhead = 1_min;

std::string shortest(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

struct PermitJudge;

// What may be done with one lock, which hangs or not, of a permit that may be over.
struct LockJudge {
  const PermitJudge& desk;
  const HandleIsolation& ask;
  const Permit* permit;
  const IsolationLock* lock;

  Decided set() const;
  Decided verified() const;
  Decided removed() const;
  Decided kept() const;

 private:
  bool may_be_handled() const;  // by the permit's people, or those who run the place
  std::variant<Presence, Refusal> place() const;
  Decided told(const Presence& shown) const;
  static Refusal hangs_not();
};

struct PermitJudge {
  const Sources& sources;
  const Actor& actor;
  Instant now;

  const site::Directory& directory() const { return sources.directory; }

  static Refusal unknown_permit() {
    return refuse(RefusalCode::NotFound, "没有这张作业票，或它已经结束", "there is no such permit, or it is over", "permit");
  }
  static Refusal not_in(PermitState state) {
    const std::string name(name_of(state));
    return refuse(RefusalCode::NotNow, "作业票当前状态（" + name + "）不允许此操作", "not while the permit is " + name);
  }
  static Refusal not_yours() {
    return refuse(RefusalCode::NotAllowed, "只有作业票上的人员或负责岗位可以这样做",
                  "only people named on the permit, or whose post it is, can do this");
  }
  static Refusal first_of(const std::vector<Text>& texts) {
    Text all = texts.front();
    for (std::size_t i = 1; i < texts.size(); ++i) {
      all.zh += "；" + texts[i].zh;
      all.en += "; " + texts[i].en;
    }
    return refuse(RefusalCode::NotNow, all.zh, all.en);
  }

  // The permit in one of these states, or why not.
  std::variant<const Permit*, Refusal> in(PermitId id, std::initializer_list<PermitState> states) const {
    const Permit* permit = sources.book.find(id);
    if (permit == nullptr) return unknown_permit();
    if (std::ranges::find(states, permit->state) == states.end()) return not_in(permit->state);
    return permit;
  }

  template <class Then>
  Decided when(PermitId id, std::initializer_list<PermitState> states, Then then) const {
    auto found = in(id, states);
    if (auto* no = std::get_if<Refusal>(&found)) return std::move(*no);
    return then(*std::get<const Permit*>(found));
  }

  bool holds_post(const std::string& post) const { return !post.empty() && answers_for(actor.posts, directory(), post); }
  bool is_duty_there(const Permit& permit) const {
    const auto zone = directory().zone(permit.what.zone);
    return zone && holds_post(post_on_duty(directory(), *zone, Matter::Permit, now));
  }
  // Who answers for the work or the place; not whoever only works there, who would let themselves in.
  bool may_test_gas(const Permit& permit) const {
    return actor.login == permit.what.lead || actor.login == permit.what.guardian || actor.login == permit.by || is_duty_there(permit) ||
           may(actor.role, Right::Judge);
  }
  bool is_of(const Permit& permit) const { return may_test_gas(permit) || is_worker(sources, permit.what, actor.login); }
  bool does_the_work(const Permit& permit) const { return actor.login == permit.what.lead || is_worker(sources, permit.what, actor.login); }

  std::variant<Presence, Refusal> where(const Permit& permit, const SaidPlace& said) const {
    return presence(directory(), permit.what, said);
  }
  Refusal come_to_the_place(const Presence& shown) const { return permit::come_to_the_place(directory(), shown); }

  std::optional<Refusal> uncertified_as(PermitPart part, PermitKind kind, const std::string& who, std::string field = {}) const {
    if (is_certified(sources, part, kind, who, now)) return std::nullopt;
    Text why = without_certificate(sources, part, kind, who);
    return refuse(field.empty() ? RefusalCode::NotAllowed : RefusalCode::Invalid, std::move(why.zh), std::move(why.en), std::move(field));
  }

  // Who tells a test under their own name is that account.
  const std::string& analyst_of(const std::string& told) const {
    const auto own = sources.accounts.find(actor.login);
    return own != sources.accounts.end() && own->second.name == told ? actor.login : told;
  }

  Decided operator()(const ApplyForPermit& ask) const {
    if (!is_login(actor.login)) return refuse(RefusalCode::NotAllowed, "作业票由人申请", "a person applies for a permit");
    auto completed = complete(sources, ask.what, now);
    if (auto* no = std::get_if<Refusal>(&completed)) return std::move(*no);
    if (auto no = uncertified_as(PermitPart::Applicant, std::get<PermitApplied>(completed).kind, actor.login)) return *std::move(no);
    return Bodies{std::get<PermitApplied>(std::move(completed))};
  }

  Decided operator()(const ConfirmMeasure& ask) const {
    return when(ask.permit, {PermitState::Preparing}, [&](const Permit& permit) -> Decided {
      if (!permit.signatures.empty())
        return refuse(RefusalCode::NotNow, "已开始签字，措施不能再改（4.18）", "it has been signed: its measures stand (4.18)");
      if (!is_of(permit)) return not_yours();
      if (ask.measure == 0 || ask.measure > count_measures(permit.what))
        return refuse(RefusalCode::NotFound, "没有这条措施", "there is no such measure", "measure");
      if (!ask.applies && is_blank(ask.remark))
        return refuse(RefusalCode::Invalid, "不适用时请写明原因", "say why it does not apply", "remark");
      auto figures = figures_of(permit, ask);
      if (auto* no = std::get_if<Refusal>(&figures)) return std::move(*no);
      return Bodies{PermitMeasureConfirmed{ask.permit, ask.measure, ask.applies, ask.remark, ask.photos,
                                           std::get<std::vector<MeasuredFigure>>(std::move(figures))}};
    });
  }

  // What was measured, each by its rule; of what does not apply nothing is.
  static std::variant<std::vector<MeasuredFigure>, Refusal> figures_of(const Permit& permit, const ConfirmMeasure& ask) {
    if (!ask.applies) return std::vector<MeasuredFigure>();
    const std::vector<gb30871::Figure> rules = gb30871::figures(permit.what.kind, ask.measure);
    for (const MeasuredFigure& each : ask.figures)
      if (std::ranges::find(rules, each.field, &gb30871::Figure::field) == rules.end())
        return refuse(RefusalCode::Invalid, "这条措施没有“" + each.field + "”这一项", "nothing is measured as " + each.field + " here",
                      "figures." + each.field);
    std::vector<MeasuredFigure> figures;
    for (const gb30871::Figure& rule : rules) {
      const std::string field = "figures." + std::string(rule.field);
      const auto given = std::ranges::find(ask.figures, rule.field, &MeasuredFigure::field);
      if (given == ask.figures.end()) {
        if (!rule.needed) continue;
        return refuse(RefusalCode::Invalid, "请填写实测值：" + std::string(rule.zh), "say what was measured: " + std::string(rule.en),
                      field);
      }
      if (!gb30871::keeps(rule, given->value)) return beyond(rule, field);
      figures.push_back(*given);
    }
    return figures;
  }
  static Refusal beyond(const gb30871::Figure& rule, const std::string& field) {
    const std::string bound = rule.least ? "≥ " + shortest(*rule.least) : "≤ " + shortest(rule.most.value_or(0));
    const std::string limit = bound + " " + std::string(rule.unit) + " (" + std::string(rule.clause) + ")";
    return refuse(RefusalCode::Invalid, std::string(rule.zh) + "应 " + limit, std::string(rule.en) + " is to be " + limit, field);
  }

  Decided operator()(const HandleIsolation& ask) const {
    const Permit* permit = sources.book.find(ask.permit);
    const IsolationLock* lock = sources.book.lock_of(ask.permit, ask.isolation);
    if (permit == nullptr && lock == nullptr) return unknown_permit();
    if (ask.isolation == 0 || (lock == nullptr && ask.isolation > permit->what.isolations.size()))
      return refuse(RefusalCode::NotFound, "没有这项隔离", "there is no such isolation", "isolation");
    const LockJudge judge{*this, ask, permit, lock};
    switch (ask.deed) {
      case IsolationDeed::Set: return judge.set();
      case IsolationDeed::Verified: return judge.verified();
      case IsolationDeed::Removed: return judge.removed();
      case IsolationDeed::Kept: return judge.kept();
    }
    return unknown_permit();
  }

  // What a test has to look for.
  static std::vector<GasClass> asked_for(PermitKind kind) {
    if (kind == PermitKind::ConfinedSpace) return {GasClass::Combustible, GasClass::Oxygen, GasClass::Toxic};
    return {GasClass::Combustible};
  }

  std::optional<Refusal> judge_reading(const Permit& permit, GasReading& reading, std::size_t index) const {
    const std::string at = "readings[" + std::to_string(index) + "].";
    if (!std::isfinite(reading.value) || reading.value < 0)
      return refuse(RefusalCode::Invalid, "读数应为不小于 0 的数", "a reading is a number that is not negative", at + "value");
    const auto found = gb30871::limits(gb30871::gas_rules_of(permit.what.kind, permit.what.grounds), reading);
    if (const auto* unknown = std::get_if<gb30871::UnknownLimit>(&found))
      return refuse(RefusalCode::Invalid, unknown->why.zh, unknown->why.en, at + std::string(unknown->field));
    const auto& limits = std::get<gb30871::GasLimits>(found);
    reading.low = limits.low;
    reading.high = limits.high;
    reading.good = gb30871::within(limits, reading.value);
    return std::nullopt;
  }

  Decided operator()(const TestGas& ask) const {
    using enum PermitState;
    return when(ask.permit, {Preparing, Signed, Open, Interrupted, Suspended}, [&](const Permit& permit) -> Decided {
      if (!may_test_gas(permit))
        return refuse(RefusalCode::NotAllowed, "气体分析由作业负责人、监护人、申请人、当班岗位或安全员填报",
                      "a gas test is told by who is responsible, guards or applied, the post on duty or a safety officer");
      if (ask.taken > now + kClockAhead) return refuse(RefusalCode::Invalid, "取样时间在将来", "the samples lie in the future", "taken");
      if (ask.taken < now - kTestOldest)
        return refuse(RefusalCode::Invalid, "取样时间已超过 24 小时", "the samples are older than a day", "taken");
      PermitGasTested tested{ask.permit, std::min(ask.taken, now), is_blank(ask.analyst) ? actor.login : ask.analyst, ask.readings, true,
                             ask.photos};
      if (auto no = uncertified_as(PermitPart::Analyst, permit.what.kind, analyst_of(tested.analyst), "analyst")) return *std::move(no);
      for (std::size_t i = 0; i < tested.readings.size(); ++i) {
        if (auto no = judge_reading(permit, tested.readings[i], i)) return *std::move(no);
        tested.good = tested.good && tested.readings[i].good;
      }
      for (const GasClass each : asked_for(gb30871::gas_rules_of(permit.what.kind, permit.what.grounds)))
        if (std::ranges::find(tested.readings, each, &GasReading::what) == tested.readings.end())
          return refuse(RefusalCode::Invalid, "缺少气体分析项目：" + std::string(name_of(each)),
                        "the test lacks " + std::string(name_of(each)), "readings");
      return Bodies{std::move(tested)};
    });
  }

  std::optional<Refusal> cannot_be_briefed(const Permit& permit, const BriefWorkers& ask, const std::string& own) const {
    if (!ask.receivers.empty() && permit.state != PermitState::Preparing) return not_in(permit.state);
    for (const std::string& receiver : ask.receivers) {
      if (std::ranges::find(permit.what.workers, receiver) == permit.what.workers.end())
        return refuse(RefusalCode::Invalid, receiver + " 不在作业人员中", receiver + " is none of the workers", "receivers");
      if (receiver == own) return refuse(RefusalCode::Invalid, "交底人不能给自己交底", "nobody briefs themselves", "receivers");
    }
    return std::nullopt;
  }

  // 4.4: each signs for themselves; on the phone of who answers for the work with a picture of the signature.
  std::optional<Refusal> cannot_receive(const Permit& permit, const BriefWorkers& ask, const std::string& own) const {
    std::set<std::string> signed_now;
    for (std::size_t i = 0; i < ask.receipts.size(); ++i) {
      const auto& [worker, signature] = ask.receipts[i];
      const std::string at = "receipts[" + std::to_string(i) + "].";
      const bool is_briefed = permit.briefed.contains(worker) || std::ranges::find(ask.receivers, worker) != ask.receivers.end();
      if (!is_briefed) return refuse(RefusalCode::Invalid, worker + " 还未接受安全交底", worker + " has not been briefed", at + "worker");
      if (permit.received.contains(worker) || !signed_now.insert(worker).second)
        return refuse(RefusalCode::Invalid, worker + " 已签字", worker + " has signed already", at + "worker");
      if (worker == own) continue;
      if (!may_test_gas(permit)) return not_yours();
      if (is_blank(signature))
        return refuse(RefusalCode::Invalid, "请 " + worker + " 本人签字", worker + " is to sign themselves", at + "signature");
    }
    return std::nullopt;
  }

  Decided operator()(const BriefWorkers& ask) const {
    using enum PermitState;
    return when(ask.permit, {Preparing, Signed, Interrupted, Suspended}, [&](const Permit& permit) -> Decided {
      if (!is_of(permit)) return not_yours();
      if (ask.receivers.empty() && ask.receipts.empty())
        return refuse(RefusalCode::Invalid, "请选择接受交底的人员", "say who was briefed", "receivers");
      const std::string own = record_of(sources.qualifications, actor.login);
      if (auto no = cannot_be_briefed(permit, ask, own)) return *std::move(no);
      if (auto no = cannot_receive(permit, ask, own)) return *std::move(no);
      PermitBriefed briefed{ask.permit, ask.receivers, ask.note, ask.photos, ask.receipts};
      for (const BriefingReceipt& each : ask.receipts)
        if (!each.signature.empty() && std::ranges::find(briefed.photos, each.signature) == briefed.photos.end())
          briefed.photos.push_back(each.signature);
      return Bodies{std::move(briefed)};
    });
  }

  std::optional<Refusal> cannot_sign(const Permit& permit, const gb30871::SignStep& step) const {
    if (step.role == PermitRole::Lead) {
      if (actor.login == permit.what.lead) return std::nullopt;
      return refuse(RefusalCode::NotAllowed, "这一步由作业负责人 " + permit.what.lead + " 签字",
                    "this is for " + permit.what.lead + " to sign, who is responsible");
    }
    const std::string post = post_for(directory(), step.role);
    if (!holds_post(post)) {
      const Text title = title_of_post(directory(), post);
      return refuse(RefusalCode::NotAllowed, "这一步由“" + title.zh + "”签字", "this is for the post " + title.en + " to sign");
    }
    if (does_the_work(permit) || actor.login == permit.what.guardian)
      return refuse(RefusalCode::NotAllowed, "作业人员和监护人不能审批自己的作业", "nobody approves work that they do or guard");
    if (step.purpose == SignPurpose::Approval) return uncertified_as(PermitPart::Approver, permit.what.kind, actor.login);
    return std::nullopt;
  }

  Decided operator()(const SignPermit& ask) const {
    return when(ask.permit, {PermitState::Preparing}, [&](const Permit& permit) -> Decided {
      const std::vector<gb30871::SignStep> steps = gb30871::signatures(permit.what.kind, permit.what.level);
      const std::size_t next = permit.signatures.size() + 1;
      if (ask.step != next || next > steps.size())
        return refuse(RefusalCode::Changed, "现在轮到第 " + std::to_string(next) + " 步签字",
                      "it is step " + std::to_string(next) + " that is to be signed now", "step");
      const gb30871::SignStep& step = steps[next - 1];
      if (auto no = cannot_sign(permit, step)) return *std::move(no);
      if (const std::vector<Text> left = unready(sources, permit, now); !left.empty()) return first_of(left);
      const auto place = where(permit, ask.place);
      if (const auto* no = std::get_if<Refusal>(&place)) return *no;
      const Presence shown = std::get<Presence>(place);
      // 4.11: who approves does so at the place.
      if (step.purpose == SignPurpose::Approval && shown.on_site == OnSite::No) return come_to_the_place(shown);
      return Bodies{PermitSigned{ask.permit, ask.step, step.role, step.purpose, post_for(directory(), step.role), ask.opinion,
                                 shown.on_site, next < steps.size() ? post_for(directory(), steps[next].role) : std::string(), shown.fix}};
    });
  }

  Decided operator()(const RefusePermit& ask) const {
    using enum PermitState;
    return when(ask.permit, {Preparing, Signed}, [&](const Permit& permit) -> Decided {
      const auto steps = gb30871::signatures(permit.what.kind, permit.what.level);
      const bool may =
          std::ranges::any_of(steps, [&](const gb30871::SignStep& step) { return holds_post(post_for(directory(), step.role)); });
      if (!may) return refuse(RefusalCode::NotAllowed, "只有签字岗位可以驳回", "only a post that signs it can refuse it");
      if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明原因", "say why", "reason");
      return Bodies{PermitRefused{ask.permit, ask.reason, permit.what.what, permit.by}};
    });
  }

  Decided operator()(const StartPermit& ask) const {
    return when(ask.permit, {PermitState::Signed}, [&](const Permit& permit) -> Decided {
      if (actor.login != permit.what.lead && actor.login != permit.what.guardian) return not_yours();
      if (const std::vector<Text> left = missing(sources, permit, now); !left.empty()) return first_of(left);
      return Bodies{PermitStarted{ask.permit}};
    });
  }

  Decided operator()(const InterruptPermit& ask) const {
    return when(ask.permit, {PermitState::Open}, [&](const Permit& permit) -> Decided {
      if (!is_of(permit)) return not_yours();
      if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明原因", "say why", "reason");
      return Bodies{PermitInterrupted{ask.permit, ask.reason}};
    });
  }

  // Anybody may stop work that looks dangerous.
  Decided operator()(const SuspendPermit& ask) const {
    using enum PermitState;
    return when(ask.permit, {Open, Interrupted}, [&](const Permit& permit) -> Decided {
      if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明原因", "say why", "reason");
      const auto zone = directory().zone(permit.what.zone);
      return Bodies{PermitSuspended{ask.permit, StopCause::Person, ask.reason, 0, permit.what.zone,
                                    zone ? post_on_duty(directory(), *zone, Matter::Permit, now) : post_at_the_top(directory()),
                                    now + directory().site().permits.answer_within}};
    });
  }

  Decided operator()(const ResumePermit& ask) const {
    using enum PermitState;
    return when(ask.permit, {Interrupted, Suspended}, [&](const Permit& permit) -> Decided {
      const bool rests = permit.state == Interrupted && !permit.stopped;  // taken back, finished and returned it is still taken back
      if (rests && actor.login != permit.what.lead && actor.login != permit.what.guardian) return not_yours();
      const std::string post = post_for(directory(), PermitRole::Shift);
      if (!rests && (!holds_post(post) || does_the_work(permit) || actor.login == permit.what.guardian)) {
        const Text title = title_of_post(directory(), post);
        return refuse(RefusalCode::NotAllowed, "已收回的作业票须由“" + title.zh + "”查明原因后恢复",
                      "what was taken back is given back by the post " + title.en + ", once the cause is known");
      }
      if (!rests && is_blank(ask.note)) return refuse(RefusalCode::Invalid, "请写明原因已消除", "say how the cause was removed", "note");
      if (const std::vector<Text> left = missing(sources, permit, now); !left.empty()) return first_of(left);
      return Bodies{PermitResumed{ask.permit, ask.note}};
    });
  }

  Decided operator()(const GuardPermit& ask) const {
    using enum PermitState;
    return when(ask.permit, {Signed, Open, Interrupted, Suspended}, [&](const Permit& permit) -> Decided {
      if (actor.login != permit.what.guardian)
        return refuse(RefusalCode::NotAllowed, "只有监护人 " + permit.what.guardian + " 可以签到",
                      "only the guardian " + permit.what.guardian + " says so");
      const auto place = where(permit, ask.place);
      if (const auto* no = std::get_if<Refusal>(&place)) return *no;
      Presence shown = std::get<Presence>(place);
      if (shown.on_site == OnSite::No && is_told_there(sources, permit.what, now)) shown.on_site = OnSite::Beacon;
      if (shown.on_site == OnSite::No) return come_to_the_place(shown);
      if (is_told_away(sources, permit.what, now))
        return refuse(RefusalCode::NotNow, "定位信标显示监护人不在作业现场", "the beacon tells that no guardian is at the place", "place");
      return Bodies{PermitGuarded{ask.permit, shown.on_site, shown.fix}};
    });
  }

  Decided operator()(const FinishPermit& ask) const {
    using enum PermitState;
    return when(ask.permit, {Open, Interrupted, Suspended}, [&](const Permit& permit) -> Decided {
      if (actor.login != permit.what.lead && actor.login != permit.what.guardian) return not_yours();
      return Bodies{PermitFinished{ask.permit, ask.note, ask.photos, post_for(directory(), PermitRole::Unit)}};
    });
  }

  std::size_t locks_left(PermitId id) const {
    const auto hanging = sources.book.locks.find(id);
    if (hanging == sources.book.locks.end()) return 0;
    return static_cast<std::size_t>(std::ranges::count_if(hanging->second, [](const auto& each) { return each.second.kept_by.empty(); }));
  }

  Decided operator()(const AcceptPermit& ask) const {
    return when(ask.permit, {PermitState::Finished}, [&](const Permit& permit) -> Decided {
      const std::string post = post_for(directory(), PermitRole::Unit);
      const Text title = title_of_post(directory(), post);
      if (!holds_post(post))
        return refuse(RefusalCode::NotAllowed, "由“" + title.zh + "”验收", "this is for the post " + title.en + " to accept");
      if (does_the_work(permit) || actor.login == permit.what.guardian)
        return refuse(RefusalCode::NotAllowed, "作业人员和监护人不能验收自己的作业", "nobody accepts work that they did or guarded");
      if (ask.verdict == Verdict::Approved) {
        if (const std::size_t left = locks_left(permit.id); left > 0)
          return refuse(RefusalCode::NotNow, "还有 " + std::to_string(left) + " 处隔离未解除，也未移交",
                        std::to_string(left) + (left == 1 ? " isolation is" : " isolations are") + " neither taken off nor handed over");
        return Bodies{PermitAccepted{ask.permit, ask.note}};
      }
      if (is_blank(ask.note)) return refuse(RefusalCode::Invalid, "请写明还缺什么", "say what is left to be done", "note");
      return Bodies{PermitReturned{ask.permit, ask.note}};
    });
  }

  Decided operator()(const CancelPermit& ask) const {
    using enum PermitState;
    return when(ask.permit, {Preparing, Signed, Open, Interrupted, Suspended}, [&](const Permit& permit) -> Decided {
      if (!is_of(permit)) return not_yours();
      if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明原因", "say why", "reason");
      return Bodies{PermitCancelled{ask.permit, ask.reason}};
    });
  }

  Decided operator()(const ArchivePermit& ask) const {
    return when(ask.permit, {PermitState::Accepted}, [&](const Permit&) -> Decided { return Bodies{PermitArchived{ask.permit}}; });
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about permits");
    return Bodies{};
  }
};

bool LockJudge::may_be_handled() const {
  if (permit != nullptr && desk.is_of(*permit)) return true;
  return may(desk.actor.role, Right::Judge) || desk.holds_post(post_for(desk.directory(), PermitRole::Unit)) ||
         desk.holds_post(post_for(desk.directory(), PermitRole::Shift));
}

Refusal LockJudge::hangs_not() { return refuse(RefusalCode::NotNow, "此处隔离未上锁挂牌", "nothing is locked there"); }

std::variant<Presence, Refusal> LockJudge::place() const {
  if (permit != nullptr) return desk.where(*permit, ask.place);
  return Presence();
}

Decided LockJudge::told(const Presence& shown) const {
  const bool sets = ask.deed == IsolationDeed::Set;
  const Isolation what = sets ? permit->what.isolations[ask.isolation - 1] : Isolation{lock->what, lock->place};
  return Bodies{PermitIsolation{ask.permit, ask.isolation, ask.deed, what.kind, what.place, sets ? ask.lock : lock->lock, shown.on_site,
                                ask.for_permit, ask.note, ask.photos, shown.fix}};
}

Decided LockJudge::set() const {
  using enum PermitState;
  auto in = desk.in(ask.permit, {Preparing, Signed, Interrupted, Suspended});
  if (auto* no = std::get_if<Refusal>(&in)) return std::move(*no);
  if (!may_be_handled()) return PermitJudge::not_yours();
  if (lock != nullptr) return refuse(RefusalCode::Changed, "此处已上锁：" + lock->lock, "it is locked already: " + lock->lock);
  if (is_blank(ask.lock)) return refuse(RefusalCode::Invalid, "请填写锁号或牌号", "say the number of the lock or tag", "lock");
  for (const auto& [id, hanging] : desk.sources.book.locks)
    for (const auto& [number, other] : hanging)
      if (other.lock == ask.lock && other.kept_by.empty())
        return refuse(RefusalCode::Invalid, "锁 " + ask.lock + " 已用于作业票 #" + std::to_string(id.get()) + "：" + other.place,
                      "lock " + ask.lock + " hangs at permit #" + std::to_string(id.get()) + ": " + other.place, "lock");
  const auto where = place();
  if (const auto* no = std::get_if<Refusal>(&where)) return *no;
  return told(std::get<Presence>(where));
}

Decided LockJudge::verified() const {
  if (lock == nullptr) return hangs_not();
  if (permit == nullptr) return PermitJudge::unknown_permit();
  if (!may_be_handled()) return PermitJudge::not_yours();
  if (!lock->verified_by.empty()) return refuse(RefusalCode::Changed, "此处已确认", "it was verified already");
  if (desk.actor.login == lock->by)
    return refuse(RefusalCode::NotAllowed, "上锁人不能确认自己上的锁，请他人到现场确认", "somebody else than who locked it verifies it");
  const auto where = place();
  if (const auto* no = std::get_if<Refusal>(&where)) return *no;
  if (std::get<Presence>(where).on_site == OnSite::No) return desk.come_to_the_place(std::get<Presence>(where));
  return told(std::get<Presence>(where));
}

Decided LockJudge::removed() const {
  if (lock == nullptr) return hangs_not();
  if (!may_be_handled() && desk.actor.login != lock->kept_by) return PermitJudge::not_yours();
  if (permit != nullptr && permit->state == PermitState::Open)
    return refuse(RefusalCode::NotNow, "作业进行中，不得解除隔离", "nothing is unlocked while the work goes on");
  const auto where = place();
  if (const auto* no = std::get_if<Refusal>(&where)) return *no;
  return told(std::get<Presence>(where));
}

// Who takes it over answers for it from then on: the shift, or who is responsible for the other work.
Decided LockJudge::kept() const {
  if (lock == nullptr) return hangs_not();
  if (permit != nullptr && permit->state != PermitState::Finished) return PermitJudge::not_in(permit->state);
  if (!lock->kept_by.empty()) return refuse(RefusalCode::Changed, "已由 " + lock->kept_by + " 接管", lock->kept_by + " keeps it already");
  if (is_blank(ask.note)) return refuse(RefusalCode::Invalid, "请写明保留隔离的原因", "say why it stays", "note");
  const Permit* other = ask.for_permit.none() ? nullptr : desk.sources.book.find(ask.for_permit);
  if (!ask.for_permit.none() && (other == nullptr || ask.for_permit == ask.permit))
    return refuse(RefusalCode::Invalid, "没有这张作业票，或它已经结束", "there is no such permit, or it is over", "for_permit");
  const bool runs_it =
      desk.holds_post(post_for(desk.directory(), PermitRole::Shift)) || desk.holds_post(post_for(desk.directory(), PermitRole::Unit));
  if (!runs_it && (other == nullptr || desk.actor.login != other->what.lead))
    return refuse(RefusalCode::NotAllowed, "由当班、属地或接续作业的负责人接管",
                  "the shift, the unit or who is responsible for the other work takes it over");
  return told(Presence());
}

}  // namespace

Decided decide(const Sources& sources, const PersonRequest& request, Instant now) {
  return visit(PermitJudge{sources, request.actor, now}, request.request);
}

}  // namespace davy::core::permit
