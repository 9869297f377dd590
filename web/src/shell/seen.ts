// Tells the server that a notice is on a screen in front of a person. The caller vouches for that: the page is visible, the notice on it.
import { onUnmounted, ref, type Ref } from 'vue';
import { api, ask, Refused } from '@/api/client';
import { kCsrf } from '@/session/session_store';

const told = new Set<number>();

export function see(id: number): void {
  if (told.has(id)) return;
  told.add(id);
  void ask(api.POST('/notices/{id}/seen', { params: { ...kCsrf, path: { id } } })).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 0) told.delete(id); // said again the next time that it is shown
  });
}

// Whether the page is in front of the person, as far as the browser knows.
export function use_visible(): Ref<boolean> {
  const visible = ref(document.visibilityState === 'visible');
  const look = () => (visible.value = document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', look);
  onUnmounted(() => document.removeEventListener('visibilitychange', look));
  return visible;
}
