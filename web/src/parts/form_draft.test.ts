import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { defineComponent, nextTick, reactive, ref } from 'vue';
import type { Account } from '@/api/types';
import { use_session } from '@/session/session_store';
import { use_form_draft, type FormDraft } from './form_draft';

interface Life {
  form: { reason: string; people: string[] };
  draft: FormDraft;
  page: VueWrapper;
}
// A page with a form, as long as it lives; one field is a ref of its own, as in most forms.
function live(what = 'hazard.grade.7', worth?: (reason: string) => boolean): Life {
  const [reason, people] = [ref(''), ref<string[]>([])];
  let life!: Omit<Life, 'page'>;
  const setup = () => {
    const form = reactive({ reason, people });
    life = { form, draft: use_form_draft(what, form, worth && (() => worth(reason.value))) };
  };
  const page = mount(defineComponent({ setup, render: () => null }));
  return { ...life, page };
}
const sign_in = (login: string) => (use_session().account = { login } as Account);

beforeEach(() => {
  localStorage.clear();
  setActivePinia(createPinia());
  sign_in('wang');
});

describe('the draft of a form', () => {
  it('is there in another life of the page, until it is sent', async () => {
    const first = live();
    expect(first.draft.restored.value).toBe(false);
    Object.assign(first.form, { reason: '护栏松动', people: ['chen'] });
    await nextTick();
    first.page.unmount();
    const second = live();
    expect([second.form, second.draft.restored.value]).toEqual([{ reason: '护栏松动', people: ['chen'] }, true]);
    second.draft.drop();
    await nextTick();
    expect([second.form, second.draft.restored.value, localStorage.length]).toEqual([{ reason: '', people: [] }, false, 0]);
    second.form.people.push('zhao'); // and what is typed from then on is kept again
    await nextTick();
    expect(live().form.people).toEqual(['zhao']);
  });
  it('is that of who typed it, for what it was typed', async () => {
    live().form.reason = '护栏松动';
    await nextTick();
    expect(live('hazard.grade.8').form.reason).toBe('');
    sign_in('chen');
    expect(live().form.reason).toBe('');
  });
  it('is none where the form is as it began, or says so itself', async () => {
    const page = live();
    page.form.reason = 'x';
    await nextTick();
    page.form.reason = '';
    await nextTick();
    expect(localStorage.length).toBe(0);
    live('gas', (reason) => reason.includes('!')).form.reason = 'x';
    await nextTick();
    expect(localStorage.length).toBe(0);
  });
});
