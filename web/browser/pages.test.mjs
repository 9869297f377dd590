// Every page of the console, at the desk in both languages and in the hand: nothing wider than the screen; in one language at each, WCAG 2.1 AA as far as a program can tell.
import { after, before, test } from 'node:test';
import { Plant } from './plant.mjs';
import { kDesk, kPhone, open_browser, Screen } from './screen.mjs';

const kPassword = 'correct horse battery';
const kPages = [
  '/', '/today', '/scan', '/labels', '/labels?zone=tank-farm', '/places/tank-farm', '/risk', '/risk?zone=tank-farm', '/materials', '/alarms', '/alarms?which=set-aside', '/alarms/load', '/orders', '/hazards', '/hazards?which=over', '/hazards/new', '/incidents', '/incidents?which=closed&exercise=drill', '/incidents/new', '/incidents/new?zone=tank-farm&exercise=drill', '/round', '/checks', '/checks?state=all', '/checks/seeds', '/devices', '/devices?which=care', '/devices/plc-01', '/trainings', '/trainings?view=everybody', '/trainings?view=hours', '/records/course', '/records/question/-/new', '/records/course-section/-/new', '/merits', '/kpi', '/kpi?by=zone', '/kpi/obligations?metric=warning-timeliness', '/kpi/notices', '/kpi/risks', '/site-rules', '/reviews', `/reviews/${new Date().toISOString().slice(0, 7)}`, '/journal?record=1', '/points', '/points/ch4-01', '/points/ch4-01/try', '/points/ch4-01/rule', '/conditions/ch4-01:high', '/rows', '/modes', '/records', '/records/person', 
  '/records/person/liu-fang', '/records/anchor-point', '/records/supply/-/new', '/records/supply/-/import', '/notices', '/journal', '/ingest', '/accounts', '/security', '/reads', '/more', '/no-such-page',
];
let plant, browser;

before(async () => {
  [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
  const first = await Screen.open(browser, plant.url, kDesk);
  await first.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
  await first.context.close();
});
after(async () => {
  await browser?.close();
  await plant?.stop();
});

for (const [name, viewport, scheme, languages] of [['the desk', kDesk, 'light', ['zh', 'en']], ['the hand', kPhone, 'dark', ['en']]])
  test(`every page at ${name}`, async () => {
    const screen = await Screen.open(browser, plant.url, viewport, scheme);
    await screen.sign_in('li.na', kPassword);
    for (const language of languages) {
      await screen.page.evaluate((chosen) => localStorage.setItem('davy.language', chosen), language);
      for (const path of kPages) {
        await screen.go(path);
        await screen.sees(screen.page.locator('h1'));
        await screen.fits();
        if (language === languages[0]) await screen.is_accessible(); // which no language changes
      }
    }
    screen.is_sound();
    await screen.context.close();
  });
