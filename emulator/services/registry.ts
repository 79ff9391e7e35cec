/** One line a kind, nothing else. */
export { cr } from './cr.ts';
export { cs } from './cs.ts';
export { eci } from './eci.ts';
export { ecs } from './ecs.ts';
export { ecsTask } from './ecs-task.ts';
export { volcengineEcs } from './volcengine-ecs.ts';
