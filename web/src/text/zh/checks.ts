// 巡检与排查。
export default {
  round: {
    title: '巡检', now: '已与服务核对：现在要查 {n} 项', kept: '{time} 的巡检单（{age}前）', kept_lead: '没有连接：照此巡检，结果存在本机，恢复后自动送出。', unknown: '没有连接，本机也没有巡检单：不知道有没有要查的', scan: '扫描现场二维码', no_route: '不在路线上', scanned: '已扫码', due_here: '项待查', all_done: '已查完', nothing_here: '现在没有要查的', later: '以后到期 {n} 项', none: '没有派给我岗位的排查', today_n: '{n} 项待查', go: '去巡检',
  },
  checks: {
    title: '排查', due: '{time} 前', wrong_post: '由 {post} 排查。', not_here: '没有连接，本机的巡检单里也没有这一项。', as_kept: '没有连接：按 {time} 的巡检单显示', here: '这里要排查的',
    reading: '读数', outside: '超出量程，应在 {range} 之间', beyond: '已达“{title}”限值 {limit}，记录后按此报警', within: '在各限值以内', remote: '远传示值 {value}', result: '现场情况', note: '说明', hazard_lead: '送出后自动上报为隐患。', tag: '有标记卡？填写编号', tag_lead: '现场若挂有标记卡，填卡上的编号；没有就不填。', send: '记录',
    lacks: { result: '请选择：正常、存在隐患或其他', reading: '请填写读数；读不到时选“其他”并说明', reading_unreadable: '读数应为数字，不写千分位逗号：写 1200 或 1.2', reading_outside: '读数超出量程，请重新核对', note: '请写明情况', note_beyond: '读数已达限值而判为正常：请说明原因', tag: '编号应为 3 至 8 位字母或数字' },
    restored: '已恢复上次填写的内容', drop: '清空重填', not_kept: '这台设备不能保存填写的内容：送出之前请勿离开此页。', waits: '已存本机', begun: '填写中', delivered: '已送达', half_done: '这一项已经结束；您填写到一半的内容仍在，可以送出，两份记录都会保留。',
    disputed: '记录不一致', disputed_lead: '不同的人记录的结果不一致，请到现场核实。', missed_lead: '过期未查。', withdrawn_lead: '措施已更改，此项已撤回。', conflict_differs: '您与他人的记录不一致', conflict_same: '他人也记录了这一项', conflict_lead: '{by} 也有记录；您 {time} 的记录已一并保留。', compare: '对照两份记录', seen: '知道了',
    hazard: '隐患 #{id}', by: '排查人', done_at: '现场时间', told: '送达时间', late: '过期后送达，但在期限内完成', place: '地点', scanned: '现场已扫码', by_hand: '未扫码', seed: '标记卡', seed_found: '发现了标记卡', seed_overlooked: '没有发现标记卡',
    of_word: '排查对象', of_any: '措施和应急物资', of: { measure: '管控措施', supply: '应急物资' }, supply: '应急物资',
    current: '待查', missed: '未查', done: '已查', all: '全部', mine: '我的岗位', disputed_only: '记录不一致', any_post: '全部岗位', any_measure: '全部措施', state: '状态', what: '排查内容', measure: '措施', records: '记录', none: '没有符合条件的排查', more: '更多', overdue_n: '{n} 项超期', due_word: '期限', result_word: '结果', not_yet: '尚未记录', of_measure: '只看这条措施：{name}', seeds: '标记卡',
  },
  seeds: {
    title: '标记卡', lead: '在措施现场挂一张带编号的卡，看排查时有没有人真的去看。结束之前只有安全员、负责人、审计员和管理员能看到。', only: '只有安全员、负责人、审计员和管理员可以查看标记卡。', hang: '挂卡', measure: '措施', choose: '选择措施', tag: '卡上的编号', tag_hint: '3 至 8 位字母或数字', another_tag: '换一个编号', until: '最迟取下', remark: '挂在哪里', remark_hint: '例如：压力表背面', hung: '已挂上', needed: '请选择措施并填写编号', hanging: '正挂着', over: '已结束', none_hanging: '现在没有挂着的卡。', none_over: '还没有结束的卡。', take_down: '取下', planted: '{by} 于 {time} 挂上',
    outcome: { hanging: '正挂着', found: '已发现', overlooked: '未发现', removed: '已取下' }, by: '{by} 于 {time}', rate: '已结束 {n} 张，发现 {found} 张', next: '建议下一张挂在', streak: '连续 {n} 次正常，其间没有挂过卡', no_proposal: '记录还太少，没有建议。', take: '挂在这里', see_check: '查看排查记录',
  },
  check_result: { normal: '正常', hazard: '存在隐患', other: '其他' },
  check_state: { open: '待查', overdue: '已超期', done: '已查', missed: '未查', withdrawn: '已撤回' },
  voice: {
    note: '语音说明', begin: '录语音说明', end: '结束录音（{time}）', again: '重新录音', on: '正在录音，最长 {max}', delete: '删除录音', needs_https: '浏览器只在 https 下允许录音，请改用文字说明。', none: '这台设备不能录音，请改用文字说明。', not_here: '现在取不到这段录音。', refused: '浏览器没有得到使用麦克风的许可：请在浏览器设置中允许，或改用文字说明。',
  },
  signature: { sign: '签名', there: '签名，已写', empty: '签名处，空白', type: '或输入姓名', clear: '清除', of: '{by} 的签名' },
};
