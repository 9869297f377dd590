// The risk of zones on the screen: calm, worse when a measure is taken away or an alarm rings, with the reason, and better again; and what is shown when nothing is known.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kPassword = 'correct horse battery';
let plant, browser, board, hand, rows;

const card = (screen, zone) => screen.page.locator(`#zone-${zone}`);
const level = (screen, zone, word) => screen.sees(card(screen, zone).locator('.level', { hasText: word }));
const said = (screen, zone, words) => screen.sees(card(screen, zone).getByText(words));

before(async () => {
  [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
  board = await Screen.open(browser, plant.url, kDesk);
  await board.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
  [hand, rows] = [await Screen.open(browser, plant.url, kPhone), await Screen.open(browser, plant.url, kDesk)];
  for (const screen of [hand, rows]) await screen.sign_in('li.na', kPassword);
});
after(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a calm plant is blue and yellow, and every yellow has its reason', async () => {
  await board.follow('风险');
  await board.sees(/判定于/);
  assert.equal(await board.page.locator('.zone_card').count(), 16);
  assert.equal(await board.page.locator('.zone_card.serious, .zone_card.major').count(), 0);
  await card(board, 'tank-farm').getByRole('button').click();
  await said(board, 'tank-farm', /法兰、阀门泄漏.*采取措施后仍为一般风险/);
  await board.sees(board.page.locator('.plan_label.level_moderate', { hasText: '天然气罐区' }));
  await board.picture('risk_calm');
});

test('a measure that is taken away turns its zone red, says why, and what would turn it yellow again', async () => {
  await rows.go('/rows');
  await rows.page.locator('#row-tank-farm-gas').getByRole('button', { name: '旁路' }).click();
  await rows.field('reason').fill('更换探测器');
  await rows.page.getByRole('dialog').getByRole('button', { name: '旁路' }).click();
  await level(board, 'tank-farm', '重大');
  await said(board, 'tank-farm', /措施“可燃气体三取二.*”失效（罐区可燃气体高高联锁：联锁旁路）/);
  await said(board, 'tank-farm', '恢复 1 项失效的管控措施');
  await board.sees(board.page.locator('.plan_label.level_major', { hasText: '天然气罐区 · 重大' }));
  assert.equal(await board.page.locator('.zone_card').first().getAttribute('id'), 'zone-tank-farm');
  await board.is_accessible();
  await board.picture('risk_measure');
  await hand.go('/risk?zone=tank-farm');
  await level(hand, 'tank-farm', '重大');
  await hand.fits();
  await hand.is_accessible();
  await hand.picture('risk_measure_phone');
  await card(hand, 'tank-farm').scrollIntoViewIfNeeded();
  await hand.picture('risk_measure_phone_zone');
  await board.page.getByRole('button', { name: '语言' }).click();
  await board.sees('Control measures');
  await board.picture('risk_measure_en');
  await board.page.getByRole('button', { name: 'Language' }).click();
});

test('the measure restored, its zone is better again; the hazard that it was stays to be closed', async () => {
  await rows.page.locator('#row-tank-farm-gas').getByRole('button', { name: '结束旁路' }).click();
  await level(board, 'tank-farm', '较大'); // the hazard, and nobody has told how many people are there
  await said(board, 'tank-farm', /一般隐患 #\d+ 未销号/);
  await board.sees_no(card(board, 'tank-farm').getByText(/措施“.*”失效/));
});

test('an alarm colours its zone while it is true', async () => {
  await card(board, 'loading').getByRole('button').click();
  plant.happens('sensor: {point: ch4-07, trouble: offset, amount: 32}');
  await said(board, 'loading', /ch4-07 可燃气体一级报警，现为/);
  await level(board, 'loading', '较大'); // nobody has told how many people are there
  await said(board, 'loading', '区域内人数未知，按有人计');
  await board.picture('risk_alarm');
  plant.happens('sensor: {point: ch4-07, trouble: none}');
  await level(board, 'loading', '一般');
});

test('a dead sensor is no calm zone', async () => {
  await card(board, 'compressor-house').getByRole('button').click();
  plant.happens('sensor: {point: ch4-11, trouble: silent}');
  await said(board, 'compressor-house', /看不见，不能当作正常/);
  await said(board, 'compressor-house', /措施“压缩机房可燃气体检测器”失效/);
});

test('what is not known now has no colour', async () => {
  plant.freeze();
  try {
    await board.sees('已不是当前风险');
    assert.equal(await board.page.locator('.zone_card .severity_mark, .plan_zone.low, .plan_zone.moderate, .plan_zone.serious, .plan_zone.major').count(), 0);
    await board.picture('risk_past');
  } finally {
    plant.thaw();
  }
  await board.sees(/判定于/);
  await board.sees(board.page.locator('.plan_zone.moderate'));
  for (const screen of [board, hand, rows]) screen.is_sound();
});
