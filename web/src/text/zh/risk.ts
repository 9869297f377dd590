export default {
  risk: {
    title: '风险四色图', worst_first: '最严重的在前', zones: '{n} 个区域', judged: '判定于 {time}', ago: '{age}前', at_once: '刚刚', judging: '正在判定', no_plan: '此站点没有平面图',
    past: '已不是当前风险', past_note: '以下为 {time} 的判定，已不代表现在：{why}。颜色不再显示，恢复后自动重新判定。', past_none: '尚无判定：{why}。', not_in_sync: '与服务未同步', no_answer: '没有得到新的判定', unknown: '未知', then: '当时{level}风险',
    level: '{level}风险', degree: { major: '重大', serious: '较大', moderate: '一般', low: '低' }, colour: { major: '红', serious: '橙', moderate: '黄', low: '蓝' }, calm: '各项均为低风险。', above: '怎样回到黄色', yellow_already: '各项都不高于黄色，无须下降。', rule: '查看条件', row: '查看联锁',
    records: '风险台账', bands: '分级依据', built_in: '内置', bands_of: '{method}：{standard}（{edition}），{moderate} 起一般，{serious} 起较大，{major} 起重大', bands_from: '{line}；{day} 起的评估适用', bands_matrix: '{method}：{standard}（{edition}），按风险矩阵',
    term: {
      residual: '剩余风险', measures: '管控措施', checks: '漏查', readings: '实时报警', blindness: '看不见', hazards: '未销号隐患', 'special-work': '特殊作业', people: '人员暴露', calibration: '检定过期', inside: '其中的区域',
    },
    because: {
      assessment: '{event}：采取措施后仍为{level}风险', as_site: '站点给定的固有风险：尚未评估出固有等级与之相当的风险事件', watch: '{by}：{why}', measure: '措施“{measure}”失效（{why}）', check: '措施“{measure}”到期没有排查，之后也没有补（排查 #{id}）', alarm: '{condition}，现为 {value}（报警 #{id}）', blind: '{condition}：看不见，不能当作正常（报警 #{id}）',
      hazard: '{grade}隐患 #{id} 未销号', permit: '{fact}有效', people: '区域内有 {n} 人', people_unknown: '区域内人数未知，按有人计', device: '{device}的检定已于 {day} 到期', inside: '{zone}为{level}风险',
    },
    remedy: {
      residual: '增加或加强管控措施，使剩余风险降到一般以下，再重新评估', measures: '恢复 {n} 项失效的管控措施', checks: '补做 {n} 项漏掉的排查', readings: '处置 {n} 条报警，直到恢复正常', blindness: '恢复 {n} 个看不见的测点，或停止特殊作业',
      hazards: '按期整改，验收销号：{n} 项隐患', 'special-work': '停止特殊作业，或等报警消除、只留一种作业', people: '撤出人员，或先消除他们面对的危险', calibration: '检定 {n} 台到期的设备', inside: '先让其中 {n} 个区域降下来',
    },
  },
};
