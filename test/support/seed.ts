import fc from 'fast-check';

/* Property tests take the same cases each time, so that a run says of a change what it breaks. HXTOPO_SEED takes others. */

const DEFAULT = 20_251_123;

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.HXTOPO_SEED ?? DEFAULT) });
