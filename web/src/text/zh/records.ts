export default {
  records: {
    title: '台账', kinds: '台账类别', group: { people: '人员与组织', training: '培训', risk: '风险管控', equipment: '设备', materials: '物料', emergency: '应急', other: '其他' }, new: '新增', import: '导入', export_csv: '导出 CSV', export_xlsx: '导出 XLSX', search: '按编号或内容搜索', which: '记录', there: '现有', removed: '已删除',
    filter_field: '按字段筛选', filter_value: '值', filter_none: '未填写', sorted_up: '升序', sorted_down: '降序', sort_by: '按{field}排序', id: '记录编号', empty: '没有符合条件的记录', more: '更多记录',
    none_yet: '还没有记录', version: '第 {n} 版', saved_by: '{actor} 于 {time} 保存', personal: '个人信息', hidden: '个人信息，安全员、负责人、审计员和管理员可见', required: '必填', choose: '未选择', add: '添加', take_out: '移除 {item}', add_picture: '添加图片', lettered: 'A、B、C 按此次序',
    reason_hint: '写入日志，不可更改', save: '保存', saved: '已保存为第 {n} 版', new_of: '新增{kind}', remove: '删除', remove_lead: '删除后可从版本记录中恢复；仍被引用的记录不能删除。', restore: '恢复此版本', restore_lead: '以第 {n} 版的内容保存为新版本。',
    versions: '版本记录', restored_from: '恢复自第 {n} 版', was_removed: '删除', nothing: '无', no_change: '内容无变化', draft: '已恢复未保存的草稿', drop_draft: '放弃草稿', reload: '载入最新版本', id_hint: '小写字母、数字和连字符，保存后不可更改',
    changed_elsewhere: '他人已保存新版本；草稿仍保留在本机。', is_removed: '此记录已删除', refer: '输入名称查找',
    import_title: '导入{kind}', drop: '将 CSV 或 XLSX 文件拖到此处，或点按选择', drop_hint: '第一行为字段名称，中英文均可；至多 2000 行。先预览，确认后才写入。', headings: '可用字段', preview: '预览', reading: '正在读取文件', checking: '正在核对', cell_hint: '可直接在单元格中改正，再次核对',
    row: '行', outlook: { new: '新增', changed: '修改', same: '相同', faulty: '需改正' }, counts: '新增 {new} 条，修改 {changed} 条，相同 {same} 条，需改正 {faulty} 行', check_again: '再次核对', import_now: '导入 {n} 条', imported: '已导入 {n} 条', nothing_to_do: '所有行均与现有记录相同',
    only_faulty: '只看需改正的行', expected: '应为{what}', other_file: '换一个文件', bad_file: '无法读取此文件：应为 UTF-8 的 CSV 或 XLSX', missing_column: '缺少“{field}”：应为{what}', too_many: '至多显示 {n} 行',
  },
};
