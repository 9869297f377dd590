// 谁在负责：值班、排班、缺勤、交接班。
export default {
  duty: {
    title: '值班', now: '当前', roster: '排班', absences: '缺勤', handovers: '交接班', qualifications: '证书',
    who: '当前谁负责', post: '岗位', people: '人员', nobody: '无人', next: '其次 {post}', all_matters: '全部事项', gaps: '未来 7 天的空缺', no_gaps: '未来 7 天各事项均有人负责。', gap_count: '当前 {n} 处空缺', from: '自', until: '至', why: '原因',
    untaken: '{post}：{at} 换班后无人接班', see_handover: '去交接班',
    month: '月份', before: '上月', after: '下月', grid: '{post} {month} 排班', person: '人员', uncovered: '空缺', off: '休', absent: '缺勤', not_rostered: '本月没有排班。', keys: '方向键移动；空格或点击换下一班次；退格键恢复按排班。', told: '当天单独安排',
    new_roster: '新建排班', first_day: '开始日期', last_day: '结束日期', cycle: '轮班周期', cycle_hint: '每天一个班次，依次排列；空为休', add_day: '加一天', remove_day: '减一天', crews: '班组', crew: '第 {n} 班组', crew_name: '名称', crew_people: '人员（登录名，以空格分隔）', starts_at: '从第几天起', add_crew: '加一班组', remove_crew: '删除第 {n} 班组', four_crews: '四班三倒', set_roster: '保存排班', rosters: '现有排班', remove: '撤销', open_end: '直至下一份开始', told_by: '{by} 于 {at} 设定', days: '{n} 天', only_lead: '班组长或以上可以排班。',
    absence: '缺勤', stand_in: '代班', no_absences: '没有缺勤。', no_stand_ins: '没有代班。', tell_absence: '登记缺勤', appoint: '指定代班人', who_is_absent: '谁', stands_in: '代班人', instead_of: '代替', beside: '与该岗位人员一同值班', any_post: '全部岗位', end: '结束', until_ended: '直至结束', back: '销假',
    cert: '证书', category: '类别', holder: '持证人', holds_until: '有效至', left: '剩余天数', void: '已失效', away: '须实操考试', limit: '依据', anybody: '全部人员', any_category: '全部类别', warned: '只看到期提醒', no_certs: '档案中没有证书。', to_records: '去档案',
    hand_over: '交班', hand_over_lead: '本岗位未了的事项逐项交给接班人。', hand_over_post: '岗位', to_whom: '交给', whoever: '下一班人员', notes: '其他须知', add_note: '再加一条', note: '第 {n} 条', open_now: '未了事项 {n} 项', nothing_open: '没有未了事项。', no_post: '您当前没有当班岗位。', offer: '发起交班',
    open: '待接班', over: '以往', none_open: '没有待接班的交接。', none_over: '还没有交接记录。', from_to: '{from} → {to}', change: '{at} 换班', matters: '{n} 项',
    take_over: '接班', take_over_lead: '请逐项确认后接班。期间有变化的事项须重新确认。', acknowledge: '已知晓', acknowledge_all: '确认以上全部事项', remark: '备注', overall: '总的备注', left_over: '还有 {n} 项未确认', refuse: '拒绝接班', refuse_reason: '原因', withdraw: '撤回', waits: '等待接班人接班。', done_by: '{by} 于 {at}', changed: '事项有变化：请查看未勾选的事项。', not_mine: '由接班人接班。', reload: '重新查看',
  },
  gap: { 'no-duty': '没有值班安排', 'nobody-holds': '岗位无人', 'nobody-on-roster': '排班无人', 'all-absent': '全部缺勤', 'not-qualified': '无人持有所需证书' },
  matter: { alarm: '报警', order: '工单', hazard: '隐患', inspection: '巡检', permit: '作业票' },
  handed: { alarm: '报警', order: '工单', hazard: '隐患', bypass: '旁路', mode: '工况', note: '须知', check: '排查', care: '设备', permit: '作业票', incident: '应急' },
  handover_outcome: { open: '待接班', accepted: '已接班', refused: '已拒绝', withdrawn: '已撤回' },
  limit: { idle: '六个月未从事该作业', review: '复审', expiry: '到期' },
};
