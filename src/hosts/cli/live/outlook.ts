import { formatDuration } from '../../../model/duration.ts';
import type { Snapshot } from '../../../polling/snapshot.ts';
import { etaText, roughly } from '../../../render/log.ts';
import type { Piece } from './columns.ts';
import type { Seen } from './seen.ts';

type Eta = NonNullable<Snapshot['eta']>;

/** How it goes on, as seen `now`: in more words and in fewer. */
export function outlook({ snapshot, seenAt }: Seen, now: number): readonly Piece[] {
  const { trouble, eta } = snapshot ?? {};
  const agoMs = now - seenAt;
  if (trouble) {
    const time = formatDuration(trouble.sinceMs + agoMs);
    const texts = [`no usable answer for ${time}`, `no answer ${time}`];
    return texts.map((text) => ({ text, colour: 'yellow' as const }));
  }
  return eta ? etaTexts(eta, agoMs).map((text) => ({ text })) : [];
}

/** What was foreseen then has come nearer since. */
function etaTexts({ likelyMs, atMostMs, leftMs }: Eta, agoMs: number): readonly string[] {
  const left = {
    likelyMs: likelyMs - agoMs,
    atMostMs: atMostMs - agoMs,
    leftMs: Math.max(leftMs - agoMs, 0),
  };
  if (left.atMostMs <= 0) return ['longer than usual', 'late'];
  const isDue = left.likelyMs <= 0;
  // However narrow it is: a guess beyond the timeout says so.
  if ((isDue ? left.atMostMs : left.likelyMs) > left.leftMs) {
    const end = formatDuration(left.leftMs);
    return [isDue ? '' : etaText(left), `timeout in ${end}`, `<${end}`].filter(Boolean);
  }
  if (isDue) {
    const atMost = roughly(left.atMostMs);
    return [`at most ${atMost} to go`, `<${atMost}`];
  }
  const likely = roughly(left.likelyMs);
  return [etaText(left), `about ${likely} to go`, `~${likely}`];
}
