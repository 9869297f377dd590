#include "api/paper/permit_paper.hpp"

#include "api/json/permit_words.hpp"
#include "api/paper/paper_words.hpp"
#include "core/permit/gb30871.hpp"
#include "core/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace davy::api {
namespace {

namespace rules = core::gb30871;
using core::PermitKind;
using paper::Align;
using paper::Cell;
using paper::Rules;
using paper::Table;
using paper::Tone;
using store::PermitStage;

constexpr std::size_t kWide = 3;  // columns beside a label

class PermitPaper {
 public:
  PermitPaper(const PermitOnPaper& permit, const site::Directory& directory, Language language)
      : permit_(permit), what_(permit.row.what), directory_(directory), say_(language, directory.site().utc_offset) {}

  paper::Document write() {
    const Text kind = title_of(what_.kind);
    constexpr std::string_view kWork = "作业";
    const std::string bare = kind.zh.ends_with(kWork) ? kind.zh.substr(0, kind.zh.size() - kWork.size()) : kind.zh;
    document_.title = say_.in(bare + "安全作业票", "Permit: " + kind.en);
    document_.subtitle = say_.in("编号 ", "Number ") + std::to_string(permit_.row.id.get()) + " · " + say_.in("状态：", "State: ") +
                         say_.in(title_of(permit_.row.state));
    document_.header = say_.in(directory_.site().title);
    document_.footer =
        say_.in(fmt::format("依据 {}。由系统记录生成，票号 {}，截至 {}。", rules::kEdition, permit_.row.id.get(), now()),
                fmt::format("By {}. Made of the records, permit {}, as of {}.", rules::kEdition, permit_.row.id.get(), now()));
    document_.as_of = permit_.as_of;
    document_.language = say_.of_paper();
    add(paper::Statement{statement()});
    facts();
    analysis();
    isolations();
    gas_tests();
    measures();
    briefing();
    signatures();
    end();
    photos();
    return std::move(document_);
  }

 private:
  template <class Block>
  void add(Block block) {
    document_.blocks.emplace_back(std::move(block));
  }
  void heading(std::string_view zh, std::string_view en) { add(paper::Heading{say_.in(zh, en)}); }
  std::string now() const { return say_.minute(permit_.as_of); }
  std::string person(const std::string& login) const { return login.empty() ? "" : permit_.person(login); }
  std::string minute(const std::optional<Instant>& at) const { return at ? say_.minute(*at) : ""; }

  std::string because() const {
    const auto& stopped = permit_.row.stopped;
    if (!stopped) return "";
    return say_.in("（", " (") + say_.in(title_of(stopped->cause)) + (stopped->what.empty() ? "" : say_.in("：", ": ") + stopped->what) +
           say_.in("）", ")");
  }

  // What the paper is worth. Of an open one too: paper does not change when the permit does.
  std::string statement() const {
    switch (permit_.row.state) {
      case PermitStage::Open:
        return say_.in("截至 " + now() + " 作业中，有效至 " + say_.minute(what_.until) + "。此后是否仍有效，以系统为准。",
                       "Open as of " + now() + ", until " + say_.minute(what_.until) + ". Whether it still is, the system says.");
      case PermitStage::Preparing: return say_.in("正在办理，不得作业。", "Being prepared: no work by it.");
      case PermitStage::Signed: return say_.in("已签批，作业还没有开始，不得作业。", "Signed, not started: no work by it yet.");
      case PermitStage::Interrupted: return say_.in("作业暂停，恢复之前不得作业。", "At rest: no work by it until it goes on.");
      case PermitStage::Suspended: return say_.in("已收回" + because() + "：停止作业。", "Taken back" + because() + ": stop the work.");
      case PermitStage::Finished:
        return say_.in("作业已完成，等待验收，不得再作业。", "The work is done and to be accepted: no more work by it.");
      case PermitStage::Accepted:
      case PermitStage::Archived: return say_.in("作业已完成并验收，不得再作业。", "The work is done and accepted: no more work by it.");
      case PermitStage::Refused: return say_.in("已驳回，不得作业。", "Refused: no work by it.") + " " + permit_.row.ended_reason;
      case PermitStage::Expired: return say_.in("已到期，不得再作业；须重新申请。", "Out of time: no work without a new permit.");
      case PermitStage::Cancelled: return say_.in("已作废，不得作业。", "Cancelled: no work by it.") + " " + permit_.row.ended_reason;
    }
    return "";
  }

