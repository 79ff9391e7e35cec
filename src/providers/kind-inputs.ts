/** What an input is called and what is said of it; `action.yml`, both READMEs and `docs/inputs.md` are written from it. */
interface Described {
  name: string;
  /** Whole sentences. The first one stands in the README, all of them in `action.yml`. */
  description: string;
  /** The first sentence, for README.zh-CN.md. */
  chinese: string;
  /** What is to be known besides, for `docs/inputs.md`. */
  note: string;
}

/** What stands in for `task-id`: it names what tasks belong to. */
interface ParentInput extends Described {
  isParent: true;
  /** How the text is read; `ids` where one request can ask for several. */
  reads: 'id' | 'ids';
}

/** What a kind wants to know besides. */
export interface OwnInput extends Described {
  isParent?: false;
  /** How the text is read; `form` says what it should look like. */
  reads: 'id' | { pattern: RegExp; form: string };
  isRequired?: boolean;
  /** It chooses among the tasks of a parent, and has no meaning with `task-id`. */
  isOfParent?: boolean;
}

/** An input that only some kinds have. Kinds that have the same one declare it alike, but for whether they require it. */
export type KindInput = ParentInput | OwnInput;

/** The input that stands in for `task-id`, where a kind has one. */
export function parentInputOf(inputs: readonly KindInput[]): ParentInput | undefined {
  return inputs.find((input) => input.isParent === true);
}

/** Names of the inputs without which nothing can be asked. */
export function requiredInputsOf(inputs: readonly KindInput[]): string[] {
  return inputs.flatMap((input) => (!input.isParent && input.isRequired ? [input.name] : []));
}
