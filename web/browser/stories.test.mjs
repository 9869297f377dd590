// An alarm's order handled with a rejection, looked back on: its story with who had to do what by when, the figures of who handled it, the review of the month.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, make_accounts, open_browser, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kLeak = 'release: {name: valve-house, near: ch4-02, at: [46, 49], strength: 180 %LEL, rise: 4s, decay: 6s, fed-by: xv-101}';
const kPassword = 'a long enough password';
const kTitle = '可燃气体二级报警';

const post = (screen, path, body) =>
  screen.page.evaluate(
    async ([to, what]) => {
      const answer = await fetch(`/api/v1${to}`, { method: 'POST', headers: { 'X-Davy': '1', 'Content-Type': 'application/json' }, body: JSON.stringify(what) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [path, body],
  );
const get = (screen, path) =>
  screen.page.evaluate(async (from) => {
    const answer = await fetch(`/api/v1${from}`);
    return { status: answer.status, kind: answer.headers.get('Content-Type'), text: await answer.text() };
  }, path);

const keep = async (screen, photo) =>
  screen.page.evaluate(
    async ([kind, base64]) => {
      const body = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
      const answer = await fetch('/api/v1/photos', { method: 'POST', headers: { 'X-Davy': '1', 'Content-Type': kind }, body });
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()).photo;
    },
    [photo.mimeType, photo.buffer.toString('base64')],
  );

describe('what was done', () => {
  let plant, browser, admin, officer, worker;
  let alarm, order;
  const step = steps_of('stories', () => ({ admin, officer, worker }));

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    admin = await Screen.open(browser, plant.url, kDesk);
    await admin.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
    await make_accounts(admin, kPassword, [['wang.qiang', '王强', 'worker', ['operator']], ['zhou.jie', '周杰', 'safety-officer', ['safety-officer']]]);
    officer = await Screen.open(browser, plant.url, kDesk);
    worker = await Screen.open(browser, plant.url, kPhone);
    await officer.sign_in('zhou.jie', kPassword);
    await worker.sign_in('wang.qiang', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('begins with an alarm whose order is handled, rejected and handled again', async () => {
    plant.happens(kLeak);
    await worker.go('/orders');
    await worker.page.locator('.order_card', { hasText: kTitle }).first().click();
    await worker.sees('要做什么');
    order = Number(/\d+$/.exec(new URL(worker.page.url()).pathname)[0]);
    alarm = JSON.parse((await get(worker, `/orders/${order}`)).text).alarm;
    await post(worker, `/alarms/${alarm}/acknowledge`, { comment: '正在前往现场' });
    await post(worker, `/orders/${order}/accept`, {});
    await post(worker, `/orders/${order}/submit`, { note: '紧固 XV-101 法兰，复测 3 %LEL', photos: [await keep(worker, await photo_of_a_valve(browser, { tag: 'XV-101', hue: 205 }))] });
    await post(officer, `/orders/${order}/reject`, { reason: '照片看不出阀门已关' });
    await post(worker, `/orders/${order}/submit`, { note: '补拍阀位与就地压力表', photos: [await keep(worker, await photo_of_a_valve(browser, { tag: 'XV-101', hue: 30 }))] });
  });

  step('is one page from the order: who had to see, decide, act and check, by name, each with its mark', async () => {
    await officer.go(`/orders/${order}`);
    await officer.page.getByRole('link', { name: '完整经过与责任链' }).click();
    const link = (name) => officer.page.locator('.duty_chain li', { hasText: name });
    await officer.sees(link('确认报警').getByText('按时'));
    await officer.sees(link('确认报警').getByText('知悉'));
    await officer.sees(link('接单').getByText('王强').first());
    await officer.sees(link('核查结论：退回').getByText('周杰').first());
    await officer.sees(link('核查结论：退回').getByText('王强的工作'));
    await officer.sees(link('处理并提交').filter({ hasText: '第 2 次' }).getByText('按时'));
    await officer.sees(link('审核处理结果').filter({ hasText: '第 2 次' }).getByText(/还剩/));
    await officer.at_all_sizes('story_chain');
  });

  step('opens the records that asked and answered, and marks them in the story', async () => {
    const rejected = officer.page.locator('.duty_chain li', { hasText: '核查结论：退回' });
    await rejected.getByRole('button', { name: /证据/ }).click();
    await officer.sees(rejected.getByRole('heading', { name: '提出要求的记录' }));
    await officer.sees(rejected.locator('.facts', { hasText: '照片看不出阀门已关' }));
    assert.equal(await officer.page.locator('.time_line li.marked').count(), 2);
    await rejected.locator('summary').last().click();
    await officer.sees(rejected.getByText(/^[0-9a-f]{64}$/).last());
    await officer.is_accessible();
    await officer.picture('story_evidence');
    await officer.page.reload(); // what is open stands in the address
    await officer.sees(officer.page.locator('.duty_chain li.opened', { hasText: '核查结论：退回' }));
  });

  step('is filtered by the matters that belong together', async () => {
    await officer.page.locator('.chips').getByRole('button', { name: `报警 #${alarm}` }).click();
    await officer.sees_no(officer.page.locator('.duty_chain li', { hasText: '接单' }));
    await officer.sees(officer.page.locator('.duty_chain li', { hasText: '确认报警' }));
  });

  step('counts in the figures of who handled it, in the hand, which open what they are made of', async () => {
    await worker.go('/kpi');
    await worker.sees('这里只有您自己的数字');
    const card = worker.page.locator('.kpi_cards section', { hasText: '王强' });
    await worker.sees(card.getByText('预警处置及时率'));
    assert.equal(await worker.page.locator('.kpi_cards section').count(), 1);
    await worker.sees(card.getByText('0/1')); // returned at its first review
    await card.getByRole('button', { name: '一次通过率' }).click();
    await worker.sees(card.getByText(/第一次审核就通过的工作/));
    await worker.fits();
    await worker.is_accessible();
    await worker.picture('kpi_phone');
    await card.getByRole('link', { name: /预警处置及时率/ }).click();
    await worker.sees(worker.page.locator('.obligation_list li', { hasText: '接单' }));
    await worker.fits();
    await worker.is_accessible();
    await worker.picture('kpi_obligations_phone');
    await worker.page.locator('.obligation_list li', { hasText: '接单' }).first().getByRole('link').click();
    await worker.sees(worker.page.locator('.duty_chain li.opened', { hasText: '接单' }));
    await worker.fits();
    await worker.is_accessible();
    await worker.picture('story_phone');
  });

  step('stands in a table for the officer, sorted by a heading that says how it is worked out', async () => {
    await officer.follow('考核');
    const row = officer.page.locator('.kpi_table tbody tr', { hasText: '王强' });
    await officer.sees(row);
    const heading = officer.page.locator('.kpi_table th').filter({ has: officer.page.getByRole('button', { name: '按一次通过率排序' }) });
    await heading.getByRole('button').focus();
    await officer.sees(officer.page.locator('.formula', { hasText: '第一次审核就通过的工作' }));
    await heading.getByRole('button').press('Enter');
    await officer.page.waitForURL(/sort=-first-pass/);
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    await officer.sees(officer.page.getByText('本站标准'));
    await officer.at_all_sizes('kpi');
    const [download] = await Promise.all([officer.page.waitForEvent('download'), officer.presses('导出 CSV')]);
    assert.match(download.suggestedFilename(), /^davy-kpi-person-\d{4}-\d{2}\.csv$/);
    await officer.page.getByRole('link', { name: '区域', exact: true }).click();
    await officer.sees(officer.page.locator('.kpi_table thead', { hasText: '工单闭环率' }));
  });

  step('is looked back on in the review of the month, whose evidence is the story', async () => {
    await officer.follow('复盘');
    await officer.page.locator('.work_line').first().click();
    await officer.sees('本月尚未结束');
    const alarms = officer.page.locator('.review_counts li', { hasText: '报警' }).first();
    await officer.sees(alarms);
    await officer.at_all_sizes('review');
    const first = await alarms.getByRole('link').first().innerText();
    await alarms.getByRole('link').first().click();
    await officer.page.waitForURL(new RegExp(`/stories/alarm/${first.slice(1)}$`));
    await officer.sees(officer.page.locator('.duty_chain'));
  });

  step('is a document, too, for those who may see it', async () => {
    await officer.page.goBack();
    const paper = await officer.page.getByRole('link', { name: '下载 PDF' }).getAttribute('href');
    let given = await get(officer, paper.replace('/api/v1', ''));
    for (let tries = 0; given.status === 429 && tries < 20; ++tries) {
      await officer.page.waitForTimeout(500); // one review is made at a time, and the page has asked for it as well
      given = await get(officer, paper.replace('/api/v1', ''));
    }
    assert.equal(given.status, 200);
    assert.match(given.kind, /application\/pdf/);
    assert.ok(given.text.startsWith('%PDF'));
    await worker.go(`/reviews/${/\d{4}-\d{2}/.exec(paper)[0]}`);
    await worker.sees('月度复盘由安全员、负责人、审计员和管理员查看。');
  });

  step('is in the words of whoever reads English', async () => {
    await officer.page.evaluate(() => localStorage.setItem('davy.language', 'en'));
    await officer.go(`/stories/alarm/${alarm}`);
    await officer.sees('Duty chain');
    await officer.sees(officer.page.locator('.duty_chain li', { hasText: 'acknowledge the alarm' }).getByText('on time'));
    await officer.is_accessible();
  });

  step('leaves no fault in any page', () => {
    for (const screen of [admin, officer, worker]) screen.is_sound();
  });
});
