// Which page stands at which address. Every page but the entry needs a session.
import { createRouter, createWebHistory } from 'vue-router';
import { note_scanned } from '@/checks/place_proof';
import { page_of, place_of } from '@/places/code';
import { use_session } from '@/session/session_store';

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/setup', component: () => import('@/pages/entry/setup_page.vue'), meta: { open: true } },
    { path: '/login', component: () => import('@/pages/entry/login_page.vue'), meta: { open: true } },
    { path: '/', component: () => import('@/pages/overview/overview_page.vue') },
    { path: '/today', component: () => import('@/pages/today/today_page.vue') },
    { path: '/outbox/:id([0-9a-f]+)', component: () => import('@/pages/today/outbox_page.vue'), props: true },
    { path: '/scan', component: () => import('@/pages/places/scan_page.vue') },
    { path: '/labels', component: () => import('@/pages/places/labels_page.vue') },
    { path: '/places/:name', component: () => import('@/pages/places/place_page.vue'), props: true },
    { path: '/q/:kind/:name', redirect: (to) => scanned(to.path) ?? '/scan' },
    { path: '/round', component: () => import('@/pages/checks/round_page.vue') },
    { path: '/checks', component: () => import('@/pages/checks/checks_page.vue') },
    { path: '/checks/seeds', component: () => import('@/pages/checks/seeds_page.vue') },
    { path: '/checks/:id(\\d+)', component: () => import('@/pages/checks/check_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/devices', component: () => import('@/pages/devices/devices_page.vue') },
    { path: '/devices/:name', component: () => import('@/pages/devices/device_page.vue'), props: true },
    { path: '/care/:id(\\d+)', component: () => import('@/pages/devices/care_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/risk', component: () => import('@/pages/risk/risk_page.vue') },
    { path: '/materials', component: () => import('@/pages/materials/materials_page.vue') },
    { path: '/alarms', component: () => import('@/pages/alarms/alarms_page.vue') },
    { path: '/alarms/load', component: () => import('@/pages/alarms/alarm_load_page.vue') },
    { path: '/alarms/:id(\\d+)', component: () => import('@/pages/alarms/alarm_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/orders', component: () => import('@/pages/orders/orders_page.vue') },
    { path: '/orders/:id(\\d+)', component: () => import('@/pages/orders/order_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/hazards', component: () => import('@/pages/hazards/hazards_page.vue') },
    { path: '/hazards/new', component: () => import('@/pages/hazards/report_page.vue') },
    { path: '/hazards/:id(\\d+)', component: () => import('@/pages/hazards/hazard_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/incidents', component: () => import('@/pages/incidents/incidents_page.vue') },
    { path: '/incidents/new', component: () => import('@/pages/incidents/call_page.vue') },
    { path: '/incidents/:id(\\d+)', component: () => import('@/pages/incidents/incident_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/incidents/:id(\\d+)/headcount', component: () => import('@/pages/incidents/head_count_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/drills', component: () => import('@/pages/drills/drills_page.vue') },
    { path: '/drills/:id(\\d+)', component: () => import('@/pages/drills/drill_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/permits', component: () => import('@/pages/permits/permits_page.vue') },
    { path: '/permits/new', component: () => import('@/pages/permits/apply_page.vue') },
    { path: '/permits/:id(\\d+)', component: () => import('@/pages/permits/permit_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/permits/:id(\\d+)/print', component: () => import('@/pages/permits/print_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/trainings', component: () => import('@/pages/training/trainings_page.vue') },
    { path: '/trainings/:id(\\d+)', component: () => import('@/pages/training/training_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/merits', component: () => import('@/pages/merits/merits_page.vue') },
    { path: '/stories/:matter(alarm|order|hazard|permit|care|check|handover|incident|training)/:id(\\d+)', component: () => import('@/pages/stories/story_page.vue'), props: (to) => ({ matter: to.params.matter, id: Number(to.params.id) }) },
    { path: '/kpi', component: () => import('@/pages/kpi/kpi_page.vue') },
    { path: '/kpi/obligations', component: () => import('@/pages/kpi/obligations_page.vue') },
    { path: '/kpi/notices', component: () => import('@/pages/kpi/told_page.vue') },
    { path: '/kpi/risks', component: () => import('@/pages/kpi/risks_page.vue') },
    { path: '/reviews', component: () => import('@/pages/reviews/reviews_page.vue') },
    { path: '/reviews/:month(\\d{4}-\\d{2})', component: () => import('@/pages/reviews/review_page.vue'), props: true },
    { path: '/points', component: () => import('@/pages/points/points_page.vue') },
    { path: '/points/:name', component: () => import('@/pages/points/point_page.vue'), props: true },
    { path: '/points/:name/try', component: () => import('@/pages/points/try_limit_page.vue'), props: true },
    { path: '/points/:name/rule', component: () => import('@/pages/points/try_rule_page.vue'), props: true },
    { path: '/conditions/:name', component: () => import('@/pages/points/condition_page.vue'), props: true },
    { path: '/modes', component: () => import('@/pages/modes/modes_page.vue') },
    { path: '/rows', component: () => import('@/pages/rows/rows_page.vue') },
    { path: '/duty', component: () => import('@/pages/duty/duty_page.vue') },
    { path: '/duty/roster', component: () => import('@/pages/duty/roster_page.vue') },
    { path: '/duty/absences', component: () => import('@/pages/duty/absences_page.vue') },
    { path: '/duty/handovers', component: () => import('@/pages/duty/handovers_page.vue') },
    { path: '/duty/handovers/:id(\\d+)', component: () => import('@/pages/duty/handover_page.vue'), props: (to) => ({ id: Number(to.params.id) }) },
    { path: '/records/:kind?', component: () => import('@/pages/records/records_page.vue'), props: true },
    { path: '/records/:kind/-/import', component: () => import('@/pages/records/import_page.vue'), props: true },
    { path: '/records/:kind/-/new', component: () => import('@/pages/records/record_page.vue'), props: true },
    { path: '/records/:kind/:id', component: () => import('@/pages/records/record_page.vue'), props: true },
    { path: '/site-check', component: () => import('@/pages/site/site_check_page.vue') },
    { path: '/site-rules', component: () => import('@/pages/site/site_rules_page.vue') },
    { path: '/notices', component: () => import('@/pages/evidence/notices_page.vue') },
    { path: '/journal', component: () => import('@/pages/evidence/journal_page.vue') },
    { path: '/ingest', component: () => import('@/pages/evidence/ingest_page.vue') },
    { path: '/reads', component: () => import('@/pages/evidence/reads_page.vue') },
    { path: '/accounts', component: () => import('@/pages/evidence/accounts_page.vue') },
    { path: '/security', component: () => import('@/pages/entry/security_page.vue') },
    { path: '/more', component: () => import('@/pages/entry/more_page.vue') },
    { path: '/:rest(.*)*', component: () => import('@/pages/entry/missing_page.vue') },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

// A label that the phone's own camera read.
function scanned(path: string): string | null {
  const place = place_of(path);
  if (place?.kind === 'zone') note_scanned(place.name);
  return page_of(path);
}

router.beforeEach(async (to) => {
  const session = use_session();
  if (to.path === '/setup') return true;
  if (!session.known) await session.look().catch(() => undefined); // no answer: the sign-in page says so
  if (to.meta.open) return session.account ? '/' : true;
  return session.account ? true : { path: '/login', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
});
