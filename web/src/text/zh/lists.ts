export default {
  lists: {
    export: '导出 XLSX', cut: '只导出了前 {n} 行',
    field: { id: '编号', severity: '级别', what: '内容', point: '测点', zone: '区域', onset: '越限时间', raised: '报警时间', acknowledged: '确认时间', acknowledged_by: '确认人', returned: '恢复时间', ended: '结束时间', order: '工单', post: '岗位', state: '状态', handler: '处理人', issued: '派发时间', deadline: '期限', submitted: '提交时间', closed: '关闭时间', rejections: '驳回次数', escalations: '升级次数', grade: '等级', danger: '类别', handling: '整改方式', outcome: '结果', reporter: '上报人', reported: '上报时间', rectified: '整改时间', returns: '退回次数', extensions: '延期次数', measure: '管控措施', done: '完成时间', done_by: '完成人', result: '结论', reading: '读数', note: '说明', disputed: '记录不一致', device: '设备', calibration: '检定', valid_until: '有效至', open_care: '待办', work: '工作', as_found: '检前示值', reference: '标准值', as_left: '检后示值', reason: '事由', sent: '送达时间', channel: '渠道', dropped: '未送原因', failed: '失败原因' },
  },
};
