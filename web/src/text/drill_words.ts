// The words of drills: they come with the pages that need them, so that the first page does not carry them.
import en from './en/drills';
import { i18n, type Words } from './i18n';
import zh from './zh/drills';

export const drill_words: { zh: typeof zh; en: Words<typeof zh> } = { zh, en };
i18n.global.mergeLocaleMessage('zh', drill_words.zh);
i18n.global.mergeLocaleMessage('en', drill_words.en);
