import type { Unit } from './nodes.ts';

/**
 * What is made of a unit, remembered for as long as the unit lives: its text never changes, and where it stands must not
 * be part of what is made. After an edit only the units that it touched are looked at again.
 *
 * @param hangsOn what else it is made of: it is made again when one of these is another object. By default the arguments
 */
export function ofUnit<Args extends readonly unknown[], Made>(
  make: (unit: Unit, ...args: Args) => Made,
  hangsOn: (unit: Unit, ...args: Args) => readonly unknown[] = (_, ...args) => args,
): (unit: Unit, ...args: Args) => Made {
  const remembered = new WeakMap<Unit, { readonly parts: readonly unknown[]; readonly made: Made }>();
  return (unit, ...args) => {
    const parts = hangsOn(unit, ...args);
    const known = remembered.get(unit);
    if (known?.parts.length === parts.length && known.parts.every((part, index) => part === parts[index])) {
      return known.made;
    }
    const made = make(unit, ...args);
    remembered.set(unit, { parts, made });
    return made;
  };
}
