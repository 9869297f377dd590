// A drill: started on purpose on the desk, answered on a phone, ticking on its page, and the record with what a safety officer makes of it.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { confirms, kDesk, kPhone, make_accounts, open_browser, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kDrill = '罐区阀组泄漏演练';

describe('drills', () => {
  let plant, browser, worker, officer;
  const step = steps_of('drills', () => ({ worker, officer }));
  const asked = (screen, word) => screen.page.locator('.asked_list li', { hasText: word });

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
    await make_accounts(officer, kPassword, [['yang.fan', '杨帆', 'worker', ['operator']]]);
    worker = await Screen.open(browser, plant.url, kPhone);
    await worker.sign_in('yang.fan', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('is started on purpose, and says everywhere that it is a drill', async () => {
    await officer.go('/drills');
    await officer.sees(kDrill);
    const scenario = officer.page.locator('.scenarios article', { hasText: kDrill });
    await scenario.getByRole('button', { name: '启动演练' }).click();
    await officer.picture('drills_start');
    await confirms(officer, '启动演练');
    await officer.page.waitForURL(/\/drills\/\d+$/);
    await officer.sees('这是演练');
    await officer.sees('正在演练');
    await worker.go('/alarms');
    await worker.sees(worker.page.locator('.drill_mark').first(), 60_000);
    await worker.sees(/【演练】/);
    await worker.picture('drill_alarms_phone');
  });

  step('ticks what is done, on the page of the drill', async () => {
    await worker.page.getByRole('button', { name: '确认' }).first().click();
    await officer.sees(asked(officer, '确认报警').getByText('做到'));
    assert.equal(await asked(officer, '接单').getByText('等待').count(), 1, 'seen is not done');
    await officer.picture('drill_running');
    await officer.is_accessible();
    await officer.fits();
  });

  step('is broken off with a reason, and its alarms go with it', async () => {
    await officer.field('reason').fill('参观人员到场');
    await confirms(officer, '中止演练');
    await officer.sees('人为中止');
    await officer.sees('不评判');
    await worker.page.locator('.drill_mark').first().waitFor({ state: 'detached' });
  });

  step('is assessed, and is a record to print', async () => {
    await officer.field('remark').fill('接单偏慢');
    await officer.field('weak').fill('对讲机没电');
    await officer.page.getByRole('button', { name: '记下评估' }).click();
    await officer.sees(/李娜 .* 评估/);
    await officer.picture('drill_record');
    await worker.go(new URL(officer.page.url()).pathname);
    await worker.sees('演练记录');
    await worker.picture('drill_record_phone');
    await worker.fits();
  });
});