  static Table form() { return {{{1.1}, {2.4}, {1.1}, {2.4}}, {}, {}, Rules::Grid}; }
  Cell label(std::string_view zh, std::string_view en) const { return {say_.in(zh, en), Tone::Quiet}; }
  static Cell wide(std::string text) { return {std::move(text), Tone::Plain, kWide}; }

  std::string grounds() const {
    const core::PermitGrounds& grounds = what_.grounds;
    std::vector<std::string> said;
    if (what_.kind == PermitKind::HotWork) said.push_back(say_.in(title_of(grounds.hot_place)));
    if (what_.kind == PermitKind::Height) {
      said.push_back(say_.in("高度 ", "height ") + say_.number(grounds.height_m) + " m");
      for (const core::HeightFactor each : grounds.factors) said.push_back(say_.in(title_of(each)));
    }
    if (what_.kind == PermitKind::Lifting) said.push_back(say_.in("吊物 ", "load ") + say_.number(grounds.load_t) + " t");
    if (what_.kind == PermitKind::Excavation) said.push_back(say_.in("深度 ", "depth ") + say_.number(grounds.depth_m) + " m");
    return say_.joined(said);
  }

  std::string level() const {
    std::vector<std::string> upgraded;
    for (const std::string& each : what_.upgraded)
      upgraded.push_back(each == "night"      ? say_.in("夜间升级", "night")
                         : each == "rest-day" ? say_.in("休息日升级", "day of rest")
                         : each == "holiday"  ? say_.in("节假日升级", "holiday")
                         : each == "wind"     ? say_.in("大风升级", "wind")
                         : each == "reading"  ? say_.in("按读数升级", "a reading")
                                              : each);
    return say_.in(title_of(what_.kind, what_.level)) + say_.in_brackets(say_.joined(upgraded));
  }

  std::string where() const {
    const auto zone = directory_.zone(what_.zone);
    const core::PermitPlace& place = what_.place;
    const auto n = [this](double value) { return say_.number(value); };
    const std::string circle = say_.in(fmt::format("平面图（{}，{}）米，半径 {} 米，高 {} 至 {} 米", n(place.x_m), n(place.y_m),
                                                   n(place.radius_m), n(place.bottom_m), n(place.top_m)),
                                       fmt::format("plan ({}, {}) m, radius {} m, {} to {} m high", n(place.x_m), n(place.y_m),
                                                   n(place.radius_m), n(place.bottom_m), n(place.top_m)));
    return (zone ? say_.in(directory_.site()[*zone].title) : what_.zone) + " · " + circle + " · " +
           (what_.outdoors ? say_.in("露天", "outdoors") : say_.in("室内", "indoors"));
  }

  // Appendix A: workers, each with the number of their certificate.
  std::string numbers(const std::vector<std::string>& certificates) const {
    const std::string all = say_.joined(certificates);
    return all.empty() ? "" : say_.in_brackets(say_.in("证号 ", "certificate ") + all);
  }

  std::string none_if_empty(std::string text) const { return text.empty() ? say_.in("无", "none") : text; }

