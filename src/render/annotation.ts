import type { Outcome } from '../wait/outcome.ts';
import { firstConsoleLink } from './console-link.ts';
import { annotationText } from './escape.ts';

/** The runner cuts an annotation's message at 4,096 characters; what to do next must not be what is cut. */
const MOST_CHARACTERS = 4_000;

/** The one error annotation of an outcome; undefined where none is due: a success, or an interruption. */
export function annotationOf(outcome: Outcome): { title: string; message: string } | undefined {
  if (outcome.isOk || outcome.state === 'interrupted') return undefined;
  const title = {
    failed: 'The task failed',
    canceled: 'The task was canceled',
    'timed-out': 'The wait timed out',
    'not-found': 'The task was not found',
    partial: 'The task succeeded only in part',
    error: 'The wait could not go on',
    succeeded: '',
    pending: '',
    running: '',
  }[outcome.state];
  const link = firstConsoleLink(outcome.decidedBy ? [outcome.decidedBy] : outcome.tasks);
  const nextStep = [annotationText(outcome.nextStep, 2_000), link && `Console: ${link}`]
    .filter(Boolean)
    .join(' ');
  const message = annotationText(outcome.message, MOST_CHARACTERS - nextStep.length);
  return { title, message: `${message} ${nextStep}`.trim() };
}
