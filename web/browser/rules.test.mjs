// Rules are tried on history before anybody lives under them: what would end chatter, and the files of a site.
import { after, before, describe, it } from 'node:test';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kPassword = 'a long enough password';
const kSite = join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'sites/demo');

function site_files(change = (text) => text) {
  return readdirSync(kSite, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(change(readFileSync(join(kSite, name), 'utf8'))) }));
}

describe('rules on history', () => {
  let plant, browser, desk;

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    desk = await Screen.open(browser, plant.url, kDesk);
    await desk.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
    for (const power of ['off', 'on', 'off', 'on']) {
      plant.happens(`device: {device: gds-01, power: ${power}}`);
      await new Promise((done) => setTimeout(done, 6_000));
      await rings(power === 'off');
    }
  });
  // Davy has heard of it, however slow the machine is: an alarm of the device stands, or none does any more.
  async function rings(wanted) {
    const standing = () =>
      desk.page.evaluate(async () => {
        const [{ points }, { items }] = await Promise.all(['/devices/gds-01', '/alarms?limit=500'].map(async (from) => (await fetch(`/api/v1${from}`)).json()));
        return items.filter((alarm) => alarm.active && points.includes(alarm.point)).length;
      });
    for (const end = Date.now() + 60_000; (await standing()) > 0 !== wanted; await desk.page.waitForTimeout(200)) if (Date.now() > end) throw new Error(`the alarms of gds-01 ${wanted ? 'do not come' : 'stay'}`);
  }
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  it('says what would end chatter, or why nothing is proposed', async () => {
    await desk.go('/alarms/load');
    await desk.presses('计算建议');
    await desk.sees(desk.page.locator('.proposals .found li'), 60_000);
    await desk.sees(/应当检修，而不是延时/);
    await desk.picture('proposals_desk');
    await desk.fits();
    await desk.is_accessible();
  });

  it('takes the delay of a proposal to the page where it is tried', async () => {
    await desk.go('/points/ch4-09/try?delay=20');
    await desk.sees(desk.page.locator('.try_limit'));
    if ((await desk.field('delay').inputValue()) !== '20') throw new Error('the delay is not filled in');
  });

  it('checks the files of a site, and says what each duty is asked', async () => {
    await desk.follow('检查配置');
    await desk.field('files').setInputFiles(site_files());
    await desk.sees(/配置正确；观察时间太短/, 60_000);
    await desk.sees(desk.page.locator('.site_check tbody tr'));
    await desk.picture('site_check_desk');
    await desk.fits();
    await desk.is_accessible();
  });

  it('names each mistake with its place', async () => {
    await desk.field('files').setInputFiles(site_files((text) => text.replace('zone: tank-farm', 'zone: tank-fram')));
    await desk.sees(/处错误：站点无法启动/, 60_000);
    await desk.sees('是否指 tank-farm？');
    await desk.picture('site_check_errors_desk');
    await desk.is_accessible();
    desk.is_sound();
  });

  it('stands on a phone', async () => {
    const phone = await Screen.open(browser, plant.url, kPhone);
    await phone.sign_in('li.na', kPassword);
    await phone.go('/site-check');
    await phone.field('files').setInputFiles(site_files());
    await phone.sees(/配置正确；观察时间太短/, 60_000);
    await phone.picture('site_check_phone');
    await phone.fits();
    await phone.is_accessible();
    await phone.go('/alarms/load');
    await phone.presses('计算建议');
    await phone.sees(phone.page.locator('.proposals .found li'), 60_000);
    await phone.picture('proposals_phone');
    await phone.fits();
    await phone.is_accessible();
    phone.is_sound();
  });
});
