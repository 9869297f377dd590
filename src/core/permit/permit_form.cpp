#include "core/permit/permit_form.hpp"

#include "core/duty.hpp"
#include "core/permit/surroundings.hpp"
#include "core/refuse.hpp"
#include "site/reading/geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace davy::core::permit {
namespace {

constexpr double kRadiusMost = 500;
constexpr double kHeightMost = 500;
constexpr Duration kAheadMost = 24_h * 30;
constexpr Duration kBehindMost = 1_h;  // a form that was begun a while ago
constexpr std::size_t kPeopleMost = 200;
constexpr std::size_t kLinesMost = 100;

bool is_within(double value, double least, double most) { return std::isfinite(value) && value >= least && value <= most; }

Refusal wrong(std::string field, std::string zh, std::string en) {
  return refuse(RefusalCode::Invalid, std::move(zh), std::move(en), std::move(field));
}

// Judges an application part by part; the first fault is told.
class Form {
 public:
  Form(const Sources& sources, PermitApplied& what, Instant now) : sources_(sources), what_(what), now_(now) {}

  std::optional<Refusal> judge() {
    for (const auto part : {&Form::work, &Form::people, &Form::place, &Form::grounds, &Form::level, &Form::time, &Form::analysis,
                            &Form::isolations, &Form::details, &Form::detectors, &Form::beside, &Form::certificates})
      if (auto no = (this->*part)()) return no;
    return std::nullopt;
  }

 private:
  const site::Directory& directory() const { return sources_.directory; }
  const site::Site& site() const { return sources_.directory.site(); }

  std::optional<Refusal> work() {
    if (!directory().zone(what_.zone)) return wrong("zone", "没有区域“" + what_.zone + "”", "there is no zone " + what_.zone);
    if (is_blank(what_.what)) return wrong("what", "请写明作业内容", "say what is to be done");
    if (is_blank(what_.unit)) return wrong("unit", "请填写作业单位", "say which unit or contractor does it");
    return std::nullopt;
  }

  std::optional<Refusal> account(const std::string& login, std::string field) const {
    if (sources_.accounts.contains(login)) return std::nullopt;
    return wrong(std::move(field), "没有账户“" + login + "”", "there is no account " + login);
  }

  std::optional<Refusal> people() {
    if (auto no = account(what_.lead, "lead")) return no;
    if (auto no = account(what_.guardian, "guardian")) return no;
    if (!what_.coordinator.empty())
      if (auto no = account(what_.coordinator, "coordinator")) return no;
    if (what_.lead == what_.guardian)
      return wrong("guardian", "监护人不能是作业负责人", "the guardian is somebody else than who is responsible for the work");
    if (what_.workers.empty()) return wrong("workers", "请填写作业人员", "name the workers");
    if (what_.workers.size() > kPeopleMost) return wrong("workers", "作业人员至多 200 人", "at most 200 workers");
    std::set<std::string> seen;
    for (const std::string& worker : what_.workers) {
      const auto record = sources_.records.records.find(record_name("person", worker));
      if (record == sources_.records.records.end() || !record->second.is_there())
        return wrong("workers", "没有人员档案“" + worker + "”", "there is no record of a person " + worker);
      if (!seen.insert(worker).second) return wrong("workers", "人员“" + worker + "”重复", worker + " is named twice");
    }
    // 4.10: the guardian does no other work.
    if (is_worker(sources_, what_, what_.guardian))
      return wrong("guardian", "监护人不得同时作业（4.10）", "the guardian does no other work (4.10)");
    return std::nullopt;
  }

  std::optional<Refusal> place() {
    const PermitPlace& place = what_.place;
    const site::Zone& zone = site()[*directory().zone(what_.zone)];
    const bool is_sound = is_within(place.radius_m, 0, kRadiusMost) && is_within(place.bottom_m, -kHeightMost, kHeightMost) &&
                          is_within(place.top_m, place.bottom_m, kHeightMost) && std::isfinite(place.x_m) && std::isfinite(place.y_m);
    if (!is_sound)
      return wrong("place", "半径应为 0 至 500 米，高度应为 -500 至 500 米且上不低于下",
                   "a radius of 0 to 500 m, and heights of -500 to 500 m, the top not below the bottom");
    if (!zone.outline.empty() && !site::holds(zone.outline, {place.x_m, place.y_m}))
      return wrong("place", "作业点不在“" + zone.title.zh + "”内", "the place does not lie in " + zone.title.en);
    return std::nullopt;
  }

  bool holds_combustibles() const {
    const site::ZoneIndex zone = *directory().zone(what_.zone);
    return std::ranges::any_of(site().points, [&](const site::Point& point) {
      return point.kind == site::PointKind::CombustibleGas && point.purpose == site::Purpose::Safety && point.zone == zone;
    });
  }

