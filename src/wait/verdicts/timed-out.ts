import { formatDuration } from '../../model/duration.ts';
import type { CloudError } from '../../model/errors.ts';
import { named, sentences } from '../../model/sentences.ts';
import { isSeen, isSettled, type Task } from '../../model/task.ts';
import { CHECK_ID } from './bad-end.ts';
import { type Ending, subjectOf, type Verdict, wordOf } from './verdict.ts';

type Telling = Pick<Verdict, 'what' | 'nextStep'>;

/**
 * The verdict on a wait whose time was up. Only of a task that was seen on its way is it known that more time would
 * help; one that no answer has mentioned, or of which there was no answer at all, is another matter each.
 */
export function ofTimeout(ending: Ending): Verdict {
  const open = ending.tasks.filter((task) => !isSettled(task));
  const seen = open.filter(isSeen);
  const first = seen[0] ?? open[0];
  return {
    state: 'timed-out',
    isOk: false,
    ...(first && { decidedBy: first }),
    status: first?.status ?? '',
    ...tell(seen, open, ending),
    facts: [],
  };
}

function tell(seen: readonly Task[], open: readonly Task[], ending: Ending): Telling {
  if (seen.length > 0) return stillOpen(seen, open, ending);
  return ending.hasAnswer ? neverMentioned(open, ending) : neverAnswered(open, ending);
}

function stillOpen(seen: readonly Task[], open: readonly Task[], ending: Ending): Telling {
  const first = seen[0] as Task;
  const unseen = open.filter((task) => !isSeen(task)).map(({ id }) => id);
  const subject = subjectOf(open, ending.tasks);
  const whose = open.length === 1 ? 'Last seen as' : `${first.id} was last seen as`;
  return {
    what: sentences(
      `${subject} did not end within ${formatDuration(ending.timeoutMs)}`,
      `${whose} ${wordOf(first)}`,
      unseen.length > 0 && `No answer has mentioned ${named(unseen)}`,
      atTheEnd(ending.trouble),
    ),
    nextStep: 'It goes on in the cloud. Set a longer {input:timeout} if it usually takes so long.',
  };
}

function neverMentioned(open: readonly Task[], ending: Ending): Telling {
  const within = formatDuration(ending.timeoutMs);
  return {
    what: sentences(
      `No answer mentioned ${missing(open, ending)} within ${within}`,
      atTheEnd(ending.trouble),
    ),
    nextStep: CHECK_ID,
  };
}

function neverAnswered(open: readonly Task[], ending: Ending): Telling {
  const { trouble, timeoutMs } = ending;
  return {
    what: sentences(
      `There was no usable answer at all within ${formatDuration(timeoutMs)}, so that nothing is known of ${missing(open, ending)}`,
      trouble && `The last try: ${trouble.message}`,
    ),
    nextStep: sentences(
      trouble?.remedy || adviceOn(trouble),
      "Look in the vendor's console for what became of it",
    ),
  };
}

function adviceOn(trouble: CloudError | undefined): string {
  if (trouble?.kind === 'throttling') return 'Find out what else asks so often with this account.';
  // A code is the cloud's own word; what has none may have come from anywhere on the way to it.
  return trouble?.code
    ? "The cloud itself was in trouble: look at the vendor's status page."
    : "Check {input:region}, {input:endpoint}, and the runner's network and proxy.";
}

/** What nobody has told of: tasks by their ids, or those that their parents should have. */
function missing(open: readonly Task[], { parents = [] }: Ending): string {
  if (open.length > 0) return named(open.map(({ id }) => id));
  return parents.length > 0 ? `a task of ${named(parents)}` : 'any task';
}

function atTheEnd(trouble: CloudError | undefined): string {
  return trouble ? `At the end there was no usable answer: ${trouble.message}` : '';
}
