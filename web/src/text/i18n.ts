// The console's words in both languages; the compiler holds English to the keys of Chinese.
import { createI18n } from 'vue-i18n';
import en from './en';
import zh from './zh';

export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

export const messages: { zh: typeof zh; en: Words<typeof zh> } = { zh, en };

export const i18n = createI18n({
  legacy: false,
  locale: 'zh' as 'zh' | 'en',
  fallbackLocale: 'zh' as const,
  messages,
  missingWarn: false,
  fallbackWarn: false,
});
