#include "analysis/review/proposals.hpp"

#include "core/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::analysis {
namespace {

// The longest evidence first; of the same, by name.
std::vector<std::pair<std::string, Evidence>> most_first(const std::map<std::string, Evidence>& by_name) {
  std::vector<std::pair<std::string, Evidence>> all(by_name.begin(), by_name.end());
  std::ranges::stable_sort(all, std::greater(), [](const auto& each) { return each.second.size(); });
  return all;
}

Text or_name(const Text& title, const std::string& name) {
  return {title.zh.empty() ? name : title.zh, title.en.empty() ? name : title.en};
}

int percent(std::size_t part, std::size_t whole) {
  return static_cast<int>(100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

class ProposalWriter {
 public:
  ProposalWriter(const Review& review, const ProposalGrounds& grounds, const site::Directory& directory)
      : review_(review), grounds_(grounds), directory_(directory) {}

  std::vector<Proposal> write() {
    about_causes();
    about_chatter();
    about_blind_points();
    about_posts();
    about_checks();
    about_zones();
    about_returned_work();
    about_stale_alarms();
    about_commands();
    about_drills();
    about_gaps();
    return std::move(all_);
  }

 private:
  void add(ProposalKind kind, std::string about, const Evidence& evidence, Text text) {
    const auto of_kind = std::ranges::count(all_, kind, &Proposal::kind);
    if (static_cast<std::size_t>(of_kind) >= kProposalsMost) return;
    all_.push_back({kind, std::move(text), std::move(about), first_of(evidence)});
  }

  Text condition(const std::string& name) const { return core::title_of_condition(directory_, name); }

  void about_causes() {
    for (const ReviewCount& cause : review_.causes) {
      const Text title = condition(cause.name);
      add(ProposalKind::RootCause, cause.name, cause.evidence,
          {fmt::format("{}：本月报警 {} 次。查明根本原因并消除，下月再看是否减少。", title.zh, cause.count),
           fmt::format("{}: it rang {} times this month. Find and remove the root cause, and see next month whether it rings less.",
                       title.en, cause.count)});
    }
  }

  void about_chatter() {
    for (const ReviewCount& chatter : review_.alarms.chattering) {
      const Text title = condition(chatter.name);
      add(ProposalKind::Chatter, chatter.name, chatter.evidence,
          {fmt::format("{}：一分钟内报警 {} 次。检查检测仪，并核对死区和延时。", title.zh, chatter.count),
           fmt::format("{}: it rang {} times within a minute. Look at the detector, and at deadband and delays.", title.en,
                       chatter.count)});
    }
  }

  void about_blind_points() {
    for (const BlindPoint& blind : review_.blind) {
      if (blind.blind < kBlindLeast) continue;
      const double hours = blind.blind.seconds() / 3'600;
      const auto index = directory_.point(blind.point);
      const Text title = index ? or_name(directory_.site()[*index].title, blind.point) : Text{blind.point, blind.point};
      add(ProposalKind::BlindPoint, blind.point, blind.evidence,
          {fmt::format("{}（{}）：本月有 {:.1f} 小时看不见。检修检测仪和通信，期间的安全措施须有记录。", title.zh, blind.point, hours),
           fmt::format("{} ({}): it could not be seen for {:.1f} h this month. Mend the detector or its link, and record what kept people "
                       "safe meanwhile.",
                       title.en, blind.point, hours)});
    }
  }

  void about_posts() {
    std::vector<std::pair<std::string, PostRecord>> posts(grounds_.posts.begin(), grounds_.posts.end());
    std::erase_if(posts, [](const auto& each) {
      const PostRecord& post = each.second;
      return post.counted < kCountedLeast || static_cast<double>(post.late.size()) <= kLateShare * static_cast<double>(post.counted);
    });
    std::ranges::stable_sort(posts, std::greater(), [](const auto& each) { return each.second.late.size(); });
    for (const auto& [name, post] : posts) {
      const Text title = core::title_of_post(directory_, name);
      const int share = percent(post.late.size(), post.counted);
      add(ProposalKind::LatePost, name, post.late,
          {fmt::format("{}：本月 {} 项中 {} 项超时（{}%）。核对该岗位的人手、班次和时限。", title.zh, post.counted, post.late.size(),
                       share),
           fmt::format("{}: {} of {} were late this month ({}%). Look at the people, the shifts and the times of this post.", title.en,
                       post.late.size(), post.counted, share)});
    }
  }

  void about_checks() {
    for (const auto& [measure, evidence] : most_first(grounds_.missed)) {
      const std::string zh = measure.empty() ? "不明措施" : "措施 " + measure;
      const std::string en = measure.empty() ? "A measure that is not known" : "Measure " + measure;
      add(ProposalKind::MissedChecks, measure, evidence,
          {fmt::format("{}：本月漏检 {} 次。核对由谁、何时排查，周期是否做得到。", zh, evidence.size()),
           fmt::format("{}: {} checks were missed this month. See who is to look and when, and whether the cycle can be kept.", en,
                       evidence.size())});
    }
  }

  void about_zones() {
    if (review_.weak_zones.empty()) return;
    const WeakZone& zone = review_.weak_zones.front();
    const bool was_blind = Duration::from_ms(static_cast<std::int64_t>(zone.blind_h * 3'600'000)) >= kBlindLeast;
    if (zone.late + zone.repeated + zone.hazards == 0 && !was_blind) return;
    const Text title = title_of_zone(directory_, zone.zone);
    add(ProposalKind::WeakZone, zone.zone, zone.evidence,
        {fmt::format("{}：本月最薄弱的区域（超时 {} 项，反复报警 {} 处，隐患 {} 条，看不见 {:.1f} 小时）。下月先查这里。", title.zh,
                     zone.late, zone.repeated, zone.hazards, zone.blind_h),
         fmt::format("{}: the weakest zone of the month ({} late, {} repeated causes, {} hazards, {:.1f} h blind). Look here first next "
                     "month.",
                     title.en, zone.late, zone.repeated, zone.hazards, zone.blind_h)});
  }

  void about_returned_work() {
    const core::Share& share = review_.kpi[static_cast<std::size_t>(core::Metric::FirstPass)];
    if (share.of < kCountedLeast || static_cast<double>(share.good) >= kFirstPassShare * static_cast<double>(share.of)) return;
    const int good = percent(share.good, share.of);
    add(ProposalKind::ReturnedWork, "", grounds_.returned,
        {fmt::format("一次通过率 {}%（{} 项中 {} 项）。看退回的理由，讲明怎样才算做完。", good, share.of, share.good),
         fmt::format("{}% of the work passed its first review ({} of {}). Read why it was returned, and say what done means.", good,
                     share.good, share.of)});
  }

  void about_stale_alarms() {
    for (const auto& [name, evidence] : most_first(grounds_.stale)) {
      const Text title = condition(name);
      add(ProposalKind::StaleAlarm, name, evidence,
          {title.zh + "：报警持续超过一天。消除原因，或核对定值是否合理。",
           title.en + ": it stood for more than a day. Remove what it tells of, or see whether its limit is right."});
    }
  }

  void about_commands() {
    for (const auto& [actuator, evidence] : most_first(grounds_.failed)) {
      const auto index = directory_.actuator(actuator);
      Text title = actuator.empty() ? Text{"不明执行器", "An actuator that is not known"} : Text{actuator, actuator};
      if (index) title = or_name(directory_.site()[*index].title, actuator);
      add(ProposalKind::FailedCommand, actuator, evidence,
          {fmt::format("{}：本月 {} 次命令未得到证实。检修后做联锁试验。", title.zh, evidence.size()),
           fmt::format("{}: {} commands were not proved this month. Mend it, then test its interlock.", title.en, evidence.size())});
    }
  }

  // Drills of high-risk firms: once in half a year at least (Order 2 of 2019 of the Ministry of Emergency Management, art. 33).
  void about_drills() {
    constexpr unsigned kHalfYear = 6;
    const auto drills = std::ranges::find(review_.happened, "drills", &ReviewCount::name);
    const bool none = drills != review_.happened.end() && drills->count == 0;
    if (!none || !review_.complete || review_.month.of_year % kHalfYear != 0) return;
    add(ProposalKind::DrillDue, "", {},
        {"半年的最后一个月没有应急演练记录。核对这半年是否演练过，没有就补。",
         "The last month of the half-year has no drill. See whether there was one in that half-year, and hold one if not."});
  }

  // One for all of them: the figure opens the list.
  void about_gaps() {
    constexpr std::size_t kNamed = 5;
    if (grounds_.gaps.empty()) return;
    Evidence evidence;
    Text names;
    for (std::size_t i = 0; i < grounds_.gaps.size(); ++i) {
      const core::ExpectedRisk& gap = grounds_.gaps[i];
      if (gap.seq != 0) evidence.push_back(gap.seq);
      if (i >= kNamed) continue;
      names.zh += (i == 0 ? "" : "、") + gap.title.zh;
      names.en += (i == 0 ? "" : ", ") + gap.title.en;
    }
    const char* const more_zh = grounds_.gaps.size() > kNamed ? "等" : "";
    const char* const more_en = grounds_.gaps.size() > kNamed ? " and others" : "";
    add(ProposalKind::RiskGap, "", evidence,
        {fmt::format("{} 个应辨识的风险点没有辨识：{}{}。逐个做风险辨识和评估。", grounds_.gaps.size(), names.zh, more_zh),
         fmt::format("{} risk points that should be identified are not: {}{}. Write the risk of each and assess it.", grounds_.gaps.size(),
                     names.en, more_en)});
  }

  const Review& review_;
  const ProposalGrounds& grounds_;
  const site::Directory& directory_;
  std::vector<Proposal> all_;
};

}  // namespace

std::vector<Proposal> proposals_of(const Review& review, const ProposalGrounds& grounds, const site::Directory& directory) {
  return ProposalWriter(review, grounds, directory).write();
}

Evidence first_of(Evidence evidence) {
  std::ranges::sort(evidence);
  evidence.erase(std::ranges::unique(evidence).begin(), evidence.end());
  if (evidence.size() > kEvidenceMost) evidence.resize(kEvidenceMost);
  return evidence;
}

Text title_of_zone(const site::Directory& directory, const std::string& zone) {
  if (const auto index = directory.zone(zone)) return directory.site()[*index].title;
  return {zone, zone};
}

}  // namespace davy::analysis
