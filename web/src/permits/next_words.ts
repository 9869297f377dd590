// What comes next for a permit, as a key of the words and what fills its holes: whoever opens the page reads it first. Pure.
import type { Permit, Text } from '@/api/types';
import { is_taken_back, lacking } from './permitted';

export interface Next {
  key: string; // below permits.next
  lacks: Text[];
}

export function next_of(permit: Permit): Next {
  switch (permit.state) {
    case 'preparing': {
      const lacks = lacking(permit);
      if (lacks.length > 0) return { key: 'prepare', lacks };
      return { key: permit.next?.purpose === 'shift-check' ? 'shift_check' : permit.next?.purpose === 'approval' ? 'approve' : permit.next?.purpose === 'consent' ? 'consent' : 'lead', lacks };
    }
    case 'signed':
      return permit.missing.length > 0 ? { key: 'before_start', lacks: permit.missing } : { key: 'start', lacks: [] };
    case 'open':
      return { key: 'open', lacks: [] };
    case 'interrupted':
      if (is_taken_back(permit)) return permit.missing.length > 0 ? { key: 'before_resuming', lacks: permit.missing } : { key: 'resume', lacks: [] };
      return permit.missing.length > 0 ? { key: 'before_going_on', lacks: permit.missing } : { key: 'go_on', lacks: [] };
    case 'suspended':
      return permit.missing.length > 0 ? { key: 'before_resuming', lacks: permit.missing } : { key: 'resume', lacks: [] };
    case 'finished':
      return { key: 'accept', lacks: [] };
    case 'accepted':
      return { key: 'archive', lacks: [] };
    case 'archived':
    case 'refused':
    case 'expired':
    case 'cancelled':
      return { key: permit.state, lacks: [] };
  }
}
