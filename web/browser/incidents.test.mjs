// Emergencies. A drill from the button on a phone to the lessons on the desk: cards taken and done, one of them without a network, people counted until
// everybody is known, ended, closed by somebody who did not lead it. And a real one, which stands on every console at once.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { confirms, kDesk, kPhone, make_accounts, open_browser, Screen, standstill, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';
const kZone = 'tank-farm';
const kPlan = '罐区天然气泄漏现场处置方案';
const kSeen = 'XV-101 法兰处结霜、有嘶声';
const kLesson = '罐区法兰垫片全面排查';

async function opened(browser, plant, login, viewport, scheme) {
  const screen = await Screen.open(browser, plant.url, viewport, scheme);
  await screen.sign_in(login, kPassword);
  return screen;
}
async function whole_page(screen, name) {
  await screen.picture(name);
  await screen.is_accessible();
  await screen.fits();
}

describe('emergencies', () => {
  let plant, browser, worker, guard, lead, officer;
  let page; // of the drill
  const step = steps_of('incidents', () => ({ worker, guard, lead, officer }));
  const card = (screen, title) => screen.page.locator('.my_card', { hasText: title });
  const row = (screen, title) => screen.page.locator('.card_list li', { hasText: title });
  const unknown = (screen) => screen.page.locator('.person_line.unknown');
  const count = (screen, text) => screen.sees(screen.page.locator('.count_figure', { hasText: text }));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    const admin = await Screen.open(browser, plant.url, kDesk);
    await admin.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
    await make_accounts(admin, kPassword, [
      ['yang.fan', '杨帆', 'worker', ['operator']],
      ['wu.gang', '吴刚', 'worker', ['guard', 'maintenance']],
      ['sun.li', '孙莉', 'team-lead', ['team-lead']],
      ['zhang.wei', '张伟', 'safety-officer', ['safety-officer']],
    ]);
    await admin.context.close();
    worker = await opened(browser, plant, 'yang.fan', kPhone);
    guard = await opened(browser, plant, 'wu.gang', kPhone);
    lead = await opened(browser, plant, 'sun.li', kDesk);
    officer = await opened(browser, plant, 'zhang.wei', kDesk, 'dark');
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('a drill is called by the button, and says before the last press what it does', async () => {
    await worker.follow(/应急/);
    await worker.field('zone').selectOption(kZone);
    await worker.page.locator('.plan_button', { hasText: kPlan }).click();
    await worker.sees(/现在发出 5 张处置卡/);
    await worker.sees('须上报的时钟从现在起计 1 小时。');
    await worker.picture('incident_call_real');
    await worker.page.locator('.drill_switch').click();
    await worker.sees(/演练：现在发出 5 张标明“演练”的处置卡/);
    await worker.sees_no('须上报的时钟');
    await worker.page.locator('summary', { hasText: '看到了什么' }).click();
    await worker.field('what').fill(kSeen);
    await whole_page(worker, 'incident_call_drill');
    await confirms(worker, '启动演练');
    await worker.page.waitForURL(/\/incidents\/\d+$/);
    page = new URL(worker.page.url()).pathname;
    await worker.sees('这是演练');
    await worker.sees(kSeen);
  });

  step('it stands on every console, marked as a drill, and its card waits on the phone first of all', async () => {
    for (const screen of [guard, lead, officer]) await screen.sees(screen.page.locator('.incident_banner .drill', { hasText: '演练' }));
    assert.equal(await lead.page.locator('.incident_banner .real').count(), 0);
    await worker.sees(card(worker, '远程切断泄漏源'));
    await whole_page(worker, 'incident_my_card_phone');
    await lead.page.locator('.incident_banner a').click();
    await lead.sees(row(lead, '远程切断泄漏源').getByText('待接'));
    await lead.sees('不要求上报');
    await lead.at_all_sizes('incident_drill');
  });

  step('a card is taken, its steps are ticked, and it is done; what has no network is kept and sent', async () => {
    await card(worker, '远程切断泄漏源').getByRole('button', { name: '接卡，由我处置' }).click();
    await lead.sees(row(lead, '远程切断泄漏源').getByText('杨帆 接'));
    await card(worker, '远程切断泄漏源').locator('.steps input').first().check();
    await worker.context.setOffline(true);
    await card(worker, '远程切断泄漏源').locator('textarea').fill('XV-101 已关，回讯到位');
    await card(worker, '远程切断泄漏源').getByRole('button', { name: '完成' }).click();
    await worker.sees('未送出');
    await worker.picture('incident_card_unsent');
    assert.equal(await row(lead, '远程切断泄漏源').getByText('已完成').count(), 0);
    await worker.context.setOffline(false);
    await lead.sees(row(lead, '远程切断泄漏源').getByText('XV-101 已关，回讯到位'), 60_000);
    await worker.sees(card(worker, '远程切断泄漏源').getByText('处置卡已完成'), 60_000);
  });

  step('the lead takes command and orders people out; who should be there is known', async () => {
    await lead.presses('接管指挥');
    await lead.page.locator('dialog').getByRole('button', { name: '确定' }).click();
    await lead.sees(lead.page.locator('.commander', { hasText: '孙莉' }));
    await lead.presses('下达撤离');
    await lead.field('others').fill('王师傅（送货）\n刘师傅（外来施工）');
    await lead.picture('incident_order_evacuation');
    await lead.is_accessible();
    await lead.presses('立即撤离');
    await lead.sees(lead.page.locator('.person_line', { hasText: '王师傅（送货）' }));
    await lead.sees(/下落不明/);
    await whole_page(lead, 'incident_people_unknown');
  });

  step('the marshal counts at the assembly point until of everybody it is known where they are', async () => {
    await guard.go(`${page}/headcount`);
    await guard.sees(unknown(guard).first());
    await whole_page(guard, 'incident_headcount_phone');
    await guard.field('search').fill('王师傅');
    await unknown(guard).getByRole('button', { name: '王师傅（送货）：失踪' }).click();
    await count(guard, '失踪 1');
    await guard.field('guest').fill('赵工（设计院）');
    await guard.presses('已在集合点');
    await guard.sees(guard.page.locator('.person_line.safe', { hasText: '赵工（设计院）' }));
    for (let left = await unknown(guard).count(); left > 0; --left) {
      await unknown(guard).first().getByRole('button', { name: /：安全/ }).click();
      await guard.page.waitForFunction((n) => document.querySelectorAll('.person_line.unknown').length < n, left);
    }
    await count(lead, '1 人下落不明');
    await lead.page.locator('.person_line.missing').getByRole('button', { name: /：安全/ }).click();
    await count(guard, '全部确认');
    await count(lead, '全部确认');
    await whole_page(guard, 'incident_headcount_all_phone');
  });

  step('the rest is written down, and the response ends', async () => {
    await lead.field('log').fill('消防车到场，两台');
    await lead.presses('记下');
    await lead.sees(lead.page.locator('.log_part li', { hasText: '消防车到场，两台' }));
    for (const part of ['上报', '伤亡', '物资', '电话']) {
      await lead.page.locator('.incident_side .tabs').getByRole('button', { name: part }).click();
      await whole_page(lead, `incident_side_${['上报', '伤亡', '物资', '电话'].indexOf(part)}`);
    }
    await lead.sees(lead.page.locator('a[href^="tel:"]').first());
    await lead.presses('结束清点');
    await lead.field('reason').fill('全部到齐');
    await lead.page.locator('dialog').getByRole('button', { name: '结束清点' }).click();
    await lead.presses('终止响应');
    await lead.sees(/张处置卡没有完成/);
    await lead.field('reason').fill('演练科目完成');
    await lead.page.locator('dialog').getByRole('button', { name: '终止响应' }).click();
    await lead.sees('等待总指挥以外的安全员或负责人总结。');
    await officer.sees_no(officer.page.locator('.incident_banner'));
  });

  step('it is summed up by somebody who did not lead it, and its lesson becomes a hazard', async () => {
    await officer.go(page);
    await officer.presses('总结关闭');
    await officer.field('summary').fill('切断及时；清点用时偏长');
    await officer.field('lesson-0').fill(kLesson);
    await officer.picture('incident_close');
    await officer.is_accessible();
    await officer.page.locator('dialog').getByRole('button', { name: '总结关闭' }).click();
    await officer.sees(officer.page.locator('.finish_incident li', { hasText: kLesson }));
    await whole_page(officer, 'incident_closed_dark');
    await officer.page.locator('.finish_incident li a').click();
    await officer.sees(officer.page.getByRole('heading', { name: kLesson }));
    await officer.go('/incidents');
    await officer.sees(officer.page.locator('.incident_line.closed', { hasText: '演练' }));
    await officer.at_all_sizes('incidents_list');
  });

  step('a real one stands on another console at once, with its hour running; a notice leads to it', async () => {
    await officer.go('/alarms');
    await lead.go(`/incidents/new?zone=${kZone}`);
    await lead.page.locator('.plan_button', { hasText: kPlan }).click();
    await confirms(lead, '启动应急');
    const [called, stood_ms] = [performance.now(), standstill()];
    await officer.sees(officer.page.locator('.incident_banner .real', { hasText: '应急' }));
    const took_ms = performance.now() - called - stood_ms();
    assert.ok(took_ms < 5_000, `${took_ms} ms`);
    await officer.is_accessible();
    await officer.picture('incident_banner_real_dark');
    await officer.page.locator('.incident_banner .real').click();
    await officer.sees(officer.page.locator('.incident_head', { hasText: '内上报' }));
    await whole_page(officer, 'incident_real_dark');
    const own = new URL(officer.page.url()).pathname;
    await guard.go('/notices');
    await guard.sees(guard.page.locator(`a[href="${own}"]`).first());
    for (const screen of [worker, guard, lead, officer]) screen.is_sound();
  });
});
