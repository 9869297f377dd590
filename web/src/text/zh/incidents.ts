// 应急。
export default {
  incidents: {
    title: '应急事件', none: '没有符合条件的应急事件', any: '真实与演练', which: { all: '全部', open: '响应中', ended: '响应终止', closed: '已总结' }, exercise: { real: '真实', drill: '演练' }, exercise_word: '真实或演练', call: '启动应急',
    drill: '演练', drill_band: '这是演练', drill_band_lead: '不是真实事故；处置卡与通知都标明演练。', real: '真实事件',
    level_lead: { third: '现场自行处置', second: '全厂响应', first: '公司响应，请求外部救援' }, level_word: '响应级别',
    danger: { '0009': '火灾', '0016': '燃气爆炸', '0023': '中毒', '0024': '窒息', '0026': '泄漏' }, no_plan: '没有预案', unknown_danger: '险情未明', plan_kind: { comprehensive: '综合预案', special: '专项预案', 'on-site': '现场处置方案' },
    state: { open: '响应中', ended: '响应终止', closed: '已总结' }, since: '已持续', lasted: '历时 {time}', began: '{time} 启动', ended_at: '{time} 终止', closed_at: '{time} 总结', commander: '总指挥', opened_by: '{who} 启动', photos: '现场照片', alarm: '起因报警 #{id}',
    kept: '没有连接：这是 {time} 读到的内容，之后的变化看不到。', unsent: '{n} 条未送出', unsent_lead: '已存在本机，恢复网络后自动送出；送到之前不算数。', not_sent: '未送出', refused: '服务器没有接受：{what}', put_away: '知道了',
    cards: '处置卡', cards_of: '{done}/{all} 完成', no_cards: '没有发出处置卡', untaken_n: '{n} 张无人接', card_state: { issued: '待接', taken: '处置中', done: '已完成' }, take_within: '{time} 内接', late: '超时 {time}', doing: '{time}', calls: '已逐级催叫 {n} 次', taken_by: '{who} 接', done_at: '{time} 完成', done_by: '{who} 完成',
    mine: '我的处置卡', take: '接卡，由我处置', take_other: '接卡', finish: '完成', finish_lead: '写明结果，可附照片；都可不填。', steps: '处置步骤', steps_lead: '逐条勾选只记在本机。', ticked: '已做 {n}/{all}', result: '处置结果', post_called: '派给 {post}', card_done: '处置卡已完成',
    people: '人员清点', no_evacuation: '还没有下达撤离', order: '下达撤离', order_lead: '按值班和作业票算出这些区域里应有的人，逐一清点。', order_now: '立即撤离', zones: '撤离区域', assembly: '集合点', assembly_none: '按预案', others: '还有谁在里面', others_hint: '一行一个：来访、送货、外来施工', ordered: '{time} 由 {who} 下达', evacuated: '撤离 {zones}', meets: '到 {zone} 集合', over: '清点结束',
    accounted: '已确认', expected: '应到', lost: '下落不明', lost_n: '{n} 人下落不明', all_found: '全部确认', of: '已确认 {accounted} / 应到 {expected}', also: { missing: '失踪 {n}', injured: '受伤 {n}', dead: '遇难 {n}', 'not-there': '不在厂 {n}' },
    because: { 'on-duty': '当班', permit: '作业票 #{permit}', added: '补充' }, seen_at: '在 {zone}', told: '{who} {time}', change: '更正', change_of: '更正 {name}', say: '{name}：{state}', one_more: '加一个人', guest_name: '姓名（单位）', add_safe: '已在集合点', add_unknown: '在里面，没找到', guest: '临时人员', name_needed: '请写姓名',
    counted: '{zone}：门禁计数 {counted} 人，名单 {listed} 人，', counted_more: '有 {n} 人不在名单上', counted_less: '比名单少 {n} 人，可能已出来', to_count: '在集合点清点', search: '按姓名、区域查找', nobody: '没有找到', back: '返回事件', end_count: '结束清点', end_count_lead: '不再寻找任何人。还有人下落不明时，只有安全员可以结束；请写明情况。',
    log: '记录', report: '上报', casualties: '伤亡', resources: '物资', contacts: '电话', more: '详情', write: '写一条记录', write_hint: '时间和姓名自动记下', send: '记下', photo: '附照片', no_log: '还没有记录', text_needed: '请写内容',
    pdf: '报告（PDF）', report_word: '事故报告', report_left: '内上报', report_over: '上报超时', reported: '已上报', waived: '不需上报', report_none: '不要求上报', followup_left: '续报剩余', followup_over: '续报超时', report_basis: '接报后 1 小时内向主管部门报告（国务院令第 493 号第九条）', draft: '报告草稿', draft_lead: '根据已记录的事实生成，可修改；系统不会自行发出。', copy: '复制', copied: '已复制', redraft: '重新生成', report_to: '报给谁', report_how: '用什么方式', report_how_hint: '例如：电话 12350', tell_report: '已上报，记录在案', report_needed: '请写明报给谁、用什么方式、报告内容', waive: '不需上报', waive_lead: '写明为什么不属于须报告的事故；有人伤亡时不能免报。', waived_because: '不需上报：{why}', report_line: '{time} {who} 以{how}报 {to}',
    grade: '事故等级', grades: { none: '未构成等级', general: '一般事故', larger: '较大事故', major: '重大事故', extraordinary: '特别重大事故' }, grade_basis: '按所报伤亡和损失判定（国务院令第 493 号第三条）', dead: '死亡', injured: '重伤（含急性中毒）', slight: '轻伤', missing: '失踪', loss: '直接经济损失（元）', tell_casualties: '更新伤亡', number_needed: '人数应为不小于 0 的整数；不写千分位逗号',
    used: '已用物资', none_used: '还没有记录', what_used: '物资', quantity: '数量', unit: '单位', add_used: '记下', quantity_needed: '请写物资和大于 0 的数量，不写千分位逗号', used_line: '{quantity} {unit}', no_contacts: '台账中没有应急联系人', outside: '外部', call_to: '拨打 {name} {phone}',
    take_command: '接管指挥', take_command_lead: '从现在起由我指挥，可接任何一张处置卡。', set_level: '调整级别', set_level_to: '调整为',
    end: '终止响应', end_lead: '险情已消除，不再需要现场处置。', end_open: '还有 {n} 张处置卡没有完成', end_waits: '清点结束之后才能终止响应。', close: '总结关闭', close_lead: '由指挥以外的人总结；每一条教训都成为一条隐患，跟踪到销号。', summary: '总结', lessons: '教训与整改', lesson: '第 {n} 条', add_lesson: '增加一条', summary_needed: '请写总结', hazard: '隐患 #{id}', summed_up: '总结', close_waits: '等待总指挥以外的安全员或负责人总结。',
    new_lead: '选地点、选预案，按住确认。', place: '在哪里', place_own: '您在 {zone}', on_plan: '在平面图上选', choose_zone: '请选择地点', what_happens: '发生了什么', fits: '适用于这里', others_plans: '其他预案', called: '通知', calls_n: '{n} 张处置卡', meet: '集合点 {zone}', without_plan: '没有合适的预案', without_plan_lead: '只记录并通知，不发处置卡', is_drill: '这是演练', is_drill_lead: '一切标明演练，不上报', sentence: '看到了什么', sentence_hint: '例如：2 号储罐法兰处泄漏', photo_after: '照片在启动之后送出，不耽误时间。',
    will_real: '现在发出 {n} 张处置卡，通知{who}。', will_drill: '演练：现在发出 {n} 张标明“演练”的处置卡，通知{who}。', will_none: '现在记为应急事件，不发处置卡。', will_none_drill: '演练：现在记为演练，不发处置卡。', will_report: '须上报的时钟从现在起计 1 小时。', will_meet: '到 {zone} 集合。', will_lead: '在有人接管之前由您指挥。',
    start: '启动应急', start_drill: '启动演练', hold: '按住不放，或连按两次', again: '再按一次确认', not_called: '没有发出：还没有通知任何人。请同时打电话、呼喊。', retry: '再发一次', choose_first: '请先选择地点和预案', photo_text: '启动时的现场照片', already: '这里已有应急事件', go_there: '查看', no_plans: '这个站点没有预案',
  },
  emergency_duty: {
    title: '应急值班（24 小时）', none: '站点配置没有指定应急值班岗位（posts 的 emergency-duty）', no_phone: '档案中没有值班电话', until: '至 {time}', next: '{time} 起：{who}',
  },
  due_days: {
    plans: '应急预案备案与评估', filed: '{day} 备案', not_filed: '未备案', no_record: '没有备案档案', over: '已过 {n} 天', what: { expiry: '{day} 失效', filing: '{day} 前备案（公布后 20 个工作日）', evaluation: '{day} 前评估（每三年）', licence: '安全生产许可证 {day} 到期', 'filed-until': '备案 {day} 到期', 'sensor-life': '传感器寿命至 {day}' },
  },
  supplies: {
    title: '应急物资', to_records: '去档案', lacking: '按 GB 30077-2023 表 1 缺少：', whole: 'GB 30077-2023 表 1 各项齐备', each: '每人', expires: '{day} 失效', expired: '已失效', check: '检查', unchecked: '没有定期检查', more: '只列出前 500 项',
  },
};
