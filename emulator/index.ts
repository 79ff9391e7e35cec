export type { Category, Fault } from './fault.ts';
export type { FaultRule } from './fault-rules.ts';
export type { FaultName } from './faults.ts';
export { faultNames, faults } from './faults.ts';
export type { Kind, KnownTask as TaskScript } from './kinds.ts';
export { kinds, sampleTasks } from './kinds.ts';
export type { Emulator, EmulatorOptions, RecordedRequest } from './server.ts';
export { startEmulator } from './server.ts';
export type { Cloud, Step } from './types.ts';
