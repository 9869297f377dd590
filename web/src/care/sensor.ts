// How the age of a sensor is shown: as it has been warned of.
import type { Device } from '@/api/types';

export type SensorState = 'well' | 'soon' | 'over';
export function sensor_state(sensor: NonNullable<Device['sensor']>): SensorState {
  if (sensor.reached === null) return 'well';
  return sensor.reached === 0 ? 'over' : 'soon';
}
