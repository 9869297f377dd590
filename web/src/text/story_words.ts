// Words of stories, appraisal and reviews. They come with the pages that need them: the first page does not carry them.
import en from './en/stories';
import { i18n, type Words } from './i18n';
import zh from './zh/stories';

export const story_messages: { zh: typeof zh; en: Words<typeof zh> } = { zh, en };

i18n.global.mergeLocaleMessage('zh', zh);
i18n.global.mergeLocaleMessage('en', en);
