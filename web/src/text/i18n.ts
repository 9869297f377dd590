// The console's words: Chinese with the console itself, English once somebody reads it (english.ts).
import { createI18n } from 'vue-i18n';
import zh from './zh';

export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

export const chinese = zh;

export const i18n = createI18n({
  legacy: false,
  locale: 'zh' as 'zh' | 'en',
  fallbackLocale: 'zh' as const,
  messages: { zh, en: {} } as { zh: typeof zh; en: Words<typeof zh> },
  missingWarn: false,
  fallbackWarn: false,
});

let wanted: 'zh' | 'en' = 'zh';

// A language is spoken once its words are here; where they cannot be fetched, the screen stays as it is.
export async function speak(language: 'zh' | 'en'): Promise<void> {
  wanted = language;
  if (language === 'en' && !('nav' in i18n.global.getLocaleMessage('en'))) await import('./english').catch(() => undefined);
  if (wanted === language) i18n.global.locale.value = language;
}
