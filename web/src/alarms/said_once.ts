// Of alarms that stand below each other, the ones that say what to do: where several in one zone ask for the same, the first says it, and more of them are in sight.
import type { Alarm } from '@/api/types';

export function say_what_to_do(alarms: readonly Pick<Alarm, 'id' | 'zone' | 'acknowledged'>[], response_of: (alarm: Pick<Alarm, 'id'>) => string): Set<number> {
  const said = new Set<string>();
  const found = new Set<number>();
  for (const alarm of alarms) {
    const what = `${alarm.zone}\n${response_of(alarm)}`;
    if (alarm.acknowledged || said.has(what)) continue; // who acknowledged one was told
    said.add(what);
    found.add(alarm.id);
  }
  return found;
}
