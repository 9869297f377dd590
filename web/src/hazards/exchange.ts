// What the exchange tables of double prevention ask of a hazard beside its grade; each may stay unsaid. In the order of their codes.
import { api, ask, Refused } from '@/api/client';
import type { Hazard, HazardLink, HazardManagement } from '@/api/types';

export const kManagements: readonly HazardManagement[] = ['people', 'things', 'management'];
export const kLinks: readonly HazardLink[] = ['design', 'product-defect', 'storage', 'construction', 'start-stop', 'operation', 'upkeep', 'repair', 'change', 'transport'];

export interface Exchange {
  management: HazardManagement | '';
  arose_in: HazardLink | '';
  reason: string;
  hazard_code: string;
}
type Said = { management?: HazardManagement; arose_in?: HazardLink; reason?: string; hazard_code?: string };

// What is empty is not said.
export function exchange_said({ management, arose_in, reason, hazard_code }: Exchange): Said {
  const why = reason.trim();
  return { ...(management && { management }), ...(arose_in && { arose_in }), ...(why && { reason: why }), ...(hazard_code && { hazard_code }) };
}

// A risk object (风险分析对象) with a code: where the area is a major hazard, the object is it.
export interface Coded {
  code: string;
  name: string;
  zone: string;
}
const kObjects = 500;

// Those of the hazard's own zone first. Without an answer there is nothing to choose from, and the rest of the form does without.
export async function coded_objects(hazard: Pick<Hazard, 'zone'>): Promise<Coded[]> {
  try {
    const { items } = await ask(api.GET('/records/{kind}', { params: { path: { kind: 'risk-object' }, query: { limit: kObjects } } }));
    return near_first(items.map((each) => each.record as Partial<Coded>).flatMap(({ code, name, zone }) => (code ? [{ code, name: name ?? '', zone: zone ?? '' }] : [])), hazard.zone);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

export function near_first(objects: readonly Coded[], zone: string): Coded[] {
  return [...objects.filter((each) => each.zone === zone), ...objects.filter((each) => each.zone !== zone)];
}
