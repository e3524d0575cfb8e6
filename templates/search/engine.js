/* 搜索引擎，不带页面：search(要查的话, {filters, limit}) 得到 {exact, related, total}。用法见 docs/embedding.md。 */
import { isEnough, open, take } from "./inquiry.js";

/* 完全写有这些话的网页，先后按相关程度；limit 是 Infinity 时逐页核对，一件不漏。 */
/** @type {(query: string, options?: SearchOptions & { limit?: number, related?: boolean }) => Promise<Answer>} */
export async function search(query, { filters = {}, limit = 10, sort = "relevance", related } = {}) {
  const asked = await open(query, { filters, sort, thorough: limit === Infinity });
  const exact = await take(asked, asked.pages, limit);
  if (limit === Infinity) await take(asked, [...asked.scores.keys()], limit);
  asked.recount();
  const wanted = related ?? !isEnough(asked, exact);
  const more = wanted && asked.words.length ? await relatedTo(asked, exact, filters, Boolean(related)) : [];
  return {
    exact,
    related: more,
    total: asked.total(),
    certain: asked.certain(),
    facets: asked.facets,
    numbers: asked.numbers,
  };
}

/* 意思相近的：同义词、字句相近的；similar 时还问 Pagefind。 */
/** @type {(asked: Inquiry, exact: Hit[], filters: Filters, similar: boolean) => Promise<RelatedHit[]>} */
async function relatedTo(asked, exact, filters, similar) {
  try {
    const { findRelated } = await import("./related.js");
    return await findRelated(asked, exact, { filters, similar });
  } catch {
    return [];
  }
}
