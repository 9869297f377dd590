// A worker's round where the network ends: three checks recorded offline, one half filled in when the browser dies, all delivered once, and what somebody
// else had recorded meanwhile shown beside it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { is_kept, kDesk, kPhone, open_browser, open_phone, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kRust = '液位计下法兰渗漏';

describe('a round without a network', () => {
  let plant, browser, officer, foreman, phone, memory;
  let pressure, level, detector; // checks
  const step = steps_of('round', () => ({ officer, foreman, phone }));

  const ask = (path) => officer.page.evaluate(async (from) => (await fetch(`/api/v1${from}`)).json(), path);
  const check = (id) => ask(`/checks/${id}`);
  const of_measure = async (measure) => (await ask(`/checks?measure=${measure}`)).items[0];
  const chooses = (screen, result) => screen.page.locator('.results label', { hasText: result }).click();
  const sends = (screen) => screen.page.getByRole('button', { name: '记录', exact: true }).click();

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    memory = mkdtempSync(join(tmpdir(), 'davy-round-'));
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    await officer.follow('账号');
    for (const [login, name, role, post] of [['wang.qiang', '王强', '员工', '当班操作工'], ['sun.li', '孙丽', '班组长', '班长']]) {
      await officer.presses('新建账号');
      for (const [field, text] of [['login', login], ['name', name], ['password', kPassword]]) await officer.field(field).fill(text);
      await officer.field('role').selectOption({ label: role });
      await officer.page.getByLabel(post, { exact: true }).check();
      await officer.presses('保存');
      await officer.sees(officer.page.getByRole('cell', { name: login, exact: true }));
    }
    [pressure, level, detector] = await Promise.all(['tank-pressure-control', 'tank-level-control', 'valve-gas-west'].map(of_measure));
    foreman = await Screen.open(browser, plant.url, kDesk);
    await foreman.sign_in('sun.li', kPassword);
    phone = await open_phone(memory, plant.url);
    await phone.sign_in('wang.qiang', kPassword);
  });
  after(async () => {
    await phone?.context.close();
    await browser?.close();
    await plant?.stop();
    if (memory) rmSync(memory, { recursive: true, force: true });
  });

  step('today leads to the round, which has its stops in the order of the walk', async () => {
    await phone.follow('今日');
    await phone.page.getByRole('link', { name: /^巡检/ }).first().click();
    await phone.sees(/已与服务核对：现在要查 \d+ 项/);
    await phone.sees('罐区与装卸区巡检');
    await phone.page.locator('.stop button.bar', { hasText: '天然气罐区' }).click();
    await phone.sees(pressure.what);
    const stops = await phone.page.locator('.stop .name').allInnerTexts();
    assert.ok(stops.indexOf('天然气罐区') >= 0 && stops.indexOf('天然气罐区') < stops.indexOf('装卸区'), stops.join());
    await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await phone.fits();
    await phone.is_accessible();
    await phone.picture('round_phone');
    await phone.page.reload(); // from now on through the service worker
    await phone.sees('已与服务核对');
  });

  step('the network ends: the round is there, says of when it is, and the label of a stop opens it', async () => {
    await phone.context.setOffline(true);
    await phone.go('/round');
    await phone.sees(/\d\d-\d\d \d\d:\d\d 的巡检单/);
    await phone.sees('照此巡检');
    await phone.is_accessible();
    await phone.picture('round_offline');
    await phone.go('/q/zone/tank-farm'); // as the phone's own camera opens it
    await phone.sees('这里要排查的');
    await phone.page.getByRole('link', { name: new RegExp(pressure.what) }).click();
    await phone.sees('现场已扫码');
  });

  step('a reading is held against its limits at once, and refused where the instrument cannot show it', async () => {
    await phone.field('reading').fill('6,6');
    await phone.sees(/超出量程，应在 0 … 1.6 MPa 之间/);
    await chooses(phone, '正常');
    await sends(phone);
    await phone.sees('读数超出量程，请重新核对');
    await phone.field('reading').fill('0,68');
    await phone.sees(/已达“.+”限值 ≥ 0.65 MPa/);
    await sends(phone);
    await phone.sees('读数已达限值而判为正常：请说明原因');
    await phone.field('note').fill('卸车刚结束，正在回落');
    await phone.fits();
    await phone.is_accessible();
    await phone.picture('check_phone');
    await sends(phone);
    await phone.sees('已存在本机，尚未送达');
  });

  step('the next of the stop comes by itself; a hazard goes with its photo', async () => {
    await phone.sees(phone.page.getByRole('heading', { name: level.what }));
    await chooses(phone, '存在隐患');
    await phone.page.locator('input[name=camera]').setInputFiles(await photo_of_a_valve(browser, { tag: 'LT-101', hue: 20 }));
    await phone.sees(phone.page.locator('.previews img'));
    await sends(phone);
    await phone.sees('请写明情况');
    await phone.field('note').fill(kRust);
    await sends(phone);
    await phone.sees(phone.page.getByRole('heading', { name: '巡检', exact: true }));
  });

  step('the browser dies while the third is half filled in; nothing of the three is lost', async () => {
    await phone.go(`/checks/${detector.id}`);
    await chooses(phone, '正常');
    await phone.page.getByText('签名', { exact: false }).first().click();
    await phone.field('signer').fill('王强');
    await phone.sees(phone.page.getByRole('img', { name: '签名，已写' }));
    await is_kept(phone, ['davy.round', 'begun'], ({ signature }) => signature);
    await phone.context.close();

    phone = await open_phone(memory, plant.url);
    await phone.context.setOffline(true);
    await phone.go('/today');
    await phone.sees(pressure.what);
    await phone.sees(level.what);
    assert.equal(await phone.page.locator('.outbox_item').count(), 2);
    await phone.go(`/checks/${detector.id}`);
    await phone.sees('已恢复上次填写的内容');
    await phone.sees(phone.page.getByRole('img', { name: '签名，已写' }));
    await phone.picture('check_restored');
    await sends(phone);
    await phone.sees('已存在本机，尚未送达');
    assert.deepEqual((await Promise.all([pressure, level, detector].map(({ id }) => check(id)))).map(({ records }) => records.length), [0, 0, 0]);
  });

  step('meanwhile somebody else records the first of them, and sees it otherwise', async () => {
    await foreman.go(`/checks/${pressure.id}`);
    await chooses(foreman, '其他');
    await foreman.field('note').fill('就地表看不清');
    await foreman.is_accessible();
    await foreman.picture('check_desk');
    await sends(foreman);
    await foreman.sees('已送达');
    await foreman.sees('就地表看不清');
    assert.equal((await check(pressure.id)).state, 'done');
  });

  step('the network is back: all is delivered once, and the two that differ are shown to who was second', async () => {
    await phone.context.setOffline(false);
    await phone.go('/today');
    await phone.sees_no('未送达，等待网络');
    await phone.sees('您与他人的记录不一致');
    await phone.sees('已同步');
    await phone.is_accessible();
    await phone.picture('today_conflict');

    const all = () => Promise.all([pressure, level, detector].map(({ id }) => check(id)));
    for (const began = Date.now(); (await all()).some(({ state }) => state === 'open') && Date.now() - began < 60_000; ) await phone.page.waitForTimeout(200);
    const [first, second, third] = await all();
    assert.deepEqual([first, second, third].map(({ state }) => state), ['done', 'done', 'done']);
    assert.deepEqual(first.records.map(({ by, result, reading, place }) => [by, result, reading, place]), [['sun.li', 'other', null, 'by-hand'], ['wang.qiang', 'normal', 0.68, 'scanned']]);
    assert.equal(first.disputed, true);
    assert.deepEqual(second.records.map(({ by, result, note, photos }) => [by, result, note, photos.length]), [['wang.qiang', 'hazard', kRust, 1]]);
    assert.deepEqual(third.records.map(({ by, result, signature }) => [by, result, typeof signature]), [['wang.qiang', 'normal', 'string']]);
    const hazard = await ask(`/hazards/${second.records[0].hazard}`);
    assert.deepEqual([hazard.what, hazard.photos_before.length, hazard.measure], [kRust, 1, 'tank-level-control']);
    const [from, until] = [Date.parse(first.records[1].done_at) - 1000, Date.parse(first.records[1].done_at) + 1000].map((ms) => new Date(ms).toISOString());
    const { readings } = await ask(`/points/pt-101/history?from=${from}&until=${until}`);
    assert.deepEqual(readings.filter(({ quality }) => quality === 'manual').map(({ value }) => value), [0.68]);
  });

  step('both records stand side by side, and the conflict goes once it was seen', async () => {
    await phone.page.getByRole('link', { name: '对照两份记录' }).click();
    await phone.sees('就地表看不清');
    await phone.sees('卸车刚结束，正在回落');
    await phone.sees('不同的人记录的结果不一致');
    await phone.fits();
    await phone.is_accessible();
    await phone.picture('check_over_phone');
    await officer.go(`/checks/${pressure.id}`);
    await officer.sees('不同的人记录的结果不一致');
    await officer.is_accessible();
    await officer.picture('check_over_desk');
    await phone.follow('今日');
    await phone.presses('知道了');
    await phone.sees_no('您与他人的记录不一致');
  });

  step('the officer hangs a card, and only officers see that it hangs', async () => {
    await officer.go('/checks/seeds');
    await officer.field('measure').selectOption({ label: detector.name });
    await officer.field('remark').fill('探头防护罩内侧');
    const tag = await officer.field('tag').inputValue();
    await officer.presses('挂卡');
    await officer.sees('探头防护罩内侧');
    await officer.fits();
    await officer.is_accessible();
    await officer.picture('seeds_desk');
    const seen = await phone.page.evaluate(async () => (await fetch('/api/v1/check-seeds')).status);
    assert.equal(seen, 403);

    const path = `/checks/${(await of_measure('valve-gas-west')).id}`;
    await phone.go(path);
    await chooses(phone, '正常');
    await phone.page.getByText('有标记卡？填写编号').click();
    await phone.field('tag').fill(tag.toLowerCase());
    await sends(phone);
    await phone.page.waitForURL((url) => url.pathname !== path); // on to what comes next
    await officer.sees('已发现');
  });

  step('the list of checks has them, and what was not looked at stands apart', async () => {
    await officer.go('/checks?state=done');
    await officer.sees(pressure.what);
    await officer.sees('记录不一致');
    await officer.fits();
    await officer.is_accessible();
    await officer.picture('checks_desk');
  });

  step('nothing went wrong in any page', async () => {
    for (const screen of [officer, foreman, phone]) screen.is_sound();
  });
});
