// watch_plan.mjs URL LOGIN PASSWORD PICTURE SECONDS: looks at the plan until an alarm stands on it, and takes a picture of that.
// Says "ready" once the plan is in sync, then which zone shows the alarm. Status 1 when none came in time.
import { argv, exit } from 'node:process';
import { kDesk, open_browser, Screen } from './screen.mjs';

const [, , url, login, password, picture, seconds] = argv;
const browser = await open_browser();
let status = 1;
try {
  const screen = await Screen.open(browser, url, kDesk);
  await screen.sign_in(login, password);
  await screen.sees(screen.page.locator('.overview_page'));
  console.log('ready');
  const card = await screen.sees(screen.page.locator('.alarm_card h3', { hasText: /甲烷/ }), Number(seconds) * 1000);
  await screen.page.waitForTimeout(1_500); // the plan follows with its next second
  await screen.page.screenshot({ path: picture });
  console.log((await card.innerText()).trim());
  status = screen.faults.length === 0 ? 0 : 1;
  for (const fault of screen.faults) console.log(fault);
} catch (error) {
  console.log(String(error));
} finally {
  await browser.close();
}
exit(status);
