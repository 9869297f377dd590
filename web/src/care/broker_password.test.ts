import { createPinia, setActivePinia } from 'pinia';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import en from '@/text/en/access';
import BrokerPassword from './broker_password.vue';

// A server that answers as it is told.
const server = vi.hoisted(() => ({ authority: true, asked: [] as string[] }));
vi.mock('@/api/client', async (original) => {
  const { ask, Refused } = await original<typeof import('@/api/client')>();
  const given = (data: unknown, status = 200) => ({ data, response: { ok: true, status } as Response });
  const device = (asked: { params: { path: { name: string } } }) => asked.params.path.name;
  const api = {
    GET: async () => given('-----BEGIN CERTIFICATE-----', server.authority ? 200 : 204),
    PUT: async (_path: string, asked: { params: { path: { name: string } } }) => {
      server.asked.push(`give ${device(asked)}`);
      return given({ user: 'rtu-1', password: 'secret-1', issued: '2026-01-01T00:00:00Z', write: ['davy/s/rtu-1/samples'], read: ['davy/s/rtu-1/command'] });
    },
    DELETE: async (_path: string, asked: { params: { path: { name: string } } }) => (server.asked.push(`take ${device(asked)}`), given(undefined)),
  };
  return { api, ask, Refused };
});

async function shown() {
  const page = mount(BrokerPassword, { props: { device: 'rtu-1' }, global: { plugins: [createI18n({ legacy: false, locale: 'en', messages: { en } })] } });
  await flushPromises();
  return page;
}

beforeEach(() => {
  setActivePinia(createPinia());
  Object.assign(server, { authority: true, asked: [] });
});

describe('a device at the broker', () => {
  it('is given a password with its topics, shown once, and loses both', async () => {
    const page = await shown();
    const [give, take] = page.findAll('button');
    await give!.trigger('click');
    await flushPromises();
    for (const each of ['rtu-1', 'secret-1', 'davy/s/rtu-1/samples', 'davy/s/rtu-1/command']) expect(page.text()).toContain(each);
    await take!.trigger('click');
    await flushPromises();
    expect(server.asked).toEqual(['give rtu-1', 'take rtu-1']);
    expect(page.text()).not.toContain('secret-1');
    expect(page.text()).toContain(en.security.broker_revoked);
  });
  it('is offered the certificate where there is one', async () => {
    expect((await shown()).find('a[download]').attributes('href')).toBe('/api/v1/authority');
    server.authority = false;
    expect((await shown()).find('a').exists()).toBe(false);
  });
});
