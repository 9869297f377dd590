#include "api/json/incident_report.hpp"

#include "core/incident/accident_grade.hpp"
#include "core/incident/expected_people.hpp"
#include "core/refuse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace davy::api {
namespace {

constexpr std::size_t kLinesMax = 25;
constexpr std::size_t kNoteMax = 300;  // characters of what somebody wrote
constexpr std::string_view kNotKnownZh = "不详";
constexpr std::string_view kNotKnownEn = "unknown";

struct Danger {
  std::string_view code;
  std::string_view zh;
  std::string_view en;
};

// Basic types of accidents, GB 6441-2025.
constexpr std::array kDangers{Danger{"0001", "物体打击", "struck by an object"},
                              Danger{"0002", "厂内车辆伤害", "vehicle inside the plant"},
                              Danger{"0003", "道路车辆伤害", "vehicle on the road"},
                              Danger{"0004", "机械伤害", "machinery"},
                              Danger{"0005", "起重伤害", "lifting"},
                              Danger{"0006", "触电", "electric shock"},
                              Danger{"0007", "淹溺", "drowning"},
                              Danger{"0008", "灼烫", "burns"},
                              Danger{"0009", "火灾", "fire"},
                              Danger{"0010", "高处坠落", "fall from a height"},
                              Danger{"0011", "跌落", "fall"},
                              Danger{"0012", "坍塌", "collapse"},
                              Danger{"0013", "水害", "inrush of water"},
                              Danger{"0014", "容器爆炸", "explosion of a vessel"},
                              Danger{"0015", "管道爆炸", "explosion of a pipe"},
                              Danger{"0016", "可燃气体爆炸", "explosion of gas"},
                              Danger{"0017", "可燃液体蒸气爆炸", "explosion of vapour"},
                              Danger{"0018", "粉尘爆炸", "explosion of dust"},
                              Danger{"0019", "民用爆炸物品爆炸", "explosion of explosives"},
                              Danger{"0020", "烟花爆竹爆炸", "explosion of fireworks"},
                              Danger{"0021", "其他可燃固体爆炸", "explosion of another solid"},
                              Danger{"0022", "高温熔融物爆炸", "explosion of molten material"},
                              Danger{"0023", "中毒", "poisoning"},
                              Danger{"0024", "窒息", "suffocation"},
                              Danger{"0025", "滑坡", "landslide"},
                              Danger{"0026", "泄漏", "leak"},
                              Danger{"0099", "其他", "other"}};

struct Words {
  std::string_view zh;
  std::string_view en;
};
constexpr std::array kGrades{Words{"无伤亡和损失", "none: nobody hurt, nothing lost"}, Words{"一般事故", "general"},
                             Words{"较大事故", "larger"}, Words{"重大事故", "major"}, Words{"特别重大事故", "extraordinary"}};
constexpr std::array kLevels{Words{"三级", "third level"}, Words{"二级", "second level"}, Words{"一级", "first level"}};

// Not within a character.
std::string shortened(const std::string& text) {
  std::size_t at = 0, characters = 0;
  for (; at < text.size(); ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && ++characters > kNoteMax) return text.substr(0, at) + "…";
  return text;
}

struct Moment {
  Instant at;
  Text words;
};

class ReportDraft {
 public:
  ReportDraft(const IncidentDetail& incident, const site::Directory& directory) : incident_(incident), directory_(directory) {}

  Text write() {
    heading();
    time_and_place();
    course();
    casualties();
    measures();
    other();
    return std::move(text_);
  }

 private:
  const store::IncidentRow& row() const { return incident_.row; }
  const store::IncidentStory& story() const { return incident_.story; }
  Duration offset() const { return directory_.site().utc_offset; }

