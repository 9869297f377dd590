export default {
  outbox: {
    open: '打开更正', send_corrected: '更正后送出', as_it_is: '原样重试', correct_lead: '改好后再送出；完成时间、照片、语音和签名不变。', elsewhere: '这里不能更正的，可原样重试，或放弃后重新填写。', goes_with: '一并送出', see: '查看', gone: '这一条已送达，或已被放弃。',
    field: { what: '哪里不对', result: '现场情况', reading: '读数', note: '说明', text: '记录', tag: '卡上的编号', zone: '区域', point: '测点', done_at: '现场时间', place: '地点', photos: '现场照片', voice: '语音说明', signature: '签名', x_m: '位置', y_m: '位置' },
    title: '待发送', waits: '未送达，等待网络', sending: '正在发送', refused: '服务器没有接受', since: '{time} 在本机完成', photos: '{n} 张照片', now: '现在发送', discard: '放弃', kept: '已存在本机，尚未送达', kept_lead: '没有网络。恢复后自动送出；浏览器关闭也不会丢失。',
    others: '本机另有 {n} 条属于其他账号的内容，须由本人登录后发送。', kind: { hazard_report: '上报隐患', hazard_rectify: '隐患整改结果', order_submit: '工单处理结果', check_record: '排查记录', incident_card_taken: '接处置卡', incident_card_done: '处置卡完成', incident_person: '清点人员', incident_note: '应急记录' }, voice: '语音', signature: '签名',
  },
  today: {
    title: '今日', for_me: '等我处理', nothing: '现在没有等你处理的事', not_known: '没有连接，不知道有没有新的事', report: '报隐患', scan: '扫码', watch: '需要留意', alarms_n: '{n} 条报警未确认', bypassed_n: '{n} 个联锁处于旁路', aside_n: '{n} 个条件已搁置、抑制或停用', offline_n: '{n} 台设备离线', blind_n: '{n} 个测点没有可信数据', gaps_n: '未来 7 天有 {n} 处无人负责', due_days_n: '{n} 项物资、预案、许可证、备案或传感器临近到期', all_well: '没有需要留意的情况', overdue_n: '{n} 项超时',
    deed: { accept: '接单', submit: '提交结果', review: '审核', 'review-again': '复核', grade: '定级', rectify: '整改', round: '去巡检', care: '维护', permit_prepare: '备齐并签字', permit_sign: '签字', permit_receive: '签字确认接受交底', permit_start: '监护签到，开始作业', permit_guard: '监护', permit_go_on: '继续或结束', permit_stopped: '停止作业，查明原因', permit_accept: '验收' },
    kind: { order: '工单', hazard: '隐患', round: '巡检', care: '设备维护', permit: '作业票' },
  },
};
