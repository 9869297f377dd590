// A team lead's shift hand-over, as its people live through it: the roster is set, who goes offers what is open, who comes ticks each matter on the phone and takes over.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';

describe('a shift', () => {
  let plant, browser, officer, lead, next;
  let handover;
  const step = steps_of('handover', () => ({ officer, lead, next }));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    await officer.follow('账号');
    for (const [login, name, role, post] of [['sun.li', '孙丽', '班组长', '班长'], ['qian.jun', '钱军', '班组长', '班长'], ['wang.qiang', '王强', '员工', '当班操作工']]) {
      await officer.presses('新建账号');
      await officer.field('login').fill(login);
      await officer.field('name').fill(name);
      await officer.field('role').selectOption({ label: role });
      await officer.page.getByLabel(post, { exact: true }).check();
      await officer.field('password').fill(kPassword);
      await officer.presses('保存');
      await officer.sees(officer.page.getByRole('cell', { name: login, exact: true }));
    }
    lead = await Screen.open(browser, plant.url, kDesk);
    await lead.sign_in('sun.li', kPassword);
    next = await Screen.open(browser, plant.url, kPhone);
    await next.sign_in('qian.jun', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('shows who answers now, and where nobody does', async () => {
    await lead.follow('值班');
    await lead.sees('当前谁负责');
    await lead.sees(lead.page.locator('.answers li', { hasText: '孙丽、钱军' }).or(lead.page.locator('.answers li', { hasText: '王强' })).first());
    await lead.sees(lead.page.locator('.answers .bad', { hasText: '岗位无人' }));
    await lead.sees('未来 7 天的空缺');
    await lead.picture('duty_desk');
    await lead.is_accessible();
    await lead.fits();
    await next.go('/duty');
    await next.sees('当前谁负责');
    await next.picture('duty_phone');
    await next.is_accessible();
    await next.fits();
  });

  step('has a roster, set with a form and changed with the keys', async () => {
    await lead.page.getByRole('navigation', { name: '值班' }).getByRole('link', { name: '排班' }).click();
    await lead.field('post').selectOption({ label: '当班操作工' });
    await lead.presses('新建排班');
    await lead.field('people_0').fill('wang.qiang');
    await lead.picture('roster_new_desk');
    await lead.is_accessible();
    await lead.presses('保存排班');
    const cells = lead.page.getByRole('gridcell');
    const works = lead.page.locator('td.works');
    await lead.sees(works);
    await lead.presses('下一月'); // the roster may have begun on the last day of this one
    await lead.sees(works.nth(10));
    const first = await works.first().getAttribute('id');
    const before = await works.count();
    await cells.locator('xpath=self::*').first().click();
    await lead.sees(lead.page.locator('td.told'));
    await lead.page.keyboard.press('Backspace');
    await lead.sees_no(lead.page.locator('td.told'));
    assert.equal(await works.count(), before);
    await lead.page.locator(`#${first}`).focus();
    await lead.page.keyboard.press('ArrowRight');
    assert.notEqual(await lead.page.evaluate(() => document.activeElement.id), first);
    await lead.page.keyboard.press('Space');
    await lead.sees(lead.page.locator('td.told'));
    await lead.picture('roster_desk');
    await lead.is_accessible();
    await lead.fits();
  });

  step('keeps who is absent and who stands in', async () => {
    await next.go('/duty/absences');
    await next.sees('登记缺勤');
    await next.field('absent').selectOption({ label: '王强' });
    await next.field('absent_reason').fill('生病');
    await next.presses('登记缺勤');
    await next.sees(next.page.locator('.told li', { hasText: '生病' }));
    await next.picture('absences_phone');
    await next.is_accessible();
    await next.fits();
  });

  step('is offered by the lead who goes, with what is open', async () => {
    await officer.go('/modes');
    await officer.field('mode').selectOption({ index: 1 });
    await officer.field('place').selectOption({ label: '天然气罐区' });
    await officer.field('reason').fill('2 号泵检修');
    await officer.presses('设定工况');
    await lead.follow('值班');
    await lead.page.getByRole('navigation', { name: '值班' }).getByRole('link', { name: '交接班' }).click();
    await lead.field('post').selectOption({ label: '班长' });
    await lead.field('to').selectOption({ label: '钱军' });
    await lead.field('note_0').fill('2 号泵有异响，夜里多看两次');
    await lead.picture('handover_offer_desk');
    await lead.is_accessible();
    await lead.fits();
    await lead.presses('发起交班');
    await lead.sees('等待接班人接班。');
    handover = new URL(lead.page.url()).pathname;
    await lead.picture('handover_waits_desk');
  });

  step('is taken over on the phone, each matter by its name', async () => {
    await next.follow('更多');
    await next.page.getByRole('link', { name: '交接班' }).click();
    await next.sees('待接班');
    await next.picture('handovers_phone');
    await next.page.locator(`a[href="${handover}"]`).click();
    await next.sees('2 号泵有异响，夜里多看两次');
    const ticks = next.page.getByRole('checkbox');
    await next.sees(ticks);
    assert.equal(await next.page.getByRole('button', { name: '接班', exact: true }).isDisabled(), true, 'not before each is ticked');
    await next.is_accessible();
    await next.fits();
    await ticks.first().check();
    await next.picture('handover_phone');
    while ((await next.page.getByRole('checkbox', { checked: false }).count()) > 0) await next.page.getByRole('checkbox', { checked: false }).first().check();
    await next.field('remark').fill('已接班，泵已去看过');
    await next.page.getByRole('button', { name: '接班', exact: true }).click();
    await next.sees('已接班，泵已去看过');
    await next.sees(next.page.locator('header b', { hasText: '已接班' }));
    await next.picture('handover_taken_phone');
    await next.is_accessible();
    await next.fits();
  });

  step('is known to who went', async () => {
    await lead.sees(lead.page.locator('header b', { hasText: '已接班' }));
    assert.deepEqual([officer.faults, lead.faults, next.faults], [[], [], []]);
  });
});
