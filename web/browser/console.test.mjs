// What the console owes its people besides the story of an order: honesty when it is out of sync, both languages, trends, what is set aside.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kRecords = join(dirname(fileURLToPath(import.meta.url)), '../../sites/demo/records');
const kHan = /[\p{Script=Han}]+/gu;
const kInBoth = /（[\p{Script=Han}]+ [a-z][a-z ]*）/gu; // as Davy calls what it finds itself: （应急物资已过失效日期 expired）
const kPassword = 'a long enough password';
const kLeak = 'release: {name: reactor, near: ch4-09, strength: 45 %LEL, rise: 2s, decay: 4s}';

describe('the console', () => {
  let plant, browser, desk, phone;

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    desk = await Screen.open(browser, plant.url, kDesk, 'dark');
    await desk.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
    phone = await Screen.open(browser, plant.url, kPhone, 'dark');
    await phone.sign_in('li.na', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  it('refuses a wrong password in words', async () => {
    const stranger = await Screen.open(browser, plant.url, kDesk);
    await stranger.go('/alarms');
    await stranger.field('login').fill('li.na');
    await stranger.field('password').fill('not the password');
    await stranger.presses('登录');
    await stranger.sees(stranger.page.getByRole('alert'));
    await stranger.field('password').fill(kPassword);
    await stranger.presses('登录');
    await stranger.sees(stranger.page.getByRole('heading', { name: '报警' }));
    await stranger.context.close();
  });

  it('shows in the dark what it shows in the light', async () => {
    plant.happens(kLeak);
    await desk.sees(desk.page.locator('.alarm_card', { hasText: 'ch4-09' }));
    await desk.picture('overview_dark');
    await desk.is_accessible();
    await phone.is_accessible();
  });

  it('shows what the alarms ask of each post', async () => {
    await desk.follow('报警');
    await desk.page.getByRole('link', { name: '报警负荷' }).click();
    await desk.sees('每天报警');
    await desk.sees(desk.page.locator('.alarm_load li', { hasText: 'ch4-09' }));
    await desk.picture('alarm_load_dark');
    await desk.is_accessible();
    await phone.go('/alarms/load');
    await phone.sees('每天报警');
    await phone.picture('alarm_load_phone');
    await phone.is_accessible();
    await phone.go('/');
  });

  it('finds points, and draws the trend of one with its limits, over every range', async () => {
    await desk.follow('测点');
    await desk.page.getByRole('searchbox').fill('ch4-09');
    await desk.page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await desk.picture('points_dark');
    await desk.page.locator('tbody a').click();
    await desk.sees(desk.page.locator('.point_trend canvas'));
    await desk.sees('逐点读数');
    for (const range of ['1 小时', '8 小时', '1 天', '7 天', '30 天', '1 年', '5 年']) {
      await desk.presses(range);
      await desk.sees(range === '1 小时' ? '逐点读数' : /每 .+ 一格/);
    }
    await desk.picture('point_years_dark');
    await desk.presses('15 分钟');
    await desk.sees('逐点读数');
    await desk.picture('point_dark');
    await desk.is_accessible();
    await phone.follow('更多');
    await phone.page.getByRole('link', { name: '测点' }).click();
    await phone.sees('阀组间西侧可燃气体');
    await phone.picture('points_phone_dark');
    await phone.is_accessible();
    await phone.fits();
  });

  it('sets an alarm aside for a time and a reason, and never hides that', async () => {
    await desk.follow('报警');
    await desk.page.locator('tr', { hasText: 'ch4-09' }).getByRole('link').first().click();
    await desk.presses('搁置');
    await desk.field('minutes').selectOption({ index: 0 });
    await desk.field('reason').fill('探头标定');
    await desk.page.getByRole('dialog').getByRole('button', { name: '搁置' }).click();
    await desk.sees('‖ 已搁置 1');
    await desk.page.getByRole('link', { name: '‖ 已搁置 1' }).click();
    await desk.sees(/探头标定/);
    await desk.picture('set_aside_dark');
    await desk.is_accessible();
    await desk.presses('结束搁置');
    await desk.sees('没有搁置、抑制或停用的条件');
  });

  it('shows a bypass loudly, with its reason and its end', async () => {
    await desk.follow('联锁');
    const row = desk.page.locator('#row-tank-farm-gas');
    await row.getByRole('button', { name: '旁路' }).click();
    await desk.field('reason').fill('阀门检修');
    await desk.page.getByRole('dialog').getByRole('button', { name: '旁路' }).click();
    await desk.sees(row.getByText(/阀门检修/));
    await desk.picture('bypass_dark');
    await row.getByRole('button', { name: '结束旁路' }).click();
    await desk.sees(row.getByText('投用'));
  });

  it('accounts for every sample', async () => {
    await desk.follow('数据');
    await desk.sees('账平');
    await desk.sees('全部在线');
    await desk.picture('ingest_dark');
    await desk.is_accessible();
  });

  // What people called their records: any of them whose day comes stands in the journal.
  function names_of_records() {
    const all = readdirSync(kRecords).filter((file) => file.endsWith('.json')).flatMap((file) => Object.values(JSON.parse(readFileSync(join(kRecords, file), 'utf8'))));
    return all.flatMap(({ name = '' }) => name.match(kHan) ?? []);
  }

  it('speaks English from one click on', async () => {
    const allowed = new Set(['李娜', '探头标定', '阀门检修', '可燃气体三取二', '切断外输', '启动事故风机', ...names_of_records()]);
    await desk.page.getByRole('button', { name: '语言' }).click();
    try {
      await speaks_english(allowed);
    } finally {
      await desk.page.evaluate(() => localStorage.setItem('davy.language', 'zh')); // for the steps that follow, whatever came of this one
      await desk.go('/');
    }
    await desk.sees('已同步');
  });
  async function speaks_english(allowed) {
    await desk.sees('In sync');
    for (const [name, heading] of [['Alarms', 'Alarms'], ['Orders', 'Orders'], ['Points', 'Points'], ['Interlocks', 'Interlocks (cause and effect)'], ['Notices', 'Notices'], ['Journal', 'Journal'], ['Data', 'Data intake'], ['Accounts', 'Accounts'], ['Overview', 'Site overview']]) {
      await desk.follow(name);
      await desk.page.getByRole('heading', { name: heading, level: 1 }).waitFor({ state: 'attached' });
      if (name === 'Journal') await desk.sees(desk.page.getByRole('cell').first()); // what it says is there
      const foreign = (await desk.page.locator('main').innerText()).replaceAll(kInBoth, '').match(kHan) ?? [];
      assert.deepEqual(foreign.filter((word) => !allowed.has(word)), [], `Chinese on ${heading}`);
    }
    assert.equal(await desk.page.evaluate(() => document.documentElement.lang), 'en');
    await desk.picture('overview_english');
    await desk.page.getByRole('button', { name: 'Language' }).click();
    await desk.sees('已同步');
  }

  it('sets the mode of a zone, says so in the bar until it ends, and shows what a condition looks at', async () => {
    await desk.follow('工况');
    await desk.field('place').selectOption('tank-farm');
    await desk.field('mode').selectOption('maintenance');
    await desk.field('reason').fill('换密封');
    await desk.presses('设定工况');
    await desk.sees('换密封');
    await desk.picture('modes');
    await desk.is_accessible();
    await desk.fits();
    await desk.follow('测点');
    await desk.sees(desk.page.locator('.mode_badge', { hasText: '检修' }));
    await phone.sees(phone.page.locator('.mode_badge', { hasText: '检修' }));
    await desk.go('/conditions/tt-101%3Ahigh');
    await desk.sees(desk.page.locator('.condition_page .facts', { hasText: '停用' }));
    await desk.sees_no(desk.page.locator('.condition_page header', { hasText: '停用' }));
    await desk.sees(desk.page.locator('td', { hasText: 'tt-101' }));
    await desk.is_accessible();
    await desk.follow('工况');
    await desk.field('place').selectOption('tank-farm');
    await desk.field('mode').selectOption('start-up');
    await desk.field('reason').fill('开车');
    await desk.presses('设定工况');
    await desk.sees('开车');
    await desk.go('/conditions/tt-101%3Ahigh');
    await desk.sees(desk.page.locator('.condition_page header', { hasText: '停用' }));
    await desk.picture('condition');
    await phone.go('/modes');
    await phone.sees('动火作业票');
    await phone.picture('modes_phone');
    await phone.is_accessible();
    await phone.fits();
    const row = await phone.page.locator('.facts_table tr').nth(1).boundingBox();
    assert.ok(row.x >= 0 && row.x + row.width <= kPhone.width, 'a fact is wider than the phone');
    await desk.follow('工况');
    await desk.presses('结束');
    await desk.sees_no(desk.page.locator('.mode_badge'));
  });

  it('sounds only after a click, and says until then that it cannot', async () => {
    await desk.presses('报警声未开');
    await desk.sees('报警声已开');
    await desk.presses('报警声已开');
    await desk.sees('报警声未开');
  });

  it('says that it is not in sync when davyd stands still, and comes back by itself', async () => {
    await desk.follow('总览');
    await desk.sees(desk.page.locator('.alarm_card').first());
    plant.freeze();
    try {
      await desk.sees(/画面停在 .+ 前，可能已不真实/);
      await desk.sees('服务超过 5 秒没有心跳');
      const alive = desk.page.locator('.plan_view .frame');
      assert.match(await alive.evaluate((element) => getComputedStyle(element).filter), /grayscale\(1\)/);
      await desk.picture('not_in_sync_dark');
      await phone.sees(/画面停在 .+ 前/);
      await phone.picture('not_in_sync_phone_dark');
      await phone.fits();
    } finally {
      plant.thaw();
    }
    await desk.sees('已同步');
    await desk.sees_no(/画面停在/);
  });

  it('says so when davyd is gone for good', async () => {
    await plant.stop();
    await desk.sees(/画面停在 .+ 前，可能已不真实/);
    await desk.sees('与服务的连接已断开');
    desk.is_sound();
    phone.is_sound();
  });
});
