/* 用浏览器自带的语音朗读正文：从正在看的一段读起，读到的一段标出来。再点一次就停。 */
const WORDS = wording("script");
const speech = window.speechSynthesis;
const LONGEST = 120; /* 一次说得太久，有的浏览器会中断 */
/** @type {(() => void) | null} */
let stop = null;

/** @type {(button: HTMLElement, say: (words: string) => void) => Promise<void>} */
export async function toggle(button, say) {
  if (stop) return stop();
  const voice = await chinese();
  if (!voice) return say(WORDS.no_voice);
  read(paragraphs(), voice, button);
}

/* 语音可能迟一点才列得出来。 */
/** @type {() => Promise<SpeechSynthesisVoice | undefined>} */
async function chinese() {
  if (!speech.getVoices().length)
    await new Promise((done) => {
      speech.addEventListener("voiceschanged", done, { once: true });
      setTimeout(done, 1000);
    });
  const voices = speech.getVoices();
  return (
    voices.find((one) => /^(?:zh|cmn)\b/i.test(one.lang) && /CN|Hans/i.test(one.lang)) ||
    voices.find((one) => /^(?:zh|cmn)\b/i.test(one.lang))
  );
}

/* 从视口里的第一段起；表格不读。 */
/** @type {() => HTMLElement[]} */
function paragraphs() {
  const all = [...document.querySelectorAll("main h1, .text > :is(p,h2,h3,h4,div.lead), .att > h2")];
  const first = scrollY < innerHeight / 2 ? 0 : all.findIndex((one) => one.getBoundingClientRect().top >= 0);
  return all.slice(Math.max(first, 0));
}

/* 页码、旁注和只给读屏软件的字不读。 */
/** @type {(paragraph: HTMLElement) => string} */
function words(paragraph) {
  const copy = paragraph.cloneNode(true);
  for (const aside of copy.querySelectorAll(".pg,.mn,.vh")) aside.remove();
  return copy.textContent.trim();
}

/** @type {(blocks: HTMLElement[], voice: SpeechSynthesisVoice, button: HTMLElement) => void} */
function read(blocks, voice, button) {
  /** @type {HTMLElement | undefined} */
  let now;
  const done = () => {
    stop = null;
    now?.classList.remove("said");
    button.setAttribute("aria-pressed", "false");
    speech.cancel();
    removeEventListener("pagehide", done);
  };
  const next = () => {
    now?.classList.remove("said");
    now = blocks.shift();
    if (!now) return done();
    now.classList.add("said");
    now.scrollIntoView({ block: "nearest" });
    speak(pieces(words(now)), voice, () => stop === done && next());
  };
  stop = done;
  button.setAttribute("aria-pressed", "true");
  addEventListener("pagehide", done);
  next();
}

/** @type {(text: string) => string[]} */
function pieces(text) {
  /** @type {string[]} */
  const found = [];
  for (const sentence of text.match(/[^。；！？]+[。；！？]*/gu) || []) {
    const last = found.at(-1);
    if (last && last.length + sentence.length <= LONGEST) found[found.length - 1] += sentence;
    else found.push(sentence);
  }
  return found;
}

/** @type {(left: string[], voice: SpeechSynthesisVoice, then: () => void) => void} */
function speak(left, voice, then) {
  if (!left.length) return then();
  const saying = new SpeechSynthesisUtterance(left[0]);
  saying.voice = voice;
  saying.lang = voice.lang;
  saying.onend = () => stop && speak(left.slice(1), voice, then);
  saying.onerror = () => stop?.();
  speech.speak(saying);
}
