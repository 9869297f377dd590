// A flood: two gas controllers fall out at once. People see causes, counts and what is new, and no wall of lines.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Plant } from './plant.mjs';
import { agrees, kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kPassword = 'a long enough password';
const kWall = { width: 1920, height: 1080 };

describe('a flood of alarms', () => {
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

  it('is shown as causes with counts on the desk, the phone and the wall', async () => {
    for (const device of ['gds-01', 'gds-02', 'rtu-01']) {
      plant.happens(`device: {device: ${device}, power: off}`);
      await new Promise((done) => setTimeout(done, 300));
    }
    await desk.follow('报警');
    await desk.sees('报警泛滥', 60_000);
    await desk.sees(desk.page.locator('.flood_view .bundle'));
    await agrees(async () => {
      const lines = await desk.page.locator('.flood_view .bundle').count();
      const standing = Number(await desk.page.locator('.flood_view .counts b').nth(1).textContent());
      assert.ok(standing > 10, `${standing} alarms stand`);
      assert.ok(lines > 0 && lines < standing / 2, `${lines} lines for ${standing} alarms`);
    }, 20);
    await desk.picture('flood_desk');
    await desk.is_accessible();
    for (const [name, size] of [['phone', kPhone], ['wall', kWall]]) {
      const screen = await Screen.open(browser, plant.url, size);
      await screen.sign_in('li.na', kPassword);
      await screen.go('/alarms');
      await screen.sees(screen.page.locator('.flood_view .bundle'));
      await screen.picture(`flood_${name}`);
      await screen.is_accessible();
      await screen.context.close();
    }
  });

  it('opens a cause, and gives the list on request', async () => {
    await desk.page.locator('.flood_view .bundle summary').first().click();
    await desk.sees(desk.page.locator('.flood_view .bundle details[open] tbody tr'));
    await desk.page.getByRole('link', { name: '按列表显示' }).click();
    await desk.sees(desk.page.locator('.alarm_table'));
    assert.equal(await desk.page.locator('.flood_view').count(), 0);
    await desk.page.getByRole('link', { name: '按原因显示' }).click();
    await desk.sees(desk.page.locator('.flood_view'));
  });
});
