export default {
  journal: {
    title: '日志', lead: '每一项决定都在这里，按序号相连、不可改动。', verify: '校验链条', all_newest: '从最新的记录看起', verifying: '正在校验', sound: '完整：{records} 条记录，链首至链尾无改动', broken: '第 {seq} 条记录不符：{why}', head: '链尾', seq: '序号', what: '内容', kind: '类别', raw: '原始记录', all: '全部类别', none: '没有记录',
    kinds: { 'alarm.': '报警', 'order.': '工单', 'hazard.': '隐患', 'row.': '联锁', 'command.': '命令', 'notice.': '通知', 'device.': '设备', 'account.': '账号', 'system.': '系统' },
  },
  ingest: {
    title: '数据接入', lead: '每个样本都有去向：收到 = 已评估 + 迟到 + 被拒。', received: '收到', evaluated: '已评估', late: '迟到（仅判断过去）', rejected: '被拒', refused: '因队列满而拒收的批次', malformed: '无法读取的报文', quarantine: '隔离区', quarantine_lead: '最近无法读取的报文，最新的在前', none_quarantined: '隔离区是空的', topic: '主题', excerpt: '内容片段', by_reason: '按原因', balanced: '账平', unbalanced: '账不平：差 {n}', lost: '账不平：{n} 个样本已评估但未能保存', unsaved: '等待保存的记录', lost_samples: '未能保存的样本', health: '服务', queue: '队列', version: '程序版本', site_version: '站点规则版本', self_test: '自检', untried: '还没有自检', trying: '正在自检', tried: '{time} 自检通过，{seconds} 秒', tried_in_vain: '{time} 自检不通过，{of} 步只见到 {seen} 步', last_turn: '最近一次评估', displays: '在线画面', store: '存储', store_ok: '正常', committed: '已提交序号', offline: '离线设备', all_online: '全部在线', failing: '表达式出错的条件', none_failing: '无', failures: '启动以来出错 {n} 次', witnesses: '日志检查点', witnesses_good: '已签名，没有送不到的见证方', witness_away: '{name} 无法送达，正在重试',
    reason: {
      exercise: '演练替身，外来读数不收', 'unknown-point': '未知测点', bad: '质量差', future: '时间在未来', repeated: '重复的读数', 'out-of-order': '乱序', 'not-json': '不是 JSON', 'unknown-topic': '未知主题', 'unknown-device': '未知设备', 'too-large': '过大', 'no-samples': '没有样本', 'not-an-object': '不是对象', 'others-point': '不是该设备的测点', 'bad-time': '时间无法读取', 'bad-value': '数值无法读取', 'bad-quality': '质量码无法读取', 'bad-reply': '应答无法读取', 'unknown-command': '未知命令', 'bad-status': '状态无法读取',
    },
  },
  backup: {
    title: '数据保全', seal: '加密', sealed: '已加密：没有密钥，任何人都读不了这些文件', clear: '未加密：拿到文件的人就能读。停止安全灯后运行 davy seal', where: '备份位置', last: '最近一次完整备份', sizes: '共 {all}，传送 {sent}', shipped: '日志已跟到', up_to: '第 {seq} 条', proof: '最近一次恢复验证', proved: '恢复并核对 {records} 条记录，用时 {seconds} 秒', never: '从未验证：没有恢复过的备份只是希望', now: '立即备份', prove: '立即做恢复验证',
    verdict: { none: '没有异地备份：请用 --backup-to 启动 davyd', trouble: '备份未能进行：{why}', first: '正在做第一次备份', behind: '备份落后超过一分钟', unproved: '备份尚未经过恢复验证', old_proof: '最近一次恢复验证已超过两周', good: '磁盘损坏最多损失不到一分钟的数据，且备份已经过恢复验证' },
    resealing: '正在重新加密', rotate: '更换数据密钥', rotate_lead: '不停机地把全部数据改用新密钥加密；持有旧密钥者不再能读取',
    doing: { backup: '正在备份', proof: '正在做恢复验证' },
  },
  flood: {
    title: '报警泛滥', of: '{post}：10 分钟内 {n} 条报警，自 {since}', causes: '原因', places: '单独报警（按区域）', standing: '条报警存在', alarms: '条报警', unacknowledged: '条未确认', fresh: '条一分钟内新增', majors: '重大报警', more: '另有 {n} 条，见列表', next: '再显示 {n} 条', left: '还有 {n} 条未显示', as_list: '按列表显示', as_causes: '按原因显示', while: '{condition} 成立期间', until: '最迟至 {until}',
    acknowledge_group: '全部确认（{n}）', reset_group: '全部复位（{n}）', acknowledge_lead: '这一组中尚未确认的每一条报警；各条报警在恢复正常之前仍然存在。', group_acknowledged: '已确认 {n} 条', group_reset: '已复位 {n} 条', group: '同组报警', group_first: '最先发生',
  },
  load: {
    title: '报警负荷', lead: '每个岗位要应对的报警（最近 30 天，或自启用以来），按 ISA-18.2 与 EEMUA 191 的指标。', per_day: '每天报警', alarms: '已提示的报警', aside: '未提示', aside_detail: '发生时已搁置 {shelved}、抑制 {suppressed}、停用 {out}，没有提示任何人', peak: '10 分钟内最多', floods: '报警泛滥', flood_share: '泛滥时间占比', to_ack: '确认用时中位数', top: '最频繁', chattering: '抖动（一分钟内三次以上）', fleeting: '瞬时（一分钟内消失）', stale: '陈旧（持续超过一天）', none: '无', listed: '下列条件属于：{duty}（点值班名切换）', all_duties: '全部值班', times: '{n} 次', span: '已观察 {length}。', of_all: '占 {percent}', budget: '可接受不超过 150，最多 300',
    level: { acceptable: '可接受', manageable: '偏多', overload: '过载', unjudged: '观察不足一天，尚不能判断' },
  },
  proposal: {
    title: '怎样消除抖动', lead: '对每个抖动或瞬时的报警条件，用其测点自身的历史、同样的检测与报警引擎试算；建议取能消除抖动、且保留每条真实报警的最小改动。', work_out: '计算建议', running: '正在历史上试算', nothing: '这段时间没有抖动或瞬时的报警条件。', rang: '报警 {n} 次', chatters: '一分钟内最多 {n} 次', fleeting: '{n} 次在一分钟内消失', deadband: '死区由 {from} 改为 {to}', delay: '延时由 {from} 改为 {to}', counts: '报警由 {now} 次变为 {then} 次', kept: '保留真实或持续更久的 {n} 次', kept_longest: '保留真实或持续更久的 {n} 次，最长 {longest}', adds: '其中最早的一次晚 {time} 提示', adds_nothing: '没有一次变晚', left_out: '另有 {n} 个条件没有试算。', not_applied: '这里不会改动任何规则：规则在站点配置文件中修改。',
    why: { gone: '站点已没有这个条件。', 'of-sensor': '它说的是传感器、设备或执行机构：应当检修，而不是延时。', 'no-limit': '它是表达式：请在测点页“试算规则”中试算改写的表达式或延时。', quiet: '按现行规则，这段历史不再抖动。', 'holds-row': '只有延时可能消除它，而联锁会随之变慢：从不这样建议。', 'none-helps': '量程十分之一以内的死区和两分钟以内的延时都不能消除它：请检查限值与工艺。', 'loses-alarms': '能消除它的改动会丢掉真实的或持续更久的报警。', 'no-history': '这段时间的样本已不在。' },
  },
  check: {
    title: '保存前检查站点配置', lead: '配置文件按服务启动时的方式检查，其规则与现行规则一起在本站历史上试算。不会改动任何东西。', only: '只有安全员和管理员可以检查站点配置。', drop: '把站点文件夹中的文件拖到这里', choose: '选择文件', history: '历史', again: '再次检查', files: '{n} 个文件', running: '正在历史上试算', cancelled: '检查已取消。', failed: '检查失败：', not_saved: '没有保存任何内容：服务用这些文件启动后才会生效。', findings: '发现的问题', found: '发现', expected: '应为', nearest: '是否指 {name}？', duties: '各值班岗位每小时报警', span: '{from} 至 {until}，{samples} 个读数', duty: '值班岗位', before: '现行', after: '改后', peak: '一小时内最多', conditions: '条件数', budget: '预算', result: '结论', changes: '报警次数有变化的条件', no_changes: '没有条件的报警次数变化。', breaks: '{zone} {shift} {post}：每小时 {rate} 条报警，预算为 {budget}',
    verdict: { errors: '{n} 处错误：站点无法启动', broken: '{n} 个报警预算被突破', sound: '配置正确，没有突破报警预算', short: '配置正确；观察时间太短，{n} 个报警预算还不能判断', unjudged: '配置正确；没有这些测点的历史可供试算' },
    level: { error: '错误', warning: '警告' },
    no_budget: '没有预算',
    duty_verdict: { kept: '未超', unknown: '观察时间太短', lessened: '超出，但不多于现行', broken: '突破' },
  },
  accounts: {
    title: '账号', lead: '岗位决定谁收到哪些工单；角色决定谁能做什么。', add: '新建账号', edit: '修改 {login}', login: '账号', name: '姓名', role: '角色', posts: '岗位', password: '密码', password_keep: '留空则不改', saved: '已保存 {login}', no_posts: '未任岗位', any_role: '全部角色', any_post: '全部岗位', none: '没有符合条件的账号', change: '修改', only_admin: '只有管理员可以管理账号。', new_password: '新密码会结束此人的所有登录', zones: '可操作的区域（不选为全部）', idle: '无人操作多久后自动退出', idle_as_is: '不变', factor_reset: '重置两步验证', factor_reset_lead: '此人丢失手机和恢复码时使用；其所有登录随之结束。',
  },
  notices: {
    title: '通知', none: '没有通知', seen: '已看到', unseen: '未看到', sent: '已送出', not_sent: '尚未送出', taken_over: '已有人接班', dropped: '已取消', urgency: '催办第 {n} 次', open: '查看', bundle: '{n} 条报警，{orders} 张新工单', bundle_gone: '{n} 条已消失', bundle_cause: '{title} × {n}', bundle_more: '另有 {n} 个原因', dismiss: '收起', to: '发给 {post}', unseen_n: '{n} 条未看到',
  },
};
