import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordKind } from '@/api/types';
import { in_groups } from './groups';

const kind = (name: string, zh = name, en = name) => ({ kind: name, title: { zh, en } }) as RecordKind;

describe('kinds of records', () => {
  it('stand with their kin, in the order of the work, whatever order they come in', () => {
    expect(in_groups([kind('supply'), kind('person'), kind('emergency-plan'), kind('organisation-unit')], 'zh').map(({ group, kinds }) => [group, kinds.map((each) => each.kind)])).toEqual([
      ['people', ['organisation-unit', 'person']],
      ['emergency', ['emergency-plan', 'supply']],
    ]);
  });
  it('of a pack of the site come last, as the language of the reader sorts them', () => {
    const own = [kind('harness', '防坠落装备', 'Harnesses'), kind('anchor-point', '锚固点', 'Anchor points'), kind('boiler', '安全阀', 'Safety valves')];
    expect(in_groups(own, 'zh')[0]!.kinds.map((each) => each.title.zh)).toEqual(['安全阀', '防坠落装备', '锚固点']);
    expect(in_groups(own, 'en')[0]!.kinds.map((each) => each.title.en)).toEqual(['Anchor points', 'Harnesses', 'Safety valves']);
  });
  it('that Davy brings are all placed', () => {
    const folder = join(process.cwd(), '../schema/records');
    const all = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
    expect(JSON.parse(readFileSync(join(folder, `${all[0]}.json`), 'utf8'))).toBeTypeOf('object');
    expect(in_groups(all.map((name) => kind(name)), 'en').map((each) => each.group)).not.toContain('other');
  });
});
