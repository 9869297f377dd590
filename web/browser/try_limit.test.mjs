// A limit is tried on history before anybody lives under it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kPassword = 'a long enough password';
const kLeak = 'release: {name: reactor, near: ch4-09, strength: 45 %LEL, rise: 2s, decay: 4s}';
const kEnd = 'end-release: reactor';

describe('a limit on history', () => {
  let plant, browser, desk;

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    desk = await Screen.open(browser, plant.url, kDesk);
    await desk.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
    plant.happens(kLeak);
    await desk.go('/points/ch4-09');
    await desk.sees(desk.page.locator('.point_page table a[href^="/alarms/"]'));
    plant.happens(kEnd);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  it('is tried from the page of its point, and says when it would have rung', async () => {
    await desk.page.getByRole('link', { name: '试算限值' }).click();
    await desk.field('limit').fill('4');
    await desk.field('delay').fill('20');
    await desk.field('days').selectOption('7');
    await desk.presses('试算');
    await desk.sees(desk.page.locator('.try_limit .grid'));
    await desk.sees(/改为.*限值 4.*延时 20/s);
    await desk.sees(/现行.*会报警 1 次/s);
    const rang = Number(await desk.page.locator('.try_limit .grid button.now b').textContent());
    assert.equal(rang, 1);
    await desk.page.locator('.try_limit .grid button.now').click();
    await desk.sees(desk.page.locator('.try_limit .moments button[aria-pressed=true]'));
    await desk.sees(desk.page.locator('.try_limit canvas'));
    await desk.picture('try_limit_desk');
    await desk.fits();
    await desk.is_accessible();
  });

  it('rings less with a higher limit, down to never', async () => {
    const counts = await desk.page.locator('.try_limit .grid tbody tr').evaluateAll((rows) => rows.map((row) => Number(row.querySelector('td b').textContent)));
    assert.ok(counts.length > 2);
    assert.ok(counts.every((count, i) => i === 0 || counts[i - 1] <= count + 1), `${counts}`);
    assert.equal(counts[0], 0, 'the highest limit was never reached');
    await desk.page.locator('.try_limit .grid tbody tr').first().getByRole('button').first().click();
    await desk.sees('这段时间不会报警。');
  });

  it('is tried at once where a proposal leads here, dead-band and all', async () => {
    await desk.go('/points/ch4-09/try?deadband=3&run=1');
    await desk.sees(/改为.*死区 3/s);
    await desk.sees(/现行.*会报警 1 次/s);
    assert.equal(await desk.field('deadband').inputValue(), '3');
  });

  it('leads on to what it asks of each duty, with the lines for the files', async () => {
    await desk.page.getByRole('link', { name: '对各值班岗位的影响与写入文件的内容' }).click();
    await desk.sees(desk.page.locator('.try_rule .duty_loads tbody tr'));
    assert.equal(await desk.field('deadband').inputValue(), '3');
    assert.match(await desk.field('yaml').inputValue(), /points: \[ch4-09\]\n[^]*deadband: 3\n/);
  });

  // With the mouse, from one part of the width to another; again where the hand slipped off.
  async function draws_over(from, until) {
    for (let tries = 5; ; --tries) {
      await desk.page.locator('.point_trend .frame').scrollIntoViewIfNeeded();
      const over = await desk.page.locator('.point_trend .u-over').boundingBox();
      if (over) {
        await desk.page.mouse.move(over.x + over.width * from, over.y + 40);
        await desk.page.mouse.down();
        await desk.page.mouse.move(over.x + over.width * until, over.y + 60, { steps: 5 });
        await desk.page.mouse.up();
      }
      const drawn = await desk.page.waitForURL(/from=.*until=/, { timeout: 5_000 }).then(() => true, () => false);
      if (drawn || tries === 1) return assert.ok(drawn, 'a stretch was chosen');
    }
  }

  it('stands on a trend that is looked at closer, and follows now again', async () => {
    await desk.go('/points/ch4-09');
    await desk.sees(desk.page.locator('.point_trend .frame[aria-busy=false] canvas'));
    await draws_over(0.5, 0.9);
    const span = () => { const query = new URL(desk.page.url()).searchParams; return Date.parse(query.get('until')) - Date.parse(query.get('from')); };
    const drawn_ms = span();
    assert.ok(Math.abs(drawn_ms - 0.4 * 15 * 60_000) < 30_000, `${drawn_ms} ms of fifteen minutes`);
    await desk.presses('放大');
    await desk.page.waitForFunction((before) => { const query = new URL(location.href).searchParams; return Date.parse(query.get('until')) - Date.parse(query.get('from')) < before * 0.6; }, drawn_ms);
    await desk.presses('跟随现在');
    await desk.page.waitForFunction(() => !location.search.includes('from='));
  });

  it('so is a rule that stands in no file: a mistake is shown at its sign, a sound one with what it asks of each duty and what to paste', async () => {
    await desk.go('/points/ch4-09');
    await desk.page.getByRole('link', { name: '试算规则' }).click();
    await desk.field('id').fill('above-three');
    await desk.field('kind').selectOption('expression');
    await desk.field('text').fill('valu > 3 %LEL');
    await desk.field('days').selectOption('7');
    await desk.presses('试算');
    await desk.sees(desk.page.locator('.try_rule .pointed'));
    await desk.sees('表达式第 1 个字符');
    await desk.sees('是否指 value？');
    await desk.field('text').fill('value > 3 %LEL');
    await desk.presses('试算');
    await desk.sees(desk.page.locator('.try_rule .grid'));
    assert.ok(Number(await desk.page.locator('.try_rule .grid button.now b').textContent()) > 0, 'the leak was above it');
    assert.ok((await desk.page.locator('.try_rule .duty_loads tbody tr').count()) > 0);
    assert.match(await desk.field('yaml').inputValue(), /id: above-three\n {4}when: "value > 3 %LEL"\n/);
    await desk.picture('try_rule_desk');
    await desk.fits();
    await desk.is_accessible();
  });

  it('stands on a phone', async () => {
    const phone = await Screen.open(browser, plant.url, kPhone);
    await phone.sign_in('li.na', kPassword);
    await phone.go('/points/ch4-09/try');
    await phone.presses('试算');
    await phone.sees(phone.page.locator('.try_limit .grid'));
    await phone.picture('try_limit_phone');
    await phone.fits();
    await phone.is_accessible();
    phone.is_sound();
    desk.is_sound();
  });
});
