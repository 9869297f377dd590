import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp, defineComponent, h } from 'vue';
import { Refused } from '@/api/client';
import { use_job, type Job, type JobState } from './job';

const at = (state: JobState['state'], progress = 0, id = 1): JobState => ({ id, state, progress, error: null });

function within<T extends JobState>(ways: Parameters<typeof use_job<T>>[0]): { job: Job<T>; leave: () => void } {
  let job: Job<T> | undefined;
  const app = createApp(defineComponent({ setup: () => ((job = use_job<T>(ways)), () => h('p')) }));
  app.mount(document.createElement('div'));
  return { job: job!, leave: () => app.unmount() };
}

describe('work at the server', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    setActivePinia(createPinia());
  });
  afterEach(() => void vi.useRealTimers());

  it('is looked at until it is done', async () => {
    const answers = [at('running', 0.5), at('done', 1)];
    const look = vi.fn(async () => answers.shift()!);
    const { job } = within({ look, cancel: async () => at('cancelled') });
    await job.start(async () => at('waiting'));
    expect(job.running.value).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(job.answer.value).toEqual(at('done', 1));
    expect(job.running.value).toBe(false);
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('is called off, and not looked at again', async () => {
    const look = vi.fn(async () => at('running'));
    const { job } = within({ look, cancel: async () => at('cancelled') });
    await job.start(async () => at('running'));
    await job.cancel();
    await vi.advanceTimersByTimeAsync(2000);
    expect(job.answer.value?.state).toBe('cancelled');
    expect(look).not.toHaveBeenCalled();
  });

  it('is dropped for the next one: what comes late about it is not taken', async () => {
    let late: (answer: JobState) => void = () => undefined;
    const { job } = within({ look: () => new Promise<JobState>((done) => (late = done)), cancel: async () => at('cancelled') });
    await job.start(async () => at('running'));
    await vi.advanceTimersByTimeAsync(500); // being looked at
    await job.start(async () => at('done', 1, 2));
    late(at('running', 0.1, 1));
    await vi.advanceTimersByTimeAsync(10);
    expect(job.answer.value).toEqual(at('done', 1, 2));
  });

  it('ends at the server when its page is left', async () => {
    const cancel = vi.fn(async () => at('cancelled'));
    const { job, leave } = within({ look: async () => at('running'), cancel });
    await job.start(async () => at('running', 0, 7));
    leave();
    expect(cancel).toHaveBeenCalledWith(7);
  });

  it('says why it could not be asked for', async () => {
    const { job } = within({ look: async () => at('running'), cancel: async () => at('cancelled') });
    await job.start(async () => Promise.reject(new Refused(503, { zh: '没有空闲', en: 'nobody is free' })));
    expect(job.refusal.value).toBe('没有空闲');
    expect(job.answer.value).toBeNull();
  });
});
