// A gas leak in the demo plant, as its people live through it at the console: from the first start to a closed order and a verified journal.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kLeak = 'release: {name: valve-house, near: ch4-02, at: [46, 49], strength: 180 %LEL, rise: 4s, decay: 6s, fed-by: xv-101}';
const kPassword = 'a long enough password';
const kTitle = '可燃气体二级报警';

describe('a gas leak', () => {
  let plant, browser, admin, officer, worker;
  let order;
  const step = steps_of('leak', () => ({ admin, officer, worker }));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('begins with a plant that nobody can enter but by the setup link', async () => {
    admin = await Screen.open(browser, plant.url, kDesk);
    await admin.go('/');
    await admin.sees(/系统尚无账号/);
    await admin.is_accessible();
    await admin.page.goto(plant.setup_link);
    await admin.field('login').fill('li.na');
    await admin.field('name').fill('李娜');
    await admin.field('password').fill(kPassword);
    await admin.field('again').fill('another password');
    await admin.picture('setup');
    await admin.is_accessible();
    await admin.presses('创建并登录');
    await admin.sees('两次输入的密码不同');
    await admin.field('again').fill(kPassword);
    await admin.presses('创建并登录');
    await admin.sees('已同步');
    await admin.sees('当前没有未消除的报警');
    await admin.picture('calm');
  });

  step('finds a worker and a safety officer with accounts that the administrator made', async () => {
    await admin.follow('账号');
    for (const [login, name, role, post] of [['wang.qiang', '王强', '员工', '当班操作工'], ['zhou.jie', '周杰', '安全员', '安全员']]) {
      await admin.presses('新建账号');
      await admin.field('login').fill(login);
      await admin.field('name').fill(name);
      await admin.field('role').selectOption({ label: role });
      await admin.page.getByLabel(post, { exact: true }).check();
      await admin.field('password').fill(kPassword);
      if (login === 'wang.qiang') await admin.picture('account');
      await admin.presses('保存');
      await admin.sees(admin.page.getByRole('cell', { name: login, exact: true }));
    }
    await admin.picture('accounts');
    await admin.is_accessible();
    await admin.presses('退出登录');
    await admin.sees(admin.page.getByRole('heading', { name: '登录' }));
    admin.is_sound();
  });

  step('is told to everybody within seconds, on the plan and as an alarm', async () => {
    officer = await Screen.open(browser, plant.url, kDesk);
    worker = await Screen.open(browser, plant.url, kPhone);
    await officer.go('/login');
    await officer.picture('login');
    await officer.sign_in('zhou.jie', kPassword);
    await worker.sign_in('wang.qiang', kPassword);
    await officer.sees('报警声未开');
    plant.happens(kLeak);
    await officer.sees(officer.page.locator('.alarm_card', { hasText: kTitle }));
    await officer.sees(officer.page.locator('.plan_label.level_serious, .plan_label.level_major').filter({ hasText: '天然气罐区' }));
    await officer.sees(officer.page.locator('.plan_zone.serious, .plan_zone.major'));
    await worker.sees(worker.page.locator('.alarm_card', { hasText: kTitle }));
    await officer.picture('overview');
    await worker.picture('overview_phone');
    await officer.is_accessible();
    await worker.is_accessible();
    await worker.fits();
  });

  step('closes the valve by itself, which only the read-back proves', async () => {
    await officer.follow('联锁');
    const row = officer.page.locator('#row-tank-farm-gas');
    await officer.sees(row.getByText('已触发'));
    const effect = row.locator('.effect').first();
    await officer.sees(effect.locator('.stage.reached.last', { hasText: '回读已证实' }));
    await officer.picture('rows');
    await officer.is_accessible();
  });

  step('is acknowledged, which every screen shows', async () => {
    await officer.follow('报警');
    const line = officer.page.locator('tr', { hasText: kTitle }).first();
    await officer.picture('alarms');
    await officer.is_accessible();
    await line.getByRole('link').first().click();
    await officer.sees('处置指引');
    await officer.presses('确认报警');
    await officer.field('reason').fill('正在前往现场');
    await officer.page.getByRole('dialog').getByRole('button', { name: '确认报警' }).click();
    await officer.sees('确认报警（正在前往现场）');
    await officer.sees(officer.page.locator('.point_trend canvas'));
    await officer.picture('alarm');
    await officer.is_accessible();
    await worker.follow('报警');
    await worker.sees('周杰');
    await worker.picture('alarms_phone');
    await worker.is_accessible();
    await worker.fits();
  });

  step('is an order in the hand of the worker, who accepts it', async () => {
    await worker.follow('工单');
    await worker.picture('orders_phone');
    await worker.is_accessible();
    await worker.page.locator('.order_card', { hasText: kTitle }).first().click();
    await worker.sees('要做什么');
    order = new URL(worker.page.url()).pathname;
    await worker.picture('order_phone');
    await worker.presses('接单');
    await worker.sees(worker.page.getByRole('heading', { name: '提交处理结果' }));
    await worker.fits();
  });

  step('is not submitted without a word of what was done', async () => {
    await worker.presses('提交处理结果');
    await worker.sees('请写明做了什么');
  });

  step('is submitted with photos that were made smaller', async () => {
    await worker.field('note').fill('紧固 XV-101 法兰，复测 3 %LEL');
    await worker.page.locator('input[name=camera]').setInputFiles(await photo_of_a_valve(browser, { tag: 'XV-101', hue: 205 }));
    await worker.page.locator('input[name=photos]').setInputFiles([
      await photo_of_a_valve(browser, { tag: 'F-12', hue: 90 }),
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') },
    ]);
    await worker.sees('这个文件不是可读取的图片');
    await worker.sees(worker.page.locator('.previews img').nth(1));
    assert.equal(await worker.page.locator('.previews img').count(), 2);
    await worker.picture('submit_phone');
    await worker.is_accessible();
    await worker.presses('提交处理结果');
    await worker.sees('已提交，等待班组长、安全员或负责人审核。');
    const size = await worker.page.locator('.time_line img').first().evaluate(async (image) => {
      image.loading = 'eager';
      await image.decode();
      return Math.max(image.naturalWidth, image.naturalHeight);
    });
    assert.equal(size, 1600);
    await worker.fits();
  });

  step('is rejected by the officer, with the reason', async () => {
    await officer.go(order);
    await officer.sees('审核通过');
    await officer.picture('review');
    await officer.is_accessible();
    await officer.presses('驳回');
    await officer.page.getByRole('dialog').getByRole('button', { name: '驳回' }).click();
    await officer.sees('请写明原因');
    await officer.field('reason').fill('照片看不出阀门已关');
    await officer.picture('reject');
    await officer.page.getByRole('dialog').getByRole('button', { name: '驳回' }).click();
    await officer.sees('此工单由 王强 处理。');
  });

  step('is handled again by the worker, who reads why', async () => {
    await worker.sees(/照片看不出阀门已关/);
    await worker.field('note').fill('补拍阀位与就地压力表');
    await worker.page.locator('input[name=camera]').setInputFiles(await photo_of_a_valve(browser, { tag: 'XV-101', hue: 30 }));
    await worker.sees(worker.page.locator('.previews img'));
    await worker.presses('提交处理结果');
    await worker.sees('已提交，等待班组长、安全员或负责人审核。');
  });

  step('is approved and closed, its whole story in order', async () => {
    await officer.sees('报警已恢复', 60_000); // before that nobody may approve
    await officer.presses('审核通过');
    await officer.sees('工单已关闭，全部经过留存于日志。');
    await officer.sees(officer.page.locator('.time_line .what', { hasText: /工单 #\d+ 关闭/ }));
    const told = await officer.page.locator('.time_line .what').allInnerTexts();
    const steps = [/报警（/, /联锁/, /下令/, /已发出/, /设备已接受/, /回读证实/, /发出工单/, /接受工单/, /提交处理结果：紧固/, /驳回/, /提交处理结果：补拍/, /审核通过/, /工单 #\d+ 关闭/];
    for (const step of steps) assert.ok(told.some((line) => step.test(line)), `the story tells ${step}\n${told.join('\n')}`);
    await officer.page.locator('.time_line').scrollIntoViewIfNeeded();
    await officer.page.locator('.time_line img').first().evaluate((image) => image.decode());
    await officer.picture('story');
    await worker.follow('工单');
    await worker.page.getByRole('link', { name: '已关闭', exact: true }).click();
    await worker.sees(worker.page.locator(`.order_card[href="${order}"]`));
  });

  step('stands in a journal whose chain is whole', async () => {
    await officer.follow('日志');
    await officer.presses('校验链条');
    await officer.sees(/完整：[\d ]+ 条记录/);
    await officer.page.getByLabel('类别').selectOption({ label: '工单' });
    await officer.sees(officer.page.getByRole('cell', { name: 'order.closed' }));
    await officer.page.locator('summary').first().click();
    await officer.sees(/"hash"/);
    await officer.picture('journal');
    await officer.is_accessible();
  });

  step('leaves no fault in any page', () => {
    officer.is_sound();
    worker.is_sound();
  });
});
