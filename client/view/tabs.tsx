import type { JSX, TargetedKeyboardEvent } from 'preact';

interface Props<T extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: T; readonly text: string }[];
  readonly chosen: T;
  readonly choose: (id: T) => void;
}

/** The id of a tab, and of the part that it shows. */
export const idOfTab = (id: string): string => `tab-${id}`;
export const idOfPanel = (id: string): string => `panel-${id}`;

/** A bar of tabs: arrows, Home and End go from one to the next. */
export function Tabs<T extends string>({ label, tabs, chosen, choose }: Props<T>): JSX.Element {
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const at = tabs.findIndex(({ id }) => id === chosen);
    const goes: { readonly [key: string]: number } = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
    const to = goes[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = (to + tabs.length) % tabs.length;
    choose(tabs[index]!.id);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[index]!.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, text }) => (
        <button
          key={id}
          id={idOfTab(id)}
          type="button"
          role="tab"
          aria-selected={id === chosen}
          aria-controls={idOfPanel(id)}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => choose(id)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
