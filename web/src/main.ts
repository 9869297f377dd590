import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { router } from './router';
import './style/tokens.css';
import './style/base.css';
import './style/work.css';
import { i18n } from './text/i18n';

// Where the browser allows it: on https, and on this very machine.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined);

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app');
