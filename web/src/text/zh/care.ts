// 设备、检定与维护。
export default {
  devices: {
    title: '设备', presence: '在线', calibration: '检定', any_calibration: '全部检定状态', holds_until: '有效至', sensor: '传感器寿命至', sensor_over: '已到寿命', open_care: '待办', none: '没有符合条件的设备', uncertain: '数据存疑：', uncertain_lead: '此设备的数据按存疑处理：', doubtful: '可疑的时段', doubtful_lead: '检定时发现漂移：从上次合格检定到这次，读数不能全信。', see_care: '查看检定', card: '台账', no_card: '没有台账', class: '设备类别', parts: '适用备件', part: '备件', left: '库存', kept_at: '存放处', few: '少于最低库存 {least}',
  },
  care: {
    title: '设备维护', current: '待办的维护', open: '待办', history: '经过', none: '没有待办的维护。', no_history: '还没有维护记录。', ask: '申请维护', work: '工作', drift: '漂移', working_by: '{by} 进行中', working_since: '{by} 自 {time} 进行中，已 {age}', wrong_post: '由 {post} 进行。', others_work: '由开始的 {by} 或其上级结束。',
    out_then: '开始后停用 {n} 个报警条件', out_now: '已停用 {n} 个报警条件', out_lead: '以开始人的名义停用，工作结束即恢复；此前已停用的不变。', rows: '{n} 个联锁用到这些测点', rows_lead: '联锁照常：标定气或断电可能使其动作，必要时先办旁路。', no_rows: '没有联锁用到这些测点。', start: '开始工作', abandon: '放弃', abandon_lead: '写明为什么没有做成；停用的条件随即恢复。',
    finish: '完成工作', as_found: '调整前示值', reference: '标准值', as_left: '调整后示值', choose_point: '选择测点', of_range: '（量程的 {percent}%）', within: '在允许漂移 {limit} 以内', beyond: '超过允许漂移 {limit}', no_limit: '设备类别没有规定允许漂移', drift_lead: '填写调整前示值与标准值，即算出漂移。', doubt_lead: '从上次合格检定至今的读数将标为可疑。', left_wrong: '调整后仍超出允许漂移：不能算合格。',
    result: '结果', result_needed: '请选择结果', point_needed: '请选择测点', both_needed: '请同时填写调整前示值与标准值', quantity_needed: '备件数量应为大于零的数，不写千分位逗号', failed_lead: '不合格：此后的数据按存疑处理，并立即派出维修。', parts: '用去的备件', quantity_of: '{part} 的数量', replaced: '更换为（出厂编号）', replaced_lead: '换了新设备就填；随即须检定。', started: '开始', finished: '完成', was_out: '期间停用',
  },
  care_state: { open: '待办', overdue: '已超期', working: '进行中', done: '已完成', abandoned: '已放弃' },
  uncertain_because: { 'calibration-overdue': '检定已过期', 'calibration-failed': '检定不合格' },
  drift_state: { within: '在允许漂移以内', drift: '超过允许漂移' },
};
