// The words of the emergency pages: read with those pages, and not by whoever only lands on the console.
import en from './en/incidents';
import { i18n, type Words } from './i18n';
import zh from './zh/incidents';

export const incident_words: { zh: typeof zh; en: Words<typeof zh> } = { zh, en };
i18n.global.mergeLocaleMessage('zh', incident_words.zh);
i18n.global.mergeLocaleMessage('en', incident_words.en);
