import { readFileSync } from 'node:fs';

/** Whoever has changed a terminal and must undo that when the process does not go on as it is. */
export interface Guard {
  /** The process is about to stop. */
  pause(): void;
  /** It goes on; others have written in between, even where no `pause` came before. */
  resume(): void;
  /** It ends, in whichever way. */
  close(): void;
}

/** Minds what takes the terminal away from a process; gives what ends that. */
export function guardTerminal({ pause, resume, close }: Guard): () => void {
  const onStop = () => {
    pause();
    asWithoutUs('SIGTSTP', onStop);
    // Here it has been continued, or there is no shell that could have stopped it.
    process.on('SIGTSTP', onStop);
    resume();
  };
  // The terminal is closed, or Ctrl+\ was pressed: nothing is answered, but the terminal is whoever's comes next.
  const ends = (['SIGHUP', 'SIGQUIT'] as const).map((signal) => {
    const onEnd = () => {
      close();
      asWithoutUs(signal, onEnd);
    };
    return [signal, onEnd] as const;
  });
  process.on('exit', close);
  process.on('SIGTSTP', onStop);
  process.on('SIGCONT', resume);
  for (const [signal, onEnd] of ends) process.on(signal, onEnd);
  return () => {
    process.off('exit', close);
    process.off('SIGTSTP', onStop);
    process.off('SIGCONT', resume);
    for (const [signal, onEnd] of ends) process.off(signal, onEnd);
  };
}

/** Does what the signal does to a process that does not hear it. */
function asWithoutUs(signal: 'SIGTSTP' | 'SIGHUP' | 'SIGQUIT', listener: () => void): void {
  process.off(signal, listener);
  process.kill(process.pid, signal);
}

/** True where the shell has given the terminal to us: a job in the background shares it with whoever types there. */
export function isInFront(): boolean {
  try {
    // `pid (name) state ppid pgrp session tty tpgid …`, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const [, , group, , , inFront] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === inFront || Number(inFront) <= 0;
  } catch {
    // Another system, which does not say.
    return true;
  }
}
