import type { WaitOptions } from './wait.ts';

export type BrowserKind = 'chromium' | 'firefox';
export type Theme = 'light' | 'dark';

/** A document that a test reads and works: a page, or our panel inside DevTools. */
export interface Surface {
  /** Runs a function there; arguments and result travel as JSON. */
  evaluate<Result, Args extends unknown[]>(
    act: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  /** Waits for the element, then clicks it. */
  click(selector: string): Promise<void>;
  /** Waits for the field, then puts the text in as a person's input would. */
  fill(selector: string, text: string): Promise<void>;
  /** Sends a key to the focused element, named as in KeyboardEvent.key; others may be held with it. */
  press(key: string, held?: { shiftKey?: boolean; ctrlKey?: boolean }): Promise<void>;
  /** Waits for an element to be there, or for a function to answer truthily. */
  waitFor<Args extends unknown[]>(
    condition: string | ((...args: Args) => unknown),
    options?: WaitOptions & { args?: Args },
  ): Promise<void>;
  /** Visible text of the first element that matches; of the whole document by default. */
  text(selector?: string): Promise<string>;
}

export type DockSide = 'bottom' | 'right' | 'undocked';

export interface ScreenshotOptions {
  theme?: Theme;
  /** Width and height of the DevTools window, in CSS pixels. */
  width?: number;
  height?: number;
  /** The whole DevTools window, not the panel alone. */
  whole?: boolean;
}

export interface Panel extends Surface {
  /** Writes a PNG file. Theme and size stay as set. */
  screenshot(file: string, options?: ScreenshotOptions): Promise<void>;
  /** Does what copies, as a person's own click would, and gives what the clipboard then holds. */
  copied(act: () => Promise<void>): Promise<string>;
  /** Gives a file input the file at this path, as its dialog does. */
  upload(selector: string, file: string): Promise<void>;
  /** Switches DevTools' theme. */
  setTheme(theme: Theme): Promise<void>;
  /** Docks DevTools; Firefox loads the panel anew. */
  dock(side: DockSide): Promise<void>;
  /** Bytes that the panel's scripts and DOM hold, after a collection of garbage; Chromium only. */
  memory?(): Promise<number>;
  /** The name of the tool that is in front in DevTools; Chromium only. */
  tool?(): Promise<string>;
  /** Closes DevTools. */
  close(): Promise<void>;
}

/** What a page costs, as the browser itself accounts it. */
export interface Costs {
  /**
   * CPU time of the page's main thread while something runs, in milliseconds. Linux only.
   * @param processor the one that the thread is to run on, from then on
   */
  mainThread(run: () => Promise<unknown>, processor?: number): Promise<number>;
  /** Bytes that the page's scripts and DOM hold, after a collection of garbage. */
  memory(): Promise<number>;
}

/** Tools that the browsers bring along. */
export type NativeTool = 'console' | 'network';

export interface Page extends Surface {
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** Opens DevTools on this page at one of the browser's own tools; gives its document where that can be worked. */
  openTool(tool: NativeTool): Promise<Surface | undefined>;
  readonly costs: Costs;
  /** Brings its tab in front of the others. */
  front(): Promise<void>;
  /** Does what the extension's keyboard command with this letter does. Firefox only: Chromium's keys need a screen. */
  command?(letter: string): Promise<void>;
  /** Ends its process, as a crash does. */
  crash(): Promise<void>;
  /** Gives a file on the disk to the file field that matches, as choosing it does. */
  upload(selector: string, file: string): Promise<void>;
  /** Writes a PNG file of what the page shows. */
  screenshot(file: string): Promise<void>;
  /** Opens DevTools on this page, selects our panel, and waits for its document. */
  openPanel(): Promise<Panel>;
  close(): Promise<void>;
}

export interface Browser {
  readonly kind: BrowserKind;
  /** `chrome-extension://ID` or `moz-extension://UUID`. */
  readonly extensionOrigin: string;
  newPage(url?: string): Promise<Page>;
  /** Does what starts a download, and gives the path of the whole file. It goes away with the browser. */
  download(act: () => Promise<void>): Promise<string>;
  /** Installs one more extension, beside the pages that are open; gives its origin. Firefox only: its content scripts run in them. */
  install?(folder: string): Promise<string>;
  /** A page that something else opened: a popup, a tab. */
  waitForPage(matches: (url: string) => boolean): Promise<Page>;
  /** Stops the extension's background, as the browser may at any time. Chromium only: Firefox's is persistent. */
  stopBackground?(): Promise<void>;
  close(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Settles when the browser has ended, by whatever hand. */
  readonly closed: Promise<void>;
}

export interface LaunchOptions {
  /** Folder of the built extension; by default the one that `wxt build` wrote. */
  extension?: string;
  headless?: boolean;
  /** Panel's title in DevTools. */
  panelTitle?: string;
  /** Size of the browser's window, in CSS pixels. */
  width?: number;
  height?: number;
  /** More arguments for the browser's program. */
  args?: readonly string[];
  /** Folder of the profile, which then outlives the browser: a second launch finds what the first has stored. */
  profile?: string;
  /** Take any certificate, as test servers have them. */
  insecure?: boolean;
  /** More of Firefox's preferences. */
  preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** Launch options with everything decided but the profile, which is a new one unless it is named. */
export type CompleteOptions = Required<Omit<LaunchOptions, 'profile'>> & Pick<LaunchOptions, 'profile'>;
