export default {
  lists: {
    export: '导出 XLSX', export_csv: '导出 CSV', cut: '只导出了前 {n} 行',
    order: '排列顺序', own_order: '常用顺序', sort_by: '按{field}排序', sort: { severity: '级别', raised: '报警时间' }, shelved: '搁置', out_of_service: '停用', suppressed: '抑制',
    in_order: { severity: '最轻在前', severity_down: '最重在前', raised: '最早报警在前', raised_down: '最近报警在前', issued: '最早派发在前', issued_down: '最近派发在前', reported: '最早上报在前', reported_down: '最近上报在前', deadline: '期限最近在前', deadline_down: '期限最远在前' },
    field: { id: '编号', severity: '级别', what: '内容', point: '测点', zone: '区域', onset: '越限时间', raised: '报警时间', acknowledged: '确认时间', acknowledged_by: '确认人', returned: '恢复时间', ended: '结束时间', order: '工单', post: '岗位', state: '状态', handler: '处理人', issued: '派发时间', deadline: '期限', submitted: '提交时间', closed: '关闭时间', rejections: '驳回次数', escalations: '升级次数', grade: '等级', danger: '类别', handling: '整改方式', outcome: '结果', reporter: '上报人', reported: '上报时间', rectified: '整改时间', returns: '退回次数', extensions: '延期次数', measure: '管控措施', done: '完成时间', done_by: '完成人', result: '结论', reading: '读数', note: '说明', disputed: '记录不一致', device: '设备', calibration: '检定', valid_until: '有效至', open_care: '待办', work: '工作', as_found: '检前示值', reference: '标准值', as_left: '检后示值', reason: '事由', sent: '送达时间', channel: '渠道', dropped: '未送原因', failed: '失败原因', from: '交班人', to: '接班人', change: '换班时间', offered: '提出时间', ended_by: '办结人', matters: '移交事项数', condition: '条件', aside: '不提示方式', until: '至', by: '操作人' },
  },
};
