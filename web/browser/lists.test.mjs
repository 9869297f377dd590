// Lists as they are on the screen go out as spreadsheets: ordered and filtered by keyboard, read again by a spreadsheet reader and by Python's own zip and XML.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import read_xlsx from 'read-excel-file/node';
import { Plant } from './plant.mjs';
import { agrees, kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kPassword = 'correct horse battery';
const kSound = `
import sys, xml.etree.ElementTree as tree, zipfile
with zipfile.ZipFile(sys.argv[1]) as book:
    assert book.testzip() is None
    parts = [name for name in book.namelist() if name.endswith((".xml", ".rels"))]
    for name in parts:
        tree.fromstring(book.read(name))
    sheet = next(name for name in parts if "worksheets/" in name and name.endswith(".xml"))
    print(len(tree.fromstring(book.read(sheet)).findall(".//{*}row")))
`;
let plant, browser, desk;

before(async () => {
  [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
  desk = await Screen.open(browser, plant.url, kDesk);
  await desk.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
});
after(async () => {
  await browser?.close();
  await plant?.stop();
});

const post = (path, body) =>
  desk.page.evaluate(
    async ([to, what]) => {
      const answer = await fetch(`/api/v1${to}`, { method: 'POST', headers: { 'X-Davy': '1', 'Content-Type': 'application/json' }, body: JSON.stringify(what) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [path, body],
  );

// The rows below the heading of what the page's button gives.
async function taken_away(name) {
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.presses('导出 XLSX')]);
  assert.equal(download.suggestedFilename(), `davy-${name}.xlsx`);
  const path = join(plant.data, download.suggestedFilename());
  await download.saveAs(path);
  const [, ...rows] = await read_xlsx(path);
  assert.equal(Number(execFileSync('python3', ['-c', kSound, path], { encoding: 'utf8' })), rows.length + 1);
  return rows;
}
const numbers_on_screen = (cards) => desk.page.locator(cards).evaluateAll((found) => found.map((each) => /\/(\d+)$/.exec(each.getAttribute('href'))[1]));
const first_of = (rows) => rows.map((row) => row[0]);

// A select that has the focus takes the letters of an option for it; each press of a key goes on from there.
async function chooses_by_keyboard(name, value) {
  const field = desk.field(name);
  await field.focus();
  for (let presses = 0; presses < 12 && (await field.inputValue()) !== value; ++presses) await field.press('ArrowDown');
  assert.equal(await field.inputValue(), value);
}

test('hazards are ordered and filtered, and go out as they stand there', async () => {
  const [farm, other] = await desk.page.evaluate(async () => (await (await fetch('/api/v1/site')).json()).zones.map((zone) => zone.name).slice(0, 2));
  const in_days = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
  for (const [zone, what, days] of [[farm, '护栏松动', 9], [farm, '灯具不亮', 2], [other, '地面积水', 5], [farm, '标识脱落', 4]]) {
    const hazard = await post('/hazards', { zone, what });
    await post(`/hazards/${hazard.id}/grade`, { grade: 'general', danger: 'equipment', handling: 'by-deadline', deadline: in_days(days) });
  }
  await desk.go('/hazards');
  await desk.sees('标识脱落');
  await chooses_by_keyboard('sort', 'deadline');
  await desk.page.waitForURL(/sort=deadline/);
  await desk.field('zone').selectOption(farm);
  await desk.page.waitForURL(/zone=/);
  await desk.sees_no('地面积水');
  await desk.is_accessible();
  const rows = await agrees(async () => {
    const shown = await numbers_on_screen('.hazard_card');
    assert.ok(shown.length >= 3);
    const taken = await taken_away('hazards');
    assert.deepEqual(first_of(taken), shown);
    return taken;
  });
  const mine = rows.filter((row) => ['护栏松动', '灯具不亮', '标识脱落'].includes(row[1]));
  assert.deepEqual(mine.map((row) => row[1]), ['灯具不亮', '标识脱落', '护栏松动']);
});

test('the order stays in the address, and the same list comes in the hand', async () => {
  await desk.page.reload();
  await desk.sees('护栏松动');
  assert.equal(await desk.field('sort').inputValue(), 'deadline');
  const phone = await Screen.open(browser, plant.url, kPhone);
  await phone.sign_in('li.na', kPassword);
  await phone.go('/hazards?sort=deadline');
  await phone.sees('护栏松动');
  await phone.fits();
  await phone.is_accessible();
  phone.is_sound();
  await phone.context.close();
});

test('alarms are ordered by their headings, and orders by their choice', async () => {
  plant.happens('sensor: {point: ch4-07, trouble: offset, amount: 32}');
  await desk.go('/alarms');
  await desk.sees(desk.page.locator('.alarm_table tbody tr'));
  const heading = desk.page.locator('.alarm_table th').filter({ has: desk.page.getByRole('button', { name: '按级别排序' }) });
  assert.equal(await heading.getAttribute('aria-sort'), 'none');
  await heading.getByRole('button').press('Enter');
  await desk.page.waitForURL(/sort=-severity/);
  assert.equal(await heading.getAttribute('aria-sort'), 'descending');
  await heading.getByRole('button').press('Enter');
  await desk.page.waitForURL(/sort=severity/);
  assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
  await desk.go('/alarms?which=all&sort=raised');
  await desk.sees(desk.page.locator('.alarm_table tbody tr'));
  const rows = await taken_away('alarms');
  const numbers = first_of(rows).map(Number);
  assert.ok(numbers.length > 0);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));

  await desk.go('/orders?which=open');
  await desk.sees(desk.page.locator('.order_card'));
  await chooses_by_keyboard('sort', '-issued');
  await desk.page.waitForURL(/sort=-issued/);
  await agrees(async () => {
    const orders = await numbers_on_screen('.order_card');
    assert.deepEqual(orders, [...orders].sort((a, b) => b - a));
    assert.deepEqual(first_of(await taken_away('orders')).slice(-orders.length), orders);
  });
  await desk.is_accessible();
});

test('emergencies, devices and checks are ordered, and orders filtered, too', async () => {
  const zones = await desk.page.evaluate(async () => (await (await fetch('/api/v1/site')).json()).zones.map((zone) => zone.name));
  for (const [i, level] of ['third', 'first', 'second'].entries()) await post('/incidents', { zone: zones[i], what: '泄漏', level, exercise: 'drill' });
  await desk.go('/incidents');
  await desk.sees(desk.page.locator('.incident_line'));
  await chooses_by_keyboard('sort', '-severity');
  await desk.page.waitForURL(/sort=-severity/);
  await desk.page.locator('.incident_line', { hasText: '泄漏' }).nth(2).waitFor();
  const rows = await agrees(async () => {
    const taken = await taken_away('incidents');
    assert.deepEqual(first_of(taken), await numbers_on_screen('.incident_line'));
    return taken;
  });
  assert.deepEqual(rows.map((row) => row[4]), ['Ⅰ级响应', 'Ⅱ级响应', 'Ⅲ级响应']);
  await desk.is_accessible();

  await desk.go('/devices');
  const heading = desk.page.locator('.devices_page th').filter({ has: desk.page.getByRole('button', { name: '按名称排序' }) });
  await heading.getByRole('button').press('Enter');
  await desk.page.waitForURL(/sort=-name/);
  assert.equal(await heading.getAttribute('aria-sort'), 'descending');
  const names = first_of(await taken_away('devices'));
  assert.deepEqual(names, [...names].sort().reverse());
  await desk.is_accessible();

  await desk.go('/orders?which=open&severity=low');
  await desk.sees('已同步');
  assert.equal(await desk.page.locator('.order_card').count(), 0);
  await desk.field('severity').selectOption('');
  await desk.sees(desk.page.locator('.order_card'));
  await desk.go('/checks?state=all&sort=-deadline');
  await desk.sees('已同步');
  await desk.is_accessible();
});

test('every other list with something in it opens, too', async () => {
  for (const [path, name] of [['/checks?state=all', 'checks'], ['/devices', 'devices'], ['/devices?which=care&state=all', 'care'], ['/notices', 'notices'], ['/duty/handovers', 'handovers'], ['/alarms?which=set-aside', 'set-aside']]) {
    await desk.go(path);
    await desk.sees('已同步');
    await taken_away(name);
  }
  assert.ok((await (await desk.go('/devices'), await desk.sees(desk.page.locator('.devices_page tbody tr')), taken_away('devices'))).length > 1);
  desk.is_sound();
});
