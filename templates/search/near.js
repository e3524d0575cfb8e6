/* 读者快看到时才做的：不在眼前的，不先取。 */

const AHEAD = "25%";

/* 已经快看到的，做完了才算完；还看不到的，等看到时再做，先算完了。浏览器不会观察的，马上做。 */
/** @type {<T>(element: Element, act: () => T | Promise<T>) => T | Promise<T | undefined>} */
export function whenNear(element, act) {
  if (!globalThis.IntersectionObserver) return act();
  return new Promise((done) => {
    const watching = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return done(undefined);
        watching.disconnect();
        done(act());
      },
      { rootMargin: `0px 0px ${AHEAD}` },
    );
    watching.observe(element);
  });
}
