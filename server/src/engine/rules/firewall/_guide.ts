/** Where the firewall rules for the IO Visor and the controllers are documented. */
export const GUIDE = 'Veeam user guide, Configuring Backup Proxies (Cisco HyperFlex)';
export const VIB = 'Veeam KB2298: firewall rule for HyperFlex 2.5 and later, as a VIB';
export const CONTROLLERS = 'Veeam KB2300: opening the firewall of HyperFlex storage controllers';
