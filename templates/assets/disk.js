/* 从磁盘打开时：文件夹的地址要补上 index.html；搜索用不了，说明一下。 */
for (const note of document.querySelectorAll("[data-local]")) note.hidden = false;
/** @type {NodeListOf<HTMLAnchorElement & HTMLFormElement>} */
const links = document.querySelectorAll("a[href],form[action]");
for (const link of links) {
  const name = "href" in link ? "href" : "action";
  const url = new URL(link[name], location.href);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) {
    url.pathname += "index.html";
    link[name] = url.href;
  }
}
