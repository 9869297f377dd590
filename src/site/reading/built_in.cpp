// What every safety point and every actuator has even when no pack says so: the alarms for not knowing.
#include "base/ensure.hpp"
#include "site/reading/reading.hpp"

namespace davy::site {
namespace {

constexpr std::string_view kBuiltIn = R"(
blind:
  stale:
    when: stale
    severity: moderate
    respond-within: 1h
    shelve-at-most: 8h
    title: {zh: 数据中断, en: No data}
    cause: {zh: 设备掉电、通信中断或网关停止转发。, en: "The device lost power, its link is down, or a gateway stopped passing data on."}
    consequence: {zh: 此点已失明：危险出现时不会报警。, en: "This point is blind: a danger here would raise no alarm."}
    response:
      zh: 把此处按无监测对待：带便携式检测仪到现场确认安全，检查设备供电与通信线路，恢复后确认读数正常。
      en: "Treat the place as not monitored: check on site with a portable instrument, then the device's power and link; see a plausible reading before closing."
  bad-quality:
    when: bad-quality
    off-delay: 10s
    severity: moderate
    respond-within: 1h
    shelve-at-most: 8h
    title: {zh: 传感器故障, en: Sensor fault}
    cause: {zh: 传感器自检失败、信号断线或正在标定。, en: "The sensor reports a failure, its signal is broken, or it is being calibrated."}
    consequence: {zh: 此点已失明：危险出现时不会报警。, en: "This point is blind: a danger here would raise no alarm."}
    response:
      zh: 把此处按无监测对待：带便携式检测仪到现场确认安全，检查传感器与接线，修复或更换后标定。
      en: "Treat the place as not monitored: check on site with a portable instrument; inspect sensor and wiring, repair or replace, then calibrate."
  out-of-range:
    when: out-of-range
    on-delay: 3s
    off-delay: 10s
    severity: moderate
    respond-within: 1h
    shelve-at-most: 8h
    title: {zh: 读数超出量程, en: Reading out of range}
    cause: {zh: 信号断线或短路、传感器漂移，或实际值已超出量程。, en: "A broken or shorted signal, a drifted sensor, or a true value beyond the range."}
    consequence: {zh: 读数不可信；超出上限时可能确有危险。, en: "The reading cannot be trusted; above the range the danger may be real."}
    response:
      zh: 先按真实危险处置：超上限时按该点最高级报警处理；确认不是真实值后检查信号与传感器。
      en: "Treat it as real first: above the range, act as on the point's highest alarm; once that is ruled out, check signal and sensor."
fault:
  when: actuator-fault
  severity: serious
  respond-within: 30min
  title: {zh: 执行机构未到位, en: Actuator not proved}
  cause: {zh: 失去动力源、机构卡涩、就地/远程开关在就地，或反馈信号故障。, en: "No power or air, a stuck mechanism, the local/remote switch on local, or a faulty feedback."}
  consequence: {zh: 安全动作可能没有完成，危险可能在继续。, en: "The safety action may not be complete; the danger may go on."}
  response:
    zh: 立即到现场核实实际位置，在安全条件下手动操作到位；不能到位时执行备用隔离措施并报告安全员。
    en: "Go and see its true position now; operate it by hand where that is safe. If it cannot be moved, isolate elsewhere and tell the safety officer."
)";

}  // namespace

BuiltIn read_built_in(Report& report, YamlTree& tree) {
  static constexpr std::array<std::string_view, 2> kKeys{"blind", "fault"};
  const YamlTree::Read read = tree.read(report.add_file("built in"), kBuiltIn);
  ensure(read.root != nullptr, "what is built in is YAML");
  const Record record(report, *read.root, kKeys);
  BuiltIn built_in{read_condition_drafts(report, *record.find("blind")), read_condition_draft(report, "not-proved", *record.find("fault"))};
  ensure(!report.has_errors(), "what is built in has no errors");
  return built_in;
}

}  // namespace davy::site
