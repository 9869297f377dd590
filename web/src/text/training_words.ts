// Words of training: they come with the pages that need them, so that the first page does not carry them.
import en from './en/training';
import { i18n } from './i18n';
import zh from './zh/training';

type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
export const training_words: { zh: typeof zh; en: Words<typeof zh> } = { zh, en };
i18n.global.mergeLocaleMessage('zh', training_words.zh);
i18n.global.mergeLocaleMessage('en', training_words.en);
