import type { Role } from '@/api/types';

// As src/core/role.hpp: a kind of doing, which a role holds or does not.
export type Right = 'read' | 'tell' | 'work' | 'approve' | 'decide' | 'lead' | 'agree' | 'equip' | 'judge' | 'oversee' | 'audit' | 'administer';

const kAll: readonly Right[] = ['read', 'tell', 'work', 'approve', 'decide', 'lead', 'agree', 'equip', 'judge', 'oversee', 'audit', 'administer'];
const kRights: Record<Role, readonly Right[]> = {
  worker: ['read', 'tell', 'work'],
  'team-lead': ['read', 'tell', 'work', 'approve', 'lead', 'agree'],
  'equipment-manager': ['read', 'tell', 'work', 'agree', 'equip'],
  'safety-officer': kAll.filter((right) => right !== 'audit' && right !== 'administer'),
  manager: ['read', 'tell', 'approve', 'decide', 'oversee'],
  administrator: kAll,
  auditor: ['read', 'oversee', 'audit'],
};
export const kRoles = Object.keys(kRights) as Role[];

export const has_right = (role: Role, right: Right): boolean => kRights[role].includes(right);
