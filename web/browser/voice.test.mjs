// A voice note at a check: spoken on the phone, sent, and heard by somebody else; and a phone whose microphone may not be used, which sends the check without.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { Plant } from './plant.mjs';
import { is_kept, kDesk, kMicrophone, kPhone, make_accounts, open_browser, Screen, steps_of } from './screen.mjs';

const kPassword = 'a long enough password';

describe('a voice note', () => {
  let plant, browser, officer, phone;
  let level, pressure; // checks
  const step = steps_of('voice', () => ({ officer, phone }));

  const ask = (path) => officer.page.evaluate(async (from) => (await fetch(`/api/v1${from}`)).json(), path);
  const chooses = (result) => phone.page.locator('.results label', { hasText: result }).click();
  const sends = () => phone.page.getByRole('button', { name: '记录', exact: true }).click();
  // The length that a listener sees; null while the browser does not know it.
  const length_s = (screen) =>
    screen.page.locator('audio').evaluate(
      (audio) =>
        new Promise((done) => {
          const look = () => (Number.isFinite(audio.duration) && audio.currentTime === 0 ? done(audio.duration) : setTimeout(look, 50));
          setTimeout(() => done(null), 30_000);
          look();
        }),
    );

  before(async () => {
    [plant, browser] = await Promise.all([Plant.start(), open_browser(kMicrophone)]);
    officer = await Screen.open(browser, plant.url, kDesk);
    await officer.set_up(plant.setup_link, 'zhou.jie', '周杰', kPassword);
    await make_accounts(officer, kPassword, [['wang.qiang', '王强', 'worker', ['operator']]]);
    [level, pressure] = await Promise.all(['tank-level-control', 'tank-pressure-control'].map(async (measure) => (await ask(`/checks?measure=${measure}`)).items[0]));
    phone = await Screen.open(browser, plant.url, kPhone);
    await phone.sign_in('wang.qiang', kPassword);
  });
  after(async () => {
    await browser?.close();
    await plant?.stop();
  });

  step('cannot be spoken where the microphone is refused, which is said calmly; the check is sent without', async () => {
    await phone.go(`/checks/${pressure.id}`);
    await phone.presses('录语音说明');
    await phone.sees(/浏览器没有得到使用麦克风的许可/);
    await phone.at_all_sizes('voice_refused');
    await chooses('其他');
    await phone.field('note').fill('现场嘈杂，改用文字');
    await sends();
    await phone.sees('已送达');
    const { records } = await ask(`/checks/${pressure.id}`);
    assert.deepEqual(records.map(({ by, note, voice }) => [by, note, voice]), [['wang.qiang', '现场嘈杂，改用文字', null]]);
  });

  step('is spoken at a check, and heard before it is sent', async () => {
    await phone.context.grantPermissions(['microphone'], { origin: plant.url });
    await phone.go(`/checks/${level.id}`);
    await phone.presses('录语音说明');
    await phone.sees(/正在录音，最长/);
    await phone.is_accessible();
    await phone.picture('voice_recording');
    await phone.sees(/结束录音（([2-9]|\d\d|\d+ 分)/);
    await phone.presses(/结束录音/);
    await phone.sees(phone.page.locator('audio'));
    const spoken = await length_s(phone);
    assert.ok(spoken > 1.5, `${spoken} s`);
    await phone.at_all_sizes('voice_spoken');
  });

  step('is there again after the page was left', async () => {
    await is_kept(phone, ['davy.round', 'begun'], ({ voice }) => voice);
    await phone.page.reload();
    await phone.sees('已恢复上次填写的内容');
    assert.ok((await length_s(phone)) > 1.5);
  });

  step('goes with the check, and is heard from its page', async () => {
    await chooses('其他');
    await phone.field('note').fill('液位计有异响，见语音');
    await sends();
    await phone.sees('已送达');
    const { records } = await ask(`/checks/${level.id}`);
    assert.match(records[0].voice, /^[0-9a-f]{64}$/);

    await officer.go(`/checks/${level.id}`);
    await officer.sees('液位计有异响，见语音');
    const heard = await length_s(officer);
    assert.ok(heard > 1.5, `${heard} s`);
    await officer.page.locator('audio').evaluate((audio) => (audio.muted = true) && audio.play());
    await officer.page.waitForFunction(() => globalThis.document.querySelector('audio').currentTime > 0.3);
    const kept = await officer.page.evaluate(async (name) => {
      const answer = await fetch(`/api/v1/voices/${name}`);
      return [answer.headers.get('Content-Type'), (await answer.arrayBuffer()).byteLength > 2000];
    }, records[0].voice);
    assert.deepEqual(kept, ['audio/webm', true]);
    await officer.at_all_sizes('voice_heard');
  });

  step('leaves no fault in any page', () => {
    for (const screen of [officer, phone]) screen.is_sound();
  });
});
