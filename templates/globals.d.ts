// What the build puts into the scripts, and what our pages promise: whatever a script looks for in them is an HTML element.

/** The words of a group of the file of wording, by name. */
declare function wording(group: string): Record<string, string>;

/** What is put into the gaps of a sentence by name: whatever has these names; anything can be written as a text. */
type Values = Record<string, any>;

/** `a`, `li`: what an element may be. */
type TagName = keyof HTMLElementTagNameMap;

/** The scripts that a page asks for when they are needed, with what they export. */
interface LaterScripts {
  "exports.js": typeof import("./assets/exports.js");
  "facsimile.js": typeof import("./assets/facsimile.js");
  "paper.js": typeof import("./assets/paper.js");
  "listen.js": typeof import("./assets/listen.js");
  "../search/marks.js": typeof import("./search/marks.js");
  "../search/page.js": typeof import("./search/suggest.js") &
    typeof import("./search/finder.js") &
    Pick<typeof import("./search/store.js"), "directory">;
}

/** The directory of the search, being fetched before its scripts are there. */
declare var searchDirectory: Promise<Response> | null;

/** What a module of the search exports, by its name. */
declare function shared(module: "standing"): typeof import("./search/standing.js");
declare function shared(module: "timelines"): typeof import("./search/timelines.js");

/** What the offline copy of a site is: its build, and what is kept, by address from the root, with the beginning of its SHA-256. */
declare function offlineCopy(): { build: string; bytes: number; whole: boolean; lang: string; name: string; files: Record<string, string> };

interface ParentNode {
  querySelector<E extends HTMLElement = HTMLElement>(selectors: string): E;
  querySelectorAll<E extends HTMLElement = HTMLElement>(selectors: string): NodeListOf<E>;
}

interface Document {
  getElementById(id: string): HTMLElement;
}

interface HTMLElement {
  readonly children: HTMLCollectionOf<HTMLElement>;
  readonly dataset: { [name: string]: string };
  readonly parentElement: HTMLElement;
  readonly previousElementSibling: HTMLElement;
  readonly firstElementChild: HTMLElement;
  readonly lastElementChild: HTMLElement;
  cloneNode(deep?: boolean): HTMLElement;
}

// What is typed and pointed at is an element.
interface KeyboardEvent {
  readonly target: HTMLElement;
}

interface PointerEvent {
  readonly target: HTMLElement;
}

// An object of ours has the keys that its type tells, and no others.
interface ObjectConstructor {
  entries<K extends string, T>(object: { [name in K]?: T }): [K, T][];
  keys<K extends string>(object: { [name in K]?: unknown }): K[];
  fromEntries<K extends string, T>(entries: Iterable<readonly [K, T]>): Record<K, T>;
}

interface Element {
  closest<E extends HTMLElement = HTMLElement>(selectors: string): E;
}

// A service worker knows these; TypeScript has either its library or that of pages, not both.
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  readonly clientId: string;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<{ postMessage(message: { notice: string }): void }>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: "install" | "activate", act: (event: ExtendableEvent) => void): void;
  addEventListener(name: "fetch", act: (event: FetchEvent) => void): void;
}
