// A reading that the server refuses when the phone comes back: the plant's range had changed meanwhile. It is opened, put right and sent; nothing is lost.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, make_accounts, open_browser, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kNote = '卸车时偏高，已通知调度';

// The transmitter of the tank's pressure was exchanged for a smaller one.
function exchange_transmitter(site) {
  const file = join(site, 'tank-farm.yaml');
  const before = readFileSync(file, 'utf8');
  const after = before.replace(/(id: pt-101\n[^]*?range: \[0, )1\.6\]/, '$11.0]');
  assert.notEqual(after, before);
  writeFileSync(file, after);
}

describe('a refused record', () => {
  let plant, browser, officer, phone;
  let check;
  const step = steps_of('refused', () => ({ officer, phone }));
  const ask = (path) => officer.page.evaluate(async (from) => (await fetch(`/api/v1${from}`)).json(), path);

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    await make_accounts(officer, kPassword, [['wang.qiang', '王强', 'worker', ['operator']]]);
    [check] = (await ask('/checks?measure=tank-pressure-control')).items;
    phone = await Screen.open(browser, plant.url, kPhone);
    await phone.sign_in('wang.qiang', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('is made without a network, where its reading can be one', async () => {
    await phone.go(`/checks/${check.id}`);
    await phone.sees(/0 … 1.6 MPa/);
    await phone.context.setOffline(true);
    await phone.field('reading').fill('1,2');
    await phone.page.locator('.results label', { hasText: '其他' }).click();
    await phone.field('note').fill(kNote);
    await phone.page.locator('input[name=camera]').setInputFiles(await photo_of_a_valve(browser, { tag: 'PT-101', hue: 200 }));
    await phone.sees(phone.page.locator('.previews img'));
    await phone.page.getByRole('button', { name: '记录', exact: true }).click();
    await phone.sees('已存在本机，尚未送达');
  });

  step('is refused once there is one, and says so where the person looks first', async () => {
    await plant.again({ change: exchange_transmitter });
    await phone.context.setOffline(false);
    await phone.follow('今日');
    await phone.sees('服务器没有接受');
    await phone.sees(/量程 0 ~ 1 MPa/);
    await phone.sees('已同步');
    await phone.at_all_sizes('outbox_refused');
    await phone.page.getByRole('link', { name: '打开更正' }).click();
  });

  step('is opened: which field, why, and all that goes with it', async () => {
    await phone.sees(phone.page.locator('.refused li', { hasText: /^读数：.*量程 0 ~ 1 MPa/ }));
    assert.deepEqual([await phone.field('reading').inputValue(), await phone.field('note').inputValue()], ['1.2', kNote]);
    assert.equal(await phone.page.locator('.pictures img').count(), 1);
    assert.equal(await phone.page.getByRole('button', { name: '更正后送出' }).isDisabled(), true, 'nothing is corrected yet');
    await phone.at_all_sizes('outbox_opened');
  });

  step('can be tried as it is, and is refused again', async () => {
    await phone.presses('原样重试');
    await phone.sees(phone.page.locator('.refused li', { hasText: '读数' }));
    assert.deepEqual((await ask(`/checks/${check.id}`)).records, []);
  });

  step('keeps the correction that is begun', async () => {
    await phone.field('reading').fill('0,62');
    await phone.page.reload();
    await phone.sees('服务器没有接受');
    assert.equal(await phone.field('reading').inputValue(), '0,62');
    await phone.picture('outbox_corrected');
  });

  step('is sent with the right reading, its photo and its time, once', async () => {
    await phone.presses('更正后送出');
    await phone.sees('已送达');
    await phone.at_all_sizes('outbox_delivered');
    await phone.page.getByRole('link', { name: '查看', exact: true }).click();
    await phone.sees(kNote);
    const { records } = await ask(`/checks/${check.id}`);
    assert.deepEqual(records.map(({ by, result, reading, note, photos }) => [by, result, reading, note, photos.length]), [['wang.qiang', 'other', 0.62, kNote, 1]]);
    assert.ok(Date.parse(records[0].told) > Date.parse(records[0].done_at));
    await phone.go('/today');
    await phone.sees_no('服务器没有接受');
    for (const screen of [officer, phone]) screen.is_sound();
  });
});
