// A loose guard rail, as its people live through it: reported in the hand, graded at the desk, mended, returned once, and closed by another than who mended it.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kWhat = '2 号储罐护栏松动';

describe('a hazard', () => {
  let plant, browser, officer, worker, foreman;
  let hazard;
  const step = steps_of('hazard', () => ({ officer, worker, foreman }));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    await officer.follow('账号');
    for (const [login, name, role, post] of [['wang.qiang', '王强', '员工', '当班操作工'], ['sun.li', '孙丽', '班组长', '班长']]) {
      await officer.presses('新建账号');
      await officer.field('login').fill(login);
      await officer.field('name').fill(name);
      await officer.field('role').selectOption({ label: role });
      await officer.page.getByLabel(post, { exact: true }).check();
      await officer.field('password').fill(kPassword);
      await officer.presses('保存');
      await officer.sees(officer.page.getByRole('cell', { name: login, exact: true }));
    }
    worker = await Screen.open(browser, plant.url, kPhone);
    await worker.sign_in('wang.qiang', kPassword);
    foreman = await Screen.open(browser, plant.url, kDesk);
    await foreman.sign_in('sun.li', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  const photo = (hue) => photo_of_a_valve(browser, { tag: '护栏', hue });

  async function mends(note, hue) {
    await worker.page.locator('input[name=camera]').setInputFiles(await photo(hue));
    await worker.sees(worker.page.locator('.previews img'));
    await worker.field('note').fill(note);
    await worker.presses('提交整改结果');
    await worker.sees('已提交整改，等待班组长、安全员或负责人验收。');
  }

  step('is reported on a phone with a photo and a line, and says what comes next', async () => {
    await worker.follow('报隐患');
    await worker.presses('上报');
    await worker.sees('请选择区域');
    await worker.go('/hazards/new?zone=tank-farm');
    assert.equal(await worker.field('zone').inputValue(), 'tank-farm');
    await worker.picture('hazard_new_phone');
    await worker.page.getByText('在平面图上标出位置').click();
    await worker.sees(worker.page.locator('.spot_plan .plan_drawing'));
    await worker.page.locator('.spot_plan .leaflet-container').click({ position: { x: 120, y: 140 } });
    await worker.sees(/已标位置：\d+(\.\d)? m，\d+(\.\d)? m/);
    assert.equal(await worker.field('zone').inputValue(), 'tank-farm');
    await worker.picture('hazard_spot_phone');
    await worker.is_accessible();
    await worker.page.locator('input[name=camera]').setInputFiles(await photo(205));
    await worker.sees(worker.page.locator('.previews img'));
    await worker.field('what').fill(kWhat);
    await worker.picture('hazard_report_phone');
    await worker.is_accessible();
    await worker.fits();
    await worker.presses('上报');
    await worker.sees(/已上报，编号 #\d+/);
    await worker.sees(/当班操作工 负责/);
    await worker.picture('hazard_sent_phone');
    await worker.is_accessible();
    await worker.page.getByRole('link', { name: '查看这条隐患' }).click();
    await worker.sees('等待安全员定级。');
    await worker.sees(worker.page.locator('.spot_plan .plan_spot'));
    await worker.picture('hazard_placed_phone');
    hazard = new URL(worker.page.url()).pathname;
  });

  step('is known to the next who sees it, before it is reported twice', async () => {
    await foreman.go('/hazards/new?zone=tank-farm');
    await foreman.field('what').fill('储罐护栏松动了');
    await foreman.sees('是不是同一处？已有人上报');
    await foreman.sees(foreman.page.locator(`.similar a[href="${hazard}"]`));
    await foreman.picture('hazard_similar_desk');
    await foreman.is_accessible();
    await foreman.fits();
  });

  step('keeps what was typed when the network is gone, and is sent once it is back, without a name', async () => {
    await foreman.field('what').fill('消防栓箱门打不开');
    await foreman.page.locator('input[name=anonymous]').check();
    await foreman.context.route('**/api/v1/hazards', (route) => route.abort());
    await foreman.page.getByRole('button', { name: '上报' }).click();
    await foreman.sees('填写的内容仍在，可以再次上报。');
    await foreman.picture('hazard_not_sent_desk');
    assert.equal(await foreman.field('what').inputValue(), '消防栓箱门打不开');
    await foreman.context.unroute('**/api/v1/hazards');
    await foreman.presses('重试');
    await foreman.sees(/已上报，编号 #\d+/);
    await foreman.page.getByRole('link', { name: '查看这条隐患' }).click();
    await foreman.sees(foreman.page.locator('.facts dd', { hasText: '匿名' }));
    await foreman.sees_no(foreman.page.locator('.work_page', { hasText: /sun\.li|孙丽/ }));
  });

  step('stands in the list, and is graded by the safety officer', async () => {
    await officer.follow('隐患');
    await officer.sees(officer.page.locator('.hazard_card', { hasText: kWhat }));
    await officer.picture('hazards_desk');
    await officer.page.locator('.hazard_card', { hasText: kWhat }).click();
    await officer.sees(officer.page.getByRole('heading', { name: '定级' }));
    await officer.page.getByRole('radio', { name: '重大' }).check();
    await officer.sees('五落实（重大隐患必填）');
    assert.ok(await officer.page.getByRole('radio', { name: '即查即改' }).isDisabled());
    await officer.picture('hazard_grade_major_desk');
    await officer.is_accessible();
    await officer.page.getByRole('radio', { name: '一般' }).check();
    await officer.sees_no('五落实（重大隐患必填）');
    await officer.page.getByRole('radio', { name: '限期整改' }).check();
    await officer.page.locator('form').getByRole('button', { name: '定级' }).click();
    await officer.sees('请填写期限');
    await officer.presses('3 天');
    await officer.field('danger').selectOption('equipment');
    await officer.picture('hazard_grade_desk');
    await officer.is_accessible();
    await officer.page.locator('form').getByRole('button', { name: '定级' }).click();
    await officer.sees('由 当班操作工 整改，等待该岗位人员接单。');
    await worker.sees(worker.page.locator('.notice_toasts', { hasText: '隐患待整改' }));
    await worker.picture('hazard_notice_phone');
    await worker.is_accessible();
  });

  step('is accepted and mended by the worker, not without a photo', async () => {
    await worker.presses('接单整改');
    await worker.sees(worker.page.getByRole('heading', { name: '提交整改结果' }));
    await worker.presses('申请延期');
    await worker.presses('7 天');
    await worker.field('reason').fill('等备件');
    await worker.page.locator('form').getByRole('button', { name: '申请延期' }).click();
    await worker.sees(/已申请延期至/);
    await foreman.go(hazard);
    await foreman.presses('不批准延期');
    await foreman.field('reason').fill('先加临时护栏');
    await foreman.picture('hazard_refuse_extension_desk');
    await foreman.is_accessible();
    await foreman.page.locator('form').getByRole('button', { name: '不批准延期' }).click();
    await worker.sees(/不批准隐患 #\d+ 延期：先加临时护栏/);
    await worker.field('note').fill('拧紧了螺栓');
    await worker.presses('提交整改结果');
    await worker.sees('请至少附一张现场照片');
    await worker.picture('hazard_rectify_phone');
    await worker.is_accessible();
    await worker.fits();
    await mends('更换锈蚀螺栓并拧紧', 90);
    await worker.sees_no(worker.page.getByRole('button', { name: '通过' }));
    await worker.picture('hazard_mended_phone');
    await worker.is_accessible();
  });

  step('is returned once by the foreman, with the reason', async () => {
    await foreman.go(hazard);
    await foreman.sees(foreman.page.getByRole('heading', { name: '验收' }));
    assert.equal(await foreman.page.locator('.before_after img').count(), 2);
    await foreman.page.locator('.before_after img').last().evaluate((image) => image.decode());
    await foreman.picture('hazard_review_desk');
    await foreman.is_accessible();
    await foreman.presses('退回');
    await foreman.page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
    await foreman.sees('请写明原因');
    await foreman.field('reason').fill('东侧立柱仍晃动');
    await foreman.page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
    await foreman.sees('由 王强 整改中。');
    await foreman.sees('退回 1 次');
  });

  step('is mended again, by the foreman this time, who may not review it then', async () => {
    await worker.sees(/东侧立柱仍晃动/);
    await foreman.presses('接替整改');
    await foreman.page.locator('.deed').getByRole('button', { name: '接替整改' }).click();
    await foreman.sees(foreman.page.getByRole('heading', { name: '提交整改结果' }));
    await foreman.page.locator('input[name=photos]').setInputFiles(await photo(30));
    await foreman.sees(foreman.page.locator('.previews img'));
    await foreman.field('note').fill('东侧立柱重新焊接');
    await foreman.presses('提交整改结果');
    await foreman.sees('整改人不能验收自己的整改，须由另一人验收。');
    await foreman.sees_no(foreman.page.getByRole('button', { name: '通过' }));
  });

  step('is approved by another and closed, its whole story in order', async () => {
    await officer.sees(officer.page.getByRole('heading', { name: '验收' }));
    await officer.field('remark').fill('现场复核牢固');
    await officer.presses('通过');
    await officer.sees('隐患已销号，全部经过留存于日志。');
    const told = (await officer.page.locator('.time_line .what').allInnerTexts()).filter((line) => !/通知/.test(line));
    const steps = [/上报隐患/, /定为一般隐患/, /接受隐患/, /申请隐患/, /不批准隐患/, /更换锈蚀螺栓/, /验收退回 东侧立柱/, /接受隐患/, /重新焊接/, /验收通过 现场复核牢固/, /销号/];
    assert.equal(told.length, steps.length, told.join('\n'));
    for (const [n, step] of steps.entries()) assert.match(told[n], step);
    await officer.picture('hazard_closed_desk');
    await officer.is_accessible();
    await worker.sees('隐患已销号，全部经过留存于日志。');
    await worker.picture('hazard_closed_phone');
    await worker.fits();
    await worker.go('/hazards?which=over');
    await worker.sees(worker.page.locator(`.hazard_card[href="${hazard}"]`));
    await worker.go('/hazards?which=mine');
    await worker.sees(worker.page.locator('.hazard_card', { hasText: '消防栓箱门' }));
    assert.equal(await worker.page.locator(`.hazard_card[href="${hazard}"]`).count(), 0);
    await worker.picture('hazards_phone');
    await worker.is_accessible();
    await worker.fits();
  });

  step('that is major is reviewed by two, each another than who mended it', async () => {
    await worker.go('/hazards/new?zone=tank-farm');
    await worker.field('what').fill('安全阀被铅封堵死');
    await worker.presses('上报');
    await worker.page.getByRole('link', { name: '查看这条隐患' }).click();
    await worker.sees('等待安全员定级。');
    const path = new URL(worker.page.url()).pathname;
    await officer.go(path);
    await officer.page.getByRole('radio', { name: '重大' }).check();
    await officer.presses('7 天');
    for (const [field, text] of [['responsibility', '厂长'], ['measures', '更换安全阀'], ['funds', '大修费 2 万元'], ['contingency', '超压停车预案']]) await officer.field(field).fill(text);
    await officer.page.locator('form').getByRole('button', { name: '定级' }).click();
    await officer.sees(/整改期间的防范措施/);
    await officer.field('interim').fill('降压运行，专人监护');
    await officer.page.locator('form').getByRole('button', { name: '定级' }).click();
    await officer.sees(/挂牌督办（第 1 级）/);
    await officer.picture('hazard_major_desk');
    await officer.is_accessible();
    await worker.presses('接单整改');
    await worker.sees(worker.page.getByRole('heading', { name: '提交整改结果' }));
    await mends('更换安全阀并校验', 60);
    await foreman.go(path);
    await foreman.sees('通过后还须另一人复核。');
    await foreman.presses('通过');
    await foreman.sees('验收已通过，等待安全员或负责人复核。');
    await officer.sees(officer.page.getByRole('heading', { name: '复核' }));
    await officer.presses('通过');
    await officer.sees('隐患已销号，全部经过留存于日志。');
    await worker.sees('隐患已销号，全部经过留存于日志。');
  });

  step('is merged into the one that stands, or found to be none', async () => {
    for (const what of ['泵房地面积水', '泵房地面有积水', '门口有落叶']) {
      await worker.go('/hazards/new?zone=boiler-house');
      await worker.field('what').fill(what);
      await worker.presses('上报');
      await worker.sees(/已上报，编号 #\d+/);
    }
    await officer.go('/hazards?zone=boiler-house');
    await officer.page.locator('.hazard_card', { hasText: '泵房地面有积水' }).click();
    await officer.presses('并入另一条');
    await officer.sees(officer.page.locator('select[name=into]', { hasText: '泵房地面积水' }));
    await officer.page.getByRole('button', { name: '并入', exact: true }).click();
    await officer.sees('已并入另一条隐患，由那一条继续整改。');
    await officer.page.getByRole('link', { name: /并入 #\d+/ }).click();
    await officer.sees(officer.page.getByRole('heading', { name: '泵房地面积水' }));
    await officer.go('/hazards?zone=boiler-house');
    await officer.page.locator('.hazard_card', { hasText: '落叶' }).click();
    await officer.presses('不是隐患');
    await officer.field('reason').fill('属日常保洁');
    await officer.page.locator('form').getByRole('button', { name: '不是隐患' }).click();
    await officer.sees('经判定不是隐患，理由见经过。');
    await officer.go('/hazards?zone=boiler-house&which=over');
    await officer.sees(officer.page.locator('.hazard_card', { hasText: '落叶' }));
    assert.equal(await officer.page.locator('.hazard_card').count(), 2);
  });

  step('earns those who reported and handled it well, for all to see', async () => {
    await worker.go('/merits');
    await worker.sees(worker.page.locator('.own .merit_entries li', { hasText: '上报被采纳' }));
    await worker.sees(/每人每月最多 30 分/);
    await worker.picture('merits_phone');
    await worker.is_accessible();
    await worker.fits();
    await officer.go('/merits');
    await officer.page.locator('.ranking summary', { hasText: '孙丽' }).click();
    await officer.sees(officer.page.locator('.ranking li', { hasText: '按期整改' }));
    await officer.picture('merits_desk');
    await officer.is_accessible();
    await officer.fits();
    await worker.go('/notices');
    await worker.sees('您上报的隐患已销号');
    await worker.picture('hazard_notices_phone');
    await worker.is_accessible();
  });

  step('is told in English from one click on', async () => {
    await officer.page.getByRole('button', { name: '语言' }).click();
    for (const path of ['/hazards', '/hazards/new', hazard, '/merits', '/notices', '/']) {
      await officer.go(path);
      await officer.sees(officer.page.locator('h1'));
      await officer.sees('In sync');
      await officer.picture(`hazards_english${path.replaceAll('/', '_').replace(/\d+/, 'one')}`);
      await officer.is_accessible();
      await officer.fits();
    }
  });

  step('leaves no fault in any page', () => {
    for (const screen of [officer, worker, foreman]) screen.is_sound();
  });
});
