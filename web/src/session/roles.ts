import type { Role } from '@/api/types';

const kRoles: readonly Role[] = ['worker', 'team-lead', 'safety-officer', 'administrator']; // each may do what the ones before may

export function is_at_least(role: Role, least: Role): boolean {
  return kRoles.indexOf(role) >= kRoles.indexOf(least);
}
