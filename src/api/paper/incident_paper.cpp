#include "api/paper/incident_paper.hpp"

#include "api/json/incident_report.hpp"
#include "api/paper/paper_words.hpp"
#include "core/duty.hpp"
#include "core/incident/expected_people.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {
namespace {

using paper::Table;

class IncidentPaper {
 public:
  IncidentPaper(const IncidentOnPaper& on_paper, const site::Directory& directory, Language language)
      : paper_(on_paper),
        incident_(on_paper.incident),
        directory_(directory),
        say_(language, directory.site().utc_offset),
        pictures_(say_, on_paper.photo) {}

  paper::Document write() {
    const store::IncidentRow& row = incident_.row;
    const bool drill = row.what.exercise == core::Exercise::Drill;
    document_.title =
        drill ? say_.in("【演练】应急处置报告", "DRILL: report of an emergency") : say_.in("应急处置报告", "Report of an emergency");
    document_.subtitle = say_.in("编号 ", "Number ") + std::to_string(row.id.get()) + " · " + state() + " · " + say_.minute(row.opened);
    document_.header = say_.in(directory_.site().title);
    document_.footer = say_.in(fmt::format("由系统记录生成，截至 {}。", say_.minute(incident_.at)),
                               fmt::format("Made of the records, as of {}.", say_.minute(incident_.at)));
    document_.as_of = incident_.at;
    document_.language = say_.of_paper();
    if (drill) add(paper::Statement{say_.in("这是演练，不是真实事故。", "This is a drill, not a real accident.")});
    report();
    cards();
    people();
    log();
    photos();
    pictures_.write(document_);
    return std::move(document_);
  }

 private:
  template <class Block>
  void add(Block block) {
    document_.blocks.emplace_back(std::move(block));
  }
  void heading(std::string_view zh, std::string_view en) { add(paper::Heading{say_.in(zh, en)}); }
  std::string who(const std::string& login) const { return login.empty() ? "" : paper_.person(login); }

  std::string state() const {
    switch (incident_.row.state) {
      case store::IncidentStage::Open: return say_.in("响应中", "going on");
      case store::IncidentStage::Ended: return say_.in("响应终止", "ended");
      case store::IncidentStage::Closed: return say_.in("已总结", "closed");
    }
    return "";
  }

  // What was reported, else the draft as it is now.
  void report() {
    const auto& reports = incident_.story.reports;
    heading("报告", "The report");
    for (const auto& each : reports) {
      add(paper::Paragraph{say_.minute(each.at) + " · " + who(each.by) + " · " + each.what.how + " · " + each.what.to,
                           paper::Tone::Strong});
      add(paper::Paragraph{each.what.text});
    }
    if (!reports.empty()) return;
    add(paper::Paragraph{say_.in("尚未上报。以下是按已记录的事实生成的草稿。", "Not reported. This is a draft of what is recorded."),
                         paper::Tone::Quiet});
    add(paper::Paragraph{say_.in(incident_report(incident_, directory_))});
  }

  void cards() {
    if (incident_.story.cards.empty()) return;
    heading("处置卡", "Cards");
    Table table{{{2}, {1.4}, {2}, {2}, {3}},
                {say_.in("处置卡", "Card"), say_.in("岗位", "Post"), say_.in("领取", "Taken"), say_.in("完成", "Done"),
                 say_.in("结果", "Result")},
                {}};
    for (const store::CardStory& each : incident_.story.cards)
      table.rows.push_back({{say_.in(Text{each.what.title.zh, each.what.title.en})},
                            {say_.in(core::title_of_post(directory_, each.what.post))},
                            {each.taken ? who(each.by) + " " + say_.minute(*each.taken) : say_.in("无人领取", "nobody")},
                            {each.done ? say_.minute(each.done->at) : say_.in("未完成", "not done")},
                            {each.done ? each.done->what.note : ""}});
    add(std::move(table));
  }

  void people() {
    const auto& evacuation = incident_.story.evacuation;
    if (!evacuation) return;
    heading("人员清点", "Head-count");
    const auto found = std::ranges::count_if(evacuation->people, [](const store::PersonStory& each) {
      return each.told && core::incident::is_accounted(each.told->what.state);
    });
    add(paper::Figures{
        {{say_.in("应到", "expected"), std::to_string(evacuation->people.size())},
         {say_.in("已确认", "accounted for"), std::to_string(found)},
         {say_.in("下落不明", "not known where"), std::to_string(evacuation->people.size() - static_cast<std::size_t>(found))}}});
  }

  void log() {
    if (incident_.story.notes.empty()) return;
    heading("记录", "Log");
    Table table{{{1.6}, {1.2}, {5}}, {say_.in("时间", "Time"), say_.in("记录人", "By"), say_.in("内容", "What")}, {}};
    for (const auto& each : incident_.story.notes) table.rows.push_back({{say_.minute(each.at)}, {who(each.by)}, {each.what.text}});
    add(std::move(table));
  }

  void photos() {
    const store::IncidentRow& row = incident_.row;
    pictures_.add(row.what.photos, say_.in("启动应急", "The call"), who(row.by), row.opened);
    for (const store::CardStory& each : incident_.story.cards)
      if (each.done)
        pictures_.add(each.done->what.photos, say_.in(Text{each.what.title.zh, each.what.title.en}), who(each.done->by), each.done->at);
    for (const auto& each : incident_.story.notes) pictures_.add(each.what.photos, each.what.text, who(each.by), each.at);
  }

  const IncidentOnPaper& paper_;
  const IncidentDetail& incident_;
  const site::Directory& directory_;
  PaperWords say_;
  PicturesPaper pictures_;
  paper::Document document_;
};

}  // namespace

paper::Document incident_paper(const IncidentOnPaper& on_paper, const site::Directory& directory, Language language) {
  return IncidentPaper(on_paper, directory, language).write();
}

}  // namespace davy::api
