/** The courier's scripts, in `resources/courier`. */
export const courierScripts = {
  linux: { name: 'homeport-courier.sh', extension: 'sh' },
  windows: { name: 'homeport-courier.ps1', extension: 'ps1' },
} as const
export type CourierSystem = keyof typeof courierScripts
