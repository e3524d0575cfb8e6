/* 搜索页说的话，各部分共用一份。 */
export const PAGE_WORDS = wording("search_page");
