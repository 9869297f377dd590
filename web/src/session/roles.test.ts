import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { has_right, kRoles, type Right } from './roles';

const core = readFileSync('../src/core/role.hpp', 'utf8'); // beside web/, where the tests are started
const of_core = (name: string) => new RegExp(`enum class ${name}[^{]*\\{([^}]*)\\}`).exec(core)![1]!.replace(/\/\/.*/g, '').split(',').map((each) => each.trim()).filter(Boolean);

describe('roles', () => {
  it('are those of the server, with its rights', () => {
    const dashed = (name: string) => name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
    expect([...kRoles].sort()).toEqual(of_core('Role').map(dashed).sort());
    expect(kRoles.filter((role) => of_core('Right').every((right) => has_right(role, right.toLowerCase() as Right)))).toEqual(['administrator']);
  });
  it('are no ladder', () => {
    const who = (right: Right) => kRoles.filter((role) => has_right(role, right));
    expect(who('equip')).toEqual(['equipment-manager', 'safety-officer', 'administrator']);
    expect(who('decide')).toEqual(['safety-officer', 'manager', 'administrator']);
    expect(who('audit')).toEqual(['administrator', 'auditor']);
    expect(who('work')).not.toContain('manager');
    expect(who('tell')).not.toContain('auditor');
  });
});
