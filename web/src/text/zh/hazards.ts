export default {
  hazards: {
    title: '隐患', open: '未销号', mine: '与我有关', overdue: '已逾期', over: '已结束', report: '上报隐患', any_grade: '全部等级', none: '没有符合条件的隐患', more: '更多隐患', nobody: '尚无人接单', supervised: '{post} 挂牌督办（第 {level} 级）', ended_at: '结束于 {time}',
    what: '哪里不对', what_hint: '一句话，例如：2 号储罐护栏松动；有照片可不写', what_needed: '请用一句话写明哪里不对，或拍一张照片', by_photo: '照片上报', place: '地点', spot: '位置', spot_mark: '在平面图上标出位置', spot_marked: '已标位置：{x} m，{y} m', spot_lead: '点按平面图上的位置；也可填写距图左上角的米数。', spot_x: '向右（米）', spot_y: '向下（米）', spot_clear: '清除', choose_zone: '选择区域', zone_needed: '请选择区域', about_point: '关于测点 {point}', anonymous: '匿名上报', anonymous_lead: '保存的记录里不写是谁上报的；但照片和文字本身可能看得出是谁。', found: '发现时间', found_hint: '可不填；不填则不知道是否及时上报', found_now: '刚刚', found_unknown: '没有写明', send: '上报',
    similar: '是不是同一处？已有人上报', similar_hint: '是同一处就不必再报；不是请继续。', sent: '已上报，编号 #{id}', next: '接下来：{post} 负责，{time} 前由安全员定级并定下整改期限。', see: '查看这条隐患', another: '再报一条', kept: '填写的内容仍在，可以再次上报。',
    grade: '定级', raise: '提高等级', grade_lead: '定级后由责任岗位整改，不能再撤销或并入。', grade_kind: '隐患等级', danger: '隐患类型', handling: '整改方式', deadline_most: '此等级最长 {time}（{standard}，{edition}）；不填即按最长时间。', at_once_hint: '期限按站点规定的即查即改时限', post: '责任岗位', deadline: '整改期限', grade_deadline: '定级期限', days: '{n} 天', five: '五落实（重大隐患必填）',
    responsibility: '责任：由谁负责', measures: '措施：怎么整改', funds: '资金：从哪里来', contingency: '预案：万一出事怎么办', interim: '整改期间如何防范', plan: '五落实',
    merge: '并入另一条', merge_lead: '与另一条未销号的隐患是同一处时，并入那一条，由它继续整改。', merge_into: '并入', merge_choose: '选择一条未销号的隐患', merge_none: '没有其他未销号的隐患', dismiss: '不是隐患', dismiss_lead: '写明为何不是隐患；此后不再跟踪。',
    accept: '接单整改', accept_hint: '接单后由我负责整改并提交照片', take_over: '接替整改', take_over_hint: '现由 {handler} 整改；接替后由我负责。', rectify: '提交整改结果', rectify_hint: '写明做了什么，并附至少一张整改后的照片', note: '做了什么',
    review: '验收', review_lead: '对照整改前后的照片；最好到现场看过。', review_again: '复核', review_again_lead: '重大隐患须由另一人再次确认。', approve: '通过', approve_closes: '通过后销号。', approve_goes_on: '通过后还须另一人复核。', remark: '意见', return: '退回', return_lead: '写明哪里没改好，整改人会重新整改。', extend: '延期', extend_lead: '写明为什么不能按期完成。', extend_to: '新期限', ask_extension: '申请延期', asked: '已申请延期至 {time}，待上级批准', refuse_extension: '不批准延期', refuse_lead: '写明为什么仍须按原期限完成。', deadline_needed: '请填写期限',
    before: '整改前', after: '整改后', no_photo: '没有照片', not_mended: '尚未提交整改', story: '经过', also: '其他操作', reporter: '上报人', reported: '上报时间', source: '来源', handler: '整改人', reviewer: '验收人', row: '联锁', record: '其他记录', measure: '管控措施', order: '来源工单', rectified: '提交整改', returns: '退回 {n} 次', extensions: '延期 {n} 次', reminders: '催办 {n} 次', merged_into: '并入 #{id}',
    needs_officer: '等待安全员定级。', wrong_post: '由 {post} 整改，等待该岗位人员接单。', others_work: '由 {handler} 整改中。', waiting_review: '已提交整改，等待班组长或安全员验收。', waiting_second: '验收已通过，等待安全员复核。', own_work: '整改人不能验收自己的整改，须由另一人验收。', own_review: '复核须由验收人以外的人进行。', is_closed: '隐患已销号，全部经过留存于日志。', is_merged: '已并入另一条隐患，由那一条继续整改。', is_dismissed: '经判定不是隐患，理由见经过。',
  },
  merits: {
    title: '积分', lead: '每一分从哪里来，人人可查；规则对所有人相同。', month: '月份', before: '上月', after: '下月', mine: '我的积分', none_mine: '本月我还没有积分', ranking: '排名', none: '本月还没有人得分', rank: '名次', name: '姓名', points: '积分', entries: '明细', n_entries: '{n} 条', rule: '规则', of_worth: '计 {points} 分（应得 {worth} 分，已到本月上限）', hazard: '隐患 #{id}', me: '我',
  },
};
