"""Writes a small site and its pack: detectors on guard, each with a valve that its high-high closes."""

PACK = """pack: {id: lab, title: {zh: 实验, en: Lab}, version: "1"}
point-templates:
  - id: gas
    title: {zh: 可燃气体, en: Combustible gas}
    kind: combustible-gas
    purpose: safety
    unit: "%LEL"
    range: [0, 100]
    period: 1s
    stale-after: 1h
    conditions:
      high-high:
        when: high
        limit: 50
        deadband: 1
        severity: serious
        respond-within: 5s
        shelve-at-most: 1h
        title: {zh: 高高报, en: High-high}
        response: {zh: 撤离, en: Leave}
        basis: made up for tests
actuator-templates:
  - id: valve
    title: {zh: 切断阀, en: Shut-off valve}
    states:
      - {id: open, title: {zh: 开, en: Open}, feedback: 0}
      - {id: closed, title: {zh: 关, en: Closed}, feedback: 1}
    safe-state: closed
    feedback-tolerance: 0.1
    accept-within: 1h
    observe-within: 2h
"""

HEAD = """site:
  id: small
  title: {zh: 小厂, en: Small plant}
  escalate-every: 10s
  plan: {svg: plan.svg, width: 100 m, height: 50 m}
packs: [lab]
zones:
  - {id: plant, title: {zh: 厂区, en: Plant}, scene: production, inherent-risk: moderate, outline: [[0, 0], [100, 0], [100, 50], [0, 50]]}
devices:
  - {id: rtu-01, zone: plant}
posts:
  - {id: operator, title: {zh: 操作工, en: Operator}, escalates-to: team-lead, emergency-duty: true}
  - {id: team-lead, title: {zh: 班长, en: Team lead}}
shifts:
  - {id: always, title: {zh: 全天, en: All day}, from: "00:00", until: "00:00"}
duties:
  - {post: operator, zone: plant, shift: always}
modes:
  - {id: running, title: {zh: 运行, en: Running}}
  - {id: maintenance, title: {zh: 检修, en: Maintenance}, at-most: 8h}
facts:
  - {id: people, title: {zh: 人数, en: People}, kind: count, zones: [plant], valid-for: 10min}
  - {id: permit-hot-work, title: {zh: 动火票, en: Hot work permit}, kind: truth, valid-for: 8h}
emergency-plans:
  - id: gas-leak
    title: {zh: 泄漏, en: Leak}
    kind: on-site
    danger: "0026"
    level: third
    zones: [plant]
    assembly: plant
    cards:
      - id: shut-off
        title: {zh: 切断, en: Shut off}
        post: operator
        within: 3min
        steps: [{zh: 关闭切断阀, en: Close the valve}, {zh: 沿上风向撤离, en: Leave upwind}]
      - id: count
        title: {zh: 清点, en: Count}
        post: team-lead
        within: 5min
        steps: [{zh: 按名单点名, en: Call the names}]
  - {id: fire, title: {zh: 火灾, en: Fire}, kind: special, danger: "0009", level: second, cards: [{id: alert, title: {zh: 报警, en: Alert}, post: team-lead, within: 1min, steps: [{zh: 拨打 119, en: Call 119}]}]}
"""

# Of a plant with permits: what gates them, and who signs.
GATE = """      permit:
        when: high
        limit: 10
        deadband: 0.5
        severity: serious
        respond-within: 5s
        rings: with-permit
        gates: [hot-work, confined-space]
        title: {zh: 作业票区域可燃气体超标, en: Gas where a permit is open}
        response: {zh: 停止作业, en: Stop the work}
        basis: made up for tests
"""

SIGNING = """permits:
  posts: {unit: team-lead, safety: team-lead, shift: team-lead}
  night: {from: "00:00", until: "00:00"}
  rest-days: []
"""

# Of a plant that practises.
DRILLS = """drill-scenarios:
  - id: leak
    title: {zh: 泄漏演练, en: Leak drill}
    zone: plant
    plan: gas-leak
    lasts: 30s
    pass-percent: 60
    readings:
      - {point: gas-0, series: [{after: 0s, value: 5 %LEL}, {after: 1s, value: 60 %LEL}]}
    expect:
      - {what: acknowledge, post: operator, within: 20s, points: 20}
      - {what: accept, post: operator, within: 20s, points: 30}
      - {what: call, within: 1s, points: 50}
"""

PLAN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50"/></svg>\n'


def write_small_site(folder, pairs, grouped=False, permits=False, drills=False, access="{two-people: off}"):
    """`pairs` detectors gas-0 … and valves valve-0 … on device rtu-01, in folder/site; the pack in folder/packs. `grouped`: what begins together is one group. `access`: that section; one person is enough unless it says otherwise.
    `permits`: gas from 10 %LEL on takes permits back; there is no night and no day of rest. `drills`: gas-0 has a drill."""
    site, pack = folder / "site", folder / "packs/lab"
    site.mkdir(parents=True)
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK.replace("actuator-templates:", GATE + "actuator-templates:") if permits else PACK, encoding="utf-8")
    (site / "plan.svg").write_text(PLAN, encoding="utf-8")
    head = HEAD.replace("  escalate-every", "  group-within: 1min\n  escalate-every") if grouped else HEAD
    (site / "head.yaml").write_text(head + (SIGNING if permits else "") + f"access: {access}\n" + (DRILLS if drills else ""), encoding="utf-8")
    points = ["points:"]
    actuators = ["actuators:"]
    rows = ["rows:"]
    for i in range(pairs):
        points.append(f"  - {{id: gas-{i}, template: lab/gas, zone: plant, device: rtu-01}}")
        points.append(f"  - {{id: valve-{i}-fb, kind: state, unit: state, range: [0, 1], period: 1s, zone: plant, device: rtu-01}}")
        actuators.append(f"  - {{id: valve-{i}, template: lab/valve, zone: plant, device: rtu-01, feedback: valve-{i}-fb}}")
        rows.append(
            f"  - {{id: row-{i}, causes: ['gas-{i}:high-high'], needed: 1, effects: [{{actuator: valve-{i}, state: closed}}], "
            "severity: serious, bypass-at-most: 8h, basis: made up for tests}")
    (site / "plant.yaml").write_text("\n".join(points + actuators + rows) + "\n", encoding="utf-8")
