/** What a parameter is, told to somebody who meets it for the first time. */
export interface Entry {
  title: string;
  /** One or two sentences: what it is and why it exists. */
  text: string;
  /** Where it is defined. */
  spec: string;
  /** What this value means, where its values mean something fixed. */
  values?: Readonly<Record<string, string>>;
}

export type Entries = Readonly<Record<string, Entry>>;
