import { plansBy } from '../_plans.ts';

/** HX systems of which the file does not say whether they are added, with the plans of their VMs. For `context.fact`. */
export const unsaid = plansBy(({ vm: { system } }) =>
  system && !system.value.$has('addedToBackupServer') ? system : undefined,
);
