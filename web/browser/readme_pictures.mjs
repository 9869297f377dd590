// readme_pictures.mjs [NAME …]: takes the pictures of the README anew, from the demo with what stood open in it, while gas is leaking.
// Those that a story leads to (a permit taken back, an import, a hand-over, a journal verified) come from the pictures of the browser tests.
import { dirname, join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Plant } from './plant.mjs';
import { kDesk, open_browser, Screen } from './screen.mjs';

const kImages = join(dirname(fileURLToPath(import.meta.url)), '../../docs/images');
const kLeak = 'release: {name: valve-house, near: ch4-02, at: [46, 49], strength: 180 %LEL, rise: 4s, decay: 6s, fed-by: xv-101}';
const kPassword = 'a long enough password';
const kAsWide_px = 1200; // as the README shows them
const wanted = (name) => argv.length < 3 || argv.includes(name);

const [plant, browser] = await Promise.all([Plant.start({ first_matters: 'sites/demo/first/matters.json' }), open_browser()]);
let status = 1;
try {
  const first = await Screen.open(browser, plant.url, kDesk);
  await first.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
  const desk = new Screen();
  desk.url = plant.url;
  desk.context = await browser.newContext({ viewport: kDesk, locale: 'zh-CN', deviceScaleFactor: kAsWide_px / kDesk.width });
  desk.page = await desk.context.newPage();
  desk.listen();
  await desk.sign_in('li.na', kPassword);
  const take = (name) => (wanted(name) ? desk.page.screenshot({ path: join(kImages, `${name}.png`) }) : undefined);
  const shows = async (path, what) => {
    await desk.go(path);
    await desk.sees(desk.page.locator(what));
    await desk.sees(/已同步/);
    await desk.page.waitForTimeout(800); // what is read after it
  };

  await desk.go('/');
  plant.happens(kLeak);
  await desk.sees(desk.page.locator('.alarm_card', { hasText: '可燃气体二级报警' }).nth(2), 60_000);
  await desk.page.waitForTimeout(1_500); // the plan follows with its next second
  await take('plan-alarm');
  await shows('/alarms', '.alarm_actions');
  await take('alarms');
  const order = await desk.page.locator('a[href^="/orders/"]').first().getAttribute('href');
  await shows(order, '.work_page .state');
  await take('order');
  await shows('/points', '.points_page tbody tr, table tbody tr');
  await take('points');
  await shows('/risk?zone=tank-farm', '.zone_card');
  await take('risk');
  await shows('/rows', '.stage.reached.last');
  await take('rows');
  status = desk.faults.length === 0 ? 0 : 1;
  for (const fault of desk.faults) console.log(fault);
} finally {
  await browser.close();
  await plant.stop();
}
exit(status);
