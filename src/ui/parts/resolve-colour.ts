/** A colour as a canvas takes it: custom properties may hold light-dark(), which only a real property resolves. */
export function resolveColour(element: HTMLElement, value: string): string {
  const before = element.style.color;
  element.style.color = value;
  const resolved = getComputedStyle(element).color;
  element.style.color = before;
  return resolved;
}
