// One thing that a person does at the server: busy while it runs, and not begun twice.
import { ref, type Ref } from 'vue';
import { use_refusal } from './refusal';

export interface Deed {
  busy: Ref<boolean>;
  refusal: Ref<string>;
  run: (work: () => Promise<unknown>) => Promise<boolean>; // whether it was done
}

export function use_deed(): Deed {
  const busy = ref(false);
  const { sentence, clear, note } = use_refusal();

  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    clear();
    try {
      await work();
      return true;
    } catch (error) {
      note(error);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, refusal: sentence, run };
}
