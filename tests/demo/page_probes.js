// What the tests measure in the page; the value of this file is an object of functions.
(() => {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
  const hasText = ({ childNodes }) => [...childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  }

  const over = (top, below) => below.map((part, index) => top[index] * top[3] + part * (1 - top[3]));
  const ground = (element) =>
    element ? over(rgba(getComputedStyle(element).backgroundColor), ground(element.parentElement)) : [1, 1, 1];

  // WCAG 2.2, "relative luminance"
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

  function contrast(element) {
    const below = ground(element);
    const ink = over(rgba(getComputedStyle(element).color), below);
    const [dark, bright] = [luminance(ink), luminance(below)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  }

  return {
    // text -> WCAG 2.2 contrast ratio
    contrasts: () => Object.fromEntries(all("body *").filter(hasText).map((element) => [element.textContent, contrast(element)])),

    // what is too low for a finger
    low: (least) => all("button:not(.command), .row a, select, textarea")
      .filter((element) => element.getBoundingClientRect().height < least)
      .map(({ outerHTML }) => outerHTML),

    // what stands outside the window, and labels that do not fit their buttons
    outside: () => all("button, select, textarea, .row span").filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      const cut = element.matches(".row span") && element.scrollWidth > element.clientWidth;
      return cut || left < 0 || right > innerWidth;
    }).map(({ textContent }) => textContent),
  };
})();
