// 演练。
export default {
  drills: {
    title: '演练', none: '还没有演练过', no_scenarios: '站点没有准备演练方案', scenarios: '演练方案', past: '演练记录', lead: '读数给替身测点，报警、工单、通知走真实流程并注明演练；真实测点照常判断，真实设备不动作。',
    start: '启动演练', starts: '启动后通知参演岗位；真实报警会立即中止演练。', lasts: '最长 {time}', points: '替身测点', plan: '应启动预案 {plan}', pass: '{percent}% 合格', started: '{who} {time} 启动', running: '正在演练', left: '还剩 {time}', see: '查看',
    asked: '要求', who: '岗位', anybody: '不限', within: '{time} 内', mark: { met: '做到', late: '做晚', missed: '未做', waits: '等待' }, after: '用时 {time}', worth: '计 {n} 分', scored: '{got} / {of} 分', by: '{who}',
    what: { acknowledge: '确认报警', accept: '接单', submit: '提交处理结果', approve: '审核工单', call: '启动应急（演练）', 'take-card': '领取处置卡' },
    seen: '首次确认报警', acted: '首次动手处置', never: '没有', apart: '看到不等于动手：两者分开计时，从首条演练报警起算。', first_alarm: '首条演练报警', not_yet: '尚未报警',
    end: { completed: '全部做到', 'time-up': '时间到', aborted: '人为中止', 'real-alarm': '因真实报警中止', 'real-incident': '因真实应急中止', 'broken-off': '因系统重启中断' },
    verdict: { passed: '合格', failed: '不合格', 'not-judged': '不评判' }, score: '得分', because: '原因', steps: '过程', davy: '系统',
    did: { 'alarm-raised': '报警', 'row-tripped': '联锁动作', 'command-requested': '下令', 'command-observed': '回讯证实', 'command-failed': '未证实', 'notice-sent': '通知送达', 'alarm-returned': '恢复', 'order-issued': '派单', acknowledged: '确认', 'order-accepted': '接单', 'order-submitted': '提交', 'order-approved': '审核通过', 'incident-called': '启动应急', 'card-taken': '领卡' },
    responses: '每个人的响应', person: '人员', met: '规定动作', met_late: '按时 {met}，超时 {late}', points_word: '得分', acts: '共 {n} 次', uncalled: '未列入参演',
    abort: '中止演练', abort_lead: '演练的报警和工单一并撤回。', reason: '原因', reason_needed: '请写明原因', assess: '评估', assess_lead: '演练暴露了什么，哪些环节要改。', remark: '评估意见', weak: '薄弱环节', weak_hint: '一行一条', as_hazards: '每条转为一条隐患', save: '记下评估', remark_needed: '请写评估意见', assessed: '{who} {time} 评估', print: '打印记录', record: '演练记录', participants: '参演人员', nobody: '无人当班', back: '返回',
  },
  event: {
    drill: {
      started: '演练 #{drill} 开始：{title}', ended: '演练 #{drill} 结束：{end}，{score} / {of} 分', assessed: '演练 #{drill} 评估：{remark}',
    },
  },
};
