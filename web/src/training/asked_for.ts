// Which open trainings of a person a permit waits for, by the person and the course that the server names. Pure.
import type { Training, Untrained } from '@/api/types';

export function asked_for(lacks: readonly Untrained[], login: string, open: readonly Training[]): Training[] {
  const courses = new Set(lacks.filter((each) => each.person === login).map((each) => each.course));
  return open.filter((training) => training.person === login && courses.has(training.course));
}
