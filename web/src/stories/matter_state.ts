// Where a matter stands, in the words of its own page: the key of the word, asked of the server.
import { api, ask } from '@/api/client';
import type { MatterRef } from '@/api/types';

export async function state_key(matter: Pick<MatterRef, 'kind' | 'id'>): Promise<string> {
  const params = { path: { id: matter.id } };
  switch (matter.kind) {
    case 'alarm':
      return `terms.alarm_state.${(await ask(api.GET('/alarms/{id}', { params }))).state}`;
    case 'order':
      return `terms.order_state.${(await ask(api.GET('/orders/{id}', { params }))).state}`;
    case 'hazard': {
      const hazard = await ask(api.GET('/hazards/{id}', { params }));
      return hazard.outcome === 'open' ? `terms.hazard_state.${hazard.state}` : `terms.hazard_outcome.${hazard.outcome}`;
    }
    case 'permit':
      return `terms.permit_state.${(await ask(api.GET('/permits/{id}', { params }))).state}`;
    case 'care':
      return `care_state.${(await ask(api.GET('/care/{id}', { params }))).state}`;
    case 'check':
      return `check_state.${(await ask(api.GET('/checks/{id}', { params }))).state}`;
    case 'handover':
      return `handover_outcome.${(await ask(api.GET('/handovers/{id}', { params }))).outcome}`;
    case 'training':
      return `stories.training_state.${(await ask(api.GET('/trainings/{id}', { params }))).state}`;
    case 'incident':
      return `stories.incident_state.${(await ask(api.GET('/incidents/{id}', { params }))).state}`;
  }
}
