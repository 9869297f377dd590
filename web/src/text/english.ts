// English, fetched by whoever reads it; the compiler holds it to the keys of Chinese.
import en from './en';
import { chinese, i18n, type Words } from './i18n';

export const messages: { zh: typeof chinese; en: Words<typeof chinese> } = { zh: chinese, en };

i18n.global.mergeLocaleMessage('en', en);
