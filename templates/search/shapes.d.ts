// What the parts of the search hand to each other. Read from top to bottom, it tells how a search works: what is written in
// the index, what was typed, which pages may have it, what the reader sees. Nothing of this is published.

/* What is written: one row for each page, /search/index.bin and what it names. See publishing/search/directory.py. */

/** A page by its place in the index. */
type PageNumber = number;
/** `2025-04-01`. */
type IsoDay = string;
/** Marks the beginning and the end of some words in a text; the end is not in it. */
type Span = [start: number, end: number];
/** What a word stands for in the archive, and what citizens say instead that stands nowhere in it. */
type Synonyms = [there: string[], elsewhere: string[]];
/** One issue: the folder of its texts, its pages, `2025年第3期`, its 总期号 (0 without), its address, how many more 总期号 it has. */
type Issue = [folder: string, pages: number, name: string, cumulative: number, url: string, more?: number];

/** The columns of all pages, a value for each page in order. */
interface PageColumns {
  /** 0 document, 1 attachment, 2 chronicle entry. */
  kind: number[];
  /** 1 where a new pack of texts begins. */
  open: number[];
  blocks: number[];
  /** Length of the title, roughly. */
  title: number[];
  /** The power of two of the length; an older index has none. */
  size?: number[];
  /** Days since the dated page before. */
  date: number[];
  /** These four are places in the list of the same name. */
  section: number[];
  form: number[];
  issuers: number[];
  standing: number[];
}

/** A tier of the postings as it is written. */
interface WrittenPart {
  name: string;
  pages: number;
  blocks: number;
  /** How many shards; a power of two. */
  count: number;
  /** Six hexadecimal digits for each shard. */
  hashes: string;
}

/** A tier that can be asked: which blocks are whose. */
interface Part extends WrittenPart {
  /** Its first page. */
  first: PageNumber;
  /** By page from `first` on its first block, and the end. */
  starts: Uint32Array;
  /** By block its page. */
  pageOf: Uint32Array;
}

/** What is the same in the directory as it is written and as it is used. */
interface DirectoryFacts {
  format: number;
  pages: PageColumns;
  sections: string[];
  forms: string[];
  /** Several issuers of one page parted by 、. */
  issuers: string[];
  /** `pending 2025-05-01 in_force`, see standing.js. */
  standings: string[];
  /** Paths of three files, which are asked for when they are needed. */
  names: string;
  simplified: string;
  spelling: string;
  /** Traditional characters that simplified texts have as well. */
  unsure: string;
  synonyms: Synonyms[];
}

/** The directory as it is written. */
interface WrittenDirectory extends DirectoryFacts {
  issues: IssueColumns;
  parts: WrittenPart[];
  undated: PageNumber[];
  /** Pairs that say little, the commonest first. */
  common: string;
}

/** The columns of all issues; a name or an address that the id tells is empty. */
type IssueColumns = [
  ids?: string[],
  hashes?: string[],
  sizes?: number[],
  names?: string[],
  steps?: number[],
  urls?: string[],
  more?: number[],
];

/** The directory that every search begins with. */
interface SearchIndex extends DirectoryFacts {
  issues: Issue[];
  parts: Part[];
  undated: Set<PageNumber>;
  /** How many pages, how many blocks. */
  count: number;
  blocks: number;
  /** Pairs that say little, 0 the commonest, towards 1; others count as 1. */
  rarity: Map<string, number>;
  /** By page its day, counted from the year 1; an undated page has that of the page before. */
  dates: number[];
  /** By page the file with its text. */
  packs: string[];
  /** By page its issue. */
  issueOf: Uint16Array;
  /** By issue (`2025-03`) its first page. */
  firstOf: Map<string, PageNumber>;
  /** By place in `issuers` each by itself; made when it is first asked for. */
  separate?: string[][];
  /** By place in `standings` what holds today; made anew for each search. */
  states?: string[][];
}

