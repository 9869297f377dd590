// A browser window as a person has it before them, on the desk or in the hand. Whatever goes wrong in the page fails the test.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const kHere = dirname(fileURLToPath(import.meta.url));
const kPictures = join(kHere, '../test-results');
const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kFlags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--autoplay-policy=user-gesture-required'];

const kPatience_ms = 40_000; // also on a machine that stands still for some of them

export const kDesk = { width: 1440, height: 900 };
export const kPhone = { width: 390, height: 844 };
const kSizes = [{ width: 360, height: 740 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];

// With a microphone that beeps.
export const kMicrophone = ['--use-fake-device-for-media-stream'];

export async function open_browser(more = []) {
  mkdirSync(kPictures, { recursive: true });
  return chromium.launch({ executablePath: process.env.DAVY_CHROMIUM ?? '/usr/bin/chromium', args: [...kFlags, ...more] });
}

export class Screen {
  static async open(browser, url, viewport, scheme = 'light') {
    const screen = new Screen();
    const phone = viewport === kPhone;
    screen.url = url;
    screen.context = await browser.newContext({ viewport, colorScheme: scheme, locale: 'zh-CN', isMobile: phone, hasTouch: phone, deviceScaleFactor: phone ? 2 : 1 });
    screen.page = await screen.context.newPage();
    screen.listen();
    return screen;
  }

  listen() {
    this.page.setDefaultTimeout(kPatience_ms);
    this.faults = [];
    this.page.on('pageerror', (error) => this.faults.push(error.stack));
    // Refused requests and broken connections are shown to the person; what they say to the log is no fault of the page.
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) this.faults.push(message.text());
    });
  }

  async go(path) {
    await this.page.goto(this.url + path);
  }

  // Within the console, without loading it again; a link's name may go on with a count.
  async follow(name) {
    await this.page.getByRole('navigation', { name: /主导航|Main navigation/ }).getByRole('link', { name: typeof name === 'string' ? new RegExp(`^${name}`) : name }).click();
  }

  async sees(text, patience_ms = kPatience_ms) {
    const found = typeof text === 'string' || text instanceof RegExp ? this.page.getByText(text).first() : text.first();
    await found.waitFor({ state: 'visible', timeout: patience_ms });
    return found;
  }

  async sees_no(text) {
    const found = typeof text === 'string' || text instanceof RegExp ? this.page.getByText(text).first() : text.first();
    await found.waitFor({ state: 'hidden', timeout: kPatience_ms });
  }

  field(name) {
    return this.page.locator(`[name=${name}]`);
  }

  async presses(name) {
    await this.page.getByRole('button', { name }).first().click();
  }

  // The first person of a plant, by its setup link.
  async set_up(link, login, name, password) {
    await this.page.goto(link);
    await this.field('login').fill(login);
    await this.field('name').fill(name);
    await this.field('password').fill(password);
    await this.field('again').fill(password);
    await this.presses('创建并登录');
    await this.sees('已同步');
  }

  async sign_in(login, password) {
    await this.go('/');
    await this.field('login').fill(login);
    await this.field('password').fill(password);
    await this.presses('登录');
    await this.sees('已同步');
  }

  async picture(name) {
    await this.page.screenshot({ path: join(kPictures, `${name}.png`) });
  }

  // As a small phone, a tablet and a desk show it: nothing is too wide, everything accessible, a picture of each.
  async at_all_sizes(name) {
    const before = this.page.viewportSize();
    for (const viewport of kSizes) {
      await this.page.setViewportSize(viewport);
      await this.sees(/已同步|In sync/); // a console that is not dims what it shows
      await this.fits();
      await this.is_accessible();
      await this.picture(`${name}_${viewport.width}`);
    }
    await this.page.setViewportSize(before);
  }

  // WCAG 2.1 AA, as far as a program can tell. Looked at again where it fails: a console that has heard nothing for some seconds dims what it shows.
  async is_accessible() {
    await this.page.evaluate(kAxe);
    for (let tries = 3; ; --tries) {
      // What is fading has the contrast of neither of its ends.
      await this.page.waitForFunction(() => !globalThis.document.getAnimations().some((each) => each instanceof globalThis.CSSTransition && each.playState === 'running'));
      const { violations } = await this.page.evaluate(() =>
        globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], preload: false }),
      );
      if (violations.length === 0) return;
      const told = violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map((n) => `    ${n.target.join(' ')}  ${n.failureSummary?.split('\n')[1]}`).join('\n')}`);
      if (tries === 1) assert.deepEqual(told, [], `accessibility of ${this.page.url()}`);
      await this.page.waitForTimeout(2_000);
    }
  }

  // Nothing is wider than the screen.
  async fits() {
    const { inner, scroll } = await this.page.evaluate(() => ({ inner: innerWidth, scroll: document.documentElement.scrollWidth }));
    assert.ok(scroll <= inner, `${this.page.url()} is ${scroll} pixels wide on a screen of ${inner}`);
  }

  is_sound() {
    assert.deepEqual(this.faults, []);
  }
}

// A phone of its own, whose memory outlives its browser.
export async function open_phone(memory, url, more = []) {
  const screen = new Screen();
  screen.url = url;
  screen.context = await chromium.launchPersistentContext(memory, { executablePath: process.env.DAVY_CHROMIUM ?? '/usr/bin/chromium', args: [...kFlags, ...more], viewport: kPhone, locale: 'zh-CN', isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
  screen.page = screen.context.pages()[0] ?? (await screen.context.newPage());
  screen.listen();
  return screen;
}

// The first person makes accounts for others, in the page: [login, name, role, posts].
export async function make_accounts(screen, password, people) {
  const made = await screen.page.evaluate(
    ([all, secret]) =>
      Promise.all(
        all.map(async ([login, name, role, posts]) => {
          const body = JSON.stringify({ name, role, posts, password: secret });
          return (await fetch(`/api/v1/accounts/${login}`, { method: 'PUT', headers: { 'X-Davy': '1', 'Content-Type': 'application/json' }, body })).status;
        }),
      ),
    [people, password],
  );
  assert.ok(made.every((status) => status === 200 || status === 201), made.join());
}

// Looks again while what is compared changes under the eye: a list may grow between two looks at it.
export async function agrees(compare, tries = 5) {
  for (let left = tries; ; --left)
    try {
      return await compare();
    } catch (error) {
      if (left <= 1 || error.code !== 'ERR_ASSERTION') throw error;
      await new Promise((done) => setTimeout(done, 1_000));
    }
}

// How long the machine has stood still since: what others do meanwhile takes that much longer.
export function standstill() {
  const kEvery_ms = 50;
  let [stood_ms, before] = [0, performance.now()];
  const look = setInterval(() => {
    const now = performance.now();
    stood_ms += Math.max(0, now - before - 2 * kEvery_ms);
    before = now;
  }, kEvery_ms).unref();
  return () => (clearInterval(look), stood_ms);
}

// Twice, with a moment between, as one does who means it; and again where the first press was forgotten meanwhile.
export async function confirms(screen, word) {
  const button = screen.page.locator('.confirm_button', { hasText: word });
  const armed = screen.page.locator('.confirm_button', { hasText: '再按一次确认' });
  for (let tries = 0; tries < 5; ++tries) {
    if (!(await armed.isVisible())) await button.click({ timeout: tries === 0 ? kPatience_ms : 3_000 }).catch((error) => assert.ok(tries > 0, error.message));
    if (!(await armed.waitFor({ state: 'visible', timeout: 3_000 }).then(() => true, () => false))) {
      if (await button.isVisible()) continue;
      return; // on a slow machine one press was as long as one that is held
    }
    await screen.page.waitForTimeout(400);
    await armed.click({ timeout: 2_000 }).catch(() => undefined);
    await screen.page.waitForTimeout(100);
    if (!(await armed.isVisible())) return;
  }
  assert.fail(`${word} was not confirmed`);
}

// What a page keeps for its next life is on the disk once `is_so` of everything that this device keeps in the store.
export async function is_kept(screen, [database, store], is_so) {
  for (const end = Date.now() + kPatience_ms; ; await screen.page.waitForTimeout(100)) {
    const kept = await screen.page.evaluate(
      async ([name, from]) =>
        (await indexedDB.databases()).some((each) => each.name === name) &&
        new Promise((done, fail) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => fail(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction(from).objectStore(from).getAll();
            all.onerror = () => fail(all.error);
            all.onsuccess = () => (opening.result.close(), done(all.result.map((each) => ({ ...each, photos: each.photos?.length ?? 0, voice: Boolean(each.voice), signature: Boolean(each.signature) }))));
          };
        }),
      [database, store],
    );
    if (kept && kept.some(is_so)) return;
    assert.ok(Date.now() < end, `kept is only ${JSON.stringify(kept)}`);
  }
}

// The steps of a story. A step needs the ones before it: the first that fails ends the story, with a picture of what each person had before them.
export function steps_of(story, screens) {
  let stopped_at = null;
  return (name, live) =>
    it(name, async () => {
      assert.equal(stopped_at, null, 'the story ended before');
      stopped_at = name;
      await Promise.resolve().then(live).catch(async (error) => {
        for (const [who, screen] of Object.entries(screens())) await screen?.picture(`failed_${story}_${who}`).catch(() => undefined);
        throw error;
      });
      stopped_at = null;
    });
}

// A photo as a worker would take it: a valve with its tag, drawn by the browser.
export async function photo_of_a_valve(browser, { tag, hue }) {
  const page = await browser.newPage({ viewport: { width: 2000, height: 1500 } });
  await page.setContent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" width="2000" height="1500">
    <defs><linearGradient id="g" x2="0" y2="1"><stop offset="0" stop-color="hsl(${hue} 12% 78%)"/><stop offset="1" stop-color="hsl(${hue} 14% 46%)"/></linearGradient>
    <linearGradient id="p" x2="0" y2="1"><stop offset="0" stop-color="#777"/><stop offset=".4" stop-color="#ddd"/><stop offset="1" stop-color="#555"/></linearGradient></defs>
    <rect width="400" height="300" fill="url(#g)"/><rect y="140" width="400" height="46" fill="url(#p)"/>
    <rect x="126" y="126" width="16" height="74" fill="#888" stroke="#444"/><rect x="258" y="126" width="16" height="74" fill="#888" stroke="#444"/>
    <path d="M142 138h30l28 24 28-24h30v50h-30l-28-24-28 24h-30z" fill="#3a6b8c" stroke="#1d3a4e" stroke-width="2"/><rect x="194" y="86" width="12" height="66" fill="#999" stroke="#444"/>
    <ellipse cx="200" cy="84" rx="52" ry="12" fill="none" stroke="#a33" stroke-width="9"/><path d="M150 84h100M200 73v22" stroke="#a33" stroke-width="6"/>
    <rect x="286" y="206" width="84" height="34" rx="3" fill="#f5e6b0" stroke="#876"/><text x="328" y="229" font-family="sans-serif" font-size="19" text-anchor="middle">${tag}</text></svg>`);
  const buffer = await page.screenshot({ type: 'jpeg', quality: 85, clip: { x: 8, y: 8, width: 1980, height: 1480 } });
  await page.close();
  return { name: `${tag}.jpg`, mimeType: 'image/jpeg', buffer };
}
