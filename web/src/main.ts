import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { router } from './router';
import './style/tokens.css';
import './style/base.css';
import './style/work.css';
import { use_settings } from './settings/settings_store';
import { i18n, speak } from './text/i18n';

// Where the browser allows it: on https, and on this very machine.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined);

const app = createApp(App).use(createPinia()).use(i18n).use(router); // the router fetches the page meanwhile
void speak(use_settings().language).then(() => app.mount('#app'));