  void line(const std::string& zh, const std::string& en) {
    text_.zh += zh + "\n";
    text_.en += en + "\n";
  }
  std::string clock(Instant at) const {
    const auto minutes = static_cast<std::int64_t>(time_of_day(at, offset()).seconds()) / 60;
    return fmt::format("{} {:02}:{:02}", to_text(day_at(at, offset())), minutes / 60, minutes % 60);
  }
  std::string who(const std::string& login) const { return login.empty() ? "Davy" : name_of_person(incident_, "user:" + login); }
  Text zone(const std::string& name) const {
    const auto index = directory_.zone(name);
    const Text title = index ? directory_.site()[*index].title : Text{name, name};
    return {title.zh.empty() ? name : title.zh, title.en.empty() ? name : title.en};
  }

  void heading() {
    if (row().what.exercise == core::Exercise::Drill) line("【演练】以下内容不是真实事故", "DRILL: nothing of this is a real accident");
    if (row().reports == 0)
      line("生产安全事故快报", "Report of an accident");
    else
      line(fmt::format("生产安全事故续报（第 {} 次报告）", row().reports + 1),
           fmt::format("Follow-up report of an accident (report {})", row().reports + 1));
    line("草拟时间：" + clock(incident_.at), "Drafted: " + clock(incident_.at));
    const Text unit = directory_.site().title;
    line("一、事故单位：" + unit.zh, "1. Unit: " + unit.en);
  }

  void time_and_place() {
    const Text place = zone(row().what.zone);
    line("二、时间、地点和现场情况", "2. Time, place and scene");
    line("时间：" + clock(row().opened) + "（启动应急响应）", "Time: " + clock(row().opened) + " (the incident was opened)");
    line("地点：" + place.zh, "Place: " + place.en);
    const auto danger = std::ranges::find(kDangers, row().what.danger, &Danger::code);
    const bool is_known = danger != kDangers.end();
    line(fmt::format("事故类型：{}", is_known ? danger->zh : kNotKnownZh), fmt::format("Kind: {}", is_known ? danger->en : kNotKnownEn));
    line("现场情况：" + row().what.what, "Scene: " + row().what.what);
  }

  std::vector<Moment> moments() const {
    std::vector<Moment> all;
    if (incident_.alarm) {
      const Text title = core::title_of_condition(directory_, incident_.alarm->condition);
      all.push_back({incident_.alarm->raised, {"报警：" + title.zh, "alarm: " + title.en}});
    }
    all.push_back({row().opened,
                   {who(row().by) + " 启动应急响应：" + shortened(row().what.what),
                    who(row().by) + " opened the incident: " + shortened(row().what.what)}});
    for (const auto& note : story().notes)
      all.push_back({note.at, {who(note.by) + "：" + shortened(note.what.text), who(note.by) + ": " + shortened(note.what.text)}});
    std::ranges::stable_sort(all, {}, &Moment::at);
    return all;
  }

  void course() {
    line("三、简要经过", "3. Brief course");
    const std::vector<Moment> all = moments();
    const std::size_t first = all.size() > kLinesMax ? all.size() - kLinesMax : 0;
    if (first > 0) line(fmt::format("（此前 {} 条从略）", first), fmt::format("({} earlier lines are left out)", first));
    for (std::size_t i = first; i < all.size(); ++i)
      line(clock(all[i].at) + " " + all[i].words.zh, clock(all[i].at) + " " + all[i].words.en);
  }

  void casualties() {
    line("四、伤亡和损失", "4. Casualties and loss");
    if (const auto& told = story().casualties) {
      const core::CasualtiesTold& n = told->what;
      line(fmt::format("死亡 {} 人，重伤（含急性中毒）{} 人，轻伤 {} 人，下落不明 {} 人（{} 报）", n.dead, n.injured, n.slight, n.missing,
                       clock(told->at)),
           fmt::format("{} dead, {} seriously injured (acute poisoning with them), {} slightly, {} missing (told {})", n.dead, n.injured,
                       n.slight, n.missing, clock(told->at)));
      const bool has_loss = n.loss_cny > 0;
      line("初步估计直接经济损失：" + (has_loss ? fmt::format("{:.0f} 元", n.loss_cny) : std::string(kNotKnownZh)),
           "Direct loss, a first estimate: " + (has_loss ? fmt::format("CNY {:.0f}", n.loss_cny) : std::string(kNotKnownEn)));
      const Words& grade = kGrades[static_cast<std::size_t>(core::accident_grade(n.dead, n.injured, n.loss_cny))];
      line(fmt::format("按以上数字的事故等级：{}", grade.zh), fmt::format("Grade by these figures: {}", grade.en));
    } else {
      line(fmt::format("伤亡：{}；直接经济损失：{}", kNotKnownZh, kNotKnownZh),
           fmt::format("Casualties: {}; direct loss: {}", kNotKnownEn, kNotKnownEn));
    }
    head_count();
  }

