#include "api/json/site_json.hpp"

#include "api/json/json_writer.hpp"
#include "site/exercise.hpp"
#include "site/expression/program.hpp"
#include "site/names.hpp"

#include <algorithm>

namespace davy::api {
namespace {

// All that a condition looks at, its own point first.
std::vector<site::PointIndex> points_read(const site::Condition& condition) {
  std::vector<site::PointIndex> points{condition.point};
  if (!condition.program) return points;
  for (const site::expression::Input& input : condition.program->inputs)
    for (const auto& point : {input.point, input.other})
      if (point && std::find(points.begin(), points.end(), *point) == points.end()) points.push_back(*point);
  std::sort(points.begin() + 1, points.end());
  return points;
}

class SiteWriter {
 public:
  explicit SiteWriter(const site::Directory& directory) : directory_(directory), site_(directory.site()) {}

  std::string write() {
    out_.object().field("name", site_.name).field("title", site_.title).field("version", site_.version);
    out_.field("utc_offset_s", site_.utc_offset).field("packs", site_.packs).field("escalate_every_s", site_.escalate_every);
    write_plan();
    write_list("zones", site_.zones);
    write_list("devices", site_.devices);
    write_list("points", site_.points);
    write_list("actuators", site_.actuators);
    write_list("posts", site_.posts);
    write_list("shifts", site_.shifts);
    write_list("duties", site_.duties);
    write_conditions();
    write_list("rows", site_.rows);
    write_list("modes", site_.modes);
    write_list("risks", site_.risks);
    write_bands();
    return out_.end().take();
  }

 private:
  template <class Thing>
  void write_list(std::string_view name, const std::vector<Thing>& things) {
    out_.key(name).list();
    for (const Thing& thing : things) {
      if constexpr (requires { thing.name; })
        if (site::is_exercise(thing.name)) continue;
      out_.object();
      write(thing);
      out_.end();
    }
    out_.end();
  }

  void write_plan() {
    const auto url = site_.plan.svg_path.empty() ? std::optional<std::string_view>() : "/api/v1/site/plan.svg";
    out_.key("plan").object().field("url", url).field("width_m", site_.plan.width_m).field("height_m", site_.plan.height_m).end();
  }

  void write(const site::Zone& zone) {
    out_.field("name", zone.name).field("title", zone.title).field("scene", zone.scene).field("parent", name_of_maybe(zone.parent));
    out_.key("outline").list();
    for (const site::Metres& corner : zone.outline) write_place(corner);
    out_.end().field("inherent", zone.inherent_risk).key("neighbours").list();
    for (const site::ZoneIndex neighbour : zone.neighbours) out_.value(site_[neighbour].name);
    out_.end();
  }

  void write(const site::Device& device) {
    out_.field("name", device.name).field("title", device.title).field("zone", site_[device.zone].name);
  }

  void write(const site::Point& point) {
    out_.field("name", point.name).field("title", point.title).field("kind", point.kind).field("purpose", point.purpose);
    out_.field("zone", site_[point.zone].name).field("device", site_[point.device].name).field("unit", point.unit->symbol);
    out_.field("range_min", point.range_min)
        .field("range_max", point.range_max)
        .field("period_s", point.period)
        .field("stale_after_s", point.stale_after);
    write_at(point.at);
  }

  void write(const site::Actuator& actuator) {
    out_.field("name", actuator.name)
        .field("title", actuator.title)
        .field("zone", site_[actuator.zone].name)
        .field("device", site_[actuator.device].name);
    write_list("states", actuator.states);
    out_.field("safe_state", actuator.safe_state)
        .field("feedback", site_[actuator.feedback].name)
        .field("feedback_tolerance", actuator.feedback_tolerance);
    out_.field("fault", directory_.name_of(actuator.fault))
        .field("accept_within_s", actuator.accept_within)
        .field("observe_within_s", actuator.observe_within);
    write_at(actuator.at);
  }

  void write(const site::ActuatorState& state) {
    out_.field("name", state.name).field("title", state.title).field("feedback_value", state.feedback_value);
  }

  void write(const site::Post& post) {
    out_.field("name", post.name).field("title", post.title).field("escalates_to", name_of_maybe(post.escalates_to));
  }

  void write(const site::Shift& shift) {
    out_.field("name", shift.name).field("title", shift.title).field("from_s", shift.from).field("until_s", shift.until);
  }

  void write(const site::Duty& duty) {
    out_.field("post", site_[duty.post].name).field("zone", site_[duty.zone].name).field("shift", site_[duty.shift].name);
    out_.field("matters", duty.matters);
  }

  void write_conditions() {
    out_.key("conditions").list();
    for (std::size_t i = 0; i < site_.conditions.size(); ++i) write_condition(site::ConditionIndex(i));
    out_.end();
  }

