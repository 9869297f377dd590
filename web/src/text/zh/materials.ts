export default {
  materials: {
    title: '物料与重大危险源', lead: '按 {standard} 辨识与分级：S 不小于 1 即构成重大危险源，级别由 R 决定；一级最危险。', lists: { material: '物料', 'hazard-unit': '单元', 'storage-place': '储存点', 'material-conflict': '禁忌物' },
    kind: { production: '生产单元', storage: '储存单元' }, level: { first: '一级重大危险源', second: '二级重大危险源', third: '三级重大危险源', fourth: '四级重大危险源', none: '不构成重大危险源' },
    filed: '备案值（按设计最大量）', live: '此刻（按现存量）', at_least: '至少', at_least_why: '有物料不知道临界量或校正系数，数值只会更大，不会更小', alpha: 'α = {alpha}，厂界外 500 米常住 {n} 人',
    place: '储存点', material: '物料', now: '现存', design: '设计最大', share: '占比 q/Q', factor: '系数 β', unknown: '未知', over: '超量', blind: '测点看不见', from: { point: '测点实时', 'last-seen': '最后一次读数', stock: '台账', design: '按设计最大量' },
    meetings: '禁忌物相邻', meeting: '{one} 与 {other}', calm: '没有禁忌物相邻，没有储存点超量。', empty: '还没有辨识单元：先在台账里登记物料、单元和储存点。', over_title: '超量储存', past: '此刻的数值未更新：与服务未同步',
  },
};
