#include "api/paper/review_paper.hpp"

#include "analysis/review/proposals.hpp"
#include "api/paper/paper_words.hpp"
#include "core/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {
namespace {

using paper::Align;
using paper::Cell;
using paper::Table;
using paper::Tone;

constexpr std::size_t kLateShown = 30;
constexpr std::size_t kRowsShown = 15;

class ReviewPaper {
 public:
  ReviewPaper(const analysis::Review& review, const ObligationWords& words, const site::Directory& directory, const ReviewPhotos& photos,
              Language language)
      : review_(review), words_(words), directory_(directory), photos_(photos), say_(language, directory.site().utc_offset) {}

  paper::Document write() {
    const Text& plant = directory_.site().title;
    document_.title = say_.in("安全复盘 ", "Safety review ") + review_.month.name;
    document_.subtitle = say_.in(plant);
    document_.header = say_.in(plant) + " · " + document_.title;
    document_.footer = say_.in("由日志生成，数字截至 ", "Made of the journal, as of ") + say_.minute(review_.as_of);
    document_.as_of = review_.as_of;
    document_.language = say_.of_paper();
    if (!review_.complete)
      add(paper::Statement{say_.in("这个月还没有结束：数字截至 ", "The month is not over: figures as of ") + say_.minute(review_.as_of)});
    what_happened();
    figures();
    proposals();
    alarms();
    places();
    late();
    hazards();
    pictures();
    how_to_read();
    return std::move(document_);
  }

 private:
  template <class Block>
  void add(Block block) {
    document_.blocks.emplace_back(std::move(block));
  }
  void heading(std::string_view zh, std::string_view en) { add(paper::Heading{say_.in(zh, en)}); }
  void none(std::string_view zh, std::string_view en) { add(paper::Paragraph{say_.in(zh, en), Tone::Quiet}); }
  Cell evidence(const analysis::Evidence& records) const { return {say_.records(records), Tone::Quiet}; }
  std::string zone(const std::string& name) const { return say_.in(analysis::title_of_zone(directory_, name)); }
  std::string title(const analysis::ReviewCount& count) const { return count.title ? say_.in(*count.title) : count.name; }

  void what_happened() {
    heading("这个月", "The month");
    paper::Figures happened;
    for (const analysis::ReviewCount& each : review_.happened) happened.figures.push_back({title(each), std::to_string(each.count)});
    add(std::move(happened));
  }

  void figures() {
    heading("考核指标", "Figures");
    paper::Bars bars;
    for (std::size_t i = 0; i < review_.kpi.size(); ++i) {
      const core::Share& share = review_.kpi[i];
      const auto ratio = share.of == 0 ? std::nullopt : std::optional(static_cast<double>(share.good) / static_cast<double>(share.of));
      bars.bars.push_back({say_.in(title_of(static_cast<core::Metric>(i))), ratio, say_.share(share)});
    }
    add(std::move(bars));
  }

  void proposals() {
    heading("建议", "Proposals");
    if (review_.proposals.empty()) return none("没有建议。", "There are none.");
    Table table{{{0.5, Align::Right}, {7}, {2.6}},
                {"#", say_.in("建议", "Proposal"), say_.in("依据（日志记录）", "Rests on (records)")},
                {}};
    for (std::size_t i = 0; i < review_.proposals.size(); ++i) {
      const analysis::Proposal& each = review_.proposals[i];
      table.rows.push_back({{std::to_string(i + 1)}, {say_.in(each.text)}, evidence(each.evidence)});
    }
    add(std::move(table));
  }

  void alarms() {
    const analysis::AlarmReview& alarms = review_.alarms;
    heading("报警", "Alarms");
    const std::string hour = alarms.busiest_hour ? say_.minute(*alarms.busiest_hour).substr(5) : "—";
    add(paper::Figures{{{say_.in("每天", "a day"), fmt::format("{:.1f}", alarms.per_day)},
                        {say_.in("最忙一小时 ", "in the busiest hour, ") + hour, std::to_string(alarms.busiest_count)},
                        {say_.in("报警泛滥", "floods"), std::to_string(alarms.floods)},
                        {say_.in("持续超过一天", "stood for more than a day"), std::to_string(alarms.stale)},
                        {say_.in("确认用时（中位）", "to be acknowledged (median)"),
                         alarms.acknowledged_within ? say_.duration(*alarms.acknowledged_within) : "—"}}});
    counts(review_.by_severity, say_.in("级别", "Severity"));
    heading("反复报警", "Causes that rang again and again");
    if (review_.causes.empty()) none("没有一个条件报警三次。", "No condition rang three times.");
    if (!review_.causes.empty()) counts(review_.causes, say_.in("条件", "Condition"));
    if (review_.alarms.chattering.empty()) return;
    heading("抖动报警：一分钟内三次以上", "Chattering: three times or more within a minute");
    counts(review_.alarms.chattering, say_.in("条件", "Condition"));
  }

  void counts(const std::vector<analysis::ReviewCount>& all, std::string what) {
    Table table{{{6}, {1, Align::Right}, {3}}, {std::move(what), say_.in("次数", "Times"), say_.in("日志记录", "Records")}, {}};
    for (const analysis::ReviewCount& each : all) {
      if (table.rows.size() == kRowsShown) break;
      table.rows.push_back({{title(each)}, {std::to_string(each.count)}, evidence(each.evidence)});
    }
    add(std::move(table));
    if (all.size() > kRowsShown) none("其余的在系统的复盘页上。", "The others are on the review page of the system.");
  }

