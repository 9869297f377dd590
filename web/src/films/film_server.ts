// The server's side of a film on its way. To send a piece is use of the session: a film takes longer than it may lie idle, and whoever sends it waits for it.
import { api, ask, Refused, refused } from '@/api/client';
import { film_address } from './film_address';
import type { FilmServer } from './upload';

const kCsrf = { header: { 'X-Davy': '1' as const } };

export function film_server(signal: AbortSignal): FilmServer {
  return {
    announce: (list) => ask(api.POST('/films', { params: kCsrf, body: list, signal })),
    keep: (film) => ask(api.POST('/films/{name}/keep', { params: { ...kCsrf, path: { name: film } }, signal })),
    send: async (film, number, piece) => {
      const response = await fetch(`${film_address(film)}/pieces/${number}`, { method: 'PUT', headers: { 'X-Davy': '1', 'Content-Type': 'application/octet-stream' }, body: piece, signal }).catch(() => {
        throw new Refused(0, { zh: '服务没有应答，操作未确认', en: 'No answer from the server; nothing is confirmed' });
      });
      if (!response.ok) throw refused(response.status, await response.json().catch(() => null));
    },
  };
}