  void facts() {
    Table table = form();
    auto& rows = table.rows;
    rows.push_back({label("作业单位", "Unit"),
                    {what_.unit},
                    label("申请", "Applied for"),
                    {person(permit_.row.by) + " " + say_.minute(permit_.row.applied)}});
    rows.push_back({label("作业级别", "Level"), {level()}, label("定级依据", "Rests on"), {grounds()}});
    rows.push_back({label("作业内容", "Work"), wide(what_.what)});
    rows.push_back({label("作业地点", "Place"), wide(where())});
    rows.push_back({label("作业时间", "Time"), wide(say_.minute(what_.from) + " — " + say_.minute(what_.until))});
    for (const rules::DetailField& each : rules::details(what_.kind)) {
      const auto said = std::ranges::find(what_.details, each.field, &core::PermitDetail::field);
      rows.push_back({label(each.zh, each.en), wide(said == what_.details.end() ? "" : said->text)});
    }
    rows.push_back({label("作业负责人", "Responsible"),
                    {person(what_.lead)},
                    label("监护人", "Guardian"),
                    {person(what_.guardian) + numbers(permit_.guardian_certificates(what_.guardian))}});
    std::vector<std::string> workers, related, activities;
    for (const std::string& each : what_.workers) workers.push_back(permit_.worker(each) + numbers(permit_.certificates(each)));
    for (const core::PermitId each : what_.related) related.push_back("#" + std::to_string(each.get()));
    for (const core::Activity each : what_.activities) activities.push_back(say_.in(title_of(each)));
    rows.push_back({label("作业人员", "Workers"), wide(say_.joined(workers))});
    rows.push_back({label("关联作业票", "Related permits"),
                    {none_if_empty(say_.joined(related))},
                    label("交叉作业协调人", "Coordinator"),
                    {none_if_empty(person(what_.coordinator))}});
    if (!activities.empty()) rows.push_back({label("作业中还会有", "Besides"), wide(say_.joined(activities))});
    rows.push_back({label("绑定的检测仪", "Detectors"), wide(none_if_empty(say_.joined(what_.points)))});
    add(std::move(table));
  }

  void analysis() {
    heading("作业危害分析", "Job safety analysis");
    Table table{{{0.5, Align::Centre}, {2}, {2}, {3}, {1, Align::Centre}},
                {"#", say_.in("作业步骤", "Step"), say_.in("危害", "Danger"), say_.in("措施", "Measure"), say_.in("残余风险", "Risk left")},
                {},
                Rules::Grid};
    for (std::size_t i = 0; i < what_.analysis.size(); ++i) {
      const core::JobHazard& line = what_.analysis[i];
      const bool is_high = line.residual && *line.residual >= site::Severity::Serious;
      table.rows.push_back({{std::to_string(i + 1)},
                            {line.step},
                            {line.danger},
                            {line.measure},
                            {line.residual ? say_.in(title_of(*line.residual)) : "", is_high ? Tone::Strong : Tone::Plain}});
    }
    add(std::move(table));
  }

  std::string told(const std::optional<store::Said<core::PermitIsolation>>& said) const {
    if (!said) return "";
    const bool is_shown = said->what.on_site != core::OnSite::No;
    return person(said->by) + " " + say_.minute(said->at) + say_.in_brackets(is_shown ? say_.in(title_of(said->what.on_site)) : "");
  }

  // Taken off, or who keeps it on and why.
  std::string told_end(const store::PermitIsolationStory& story) const {
    if (story.removed) return told(story.removed);
    if (!story.kept) return "";
    const core::PermitId other = story.kept->what.for_permit;
    return say_.in("移交 ", "kept by ") + told(story.kept) + (other.none() ? "" : " #" + std::to_string(other.get())) +
           say_.in_brackets(story.kept->what.note);
  }

