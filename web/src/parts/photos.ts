// Photos taken here and not sent yet; nothing is lost when the network fails: the photos stay, and those sent are not sent twice.
import { computed, onUnmounted, ref, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { add_photo } from '@/api/client';
import { downscale } from './photo';

export const kPhotosMax = 20;

export interface Photo {
  picture: Blob;
  preview: string;
  kept_as: string | null; // its name at the server
}

export interface Photos {
  taken: Ref<Photo[]>;
  complaint: Ref<string>;
  sending: Ref<number>; // which one is on its way, counted from one; 0: none
  full: ComputedRef<boolean>;
  add: (files: readonly File[]) => Promise<void>;
  remove: (photo: Photo) => void;
  clear: () => void;
  restore: (pictures: readonly Blob[]) => void; // that were taken in another life of the page
  keep: () => Promise<string[]>; // all at the server, by their names there
}

export function use_photos(): Photos {
  const { t } = useI18n();
  const taken = ref<Photo[]>([]);
  const complaint = ref('');
  const sending = ref(0);
  const full = computed(() => taken.value.length >= kPhotosMax);

  async function add(files: readonly File[]): Promise<void> {
    complaint.value = '';
    for (const file of files) {
      const picture = await downscale(file);
      if (!picture) complaint.value = t('orders.photo_bad');
      else if (full.value) complaint.value = t('orders.photos_max');
      else taken.value.push({ picture, preview: URL.createObjectURL(picture), kept_as: null });
    }
  }
  function remove(photo: Photo): void {
    URL.revokeObjectURL(photo.preview);
    taken.value = taken.value.filter((p) => p !== photo);
  }
  function clear(): void {
    taken.value.forEach((p) => URL.revokeObjectURL(p.preview));
    taken.value = [];
  }
  function restore(pictures: readonly Blob[]): void {
    clear();
    taken.value = pictures.map((picture) => ({ picture, preview: URL.createObjectURL(picture), kept_as: null }));
  }
  async function keep(): Promise<string[]> {
    try {
      for (const [n, photo] of taken.value.entries()) {
        sending.value = n + 1;
        photo.kept_as ??= await add_photo(photo.picture);
      }
    } finally {
      sending.value = 0;
    }
    return [...new Set(taken.value.map((p) => p.kept_as!))];
  }
  onUnmounted(clear);
  return { taken, complaint, sending, full, add, remove, clear, restore, keep };
}