  void places() {
    heading("薄弱区域", "Weak zones");
    if (review_.weak_zones.empty()) none("没有。", "There are none.");
    Table zones{{{4}, {1.2, Align::Right}, {1.4, Align::Right}, {1.2, Align::Right}, {1.6, Align::Right}, {1.2, Align::Right}},
                {say_.in("区域", "Zone"), say_.in("超时", "Late"), say_.in("反复报警", "Repeated"), say_.in("隐患", "Hazards"),
                 say_.in("看不见（小时）", "Blind (h)"), say_.in("得分", "Score")},
                {}};
    for (const analysis::WeakZone& each : review_.weak_zones)
      zones.rows.push_back({{zone(each.zone)},
                            {std::to_string(each.late)},
                            {std::to_string(each.repeated)},
                            {std::to_string(each.hazards)},
                            {fmt::format("{:.1f}", each.blind_h)},
                            {fmt::format("{:.2f}", each.score)}});
    if (!zones.rows.empty()) add(std::move(zones));
    heading("看不见的测点", "Points that could not be seen");
    if (review_.blind.empty()) return none("没有。", "There are none.");
    Table points{{{3}, {3}, {2, Align::Right}, {1.2, Align::Right}, {3}},
                 {say_.in("测点", "Point"), say_.in("区域", "Zone"), say_.in("时长", "For"), say_.in("占比", "Share"),
                  say_.in("日志记录", "Records")},
                 {}};
    for (const analysis::BlindPoint& each : review_.blind) {
      if (points.rows.size() == kRowsShown) break;
      points.rows.push_back({{each.point},
                             {zone(each.zone)},
                             {say_.duration(each.blind)},
                             {fmt::format("{:.1f}%", 100 * each.share)},
                             evidence(each.evidence)});
    }
    add(std::move(points));
  }

  void late() {
    heading("没有按时做的", "What was not done in time");
    if (review_.late.empty()) return none("没有。", "There is none.");
    add(paper::Paragraph{say_.in(fmt::format("共 {} 项，最久的在前；这里列出前 {} 项。", review_.late_in_all,
                                             std::min(review_.late.size(), kLateShown)),
                                 fmt::format("{} in all, the worst first; the first {} are here.", review_.late_in_all,
                                             std::min(review_.late.size(), kLateShown))),
                         Tone::Quiet});
    Table table{{{3.6}, {1.8}, {1.4}, {2.2}, {2.6, Align::Right}, {1}},
                {say_.in("事项", "Matter"), say_.in("要做的", "To do"), say_.in("岗位", "Post"), say_.in("时限", "Due"),
                 say_.in("超时", "Late by"), say_.in("记录", "Record")},
                {}};
    for (std::size_t i = 0; i < std::min(review_.late.size(), kLateShown); ++i) {
      const core::Obligation& each = review_.late[i];
      const NamedMatter matter = words_.matter(each.matter);
      const std::string late_by = say_.duration(analysis::late_by(each, words_.standards, words_.as_of));
      table.rows.push_back({{(matter.title ? say_.in(*matter.title) : std::string(name_of(each.matter.kind)))},
                            {say_.in(title_of(each.step))},
                            {each.post.empty() ? "—" : say_.in(core::title_of_post(directory_, each.post))},
                            {say_.minute(core::due_of(each, words_.standards))},
                            {late_by + (each.done ? "" : say_.in("，未做", ", not done"))},
                            evidence({each.asked_by})});
    }
    add(std::move(table));
  }

  void hazards() {
    heading("隐患类别", "Hazards by kind");
    if (review_.hazards.empty()) return none("没有上报的隐患。", "No hazard was reported.");
    std::size_t all = 0;
    for (const analysis::ReviewCount& each : review_.hazards) all += each.count;
    paper::Bars bars;
    for (const analysis::ReviewCount& each : review_.hazards)
      bars.bars.push_back({title(each), static_cast<double>(each.count) / static_cast<double>(all), std::to_string(each.count)});
    add(std::move(bars));
  }

  // By post: a review judges nobody by name.
  void pictures() {
    PicturesPaper pictures(say_, photos_.photo);
    for (const store::HazardRow& each : photos_.hazards) {
      const std::string what = "#" + std::to_string(each.id.get()) + " " + each.what;
      const std::string post = say_.in(core::title_of_post(directory_, each.post));
      pictures.add(first_of(each.photos_before), say_.in("整改前 ", "Before: ") + what, post, each.reported);
      pictures.add(first_of(each.photos_after), say_.in("整改后 ", "After: ") + what, post, each.rectified.value_or(each.reported));
    }
    pictures.write(document_);
  }

  static std::vector<std::string> first_of(const std::vector<std::string>& photos) {
    return photos.empty() ? photos : std::vector<std::string>{photos.front()};
  }

  void how_to_read() {
    heading("怎样读", "How to read this");
    add(paper::Paragraph{
        say_.in(
            "所有数字都由日志算出，同一份日志得到同样的数字；# 后是日志记录号，可在系统中逐条核对。当月提出的要求计入当月；未到时限的不计。"
            "本文不评价个人：按人的数字在系统的考核页上，只有本人和安全员可见。",
            "All figures come from the journal, and the same journal gives the same figures; after # stand records, which can be looked "
            "up in the system. What was asked in the month counts in it; what is not due yet counts nowhere. Nobody is judged by name "
            "here: such figures are on the page of figures, for that person and for safety officers."),
        Tone::Quiet});
  }

  const analysis::Review& review_;
  const ObligationWords& words_;
  const site::Directory& directory_;
  const ReviewPhotos& photos_;
  PaperWords say_;
  paper::Document document_;
};

}  // namespace

paper::Document review_paper(const analysis::Review& review, const ObligationWords& words, const site::Directory& directory,
                             const ReviewPhotos& photos, Language language) {
  return ReviewPaper(review, words, directory, photos, language).write();
}

}  // namespace davy::api