  void isolations() {
    if (what_.isolations.empty() && what_.no_isolation.empty()) return;
    heading("能量隔离与上锁挂牌", "Isolation, with lock and tag");
    if (what_.isolations.empty()) return add(paper::Paragraph{say_.in("不需隔离：", "Nothing is isolated: ") + what_.no_isolation});
    Table table{{{0.5, Align::Centre}, {1.2}, {2}, {1.1}, {1.8}, {1.8}, {1.8}},
                {"#", say_.in("方式", "Kind"), say_.in("位置", "Place"), say_.in("锁号", "Lock"), say_.in("上锁", "Locked"),
                 say_.in("确认", "Verified"), say_.in("解除", "Taken off")},
                {},
                Rules::Grid};
    for (std::uint32_t number = 1; number <= what_.isolations.size(); ++number) {
      const core::Isolation& asked = what_.isolations[number - 1];
      const auto found = permit_.story.isolations.find(number);
      const store::PermitIsolationStory story = found == permit_.story.isolations.end() ? store::PermitIsolationStory() : found->second;
      table.rows.push_back({{std::to_string(number)},
                            {say_.in(title_of(asked.kind))},
                            {asked.place},
                            {story.set ? story.set->what.lock : ""},
                            {told(story.set)},
                            {told(story.verified)},
                            {told_end(story)}});
    }
    add(std::move(table));
  }

  std::string gas(const core::GasReading& reading) const {
    const auto known = std::ranges::find(rules::gases(), reading.gas, &rules::Gas::name);
    const bool is_known = known != rules::gases().end();
    std::string text = say_.in(title_of(reading.what));
    if (!reading.gas.empty()) text += " " + (is_known ? say_.in(known->zh, known->en) : reading.gas);
    return reading.part == core::VesselPart::Whole ? text : text + " " + say_.in(title_of(reading.part));
  }

  std::string limits(const core::GasReading& reading) const {
    if (reading.low && reading.high) return say_.number(*reading.low) + " – " + say_.number(*reading.high);
    if (reading.low) return "≥ " + say_.number(*reading.low);
    return reading.high ? "≤ " + say_.number(*reading.high) : "";
  }

  // Who measured, as they are called, and who answers for it by their account.
  std::string analyst(const store::Said<core::PermitGasTested>& test) const {
    const std::string teller = person(test.by);
    if (test.what.analyst == teller || test.what.analyst == test.by) return teller;
    return test.what.analyst + say_.in_brackets(say_.in("填报：", "told by ") + teller);
  }

  void gas_tests() {
    heading("气体分析", "Gas tests");
    if (permit_.story.tests.empty()) return add(paper::Paragraph{say_.in("还没有气体分析。", "No gas was tested yet."), Tone::Quiet});
    Table table{{{2}, {2.4}, {1.5, Align::Right}, {1.4}, {1, Align::Centre}, {1.5}},
                {say_.in("取样时间", "Taken"), say_.in("气体", "Gas"), say_.in("读数", "Reading"), say_.in("限值", "Limit"),
                 say_.in("结论", "Result"), say_.in("分析人", "Analyst")},
                {},
                Rules::Grid};
    for (const auto& test : permit_.story.tests)
      for (const core::GasReading& each : test.what.readings)
        table.rows.push_back(
            {{say_.minute(test.what.taken)},
             {gas(each)},
             {say_.number(each.value) + " " + each.unit},
             {limits(each)},
             {each.good ? say_.in("√ 合格", "√ good") : say_.in("× 不合格", "× not good"), each.good ? Tone::Plain : Tone::Strong},
             {analyst(test)}});
    add(std::move(table));
  }

  void measures() {
    heading("安全措施", "Measures");
    Table table{{{0.5, Align::Centre}, {5.5}, {1.2, Align::Centre}, {2}},
                {"#", say_.in("措施", "Measure"), say_.in("落实", "In place"), say_.in("确认人", "Confirmed by")},
                {},
                Rules::Grid};
    std::uint32_t number = 0;
    for (const rules::Measure& each : rules::measures(what_.kind)) measure(table, ++number, say_.in(each.zh, each.en));
    for (const std::string& each : what_.others) measure(table, ++number, each);
    add(std::move(table));
  }

