// 登录、两步验证、第二人确认。
export default {
  security: {
    title: '登录与安全', sessions: '我的登录', current: '本次', opened: '登录于 {at}', used: '最近使用 {at}', expires: '至 {at} 自动结束', from: '来自 {address}', end: '结束', end_others: '结束其他所有登录',
    password: '修改密码', old: '现在的密码', new_password: '新密码', changed: '密码已修改，其他登录已结束', factor: '两步验证', factor_none: '未设置：仅凭密码即可登录。', factor_on: '已设置：登录时还需手机上的验证码。', factor_required: '您的角色须设置两步验证，设置后方可继续。', codes_left: '剩余 {n} 个恢复码',
    begin: '开始设置', scan: '用身份验证器应用扫描', or_type: '或手工输入密钥：{secret}', code: '验证码', code_lead: '手机上显示的 6 位数字；手机丢失时输入恢复码', check: '确认', keep_codes: '恢复码（每个只能用一次，只显示这一次，请打印或抄下保存）', remove: '移除两步验证', own_password: '您的密码',
    broker: 'MQTT 密码', broker_lead: '此设备登录消息服务器的密码。重新发放后，原密码立即失效。', broker_issue: '发放新密码', broker_revoke: '收回', broker_revoked: '已收回：设备已被断开，不能再登录', broker_writes: '可发布的主题', broker_reads: '可订阅的主题', authority: '下载 TLS 证书', shown_once: '只显示这一次，请立即配置到设备',
    strength: { short: '太短：至少 {n} 个字符', fair: '可用；再长一些更好', good: '好' },
  },
  reads: {
    title: '谁看过个人信息', lead: '每次查看或导出都有记录；同一会话一小时内看同一处只记一次。看列表即看了其中每个人。', lead_own: '谁看过与我有关的信息。', who: '谁', when: '何时', what: '看了什么', about: '关于', many: '多人', none: '没有人看过', filter: '关于谁（登录名）',
    kind: { record: '记录', list: '列表', sheet: '导出表', training: '培训', trainings: '培训列表', 'training-hours': '学时', figures: '考核', incident: '应急事件', absences: '缺勤' },
  },
  consent: {
    title: '待第二人确认', bypass: '旁路联锁 {name}', shelf: '搁置 {name}', 'out-of-service': '停用 {name}', rules: '采用其他安全规则（{name}）', asked: '{by} 申请，至 {until} 止：{reason}', asked_open: '{by} 申请：{reason}', lapses: '{at} 前无人确认即失效', agree: '同意', refuse: '不同意', withdraw: '撤回', own: '等待另一人确认', why: '不同意的理由',
  },
};
