// What this browser's user prefers; kept in the browser, never on the server.
import { defineStore } from 'pinia';
import { ref, watchEffect } from 'vue';
import { speak } from '@/text/i18n';
import type { Language } from '@/text/format';

export type Theme = 'auto' | 'light' | 'dark';

const kThemes: readonly Theme[] = ['auto', 'light', 'dark'];

// Storage may be refused by the browser: then a preference lasts until the page is left.
function kept<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  try {
    const found = localStorage.getItem(key) as T | null;
    return found !== null && allowed.includes(found) ? found : otherwise;
  } catch {
    return otherwise;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // see kept()
  }
}

export const use_settings = defineStore('settings', () => {
  const language = ref<Language>(kept('davy.language', ['zh', 'en'] as const, 'zh'));
  const theme = ref<Theme>(kept('davy.theme', kThemes, 'auto'));

  watchEffect(() => {
    void speak(language.value);
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
    keep('davy.language', language.value);
  });
  watchEffect(() => {
    if (theme.value === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
    keep('davy.theme', theme.value);
  });

  function next_theme(): void {
    theme.value = kThemes[(kThemes.indexOf(theme.value) + 1) % kThemes.length]!;
  }
  function other_language(): void {
    language.value = language.value === 'zh' ? 'en' : 'zh';
  }
  return { language, theme, next_theme, other_language };
});
