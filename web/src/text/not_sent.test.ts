import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from './en';
import zh from './zh';

// Every sentence with which the core drops a notice: what its functions outdated…() give back.
const kCore = '../src/core/notice/'; // beside web/, where the tests are started
const sources = readdirSync(kCore).filter((name) => name.endsWith('.cpp') && !name.endsWith('_test.cpp'));
const bodies = sources.flatMap((name) => readFileSync(kCore + name, 'utf8').match(/^std::string outdated\w*\([^]*?^\}$/gm) ?? []);
const reasons = [...new Set(bodies.flatMap((body) => [...body.matchAll(/"([^"]*)"/g)].map((found) => found[1]!)))].filter(Boolean);

describe('why a notice was not sent', () => {
  it('has words for each reason of the core, and for no other', () => {
    const keys = reasons.map((reason) => reason.replaceAll(/[^a-z]+/g, '-')).sort();
    expect(keys.length).toBeGreaterThan(30);
    expect(Object.keys(zh.terms.not_sent).sort()).toEqual(keys);
  });
  it('is in English the core\'s own sentence', () => {
    expect(Object.values(en.terms.not_sent).sort()).toEqual([...reasons].sort());
  });
});
