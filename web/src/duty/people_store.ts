// Who can be named for a duty: everybody who has an account.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { api, ask } from '@/api/client';

export interface DutyPerson {
  login: string;
  name: string;
  posts: string[];
}

export const use_people = defineStore('duty_people', () => {
  const people = shallowRef<DutyPerson[]>([]);
  const by_login = computed(() => new Map(people.value.map((person) => [person.login, person])));
  const name = (login: string) => by_login.value.get(login)?.name ?? login;
  async function load(): Promise<void> {
    people.value = (await ask(api.GET('/duty/people'))).items;
  }
  return { people, name, load };
});
