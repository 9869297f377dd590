// Records at the desk and in the hand: an administrator fills them in, brings a spreadsheet with mistakes, mends it before anything is written, and takes it out again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import write_xlsx from 'write-excel-file/node';
import read_xlsx from 'read-excel-file/node';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kPassword = 'correct horse battery';
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

const file_of = (rows, name) => write_xlsx(rows.map((row) => row.map((value) => ({ value }))), { filePath: join(plant.data, name) });

test('a person is filled in, the draft outlives the page, a mistake is told at its field', async () => {
  await desk.go('/records/person/-/new');
  await desk.field('record_id').fill('zhou-ming');
  await desk.field('name').fill('周明');
  await desk.field('phone').fill('12');
  await desk.field('reason').fill('新入职');
  await desk.page.reload();
  await desk.sees('已恢复未保存的草稿');
  assert.equal(await desk.field('name').inputValue(), '周明');
  await desk.field('reason').press('Enter');
  await desk.sees(/电话号码/);
  await desk.is_accessible();
  await desk.picture('record-form-desk');
  await desk.field('phone').fill('13800000000');
  await desk.presses('保存');
  await desk.sees('已保存为第 1 版');
  await desk.field('number').fill('2007');
  await desk.field('reason').fill('补工号');
  await desk.presses('保存');
  await desk.sees('已保存为第 2 版');
  await desk.sees('2007');
  await desk.presses('恢复此版本');
  await desk.page.getByRole('dialog').locator('[name=reason]').fill('工号有误');
  await desk.page.getByRole('dialog').getByRole('button', { name: '恢复此版本' }).click();
  await desk.sees('恢复自第 1 版');
  await desk.sees_no('已保存为第 2 版');
  assert.equal(await desk.field('number').inputValue(), '');
  await desk.is_accessible();
  await desk.picture('record-versions-desk');
  await desk.page.locator('h1').click();
  await desk.page.keyboard.press('Escape');
  await desk.page.waitForURL(/\/records\/person$/);
});

test('a spreadsheet with mistakes writes nothing before they are mended', async () => {
  await file_of([['名称', '数量', '单位', '保管人', '失效日期'], ['防火毯', 4, '条', '周明', '2027/3/1'], ['防毒面具', '若干', '具', '赵六', null], ['消防水带', 12, '盘', null, new Date(Date.UTC(2028, 4, 1)).toISOString().slice(0, 10)]], 'supplies.xlsx');
  await desk.go('/records/supply/-/import');
  await desk.field('sheet').setInputFiles(join(plant.data, 'supplies.xlsx'));
  await desk.sees(/需改正 1 行/);
  await desk.sees('应为数字');
  await desk.sees(/应为一条已有记录的名称或编号/);
  await desk.is_accessible();
  await desk.picture('import-faulty-desk');
  assert.equal(await desk.page.getByRole('button', { name: /^导入/ }).count(), 0, 'nothing to import yet');
  const faulty = (heading) => desk.page.getByLabel(`行 3 ${heading}`);
  await faulty('数量').fill('6');
  await faulty('保管人').fill('周明');
  await faulty('保管人').press('Enter');
  await desk.sees(/新增 3 条.*需改正 0 行/);
  await desk.field('reason').fill('年度盘点');
  await desk.picture('import-mended-desk');
  await desk.presses('导入 3 条');
  await desk.sees('已导入 3 条');

  await desk.go('/records/supply?sort=-quantity');
  await desk.sees('消防水带');
  const names = await desk.page.locator('.records_table tbody td:first-child b').allTextContents();
  assert.ok(names.length > 10, 'those that the demo brings');
  assert.deepEqual(names.filter((name) => ['消防水带', '防毒面具', '防火毯'].includes(name)), ['消防水带', '防毒面具', '防火毯']);
  await desk.is_accessible();
  await desk.picture('records-desk');
  await desk.field('search').fill('面具');
  await desk.field('search').press('Enter');
  await desk.sees_no('消防水带');
});

test('a list goes out as XLSX and comes back the same', async () => {
  await desk.go('/records/supply');
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.presses('导出 XLSX')]);
  const path = join(plant.data, 'out.xlsx');
  await download.saveAs(path);
  const rows = await read_xlsx(path);
  assert.deepEqual(rows[0].slice(0, 2), ['记录编号', '名称']);
  assert.equal(rows.length, 29);
  const [csv] = await Promise.all([desk.page.waitForEvent('download'), desk.presses('导出 CSV')]);
  await csv.saveAs(join(plant.data, 'out.csv'));
  assert.match(readFileSync(join(plant.data, 'out.csv'), 'utf8'), /^\ufeff记录编号,名称,/);
  for (const name of ['out.xlsx', 'out.csv']) {
    await desk.go('/records/supply/-/import');
    await desk.field('sheet').setInputFiles(join(plant.data, name));
    await desk.sees(/新增 0 条，修改 0 条，相同 28 条/);
    await desk.sees('所有行均与现有记录相同');
  }
});

test('the same pages in the hand', async () => {
  const phone = await Screen.open(browser, plant.url, kPhone);
  await phone.sign_in('li.na', kPassword);
  await phone.go('/records/supply');
  await phone.sees('消防水带');
  await phone.fits();
  await phone.is_accessible();
  await phone.picture('records-phone');
  await phone.page.getByRole('link', { name: '防火毯' }).click();
  await phone.sees('版本记录');
  await phone.fits();
  await phone.is_accessible();
  await phone.picture('record-phone');
  phone.is_sound();
  desk.is_sound();
  await phone.context.close();
});
