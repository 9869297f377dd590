import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messages } from './english';
import { i18n, speak } from './i18n';
import { story_words } from './story_words';
import { incident_words } from './incident_words';
import { drill_words } from './drill_words';
import { training_words } from './training_words';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const zh = new Map([...flat({ ...messages.zh, ...story_words.zh, ...incident_words.zh }), ...flat(training_words.zh), ...flat(drill_words.zh)]);
const en = new Map([...flat({ ...messages.en, ...story_words.en, ...incident_words.en }), ...flat(training_words.en), ...flat(drill_words.en)]);
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(vue|ts)$/.test(name) && !/\.test\.ts$/.test(name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('the words', () => {
  it('are the same in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });
  it('have the same holes to fill', () => {
    for (const [key, text] of zh) expect([key, holes(en.get(key)!)]).toEqual([key, holes(text)]);
  });
  it('are none of them empty, and Chinese ones are Chinese', () => {
    for (const [key, text] of en) expect([key, text.trim().length > 0]).toEqual([key, true]);
    for (const [key, text] of zh) {
      const own = text.replace(/\{\w+\}/g, '').replace(/[\s：（）#→×]/g, '');
      expect([key, own === '' || /\p{Script=Han}/u.test(own)]).toEqual([key, true]);
    }
  });
  it('hold nothing that the message format would read as something else', () => {
    for (const text of [...zh.values(), ...en.values()]) expect(text).not.toMatch(/[@|]/);
  });
  it('are there for every key that the sources name', () => {
    const named = sources('src').flatMap((text) => [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((m) => m[1]!));
    expect(named.length).toBeGreaterThan(100);
    expect([...new Set(named)].filter((key) => !key.endsWith('.') && !zh.has(key))).toEqual([]);
  });
  it('are spoken in the language that was asked for last', async () => {
    await speak('en');
    expect([i18n.global.locale.value, i18n.global.t('nav.today')]).toEqual(['en', messages.en.nav.today]);
    await Promise.all([speak('en'), speak('zh')]);
    expect([i18n.global.locale.value, i18n.global.t('nav.today')]).toEqual(['zh', messages.zh.nav.today]);
  });
});