  std::optional<Refusal> grounds() {
    const PermitGrounds& grounds = what_.grounds;
    if (!is_within(grounds.height_m, 0, kHeightMost) || !is_within(grounds.load_t, 0, 10'000) || !is_within(grounds.depth_m, 0, 100))
      return wrong("grounds", "高度、吨位或深度超出范围", "a height, load or depth beyond what can be");
    if (what_.kind == PermitKind::Excavation && grounds.hot_place == HotPlace::Elsewhere && grounds.depth_m > gb30871::kDeepDigM &&
        holds_combustibles())
      return wrong("grounds.hot_place", "此区域装有可燃气体探测器，属火灾爆炸危险场所；深度超过 1.2 m 时按受限空间检测气体（11.10）",
                   "combustible gas is watched in this zone: dug deeper than 1.2 m, the gas is tested as in a confined space (11.10)");
    if (what_.kind == PermitKind::HotWork && grounds.hot_place == HotPlace::Elsewhere && holds_combustibles())
      return wrong("grounds.hot_place", "此区域装有可燃气体探测器，属火灾爆炸危险场所；请选择相应的动火部位",
                   "combustible gas is watched in this zone: it is a place with a danger of fire or explosion; say where the fire is");
    if (what_.kind == PermitKind::Height && grounds.height_m < 2)
      return wrong("grounds.height_m", "坠落高度 2 米及以上为高处作业（3.8）", "work at height begins 2 m above the fall datum (3.8)");
    if (what_.kind == PermitKind::Lifting && grounds.load_t <= 0)
      return wrong("grounds.load_t", "请填写吊物质量", "say what the load weighs");
    if (what_.kind == PermitKind::Excavation && grounds.depth_m <= 0)
      return wrong("grounds.depth_m", "请填写开挖深度", "say how deep it goes");
    return std::nullopt;
  }

  std::optional<Refusal> level() {
    what_.upgraded.clear();
    const PermitLevel least = level_ahead(sources_, what_, now_, what_.upgraded);
    if (what_.level == PermitLevel::None) what_.level = least;
    if (gb30871::rank(what_.kind, what_.level) < gb30871::rank(what_.kind, least) ||
        (least != PermitLevel::None && gb30871::rank(what_.kind, what_.level) == 0))
      return wrong("level", "作业级别不得低于 " + std::string(name_of(least)), "its level is " + std::string(name_of(least)) + " at least");
    if (least == PermitLevel::None && what_.level != least) return wrong("level", "此类作业不分级", "this kind of work has no levels");
    return std::nullopt;
  }

  std::optional<Refusal> time() {
    if (what_.until <= what_.from) return wrong("until", "结束时间应晚于开始时间", "it ends after it begins");
    if (what_.until <= now_) return wrong("until", "结束时间已过", "its time is over already");
    if (what_.from < now_ - kBehindMost) return wrong("from", "开始时间已过", "its begin lies in the past");
    if (what_.from > now_ + kAheadMost) return wrong("from", "至多提前 30 天申请", "at most 30 days ahead");
    const auto longest = gb30871::longest(what_.kind, what_.level);
    if (longest && what_.until - what_.from > *longest)
      return wrong("until", "此级别作业票有效期最长 " + to_text(*longest),
                   "a permit of this kind and level holds " + to_text(*longest) + " at most");
    return std::nullopt;
  }

  std::optional<Refusal> analysis() {
    if (what_.analysis.empty()) return wrong("analysis", "请先进行作业危害分析（4.1）", "analyse the dangers of the job first (4.1)");
    if (what_.analysis.size() > kLinesMost || what_.others.size() > kLinesMost)
      return wrong("analysis", "至多 100 条", "at most 100 lines");
    for (const JobHazard& line : what_.analysis)
      if (is_blank(line.step) || is_blank(line.danger) || is_blank(line.measure))
        return wrong("analysis", "每条应写明步骤、危害和措施", "each line says the step, the danger and the measure");
    for (std::size_t i = 0; i < what_.analysis.size(); ++i)
      if (auto no = residual(what_.analysis[i], "analysis[" + std::to_string(i) + "].residual")) return no;
    for (const std::string& other : what_.others)
      if (is_blank(other)) return wrong("others", "补充措施不能为空", "a measure without words");
    return std::nullopt;
  }

  // 4.1: work whose risk stays major is not done so.
  static std::optional<Refusal> residual(const JobHazard& line, std::string field) {
    if (!line.residual)
      return wrong(std::move(field), "请判定“" + line.step + "”采取措施后的残余风险",
                   "say what risk is left with the measure at: " + line.step);
    if (*line.residual == site::Severity::Major)
      return wrong(std::move(field), "“" + line.step + "”的残余风险仍为重大，须追加措施后再申请（4.1）",
                   "the risk that is left at \"" + line.step + "\" is major: it asks for more measures first (4.1)");
    return std::nullopt;
  }

  std::optional<Refusal> isolations() {
    if (what_.isolations.size() > kLinesMost) return wrong("isolations", "至多 100 条", "at most 100 lines");
    for (std::size_t i = 0; i < what_.isolations.size(); ++i)
      if (is_blank(what_.isolations[i].place))
        return wrong("isolations[" + std::to_string(i) + "].place", "请写明隔离的位置", "say where the isolation is");
    const gb30871::IsolationNeed need = gb30871::needs_isolation(what_.kind, what_.grounds);
    if (what_.isolations.empty() && need == gb30871::IsolationNeed::Always)
      return wrong("isolations", "请逐项列出能量隔离（盲板、阀门、断电上锁）", "list what keeps energy away: blinds, valves, lock-outs");
    if (what_.isolations.empty() && need == gb30871::IsolationNeed::OrWhyNot && is_blank(what_.no_isolation))
      return wrong("isolations", "请逐项列出能量隔离，或写明不需隔离的原因",
                   "list what keeps energy away, or say why nothing needs to be isolated");
    if (!what_.isolations.empty()) what_.no_isolation.clear();
    if (auto unfit = gb30871::unfit_isolation(what_.kind, what_.isolations)) return wrong("isolations", unfit->zh, unfit->en);
    return std::nullopt;
  }

  std::optional<Refusal> details() {
    const auto fields = gb30871::details(what_.kind);
    for (const PermitDetail& given : what_.details)
      if (std::ranges::find(fields, given.field, &gb30871::DetailField::field) == fields.end())
        return wrong("details." + given.field, "此类作业票没有这一项", "a permit of this kind has no such item");
    for (const gb30871::DetailField& field : fields) {
      const auto given = std::ranges::find(what_.details, field.field, &PermitDetail::field);
      if (field.needed && (given == what_.details.end() || is_blank(given->text)))
        return wrong("details." + std::string(field.field), "请填写“" + std::string(field.zh) + "”", "fill in: " + std::string(field.en));
    }
    return std::nullopt;
  }

  // Those of the place, and those asked for besides.
  std::optional<Refusal> detectors() {
    std::vector<std::string> bound = points_for(directory(), what_);
    for (const std::string& name : what_.points) {
      const auto point = directory().point(name);
      if (!point) return wrong("points", "没有测点“" + name + "”", "there is no point " + name);
      PermitApplied alone;
      alone.kind = what_.kind;
      alone.points = {name};
      if (gates(directory(), alone).empty())
        return wrong("points", "测点“" + name + "”没有此类作业票的限值", name + " has no limit for permits of this kind (gates)");
      if (std::ranges::find(bound, name) == bound.end()) bound.push_back(name);
    }
    what_.points = std::move(bound);
    const bool sees_gas = std::ranges::any_of(what_.points, [&](const std::string& name) {
      return site()[*directory().point(name)].kind != site::PointKind::Wind;
    });
    if (!sees_gas && gb30871::asks_for_detector(what_.kind, what_.level))
      return wrong("points", "此类作业须连续检测，请选择检测仪", "this work is monitored all the time: bind a detector");
    return std::nullopt;
  }

  std::optional<Refusal> beside() {
    for (const PermitId id : what_.related)
      if (sources_.book.find(id) == nullptr)
        return wrong("related", "没有作业票 #" + std::to_string(id.get()), "there is no permit #" + std::to_string(id.get()));
    if (!what_.related.empty() && what_.coordinator.empty())
      return wrong("coordinator", "交叉作业须指定协调人（4.7）", "works beside each other have one named coordinator (4.7)");
    if (auto no = power_for_work()) return no;
    const std::vector<Conflict> found = conflicts_of(sources_.book, site(), what_, PermitId());
    if (found.empty()) return std::nullopt;
    const Text first = words(found.front());
    return refuse(RefusalCode::NotNow, first.zh, first.en, "place");
  }

  // 10.8: power for hot work or for a confined space lasts no longer than that work.
  std::optional<Refusal> power_for_work() {
    if (what_.kind != PermitKind::TemporaryPower) return std::nullopt;
    for (const PermitId id : what_.related) {
      const PermitApplied& work = sources_.book.find(id)->what;
      const bool is_meant = work.kind == PermitKind::HotWork || work.kind == PermitKind::ConfinedSpace;
      if (is_meant && what_.until > work.until)
        return wrong("until", "为作业票 #" + std::to_string(id.get()) + " 供电，不得晚于该作业结束（10.8）",
                     "power for permit #" + std::to_string(id.get()) + " ends with that work at the latest (10.8)");
    }
    return std::nullopt;
  }

  std::optional<Refusal> certificates() {
    const std::vector<Text> lacking = without_certificate(sources_, what_, now_);
    if (lacking.empty()) return std::nullopt;
    const std::vector<Uncertified> people = uncertified(sources_, what_, now_);
    const bool is_of_workers = people.empty() || people.front().part == PermitPart::Worker || people.front().part == PermitPart::Guardian;
    return wrong(is_of_workers ? "workers" : std::string(name_of(people.front().part)), lacking.front().zh, lacking.front().en);
  }

  const Sources& sources_;
  PermitApplied& what_;
  Instant now_;
};

}  // namespace

std::variant<PermitApplied, Refusal> complete(const Sources& sources, PermitApplied asked, Instant now) {
  if (auto no = Form(sources, asked, now).judge()) return *std::move(no);
  return asked;
}

std::string post_for(const site::Directory& directory, PermitRole role) {
  if (role == PermitRole::Lead) return {};
  const site::Site& site = directory.site();
  const auto& own = site.permits.post(role);
  const auto& post = own ? own : site.permits.post(PermitRole::Safety);
  return post ? site[*post].name : post_at_the_top(directory);
}

std::size_t count_measures(const PermitApplied& what) { return gb30871::measures(what.kind).size() + what.others.size(); }

// The wind of now says something of work that begins soon; what is planned ahead is judged again when it starts.
PermitLevel level_ahead(const Sources& sources, const PermitApplied& what, Instant now, std::vector<std::string>& upgraded) {
  PermitApplied bound = what;
  bound.points = what.from - now <= kWindHolds ? points_for(sources.directory, what) : std::vector<std::string>();
  return level_now(sources, bound, what.from, WorkStands::Ahead, upgraded);
}

Text words(const Fault& fault, const site::Directory& directory) {
  const auto condition = directory.condition(fault.what);
  const Text title = condition ? title_of_condition(directory, fault.what) : Text{fault.what, fault.what};
  switch (fault.cause) {
    case StopCause::Gas: return {"超过作业票限值：" + title.zh, "beyond the permit's limit: " + title.en};
    case StopCause::Blind: return {"检测数据未知：" + title.zh, "not known: " + title.en};
    case StopCause::Uncalibrated:
      return {fault.what + " 的检定已过期、不合格或未知", "the calibration of " + fault.what + " is over, has failed or is not known"};
    case StopCause::OutOfService: return {"已停用：" + title.zh, "out of service: " + title.en};
    case StopCause::Unbound:
      return fault.what.empty() ? Text{"没有绑定检测仪", "no detector is bound"}
                                : Text{fault.what + " 已不再有此类作业票的限值", fault.what + " has no limit for such permits any more"};
    case StopCause::BadTest: return {"气体分析不合格", "the gas test is not good"};
    case StopCause::TestOverdue: return {"须重新进行气体分析", "the gas is to be tested anew"};
    case StopCause::GuardianAbsent:
      return {"监护人 " + fault.what + " 未在规定时间内签到，或已离开现场",
              "the guardian " + fault.what + " was not heard of in time, or has left the place"};
    case StopCause::LevelTooLow:
      if (fault.what == "wind")
        return {"露天动火遇大风须升级管理，作业票级别不足（5.2.15）；风力未知不算无风",
                "outdoors in this wind, or in one that nobody knows, hot work is of a stricter level than the permit (5.2.15)"};
      return {"此时段作业须升级管理，作业票级别不足", "at this hour or day the work is of a stricter level than the permit"};
    case StopCause::Conflict: return {"与作业票 #" + fault.what + " 冲突", "in conflict with permit #" + fault.what};
    case StopCause::Certificate: return {fault.what + " 的证书已过期或无效", "the certificate of " + fault.what + " is over or not valid"};
    case StopCause::Surroundings: {
      const Text told = words_of_surrounding(fault.what);
      return {"作业点或附近" + told.zh + "，不得作业", "at the place or near it " + told.en + ": the work must not go on"};
    }
    case StopCause::Person: return {fault.what, fault.what};
  }
  return {};
}

Text words(const Conflict& conflict) {
  const std::string with = "#" + std::to_string(conflict.with.get());
  const std::string clause(conflict.rule->clause);
  if (conflict.rule->clash == Clash::Coordinate)
    return {"与作业票 " + with + " 交叉作业，须关联该票并指定同一协调人（" + clause + "）",
            "works beside permit " + with + ": name it as related, with one coordinator (" + clause + ")"};
  const std::string metres = std::to_string(static_cast<long>(std::lround(conflict.distance_m)));
  return {"与作业票 " + with + " 冲突（" + clause + "），相距 " + metres + " 米",
          "in conflict with permit " + with + " (" + clause + "), " + metres + " m away"};
}

}  // namespace davy::core::permit
