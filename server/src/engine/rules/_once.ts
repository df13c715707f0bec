/**
 * The work, done once for each thing for as long as that is the same object. What else the work reads must not change
 * meanwhile.
 *
 * @param identity the object that is another one when the thing is: of an entity, what is written of it
 */
export function once<T extends object, V>(work: (of: T) => V, identity: (of: T) => object = (of) => of): (of: T) => V {
  const done = new WeakMap<object, { readonly value: V }>();
  return (of) => {
    const key = identity(of);
    const known = done.get(key);
    if (known) return known.value;
    const value = work(of);
    done.set(key, { value });
    return value;
  };
}