  void head_count() {
    if (!story().evacuation)
      return line(fmt::format("人员清点：{}（未疏散）", kNotKnownZh), fmt::format("Head-count: {} (nobody was called out)", kNotKnownEn));
    std::string missing;
    std::size_t open = 0;
    const auto& people = story().evacuation->people;
    for (const store::PersonStory& each : people) {
      if (each.told && core::incident::is_accounted(each.told->what.state)) continue;
      if (++open <= kLinesMax) missing += (missing.empty() ? "" : "、") + name_of_person(incident_, each.who.person);
    }
    line(fmt::format("人员清点：应到 {} 人，已知下落 {} 人，不详 {} 人{}", people.size(), people.size() - open, open,
                     open ? "：" + missing : ""),
         fmt::format("Head-count: {} expected, {} accounted for, {} unknown{}", people.size(), people.size() - open, open,
                     open ? ": " + missing : ""));
  }

  void measures() {
    line("五、已采取的措施", "5. Measures taken");
    const Words& level = kLevels[static_cast<std::size_t>(row().level)];
    line(fmt::format("{}应急响应，指挥：{}", level.zh, who(row().commander)),
         fmt::format("Response of the {}, led by {}", level.en, who(row().commander)));
    if (const auto& evacuation = story().evacuation) {
      std::string zh, en;
      for (const std::string& each : evacuation->what.zones) {
        zh += (zh.empty() ? "" : "、") + zone(each).zh;
        en += (en.empty() ? "" : ", ") + zone(each).en;
      }
      line(clock(evacuation->ordered) + " 疏散：" + zh, clock(evacuation->ordered) + " evacuated: " + en);
    }
    for (const store::CardStory& card : story().cards) {
      if (!card.done) continue;
      const std::string note = card.done->what.note.empty() ? "" : shortened(card.done->what.note);
      line(clock(card.done->at) + " " + card.what.title.zh + (note.empty() ? "" : "：" + note),
           clock(card.done->at) + " " + card.what.title.en + (note.empty() ? "" : ": " + note));
    }
    const auto& used = story().resources;
    for (std::size_t i = used.size() > kLinesMax ? used.size() - kLinesMax : 0; i < used.size(); ++i) {
      const std::string amount = fmt::format("{} {} {}", used[i].what.what, used[i].what.quantity, used[i].what.unit);
      line(clock(used[i].at) + " 使用 " + amount, clock(used[i].at) + " used " + amount);
    }
  }

  void other() {
    line("六、其他情况", "6. Other");
    for (const auto& report : story().reports)
      line(clock(report.at) + " 已报告 " + shortened(report.what.to) + "（" + shortened(report.what.how) + "）",
           clock(report.at) + " reported to " + shortened(report.what.to) + " (" + shortened(report.what.how) + ")");
    if (story().ended)
      line(clock(story().ended->at) + " 响应终止：" + shortened(story().ended->what.reason),
           clock(story().ended->at) + " the response ended: " + shortened(story().ended->what.reason));
    else
      line("响应仍在进行", "The response goes on");
  }

  const IncidentDetail& incident_;
  const site::Directory& directory_;
  Text text_;
};

}  // namespace

Text incident_report(const IncidentDetail& incident, const site::Directory& directory) { return ReportDraft(incident, directory).write(); }

}  // namespace davy::api
