// A limit changes in the site's files, and a safety officer lets it take effect from the console: Davy starts anew, the page says that it does not know, and comes back by itself.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, make_accounts, open_browser, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kLimit = 'tt-602:high';

describe('files of the site', () => {
  let plant, browser, admin, officer, phone;
  const step = steps_of('reload', () => ({ admin, officer, phone }));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    admin = await Screen.open(browser, plant.url, kDesk);
    await admin.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    await make_accounts(admin, kPassword, [['li.na', '李娜', 'safety-officer', []], ['wang.qiang', '王强', 'worker', ['operator']]]);
    await admin.go('/points/tt-602');
    await admin.sees(/≥ 30/);
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.sign_in('li.na', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  function change(text, by) {
    const file = join(plant.site, 'warehouse.yaml');
    const old = readFileSync(file, 'utf8');
    assert.equal(old.split(text).length, 2, `${text} stands once in the file`);
    writeFileSync(file, old.replace(text, by));
  }
  const asked = (screen, path) => screen.page.evaluate(async (from) => (await fetch(`/api/v1${from}`)).json(), path);
  const limit_in_force = async () => (await asked(officer, '/site')).conditions.find((each) => each.name === kLimit).limit;
  const starts = async () => (await asked(officer, '/journal?kind=system.started&limit=100')).items.length;
  const panel = () => officer.page.locator('.site_folder');
  const button = () => panel().locator(':scope > .buttons').getByRole('button', { name: '立即生效' });
  const confirmed = () => officer.page.locator('dialog').getByRole('button', { name: '立即生效' });

  step('say on the page what they change of what is in force', async () => {
    await officer.follow('安全规则');
    await officer.sees('文件里没有系统尚不知道的内容');
    assert.equal(await button().count(), 0, 'there is nothing to take effect');
    change('{limit: 30,', '{limit: 32,');
    await officer.presses('重新读取文件');
    await officer.sees('下次启动会改变正在执行的内容');
    const row = panel().locator('tbody tr', { hasText: kLimit });
    await officer.sees(row);
    assert.match(await row.innerText(), /limit\s+30\D+32\D/);
    assert.equal(await limit_in_force(), 30, 'until then the old one acts');
    await officer.picture('site_files_desk');
    await officer.fits();
    await officer.is_accessible();
  });

  step('take effect when the officer says so: not in sync meanwhile, and back without a hand on it', async () => {
    const before = await starts();
    await officer.page.evaluate(() => (globalThis.same_page = true));
    await button().click();
    await officer.sees('不作判断，也不发命令');
    const [lost] = await Promise.all([officer.page.waitForFunction(() => document.querySelector('.sync.lost')?.textContent), confirmed().click()]);
    assert.match(await lost.jsonValue(), /未同步/);
    await officer.sees('已同步');
    await officer.sees('文件里没有系统尚不知道的内容');
    assert.equal(await officer.page.evaluate(() => globalThis.same_page), true, 'nobody loaded the page again');
    assert.equal(await limit_in_force(), 32);
    assert.equal(await starts(), before + 1);
    assert.equal((await asked(officer, '/journal?kind=system.stopped&limit=1')).items[0].body.asked_by, 'li.na');
  });

  step('are what others have before them from then on, who did nothing', async () => {
    await admin.sees('已同步');
    await admin.sees(/≥ 32/);
  });

  step('with errors change nothing, and each error is said with its place', async () => {
    const before = await starts();
    change('{limit: 32,', '{limit: 34,');
    await officer.presses('重新读取文件');
    await button().click();
    change('{limit: 34,', '{limt: 34,'); // somebody saves another file while the question stands
    await confirmed().click();
    await officer.sees(/站点文件有错误，什么都没有改变/);
    await officer.sees('文件有错误，其中任何内容都不能生效');
    const errors = panel().locator('div[role=alert]');
    await officer.sees(errors);
    assert.match(await errors.innerText(), /warehouse\.yaml:9:\d+：错误：键 'limt'.*是否指 'limit'？/);
    assert.equal(await button().count(), 0, 'they cannot take effect');
    await officer.picture('site_files_errors_desk');
    await officer.is_accessible();
    await officer.page.waitForTimeout(3_000); // a start that was asked for would have begun
    await officer.sees('已同步');
    assert.deepEqual([await starts(), await limit_in_force()], [before, 32]);
    officer.is_sound();
    admin.is_sound();
  });

  step('are read by a worker on the phone, who lets nothing take effect', async () => {
    change('{limt: 34,', '{limit: 34,');
    phone = await Screen.open(browser, plant.url, kPhone);
    await phone.sign_in('wang.qiang', kPassword);
    await phone.go('/site-rules');
    await phone.sees('下次启动会改变正在执行的内容');
    assert.equal(await phone.page.getByRole('button', { name: '立即生效' }).count(), 0);
    await phone.picture('site_files_phone');
    await phone.fits();
    await phone.is_accessible();
    phone.is_sound();
  });
});
