/* 网络断了，搜索用的是留的一份，或者要的部分没有留：sw.js 说，这里写在正文前。 */
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  const main = document.querySelector("main");
  if (!data?.notice || !main) return;
  let line = main.querySelector(".kept");
  if (!line) {
    line = document.createElement("p");
    line.className = "kept";
    line.setAttribute("role", "status");
    main.prepend(line);
  }
  line.textContent = data.notice;
});