/** A paragraph or a row of a table; with an anchor where one can be sent to. */
type Line = string | [words: string, anchor: string, label: string];

/** The text of a page as it lies in a pack. */
interface PageText {
  url: string;
  title: string;
  /** Title and number; none for an entry. */
  head?: string[];
  lines?: Line[];
  number?: string;
  form?: string;
  section?: string;
  issuers?: string[];
  date?: IsoDay;
  /** The days that it is about. */
  days?: IsoDay[];
  issue: string;
  page?: number;
  owner?: [title: string, number: string, url: string];
  /** Traditional characters that it has, each followed by its simplified one. */
  simplified?: string;
  /** From the directory, for it changes with other documents. */
  standing?: string;
  /** Made when it is first asked for. */
  folded?: FoldedPage;
}

/** A text folded, and where each sign of it was: its beginning and its end in the text before. */
interface FoldedText {
  text: string;
  starts: number[];
  ends: number[];
}

interface FoldedLine {
  /** As it is printed, in NFC. */
  words: string;
  text: string;
  /** Where it begins in the text of the page. */
  at: number;
  anchor?: string;
  label?: string;
  /** Made when it is first asked for. */
  places?: FoldedText;
}

/** A whole page folded; the first `heads` lines are its title and number. */
interface FoldedPage {
  text: string;
  lines: FoldedLine[];
  heads: number;
}

/** /search/names-….bin. */
interface Names {
  /** By code, year, number and page of each document, one after the other. */
  numbers: [code: string, flat: number[]][];
  persons: [name: string, ...pages: PageNumber[]][];
}

/* What was typed. */

type Dimension = "group" | "year" | "section" | "kind" | "issuer" | "standing";
type Group = "document" | "attachment" | "chronicle";
/** The conditions as an address or a page of others gives them. */
type Filters = { [name in Dimension]?: FilterValue | FilterValue[] } & { from?: IsoDay; to?: IsoDay };
type FilterValue = string | number;
/** The same with all of them there; an empty one sets no condition. */
type Conditions = Record<Dimension, string[]> & { from: IsoDay; to: IsoDay };
type ConditionName = keyof Conditions;
type Order = "relevance" | "date";
interface SearchOptions {
  filters?: Filters;
  sort?: string;
  /** As exact as the index allows, for whoever wants all of them. */
  thorough?: boolean;
  /** Points of numbers do not count. */
  loose?: boolean;
  /** Commas and 或 part words in any case. */
  apart?: boolean;
}

/** A word of a query, or what stood in quotation marks. */
interface Word {
  written: string;
  text: string;
  /** Lengths of its beginnings that a percent sign has to follow. */
  percents: number[];
  dates: WordDate[];
  /** 或: one of these is enough. */
  any?: Word[];
  loose?: boolean;
}

/** A date with its year: pages of that day may print it without (`text`); `bare` if the word is nothing else. */
interface WordDate {
  day: IsoDay;
  text: string;
  bare: boolean;
}

interface Query {
  written: string;
  words: Word[];
  without: Word[];
  quoted: boolean;
}

/** Year, month and day. */
type DayParts = [year: number, month: number, day: number];
type MonthParts = [year: number, month: number];
interface IssueChoice {
  name: string;
  url: string;
  total?: number;
  more?: number;
}

/** What a query is as a whole: issues, days (of several years if it has none), a month; or nothing of this. */
interface Whole {
  issues?: IssueChoice[];
  /** It names an issue that the archive has not. */
  missing?: boolean;
  days?: DayParts[];
  /** What was asked of the days, 大事记 or 文件. */
  noun?: string;
  /** Documents of the day were asked for. */
  papers?: boolean;
  yearless?: boolean;
  /** Months with a chronicle, of several years if it has none. */
  months?: MonthParts[];
}

/** A 发文字号; what was not written is empty, or 0. */
interface DocumentNumber {
  code: string;
  year: number;
  n: number;
  /** 号 was not written: it may be no number at all. */
  unsaid?: boolean;
}

