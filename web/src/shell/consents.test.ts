import { describe, expect, it } from 'vitest';
import type { Account, Consent } from '@/api/types';
import { may_agree, may_refuse } from './consents';

const consent = (deed: Consent['deed'], by: string): Consent => ({ id: 7, deed, name: 'row-0', reason: '校验', until: null, lapses: '2026-11-30T08:00:00Z', asked: '2026-11-30T07:45:00Z', by, answer: 'open', answered: null, answered_by: null, answer_reason: null });
const person = (login: string, role: Account['role']): Account => ({ login, name: login, role, posts: [], zones: [] });

describe('a second person', () => {
  it('is never who asked', () => {
    expect(may_agree(consent('bypass', 'li'), person('li', 'administrator'))).toBe(false);
    expect(may_refuse(consent('bypass', 'li'), person('li', 'safety-officer'))).toBe(true);
  });
  it('might have asked for it', () => {
    expect(may_agree(consent('bypass', 'li'), person('chen', 'team-lead'))).toBe(false);
    expect(may_agree(consent('out-of-service', 'li'), person('chen', 'safety-officer'))).toBe(true);
    expect(may_agree(consent('shelf', 'li'), person('chen', 'team-lead'))).toBe(true);
    expect(may_refuse(consent('shelf', 'li'), person('wang', 'worker'))).toBe(false);
    expect(may_agree(consent('rules', 'li'), person('chen', 'safety-officer'))).toBe(true);
    expect(may_agree(consent('rules', 'li'), person('chen', 'equipment-manager'))).toBe(false);
  });
});
