// The reasons of a zone's risk with the names of this site and what is seen of them now.
import { onMounted } from 'vue';
import { api, ask } from '@/api/client';
import type { RiskReason, RiskTerm } from '@/api/types';
import { use_live } from '@/live/live_store';
import { use_load } from '@/parts/load';
import { use_records } from '@/records/record_store';
import { use_words } from '@/text/words';
import { reason_of, type Reason, type ReasonNames } from './reason';

export function use_reasons() {
  const live = use_live();
  const records = use_records();
  const { t, text, zone, row, condition, device, reading } = use_words();
  const facts = use_load(() => ask(api.GET('/facts')));
  onMounted(facts.load);

  function failure(watch: string): string {
    const cause = watch.includes(':') ? condition_failure(watch) : row_failure(watch);
    return cause ? t(`terms.cause.${cause}`) : '';
  }
  function row_failure(name: string): string | null {
    const status = live.board.rows.get(name);
    if (!status) return null;
    return status.bypass ? 'row-bypassed' : 'effect-exhausted';
  }
  function condition_failure(name: string): string | null {
    const alarm = live.alarm_of.get(name);
    if (!alarm) return null;
    if (alarm.out_of_service) return 'condition-out-of-service';
    return alarm.blind ? 'condition-blind' : 'condition-true';
  }
  function reading_of(name: string): string {
    const point = name.split(':')[0]!;
    return reading(point, live.board.points.get(point)?.value);
  }
  const names: ReasonNames = {
    t, record: records.label, zone, row, condition, device, reading: reading_of, failure,
    fact: (name) => text(facts.value.value?.items.find((f) => f.fact === name)?.title) || name,
  };
  return (term: RiskTerm, reason: RiskReason): Reason => reason_of(term, reason, names);
}
