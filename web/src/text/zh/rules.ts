// 须两人同意的安全规则。
export default {
  rules: {
    title: '安全规则', lead: '限值、延时、按设计抑制、因果联锁、执行机构、作业票门限都写在站点文件里。站点要求两人同意时，文件里改动的规则须一人提出、另一人同意后才生效。', see: '查看内容',
    standing: { untold: '日志里还没有这些规则', accepted: '正在执行', held: '站点文件里有其他安全规则，没有生效', errors: '站点文件有错误，仍执行已接受的安全规则', agreed: '已有两人同意其他安全规则，下次启动时生效', unagreed: '正在执行的规则无人同意：已接受的安全规则无法恢复' },
    changes_held: '等待两人同意的更改：{n} 处', why_unreadable: '已接受的规则没有执行的原因：{why}', in_force: '正在执行', accepted: '已接受', since: '自 {at} 起', held: '自 {at} 起在站点文件里', errors: '自 {at} 起站点文件的错误', mend: '请维护文件的人改正（davy check 列出全部错误）并在下面让其生效，或重新启动；在此之前，文件里的任何更改都不生效。', restart: '下次启动时生效，不会自行切换：请在装置允许时在下面让其生效。',
    because: { first: '本数据首次启动时接受，不以任何人的名义', 'no-rule': '没有改动安全规则，不以任何人的名义接受', 'one-person': '一人即可：由更改文件的人决定', 'two-people': '{asked} 提出，{by} 同意' },
    one_is_enough: '本站点不要求两人同意：谁更改文件并重新启动，谁就更改了规则；日志记下改了什么。', two_are_asked: '本站点要求两人同意。',
    propose: '提出采用这些规则', propose_lead: '须另一名安全员或管理员同意；一天内无人回答即失效。', why: '为什么更改规则', only: '由安全员和管理员提出和同意。', waits: '{by} 已提出，等待第二人：{reason}', refused: '{by} 于 {at} 不同意：{reason}', back: '要放弃更改，请改回文件，再在下面让其生效，或重新启动。',
    folder: {
      title: '现在的站点文件', changes: '文件与正在执行的规则相比', now: '立即生效', look: '重新读取文件', starting: '系统正在重新启动，本页会自行恢复。',
      brings: { errors: '文件有错误，其中任何内容都不能生效', nothing: '文件里没有系统尚不知道的内容', 'in-force': '下次启动会改变正在执行的内容', held: '下次启动会把这些更改交由两人同意；在此之前，文件里的任何内容都不生效' },
      lead: '系统先读取文件，再按顺序结束并重新启动。其间约一秒（站点大时更久）不作判断，也不发命令；设备这段时间的读数随后补判，仍处于动作状态的联锁会再次发出命令。日志记下由谁提出、用了多久。',
      who: '须由管辖全站的安全员或管理员操作；在服务器上，davy reload 和 systemctl reload davyd 作用相同。',
    },
    changes: '更改内容', more: '另有 {n} 处未列出：davy check --against 列出全部', latest: '最近一次更改', additions: '新增，不触及原有规则', none: '无', part: '规则', field: '字段', from: '原来', to: '现在', whole: '整条规则', is_new: '新增', is_gone: '删除',
    kind: { access: '须两人的事项', permits: '作业票', mode: '工况', fact: '事实', zone: '区域', device: '设备', point: '测点', condition: '报警条件', actuator: '执行机构', row: '联锁', inhibition: '按设计抑制', risk: '关联风险' },
  },
};