  void write_condition(site::ConditionIndex index) {
    const site::Condition& condition = site_[index];
    if (site::is_exercise(site_[condition.point].name)) return;
    const site::Guidance& guidance = site_[condition.guidance];
    const bool limited = condition.kind == site::ConditionKind::High || condition.kind == site::ConditionKind::Low;
    out_.object().field("name", directory_.name_of(index)).field("point", site_[condition.point].name).field("kind", condition.kind);
    out_.field("limit", limited ? std::optional(condition.limit) : std::nullopt).field("deadband", condition.deadband);
    write_list("by_mode", condition.by_mode);
    out_.key("reads").list();
    for (const site::PointIndex point : points_read(condition)) out_.value(site_[point].name);
    out_.end();
    const bool is_expression = condition.kind == site::ConditionKind::Expression;
    out_.field("expression", is_expression ? std::optional<std::string_view>(condition.text) : std::nullopt);
    out_.field("on_delay_s", condition.on_delay).field("off_delay_s", condition.off_delay).field("severity", condition.severity);
    out_.field("latched", condition.latch == site::Latch::Yes).field("realarm_after_s", condition.realarm_after);
    out_.field("class", or_null(condition.alarm_class)).field("rings", condition.rings);
    out_.key("gates").list();
    for (const site::PermitKind kind : condition.gates) out_.value(name_of(kind));
    out_.end().key("upgrades").list();
    for (const site::PermitKind kind : condition.upgrades) out_.value(name_of(kind));
    out_.end();
    out_.field("work_order", condition.work_order == site::WorkOrder::Yes).field("respond_within_s", condition.respond_within);
    out_.field("answered_by", name_of_maybe(condition.answered_by)).field("shelve_at_most_s", condition.shelve_at_most);
    out_.field("title", guidance.title).field("cause", guidance.cause).field("consequence", guidance.consequence);
    out_.field("response", guidance.response).field("basis", guidance.basis).end();
  }

  void write(const site::ModeLimit& limit) { out_.field("mode", site_[limit.mode].name).field("limit", limit.limit); }

  void write(const site::Mode& mode) {
    out_.field("name", mode.name).field("title", mode.title).field("at_most_s", mode.at_most).field("shift", name_of_maybe(mode.shift));
  }

  void write(const site::Risk& risk) {
    out_.field("name", risk.name).field("reason", risk.reason);
    out_.field("when", risk.when.empty() ? std::nullopt : std::optional<std::string_view>(site_[risk.when.front()].text));
    out_.field("within", risk.reach).field("to", risk.to).field("basis", risk.basis);
  }

  void write_bands() {
    out_.key("risk_bands").object().key("ls");
    write_bands_of(site_.ls_bands);
    out_.key("lec");
    write_bands_of(site_.lec_bands);
    const site::HazardDeadlines& hazards = site_.hazard_deadlines;
    out_.key("hazards").object().field("standard", or_null(hazards.standard)).field("edition", or_null(hazards.edition));
    out_.field("general_s", hazards.general).field("serious_s", hazards.serious).field("major_s", hazards.major).end().end();
  }

  void write_bands_of(const std::vector<site::RiskBands>& sets) {
    out_.list();
    for (const site::RiskBands& each : sets) write_set(each);
    out_.end();
  }

  void write_set(const site::RiskBands& bands) {
    out_.object().field("standard", bands.standard).field("edition", bands.edition);
    out_.field("from", bands.from ? std::optional(to_text(*bands.from)) : std::nullopt);
    out_.field("moderate", bands.moderate).field("serious", bands.serious).field("major", bands.major);
    if (bands.matrix.empty())
      out_.field("matrix", nullptr);
    else
      out_.field("matrix", bands.matrix);
    out_.end();
  }

  void write(const site::Row& row) {
    out_.field("name", row.name).field("title", row.title).key("causes").list();
    for (const site::ConditionIndex cause : row.causes) out_.value(directory_.name_of(cause));
    out_.end().field("needed", row.needed).field("on_unknown", row.on_unknown);
    write_list("effects", row.effects);
    out_.field("severity", row.severity).field("bypass_at_most_s", row.bypass_at_most).field("basis", row.basis);
  }

  void write(const site::Effect& effect) {
    out_.field("actuator", site_[effect.actuator].name).field("state", effect.state);
    write_list("alternatives", effect.alternatives);
  }

  void write_at(const std::optional<site::Metres>& at) {
    out_.key("at");
    if (at) {
      write_place(*at);
    } else {
      out_.value(nullptr);
    }
  }

  void write_place(site::Metres place) { out_.object().field("x_m", place.x).field("y_m", place.y).end(); }

  template <class Index>
  std::optional<std::string> name_of_maybe(std::optional<Index> index) const {
    return index ? std::optional(site_[*index].name) : std::nullopt;
  }

  const site::Directory& directory_;
  const site::Site& site_;
  JsonWriter out_;
};

}  // namespace

std::string site_json(const site::Directory& directory) { return SiteWriter(directory).write(); }

}  // namespace davy::api
