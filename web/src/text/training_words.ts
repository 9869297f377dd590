// Words of training and its films: they come with the pages that need them, so that the first page does not carry them.
import en_films from './en/films';
import en_training from './en/training';
import { i18n } from './i18n';
import zh_films from './zh/films';
import zh_training from './zh/training';

const zh = { ...zh_training, ...zh_films };
const en = { ...en_training, ...en_films };
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
export const training_words: { zh: typeof zh; en: Words<typeof zh> } = { zh, en };
i18n.global.mergeLocaleMessage('zh', training_words.zh);
i18n.global.mergeLocaleMessage('en', training_words.en);
