/** Written by `npm run docs`: the inputs of all kinds, which are known without the kinds being read. */
export const kindInputs: readonly string[] = [
  'instance-id',
  'container-group-id',
  'image-pipeline-id',
  'resource-id',
  'task-type',
];
