// The words of stories, appraisal and reviews: read with those pages, and not by whoever only lands on the console.
import en from './en/stories';
import { i18n, type Words } from './i18n';
import zh from './zh/stories';

export const story_words: { zh: typeof zh; en: Words<typeof zh> } = { zh, en };

i18n.global.mergeLocaleMessage('zh', zh);
i18n.global.mergeLocaleMessage('en', en);
