/** The pages of the vendors’ manuals that keys stand for, as `source` names them. */

export const GUIDE = 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex)';
export const TRANSPORT_MODES = 'Veeam user guide, Transport Modes';
export const STORAGE_JOB = 'Veeam user guide, Backup from Cisco HyperFlex Snapshots';
export const BEST_PRACTICE = 'Veeam best-practice guide';
