export default {
  brand: '安全灯',
  nav: {
    today: '今日', emergency: '应急', emergency_short: '应急', incidents: '应急事件', report: '报隐患', overview: '总览', risk: '风险', materials: '物料', alarms: '报警', orders: '工单', hazards: '隐患', merits: '积分', kpi: '考核', reviews: '复盘', trainings: '培训', drills: '演练', permits: '作业票', checks: '排查', devices: '设备', points: '测点', rows: '联锁', modes: '工况', duty: '值班', notices: '通知', journal: '日志', records: '台账', ingest: '数据', check: '检查配置', accounts: '账号', reads: '查阅记录', more: '更多',
    main: '主导航', skip: '跳到内容',
  },
  banner: { real: '应急', drill: '演练', at: '{zone} · 已持续 {age}', begun: '{zone} · 刚刚启动', lost: '{n} 人下落不明', more: '另有 {n} 起', untitled: '险情未明', see: '进入' },
  sync: {
    in_sync: '已同步',
    lost: '未同步',
    starting: '正在连接服务',
    closed: '与服务的连接已断开',
    silent: '服务超过 5 秒没有心跳',
    stalled: '服务在线，但评估已停顿超过 5 秒',
    hole: '收到的记录有缺口，正在重新获取',
    age: '画面停在 {age} 前，可能已不真实',
    nothing: '还没有收到任何数据',
    retrying: '正在自动重连',
  },
  modes: {
    title: '工况与事实', site: '全站', now: '当前工况', none: '本站点未定义工况', all_normal: '全部处于正常工况：{mode}', by_shift: '未另行设定之处，随班次为：{mode}，至 {until}', end: '结束', place: '范围', mode: '工况', set: '设定工况', open_end: '无时限',
    what_it_does: '工况只改变随工况而定的限值，自下一个读数起生效；联锁、旁路与搁置不变。', facts: '事实', fact: '事实', value: '当前', told: '填报人、起止', tell: '填报',
    unknown: '未知', yes: '是', no: '否', valid_for: '尚未填报；有效期 {time}',
  },
  related: {
    title: '关联风险', raised: '自 {at} 由{from}升为{to}', others: '同时报警', asked: '该测点成立', zones: '影响区域', posts: '当班岗位', people: '人员', equipment: '设备',
  },
  condition: {
    stories: '使其成立的故事', stories_playing: '正在播放故事', no_story: '本站没有故事使它成立过：它能否报警没有得到证明。', story_holds: '符合期望', story_fails: '不符合期望', rule: '规则', when: '成立条件', disabled: '停用', in_force: '当前生效', covers: '涉及 {n} 个测点', none: '本站点没有此条件', truth: { true: '当前成立', false: '当前不成立', unknown: '当前未知', with_permit: '仅在因此收回作业票时报警', never: '自身不报警：供关联风险判断' }, raises: '使报警升级',
  },
  bar: {
    site_time: '现场时间', store: '存储故障', store_detail: '检测与联锁照常进行，记录未能落盘', offline: '{n} 台设备离线', set_aside: '已搁置 {n}',
    unacknowledged: '{severity}：{n} 条未消除，其中 {unacked} 条未确认', user: '当前用户', sign_out: '退出登录', theme: '明暗', theme_light: '浅色', theme_dark: '深色', theme_auto: '跟随系统',
    language: '语言', menu: '菜单', status: '系统状态',
  },
  sound: {
    armed: '报警声已开', not_armed: '报警声未开', no_sound: '无声', arm: '浏览器要求点按一次才能发声，点此开启', silence: '消音', silenced: '已消音', silence_note: '消音不等于确认',
    test: '开启后请听到一声提示音', off: '关闭报警声',
  },
  common: {
    story: '完整经过与责任链', loading: '正在读取', failed: '读取失败', retry: '重试', cancel: '取消', confirm: '确定', save: '保存', close: '关闭', more: '更多', load_more: '更早的记录', none: '无', all: '全部', any_zone: '全部区域',
    search: '按名称或文字筛选', zone: '区域', time: '时间', by: '操作人', reason: '原因', reason_needed: '请写明原因', until: '至', for: '时长', back: '返回', ago: '{age}前', details: '详情', you: '我', system: '系统', site_files: '站点文件', anonymous: '匿名', device: '设备 {name}',
    not_found: '没有这个页面', to_overview: '回到总览', done: '已完成', minutes: '{n} 分钟', hours: '{n} 小时', optional: '可不填', colon: '：', yes: '是', no: '否', list: '列表', never: '从未', unconfirmed: '未确认是否成功',
  },
  more: { now: '现场与事项', people: '人员', plant: '装置与台账', system: '记录与系统', mine: '这台手机' },
  entry: {
    sign_in: '登录', login: '账号', password: '密码', welcome: '安全生产智能化系统', setup_title: '设置首个管理员', setup_lead: '此链接只能使用一次。请牢记密码，系统没有默认密码。', name: '姓名', password_again: '再次输入密码',
    mismatch: '两次输入的密码不同', password_rule: '至少 15 个字符，种类不限，可含空格', login_rule: '小写字母、数字和 . _ -，至多 32 个字符', create: '创建并登录', no_token: '链接不完整：请使用服务首次启动时打印的完整链接。', setup_needed: '系统尚无账号：请使用服务首次启动时打印的设置链接。',
    unreachable: '服务没有应答',
  },
};
