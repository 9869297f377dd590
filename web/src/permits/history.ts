// The records of a permit with what the permit itself knows of each: the measure, the test, the signature, the cause. Pure.
import type { Permit } from '@/api/types';

export interface Moment {
  seq: number;
  time: string;
  actor: string;
  kind: string; // key below permits.history
  step: number | null; // of a signature
  cause: string | null; // of a suspension
  words: string; // what somebody said
  tone: 'bad' | 'good' | 'plain';
}

const kBad = new Set(['suspended', 'expired', 'refused', 'returned', 'cancelled', 'tested_bad']);
const kGood = new Set(['started', 'resumed', 'accepted', 'archived']);

export function moments_of(permit: Permit): Moment[] {
  return permit.history.map((each) => {
    const { kind, step, cause, words } = said_of(permit, each.kind.replace(/^permit\./, ''), each.time);
    return { seq: each.seq, time: each.time, actor: each.actor, kind, step, cause, words, tone: kBad.has(kind) ? 'bad' : kGood.has(kind) ? 'good' : 'plain' };
  });
}

type Said = Pick<Moment, 'kind' | 'step' | 'cause' | 'words'>;
function said_of(permit: Permit, kind: string, time: string): Said {
  const plain: Said = { kind, step: null, cause: null, words: '' };
  switch (kind) {
    case 'gas_tested': {
      const test = permit.tests.find((each) => each.told === time);
      return test && !test.good ? { ...plain, kind: 'tested_bad' } : plain;
    }
    case 'briefed': {
      const briefed = permit.briefing.find((each) => each.at === time);
      return briefed && briefed.receivers.length === 0 ? { ...plain, kind: 'received' } : plain;
    }
    case 'signed': {
      const signature = permit.signatures.find((each) => each.at === time);
      return { ...plain, step: signature?.step ?? null, words: signature?.opinion ?? '' };
    }
    case 'suspended':
    case 'interrupted': {
      const stop = permit.stops.find((each) => each.at === time);
      return { ...plain, cause: stop?.cause ?? null, words: stop && (stop.cause === null || stop.cause === 'person') ? stop.what : '' };
    }
    case 'refused':
    case 'cancelled':
      return { ...plain, words: permit.ended_reason };
    case 'finished':
      return { ...plain, words: permit.completion?.at === time ? permit.completion.note : '' };
    case 'accepted':
    case 'returned':
      return { ...plain, words: permit.acceptance?.at === time ? permit.acceptance.note : '' };
    case 'isolation': {
      for (const each of permit.isolations)
        for (const said of [each.set, each.verified, each.removed, each.kept])
          if (said?.at === time) return { ...plain, step: each.number, words: [each.place, each.lock, said.note].filter(Boolean).join(' · ') };
      return plain;
    }
    case 'measure_confirmed': {
      const measure = permit.measures.find((each) => each.at === time);
      return { ...plain, step: measure?.number ?? null, words: measure?.remark ?? '' };
    }
    default:
      return plain;
  }
}