  std::string figures(std::uint32_t measure, const std::vector<core::MeasuredFigure>& given) const {
    std::vector<std::string> said;
    for (const rules::Figure& rule : rules::figures(what_.kind, measure)) {
      const auto found = std::ranges::find(given, rule.field, &core::MeasuredFigure::field);
      if (found != given.end()) said.push_back(say_.in(rule.zh, rule.en) + " " + say_.number(found->value) + " " + std::string(rule.unit));
    }
    return say_.in_brackets(say_.joined(said));
  }

  void measure(Table& table, std::uint32_t number, std::string text) const {
    const auto said = permit_.story.measures.find(number);
    if (said == permit_.story.measures.end()) {
      table.rows.push_back({{std::to_string(number)}, {std::move(text)}, {""}, {""}});
      return;
    }
    const auto& [confirmed, by, at] = said->second;
    table.rows.push_back({{std::to_string(number)},
                          {text + say_.in_brackets(confirmed.remark) + figures(number, confirmed.figures)},
                          {confirmed.applies ? "√" : say_.in("不适用", "does not apply")},
                          {person(by) + " " + say_.minute(at)}});
  }

  void briefing() {
    heading("安全交底", "Safety briefing");
    if (permit_.story.briefings.empty()) return add(paper::Paragraph{say_.in("还没有交底。", "Nobody was briefed yet."), Tone::Quiet});
    for (const auto& [briefed, by, at] : permit_.story.briefings) {
      std::vector<std::string> receivers;
      for (const std::string& each : briefed.receivers) receivers.push_back(permit_.worker(each));
      const std::string to = say_.joined(receivers);
      if (!receivers.empty())
        add(paper::Paragraph{
            say_.in(person(by) + " 向 " + to + " 交底，" + say_.minute(at), person(by) + " briefed " + to + ", " + say_.minute(at)) +
            say_.in_brackets(briefed.note)});
      for (const core::BriefingReceipt& each : briefed.receipts) received(each, by, at);
    }
  }

  // By their own account, or in their own hand on the phone of somebody else; the picture of that is at the end.
  void received(const core::BriefingReceipt& receipt, const std::string& by, Instant at) {
    const std::string who = permit_.worker(receipt.worker);
    const std::string how = receipt.signature.empty() ? say_.in("本人账号", "by their own account")
                                                      : say_.in("手写签名，由 " + person(by) + " 收取", "by hand, taken by " + person(by));
    add(paper::Paragraph{
        say_.in(who + " 已接受交底并签字，" + say_.minute(at), who + " signed that they were briefed, " + say_.minute(at)) +
        say_.in_brackets(how)});
  }

  void signatures() {
    heading("签批", "Signatures");
    Table table{{{2.6}, {2.4}, {2}, {2}},
                {say_.in("签批", "Step"), say_.in("意见", "Opinion"), say_.in("签字人", "Signed by"), say_.in("时间", "Time")},
                {},
                Rules::Grid};
    const auto steps = rules::signatures(what_.kind, what_.level);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto given = std::ranges::find_if(permit_.story.signatures, [&](const auto& each) { return each.what.step == i + 1; });
      const std::string purpose = say_.in(title_of(steps[i].purpose));
      if (given == permit_.story.signatures.end()) {
        table.rows.push_back({{purpose}, {""}, {""}, {""}});
        continue;
      }
      const std::string post = given->what.post.empty() ? "" : say_.in(core::title_of_post(directory_, given->what.post)) + " · ";
      const bool is_shown = given->what.on_site != core::OnSite::No;
      table.rows.push_back({{post + purpose},
                            {given->what.opinion},
                            {person(given->by) + say_.in_brackets(is_shown ? say_.in(title_of(given->what.on_site)) : "")},
                            {say_.minute(given->at)}});
    }
    add(std::move(table));
  }

