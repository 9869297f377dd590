// A matter leaves the house as one file: taken from its story, proved from a disk in a browser without a network; and what is done to it is named.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Plant } from './plant.mjs';
import { kDesk, make_accounts, open_browser, photo_of_a_valve, Screen, steps_of } from './screen.mjs';

const kLeak = 'release: {name: valve-house, near: ch4-02, at: [46, 49], strength: 180 %LEL, rise: 4s, decay: 6s, fed-by: xv-101}';
const kPassword = 'a long enough password';
const kPage = join(dirname(fileURLToPath(import.meta.url)), '../public/evidence/verify.html');

const call = (screen, method, path, body, kind = 'application/json') =>
  screen.page.evaluate(
    async ([how, to, what, type]) => {
      const sent = type === 'application/json' ? JSON.stringify(what) : Uint8Array.from(atob(what), (each) => each.charCodeAt(0));
      const answer = await fetch(`/api/v1${to}`, { method: how, headers: { 'X-Davy': '1', 'Content-Type': type }, body: how === 'GET' ? undefined : sent });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [method, path, body, kind],
  );

describe('evidence', () => {
  let plant, browser, folder, admin, officer, worker, reader;
  let order, bundle;
  const step = steps_of('evidence', () => ({ admin, officer, worker, reader }));
  const shown_for = async (name, changed) => {
    const file = join(folder, `${name}.davy-evidence`);
    writeFileSync(file, typeof changed === 'string' ? changed : JSON.stringify(changed));
    await reader.page.locator('#file').setInputFiles(file);
  };
  const attacked = async (name, attack, said) => {
    const changed = structuredClone(bundle);
    attack(changed);
    await shown_for(name, changed);
    await reader.sees('不成立');
    await reader.sees(reader.page.locator('#checks li.bad', { hasText: said }));
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'davy-evidence-'));
    [plant, browser] = await Promise.all([Plant.start(), open_browser()]);
    admin = await Screen.open(browser, plant.url, kDesk);
    await admin.set_up(plant.setup_link, 'li.na', '李娜', kPassword);
    await make_accounts(admin, kPassword, [['wang.qiang', '王强', 'worker', ['operator']], ['zhou.jie', '周杰', 'safety-officer', ['safety-officer']]]);
    officer = await Screen.open(browser, plant.url, kDesk);
    worker = await Screen.open(browser, plant.url, kDesk);
    await officer.sign_in('zhou.jie', kPassword);
    await worker.sign_in('wang.qiang', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  step('is taken from the story of an order, by an officer and not by a worker', async () => {
    plant.happens(kLeak);
    await worker.go('/orders');
    await worker.page.locator('.order_card', { hasText: '可燃气体二级报警' }).first().click();
    await worker.sees('要做什么');
    order = Number(/\d+$/.exec(new URL(worker.page.url()).pathname)[0]);
    const photo = await photo_of_a_valve(browser, { tag: 'XV-101', hue: 205 });
    const kept = await call(worker, 'POST', '/photos', photo.buffer.toString('base64'), photo.mimeType);
    await call(worker, 'POST', `/orders/${order}/accept`, {});
    await call(worker, 'POST', `/orders/${order}/submit`, { note: '紧固 XV-101 法兰', photos: [kept.photo] });
    await worker.go(`/stories/order/${order}`);
    await worker.sees('责任链');
    assert.equal(await worker.page.getByRole('link', { name: '证据包', exact: true }).count(), 0);
    await officer.go(`/stories/order/${order}`);
    const [download] = await Promise.all([officer.page.waitForEvent('download'), officer.page.getByRole('link', { name: '证据包', exact: true }).click()]);
    assert.equal(download.suggestedFilename(), `order-${order}.davy-evidence`);
    bundle = JSON.parse(readFileSync(await download.path(), 'utf8'));
    await officer.is_accessible();
    await officer.picture('evidence_story');
  });

  step('is proved by a page on a disk, in both languages, with its story and photos', async () => {
    cpSync(kPage, join(folder, 'verify.html'));
    reader = await Screen.open(browser, '', kDesk);
    await reader.context.setOffline(true);
    await reader.page.goto(pathToFileURL(join(folder, 'verify.html')).href);
    await shown_for('good', bundle);
    await reader.sees('全部成立 · all holds');
    await reader.sees(/逐条相连/);
    await reader.sees(/each following from the one before/);
    await reader.sees(reader.page.locator('#story li', { hasText: '工单提交' }).filter({ hasText: '紧固 XV-101 法兰' }));
    assert.ok(await reader.page.locator('#photos img').evaluate((image) => image.complete && image.naturalWidth > 100));
    await reader.page.locator('#key').fill(bundle.key);
    await reader.page.locator('#key').blur();
    await reader.sees('密钥正是给定的那一个');
    await reader.is_accessible();
    await reader.picture('evidence_page');
  });

  step('names what was done to it', async () => {
    const at = bundle.records.findIndex((each) => each.kind === 'order.submitted');
    const { seq } = bundle.records[at];
    await attacked('changed', (b) => void (b.records[at].body = b.records[at].body.replace('XV-101', 'XV-102')), `record ${seq}: changed`);
    await attacked('dropped', (b) => void b.records.splice(at, 1), `record ${seq}: missing`);
    await attacked('twice', (b) => void b.records.splice(at, 0, b.records[at]), `record ${seq}: inserted`);
    await attacked('swapped', (b) => void (b.photos[0].base64 = btoa('another picture!')), `photo ${bundle.photos[0].sha256}: changed`);
    await attacked('samples', (b) => void (b.samples[0].text += '1,1,good,3\n'), `samples ${bundle.samples[0].name}: changed`);
    await attacked('manifest', (b) => void (b.manifest = b.manifest.replace('zhou.jie', 'li.na')), 'manifest: bad signature');
    await reader.is_accessible();
    await reader.picture('evidence_page_bad');
    await shown_for('cut', JSON.stringify(bundle).slice(0, -9));
    await reader.sees('不是可验证的证据包');
    await shown_for('good', bundle);
    await reader.page.locator('#key').fill('00'.repeat(32));
    await reader.page.locator('#key').blur();
    await reader.sees(reader.page.locator('#checks li.bad', { hasText: '密钥不是应有的那一个' }));
  });

  step('is proved alike where the browser has no Ed25519 of its own', async () => {
    const judged = await reader.page.evaluate((text) => {
      const { read_bundle, is_signed_by_hand, sha256 } = window.davy_evidence;
      const { manifest, key, signature } = read_bundle(text);
      const bytes = (hex) => Uint8Array.from(hex.match(/../g), (each) => parseInt(each, 16));
      const sized = (raw) => [...new Uint8Array(new BigUint64Array([BigInt(raw.length)]).buffer), ...raw];
      const utf8 = new TextEncoder();
      const digest = sha256(Uint8Array.from([...sized(utf8.encode('davy-manifest-1')), ...sized(utf8.encode(manifest))]));
      const wrong = bytes(signature);
      wrong[7] ^= 1;
      return [is_signed_by_hand(bytes(key), digest, bytes(signature)), is_signed_by_hand(bytes(key), digest, wrong)];
    }, JSON.stringify(bundle));
    assert.deepEqual(judged, [true, false]);
  });

  step('is proved by the page that davyd serves, under its own policy', async () => {
    await reader.context.setOffline(false);
    await reader.page.goto(`${plant.url}/evidence/verify.html`);
    await shown_for('good', bundle);
    await reader.sees('全部成立 · all holds');
    for (const screen of [admin, officer, worker, reader]) screen.is_sound();
  });
});
