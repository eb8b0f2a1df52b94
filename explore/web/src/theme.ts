// Light, dark, or as the system has it.

const order = ["auto", "light", "dark"] as const;
type Theme = (typeof order)[number];

function chosen(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "auto";
}

export function themeSwitch(button: HTMLButtonElement): void {
  const show = (): void => {
    const theme = chosen();
    button.textContent = { auto: "◐", light: "☀", dark: "☾" }[theme];
    button.setAttribute("aria-label", `Theme: ${theme}. Press for the next.`);
    button.title = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    const next = order[(order.indexOf(chosen()) + 1) % order.length]!;
    if (next === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === "auto") localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch {
      // storage may be forbidden; the choice holds until the page is left
    }
    show();
    changed();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  show();
}

const listeners = new Set<() => void>();
const changed = (): void => {
  known.clear();
  listeners.forEach((l) => l());
};

/** Calls when the colours change, until the signal ends it. */
export function onTheme(signal: AbortSignal, listener: () => void): void {
  listeners.add(listener);
  signal.addEventListener("abort", () => listeners.delete(listener));
}

const known = new Map<string, string>();

/** A colour of the style sheet, as "#rrggbb" or "rgb(…)". */
export function colour(name: string): string {
  let value = known.get(name);
  if (value === undefined) known.set(name, (value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()));
  return value;
}
