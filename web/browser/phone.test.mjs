// A worker's phone where the network ends: it opens, takes a report with its photo, keeps it through the death of the browser, and delivers it once.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, open_phone, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kWhat = '装卸台防静电夹断裂';

describe('a phone without a network', () => {
  let plant, browser, officer, phone, memory;
  const step = steps_of('phone', () => ({ officer, phone }));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    memory = mkdtempSync(join(tmpdir(), 'davy-phone-'));
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    await officer.follow('账号');
    await officer.presses('新建账号');
    for (const [name, text] of [['login', 'wang.qiang'], ['name', '王强'], ['password', kPassword]]) await officer.field(name).fill(text);
    await officer.field('role').selectOption({ label: '员工' });
    await officer.page.getByLabel('值班保安', { exact: true }).check();
    await officer.presses('保存');
    await officer.sees(officer.page.getByRole('cell', { name: 'wang.qiang', exact: true }));
    phone = await open_phone(memory, plant.url);
    await phone.sign_in('wang.qiang', kPassword);
  });
  after(async () => {
    await phone?.context.close();
    await browser?.close();
    await plant?.stop();
    if (memory) rmSync(memory, { recursive: true, force: true });
  });

  const open_reports = async () => (await officer.page.evaluate(async () => (await fetch('/api/v1/hazards')).json())).items.filter((h) => h.what === kWhat);

  step('a worker sees that nothing waits, and the page says it only while it knows', async () => {
    await phone.follow('今日');
    await phone.sees('现在没有等你处理的事');
    await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await phone.fits();
    await phone.is_accessible();
    await phone.picture('today_phone');
  });

  step('the network ends, and a report with its photo is kept, and not called delivered', async () => {
    await phone.page.reload(); // from now on through the service worker
    await phone.sees('已同步');
    await phone.context.setOffline(true);
    await phone.page.getByRole('link', { name: '报隐患' }).first().click();
    await phone.field('zone').selectOption({ label: '装卸区' });
    await phone.field('what').fill(kWhat);
    await phone.page.locator('input[name=camera]').setInputFiles(await photo_of_a_valve(browser, { tag: 'LD-2', hue: 30 }));
    await phone.sees(phone.page.locator('.previews img'));
    await phone.presses('上报');
    await phone.sees('已存在本机，尚未送达');
    await phone.picture('outbox_kept');
    assert.equal((await open_reports()).length, 0);
  });

  step('the browser dies; it opens again without a network, as its owner’s, and still has the report', async () => {
    await phone.context.close();
    phone = await open_phone(memory, plant.url);
    await phone.context.setOffline(true);
    await phone.go('/today');
    await phone.sees('未送达，等待网络');
    await phone.sees(kWhat);
    await phone.sees('1 张照片');
    await phone.sees('没有连接，不知道有没有新的事');
    await phone.fits();
    await phone.is_accessible();
    await phone.picture('today_offline');
    assert.equal((await open_reports()).length, 0);
  });

  step('the network is back: it is delivered by itself, once, in the worker’s name', async () => {
    await phone.context.setOffline(false);
    await phone.sees_no('未送达，等待网络');
    await phone.sees('现在没有等你处理的事');
    const [report, ...more] = await open_reports();
    assert.equal(more.length, 0);
    assert.equal(report.reporter, 'wang.qiang');
    assert.equal(report.photos_before.length, 1);
  });

  step('the officer finds it among what waits for them', async () => {
    await officer.follow('今日');
    await officer.sees(kWhat);
    await officer.sees('定级');
    await officer.is_accessible();
    await officer.picture('today_officer');
    await officer.page.getByRole('link', { name: new RegExp(kWhat) }).click();
    await officer.sees(officer.page.getByRole('heading', { name: kWhat }));
  });

  step('the label of a place opens its page, where something is reported of it', async () => {
    await phone.go('/scan');
    await phone.sees('或直接选择区域');
    await phone.go('/q/zone/loading');
    await phone.sees(phone.page.getByRole('heading', { name: '装卸区' }));
    await phone.sees(kWhat);
    await phone.picture('place_phone');
    await phone.page.getByRole('link', { name: '在这里报隐患' }).click();
    assert.equal(await phone.field('zone').inputValue(), 'loading');
    await officer.go('/labels');
    await officer.sees(officer.page.locator('figure', { hasText: '办公楼' }));
    await officer.picture('labels');
  });

  step('nothing went wrong in any page', async () => {
    officer.is_sound();
    phone.is_sound();
  });
});
