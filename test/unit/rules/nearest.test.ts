import { describe, expect, it } from 'vitest';
import { nearestName } from '../../../server/src/engine/schema/nearest.ts';

describe('the nearest name', () => {
  it.each([
    ['esx-b4', ['esx-b3'], undefined],
    ['esx14', ['esx1', 'esx13'], undefined],
    ['exs-b4', ['esx-b3'], undefined],
    ['exs-b3', ['esx-b2', 'esx-b3'], 'esx-b3'],
    ['esx1', ['esx01', 'esx11'], 'esx01'],
    ['hx-muc2', ['hx-muc'], undefined],
    ['hx-mcu', ['hx-muc'], 'hx-muc'],
  ])('to %s among %j is %s', (text, names, near) => {
    expect(nearestName(text, names)).toBe(near);
  });
});
