// The operator's guides name pages, buttons and fields as the console does: whoever reads "press Submit the result" must find that button.
import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messages } from './english';
import { story_words } from './story_words';
import { incident_words } from './incident_words';
import { drill_words } from './drill_words';
import { training_words } from './training_words';

type Tree = { [key: string]: string | Tree };
const texts_of = (tree: Tree): string[] => Object.values(tree).flatMap((each) => (typeof each === 'string' ? [each] : texts_of(each)));

const root = join(__dirname, '../../..');
const kinds = readdirSync(join(root, 'schema/records')).map((name) => readFileSync(join(root, 'schema/records', name), 'utf8')); // titles of records and their fields
const all = (language: 'zh' | 'en') => [messages[language], story_words[language], incident_words[language], drill_words[language], training_words[language]].flatMap((tree) => texts_of(tree as Tree));
const guide = (language: 'zh' | 'en') => readFileSync(join(root, `docs/guide/operator.${language}.md`), 'utf8');
const found = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
// What stands in bold after a word that says to press it.
const pressed = (text: string, asks: RegExp) => [...new Set([...text.matchAll(/\*\*([^*\n]+)\*\*/g)].filter((match) => asks.test(text.slice(0, match.index))).map((match) => match[1]!))];

// What is quoted and stands elsewhere than in the console's own texts.
const others = {
  zh: ['我知道了', '添加到主屏幕', '班组长及以上', '安全员及以上', '不详', '真实情况，演练中止', '培训按期率'],
  en: ['Add to home screen', 'A team lead or above', 'a safety officer or above'],
};

describe("the operator's guide", () => {
  it('tells people in Chinese to press what is there', () => {
    const buttons = pressed(guide('zh'), /(点|按|按住|\|[^|\n]*→ )$/);
    expect(buttons.length).toBeGreaterThan(10);
    expect(buttons.filter((word) => !all('zh').includes(word))).toEqual([]);
  });
  it('tells people in English to press what is there', () => {
    const buttons = pressed(guide('en'), /((press|presses|may|hold) |\|[^|\n]*→ )$/);
    expect(buttons.length).toBeGreaterThan(10);
    expect(buttons.filter((word) => !all('en').includes(word))).toEqual([]);
  });
  it('quotes words that the console says', () => {
    const said = { zh: [...all('zh'), ...kinds].join('\n'), en: [...all('en'), ...kinds].join('\n') };
    const quoted = {
      zh: found(guide('zh'), /[“「]([^”」]+)[”」]/g),
      en: [...found(guide('en'), /“([^”]+)”/g), ...found(guide('en').replace(/\*\*[^*]+\*\*/g, ''), /\*([A-Z][^*\n]*)\*/g)],
    };
    expect(quoted.zh.filter((word) => !said.zh.includes(word) && !others.zh.includes(word))).toEqual([]);
    expect(quoted.en.filter((word) => !said.en.includes(word) && !others.en.includes(word))).toEqual([]);
  });
});
