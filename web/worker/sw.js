// The console without a network: its own files, the plant's description, nothing that could be stale and look alive. Readings, alarms and orders are never
// kept here; a page that cannot hear davyd says so.
//
// FILES and VERSION are filled in by vite.config.ts.
const kFiles = FILES;
const kShell = 'davy.shell.VERSION';
const kPlant = 'davy.plant';
const kOfPlant = ['/api/v1/site', '/api/v1/site/plan.svg'];

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(kShell).then((cache) => cache.addAll(['/', ...kFiles])));
});

self.addEventListener('activate', (event) => {
  const over = (names) => names.filter((name) => name.startsWith('davy.shell.') && name !== kShell);
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(over(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => kept(kShell, '/')));
  else if (kFiles.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((found) => found ?? fetch(request)));
  else if (kOfPlant.includes(url.pathname)) event.respondWith(newest(request, url.pathname));
});

// From davyd when it answers, else as it was last.
async function newest(request, path) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(kPlant)).put(path, answer.clone());
    return answer;
  } catch (error) {
    const found = await kept(kPlant, path);
    if (found) return found;
    throw error;
  }
}

async function kept(name, path) {
  return (await caches.open(name)).match(path);
}
