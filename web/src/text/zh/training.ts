// 培训：学习、考试、学时。
export default {
  training: {
    title: '培训', mine: '我的培训', everybody: '全部人员', hours: '学时', title_mine: '我的培训',
    to_do: '待完成', passed: '已合格', withdrawn: '已撤回', nothing_to_do: '没有待完成的培训。', none_passed: '还没有合格的培训。', none: '没有符合条件的培训', more: '更多', overdue_n: '{n} 项逾期',
    standing_word: '状态', standing: { overdue: '逾期', open: '未完成', passed: '合格', lapsed: '合格已过期', withdrawn: '已撤回' }, any_standing: '全部状态', any_person: '全部人员', any_course: '全部课程',
    person: '人员', course: '课程', how_far: '进展', why: '原因', due: '期限', due_at: '{time} 前', assigned: '{time} 派发', ended: '结束', attempts_n: '考过 {n} 次', best: '最高 {percent}%', edition_passed: '学过的是第 {n} 版',
    state: { reading: '未读完', ready: '可以考试', sitting: '考试中', passed: '合格', withdrawn: '已撤回' }, sections_read: '已读 {n} 节', not_begun: '未开始',
    kind: { entry: '入职', transfer: '转岗', return: '复岗', certificate: '取证', daily: '日常', lesson: '经验教训', drill: '演练', outside: '外部培训' }, level: { plant: '厂级', workshop: '车间级', team: '班组级' },
    certificate: { 'low-voltage-electrician': '低压电工作业', 'high-voltage-electrician': '高压电工作业', welding: '熔化焊接与热切割作业', 'work-at-height': '高处安装、维护、拆除作业', refrigeration: '制冷与空调作业', 'hazardous-chemicals': '危险化学品安全作业', lifting: '起重机作业', guardian: '特殊作业监护人', 'gas-analyst': '气体分析人', 'permit-lead': '作业负责人', 'permit-issuer': '作业票开票人', 'permit-approver': '作业票审批人', other: '其他' },
    because: { plan: '培训计划', post: '岗位变动', gas: '区域内有新的气体', permit: '从事特殊作业', mistake: '从差错中学习', 'rule-change': '站点规则已变更', 'new-edition': '课程已更新', renewal: '合格到期', asked: '指定学习' }, because_more: '：{more}',
    mistake: { order: '工单 #{id}', hazard: '隐患 #{id}', check: '排查 #{id}', permit: '作业票 #{id}' }, see_mistake: '查看起因',
    holds: { for_good: '长期有效', until: '有效至 {day}', soon: '有效至 {day}，还有 {n} 天', last_day: '今天是有效期最后一天', over: '{day} 已过期' }, hours_n: '{n} 学时', passed_at: '{time} 合格', gives: '合格后取得“{what}”资格',
    year: '{n} 年', before: '上一年', after: '下一年', hours_mine: '{year} 年学时', hours_of: '{n} / {required} 学时', hours_enough: '已达要求', hours_lacking: '还差 {n} 学时', hours_no_rule: '没有计划规定学时', total: '合计', required: '要求', lacking: '还差', nobody: '没有人员',
    assign: '指派培训', assign_lead: '此人会收到通知，课程进入“我的培训”。', assign_needed: '请选择人员和课程', choose: '请选择', due_day: '最迟完成日', assign_reason: '为什么', assign_reason_hint: '例如：即将到污水处理区工作', assigned_to: '已指派给 {name}', no_courses: '还没有课程：先在台账“培训课程”中建立。', to_courses: '课程', to_questions: '试题', to_sections: '章节', of_course: '属于这门课程的',
    not_here: '现在取不到这项培训。', begin: '开始学习', go_on: '继续学习', contents: '目录', section_of: '第 {n} / {of} 节', read: '已读', unread: '未读', progress: '已读 {read} / {of} 节', back_to_contents: '目录', previous: '上一节', next: '下一节', last_done: '学完了',
    lacks_end: '读到末尾后记为已读', lacks_time: '还需 {time}', noting: '正在记录', not_noted: '没有记上', end_of_section: '本节完', film: '视频', open_film: '打开视频', picture_n: '图片 {n}', no_sections: '这门课程还没有内容。', course_removed: '课程已被删除，没有内容可学。', its_person: '由 {name} 本人学习和考试。',
    exam: '考试', exam_rule: '{questions} 题，{minutes} 分钟，答对 {percent}% 合格', exam_chances: '可考 {n} 次', exam_none: '没有考试，读完即合格', exam_begin: '开始考试', exam_begin_lead: '开始后计时，中途离开也不停表。答案存在本机，刷新或断电不会丢失。', exam_again: '再考一次', exam_sits: '{name} 正在考试。',
    left: '剩余', question_of: '第 {n} / {of} 题', question_kind: { single: '单选', multiple: '多选，选出全部正确的', judge: '判断' }, judge: { A: '正确', B: '错误' }, previous_question: '上一题', next_question: '下一题', check_all: '检查并交卷', all_questions: '全部题目', answered: '已答', unanswered: '未答', answered_n: '已答 {n} / {of} 题', to_questions_again: '返回答题',
    hand_in: '交卷', hand_in_title: '确认交卷', hand_in_whole: '全部 {of} 题已作答。交卷后不能更改。', hand_in_lacking: '还有 {n} 题没有作答，按答错计。交卷后不能更改。', keep_on: '继续答题', times_up: '时间到', times_up_lead: '正在交卷。', not_handed_in: '没有交上：答案仍在本机，请重试。', not_kept: '这台设备不能保存答案：交卷之前请勿离开或刷新此页。',
    result: '考试结果', result_passed: '合格', result_failed: '不合格', result_late: '超时', score: '答对 {right} / {of} 题，{percent}%', needs: '合格线 {percent}%', attempts_left: '还可以考 {n} 次', none_left: '考试次数已用完：须重新学习全部章节，然后可以再考。', nth: '第 {n} 次考试', earlier: '以往考试', given: '{time} 交卷', never_given: '没有交卷', review: '逐题查看', wrong_first: '答错的在前', explanation: '解析', not_told: '考试进行中，暂不显示答案。',
    mark: { right: '选对', wrong: '选错', missed: '正确答案，未选', open: '已选' }, right_answer: '答对', wrong_answer: '答错', not_answered: '未作答', question_removed: '题目已删除', not_for_you: '逐题内容只有本人和安全员可以查看。',
    withdraw: '撤回', withdraw_lead: '不必再完成。培训计划和岗位要求的不能撤回。', withdrawn_why: { 'by-person': '由 {by} 撤回', 'course-removed': '课程已删除', 'not-needed': '已不需要' }, today: '{n} 项培训待完成', today_late: '其中 {n} 项逾期', learn_now: '去学习：{name}', learned: '已合格的培训', learned_none: '没有合格的培训。',
  },
  event: {
    training: {
      assigned: '培训：{person} 须学习“{name}”，{due} 前', read: '培训 #{training}：已读“{section}”', exam_started: '培训 #{training}：第 {attempt} 次考试开始，{until} 前交卷', exam_finished: '培训 #{training}：第 {attempt} 次考试答对 {right} / {of} 题，{percent}%',
      passed: '{person} 通过培训“{name}”，计 {hours} 学时', failed: '培训 #{training}：{attempts} 次考试均不合格，须重新学习', overdue: '培训 #{training} 逾期，已通知 {post}', withdrawn: '培训 #{training} 已撤回：{reason}', withdrawn_by_itself: '培训 #{training} 已不需要，自动撤回', overdue_untold: '培训 #{training} 逾期',
    },
  },
};
