// What the console's landing page costs: bytes over the wire, and the time until it can be used on a CPU slowed fourfold, beside the sign-in page of the same server.
//
//   node browser/landing_bench.mjs [--json]      the programs of DAVY_PROGRAMS, else build/release/bin; the console of web/dist
//
// Usable: the plan is drawn, the live feed says in sync, and no task has held the main thread for 50 ms or more since. Each round is a new browser context
// without cache; service workers are off, so that what they fetch for later is not counted.
import { open_browser } from './screen.mjs';
import { Plant } from './plant.mjs';

const kRounds = 5;
const kSlowed = 4;
const kQuietMs = 1_000;
const kPassword = 'long enough to be safe';

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function measure(browser, url, path, state, is_usable) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block', storageState: state });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.long_tasks = [];
    new PerformanceObserver((list) => list.getEntries().forEach((task) => window.long_tasks.push(task.startTime + task.duration))).observe({ type: 'longtask', buffered: true });
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: kSlowed });
  let bytes = 0;
  devtools.on('Network.loadingFinished', (done) => (bytes += done.encodedDataLength));
  await page.goto(url + path, { waitUntil: 'commit' });
  const seen_ms = await page.waitForFunction(is_usable).then((handle) => handle.jsonValue());
  await page.waitForTimeout(kQuietMs);
  const last_task_ms = await page.evaluate(() => Math.max(0, ...window.long_tasks));
  await context.close();
  return { kb: bytes / 1000, interactive_ms: Math.max(seen_ms, last_task_ms) };
}

async function run() {
  const browser = await open_browser();
  const plant = await Plant.start();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(plant.setup_link);
    for (const [name, value] of Object.entries({ login: 'admin', name: 'Admin', password: kPassword, again: kPassword })) await page.locator(`[name=${name}]`).fill(value);
    await page.locator('button.primary').click();
    await page.locator('.status_bar').waitFor();
    const state = await context.storageState();
    await context.close();

    const landing = () => document.querySelector('.plan_view .leaflet-container, .plan_view svg') && /已同步|In sync/.test(document.body.innerText) && performance.now();
    const sign_in = () => document.querySelector('[name=password]') && performance.now();
    const rounds = [];
    const floors = [];
    for (let i = 0; i < kRounds; ++i) {
      rounds.push(await measure(browser, plant.url, '/', state, landing));
      floors.push(await measure(browser, plant.url, '/login', undefined, sign_in));
    }
    return {
      kb: Math.round(median(rounds.map((r) => r.kb))),
      interactive_ms: Math.round(median(rounds.map((r) => r.interactive_ms))),
      interactive_ms_worst: Math.round(Math.max(...rounds.map((r) => r.interactive_ms))),
      sign_in_kb: Math.round(median(floors.map((r) => r.kb))),
      sign_in_ms: Math.round(median(floors.map((r) => r.interactive_ms))),
    };
  } finally {
    await plant.stop();
    await browser.close();
  }
}

const found = await run();
if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'landing', params: { cpu_slowed: kSlowed, rounds: kRounds }, figures: found }));
else for (const [name, value] of Object.entries(found)) console.log(`${name.padEnd(24)} ${value}`);
