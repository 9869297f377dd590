// The care of a device, from the desk: asked for, begun with its alarms out of service by name, a drift seen as it is typed, finished, in service again.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { is_kept, kDesk, open_browser, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kPhotos = ['davy.draft', 'photos'];
const kReason = '读数比便携仪偏低';

describe('the care of a device', () => {
  let plant, browser, officer;
  let device, point, out;
  const step = steps_of('care', () => ({ officer }));

  const ask = (path) => officer.page.evaluate(async (from) => (await fetch(`/api/v1${from}`)).json(), path);
  const conditions_out = async () => (await ask(`/care/${new URL(officer.page.url()).pathname.split('/').at(-1)}`)).out_of_service;

  const aside = async () => new Set((await ask('/conditions/set-aside')).items.map(({ condition }) => condition));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('stands among the devices, with its zone, its presence and whether its calibration holds', async () => {
    [device, point] = [await ask('/devices/gds-01'), (await ask('/site')).points.find(({ name }) => name === 'ch4-01')];
    assert.ok(device.points.includes(point.name));
    await officer.follow('设备');
    await officer.field('search').fill(device.name);
    await officer.is_accessible();
    await officer.picture('devices_desk');
    await officer.page.getByRole('link', { name: device.title.zh }).first().click();
    await officer.sees(officer.page.getByRole('heading', { name: device.title.zh }));
    await officer.is_accessible();
    await officer.picture('device_desk');
  });

  step('is asked for, and says before it begins which alarms go out of service and who votes on them', async () => {
    await officer.presses('申请维护');
    await officer.field('work').selectOption({ value: 'calibration' });
    await officer.field('reason').fill(kReason);
    await officer.page.locator('form').getByRole('button', { name: '申请维护' }).click();
    await officer.sees(kReason);
    await officer.sees(/开始后停用 [1-9]\d* 个报警条件/);
    await officer.is_accessible();
    await officer.picture('care_before');
    await officer.presses('开始工作');
    await officer.sees(/已停用 [1-9]\d* 个报警条件/);
    out = await conditions_out();
    const set_aside = await aside();
    assert.ok(out.some((name) => name.startsWith('ch4-01:')), out.join());
    assert.deepEqual(out.filter((name) => !set_aside.has(name)), []);
  });

  step('shows the drift as it is typed, and what is missing', async () => {
    const width = point.range_max - point.range_min;
    const [reference, found] = [point.range_min + width / 2, point.range_min + width * 0.3];
    if (device.points.length > 1) await officer.field('point').selectOption({ value: point.name });
    await officer.field('as_found').fill(String(found));
    await officer.sees('填写调整前示值与标准值，即算出漂移。');
    await officer.field('reference').fill(String(reference));
    await officer.sees(/漂移 −.+量程的 20%/);
    await officer.field('as_left').fill(String(reference));
    await officer.page.getByRole('button', { name: '完成工作' }).click();
    await officer.sees('请选择结果');
    await officer.page.locator('.results label').nth(1).click();
    await officer.field('note').fill('已用标准气调整');
    await officer.page.locator('input[name=camera]').setInputFiles(await photo_of_a_valve(browser, { tag: 'GDS-01', hue: 210 }));
    await officer.page.locator('input[name=photos]').setInputFiles(await photo_of_a_valve(browser, { tag: 'CAL', hue: 40 }));
    await officer.sees(officer.page.locator('.previews img').nth(1));
    await is_kept(officer, kPhotos, ({ photos }) => photos === 2);
    await officer.page.locator('.previews li').nth(1).getByRole('button').click();
    await officer.is_accessible();
    await officer.picture('care_working');
  });

  step('keeps what was typed and taken when the page dies', async () => {
    await is_kept(officer, kPhotos, ({ photos }) => photos === 1);
    const { page } = officer;
    const path = new URL(page.url()).pathname;
    const crashed = new Promise((done) => page.once('crash', done));
    await Promise.all([crashed, page.goto('chrome://crash').catch(() => undefined)]);
    officer.page = await officer.context.newPage();
    officer.listen();
    await officer.go(path);
    await officer.sees('已恢复上次填写的内容');
    await officer.sees(/漂移 −.+量程的 20%/);
    assert.equal(await officer.field('note').inputValue(), '已用标准气调整');
    await officer.sees(officer.page.locator('.previews img'));
    assert.equal(await officer.page.locator('.previews img').count(), 1);
    await officer.at_all_sizes('care_restored');
  });

  step('is finished: everything is in service again, and the device remembers it', async () => {
    await officer.page.getByRole('button', { name: '完成工作' }).click();
    await officer.sees('期间停用');
    const { finished } = await ask(new URL(officer.page.url()).pathname);
    assert.equal(finished.photos.length, 1);
    await officer.at_all_sizes('care_done');
    await officer.go(`/devices/${device.name}`);
    await officer.sees(/漂移 −/);
    await officer.sees('可疑的时段');
    const still = await aside();
    assert.deepEqual(out.filter((name) => still.has(name)), []);
    await officer.fits();
    await officer.is_accessible();
    await officer.picture('device_doubtful');
    officer.is_sound();
  });
});