interface NumberRow extends DocumentNumber {
  page: PageNumber;
}

/** The documents with a number, or the nearest ones. */
interface FoundNumbers {
  pages: PageNumber[];
  rows: NumberRow[];
  near: NumberRow[];
  /** It can be no other. */
  sure: boolean;
  /** The number as it is printed, to find those that cite it. */
  words?: Word[];
}

/** A word of the query that is in a group of synonyms, and the others of the group. */
interface Alike {
  word: string;
  others: string[];
}

/* Which pages may have it. */

/** How well pages fit. */
type Scores = Map<PageNumber, number>;

/** A string that the postings are asked for; `need` are the bits a block must have, see postings.js. */
interface Gram {
  gram: string;
  need: number;
}

/** By block the bits of a gram (0 where it is not), and whether it is there often. */
interface Postings {
  blocks: Uint32Array;
  often: Uint8Array;
}

/** By dimension and value how many pages. */
type Facets = { [name in Dimension]?: Record<string, number> };

/** One search, from the candidates to what was verified. */
type Inquiry = import("./inquiry.js").Inquiry;
type Spelling = import("./spelling.js").Spelling;

interface RelatedOptions {
  filters?: Filters;
  limit?: number;
  /** Pagefind is to be asked as well. */
  similar?: boolean;
  /** What was ranked already. */
  ready?: RelatedHit[] | null;
}

/* What the reader sees. */

interface Segment {
  text: string;
  mark?: boolean;
}

/** A verified page. */
interface Hit {
  url: string;
  title: string;
  number: string;
  kind: string;
  section: string;
  issuers: string[];
  date: string;
  issue: string;
  page?: number;
  /** What holds today. */
  standing: string;
  group: Group;
  /** Of an attachment its document. */
  owner: { title: string; number: string; url: string } | null;
  heading: Segment[];
  excerpt: Segment[];
  /** How often the words are in it. */
  times: number;
  places: { anchor: string; label: string }[];
  /** The words as they are printed, to be marked there. */
  printed: string[];
}

/** A page that is not exactly what was asked for. */
interface RelatedHit extends Hit {
  /** The synonym that led to it, or empty. */
  via: string;
  page_number: PageNumber;
  /** From 0 to 1; Pagefind does not tell. */
  likeness?: number;
  /** It has every word of the query. */
  said?: boolean;
}

/** What may have been meant, a candidate: ways to write it, the dearer the less likely; `weight` is how well its signs hang together. */
interface Guess {
  forms: string[];
  cost: number;
  weight: number;
  /** Something was mistyped; else it was typed in Latin letters. */
  wrong: boolean;
  /** All its signs hang together as those of titles do. */
  firm?: boolean;
}

/** What may have been meant, and is there. */
interface Meant {
  words: string;
  asked: Inquiry;
  wrong: boolean;
  cost: number;
  /** The score of its best page. */
  top: number;
}

/** The hits of a kind on the page. */
interface HitGroup {
  /** A `Group`; an address may ask for what is none. */
  name: string;
  pages: PageNumber[];
  /** How many are listed, and what was fetched of them. */
  size: number;
  hits: Hit[];
  /** Writes the number of hits again. */
  label: () => void;
}

/** The search page to those that fill it. */
interface SearchPage {
  say: (heading: string, words: string) => void;
  /** Another condition, or several. */
  go: (change: Change, replace?: boolean) => void;
  /** The results are there to be seen. */
  answered: () => void;
  still: Still;
}
type Change = Record<string, string | string[]>;
/** Whether this search is still the one on the page. */
type Still = () => boolean;

/** What `search` of engine.js answers, also to pages of others. */
interface Answer {
  exact: Hit[];
  related: RelatedHit[];
  total: number;
  certain: boolean;
  facets: Facets;
  /** If it was a number that was asked for. */
  numbers: FoundNumbers | null;
}
