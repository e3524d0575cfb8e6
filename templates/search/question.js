/* 一句问话里要查的是什么：去掉问的话和客气话，认出百姓的说法，余下的切成两个字两个字。 */
import { fold } from "./fold.js";

/* 长的在前；“办”“要”之类单个的字，切开以后自己就落了。 */
const QUESTIONS = [
  "(?:请问|你好|您好|我们?想(?:要|问|知道|了解|咨询)?|想(?:要|问问?|知道|了解|咨询|查一?下?)|麻烦|帮我?(?:查|找)一?下?|求助|求问|咨询一?下?|谁知道|告诉我)",
  "(?:(?:该|应该?|要)?(?:归|由|找|问)(?:谁|哪个?(?:部门|单位|局))(?:来)?(?:管理|管(?![护道网线委])|负责|处理|解决)?|(?:谁|哪个?(?:部门|单位|局))(?:来)?(?:管理|管(?![护道网线委])|负责|处理|解决))",
  "(?:可不可以|能不能够?|会不会|要不要|有没有|是不是|是否|能否|可否|可以吗|行不行|用不用|该不该)",
  "(?:为什么|为啥|凭什么|干什么|干嘛|什么时候|啥时候|什么时间|几点钟?|何时|几月(?:几[号日])?|几[号日]|哪一?天|哪一?年|多长时间|多久|多少钱?|几个月?|几天|几年|几岁|几级|几次|多[大高远宽长重深](?!型|数)|多少[岁度天年人个])",
  "(?:在哪里|在哪儿|在哪|去哪里|去哪儿|去哪|到哪里|到哪儿|到哪|哪里|哪儿|哪些|哪个|哪种|哪家|什么地方|何地|何处)",
  "(?:需要(?:准备)?(?:什么|哪些|啥)|什么样|怎么样|怎么着|怎么办(?![理证卡事])|怎么|怎样|咋样|咋办(?![理证卡事])|[怎咋]么?[弄整搞]|咋|如何|什么|啥|谁来?)",
  "(?:有什么|有哪些|是什么|算不算|还能|还有没有|应该|应当怎|需不需要|需要|可以|得不得)",
];
const BESIDE = [
  "(?:我们?家?的?|我们|咱们?|你们|他们|家里的?|的话|一下|了吗|了没有?|没有|吗|呢|吧|呀|啊|么|嘛|的|了)",
  "(?:相关|有关|关于|方面)(?:的)?(?:政策|规定|文件|通知|内容|要求)?",
];
const ASKING = new RegExp([...QUESTIONS, ...BESIDE].join("|"), "gu");
/* 真是在问的：标题里也有“关于”“的”，不算。 */
const IN_QUESTION = new RegExp([...QUESTIONS, "[吗呢吧么]$"].join("|"), "u");
const CLAUSES = /[\s，。、；：？！,.;:?!“”"'（）()《》〈〉【】[\]·…—-]+/u;
/* 问话往往比词长，或有问的词。 */
const LONG = 8;

/** @type {(query: string) => boolean} */
export const asks = (query) => IN_QUESTION.test(query);
/** @type {(query: string) => boolean} */
export const isQuestion = (query) => query.length >= LONG || query.replace(ASKING, "") !== query;

/* 问谁担任什么职务的，答案在任免的文件里。 */
const WHO =
  /谁.*(?:长|主任|书记|主席|秘书|经理|委员|馆员|干部)|(?:长|主任|书记|主席|秘书|经理|委员|干部)(?:现在|目前)?(?:是|叫|由|换了?|换成)?(?:谁|哪[个位]|什么名字)/u;

/** @type {(query: string) => string[]} */
export const namedIn = (query) => (WHO.test(query) ? ["任免"] : []);

/* 要查的一段段话，已经折叠。全是问的话时照原样；同义词组里的词不拆（“吃饭的地方”）。 */
/** @type {(query: string, synonyms?: Synonyms[]) => string[]} */
export function spansOf(query, synonyms = []) {
  /** @type {(text: string) => string[]} */
  const cut = (text) =>
    text
      .split(CLAUSES)
      .map(fold)
      .map(trimmed)
      .filter((one) => one.length > 1);
  const kept = synonyms.flat(2).filter((word) => query.includes(word) && word.replace(ASKING, "") !== word);
  kept.sort((one, other) => other.length - one.length);
  const hidden = kept.reduce((text, word, n) => text.replaceAll(word, String.fromCodePoint(0xe000 + n)), query);
  const shown = kept.reduce(
    (text, word, n) => text.replaceAll(String.fromCodePoint(0xe000 + n), word),
    hidden.replace(ASKING, " "),
  );
  const spans = cut(shown);
  return spans.length ? spans : cut(query);
}

/* 去掉问的话以后，头尾余下的虚字。 */
/** @type {(span: string) => string} */
const trimmed = (span) =>
  span
    .replace(/^[是在要能会让被把都还也就和与及对从到想去给归由](?=..)/u, "")
    .replace(/(?<=..)[是在要能会让被把都还也就和与及对从干办]$/u, "");

/* 字母写的要是整个的词，可以是复数：taxi 里没有 tax。 */
const LATIN = /^[a-z][a-z ]+$/iu;
/** @type {(text: string, written: string) => string} 话里有的，折叠了的；没有的是空的 */
function wordIn(text, written) {
  const word = LATIN.test(written) ? written.toLowerCase() : fold(written);
  const alone = () => new RegExp(`(?<![a-z])${word}(?:e?s)?(?![a-z])`, "u").test(text);
  return text.includes(word) && (!LATIN.test(word) || alone()) ? word : "";
}

/* 话里同义词组的词，长的先认；换用的只取文中有的。 */
/** @type {(synonyms: Synonyms[], spans: string[]) => Alike[]} */
export function synonymsIn(synonyms, spans) {
  const text = spans.join(" "),
    found = new Map();
  for (const [there, elsewhere] of synonyms) {
    for (const written of [...there, ...elsewhere]) {
      const word = wordIn(text, written);
      if (!word) continue;
      const others = found.get(word) || new Set();
      for (const other of there) if (fold(other) !== word && !text.includes(fold(other))) others.add(other);
      found.set(word, others);
    }
  }
  const words = [...found.keys()].sort((one, other) => other.length - one.length);
  const kept = words.filter((word, n) => !words.slice(0, n).some((longer) => longer.includes(word)));
  return kept.map((word) => ({ word, others: [...found.get(word)] })).filter(({ others }) => others.length);
}

/** @type {(text: string) => string[]} */
export const pairsOf = (text) => {
  const signs = [...text];
  return signs.slice(1).map((sign, n) => signs[n] + sign);
};
