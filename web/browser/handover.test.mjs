// A team lead's shift hand-over, as its people live through it: the roster is set, who goes offers what is open, who comes ticks each matter on the phone and takes over.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, make_accounts, open_browser, Screen, steps_of } from './screen.mjs';

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
    await lead.presses('下月'); // the roster may have begun on the last day of this one
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
    await lead.page.waitForFunction((was) => document.activeElement.matches('td[role=gridcell]') && document.activeElement.id !== was, first);
    for (const key of ['Space', 'Space']) await lead.page.keyboard.press(key); // from off to the day shift and on to the night shift, however long each takes
    await lead.sees(lead.page.locator('td.told[aria-label*="夜班"]'));
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

// Wang was on at night and is to be relieved by Chen at eight. Twenty minutes later nobody has taken over, the daily checks are overdue, a detector is being mended.
describe('a shift that nobody took over', () => {
  let plant, browser, lead, going, coming;
  let check, care, handover;
  const step = steps_of('untaken', () => ({ lead, going, coming }));

  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10); // at the site
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  const ask = (path) => lead.page.evaluate(async (from) => (await fetch(`/api/v1${from}`)).json(), path);
  const tell = (screen, path, body) =>
    screen.page.evaluate(
      async ([to, said]) => {
        const answer = await fetch(`/api/v1${to}`, { method: 'POST', headers: { 'X-Davy': '1', 'Content-Type': 'application/json' }, body: JSON.stringify(said) });
        if (!answer.ok) throw new Error(`${to}: ${await answer.text()}`);
        return answer.json();
      },
      [path, body],
    );

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start({ at: Date.parse(`${yesterday}T07:00+08:00`) }), open_browser()]);
    const officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    const of = (login, name, role, post) => [login, name, role, [post]];
    await make_accounts(officer, kPassword, [of('sun.li', '孙丽', 'team-lead', 'team-lead'), of('zhao.min', '赵敏', 'worker', 'operator'), of('wang.qiang', '王强', 'worker', 'operator'), of('chen.bo', '陈波', 'worker', 'operator')]);
    const crews = ['zhao.min', 'wang.qiang', 'chen.bo'].map((login, n) => ({ name: `${n + 1}`, people: [login], starts_at: n }));
    await tell(officer, '/rosters', { post: 'operator', first_day: yesterday, cycle: ['day', 'night', ''], crews });
    await officer.context.close();
    await plant.again({ at: Date.parse(`${today}T08:20+08:00`) });
    [lead, going, coming] = await Promise.all([kDesk, kPhone, kPhone].map((viewport) => Screen.open(browser, plant.url, viewport)));
    await lead.sign_in('sun.li', kPassword);
    await going.sign_in('wang.qiang', kPassword);
    await coming.sign_in('chen.bo', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('is told to the post above, which asks for somebody to take over', async () => {
    await lead.go('/notices');
    await lead.sees(lead.page.locator('.notice', { hasText: '换班未接班' }));
    await lead.sees_no('已有人接班');
    await lead.picture('untaken_notice');
    await lead.go('/duty/handovers');
    await lead.sees(/当班操作工：.+ 08:00 换班后无人接班/);
    await lead.at_all_sizes('untaken');
  });

  step('is offered with the checks that are overdue and the work that has begun', async () => {
    const { id } = await tell(going, '/care', { device: 'gds-01', work: 'repair', reason: '读数偏低' });
    care = await tell(lead, `/care/${id}/start`, {});
    const { items } = await ask('/handovers/matters?post=operator');
    check = items.find(({ kind, about }) => kind === 'check' && about === '阀组间西侧可燃气体检测器');
    assert.equal(check.state, 'overdue', JSON.stringify(items));
    assert.deepEqual(items.filter(({ kind }) => kind === 'care').map(({ name, about, state }) => [name, about, state]), [[String(id), 'gds-01', 'working']]);
    await going.go('/duty/handovers');
    await going.sees(going.page.locator('.matter_line', { hasText: check.about }));
    const title = (await ask('/devices/gds-01')).title.zh;
    const work = going.page.locator('.matter_line', { hasText: title });
    await going.sees(work);
    await going.sees(work.getByText('进行中'));
    await going.field('to').selectOption({ label: '陈波' });
    await going.at_all_sizes('handover_offer');
    await going.presses('发起交班');
    await going.sees('等待接班人接班。');
    handover = new URL(going.page.url()).pathname;
  });

  step('is read by who comes: each is there by its name, and leads to its page', async () => {
    await coming.go(handover);
    const line = coming.page.locator('.matter_line', { hasText: check.about });
    await coming.sees(line.getByText('已超期'));
    assert.equal(await line.getByRole('link').getAttribute('href'), `/checks/${check.name}`);
    const work = coming.page.locator(`.matter_line a[href="/care/${care.id}"]`);
    await coming.sees(work);
    await coming.at_all_sizes('handover_read');
    await work.click();
    await coming.sees('读数偏低');
    await coming.page.goBack();
    await coming.sees(coming.page.locator('.matter_line', { hasText: check.about }));
  });

  step('is taken over without what was done in the meantime, and with all the rest', async () => {
    await coming.presses('确认以上全部事项');
    await tell(lead, `/care/${care.id}/finish`, { result: 'passed', note: '已清洁探头' });
    await coming.sees_no(coming.page.locator(`.matter_line a[href="/care/${care.id}"]`));
    await coming.page.getByRole('button', { name: '接班', exact: true }).click();
    await coming.sees(coming.page.locator('header b', { hasText: '已接班' }));
    const { outcome, matters } = await ask(`/handovers/${handover.split('/').at(-1)}`);
    assert.equal(outcome, 'accepted');
    assert.ok(matters.some(({ kind, name }) => kind === 'check' && name === check.name));
    assert.ok(!matters.some(({ kind }) => kind === 'care'));
    await coming.at_all_sizes('handover_taken');
  });

  step('asks for nothing any more: its notice says that somebody has taken over', async () => {
    await lead.sees_no(/08:00 换班后无人接班/);
    await lead.go('/notices');
    await lead.sees(lead.page.locator('.notice.past', { hasText: '已有人接班' }));
    await lead.at_all_sizes('notice_taken_over');
    for (const screen of [lead, going, coming]) screen.is_sound();
  });
});