  std::string rest_text(const store::PermitRest& rest) const {
    const std::string why = rest.cause ? say_.in(title_of(*rest.cause)) : say_.in("暂停", "at rest");
    const std::string value = rest.cause == core::StopCause::Gas ? " " + say_.number(rest.value) : "";
    const std::string by = rest.by.empty() ? say_.in("系统自动收回", "by the system") : person(rest.by);
    return minute(rest.at) + " — " + (rest.resumed ? minute(rest.resumed) : say_.in("未恢复", "not given back")) + "  " + why + " " +
           rest.what + value + say_.in_brackets(by);
  }

  void end() {
    heading("作业经过与验收", "The work and its acceptance");
    Table table = form();
    const store::PermitRow& row = permit_.row;
    table.rows.push_back({label("开始作业", "Started"), {minute(row.started)}, label("作业完成", "Done"), {finished()}});
    for (const store::PermitRest& each : permit_.story.rests) table.rows.push_back({label("停止", "Stopped"), wide(rest_text(each))});
    std::string verdict;
    if (const auto& said = permit_.story.verdict)
      verdict = (said->verdict == core::Verdict::Approved ? say_.in("合格", "accepted") : say_.in("退回", "returned")) + " " +
                person(said->by) + " " + say_.minute(said->at) + say_.in_brackets(said->note);
    table.rows.push_back({label("完工验收", "Acceptance"), wide(verdict)});
    if (row.ended)
      table.rows.push_back({label("结束", "Ended"),
                            wide(say_.in(title_of(row.state)) + " " + say_.minute(*row.ended) + say_.in_brackets(row.ended_reason))});
    add(std::move(table));
  }

  // Under each signature the name of whose it is.
  void add_briefing(PicturesPaper& pictures, const store::Said<core::PermitBriefed>& said) const {
    std::vector<std::string> others = said.what.photos;
    for (const core::BriefingReceipt& each : said.what.receipts) std::erase(others, each.signature);
    pictures.add(others, say_.in("安全交底", "Briefing"), person(said.by), said.at);
    for (const core::BriefingReceipt& each : said.what.receipts)
      if (!each.signature.empty()) pictures.add({each.signature}, say_.in("交底签收", "Briefed"), permit_.worker(each.worker), said.at);
  }

  void photos() {
    PicturesPaper pictures(say_, permit_.photo);
    pictures.add(what_.photos, say_.in("申请", "Application"), person(permit_.row.by), permit_.row.applied);
    for (const auto& [number, said] : permit_.story.measures)
      pictures.add(said.what.photos, say_.in("措施 ", "Measure ") + std::to_string(number), person(said.by), said.at);
    for (const auto& [number, isolation] : permit_.story.isolations)
      for (const auto& said : {isolation.set, isolation.verified, isolation.removed, isolation.kept})
        if (said) pictures.add(said->what.photos, say_.in("隔离 ", "Isolation ") + std::to_string(number), person(said->by), said->at);
    for (const auto& said : permit_.story.tests) pictures.add(said.what.photos, say_.in("气体分析", "Gas test"), person(said.by), said.at);
    for (const auto& said : permit_.story.briefings) add_briefing(pictures, said);
    if (const auto& said = permit_.story.finished)
      pictures.add(said->what.photos, say_.in("完工", "Work done"), person(said->by), said->at);
    pictures.write(document_);
  }

  std::string finished() const {
    const auto& said = permit_.story.finished;
    if (!said) return "";
    return person(said->by) + " " + say_.minute(said->at) + say_.in_brackets(said->what.note);
  }

  const PermitOnPaper& permit_;
  const core::PermitApplied& what_;
  const site::Directory& directory_;
  PaperWords say_;
  paper::Document document_;
};

}  // namespace

paper::Document permit_paper(const PermitOnPaper& permit, const site::Directory& directory, Language language) {
  return PermitPaper(permit, directory, language).write();
}

}  // namespace davy::api
