/** As the `ref` of a field that comes into an open dialog late: `data-autofocus` is looked for when the dialog opens. */
export function focusAtOnce(element: HTMLElement | null): void {
  element?.focus();
}
