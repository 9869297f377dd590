export default {
  overview: {
    title: '现场总览', plan: '现场平面图', worst_first: '当前报警', none: '当前没有未消除的报警', all_alarms: '全部 {n} 条', my_orders: '我的工单', no_orders: '没有待我处理的工单', blind: '看不见', blind_n: '{n} 个安全测点看不见', active_n: '{n} 条报警',
    orders_n: '{n} 张工单', legend: '图例', reset_view: '全图', inherent: '固有风险', zones: '区域状态', no_alarm: '无报警', layer_points: '测点', layer_actuators: '执行器', unproved: '状态未证实', blind_points: '看不见的测点', points_n: '{n} 个测点', hazards: '未销号隐患 {n} 条', hazards_overdue: '{n} 条逾期', quiet: '全部 {n} 个测点有可信数据', not_quiet: '{n} 个测点没有可信数据', no_plan: '此站点没有平面图',
  },
  alarms: {
    title: '报警', open: '未消除', all: '全部历史', set_aside: '已搁置', severity: '级别', state: '状态', what: '报警', value: '数值', value_raised: '报警时', limit: '限值', limit_is: '限值 {limit}', age: '持续', onset: '越限时间', raised: '报警时间', returned: '恢复时间', acknowledged: '确认', order: '工单',
    acknowledge: '确认报警', acknowledge_hint: '表示已知道并在处理；报警直到恢复正常才消除', comment: '说明', shelve: '搁置', shelve_lead: '搁置期间不再提示，到期自动恢复。最长 {max}。', not_shelvable: '此报警不允许搁置', unshelve: '结束搁置', out_of_service: '停用', out_lead: '停用后此条件不再提示，直到有人恢复投用。检测与联锁照常。', return_to_service: '恢复投用', reset: '复位',
    reset_hint: '越限已恢复，确认现场安全后复位', none_open: '没有未消除的报警', none: '没有符合条件的报警', none_aside: '没有搁置、抑制或停用的条件', shelved_until: '搁置至 {until}', since: '自 {since}', blind: '看不见', blind_detail: '数据中断，报警保持', latched: '待复位',
    emergency: '启动应急', guidance: '处置指引', cause: '可能原因', consequence: '后果', response: '应对', basis: '依据', story: '经过', trend: '越限前后', row: '联锁', rule_version: '规则版本', silent: '不提示', worst_first: '最严重的在前', newest_first: '最新的在前', condition: '条件', respond_within: '处置时限', answered_by: '责任岗位', zone_duty: '区域值班岗位', ended: '已结束', needs: '需要 {role} 或以上权限', history_of: '同一条件的历史', class: '报警类别', open_page: '打开报警',
  },
  orders: {
    title: '工单', mine: '我的', open: '未关闭', closed: '已关闭', what: '隐患', todo: '要做什么', place: '地点', deadline: '期限', left: '剩余 {time}', overdue: '已超时 {time}', handler: '处理人', post: '责任岗位', nobody: '尚无人接单', issued: '发出', rejections: '驳回 {n} 次', escalated: '已升级至 {post}', reminded: '已催办 {n} 次', closed_at: '关闭于 {time}',
    accept: '接单', accept_hint: '接单后由我负责处理', submit: '提交处理结果', submit_hint: '写明做了什么，并附现场照片', note: '处理说明', note_needed: '请写明做了什么', photos: '现场照片', take: '拍照', choose: '选择图片', remove: '移除第 {n} 张照片', photo_n: '现场照片 {n}', photo_bad: '这个文件不是可读取的图片', sending_photo: '正在上传第 {n} 张照片', photo_needed: '请至少附一张现场照片', photos_max: '至多 20 张',
    approve: '审核通过', approve_hint: '确认隐患已消除，工单随即关闭', reject: '驳回', reject_hint: '写明哪里不合格，处理人会重新处理', approve_note: '审核意见', story: '经过', why_not: '为什么没有按钮', own_work: '处理人不能审核自己的工单，须由另一位班组长、安全员或负责人审核。', needs_lead: '审核需要班组长或以上权限。', others_order: '此工单由 {handler} 处理。', wrong_post: '此工单派给 {post}，只有该岗位人员可以接单。', waiting_review: '已提交，等待班组长、安全员或负责人审核。', waiting_handler: '等待处理人提交结果。', is_closed: '工单已关闭，全部经过留存于日志。', waiting_accept: '等待责任岗位接单。',
    none_mine: '没有派给我岗位的工单', none: '没有工单', alarm: '来源报警', permit: '作业票', taken_back: '作业票 #{permit} 已收回：{why}', not_given_back: '作业票仍处于收回状态：恢复、完工或作废之前不能通过，可以驳回。', alarm_standing: '报警仍未消除', alarm_gone: '报警已恢复', not_yet: '报警仍未消除：恢复正常之前不能通过，可以驳回。',
  },
  points: {
    title: '测点', point: '测点', kind: '类型', value: '数值', quality: '质量', source: '测量时间', age: '距今', state: '状态', trend: '趋势', all_kinds: '全部类型', only_abnormal: '只看异常', shown: '显示 {n} / {all}', stale: '数据陈旧', no_value: '从无数据', known: '可信', ranges: { m15: '15 分钟', h1: '1 小时', h8: '8 小时', d1: '1 天', d7: '7 天', d30: '30 天', y1: '1 年', y5: '5 年' },
    doubtful: '{from} 至 {until} 的读数可疑：检定发现漂移', uncertain_because: '按存疑处理：{why}', live: '跟随现在', earlier: '往前', later: '往后', closer: '放大', wider: '缩小', drag: '在趋势图上拖选一段即可放大', history_failed: '历史读取失败', thinned: '{from} 至 {until} 只保留每 {width} 的汇总（报警前后除外）', damaged: '{from} 至 {until} 的数据在磁盘上已损坏：并非没有数据，当时的读数已无从得知', damaged_short: '数据损坏', removed: '{until} 之前的数据已按保留规则删除', no_history: '这段时间没有数据', band: '最小—最大', mean: '平均', readings: '逐点读数', intervals: '每 {width} 一格，含最小与最大值', conditions: '报警条件', range: '量程', period: '采样周期', device: '设备', stale_after: '陈旧判定', deadband: '死区', delays: '延时', truncated: '读数过多，只显示最早的部分', chart_label: '{point} 的趋势图，{from} 至 {until}', feedback_of: '是执行器 {actuator} 的回读', proved: '回读状态', arrival: '到达时间', none: '没有符合条件的测点', limit_label: '{title} {limit}', min: '最小', max: '最大',
  },
  try: {
    starts: '这段时间内安全灯启动过 {n} 次，试算时照样重放', start_gap: '{at} 启动，此前 {gap} 没有任何监测', start: '{at} 启动', as_then: '工况、事实、作业票、搁置与停用均按当时的实际情况。', aside: '另有 {n} 次发生在搁置或停用期间，没有提示任何人。', deadband: '试算死区', title: '用历史试算限值', lead: '在限值生效之前，用本测点的历史数据按同一套检测与报警引擎试算：会报警几次、其中几次属实、会漏掉几次。', only: '只有安全员和管理员可以试算限值。', limit: '试算限值', delay: '试算延时（秒）', delay_short: '延时', period: '时段', days: '最近 {n} 天', run: '试算', running: '正在试算', cancel: '取消', cancelled: '试算已取消。', failed: '试算失败：', span: '{from} 至 {until}，共 {length}，{samples} 个读数', now: '现行', then: '改为',
    would: '限值 {limit}、延时 {delay}、死区 {deadband}：会报警 {rang} 次', would_real: '限值 {limit}、延时 {delay}、死区 {deadband}：会报警 {rang} 次，其中 {real} 次属实', would_miss: '限值 {limit}、延时 {delay}、死区 {deadband}：会报警 {rang} 次，其中 {real} 次属实，漏掉 {missed} 次', real_by_journal: '“属实”指当时的报警经工单处理并由他人审核通过，这段时间共 {n} 次；没有关闭工单的报警也可能属实。', grid: '各限值与延时下的报警次数', real: '属实', real_n: '属实 {n}', missed_n: '漏 {n}', times: '{n} 次', never: '这段时间不会报警。', newest: '只列出最近 {n} 次', none: '此测点没有可以试算的限值。', open: '试算限值', duties: '对各值班岗位的影响与写入文件的内容',
  },
  undecided: {
    title: '当前无法判定', share: '{point} 的 {function}（{window}）：时间窗已知 {percent}%，至少需要 {needed}%', enough: '{point} 的 {function}（{window}）：已知 {percent}%', not_windows: '时间窗的数据足够：它另外读取的内容当前不可知。', failed: '表达式计算出错（例如除以零），需要修改。',
  },
  try_rule: {
    title: '用历史试算规则', lead: '规则在写入站点文件之前，先按服务启动时的方式检查，再在所读测点的历史上试算。不会改动任何东西。', open: '试算规则', which: '规则', new: '新规则', id: '名称（a-z、0-9、-）', kind: '何时报警', expression: '表达式', delay: '报警延时（秒）', words: '写入文件的文字与工单', title_zh: '中文名称', title_en: '英文名称', response_zh: '中文处置措施', response_en: '英文处置措施', respond: '工单处理时限（分钟）',
    rang: '会报警 {n} 次', rang_found: '会报警 {n} 次；真实事件发现 {found} 次、漏掉 {missed} 次；另有 {others} 次不能确认属实', after: '延时 {delay}', sound: '规则正确', unsound: '规则有错误：站点不能用它启动', at_sign: '表达式第 {n} 个字符', no_history: '规则正确；这段时间没有所读测点的读数可供试算。', none_now: '没有可对比的规则', others: '其余可能是误报。', duties_lead: '现行：报警日志中的实际报警。改后：换成这条规则（按所填）的报警。', snippet: '写入站点文件', snippet_lead: '可另存为站点文件夹中的一个文件，或把条目粘贴到已有的 conditions 下；服务用新文件启动之前，请先检查全部文件。', copy: '复制', copied: '已复制',
    lacks: { id: '缺少名称：小写字母、数字和连字符，如 rising-fast。', taken: '此测点已有同名条件：要修改它，请在上面选择。', limit: '缺少限值。', text: '缺少表达式。', delay: '延时应在 0 与 3600 秒之间。' },
  },
  rows: {
    title: '联锁（因果表）', state_armed: '投用', state_tripped: '已触发', state_blind: '无法判定', state_bypassed: '旁路', state_blocked: '应动作而未动作', causes: '起因', needed: '满足 {needed} / {all} 即触发', effects: '动作', true: '成立', false: '不成立', unknown: '看不见', since: '触发于 {time}', bypass: '旁路', bypass_lead: '旁路期间条件成立也不会动作。到期自动恢复。最长 {max}。', end_bypass: '结束旁路', bypassed_until: '旁路至 {until}，剩余 {left}', bypassed_by: '{by}：{reason}', reset: '复位', reset_hint: '起因已恢复、现场确认安全后复位', none: '此站点没有联锁', command: '命令 {command}', never: '未下过令', alternative: '备用 {n}', basis: '依据', blocked_note: '条件成立，但处于旁路，没有动作', target: '目标 {state}',
  },
};
